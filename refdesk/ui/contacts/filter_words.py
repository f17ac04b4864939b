"""Filters in words: on chips, in the line that says what is on, and in the help of the search box."""

from collections.abc import Iterable, Iterator, Mapping

from refdesk.domain import ranking, search
from refdesk.domain.contact import CATEGORY_WORDS
from refdesk.domain.ranking import Rank
from refdesk.domain.search import Search, Trait
from refdesk.i18n import _
from refdesk.ui import rank_hiding


def traits() -> Mapping[Trait, str]:
    """Return what each trait is called."""
    return {
        Trait.SOURCE: _("Sources"),
        Trait.CLIENT: _("Clients"),
        Trait.DUE: _("Word due"),
        Trait.REVIEW_DUE: _("Client review due"),
        Trait.BIRTHDAY: _("Birthday this month"),
        Trait.NO_PLAN: _("Source without a plan"),
        Trait.NEVER_ASKED: _("Source never asked"),
        Trait.NOT_MAILED: _("Do not mail"),
    }


def rank(value: Rank | None) -> str:
    """Return what a chip of a rank says."""
    return _("Not ranked yet") if value is None else value.value


def said(wanted: Search, tags: Iterable[str]) -> str:
    """Return in words what a filter asks for; `tags` are all there are, as they are written."""
    return " · ".join(_parts(wanted, {search.fold_name(name): name for name in tags}))


def help_of_search() -> str:
    """Return what can be typed into the search box beside plain words."""
    examples = (
        ("tag:golf", _("with this tag; tag:golf,chess with one of two")),
        ("rank:A,B", _("of these ranks; rank:none for people not ranked yet")),
        ("category:client", _("of this category")),
        ("is:source  is:client", _("sources, clients")),
        ("due:touch  due:review", _("a word or a client review is due")),
        ("birthday:month", _("with a birthday this month")),
        ("no:plan  never:asked  no:mail", _("sources without a plan, sources never asked, people not to be mailed")),
        ("with:inactive", _("inactive people too")),
        ("saved:name", _("a saved filter")),
    )
    return "\n".join([_("Words of a name, work, place or note, or digits of a number. Also:"),
                      *(f"{typed}:  {meant}" for typed, meant in examples)])  # fmt: skip


def _parts(wanted: Search, tags: Mapping[str, str]) -> Iterator[str]:
    yield from (words for trait, words in traits().items() if trait in wanted.traits)
    if wanted.ranks and rank_hiding.is_on():
        yield _("some ranks")
    elif wanted.ranks:
        ranks = [rank(each) for each in sorted(wanted.ranks, key=ranking.order)]
        yield _("Rank {ranks}").format(ranks=_either(ranks))
    if wanted.categories:
        yield _either([_(words) for category, words in CATEGORY_WORDS.items() if category in wanted.categories])
    for group in wanted.tags:
        yield _("tag {tags}").format(tags=_either([tags.get(each, each) for each in group]))
    if wanted.with_inactive:
        yield _("inactive people too")


def nobody(typed: str, *, everybody: bool) -> str:
    """Return what stands in the place of a list that is empty, though there are contacts."""
    if typed:
        return _("Nobody is found by “{words}”. Fewer letters find more; Esc shows everybody.").format(words=typed)
    if everybody:
        return _("Nobody is active. The filter “Inactive people too” shows everybody.")
    return _("Nobody stands behind this filter now.")


def _either(words: list[str]) -> str:
    return _(" or ").join(words)
