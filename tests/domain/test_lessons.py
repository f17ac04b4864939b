from dataclasses import replace

from refdesk.domain import lessons, profile
from refdesk.domain.lessons import LessonKey

EMPTY = profile.starting("US", business_name="Fernhollow", owner="Nadia Kerr")
FULL = replace(
    EMPTY, tagline="Warm floors by spring", ideal_client="Owners of old houses", problems_solved="Cold floors",
    how_we_treat="We call on the same day\nWe tell you how it went", different="One crew from start to end.",
)  # fmt: skip


def test_the_lessons_are_made_from_the_settings() -> None:
    made = lessons.lessons(FULL)
    assert [lesson.key for lesson in made] == list(LessonKey)
    assert [lesson.text for lesson in made[:4]] == [
        FULL.tagline, FULL.ideal_client, FULL.problems_solved, FULL.how_we_treat,
    ]  # fmt: skip
    assert made[4].text.startswith("“You should talk to Nadia Kerr of Fernhollow. One crew from start to end.”\n")
    assert all(lesson.is_ready for lesson in made)


def test_a_lesson_without_words_says_what_to_fill_in_and_is_not_next() -> None:
    made = lessons.lessons(replace(FULL, tagline=" "))
    assert (made[0].is_ready, made[0].missing, made[0].text) == (False, "Fill in “Tagline” in Settings first.", "")
    following = lessons.next_of(made, ())
    assert following is not None
    assert following.key is LessonKey.WHOM_WE_HELP
    assert lessons.next_of(lessons.lessons(EMPTY), ()) is None


def test_the_next_lesson_is_the_first_untaught_one() -> None:
    made = lessons.lessons(FULL)
    following = lessons.next_of(made, (LessonKey.TAGLINE, LessonKey.WHAT_WE_PUT_RIGHT))
    assert following is not None
    assert following.key is LessonKey.WHOM_WE_HELP
    assert lessons.next_of(made, LessonKey) is None


def test_progress_is_told_in_words() -> None:
    assert lessons.progress(3, 2) == "3 of 5 taught, 2 repeated"
    assert lessons.progress(0, 0) == "0 of 5 taught"
