"""The tour: everything that a person without a display gets to see."""

import os
import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from desks import START, TestClock
from pypdf import PdfReader
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from refdesk import app, paths, tour, tour_stage
from refdesk.services import sample

GETS_READY = True


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tour")


def put_there(made: Path) -> Callable[..., None]:
    """Return what puts the made-up business of the other tests where one is to be made."""

    def make(path: Path, *, clock: Callable[[], datetime]) -> None:
        assert clock() == START
        path.parent.mkdir(parents=True)
        shutil.copy2(made, path)

    return make


def test_it_leaves_paper_and_a_picture_of_every_screen(
    qapp: QApplication,
    folder: Path,
    sample_once: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tour_stage, "STILL_STEPS", 5)
    monkeypatch.setattr(app, "utc_now", TestClock())
    monkeypatch.setattr(sample, "make", put_there(sample_once))
    assert qapp is QApplication.instance()
    home = os.environ[paths.HOME_VARIABLE]
    assert tour.main(folder) == 0
    assert os.environ[paths.HOME_VARIABLE] == home
    assert not (Path(home) / "settings").exists()

    said = capsys.readouterr().out
    written = sorted(path.name for path in folder.iterdir())
    assert sorted(re.findall(r"([\w-]+\.(?:png|pdf))$", said, re.MULTILINE)) == written
    names = {name.removesuffix(".png") for name in written if name.endswith(".png")}
    places = {"first-hour", "today", "contacts", "referrals", "thanks", "referral-month", "card-studio", "settings"}
    people = {"contacts-filters", "contacts-chosen", "contacts-timeline", "sorting-round", "plan", "lessons"}
    assert people | {"import-preview", "import-matches", "duplicates"} < names
    dialogs = {"who-could-help", "give-a-referral", "introduction-letter", "call", "goals", "reminders", "palette"}
    assert dialogs | {"referrals-list", "referrals-one"} < names
    assert {"reports", "reports-tree", "reports-directory", "call-mode", "history"} < names
    assert places | {"first-start", "new-referral", "import-report", "conversation", "pieces"} < names

    pictures = {name: QImage(str(folder / f"{name}.png")) for name in names - {"pieces"}}
    assert {(each.width(), each.height()) for each in pictures.values()} == {(1440, 900)}
    alike = [
        name
        for name, each in pictures.items()
        if any(each == other for other in pictures.values() if other is not each)
    ]
    assert not alike, "two screens look the same"

    cards = PdfReader(folder / "thank-you-cards.pdf")
    assert "Ingrid" in "".join(page.extract_text() for page in cards.pages)
    assert len(cards.pages) == 5
    assert "555-01" in PdfReader(folder / "call-sheet.pdf").pages[0].extract_text()
