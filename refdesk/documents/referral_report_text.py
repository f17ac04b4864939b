"""What the referral report says: filled by others, drawn by `referral_report`."""

from dataclasses import dataclass

from refdesk.documents.report_league import Heads, SourceRow
from refdesk.documents.report_page import Figures, Frame, Panels
from refdesk.documents.report_table import Notes, Table
from refdesk.documents.sheets import Paper


@dataclass(frozen=True, slots=True)
class Sources:
    """Hold the table of sources, with one sentence below it."""

    heads: Heads
    rows: tuple[SourceRow, ...]
    said: str


@dataclass(frozen=True, slots=True)
class ReferralReportSheet:
    """Hold the report: its figures and charts, who sent them, everything in numbers, and how to read it."""

    frame: Frame
    figures: Figures
    charts: tuple[Panels, ...]
    sources: Sources | None
    tables: tuple[Table, ...]
    notes: Notes
    author: str
    language: str
    paper: Paper
