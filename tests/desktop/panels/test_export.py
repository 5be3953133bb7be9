from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from drafter.checks.finding import Finding, Severity
from drafter.desktop.look.theme import NAMES, Theme
from drafter.desktop.panels.export import ExportPanel
from drafter.desktop.panels.export_run import Exported, ExportWish, Taken, run
from drafter.desktop.panels.points_list import PointsModel
from drafter.desktop.work import Works
from drafter.errors import DrafterError
from drafter.services.steps import Step, Steps, finish
from drafter.store.reports import Opened
from tests.desktop.panels.keys import click, focused, press, write
from tests.examples import framework, halton

Key = Qt.Key


def finding(number: int, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(
        rule="no-grade",
        severity=severity,
        section="safeguarding",
        key=f"safeguarding.field-{number}",
        message=f"Point {number} is open. Put it right.",
    )


POINTS = [finding(1), finding(2, Severity.WARNING), finding(3, Severity.NOTE)]


def opened() -> Opened:
    return Opened(halton().recognition.report, framework())


@pytest.fixture
def works(qapp: QObject) -> Iterator[Works]:
    made = Works()
    yield made
    assert made.close()


@pytest.fixture
def panel(qtbot: QtBot, the_theme: Theme, tmp_path: Path) -> ExportPanel:
    made = ExportPanel(the_theme)
    qtbot.addWidget(made)
    made.show_report(halton().recognition.report, framework(), tmp_path)
    made.show_points(POINTS, lambda _: "Safeguarding")
    made.resize(1024, 640)
    made.show()
    made.activateWindow()
    return made


def answer(panel: ExportPanel, works: Works) -> None:
    """Answer each wish as the window does."""

    def start(wish: ExportWish) -> None:
        work = works.make(run(opened(), wish))
        panel.watch(work)
        work.start()

    panel.wished.connect(start)


# --- what is offered -------------------------------------------------------------------------------------


def test_a_name_is_offered_from_the_reports_data(panel: ExportPanel, tmp_path: Path) -> None:
    assert panel.choice.target() == tmp_path / "Halton joint area review 2008 (draft).docx"
    panel.choice.choose(".pdf", is_final=True)
    assert panel.choice.target() == tmp_path / "Halton joint area review 2008.pdf"


def test_an_own_name_stays_when_the_format_changes(panel: ExportPanel, qtbot: QtBot, tmp_path: Path) -> None:
    panel.choice.name.clear()
    write(panel.choice.name, "For Ann: 2/3")
    panel.choice.choose(".html", is_final=True)
    panel.show_report(halton().recognition.report, framework(), Path("/elsewhere"))
    assert panel.choice.target() == tmp_path / "For Ann- 2-3.html"


def test_a_name_from_a_dialog_may_replace_what_is_there(panel: ExportPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.place_wished) as wished:
        press(panel.choice.place_button, Key.Key_Space)
    assert wished.args == [panel.choice.target()]
    panel.show_target(Path("/home/ann/Review.pdf"))
    assert panel.choice.format.ending == ".pdf"
    with qtbot.waitSignal(panel.wished) as asked:
        panel.begin()
    target = Path("/home/ann/Review.pdf")
    assert asked.args == [ExportWish(target=target, is_final=False, overwrite=True)]
    write(panel.choice.name, " 2")
    with qtbot.waitSignal(panel.wished) as asked:
        panel.begin()
    assert asked.args is not None
    assert not asked.args[0].overwrite


def test_formats_and_kinds_are_chosen_by_keys(panel: ExportPanel, qtbot: QtBot) -> None:
    panel.choice._formats.button(0).setFocus()
    press(focused(), Key.Key_Down)
    assert panel.choice.format.ending == ".pdf"
    panel.choice._kinds.button(0).setFocus()
    press(focused(), Key.Key_Down)
    assert panel.choice.is_final
    assert panel.export_button.text() == "Export the final report"


def test_a_file_without_a_name_is_asked_for_one(panel: ExportPanel, qtbot: QtBot) -> None:
    panel.choice.name.clear()
    with qtbot.assertNotEmitted(panel.wished):
        press(panel.export_button, Key.Key_Space)
    assert panel.choice.name.hasFocus()
    assert panel.choice._problem.text() == "The file needs a name."


# --- what is open ----------------------------------------------------------------------------------------


def test_the_points_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model = PointsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    with qtbot.waitSignal(model.modelReset):
        model.show_points(POINTS, lambda one: one.section)
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_points(list(POINTS), lambda one: one.section)
    model.show_points([], lambda one: one.section)
    del tester


def test_each_open_point_leads_to_its_place(panel: ExportPanel, qtbot: QtBot) -> None:
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.points.index(0))
    press(panel.list, Key.Key_Down)
    with qtbot.waitSignal(panel.went) as went:
        press(panel.list, Key.Key_Return)
    assert went.args == ["safeguarding.field-2"]
    where = panel.list.visualRect(panel.points.index(0)).center()
    with qtbot.waitSignal(panel.went) as went:
        click(panel.list.viewport(), where)
    assert went.args == ["safeguarding.field-1"]


