"""Screens are got ready beside the window, and only those that exist."""

import importlib.util

import pytest
from PySide6.QtCore import QObject, QTimer
from windows import InlineJobs

from refdesk.ui import places, read_in, warming


def test_every_module_is_there() -> None:
    every = (*warming.MODULES, *warming.LIBRARIES)
    assert [name for name in every if importlib.util.find_spec(name) is None] == []


def test_every_place_is_among_what_is_read_in() -> None:
    assert set(places.MODULES) == set(places.PlaceName)
    later = [name for place, name in places.MODULES.items() if place is not places.PlaceName.TODAY]
    assert [name for name in later if name not in warming.MODULES] == []


def test_everything_is_read_in_before_the_pages_are_made(qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    pages = ["contacts", "referrals"]

    def make_one() -> bool:
        if pages:
            done.append(pages.pop(0))
            return True
        return False

    monkeypatch.setattr(read_in, "read_ahead", lambda names, _progress: done.extend(names))
    warmed = warming.Warming(qapp, InlineJobs(), make_one, lambda: done.append("asked"))
    warmed.begin()
    ready = [*warming.MODULES, *warming.LIBRARIES, "asked"]
    assert done == ready
    for _each in range(5):
        warmed.warm_one()
    assert done == [*ready, "contacts", "referrals"]
    warmed.deleteLater()


def test_it_ends_at_a_page_that_cannot_be_made(qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def make_one() -> bool:
        tried.append(1)
        if len(tried) == 2:
            raise ValueError("this page cannot be made")
        return True

    monkeypatch.setattr(read_in, "read_ahead", lambda _names, _progress: None)
    warmed = warming.Warming(qapp, InlineJobs(), make_one, lambda: None)
    (timer,) = warmed.findChildren(QTimer)
    warmed.begin()
    assert timer.isActive()
    warmed.warm_one()
    assert timer.isActive(), "the next part comes by itself"
    with pytest.raises(ValueError, match="cannot be made"):
        warmed.warm_one()
    assert not timer.isActive()
    warmed.deleteLater()


def test_nothing_is_made_once_the_file_is_closed_meanwhile(qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[warming.Warming] = []

    def make_one() -> bool:
        made[0].end()
        return True

    monkeypatch.setattr(read_in, "read_ahead", lambda _names, _progress: None)
    made.append(warming.Warming(qapp, InlineJobs(), make_one, lambda: None))
    (timer,) = made[0].findChildren(QTimer)
    made[0].begin()
    made[0].warm_one()
    assert not timer.isActive()
    made[0].deleteLater()
