"""Whoever is current in the list stays so while another order or a wider filter is loaded."""

from refdesk.ui.widgets.list_view import ListView


class KeptPerson:
    """Knows whom to bring into sight again, unless the arrows went to somebody else meanwhile."""

    def __init__(self, view: ListView) -> None:
        self._view, self._kept = view, 0

    @property
    def is_awaited(self) -> bool:
        """Tell whether they are still to be found."""
        return bool(self._kept)

    def note(self) -> None:
        """Keep whoever is current now."""
        self._kept = max(self._view.current_id(), 0)

    def bring(self, *, is_last: bool) -> None:
        """Make them current where they are listed by now; with the last page one looks no longer."""
        now = self._view.current_id()
        if now >= 0 and now != self._kept:
            self._kept = 0
        if self._kept and (self._view.go_to(self._kept) or is_last):
            self._kept = 0
