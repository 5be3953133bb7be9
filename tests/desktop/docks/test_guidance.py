from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from drafter.desktop.docks.guidance import NOTHING, GuidanceDock
from drafter.desktop.session.view import View
from drafter.desktop.tools import Tools
from drafter.report.edits import set_grade
from drafter.services.frameworks import available
from drafter.services.starting import new_report


@pytest.fixture
def dock(tools: Tools, view: View, qtbot: QtBot) -> GuidanceDock:
    one = GuidanceDock(tools)
    qtbot.addWidget(one)
    one.resize(320, 400)
    one.show()
    qtbot.waitExposed(one)
    one.show_view(view)
    return one


def words(dock: GuidanceDock) -> str:
    return dock.prose.toPlainText()


def with_guidance(view: View, text: str) -> View:
    framework = replace(view.framework, guidance={**view.framework.guidance, "safeguarding": text})
    return View(view.report, framework, view.document)


def test_the_guidance_of_the_section_stands_there_without_its_title(dock: GuidanceDock) -> None:
    dock.show_place("safeguarding")
    assert dock.title.text() == "Safeguarding"
    assert words(dock).startswith("Judge how well local services")
    assert "**" not in words(dock)


def test_the_grades_stand_in_the_order_of_the_strip_with_what_they_mean(
    dock: GuidanceDock, view: View
) -> None:
    dock.show_place("safeguarding")
    lines = words(dock).splitlines()
    scale = view.framework.scale_of("safeguarding")
    assert scale is not None
    about = lines[lines.index("What the grades mean") + 1 :]
    assert about[0::2] == ["Inadequate", "Adequate", "Good", "✓ Outstanding"]
    assert about[1::2] == [grade.descriptor for grade in scale.grades]


def test_another_grade_moves_the_tick(dock: GuidanceDock, view: View) -> None:
    dock.show_place("safeguarding")
    dock.show_view(View.of(set_grade(view.report, "safeguarding", "good"), view.framework))
    assert "✓ Good" in words(dock)
    assert "✓ Outstanding" not in words(dock)


def test_lists_stay_lists(dock: GuidanceDock) -> None:
    dock.show_place("safeguarding")
    block, bullets = dock.prose.document().begin(), 0
    while block.isValid():
        bullets += block.blockFormat().objectIndex() >= 0
        block = block.next()
    assert bullets == 5


def test_typing_disturbs_nobody_who_reads(dock: GuidanceDock, view: View) -> None:
    dock.show_place("safeguarding")
    dock.prose.selectAll()
    dock.show_view(View.of(set_grade(view.report, "looked-after", "good"), view.framework))
    assert dock.prose.textCursor().hasSelection()


def test_a_section_without_guidance_says_so(dock: GuidanceDock, view: View) -> None:
    empty = View(view.report, replace(view.framework, guidance={}), view.document)
    dock.show_view(empty)
    dock.show_place("context")
    assert words(dock) == NOTHING


def test_a_stranger_s_framework_reaches_nothing(dock: GuidanceDock, view: View, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    dock.show_view(
        with_guidance(view, f"# T\n\n<b onclick='x'>bold</b> [here](file://{secret}) ![a](file://{secret})")
    )
    dock.show_place("safeguarding")
    dock.grab()
    assert not dock.prose.openLinks()
    kind = int(QTextDocument.ResourceType.ImageResource.value)
    assert dock.prose.loadResource(kind, QUrl.fromLocalFile(str(secret))) is None
    assert "<b onclick" in words(dock)


def test_it_can_be_selected_and_not_changed(dock: GuidanceDock) -> None:
    dock.show_place("safeguarding")
    assert dock.prose.isReadOnly()
    dock.prose.selectAll()
    assert "Judge how well" in dock.prose.textCursor().selectedText()


def test_every_section_of_every_framework_can_be_shown(tools: Tools, view: View, qtbot: QtBot) -> None:
    dock = GuidanceDock(tools)
    qtbot.addWidget(dock)
    for framework in available()[0]:
        report = new_report(framework, {}, tools.ids)
        dock.show_view(View.of(report, framework))
        for spec in framework.sections:
            dock.show_place(spec.key)
            assert words(dock)
            dock.grab()


def test_a_new_theme_keeps_the_words(dock: GuidanceDock, tools: Tools) -> None:
    dock.show_place("safeguarding")
    before = words(dock)
    tools.theme.choose("dark")
    tools.theme.set_scale(1.5)
    assert words(dock) == before
    tools.theme.choose("light")
    tools.theme.set_scale(1.0)
