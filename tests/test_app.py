"""How the program starts."""

from pathlib import Path

import pytest

from refdesk import app
from refdesk.settings import MachineSettings


@pytest.mark.parametrize(
    ("words", "file"), [([], None), (["Fernhollow.refdesk"], Path("Fernhollow.refdesk"))], ids=["nothing", "a file"]
)
def test_a_start_with_nothing_but_a_file_leads_to_the_window(
    words: list[str], file: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path | None] = []

    def show(_machine: MachineSettings, *, file: Path | None, demo: bool) -> int:
        assert not demo
        asked.append(file)
        return 0

    monkeypatch.setattr(app, "show_window", show)
    assert app.main(words) == 0
    assert asked == [file]


def test_a_word_that_is_no_file_is_read_as_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        app.main(["--no-such-thing.refdesk"])
    assert "--no-such-thing.refdesk" in capsys.readouterr().err
