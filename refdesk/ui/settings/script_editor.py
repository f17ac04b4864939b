"""One part of the help-first script: checked as it is typed, and shown as it will be said."""

from PySide6.QtWidgets import QWidget

from refdesk.domain import wording
from refdesk.domain.profile import Profile
from refdesk.i18n import _
from refdesk.ui.settings.editors import TextEditor
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.label import Label


class ScriptEditor(TextEditor):
    """Words with fields; below them how they read for a made-up person."""

    def __init__(self, parent: QWidget, *, name: str, allowed: frozenset[str]) -> None:
        super().__init__(parent, name=name, lines=2, style=Style.SAY)
        self._allowed = allowed
        self._fields: dict[str, str] = {}
        self.sample = Label("", Style.CAPTION, self, ink=Ink.INK2, wrap=True)
        self.column.addWidget(self.sample)
        self.edited.connect(self._show_sample)

    def sentence(self) -> str:
        """Return what is wrong with the words as they stand, or ""."""
        found = wording.check(self.text.text(), allowed=self._allowed)
        return found[0].sentence if found else ""

    def speak_for(self, profile: Profile) -> None:
        """Fill the fields of the sample from the settings."""
        self._fields = {
            "first_name": _("Ana"), "full_name": _("Ana Diaz"), "owner": profile.owner,
            "owner_first_name": profile.owner.split(" ")[0], "firm": profile.business_name, "trade": profile.trade,
            "phone": profile.phone, "site": profile.site, "tagline": profile.tagline,
        }  # fmt: skip
        self._show_sample()

    def _show_sample(self) -> None:
        body = self.text.text()
        right = bool(body.strip()) and not self.sentence()
        filled = wording.fill(body, self._fields) if right else ""
        self.sample.setText(_("It reads: “{words}”").format(words=filled) if filled != body.strip() else "")
        self.sample.setVisible(bool(self.sample.text()))


def fields_hint(allowed: frozenset[str]) -> str:
    """Return a sentence that names the fields that work here."""
    named = "  ".join(f"{{{{ {name} }}}}" for name in wording.FIELDS if name in allowed)
    return _("Fields that work here: {fields}").format(fields=named)
