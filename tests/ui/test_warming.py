"""Screens are got ready one by one, and only those that exist."""

import importlib.util

import pytest
from PySide6.QtCore import QObject
from windows import InlineJobs

from refdesk.ui import warming


def test_every_module_is_there() -> None:
    every = (*warming.MODULES, *warming.LIBRARIES)
    assert [name for name in every if importlib.util.find_spec(name) is None] == []


def test_libraries_are_ready_before_the_screens_and_the_pages_come_last(
    qapp: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    pages = ["contacts", "referrals"]

    def make_one() -> bool:
        if pages:
            done.append(pages.pop(0))
            return True
        return False

    monkeypatch.setattr(importlib, "import_module", done.append)
    warmed = warming.Warming(qapp, InlineJobs(), make_one, lambda: done.append("asked"))
    warmed.begin()
    ready = [*warming.LIBRARIES, "asked"]
    assert done == ready
    warmed.warm_one()
    assert done[-1] == warming.MODULES[0]
    for _each in range(len(warming.MODULES) + 5):
        warmed.warm_one()
    assert done == [*ready, *warming.MODULES, "contacts", "referrals"]
    warmed.deleteLater()
