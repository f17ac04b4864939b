"""How RefDesk looks on this computer: light or dark, how large, whether things slide."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from refdesk import i18n, settings
from refdesk.i18n import _
from refdesk.settings import Appearance, MachineSettings
from refdesk.ui.settings.editors import CheckEditor, Editor, SegmentEditor
from refdesk.ui.settings.row import SettingRow
from refdesk.ui.settings.section import Section
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.label import Label

_PLAIN = MachineSettings()
_TEXT_SIZES = (100, 115, 130, 150)


class LookSection(Section):
    """Settings of this computer; saved and told at once."""

    appearance_changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Look"), parent, about=_("For this computer only; the file is not changed."))
        modes = ((Appearance.SYSTEM, _("As the system")), (Appearance.LIGHT, _("Light")), (Appearance.DARK, _("Dark")))
        sizes = [(str(size), _("{n}%").format(n=size)) for size in _TEXT_SIZES]
        title = _("Light or dark")
        self.words = _("language")
        self._rows_by_name = {
            "appearance": self._row(
                "appearance", title, SegmentEditor(self, name=title, choices=modes),
                _("The whole window changes at once."),
            ),
            "text_size": self._row(
                "text_size", _("Text size"), SegmentEditor(self, name=_("Text size"), choices=sizes),
                _("Text and rows grow together."),
            ),
            "motion": self._row(
                "motion", _("Motion"), CheckEditor(self, words=_("Let things slide into place")),
                _("The passing line and the drawers move for a moment."),
            ),
        }  # fmt: skip
        spoken = i18n.current().get_display_name(i18n.current().language) or i18n.code()
        self.language = Label(_("Language: {name}").format(name=spoken), Style.SECOND, self, ink=Ink.INK2)
        self.card.column.addWidget(self.language)

    def refresh(self) -> None:
        """Show what is saved on this computer."""
        saved = settings.load()
        for name, row in self._rows_by_name.items():
            value, default = getattr(saved, name), getattr(_PLAIN, name)
            row.show_value(value)
            row.show_default(value, default, words=_words(name, default))

    def _row(self, name: str, title: str, editor: Editor, hint: str) -> SettingRow:
        row = self.add(SettingRow(name, title, editor, self, hint=hint))
        row.offered.connect(self._offered)
        return row

    def _offered(self, name: str, value: object) -> None:
        saved = settings.load()
        if name == "appearance":
            wanted = replace(saved, appearance=Appearance(str(value)))
        elif name == "text_size":
            wanted = replace(saved, text_size=int(str(value)))
        else:
            wanted = replace(saved, motion=bool(value))
        settings.save(wanted)
        self.refresh()
        self.appearance_changed.emit(wanted)


def _words(name: str, default: object) -> str:
    if name == "appearance":
        return _("As the system")
    return _("{n}%").format(n=default) if name == "text_size" else _("on")
