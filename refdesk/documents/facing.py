"""Which face draws which part of a text: its own, one of the shipped ones, one of this computer, or none."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from refdesk.documents import fonts, graphemes, system_fonts
from refdesk.documents.fonts import AnyFace, Face

BROKEN = "\ufffd"
_UNKNOWN = "?"
_KEPT = 40_000
_NO_LETTERS = frozenset({"Cn", "Co", "Cs", "Cc", "Cf"})
_ASCII = "".join(map(chr, range(0x20, 0x7F)))

Span = tuple[AnyFace, str]


def faced(face: Face, text: str, missing: set[str], *, japanese: bool = False) -> list[Span]:
    """Return text as spans of one face each, and add what no face has, shown as "?", to `missing`.

    A letter whose styled form is nowhere is shown in its plain form. Ideographs that stand together have one face,
    in `japanese` text the one with the shapes that are written there.
    """
    if text.isascii() and _has_ascii(face):
        return [(face, text)] if text else []
    found: list[Span] = []
    for cluster in graphemes.clusters(text):
        parts = _chosen(face, cluster)
        if parts is None:
            missing.add(cluster)
        found += parts or ((face, _UNKNOWN),)
    return _merged(_one_face_for_ideographs(found, japanese=japanese or is_japanese(text)))


def is_japanese(text: str) -> bool:
    """Tell Japanese text by its kana."""
    return not text.isascii() and any("\u3040" <= ch < "\u3100" for ch in text)


@cache
def _has_ascii(face: Face) -> bool:
    return fonts.covers(face, _ASCII)


@lru_cache(maxsize=_KEPT)
def _chosen(face: Face, cluster: str) -> tuple[Span, ...] | None:
    """Return how a cluster is drawn; in parts, when no face has the whole of it; None when a part has no face."""
    if cluster == BROKEN:
        return None
    plain = unicodedata.normalize("NFKC", cluster)
    for shown in (cluster, plain):
        for own in (face, *fonts.FALLBACK):
            if fonts.covers(own, shown):
                return ((own, shown),)
    heard = "".join(ch for ch in cluster if not fonts.is_silent(ch))
    if len(heard) > 1:
        parts = [_chosen(face, ch) for ch in heard]
        return tuple(span for part in parts for span in part or ()) if all(parts) else None
    if unicodedata.category(heard) in _NO_LETTERS:
        return None
    system = system_fonts.find(heard)
    return ((system, heard),) if system else None


def _one_face_for_ideographs(spans: Sequence[Span], *, japanese: bool) -> list[Span]:
    """Give each run of ideographs the first face that has all of it."""
    if not any(own in fonts.EAST_ASIAN for own, _shown in spans):
        return list(spans)
    order = (Face.JAPANESE, Face.CHINESE, Face.KOREAN) if japanese else fonts.EAST_ASIAN
    found: list[Span] = []
    for run in _runs(spans):
        if run[0][0] in fonts.EAST_ASIAN:
            found += _in_one(run, order)
        else:
            found += run
    return found


def _runs(spans: Sequence[Span]) -> Iterator[list[Span]]:
    run: list[Span] = []
    for span in spans:
        if run and (span[0] in fonts.EAST_ASIAN) != (run[0][0] in fonts.EAST_ASIAN):
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def _in_one(run: Sequence[Span], order: Sequence[Face]) -> Iterator[Span]:
    text = "".join(shown for _own, shown in run)
    whole = next((own for own in order if fonts.covers(own, text)), None)
    for own, shown in run:
        yield whole or next((each for each in order if fonts.covers(each, shown)), own), shown


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Join neighbors of one face; marks between words of another script are drawn as that script has them."""
    merged: list[Span] = []
    for own, shown in spans:
        last = merged[-1][0] if merged else None
        follows = last in fonts.COMPLEX and _is_neutral(shown) and fonts.covers(last, shown)
        if last is own or (last and follows):
            merged[-1] = (last, merged[-1][1] + shown)
        else:
            merged.append((own, shown))
    return merged


def _is_neutral(shown: str) -> bool:
    return not any(unicodedata.category(ch)[0] in "LNM" for ch in shown)
