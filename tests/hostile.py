"""Text that breaks programs: what people paste, what files hold, and what somebody may try on purpose."""

import json
from pathlib import Path

WORDS = (
    # Nothing to see
    "", " ", "\t\n", "\x00", "\u200b", "\ufeff", "\u200e\u200f", "\u00a0", "\u2060\u00ad", "\u200d", "\u3164",
    # Controls, line ends, halves of pairs
    "Ana\x00Diaz", "bell\x07 back\x08 delete\x7f escape\x1b[31m", "one\r\ntwo\rthree\nfour\u2028five\x0bsix\x85seven",
    "half \ud83d of a pair", "\udc80\udcff", "two\x01\x02\x1f\x9fgone", "\ufffe\uffff\U0010ffff", "a\ttab between",
    # Directions, joiners, marks
    "\u05e9\u05dc\u05d5\u05dd Ana", "\u0645\u0631\u062d\u0628\u0627 (12) \u0628\u0643",
    "abc\u202ecba\u202c \u2066x\u2069", "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "\u0915\u094d\u0937\u0924\u094d\u0930\u093f\u092f",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 family",
    "\U0001f1e9\U0001f1ea flag \U0001f44d\U0001f3fd", "Cafe\u0301",
    "Z\u0351\u036b\u0343a\u0363\u0369\u036cl\u035b\u0314go\u0307\u0306\u031a", "e" + "\u0301" * 80,
    "\u0130stanbul \u0131\u015f\u0131k", "\u1e9e stra\u00dfe \ufb01ne \u017f",
    "\u0141\u00f3d\u017a \u00d8rsted \u00c6r\u00f8", "\u738b\u5c0f\u660e",
    "\u30c6\u30b9\u30c8\uff76\uff80\uff76\uff85", "\ud55c\uae00", "\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22",
    "\U0001d4d5\U0001d4ea\U0001d4f7\U0001d4ec\U0001d502", "\u2460\u00bd\u2163\u00b2", "\ue000 private",
    "\u0378 unassigned", "\u2e18\u00bfQu\u00e9?\u203d", "\u2018smart\u2019 \u201cquotes\u201d \u2013 \u2014 \u2026",
    # What spreadsheets compute, and what only looks so
    '=HYPERLINK("http://127.0.0.1:9/x","click")', "+1 614 555 0173", "-2+3", "@SUM(1+1)", "=cmd|' /C calc'!A0",
    "\t=1+1", "'=1+1", "''quoted", "'", "=", "-", "1e5", "0001234", "1/2", "TRUE", "2026-02-30", "9" * 40,
    # What files are made of
    'say "hello", then; leave', "a,b;c|d\te", 'line one\n"line, two"\n\nline four', '"', '""', '"open',
    "\\n \\, \\; \\\\", "BEGIN:VCARD\nFN:Somebody else\nEND:VCARD", "END:VCARD", "a ::: b", ":::", "::\\:",
    "* starred", "key=value;TYPE=x:y", "=?utf-8?Q?=41?=", "quoted=20printable=", "<!-- <![CDATA[ ]]> -->",
    "&amp; &lt; &#0; &copy", "_x0041_ _x000D_",
    # What pages and programs take for theirs
    '<img src="file:///etc/hostname">', "<b>bold</b> <script>alert(1)</script>", "<font color=red>AT&T</font>",
    "Bob <bob@x.com>", "{{ 7 * 7 }}", "{% for x in y %}", "{{ owner.__class__ }}", "{name} {0} {}",
    "%s %n %d %(name)s", "$HOME `id` $(id)", "Robert'); DROP TABLE contact;--", "' OR '1'='1", "100%", "50%_off",
    "a/b", "tag:x", "rank:A+ no:plan", 'saved:"x', "../../../etc/passwd", "C:\\Windows\\System32",
    "file:///etc/passwd", "javascript:alert(1)", "\\\\server\\share", "CON", "nul.txt", "LPT1", "COM\u00b9",
    "a<b>c:d|e?f*g", ".hidden", "name. ", "~", "null", "None", "undefined", "NaN",
    # Long ones
    "x" * 200, "x" * 10_000, "word " * 2_000, "W" * 199 + "\u0301", "\u0130" * 200,
)  # fmt: skip
"""The project's own; those of others are in a folder of samples, where there is one."""


def with_samples(folder: Path | None) -> tuple[str, ...]:
    """Return the project's own strings and those of the samples, each once."""
    if folder is None:
        return WORDS
    naughty = json.loads((folder / "nasty-blns" / "blns.json").read_text("utf-8"))
    marked = json.loads((folder / "nasty-reportlab" / "strings.json").read_text("utf-8"))
    return tuple(dict.fromkeys((*WORDS, *naughty, *(each["text"] for each in marked if each.get("text")))))
