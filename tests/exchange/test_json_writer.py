"""Everything as JSON: whatever a column holds can be read by any other program."""

import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from refdesk.domain.contact import Category
from refdesk.errors import Cancelled
from refdesk.exchange import json_writer
from refdesk.progress import Progress


def test_tables_come_out_as_one_object() -> None:
    out = io.BytesIO()
    rows = json_writer.write(
        {
            "contact": (row for row in [{"id": 1, "family": 'Díaz \u2028 "x"', "on": date(2026, 3, 12)}, {"id": 2}]),
            "picture": [{"bytes": b"\x89PNG", "at": datetime(2026, 3, 12, 8, tzinfo=UTC), "cost": Decimal("1.50")}],
            "tag": [],
            "rules": [{"of": Category.CLIENT, "json": {"a": [1, None, True]}, "several": ("a", "b")}],
        },
        out,
    )

    assert rows == 4
    assert json.loads(out.getvalue()) == {
        "format": "refdesk",
        "version": json_writer.VERSION,
        "tables": {
            "contact": [{"id": 1, "family": 'Díaz \u2028 "x"', "on": "2026-03-12"}, {"id": 2}],
            "picture": [{"bytes": "iVBORw==", "at": "2026-03-12T08:00:00+00:00", "cost": "1.50"}],
            "tag": [],
            "rules": [{"of": "client", "json": {"a": [1, None, True]}, "several": ["a", "b"]}],
        },
    }


def test_what_is_no_value_is_a_bug() -> None:
    with pytest.raises(TypeError):
        json_writer.write({"contact": [{"id": object()}]}, io.BytesIO())
    with pytest.raises(ValueError, match="JSON"):
        json_writer.write({"contact": [{"id": float("nan")}]}, io.BytesIO())


def test_writing_json_can_be_stopped() -> None:
    progress = Progress()
    progress.stop()
    with pytest.raises(Cancelled):
        json_writer.write({"contact": [{"id": 1}]}, io.BytesIO(), progress=progress)