def test_open_points_are_counted_and_heard(panel: ExportPanel) -> None:
    assert panel._count.text() == "1 error, 1 warning, 1 note"
    heard = panel.points.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Error in Safeguarding: Point 1 is open. Put it right."


def test_where_nothing_is_open_it_says_so(panel: ExportPanel) -> None:
    panel.show_points([], lambda _: "")
    assert panel._nothing.isVisible()
    assert not panel.list.isVisible()


def test_a_draft_is_exported_whatever_is_open(panel: ExportPanel, qtbot: QtBot) -> None:
    assert not panel.tick.isVisible()
    with qtbot.waitSignal(panel.wished):
        press(panel.export_button, Key.Key_Space)


def test_a_final_with_open_points_asks_for_a_tick(panel: ExportPanel, qtbot: QtBot) -> None:
    panel.choice.choose(".docx", is_final=True)
    assert panel.tick.text() == "Export although 3 points are open"
    with qtbot.assertNotEmitted(panel.wished):
        press(panel.export_button, Key.Key_Space)
    assert panel.tick.hasFocus()
    assert panel._reminder.isVisible()
    press(panel.tick, Key.Key_Space)
    with qtbot.waitSignal(panel.wished) as wished:
        press(panel.export_button, Key.Key_Space)
    assert wished.args is not None
    assert wished.args[0].is_final


def test_another_number_of_points_takes_the_tick_back(panel: ExportPanel) -> None:
    panel.choice.choose(".docx", is_final=True)
    panel.tick.setChecked(True)
    panel.show_points(POINTS[:1], lambda _: "Safeguarding")
    assert not panel.tick.isChecked()
    assert panel.tick.text() == "Export although 1 point is open"


def test_a_final_without_open_points_asks_nothing(panel: ExportPanel, qtbot: QtBot) -> None:
    panel.show_points([], lambda _: "")
    panel.choice.choose(".docx", is_final=True)
    with qtbot.waitSignal(panel.wished):
        panel.begin()


# --- how it goes -----------------------------------------------------------------------------------------


def test_a_report_is_exported_opened_and_shown(
    panel: ExportPanel, works: Works, qtbot: QtBot, tmp_path: Path
) -> None:
    answer(panel, works)
    panel.choice.choose(".md")
    with qtbot.waitSignal(panel.exported) as exported:
        press(panel.export_button, Key.Key_Space)
    target = tmp_path / "Halton joint area review 2008 (draft).md"
    assert exported.args == [Exported(target=target, is_final=False)]
    assert target.read_text("utf-8").startswith("<!-- Written by Drafter -->")
    assert not panel.is_running
    assert panel.outcome.buttons["open"].hasFocus()
    for key, signal in (("open", panel.opened), ("show", panel.shown)):
        with qtbot.waitSignal(signal) as wished:
            press(panel.outcome.buttons[key], Key.Key_Space)
        assert wished.args == [target]


