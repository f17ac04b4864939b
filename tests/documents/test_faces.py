"""Each character has the face that is meant for it; a file is opened only when its letters are needed."""

import shutil
import subprocess
import sys
from pathlib import Path

import bidi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk import paths
from refdesk.documents import direction, facing, fonts, graphemes, shaping, system_fonts
from refdesk.documents.fonts import Face

MIXED = st.text(st.sampled_from("אבגabc123 ().,-%/:!ا١٢₪€"), min_size=1, max_size=14)


def faces(text: str, face: Face = Face.SERIF) -> list[tuple[str, str]]:
    missing: set[str] = set()
    found = [(str(own.value), part) for own, part in facing.faced(face, text, missing)]
    assert not missing
    return found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("👨‍👩‍👧🇩🇪🇫🇷👍🏽1️⃣", ["👨‍👩‍👧", "🇩🇪", "🇫🇷", "👍🏽", "1️⃣"]),
        ("🏴󠁧󠁢󠁳󠁣󠁴󠁿❤️x", ["🏴󠁧󠁢󠁳󠁣󠁴󠁿", "❤️", "x"]),
        ("q̃̊e", ["q̃̊", "e"]),
        ("क्षत्रिय", ["क्ष", "त्रि", "य"]),
        ("น้ำใจ", ["น้ำ", "ใ", "จ"]),
        ("각가", ["각", "가"]),
        ("שָׁלוֹם", ["שָׁ", "ל", "וֹ", "ם"]),
    ],
)
def test_a_reader_sees_these_characters(text: str, parts: list[str]) -> None:
    assert graphemes.clusters(text) == parts


@given(st.text(max_size=30))
def test_no_character_is_lost_between_two(text: str) -> None:
    assert "".join(graphemes.clusters(text)) == text


def test_ideographs_that_stand_together_have_one_face() -> None:
    assert faces("谢谢您") == [("Chinese", "谢谢您")]
    assert faces("髙橋様へ") == [("Japanese", "髙橋様へ")]
    assert faces("榊原") == [("Japanese", "榊原")]  # the Chinese face has only the second
    assert faces("Kim 김민수") == [("Serif", "Kim "), ("Korean", "김민수")]
    shaped = shaping.shape(Face.SERIF, "直 ありがとう")
    assert [piece.face for piece in shaped.pieces] == [Face.JAPANESE, Face.SERIF, Face.JAPANESE]


def test_a_letter_and_its_marks_come_from_one_face_if_any_has_both() -> None:
    assert faces("Ƕ̣") == [("Latin", "Ƕ̣")]
    assert [part for _face, part in faces("中\u0325")] == ["中", "\u0325"]


def test_marks_stay_with_the_main_face_but_inside_another_script() -> None:
    assert faces("a, b") == [("Serif", "a, b")]
    assert faces("שלום, עולם!") == [("Hebrew", "שלום, עולם!")]


@given(MIXED)
def test_mixed_lines_stand_in_the_order_that_the_standard_says(text: str) -> None:
    line = text.strip()
    seen = "".join("".join(reversed(run.text)) if run.rtl else run.text for run in direction.visual_runs(line))
    expected = bidi.get_display(line, base_dir="R" if direction.is_rtl(line) else "L")
    # Which way a bracket looks is the shaper's part where there are letters.
    assert seen.replace(")", "(") == expected.replace(")", "(")


def test_a_latin_card_opens_no_other_font() -> None:
    """Ask a fresh process which font files it opened."""
    script = (
        "import sys\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == 'open' else None)\n"
        "from refdesk.documents import fonts, shaping\n"
        "shaping.shape(fonts.Face.SERIF, 'Dear José, thank you. Łódź, Київ, Ngọc')\n"
        "print(sorted({name for name in opened if name.endswith('.ttf')}), fonts._characters.cache_info().currsize)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    serif = str(paths.resource("fonts", "SourceSerif4-Regular.ttf"))
    assert done.stdout.strip() == f"{[serif]} 1"


def put_fonts(folder: Path) -> None:
    shutil.copy(paths.resource("fonts", "NotoSansHebrew-Regular.ttf"), folder / "Plain.TTF")
    (folder / "broken.ttf").write_bytes(b"\0\1\0\0" + b"\xff" * 500)
    (folder / "empty.ttf").write_bytes(b"")
    (folder / "notes.txt").write_text("no font", encoding="utf-8")


def test_a_font_of_this_computer_is_found_and_a_broken_one_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_fonts(tmp_path)
    monkeypatch.setattr(system_fonts, "folders", lambda: (tmp_path, tmp_path / "missing"))
    monkeypatch.setattr(fonts, "FALLBACK", (Face.SANS,))
    for kept in (system_fonts.installed, facing._chosen, shaping.shape_word, shaping._shape_mixed):
        kept.cache_clear()
    try:
        (only,) = system_fonts.installed()
        assert only.file.name == "Plain.TTF"
        shaped = shaping.shape(Face.SERIF, "Amit א")
        assert not shaped.missing
        assert [piece.face for piece in shaped.pieces][-1] == only
        assert shaping.shape(Face.SERIF, "ٱ").missing == {"ٱ"}
    finally:
        for kept in (system_fonts.installed, facing._chosen, shaping.shape_word, shaping._shape_mixed):
            kept.cache_clear()


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
def test_each_system_has_its_font_folders(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert len(system_fonts.folders()) >= 2
    assert all("ont" in folder.name for folder in system_fonts.folders())
