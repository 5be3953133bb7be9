"""Make the program's icons from `resources/icons/drafter.svg`: PNGs, an .ico and an .icns.

`dev.py package` runs it as `python tools/make_program_icons.py FOLDER` before it builds.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parents[1] / "resources" / "icons" / "drafter.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512, 1024)
OF_WINDOWS = (16, 24, 32, 48, 64, 128, 256)
OF_MACOS = (16, 32, 64, 128, 256, 512, 1024)


def make(folder: Path) -> None:
    """Write `drafter-SIZE.png`, `drafter.ico` and `drafter.icns` into `folder`, each size drawn anew."""
    folder.mkdir(parents=True, exist_ok=True)
    renderer = QSvgRenderer(str(DRAWING))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        if not image.save(str(_png(folder, size))):
            raise OSError(f"{_png(folder, size)} could not be written")
    _bundle(folder / "drafter.ico", [_png(folder, size) for size in OF_WINDOWS])
    _bundle(folder / "drafter.icns", [_png(folder, size) for size in OF_MACOS])


def _bundle(target: Path, files: list[Path]) -> None:
    *rest, largest = [Image.open(file) for file in files]
    if target.suffix == ".ico":
        largest.save(target, sizes=[(one.width, one.height) for one in (*rest, largest)], append_images=rest)
    else:
        largest.save(target, append_images=rest)


def _png(folder: Path, size: int) -> Path:
    return folder / f"drafter-{size}.png"


if __name__ == "__main__":
    make(Path(sys.argv[1]))
