"""What goes out to the system: only web, mail and phone addresses, and letters that arrive as they were written."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from refdesk.ui import outside


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []

    def take(url: QUrl) -> bool:
        found.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


@pytest.mark.parametrize("address", ["https://example.com/a", "http://example.com", "mailto:a@b.c", "tel:+16145550187"])
def test_web_mail_and_phone_are_opened(opened: list[str], address: str) -> None:
    assert outside.open_address(address)
    assert opened == [address]


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "C:\\Windows\\notepad.exe",
        "smb://share",
        "",
        "example.com",
        "ms-word:x",
    ],
)
def test_nothing_else_is(opened: list[str], address: str) -> None:
    assert not outside.open_address(address)
    assert opened == []


def test_a_letter_arrives_as_it_was_written() -> None:
    body = "Thank you, Ana & Bo!\n100 % of it?\nÄ + #1"
    address = outside.letter_to("ana+x@example.com", subject="A & B", body=body)
    parts = urlsplit(address)
    assert unquote(parts.path) == "ana+x@example.com"
    assert parse_qs(parts.query)["subject"] == ["A & B"]
    assert unquote(parts.query.partition("body=")[2]) == body.replace("\n", "\r\n")
    assert " " not in address
    assert outside.letter_to("ana@example.com") == "mailto:ana@example.com"


def test_an_address_cannot_smuggle_fields_into_a_letter() -> None:
    address = outside.letter_to("ana@example.com?bcc=eve@example.com", body="Hello")
    assert parse_qs(urlsplit(address).query) == {"body": ["Hello"]}


def test_words_are_copied(qapp: QApplication) -> None:
    assert qapp is not None
    outside.copy("Two lines\nfor Ana")
    assert QGuiApplication.clipboard().text() == "Two lines\nfor Ana"
