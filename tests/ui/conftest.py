"""Windows are tried on a data file."""

import pytest

from refdesk.services.desk import Desk


@pytest.fixture
def desk(file_desk: Desk) -> Desk:
    """Return the desk on this test's data file, the one that the workplace works at."""
    return file_desk
