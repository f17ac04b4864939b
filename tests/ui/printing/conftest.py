"""What tests of printing share: printers that print into a file, and requests."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from file_printers import FilePrinters

from refdesk.ui import print_request
from refdesk.ui.print_request import PrintRequest

MakeRequest = Callable[..., PrintRequest]


@pytest.fixture
def printers(tmp_path: Path) -> FilePrinters:
    """Return two printers, one of which turns its sheets."""
    return FilePrinters(tmp_path)


@pytest.fixture
def request_of() -> MakeRequest:
    """Return what makes a request of a PDF."""

    def make(pdf: bytes, **more: Any) -> PrintRequest:
        path = print_request.new_file()
        path.write_bytes(pdf)
        return replace(PrintRequest(path, "Thank-you cards"), **more)

    return make
