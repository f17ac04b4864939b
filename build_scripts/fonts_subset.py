"""Cuts a font down to what the paper needs of it and writes it beside the other fonts.

python3 build_scripts/fonts_subset.py {latin|chinese|japanese|korean} FONT_FILE [TARGET_FILE]

FONT_FILE is the whole font with TrueType outlines: Noto Sans, or Noto Sans SC, JP or KR, Regular. Needs fonttools,
which nothing else here needs: install it where this script is run. The same font file gives the same bytes every time.
"""

import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
TARGETS = {
    "latin": "NotoSans-Subset.ttf",
    "chinese": "NotoSansSC-Subset.ttf",
    "japanese": "NotoSansJP-Subset.ttf",
    "korean": "NotoSansKR-Subset.ttf",
}
INDIAN = (range(0x0900, 0x0980), range(0x1CD0, 0x1D00), range(0xA830, 0xA840), range(0xA8E0, 0xA900))
SIGNS = range(0x2100, 0x2800)
FIRST_CJK = 0x2E80
# Punctuation between ideographs, as wide as they are.
ALWAYS = frozenset({0x20, *range(0x3000, 0x3040), *range(0xFF01, 0xFFEF)})
# In many a given name of today, yet not among the 6,763 of GB 2312.
GIVEN_NAMES = (
    "玥喆堃祎珺瑄婳璟镕煊翀赟頔颢晞琤旸昉昕昳晗晔暄曈栩桢梣楒橦櫆歆汭沄沅沚洢洺浠涴淏淯湉湲溁滢滪漪潆澍澔澪濛瀅烜烨焓焜焱"
    "煜煦熠燊燚犇玘玙玟玹珈珂珏珩珮珲珵珽琇琎琚琨琬琭琯琰琲琸琼瑀瑗瑜瑧瑨瑭瑱瑷瑾璇璈璐璘璞璠璥璨璩璪瓅甯畑皓皞皦睿祉祐祺禔"
    "禛禧秾筠筱箬箐芃芊芮芸苒苡茏茜茵荃荇荏莜莞莳菁菀萱葳蒽蓁蓉蓓蔓蔚蕊薇蘅虓蜜裔襄觐訢訸詠誉谖谞谧豫贇轩辰逸遥邈郁鄢采钰钲钺钿铖铭"
    "铮锘锜锴锶镓镧镱闫阗陞隽霏霖靓靖韫韬韡頫顗飏馥馨騄骁骐骞鸢鸾鹂麒麟黛龑龘𬀩𬍛𬭎𬭚𬬩"
)


def main(arguments: list[str]) -> int:
    """Write one subset and say what it holds."""
    if len(arguments) not in {2, 3} or arguments[0] not in TARGETS:
        print(__doc__, file=sys.stderr)
        return 2
    standard, source = arguments[0], Path(arguments[1])
    target = Path(arguments[2]) if len(arguments) > 2 else FONTS / TARGETS[standard]
    count = cut(source, target, wanted(standard))
    print(f"{target.name}: {count:,} characters, {target.stat().st_size / 1e6:.1f} MB")
    return 0


def wanted(standard: str) -> frozenset[int]:
    """Return the characters that are kept of a font."""
    if standard == "latin":
        # Every Latin, Greek and Cyrillic letter there is, and the marks that go over and under any.
        return frozenset(code for code in range(0x20, 0x110000) if not any(code in part for part in INDIAN))
    if standard == "korean":
        # Every syllable, not only the 2,350 of KS X 1001: names use others. Ideographs come from the Chinese face.
        codes = {*range(0x3130, 0x3190), *range(0xAC00, 0xD7A4)}
    elif standard == "japanese":
        codes = decoded("cp932", (*range(0x81, 0xA0), *range(0xE0, 0xFD)), range(0x40, 0xFD))
    else:
        codes = decoded("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF))
        codes |= decoded("big5", range(0xA1, 0xC7), range(0x40, 0xFF))
        codes |= {ord(ch) for ch in GIVEN_NAMES}
    return frozenset(code for code in codes | ALWAYS if code in ALWAYS or is_cjk(code))


def is_cjk(code: int) -> bool:
    """Tell a character or sign that Western faces do not have; those for private use mean nothing."""
    return (code >= FIRST_CJK or code in SIGNS) and unicodedata.category(chr(code)) != "Co"


def decoded(codec: str, first: Iterable[int], second: Iterable[int]) -> set[int]:
    """Return all characters that two bytes stand for in an older encoding."""
    text = ""
    seconds = tuple(second)
    for lead in first:
        for trail in seconds:
            text += bytes((lead, trail)).decode(codec, errors="ignore")
    return {ord(ch) for ch in text}


def cut(source: Path, target: Path, codes: frozenset[int]) -> int:
    """Write the part of a font that these characters need; return how many of them it has."""
    try:
        from fontTools import subset
    except ImportError as missing:
        raise SystemExit("fonttools is needed: pip install fonttools") from missing
    options = subset.Options(
        hinting=False,
        notdef_outline=True,
        glyph_names=False,
        recalc_timestamp=False,
        layout_features=["ccmp", "mark", "mkmk"],  # marks in their places; nothing for lines that run down the page
    )
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "STAT", "prep", "gasp"]
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    subset.save_font(font, str(target), options)
    return len(font.getBestCmap())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
