"""3/4/1980 is in March or in April: the column says so, else the others, else the country; a person may differ."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from refdesk.exchange import date_order, files

HEADER = ("First name", "Last name", "Birthday", "Client since")


def saved(folder: Path, suffix: str, rows: Sequence[tuple[object, ...]]) -> Path:
    path = folder / f"people{suffix}"
    table = [HEADER, *(("Ana", f"Diaz{number}", *row) for number, row in enumerate(rows))]
    if suffix == ".csv":
        path.write_text("".join(",".join(map(str, row)) + "\r\n" for row in table), encoding="utf-8", newline="")
        return path
    with xlsxwriter.Workbook(str(path), {"default_date_format": "mm/dd/yyyy"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)
    return path


def birthdays(path: Path, **how: bool) -> list[str]:
    return [row.contact.dates[0].on.iso for row in files.read(path, **how) if row.contact]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (("3/4/1980", "25/12/1981"), ("1980-04-03", "1981-12-25")),
        (("3/4/1980", "12/25/1981"), ("1980-03-04", "1981-12-25")),
        (
            ("3/4/1980", "25/12/1981", "13/1/1970", "12/25/1982"),
            ("1980-04-03", "1981-12-25", "1970-01-13", "1982-12-25"),
        ),
    ],
)
def test_one_date_decides_its_column(
    suffix: str, cells: tuple[str, ...], read: tuple[str, ...], tmp_path: Path
) -> None:
    path = saved(tmp_path, suffix, [(cell, "") for cell in cells])

    assert birthdays(path) == list(read)
    mapping = files.preview(path).mapping
    assert mapping
    assert mapping.open_orders == ()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize(("day_first", "read"), [(True, "1980-04-03"), (False, "1980-03-04")])
def test_a_column_that_reads_both_ways_is_read_as_the_country_writes(
    suffix: str, day_first: bool, read: str, tmp_path: Path
) -> None:
    path = saved(tmp_path, suffix, [("3/4/1980", ""), ("5/5/1980", "")])

    assert birthdays(path, day_first=day_first)[0] == read
    mapping = files.preview(path, day_first=day_first).mapping
    assert mapping
    assert [(column.name, column.day_first) for column in mapping.open_orders] == [("Birthday", day_first)]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_person_may_say_how_dates_are_written(suffix: str, tmp_path: Path) -> None:
    path = saved(tmp_path, suffix, [("3/4/1980", "")])
    mapping = files.preview(path).mapping
    assert mapping

    preview = files.preview(path, mapping=mapping.with_day_first(2, True))

    assert preview.people[0].dates[0].on.iso == "1980-04-03"
    assert preview.mapping
    assert [column.name for column in preview.mapping.open_orders] == ["Birthday"]
    assert [row.contact for row in files.read(path, preview.mapping)] == list(preview.people)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_another_column_of_the_file_tells_how_its_program_writes_dates(suffix: str, tmp_path: Path) -> None:
    path = saved(tmp_path, suffix, [("3/4/1980", "25/12/2019"), ("5/6/1980", "")])

    assert birthdays(path) == ["1980-04-03", "1980-06-05"]
    (first, *_others) = files.preview(path).people
    assert first.client_since == date(2019, 12, 25)


def test_days_that_are_days_in_a_workbook_leave_nothing_to_ask(tmp_path: Path) -> None:
    path = saved(tmp_path, ".xlsx", [(date(1980, 3, 4), date(2020, 1, 2))])
    mapping = files.preview(path, day_first=True).mapping
    assert birthdays(path, day_first=True) == ["1980-03-04"]
    assert mapping
    assert mapping.open_orders == ()


@pytest.mark.parametrize(
    ("country", "day_first"),
    [("US", False), ("us", False), ("GB", True), ("DE", True), ("AU", True), ("CA", False), ("JP", False), ("", False)],
)
def test_a_country_writes_the_day_or_the_month_first(country: str, day_first: bool) -> None:
    assert date_order.of_country(country) is day_first
