"""Pictures of every form and dock, light and dark: `python3 dev.py screenshots -o FOLDER`.

Everything is shown as the program shows it, offscreen, with the worked example and with a new report.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_STATE = tempfile.TemporaryDirectory(prefix="drafter-pictures-")
for _name, _part in (
    ("DRAFTER_STATE", "state"),
    ("DRAFTER_CONFIG", "config"),
    ("DRAFTER_DICTIONARY", "words"),
):
    os.environ[_name] = str(Path(_STATE.name) / _part)

from PySide6.QtCore import QSize  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: E402

from drafter.desktop.app import Program, make_app  # noqa: E402
from drafter.desktop.forms.area import AreaForm  # noqa: E402
from drafter.desktop.look.theme import Theme  # noqa: E402
from drafter.desktop.session.session import Reporter  # noqa: E402
from drafter.desktop.tools import Tools  # noqa: E402
from drafter.desktop.window.report_window import ReportWindow  # noqa: E402
from drafter.report.ids import seeded_ids  # noqa: E402
from drafter.resources import shipped  # noqa: E402
from drafter.services.editing import Editing  # noqa: E402
from drafter.services.frameworks import by_key  # noqa: E402
from drafter.services.starting import new_report, read_facts  # noqa: E402
from drafter.store.settings import Settings  # noqa: E402

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
README = {"window": "safeguarding-light", "start-dark": "start-dark", "narrative-dark": "narrative-dark"}
USUAL, SMALL = QSize(1280, 800), QSize(1024, 640)
_PAGES = 20_000
"""Milliseconds that the pages may take to appear."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, what is done to the window before it is taken, its size, and how long to wait."""

    name: str
    do: Callable[[ReportWindow], object]
    size: QSize = USUAL
    wait: int = 300


def _dock(name: str) -> Callable[[ReportWindow], object]:
    return lambda window: window.docks.show(name)


def _place(place: str, *more: Callable[[ReportWindow], object]) -> Callable[[ReportWindow], object]:
    def do(window: ReportWindow) -> None:
        window.show_place(place)
        for one in more:
            one(window)

    return do


def _investigation(window: ReportWindow) -> None:
    window.show_place(next(one.place for one in window.overview.entries if one.level))


def _narrative(window: ReportWindow) -> None:
    """The narrative of an area, with the cursor in it, so that the pages follow."""
    window.show_place("safeguarding")
    form = window.stack.form
    assert isinstance(form, AreaForm)
    editor = form.narrative.editor
    editor.setFocus()
    editor.put_cursor(2, 40)
    QTest.qWait(100)
    form.ensureWidgetVisible(form.narrative, 0, 400)


def _find(window: ReportWindow) -> None:
    window.show_place("safeguarding")
    window.docks.begin_find(replacing=True)
    window.docks.find.words.setText("children")
    window.docks.find.search()
    window.docks.find.step(1)


EXAMPLE_SHOTS = (
    Shot("safeguarding", _place("safeguarding")),
    Shot("safeguarding-small", _place("safeguarding"), SMALL),
    Shot("narrative", _narrative, wait=3000),
    Shot("cover", _place("cover")),
    Shot("imprint", _place("imprint")),
    Shot("contents", _place("contents")),
    Shot("introduction", _place("introduction", _dock("guidance"))),
    Shot("main-findings", _place("main-findings", _dock("notes"))),
    Shot("grades", _place("grades")),
    Shot("recommendations", _place("recommendations", _dock("pages"))),
    Shot("joint-judgement", _place("service-management", _dock("guidance"))),
    Shot("investigations", _place("investigations")),
    Shot("investigation", _investigation),
    Shot("annex", _place("annex-a", _dock("pages"))),
    Shot("find", _find),
    Shot("export", lambda window: window.panels.show_export()),
    Shot("keys", lambda window: window.panels.show_keys()),
)
NEW_SHOTS = (
    Shot("new-cover", _place("cover")),
    Shot("new-area", _place("safeguarding", _dock("guidance"))),
    Shot("new-small", _place("looked-after", _dock("notes")), SMALL),
    Shot("new-recommendations", _place("recommendations")),
)


