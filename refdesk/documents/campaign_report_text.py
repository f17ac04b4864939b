"""What the closing report of a referral month says: filled by others, drawn by `campaign_report`."""

from dataclasses import dataclass

from refdesk.documents.report_page import Figures, Frame, Panels
from refdesk.documents.report_table import Notes, Table
from refdesk.documents.sheets import Paper


@dataclass(frozen=True, slots=True)
class NotReached:
    """Hold who was not reached: the heading, one sentence with the count, and the names that are printed."""

    heading: str
    sentence: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CampaignReportSheet:
    """Hold the closing report: its figures and charts, the table by week, who was not reached, how to read it."""

    frame: Frame
    figures: Figures
    charts: tuple[Panels, ...]
    tables: tuple[Table, ...]
    not_reached: NotReached
    notes: Notes
    author: str
    language: str
    paper: Paper
