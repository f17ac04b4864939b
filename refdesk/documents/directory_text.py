"""What stands in a directory of contacts: plain values, filled by whoever prints."""

from dataclasses import dataclass

from refdesk.documents.sheets import Paper


@dataclass(frozen=True, slots=True)
class Entry:
    """One person; `key` comes back in the report, and what is empty is left out."""

    key: str
    name: str  # "Diaz, Ana"
    organisation: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    address: tuple[str, ...] = ()  # line by line
    birthday: str = ""


@dataclass(frozen=True, slots=True)
class EntrySection:
    """The people below one head, "" for none."""

    head: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class DirectorySheet:
    """Everybody below their heads; `line` says in a sentence who they are, `foot` stands below each page.

    Where it `goes_on`, more people come after these: the pages that they fill are drawn, and not out of how many.
    """

    firm: str
    title: str
    line: str
    foot: str
    sections: tuple[EntrySection, ...]
    paper: Paper
    author: str = ""
    language: str = "en-US"
    goes_on: bool = False
