"""Makes the program's icon files from its drawing, resources/app/refdesk.svg.

.venv/bin/python build_scripts/icons.py
"""

import io
import os
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "app"
DRAWING = FOLDER / "refdesk.svg"
WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
MAC_LARGEST = 1024
SHOWN = 256


def main() -> int:
    """Write the picture for Linux and the window, and the icons of Windows and macOS."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image

    def drawn(size: int) -> Image.Image:
        return Image.open(io.BytesIO(draw(size)))

    (FOLDER / "refdesk.png").write_bytes(draw(SHOWN))
    small_to_large = [drawn(size) for size in WINDOWS_SIZES]
    sizes = [(size, size) for size in WINDOWS_SIZES]
    small_to_large[-1].save(FOLDER / "refdesk.ico", sizes=sizes, append_images=small_to_large[:-1])
    drawn(MAC_LARGEST).save(FOLDER / "refdesk.icns", append_images=[drawn(size) for size in (32, 64, 128, 256, 512)])
    return 0


def draw(size: int) -> bytes:
    """Return the drawing as a PNG of `size` pixels; each size is drawn anew, so that small ones stay sharp."""
    from PySide6.QtCore import QBuffer, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # PySide's stubs ask for bytes, the library for text
    return bytes(buffer.data().data())


if __name__ == "__main__":
    sys.exit(main())
