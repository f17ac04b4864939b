"""Screens are got ready one by one, and only those that exist."""

import importlib.util

import pytest
from PySide6.QtCore import QObject

from refdesk.ui import warming


def test_every_module_is_there() -> None:
    assert [name for name in warming.MODULES if importlib.util.find_spec(name) is None] == []


def test_one_is_imported_at_a_time(qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(warming.importlib, "import_module", asked.append)
    warmed = warming.Warming(qapp)
    warmed.warm_one()
    assert asked == [warming.MODULES[0]]
    for _each in range(len(warming.MODULES)):
        warmed.warm_one()
    assert asked == list(warming.MODULES)
    warmed.deleteLater()