def _wait_for(condition: Callable[[], bool]) -> None:
    waited = 0
    while not condition() and waited < _PAGES:
        QTest.qWait(50)
        waited += 50


def _take(window: QMainWindow, file: Path, wait: int = 300) -> None:
    window.grab()  # what has not been painted asks for no page
    QTest.qWait(wait)  # pages are drawn beside the window's thread
    window.grab().save(str(file))
    print(file.name)


@contextmanager
def _report(program: Program, *, new: bool) -> Iterator[ReportWindow]:
    """A window with the worked example, a few passages of it carried over; or with a new report."""
    reporter = Reporter()
    if new:
        framework = by_key("joint-area-review-2007")
        report = new_report(framework, read_facts(framework, ["area=Halton"]), seeded_ids("pictures"))
        editing = Editing.started(report, framework, name="New report", listeners=reporter.listeners())
        window = program.opener.show(editing, reporter)
    else:
        copy = Path(_STATE.name) / "halton-2008.drafter"
        copy.write_bytes(shipped("resources", "examples", "halton-2008.drafter").read_bytes())
        opened = program.open(copy)
        assert opened is not None
        window = opened
    yield window
    window.filing.forget()
    window.close()
    QTest.qWait(10)


def _shoot(program: Program, folder: Path, theme: str, shots: tuple[Shot, ...], *, new: bool) -> None:
    with _report(program, new=new) as window:
        window.resize(USUAL)
        window.activateWindow()
        _wait_for(lambda: window.docks.pages.paged is not None)
        for shot in shots:
            window.resize(shot.size)
            window.docks.show("pages")
            window.windowHandle().requestActivate()
            QTest.qWait(50)
            shot.do(window)
            _take(window, folder / f"{shot.name}-{theme}.png", shot.wait)


def _start(program: Program, folder: Path, theme: str) -> None:
    window = program.show_start()
    for size in (USUAL, SMALL):
        window.resize(size)
        window.show_start()
        small = "-small" if size is SMALL else ""
        _take(window, folder / f"start{small}-{theme}.png")
        window.show_new()
        _take(window, folder / f"new-report{small}-{theme}.png")
    window.show_start()


def _into_readme(folder: Path) -> None:
    """Three of the pictures, small enough for a repository."""
    from PIL import Image

    for name, taken in README.items():
        with Image.open(folder / f"{taken}.png") as picture:
            small = picture.convert("RGB").quantize(255, dither=Image.Dither.NONE)
            small.save(PICTURES / f"{name}.png", optimize=True)


def main() -> int:
    """Take all pictures; the exit code."""
    parser = argparse.ArgumentParser(description="Take pictures of the window.")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the folder to put them in")
    parser.add_argument("--theme", action="append", choices=["light", "dark", "high-contrast"])
    parser.add_argument("--readme", action="store_true", help="put the README's three into docs/pictures")
    chosen = parser.parse_args()
    chosen.output.mkdir(parents=True, exist_ok=True)
    app: QApplication = make_app()
    theme = Theme()
    theme.apply(app)
    program = Program(app, Tools(theme=theme, ids=seeded_ids("window")), Settings())
    for name in chosen.theme or ["light", "dark", "high-contrast"]:
        theme.choose(name)
        shots = EXAMPLE_SHOTS if name != "high-contrast" else EXAMPLE_SHOTS[:3]
        program.show_start()
        _shoot(program, chosen.output, name, shots, new=False)
        _shoot(program, chosen.output, name, NEW_SHOTS if name != "high-contrast" else (), new=True)
        _start(program, chosen.output, name)
    if chosen.readme:
        _into_readme(chosen.output)
    _STATE.cleanup()
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # Qt's own end has nothing left to say, and takes its time
