"""Wordings of cards and scripts: a few fields in plain text, filled in a sandbox, checked before they are saved.

A wording may hold fields, "{{ prospect }}", and choices, "{% if need %} ... {% endif %}"; nothing else.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _

if TYPE_CHECKING:
    from jinja2 import Template, nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

LONGEST_BODY = 6_000
MOST_CHOICES = 20
MOST_WORDS_IN_A_FIELD = 20

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "dear": N_("Greeting name"),
        "first_name": N_("First name"),
        "full_name": N_("Full name"),
        "prospect": N_("Who was sent"),
        "prospect_first_name": N_("First name of who was sent"),
        "need": N_("What they need"),
        "years": N_("Years since then"),
        "spoken": N_("“yes” once you have spoken with them"),
        "owner": N_("Your name"),
        "owner_first_name": N_("Your first name"),
        "firm": N_("Your business"),
        "trade": N_("Your trade"),
        "phone": N_("Your phone"),
        "site": N_("Your site"),
        "tagline": N_("Your tagline"),
    }
)
"""Every field with what it holds; those that tell about the prospect are in TELLING."""

TELLING = frozenset({"prospect", "prospect_first_name", "need"})
SHEET_FIELDS = frozenset({"owner", "owner_first_name", "firm", "trade", "phone", "site", "tagline"})
"""What may stand in a script that is printed once for a whole page."""
SCRIPT_FIELDS = SHEET_FIELDS | {"first_name", "full_name"}

_SYNTAX = frozenset({"Template", "Output", "TemplateData", "Name", "If", "Not", "And", "Or", "Const"})
_CHOICE = re.compile(r"\{%-? *if +(?:not +)?([a-z_]+)")
_SPACES = re.compile(r"[ \t]+")
_BLANK_LINES = re.compile(r"\n{3,}")


def check(body: str, *, field: str = "body", allowed: frozenset[str] = frozenset(FIELDS)) -> tuple[Problem, ...]:
    """Return what is wrong with a wording, each with its place; () means it can be saved and filled."""
    return tuple(Problem(field, sentence) for sentence in _faults(body, allowed))


def fill(body: str, fields: Mapping[str, str]) -> str:
    """Return the text with its fields filled in; a field that is not given is empty.

    Refused says what is wrong with the wording.
    """
    if found := check(body):
        raise Refused(*found)
    values = dict.fromkeys(FIELDS, "") | {name: value for name, value in fields.items() if name in FIELDS}
    return _tidy(_template(body).render(values))


def fields_in(body: str) -> frozenset[str]:
    """Return the fields that a right wording uses."""
    from jinja2 import meta

    return frozenset(meta.find_undeclared_variables(_environment().parse(body)))


def choices_told(body: str) -> tuple[str, ...]:
    """Return a sentence for each choice that a wording makes, in plain words, in their order; a wrong one has none."""
    names = dict.fromkeys(name for name in _CHOICE.findall(body) if name in FIELDS)
    return tuple(_told(name) for name in names)


def _told(name: str) -> str:
    if name in TELLING:
        return _("The words after “if {name}” are left out where nothing may be told of who was sent.").format(
            name=name
        )
    if name == "spoken":
        return _("The words after “if spoken” stand once you have spoken with them; until then those after “else”.")
    words = _("The words after “if {name}” stand where this is known: {field}.")
    return words.format(name=name, field=_(FIELDS[name]))


def tells(body: str) -> bool:
    """Say whether a wording tells about the prospect, and so must not be used where this may not be shared."""
    return bool(fields_in(body) & TELLING)


@lru_cache(maxsize=256)
def _faults(body: str, allowed: frozenset[str]) -> tuple[str, ...]:
    from jinja2 import TemplateSyntaxError

    if len(body) > LONGEST_BODY:
        return (_("This is too long. {n} characters fit here.").format(n=LONGEST_BODY),)
    try:
        if (line := _tangled_line(body)) is not None:
            return (_("Line {line}: this is too complicated. Use simple fields.").format(line=line),)
        tree = _environment().parse(body)
    except TemplateSyntaxError as fault:
        sentence = _("Line {line}: a field is not written to its end. Fields look like {example}.")
        return (sentence.format(line=fault.lineno, example="{{ first_name }}"),)
    return tuple(_node_faults(tree, body.split("\n"), allowed))


def _tangled_line(body: str) -> int | None:
    """Return the line of a field too long, or of a choice too many: parsing such nests would exhaust the stack."""
    words = choices = 0
    for line, kind, _value in _environment().lex(body):
        if kind in {"variable_begin", "block_begin"}:
            words, choices = 0, choices + (kind == "block_begin")
        words += kind not in {"data", "whitespace"}
        # Each choice has two blocks, its beginning and its end.
        if words > MOST_WORDS_IN_A_FIELD or choices > 2 * MOST_CHOICES:
            return line
        if kind in {"variable_end", "block_end"}:
            words = 0
    return None


def _node_faults(tree: "nodes.Template", lines: list[str], allowed: frozenset[str]) -> Iterator[str]:
    from jinja2 import nodes

    for node in tree.find_all(nodes.Node):
        if type(node).__name__ not in _SYNTAX:
            yield _("Line {line}: only fields and “if” work here.").format(line=node.lineno)
        elif isinstance(node, nodes.Name) and node.name not in allowed:
            yield _unknown(node, lines, allowed)


def _unknown(node: "nodes.Name", lines: list[str], allowed: frozenset[str]) -> str:
    found = re.search(rf"\b{re.escape(node.name)}\b", lines[node.lineno - 1] if node.lineno <= len(lines) else "")
    place = _("Line {line}, character {column}").format(line=node.lineno, column=found.start() + 1 if found else 1)
    near = difflib.get_close_matches(node.name, sorted(allowed), n=1)
    if near:
        return _("{place}: there is no field “{name}”. Did you mean “{near}”?").format(
            place=place, name=node.name, near=near[0]
        )
    return _("{place}: there is no field “{name}” here.").format(place=place, name=node.name)


def _tidy(text: str) -> str:
    """Return the text without what empty fields leave behind: double spaces, spaces before a line's end."""
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


@lru_cache(maxsize=64)
def _template(body: str) -> "Template":
    return _environment().from_string(body)


@lru_cache(maxsize=1)
def _environment() -> "ImmutableSandboxedEnvironment":
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # Plain text comes out, never markup: escaping would print "&amp;" on a card.
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    for names in (environment.globals, environment.filters, environment.tests):
        names.clear()
    return environment
