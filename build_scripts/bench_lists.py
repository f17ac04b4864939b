"""Measures of the list of contacts: a letter typed in its search, and a page scrolled."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import bench_data
import bench_figures
import bench_window
from bench_figures import Figure
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QEventLoop,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from refdesk.store import engine as engines
from refdesk.ui.places import PlaceName

PAGES = 40
LONGEST_TYPED = 6
COLUMNS = 5
WAIT = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def list_measures(path: Path, people: int, runs: int) -> list[Figure]:
    """Return a keystroke and a page of scrolling."""
    window = bench_window.open_window(path)
    watch = bench_window.Watch(window, quick=people < bench_window.QUICK_BELOW)
    page = watch.do("contacts", lambda: window.opened.shell.go_to(PlaceName.CONTACTS))
    figures = [_search(path, people, page.list, watch, max(runs // 2, 1)), _scroll(people, page.list, watch, runs)]
    window.close()
    return figures


class Painted(QObject):
    """Sees when a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._widget = widget
        self.seen = False
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note a painting, and let it pass."""
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False

    def wait(self, is_whole: Callable[[], bool]) -> None:
        """Let the window work until it was painted with everything in its place."""
        whole_before = is_whole()
        while not (self.seen and whole_before):
            self.seen = False
            whole_before = is_whole()
            QCoreApplication.processEvents(WAIT)

    def end(self) -> None:
        """Look no more."""
        self._widget.removeEventFilter(self)


def _search(path: Path, people: int, pane: Any, watch: bench_window.Watch, runs: int) -> Figure:  # noqa: ANN401
    ours, floor = [], []
    with closing(engines.file_connection(path, "ro")) as connection:
        connection.execute(f"PRAGMA cache_size={engines.PAGES_OF_CACHE}")
        for _run in range(runs):
            for word in bench_data.SEARCHED[: 1 if runs == 1 and people < bench_window.QUICK_BELOW else None]:
                for letters in range(1, LONGEST_TYPED + 1):
                    typed = word[:letters]
                    ours.append(_keystroke(pane, typed))
                    watch.rest(typed)
                    begun = bench_figures.cpu()
                    rows = _page_raw(connection, typed)
                    floor.append(bench_figures.cpu() - begun)
                    shown = pane.model.rowCount()
                    assert shown == len(rows) > 0, f"{typed}: {shown} found, the floor finds {len(rows)}"
                watch.do("", pane.search.clear)
    mine, raw = bench_figures.late(ours), bench_figures.late(floor)
    return Figure("keystroke in search to the first page, p95", people, mine, raw, goal=3)


def _keystroke(pane: Any, typed: str) -> float:  # noqa: ANN401
    """Return what it takes from the letter to its first page with all lines painted."""
    painted = Painted(pane.view.viewport())
    begun = bench_figures.cpu()
    pane.search.setText(typed)
    painted.wait(lambda: pane.model.rowCount() > 0 and pane.model.row_at(0) is not None)
    spent = bench_figures.cpu() - begun
    painted.end()
    return spent


def _page_raw(connection: Any, typed: str) -> list[tuple[Any, ...]]:  # noqa: ANN401
    """Return the same page by SQL alone: the first three letters are rare, so they find all."""
    index, match = ("contact_trigram", typed[:3]) if len(typed) > 2 else ("contact_prefix", f"{typed} *")
    rows: list[tuple[Any, ...]] = connection.execute(
        f"""
        SELECT c.id, c.prefix, c.given, c.middle, c.family, c.suffix, c.nickname, c.organisation, c.kind, c.job_title,
            c.profession, c.category, c.rank, c.status, c.last_touch_on,
            (SELECT count(*) FROM referral_giver g JOIN referral r ON r.id = g.referral_id
             WHERE g.contact_id = c.id AND r.direction = 'received'),
            (SELECT count(*) FROM referral r WHERE r.recipient_id = c.id AND r.direction = 'given')
        FROM {index} JOIN contact c ON c.id = {index}.rowid
        WHERE {index} MATCH ? AND instr(c.search_text, ?) AND c.status = 'active'
        ORDER BY CASE c.rank WHEN 'A+' THEN 0 WHEN 'A' THEN 1 WHEN 'B' THEN 2 WHEN 'C' THEN 3 WHEN 'D' THEN 4
            ELSE 5 END, coalesce(c.sort_key, ''), c.id
        LIMIT 100
        """,  # noqa: S608 - our own names
        (match, typed),
    ).fetchall()
    return rows


def _scroll(people: int, pane: Any, watch: bench_window.Watch, runs: int) -> Figure:  # noqa: ANN401
    bare = _bare_table(pane.view, people)
    watch.rest("the bare table")
    sides = (
        lambda: _go_through(pane.view, lambda: pane.model.row_at(pane.view.rowAt(0)) is not None),
        lambda: _go_through(bare, lambda: True),
    )
    mine, raw = bench_figures.median_of(sides, runs=runs, timer=bench_figures.cpu)
    bare.hide()
    return Figure("scrolling a page", people, mine / PAGES, raw / PAGES, goal=1.5)


def _go_through(view: QTableView, is_whole: Callable[[], bool]) -> None:
    """Scroll page by page, each painted with its lines."""
    bar = view.verticalScrollBar()
    painted = Painted(view.viewport())
    step = min(bar.pageStep(), bar.maximum() // PAGES)
    for turn in range(PAGES):
        painted.seen = False
        bar.setValue((turn + 1) * step)
        painted.wait(is_whole)
    painted.end()
    bar.setValue(0)
    QCoreApplication.processEvents()


class _Rows(QAbstractTableModel):
    """A list of tuples, and nothing else."""

    def __init__(self, rows: list[tuple[str, ...]], parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows

    def rowCount(self, _parent: object = None) -> int:
        return len(self._rows)

    def columnCount(self, _parent: object = None) -> int:
        return COLUMNS

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self._rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


def _bare_table(like: QTableView, people: int) -> QTableView:
    """Show a QTableView of the same size, with as many columns and as much to read."""
    rows: list[tuple[str, ...]] = [
        (str(number), " ".join(bench_data.name_of(number)), "3 weeks ago", str(number % 7), str(number % 5))
        for number in range(people)
    ]
    view = QTableView()
    view.setModel(_Rows(rows, view))
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(like.rowHeight(0))
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    for column in range(COLUMNS):
        view.setColumnWidth(column, max(like.columnWidth(column), 40))
    view.resize(like.size())
    view.show()
    return view