def test_what_is_there_already_is_kept_or_replaced_as_the_user_says(
    panel: ExportPanel, works: Works, qtbot: QtBot, tmp_path: Path
) -> None:
    answer(panel, works)
    panel.choice.choose(".md")
    target = panel.choice.target()
    target.write_text("mine")
    panel.begin()
    qtbot.wait_until(panel.outcome.buttons["keep-both"].isVisible)
    assert target.read_text() == "mine"
    with qtbot.waitSignal(panel.exported) as exported:
        press(panel.outcome.buttons["keep-both"], Key.Key_Space)
    assert exported.args is not None
    assert exported.args[0].target.name == "Halton joint area review 2008 (draft) (2).md"
    assert target.read_text() == "mine"
    panel.begin()
    qtbot.wait_until(panel.outcome.buttons["replace"].isVisible)
    with qtbot.waitSignal(panel.exported):
        press(panel.outcome.buttons["replace"], Key.Key_Space)
    assert target.read_text("utf-8") != "mine"


def test_an_export_is_cancelled_between_its_steps(panel: ExportPanel, works: Works, qtbot: QtBot) -> None:
    may_go = threading.Event()

    def steps() -> Steps[Exported]:
        for number in range(100):
            yield Step("Laying out the pages", number / 100)
            assert may_go.wait(10)
        raise AssertionError

    work = works.make(steps())
    panel.watch(work)
    work.start()
    qtbot.wait_until(panel.outcome.bar.isVisible)
    assert not panel.export_button.isVisible()
    press(panel.outcome.buttons["cancel"], Key.Key_Space)
    assert panel.outcome._head.text() == "Stopping after this step …"
    with qtbot.waitSignal(work.ended):
        may_go.set()
    assert panel.outcome._head.text() == "The export was cancelled. No file was written."
    assert panel.export_button.isVisible()


def test_what_went_wrong_is_told_in_the_panel(
    panel: ExportPanel, works: Works, qtbot: QtBot, tmp_path: Path
) -> None:
    answer(panel, works)
    panel.choice.choose(".md")
    panel.show_target(tmp_path / "gone" / "Review.md")
    panel.begin()
    qtbot.wait_until(lambda: panel.outcome.isVisible() and not panel.is_running)
    assert panel.outcome.property("role") == "banner-error"
    assert panel.outcome._head.text().startswith("The file could not be written")
    assert "the folder is gone" in panel.outcome._about.text()


def test_remarks_of_the_export_are_told(panel: ExportPanel) -> None:
    panel._finish(Exported(target=Path("/a/b.docx"), is_final=True, remarks=("One.", "Two.")))
    assert panel.outcome._about.text() == "One.\nTwo."
    assert panel.export_button.property("role") == ""
    panel.choice.choose(".pdf")
    assert not panel.outcome.isVisible()
    assert panel.export_button.property("role") == "primary"


def test_running_refuses_nothing_and_writes_nothing_unasked(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    wish = ExportWish(target=target, is_final=True)
    assert finish(run(opened(), wish)) == Exported(target=target, is_final=True)
    assert finish(run(opened(), wish)) == Taken(wish=wish, free=tmp_path / "a (2).md")
    with pytest.raises(DrafterError):
        finish(run(opened(), ExportWish(target=tmp_path / "a.xyz", is_final=True)))


def test_escape_closes_the_panel(panel: ExportPanel, qtbot: QtBot) -> None:
    panel.begin_choosing()
    with qtbot.waitSignal(panel.closed):
        press(focused(), Key.Key_Escape)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [(1.0, 1024), (1.0, 420), (2.0, 800)])
def test_it_is_drawn_in_every_theme_and_size(
    panel: ExportPanel, the_theme: Theme, name: str, size: tuple[float, int], restored: None
) -> None:
    the_theme.choose(name)
    the_theme.set_scale(size[0])
    panel.resize(size[1], 640)
    panel.choice.choose(".pdf", is_final=True)
    panel.list.setFocus()
    picture = panel.grab().toImage()
    assert picture.pixelColor(4, 4).name() == the_theme.colours.panel
