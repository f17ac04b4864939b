"""What tests of printing share: printers that print into a file."""

from pathlib import Path

import pytest
from file_printers import FilePrinters


@pytest.fixture
def printers(tmp_path: Path) -> FilePrinters:
    """Return two printers, one of which turns its sheets."""
    return FilePrinters(tmp_path)
