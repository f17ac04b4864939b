"""The handbook for owners: its pages in their parts, read from the shipped folder, and found by their words."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from refdesk import i18n, paths
from refdesk.domain import text

LANGUAGE = "en"
SNIPPET = 110
_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
_IN_TITLE, _IN_TEXT = 0, 1


@dataclass(frozen=True, slots=True)
class HelpPage:
    """Hold a page: `name` is its file's, `part` the heading it stands under, `body` its Markdown without the title."""

    name: str
    part: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a page that has what was looked for, and the words around it; "" where the title has it."""

    page: HelpPage
    words: str


@lru_cache(maxsize=4)
def pages() -> tuple[HelpPage, ...]:
    """Return every page in the order of the contents."""
    folder = paths.resource("help", i18n.current().language)
    if not folder.is_dir():
        folder = paths.resource("help", LANGUAGE)
    contents = tomllib.loads((folder / "contents.toml").read_text("utf-8"))
    return tuple(
        _page(name, part["title"], (folder / f"{name}.md").read_text("utf-8"))
        for part in contents["part"]
        for name in part["pages"]
    )


def page(name: str) -> HelpPage:
    """Return a page by its name."""
    return next(each for each in pages() if each.name == name)


def find(typed: str) -> tuple[Found, ...]:
    """Return the pages that have each word typed, at the beginning of a word; those with it in their title first."""
    wanted = text.fold(typed).split()
    if not wanted:
        return tuple(Found(each, "") for each in pages())
    hits = [(_where(each, wanted), each) for each in pages()]
    ranked = sorted(((where, each) for where, each in hits if where is not None), key=lambda hit: hit[0])
    return tuple(Found(each, "" if where == _IN_TITLE else _around(each, wanted[0])) for where, each in ranked)


def plain(body: str) -> str:
    """Return the words of a page as one line, without marks, links and pictures."""
    lines = [line.lstrip("#-0123456789. ") for line in body.splitlines() if not line.startswith("![")]
    return " ".join(_LINK.sub(r"\1", " ".join(lines)).replace("*", "").split())


def _page(name: str, part: str, written: str) -> HelpPage:
    head, _line, body = written.partition("\n")
    assert head.startswith("# "), f"{name} begins with its title"
    return HelpPage(name, part, head.removeprefix("# ").strip(), body.strip())


def _where(each: HelpPage, wanted: list[str]) -> int | None:
    """Return where a page has the words: in its title, in its text, or None."""
    in_title = f" {text.fold(each.title)}"
    if all(f" {word}" in in_title for word in wanted):
        return _IN_TITLE
    whole = f"{in_title} {text.fold(plain(each.body))}"
    return _IN_TEXT if all(f" {word}" in whole for word in wanted) else None


def _around(each: HelpPage, word: str) -> str:
    """Return the words of a page around the first place of a folded word."""
    words = plain(each.body).split()
    at = next((place for place, shown in enumerate(words) if text.fold(shown).startswith(word)), 0)
    return text.shorten(" ".join(words[max(at - 4, 0) :]), SNIPPET)
