"""The pages to give away, filled from the file and written whole or not at all."""

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from office import Office
from pypdf import PdfReader

from refdesk.domain import profile
from refdesk.domain.hand_outs import Kind, Scan
from refdesk.domain.lessons import LessonKey
from refdesk.domain.plan import PlanDraft
from refdesk.domain.ranking import Rank
from refdesk.errors import Refused
from refdesk.services import business, hand_outs, lessons, plans
from refdesk.services.desk import Desk
from refdesk.services.hand_outs import HandOutJob

MINE = replace(
    profile.starting("US", business_name="Fernhollow", owner="Nadia Fern"), tagline="Old houses made easy.",
    ideal_client="Owners of old houses.", problems_solved="damp walls\nold wiring", they_say="It drips again",
    how_we_treat="I call the same day. You choose the time.\nI write it down.", phone="(614) 555-0142",
    email="nadia@fernhollow.example", site="fernhollow.example",
)  # fmt: skip


@pytest.fixture
def filled(desk: Desk) -> Desk:
    desk.do(business.save, MINE)
    return desk


def text_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_who_i_can_help_says_what_the_profile_says(filled: Desk) -> None:
    made = hand_outs.render(filled, HandOutJob(Kind.WHO))
    (page,) = text_of(made.pdf)
    for words in ("Old houses made easy.", "Owners of old houses.", "damp walls", "“It drips again”", "Nadia Fern",
                  "(614) 555-0142", "scan to keep my number", "I call the same working day"):  # fmt: skip
        assert words in page
    assert made.sentences == ()


def test_a_page_is_seen_before_its_words_are_saved(filled: Desk) -> None:
    typed = replace(MINE, tagline="Dry walls by winter", ideal_client="Whoever has damp walls")
    made = hand_outs.preview(filled, Kind.WHO, typed)
    assert text_of(made.pdf) == [
        text_of(hand_outs.render(filled, HandOutJob(Kind.WHO)).pdf)[0]
        .replace("Old houses made easy.", "Dry walls by winter")
        .replace("Owners of old houses.", "Whoever has damp walls")
    ]
    assert filled.ask(business.load).tagline == MINE.tagline
    filled.do(business.save, typed)
    assert hand_outs.render(filled, HandOutJob(Kind.WHO)).pdf == made.pdf


def test_people_get_a_page_each_with_their_name(filled: Desk, office: Office, tmp_path: Path) -> None:
    people = (office.contact("Ana", "Díaz"), office.contact("Bo", "Lind"))
    written = hand_outs.write(filled, HandOutJob(Kind.TREAT, people), tmp_path / "treat.pdf")
    first, second = text_of(written.path.read_bytes())
    assert ["for Ana Díaz" in first, "for Bo Lind" in second] == [True, True]
    assert "I call the same day." in first


def test_the_desk_plan_is_made_from_the_plan_of_its_source(filled: Desk, office: Office) -> None:
    ana = office.contact("Ana", "Díaz", organisation="Harbor Realty", rank=Rank.A, good_lead_for_them="big gardens")
    day = filled.today() + timedelta(days=9)
    plan = PlanDraft(benefit="I name you to sellers", words="I know a builder", next_step="Lunch", next_step_on=day)
    filled.do(plans.save, ana, plan)
    filled.do(lessons.teach, ana, LessonKey.TAGLINE)
    (page,) = text_of(hand_outs.render(filled, HandOutJob(Kind.DESK, (ana,))).pdf)
    for words in ("Ana Díaz, Harbor Realty", "I name you to sellers", "“I know a builder”", "big gardens", "Lunch",
                  "What we do, in one sentence", "“It drips again”", "I call the same day."):  # fmt: skip
        assert words in page
    assert "trust" not in page.lower()


def test_a_profile_that_says_too_little_and_a_plan_for_nobody_are_refused_by_name(desk: Desk, tmp_path: Path) -> None:
    desk.do(business.save, replace(MINE, tagline="", how_we_treat=""))
    for kind, sentence in ((Kind.WHO, "Fill in “Tagline”"), (Kind.TREAT, "How you treat")):
        with pytest.raises(Refused, match=sentence):
            hand_outs.write(desk, HandOutJob(kind), tmp_path / "page.pdf")
    desk.do(business.save, MINE)
    with pytest.raises(Refused, match="for whom"):
        hand_outs.render(desk, HandOutJob(Kind.DESK))
    assert not (tmp_path / "page.pdf").exists()


def test_a_page_that_is_too_long_is_not_written_and_says_what_to_shorten(desk: Desk, tmp_path: Path) -> None:
    desk.do(business.save, replace(MINE, problems_solved="a long thing to put right\n" * 70))
    with pytest.raises(Refused, match="What I put right"):
        hand_outs.write(desk, HandOutJob(Kind.WHO), tmp_path / "page.pdf")
    assert not (tmp_path / "page.pdf").exists()
    assert hand_outs.render(desk, HandOutJob(Kind.WHO)).sentences


@pytest.mark.parametrize(
    ("scan", "held"),
    [
        (Scan.NONE, ""),
        (Scan.SITE, "https://fernhollow.example"),
        (
            Scan.CARD,
            (
                "BEGIN:VCARD\nVERSION:3.0\nN:Fern;Nadia;;;\nFN:Nadia Fern\nORG:Fernhollow\n"
                "TEL;TYPE=VOICE:(614) 555-0142\n"
                "EMAIL;TYPE=INTERNET:nadia@fernhollow.example\nEND:VCARD"
            ),
        ),
    ],
)
def test_the_code_holds_what_was_chosen(filled: Desk, scan: Scan, held: str) -> None:
    (sheet,) = filled.ask(hand_outs.sheets_of, HandOutJob(Kind.WHO, scan=scan), filled.today())
    assert sheet.sender.scan == held
