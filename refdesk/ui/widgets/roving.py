"""A region with one Tab stop and arrows inside."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_FORTH = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_CAME_OR_WENT = (QEvent.Type.HideToParent, QEvent.Type.ShowToParent, QEvent.Type.EnabledChange)


class Roving(QObject):
    """Moves the focus among members by arrows, Home and End; Tab enters at the last used one."""

    def __init__(self, region: QWidget, *, vertical: bool = False, horizontal: bool = True) -> None:
        super().__init__(region)
        self._members: list[QWidget] = []
        self._entrance: QWidget | None = None
        self._forth = _FORTH[0 if horizontal else 1 : 2 if vertical else 1]
        self._back = _BACK[0 if horizontal else 1 : 2 if vertical else 1]

    def set_members(self, members: list[QWidget]) -> None:
        """Take these widgets, in this order, instead of the former ones."""
        for former in self._members:
            former.removeEventFilter(self)
        self._members = members
        self._entrance = next((member for member in members if member.isEnabled()), None)
        for member in members:
            member.installEventFilter(self)
            member.setFocusPolicy(_policy(tabbed=member is self._entrance))

    def add_member(self, member: QWidget) -> None:
        """Take one more at the end."""
        self._members.append(member)
        member.installEventFilter(self)
        if len(self._members) == 1:
            self._entrance = member
        member.setFocusPolicy(_policy(tabbed=member is self._entrance))

    def enter_at(self, member: QWidget) -> None:
        """Make this member the one that Tab reaches."""
        if self._entrance is not None and self._entrance is not member:
            self._entrance.setFocusPolicy(_policy(tabbed=False))
        self._entrance = member
        member.setFocusPolicy(_policy(tabbed=True))

    def follow(self, member: QWidget) -> None:
        """Make this member the one that Tab reaches; where another has the focus, the focus goes along."""
        had = any(each.hasFocus() for each in self._members)
        self.enter_at(member)
        if had:
            member.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.enter_at(watched)
        if event.type() in _CAME_OR_WENT:
            self._keep_entrance()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not _modified(event):
            return self._moved(watched, Qt.Key(event.key()))
        return False

    def _keep_entrance(self) -> None:
        """Let Tab reach somebody while the member that it reached is away."""
        if self._entrance is not None and _is_usable(self._entrance):
            return  # there may be hundreds, and each tells that it came
        usable = next((member for member in self._members if _is_usable(member)), None)
        if usable is not None:
            self.enter_at(usable)

    def _moved(self, watched: QObject, key: Qt.Key) -> bool:
        usable = [member for member in self._members if _is_usable(member)]
        if watched not in usable:
            return False
        here = next(position for position, member in enumerate(usable) if member is watched)
        there = self._target(key, here, len(usable))
        if there is None:
            return False
        usable[min(max(there, 0), len(usable) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _target(self, key: Qt.Key, here: int, count: int) -> int | None:
        if key in self._forth:
            return here + 1
        if key in self._back:
            return here - 1
        return {Qt.Key.Key_Home: 0, Qt.Key.Key_End: count - 1}.get(key)


def _is_usable(member: QWidget) -> bool:
    return member.isEnabled() and not member.isHidden()


def _policy(*, tabbed: bool) -> Qt.FocusPolicy:
    return Qt.FocusPolicy.StrongFocus if tabbed else Qt.FocusPolicy.ClickFocus


def _modified(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
