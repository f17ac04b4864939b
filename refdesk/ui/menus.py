"""The File menu and the New menu."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from refdesk.i18n import _
from refdesk.ui.widgets.menu import Menu

RECENT_SHOWN = 5


class Files(Protocol):
    """What the File menu does."""

    def new_file(self) -> None: ...
    def open_another(self) -> None: ...
    def open_path(self, path: Path) -> None: ...
    def back_up(self) -> None: ...
    def restore(self) -> None: ...
    def open_sample(self) -> None: ...
    def quit(self) -> None: ...


Act = Callable[[], object]


def fill_file_menu(
    menu: Menu, files: Files, recent: tuple[Path, ...], *, bring_in: Act, write_out: Act, duplicates: Act,
    move: Act, print_shown: Act, prepare_print: Callable[[QAction], object], first_hour: Act,
    history: Act, handbook: Act, about: Act,
) -> None:  # fmt: skip
    """Fill the menu of files; `recent` are the other files opened lately.

    `prepare_print` sees the line that prints each time that the menu opens.
    """
    menu.clear()
    menu.add(_("New business…"), files.new_file)
    menu.add(_("Open…"), files.open_another, aside="Ctrl+O")
    for path in recent[:RECENT_SHOWN]:
        menu.add(_("Open “{name}”").format(name=path.stem), partial(files.open_path, path))
    menu.addSeparator()
    menu.add(_("Import contacts…"), bring_in, aside="Ctrl+I")
    menu.add(_("Export contacts…"), write_out)
    menu.add(_("Find duplicates…"), duplicates)
    menu.add(_("History…"), history)
    menu.addSeparator()
    menu.add(_("Back up now"), files.back_up)
    menu.add(_("Restore a backup…"), files.restore)
    menu.add(_("Move to another computer…"), move)
    menu.addSeparator()
    printing = menu.add(_("Print…"), print_shown, aside="Ctrl+P")
    menu.aboutToShow.connect(partial(prepare_print, printing))
    menu.addSeparator()
    menu.add(_("Your first hour"), first_hour)
    menu.add(_("Look at a made-up business"), files.open_sample)
    menu.add(_("Help"), handbook, aside="F1")
    menu.add(_("About RefDesk…"), about)
    menu.add(_("Quit"), files.quit, aside="Ctrl+Q")


def fill_new_menu(
    menu: Menu, *, referral: Act, given: Act, helping: Act, met: Act, contact: Act, conversation: Act, promise: Act,
    gift: Act, reminder: Act,
) -> None:  # fmt: skip
    """Fill the menu of what can be added."""
    menu.clear()
    menu.add(_("Referral received"), referral, aside="Ctrl+R", icon="handshake")
    menu.add(_("Referral given"), given, icon="arrow-up-right")
    menu.add(_("Who could help?"), helping, icon="lightbulb")
    menu.add(_("Met someone"), met, icon="users")
    menu.add(_("Contact"), contact, aside="Ctrl+Shift+N", icon="user-plus")
    menu.add(_("Conversation"), conversation, aside="Ctrl+L", icon="message-square-text")
    menu.add(_("Promise"), promise, icon="check")
    menu.add(_("Gift"), gift, icon="gift")
    menu.add(_("Reminder"), reminder, icon="alarm-clock")


def add_keys(owner: QWidget, keys: dict[str, Act]) -> None:
    """Let keys act anywhere in the window."""
    for key, act in keys.items():
        shortcut = QShortcut(QKeySequence(key), owner)
        shortcut.activated.connect(act)
