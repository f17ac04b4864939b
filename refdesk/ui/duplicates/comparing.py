"""The pair that is looked at: read beside the window, put together between the keys, whole as soon as it is needed."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from refdesk.errors import Overtaken, RefDeskError
from refdesk.services import merging
from refdesk.services.duplicates import PairRow
from refdesk.services.merging import Comparison
from refdesk.ui.duplicates import comparison_view, merge_jobs
from refdesk.ui.duplicates.comparison_view import ComparisonView
from refdesk.ui.duplicates.result_preview import ResultPreview
from refdesk.ui.slices import Slices
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.workplace import Workplace

NEITHER = -1
_BELOW_NOTICE = 1
_ROUNDS = 4


class Comparing(QObject):
    """`shown` says that a pair stands there, `gone` that one of the two does not any more, `failed` brings a fault."""

    shown = Signal()
    gone = Signal()
    failed = Signal(object)

    def __init__(self, workplace: Workplace, preview: ResultPreview, dialog: Dialog) -> None:
        super().__init__(dialog)
        self._workplace, self._preview, self._dialog = workplace, preview, dialog
        self._slices = Slices(dialog)
        self._asked = 0
        self._pair: PairRow | None = None
        self._coming: ComparisonView | None = None
        self.place = NEITHER
        self.comparison: Comparison | None = None
        self.view: ComparisonView | None = None

    def show_pair(self, place: int, pair: PairRow) -> None:
        """Show a pair; the one before stands there until this one can take its place."""
        self._drop_coming()
        self._asked += 1
        self.place, self._pair, self.comparison = place, pair, None
        work = partial(merge_jobs.compare, self._workplace.file, pair)
        take, fail = partial(self._take, self._asked), partial(self._fail, self._asked)
        self._workplace.jobs.start(work, then=take, failed=fail)

    def finish(self) -> None:
        """Have the whole pair now: something is to be done with it."""
        if self._pair is not None and self.comparison is None:
            self._asked += 1
            try:
                compared = self._workplace.desk.ask(merging.compare, self._pair.a_id, self._pair.b_id)
            except RefDeskError as fault:
                self._fail(self._asked, fault)
                return
            self._take(self._asked, compared)
        self._slices.finish()

    def forget(self) -> None:
        """Show no pair."""
        self._drop_coming()
        self._asked += 1
        self.place, self._pair, self.comparison = NEITHER, None, None
        self._drop_view()

    def _take(self, asked: int, comparison: Comparison) -> None:
        if asked != self._asked or self._pair is None:
            return
        self.comparison = comparison
        self._slices.run(self._make(self._pair, comparison))

    def _fail(self, asked: int, fault: RefDeskError) -> None:
        if asked != self._asked:
            return
        self.forget()
        if isinstance(fault, Overtaken):
            self.gone.emit()
        else:
            self.failed.emit(fault)

    def _make(self, pair: PairRow, comparison: Comparison) -> Iterator[None]:
        coming = ComparisonView(pair, comparison, self._workplace.desk.today(), self._dialog)
        self._coming = coming
        yield
        yield from coming.fill()
        self._drop_view()
        self._coming, self.view = None, coming
        coming.changed.connect(self._show_result)
        self._dialog.body.insertWidget(_BELOW_NOTICE, coming)
        coming.show()
        self._settle()
        yield
        self._show_result()
        self._settle()
        self.shown.emit()

    def _show_result(self) -> None:
        if self.comparison is not None and self.view is not None and self._coming is None:
            hidden = {row.title for row in self.comparison.fields if comparison_view.is_hidden(row)}
            lines = merging.preview(self.comparison, self.view.choices)
            self._preview.show_result([line for line in lines if line[0] not in hidden])

    def _settle(self) -> None:
        """Let wrapped words take their height before anything is painted."""
        for _round in range(_ROUNDS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def _drop_coming(self) -> None:
        self._slices.stop()
        if self._coming is not None:
            self._coming.deleteLater()
            self._coming = None

    def _drop_view(self) -> None:
        if self.view is not None:
            self._dialog.body.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            self.view = None
