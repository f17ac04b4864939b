"""The referral tree among the reports: walked on screen, saved and printed as pages."""

from pathlib import Path

from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import referral_tree_files
from refdesk.services.desk import Desk
from refdesk.services.paper import Rendered, Written
from refdesk.ui.reports.asked import Asked
from refdesk.ui.reports.kinds import Option, ReportKind, Span
from refdesk.ui.reports.tree_view import AMOUNTS, TreeView


def tree() -> ReportKind:
    """Return the tree of who sent whom."""

    def render(desk: Desk, asked: Asked, _progress: Progress) -> Rendered:
        return referral_tree_files.render(desk, amounts=AMOUNTS in asked.ticked)

    def write(desk: Desk, asked: Asked, path: Path) -> Written:
        return referral_tree_files.write(desk, path, amounts=AMOUNTS in asked.ticked)

    return ReportKind(
        "tree", "network", _("Referral tree"), _("Who led to whom, as a picture"), Span.NONE, render, write,
        options=(Option(AMOUNTS, _("Amounts of money")),), view=TreeView, help_page="tree",
        tables=("referral", "referral_giver", "win", "contact", "setting"),
    )  # fmt: skip
