"""Every character has a face or is reported; text is kerned; the file holds what was typed."""

import pytest

from refdesk.documents import direction, fonts, shaping
from refdesk.documents.fonts import Face


def faces(face: Face, text: str) -> list[Face]:
    return [piece.face for piece in shaping.shape(face, text).pieces]


def test_every_face_is_its_own_file() -> None:
    names = {fonts.font(face).face.name for face in Face}
    assert len(names) == len(Face)


def test_kerning_makes_pairs_narrower() -> None:
    kerned = shaping.width(Face.SERIF, "AVAWaToTy", 10)
    apart = sum(shaping.width(Face.SERIF, ch, 10) for ch in "AVAWaToTy")
    assert kerned < apart * 0.97


def test_ligatures_stay_letters() -> None:
    shaped = shaping.shape(Face.SERIF, "office flow")
    assert "".join(piece.glyphs for piece in shaped.pieces) == "office flow"


@pytest.mark.parametrize("text", ["µg and μ", "ʼokina and ’", "Ω and Ω", "∕ and ⁄", "ẞ Ł ő ğ ș đ", "Ελλάδα Київ"])
def test_characters_that_share_a_glyph_stay_what_was_typed(text: str) -> None:
    composed = shaping.clean(text)
    shaped = shaping.shape(Face.SERIF, composed)
    assert "".join(piece.glyphs for piece in shaped.pieces) == composed
    assert not shaped.missing


def test_other_scripts_get_the_face_that_has_them() -> None:
    assert Face.HEBREW in faces(Face.SERIF, "עמית")
    assert Face.ARABIC in faces(Face.SERIF, "شكرا")
    assert Face.DEVANAGARI in faces(Face.SERIF, "नमस्ते")
    assert Face.THAI in faces(Face.SERIF, "ขอบคุณ")
    assert faces(Face.CAVEAT, "ẞ") == [Face.SANS]


def test_joined_forms_change_width_and_letters_are_not_lost() -> None:
    joined = shaping.shape(Face.SANS, "شكرا")
    apart = sum(shaping.shape(Face.SANS, ch).width for ch in "شكرا")
    assert joined.width < apart
    assert not joined.missing


def test_a_styled_letter_becomes_plain_and_an_unknown_one_is_reported() -> None:
    plain = shaping.shape(Face.SERIF, "𝓕ine")
    assert "".join(piece.glyphs for piece in plain.pieces) == "Fine"
    assert not plain.missing
    unknown = shaping.shape(Face.SERIF, "Li \ue0ff")
    assert unknown.missing == {"\ue0ff"}
    assert "".join(piece.glyphs for piece in unknown.pieces) == "Li ?"


def test_half_a_character_from_a_broken_file_is_reported() -> None:
    shaped = shaping.shape(Face.SANS, shaping.clean("ab\ud83dcd"))
    assert shaped.missing == {"\ufffd"}
    assert "".join(piece.glyphs for piece in shaped.pieces) == "ab?cd"


def test_clean_text_is_one_line_without_controls() -> None:
    assert shaping.clean(" a\r\n b\x00\u202ec\u200b\ufeff  d\te ") == "a bc d e"
    assert shaping.clean("e\u0301") == "é"
    assert shaping.clean("5\u00a0km") == "5\u00a0km"


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("עמית ברק (Amit Barak)", ["(Amit Barak) ", "עמית ברק"]),
        ("Barak עמית ברק Electric", ["Barak ", "עמית ברק", " Electric"]),
        ("שלום 12 עולם", [" עולם", "12", "שלום "]),
    ],
)
def test_runs_stand_in_the_order_of_paper(typed: str, seen: list[str]) -> None:
    runs = direction.visual_runs(typed)
    joined = "".join(run.text if not run.rtl else f"<{run.text}>" for run in runs)
    assert [part for part in seen if part.strip() and part.strip(" ()") in joined] == seen
    places = [joined.index(part.strip(" ()")) for part in seen]
    assert places == sorted(places)


def test_a_bracket_pair_goes_with_its_content() -> None:
    runs = direction.visual_runs("Amit (עמית) Barak")
    assert [run.text for run in runs if run.rtl] == ["עמית"]
    assert "".join(run.text for run in runs if not run.rtl) == "Amit () Barak"


def test_the_first_strong_letter_sets_the_direction() -> None:
    assert direction.is_rtl("12, עמית Barak")
    assert not direction.is_rtl("Barak עמית")
    assert not direction.is_rtl("12")
