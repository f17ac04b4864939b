"""The two verbs of the program: ask (read) and do (write, undo, redo)."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from refdesk.domain.changes import Changes
from refdesk.errors import Overtaken, StoreBusy, StoreFault, StoreGone
from refdesk.i18n import N_, _
from refdesk.progress import SILENT, Progress
from refdesk.services import business
from refdesk.services.operation import label_of
from refdesk.store import engine as engines
from refdesk.store import faults

if TYPE_CHECKING:
    from refdesk.store.playback import Step
    from refdesk.store.unit import Unit

P = ParamSpec("P")
R = TypeVar("R")
AnySession = TypeVar("AnySession", bound=Session)
Listener = Callable[[Changes], None]
Clock = Callable[[], datetime]
BUILT_UPON = N_("This cannot be undone any more: other things now refer to it. Undo those first.")
CLOSED = N_("The file was closed. Open it again.")
PATIENCE = 2.0  # seconds that a write waits for another of the same window


@dataclass(frozen=True, slots=True)
class UndoState:
    """What Ctrl+Z and Ctrl+Shift+Z would do now."""

    undo: "Step | None"
    redo: "Step | None"


class Desk:
    """One open store. `clock` gives the moment now, with a zone; `actor` and `client` sign the trail.

    With `only_to_read`, the engine takes no write, and every act is refused with that sentence. What writes and what
    takes back is read in when it is first needed: a window is seen before that.
    """

    def __init__(
        self, engine: Engine, *, clock: Clock, actor: str = "owner", client: str = "window", only_to_read: str = ""
    ) -> None:  # fmt: skip
        self._engine = engine
        self.only_to_read = only_to_read
        self._writes = engine.execution_options(**{engines.WRITES: True})
        self._clock = clock
        self._actor, self._client = actor, client
        self._listeners: list[Listener] = []
        self._writing = threading.RLock()
        self._counting = threading.Lock()
        self._zone: ZoneInfo | None = None
        self._closed = False
        self.open_sessions = 0

    @property
    def engine(self) -> Engine:
        """The engine, for backups and for closing."""
        return self._engine

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the business."""
        if self._zone is None:
            self._zone = self.ask(business.zone)
        return self._zone

    def now(self) -> datetime:
        """Return the moment now."""
        return self._clock()

    def today(self) -> date:
        """Return the day of the business."""
        return self.now().astimezone(self.zone).date()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of each settled operation, on the thread that did it; returns what ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def ask(self, query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Read in a session of its own; what returns are frozen rows."""
        with faults.named(), self._open(Session(self._engine, expire_on_commit=False)) as session:
            return query(session, *args, **kwargs)

    def do(self, act: Callable[Concatenate["Unit", P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run one operation in one transaction, then say what it changed."""
        with self._transaction(_(label_of(act)), None) as unit:
            result = act(unit, *args, **kwargs)
            changes = unit.settle()
        self._announce(changes)
        return result

    def start_with(self, act: Callable[Concatenate["Unit", P], None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Write what a new store begins with, outside the trail: nothing lies before it to go back to."""
        with self._transaction("", None) as unit:
            act(unit, *args, **kwargs)
            unit.refresh_derived()

    def undo_state(self) -> UndoState:
        """Return what can be taken back and done again."""
        return self.ask(_undo_state)

    def size_of(self, operation_id: int) -> int:
        """Return how many rows it concerns to take an operation back."""
        from refdesk.store import playback

        return self.ask(playback.size_of, operation_id)

    def undo(self, progress: Progress = SILENT) -> "Step | None":
        """Take the newest operation back; None if there is none. `Overtaken` and `Cancelled` change nothing."""
        from refdesk.store import playback

        return self._take_back(self.ask(playback.next_undo), progress)

    def redo(self, progress: Progress = SILENT) -> "Step | None":
        """Do again what was last taken back; None if there is nothing."""
        from refdesk.store import playback

        return self._take_back(self.ask(playback.next_redo), progress)

    def undo_operation(self, operation_id: int, progress: Progress = SILENT) -> "Step | None":
        """Take back one operation, whichever came after it; raises `Overtaken` and changes nothing."""
        from refdesk.store.playback import Step

        return self._take_back(Step(operation_id, self.ask(_label, operation_id)), progress)

    def heard(self, changes: Changes) -> None:
        """Announce what another process did to this store."""
        self._announce(changes)

    def leave_no_trace(self) -> bool:
        """Make sure that what was erased is in no file beside the store either; False while somebody else reads."""
        return engines.empty_log(self._engine)

    def ensure_in_place(self) -> None:
        """Raise `StoreGone` when the data file no longer lies where it was opened."""
        engines.ensure_in_place(self._engine)

    def close(self) -> None:
        """Give all connections back and leave one whole file; nothing is read or written after that."""
        self._closed = True
        if self.only_to_read:
            self._engine.dispose()  # what somebody else writes is not ours to tidy
        else:
            engines.close(self._engine)

    def _take_back(self, step: "Step | None", progress: Progress = SILENT) -> "Step | None":
        from refdesk.store import playback

        if step is None:
            return None
        try:
            self._play_back(step, (step.operation_id,), progress)
        except Overtaken:
            drafts = self.ask(playback.drafts_since, step.operation_id)
            if not drafts:
                raise
            self._play_back(step, (*drafts, step.operation_id), progress)
        return step

    def _play_back(self, step: "Step", operation_ids: Sequence[int], progress: Progress) -> None:
        """Take back a step in one transaction; drafts that were typed into what it made go before it."""
        from refdesk.store import playback

        try:
            with self._transaction(step.label, step.operation_id) as unit:
                for operation_id in operation_ids:
                    playback.play_back(unit, operation_id, progress)
                changes = unit.settle()
                if not engines.is_file(self._engine):
                    unit.session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        except IntegrityError as error:
            raise Overtaken(_(BUILT_UPON)) from error
        self._announce(changes)

    @contextmanager
    def _transaction(self, label: str, undoes_id: int | None) -> "Iterator[Unit]":
        if self.only_to_read:
            raise StoreFault(self.only_to_read)
        from refdesk.store.recorder import RecordingSession
        from refdesk.store.unit import Unit

        zone = self.zone
        with self._alone(), faults.named(), self._open(RecordingSession(self._writes)) as session:
            unit = Unit(
                session, self._clock(), zone, actor=self._actor, client=self._client, label=label, undoes_id=undoes_id
            )
            yield unit
            engines.ensure_in_place(self._engine)
            session.commit()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        # A window must not stand still behind a long import: it says so instead.
        if not self._writing.acquire(timeout=PATIENCE):
            raise StoreBusy(_(faults.BUSY))
        try:
            yield
        finally:
            self._writing.release()

    @contextmanager
    def _open(self, session: AnySession) -> Iterator[AnySession]:
        if self._closed:
            raise StoreGone(_(CLOSED))
        with self._counting:
            self.open_sessions += 1
        try:
            yield session
        except BaseException:
            session.rollback()
            raise
        finally:
            session.close()
            with self._counting:
                self.open_sessions -= 1

    def _announce(self, changes: Changes | None) -> None:
        if changes is None:
            return
        if changes.touches("setting"):
            self._zone = None
        for listener in tuple(self._listeners):
            listener(changes)


def _undo_state(session: Session) -> UndoState:
    from refdesk.store import playback

    return UndoState(playback.next_undo(session), playback.next_redo(session))


def _label(session: Session, operation_id: int) -> str:
    from refdesk.store.tables.trail import Operation

    operation = session.get(Operation, operation_id)
    return operation.label if operation else ""
