"""The measure of the referral report: a year of it beside SQL alone and a bare canvas that draws the very same pages.

The SQL reads the rows of which the figures are made, of the year and of the one before, and takes them as they come.
"""

import gc
import io
from contextlib import closing
from datetime import date
from pathlib import Path

import bench_clock
import bench_figures
import bench_paper
from bench_figures import Figure

from refdesk.documents import referral_report as document
from refdesk.domain import report_period
from refdesk.domain.report_period import Period, Preset
from refdesk.services import data_file, referral_report_files
from refdesk.store import engine as engines

RECEIVED = "FROM referral r {join} WHERE r.direction = 'received' AND r.received_at >= ? AND r.received_at < ?"
IS_TRY = "t.kind IN ('call', 'message', 'meeting', 'visit') AND t.purpose NOT IN ('thanks', 'update')"
STATEMENTS = (
    "SELECT r.id, r.received_at, s.meaning, r.stage_id, r.preparedness "
    + RECEIVED.format(join="JOIN stage s ON s.id = r.stage_id")
    + " ORDER BY r.received_at, r.id",
    "SELECT r.id, min(t.at) "
    + RECEIVED.format(join="JOIN touch t ON t.contact_id = r.prospect_id AND t.at >= r.received_at")
    + f" AND {IS_TRY} GROUP BY r.id",
    "SELECT r.id, min(t.at) "
    + RECEIVED.format(join="JOIN touch t ON t.referral_id = r.id")
    + f" AND {IS_TRY} GROUP BY r.id",
    "SELECT r.id, max(m.stage_id) " + RECEIVED.format(join="JOIN stage_move m ON m.referral_id = r.id")
    + " GROUP BY r.id",
    "SELECT r.id, sum(w.value_minor) " + RECEIVED.format(join="JOIN win w ON w.referral_id = r.id") + " GROUP BY r.id",
    "SELECT g.referral_id, g.contact_id " + RECEIVED.format(join="JOIN referral_giver g ON g.referral_id = r.id"),
    "SELECT p.part, k.opened_at, p.done_at "
    + RECEIVED.format(
        join="JOIN thanks k ON k.referral_id = r.id AND k.occasion = 'referral'"
        " JOIN thanks_part p ON p.thanks_id = k.id JOIN contact c ON c.id = k.contact_id"
    )
    + " AND p.waived_at IS NULL AND p.part IN ('word', 'card') AND (p.done_at IS NOT NULL OR c.status = 'active')",
    "SELECT received_at, recipient_id FROM referral WHERE direction = 'given' AND received_at >= ? AND received_at < ?",
    "SELECT due_on, kept_on, dropped_on FROM promise WHERE due_on >= ? AND due_on <= ?",
)  # fmt: skip


def report_measure(path: Path, people: int, runs: int) -> Figure:
    """Return what the referral report of the last twelve months takes, from the file to the PDF."""
    with closing(data_file.open_file(path, clock=bench_clock.clock)) as opened, closing(
        engines.file_connection(path, "ro")
    ) as connection:  # fmt: skip
        connection.execute(f"PRAGMA cache_size={engines.PAGES_OF_CACHE}")
        desk = opened.desk
        period = report_period.of(Preset.TWELVE_MONTHS, desk.today())
        with bench_paper.written_down() as calls:
            document.render(referral_report_files.filled(desk, period, referral_report_files.EVERYTHING), io.BytesIO())
        gc.collect()
        gc.freeze()  # as the window does once it stands: what stays is not looked through as garbage

        def floor() -> None:
            _read(connection, period)
            bench_paper.draw_again(calls)

        sides = (lambda: referral_report_files.render(desk, period), floor)
        ours, raw = bench_figures.median_of(sides, runs=runs)
    return Figure("referral report of a year to PDF", people, ours, raw, goal=2)


def _read(connection: object, period: Period) -> int:
    count = 0
    for span in (report_period.before(period), period):
        bounds = _moment(span.first), _moment(span.last)
        for statement in STATEMENTS:
            count += len(connection.execute(statement, bounds).fetchall())  # type: ignore[attr-defined]
    return count


def _moment(day: date) -> str:
    return f"{day} 05:00:00.000000"
