import pytest

from refdesk.domain import links
from refdesk.domain.ids import ContactId
from refdesk.domain.links import LinkDraft, LinkKind

ANA, BEN = ContactId(1), ContactId(2)


def test_each_side_has_its_word() -> None:
    assert (links.word(LinkKind.PARENT), links.word(LinkKind.PARENT, backward=True)) == ("parent of", "child of")
    assert (links.word(LinkKind.FRIEND), links.word(LinkKind.FRIEND, backward=True)) == ("friend of", "friend of")
    words = [choice.word for choice in links.choices()]
    assert len(words) == len(set(words)) == 15
    assert words.index("child of") == words.index("parent of") + 1
    assert {choice.kind for choice in links.choices()} == set(LinkKind)


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (LinkDraft(ANA, BEN), []),
        (LinkDraft(ANA, None), ["other_id"]),
        (LinkDraft(ANA, ANA), ["other_id"]),
        (LinkDraft(ANA, BEN, LinkKind.OTHER), ["label"]),
        (LinkDraft(ANA, BEN, LinkKind.OTHER, label="godmother"), []),
        (LinkDraft(ANA, BEN, label="x" * 201), ["label"]),
    ],
)
def test_what_is_wrong_is_named(draft: LinkDraft, fields: list[str]) -> None:
    assert [problem.field for problem in links.problems(draft)] == fields
