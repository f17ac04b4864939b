"""The gate for pictures from outside: what passes is small, made anew, and says nothing of where it was taken."""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refdesk.errors import BadFile
from refdesk.i18n import _

if TYPE_CHECKING:
    from PIL import Image

LARGEST_FILE = 40 << 20
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 512
LARGEST_PNG = 400 << 10
"""Above it, a picture that one can see through is put on white: a photo larger than that helps nobody."""
FLAT_IN_GRAY = 16.0
"""How much the grays of a picture must differ (of 255) to be told apart once they are printed."""
JPEG, PNG = "image/jpeg", "image/png"
QUALITY = 88
_ORIENTATION = 0x0112
_FORMATS = ("PNG", "JPEG", "WEBP")
_DAMAGED = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError,
    struct.error, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be kept and shown: a JPEG, or a PNG that one can see through."""

    content: bytes
    mime: str


def gated(content: bytes, *, longest_side: int = LONGEST_SIDE) -> Picture:
    """Return the picture made anew, at most `longest_side` pixels long; raises BadFile for no PNG, JPEG or WebP."""
    from PIL import Image, UnidentifiedImageError  # 30 ms, and few imports bring photos

    if len(content) > LARGEST_FILE:
        raise _too_large()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(content), formats=_FORMATS)
        if opened.width * opened.height > MOST_PIXELS:
            raise _too_large()
        return _made_anew(opened, longest_side)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_large() from error
    except UnidentifiedImageError as error:
        raise BadFile(_("This is no picture that RefDesk can show. Choose a JPEG, PNG or WebP file.")) from error
    except _DAMAGED as error:
        sentence = _("This picture is damaged. Open it in another program, save it once more, and try again.")
        raise BadFile(sentence) from error


def _made_anew(opened: "Image.Image", longest: int) -> Picture:
    from PIL import ImageOps

    opened.draft("RGB", (2 * longest, 2 * longest))
    upright = opened.getexif().get(_ORIENTATION, 1)
    image = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
    image.thumbnail((longest, longest))
    image.getexif()[_ORIENTATION] = upright
    ImageOps.exif_transpose(image, in_place=True)
    if image.mode == "RGBA" and image.getchannel("A").getextrema() != (255, 255):
        clear = _written(image, "RGBA", PNG)
        if len(clear.content) <= LARGEST_PNG:
            return clear
    return _written(image, "RGB", JPEG)


def _written(image: "Image.Image", mode: str, mime: str) -> Picture:
    from PIL import Image

    # Pasted onto a new one, nothing comes along but the colours: no place, camera, remark or profile.
    fresh = Image.new(mode, image.size, (255, 255, 255, 0)[: len(mode)])
    fresh.paste(image, mask=image.getchannel("A") if (image.mode, mode) == ("RGBA", "RGB") else None)
    out = io.BytesIO()
    if mime == PNG:
        fresh.save(out, "PNG", optimize=True)
    else:
        fresh.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(out.getvalue(), mime)


def looks_flat_in_gray(content: bytes) -> bool:
    """Say whether a picture that came through the gate loses itself on a printer without color."""
    from PIL import Image, ImageStat

    with Image.open(io.BytesIO(content)) as opened:
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        seen = opened.convert("RGBA")
        on_white = Image.new("RGB", seen.size, (255, 255, 255))
        on_white.paste(seen, mask=seen.getchannel("A"))
    gray = ImageStat.Stat(on_white.convert("L")).stddev[0]
    return gray < FLAT_IN_GRAY < max(ImageStat.Stat(on_white).stddev)


def _too_large() -> BadFile:
    return BadFile(_("This picture is larger than 25 megapixels. Make it smaller in another program, and try again."))
