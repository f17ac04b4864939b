"""What the window hands to the system: the browser, the mail program, the phone, the file manager, the clipboard."""

from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

_OPENED = frozenset({"http", "https", "mailto", "tel"})


def open_address(address: str) -> bool:
    """Open a web, mail or phone address with the program of the system; says whether one took it.

    Nothing else is ever opened: what came in with a file must not start programs.
    """
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme().lower() not in _OPENED:
        return False
    return QDesktopServices.openUrl(url)


def open_folder(folder: Path) -> bool:
    """Show a folder in the file manager of the system; says whether there was one to show."""
    return folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def letter_to(email: str, *, subject: str = "", body: str = "") -> str:
    """Return the address that begins a letter in the mail program."""
    said = {"subject": subject, "body": body.replace("\r\n", "\n").replace("\n", "\r\n")}
    parts = "&".join(f"{key}={quote(words)}" for key, words in said.items() if words)
    return f"mailto:{quote(email, safe='@+')}" + (f"?{parts}" if parts else "")


def copy(words: str) -> None:
    """Put words on the clipboard."""
    QGuiApplication.clipboard().setText(words)
