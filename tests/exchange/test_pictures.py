"""Pictures from outside pass one gate, or are refused in words."""

import io
import random
import struct
import zlib

import pytest
from PIL import Image

from refdesk.errors import BadFile
from refdesk.exchange import pictures

RED, BLUE = (200, 10, 10), (10, 10, 200)


def drawn(kind: str, size: tuple[int, int] = (40, 20), *, mode: str = "RGB", **options: object) -> bytes:
    """Draw a picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    out = io.BytesIO()
    image.convert(mode).save(out, kind, **options)
    return out.getvalue()


def shown(picture: pictures.Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.content))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_made_anew(kind: str) -> None:
    picture = pictures.gated(drawn(kind))
    assert picture.mime == pictures.JPEG
    assert shown(picture).size == (40, 20)
    left = shown(picture).getpixel((5, 10))
    assert isinstance(left, tuple)
    assert left[0] > 150 > left[2]


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "LA"])
def test_a_picture_of_any_kind_of_colour_passes(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert shown(pictures.gated(drawn(kind, mode=mode))).mode == "RGB"


def test_a_large_picture_is_made_small() -> None:
    assert shown(pictures.gated(drawn("JPEG", (2000, 1000)))).size == (512, 256)


def test_a_picture_one_can_see_through_stays_so() -> None:
    image = Image.new("RGBA", (30, 30), (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (0, 0, 10, 10))
    out = io.BytesIO()
    image.save(out, "PNG")

    picture = pictures.gated(out.getvalue())

    assert picture.mime == pictures.PNG
    assert shown(picture).getpixel((20, 20))[3] == 0  # type: ignore[index]


def test_a_heavy_picture_one_can_see_through_is_put_on_white() -> None:
    chance = random.Random(5)
    image = Image.frombytes("RGBA", (512, 512), chance.randbytes(512 * 512 * 4))
    out = io.BytesIO()
    image.save(out, "PNG")
    picture = pictures.gated(out.getvalue())
    assert picture.mime == pictures.JPEG
    assert len(picture.content) < 600_000


def test_it_stands_upright_and_says_nothing_of_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[2] = (30.0, 0.0, 0.0)
    data = drawn("JPEG", exif=exif.tobytes(), comment=b"my house")
    assert b"A camera" in data

    picture = pictures.gated(data)

    assert shown(picture).size == (20, 40)
    top = shown(picture).getpixel((10, 5))
    assert isinstance(top, tuple)
    assert top[0] > 150 > top[2]
    assert not dict(shown(picture).getexif())
    assert b"A camera" not in picture.content
    assert b"my house" not in picture.content


def huge(width: int, height: int) -> bytes:
    """Return a PNG that says it is huge; its pixels are not there."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + drawn("PNG")[33:]
    )


@pytest.mark.parametrize("size", [(5001, 5000), (10_000, 10_000), (60_000, 60_000)])
def test_a_picture_beyond_measure_is_refused_by_its_header(size: tuple[int, int]) -> None:
    with pytest.raises(BadFile, match="25 megapixels"):
        pictures.gated(huge(*size))


@pytest.mark.parametrize(
    "content", [b"", b"no picture", drawn("GIF"), drawn("BMP"), b"%!PS-Adobe-3.0 EPSF-3.0\n", b"<svg></svg>"]
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(BadFile, match="JPEG, PNG or WebP"):
        pictures.gated(content)


def test_a_damaged_picture_is_refused_or_passes() -> None:
    chance = random.Random(7)
    for kind in ("PNG", "JPEG", "WEBP"):
        original = drawn(kind)
        for _time in range(60):
            data = bytearray(original)
            for _damage in range(chance.randint(1, 6)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            try:
                picture = pictures.gated(bytes(data[: chance.randint(10, len(data))]))
            except BadFile:
                continue
            assert shown(picture).size[0] <= pictures.LONGEST_SIDE
