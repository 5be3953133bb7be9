"""A key in a long narrative costs nothing that one notices."""

from __future__ import annotations

import statistics
import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from drafter.desktop.editor.context import Context
from drafter.desktop.editor.paragraphs_edit import ParagraphsEdit
from drafter.desktop.forms.binding import list_binding
from drafter.desktop.session.edits import Edit
from drafter.desktop.session.session import Session
from drafter.report.ids import seeded_ids
from drafter.report.lists import with_paragraphs
from drafter.report.model import Paragraph
from drafter.report.richtext import plain, rich
from tests.desktop.editor.box import LOOK, NARRATIVE
from tests.desktop.small import AREA, narrative_of

WORDS = "A paragraph is as long as this one, and some of them are rather longer. " * 5
MOST = 0.012
"""Seconds for half of all keys. One takes 1.5 ms, most of it in Qt; a busy machine takes longer."""


def test_a_key_among_a_thousand_paragraphs_is_quick(session: Session, qtbot: QtBot) -> None:
    ids = seeded_ids("long")
    words = rich(WORDS)
    long = tuple(Paragraph(id=ids(), text=words) for _ in range(1000))
    where = narrative_of(AREA)
    session.make(
        Edit(change=lambda report: with_paragraphs(report, where, long), verb="pasting", key=where.key())
    )
    editor = ParagraphsEdit(lambda: LOOK, NARRATIVE, ids)
    qtbot.addWidget(editor)
    binding = list_binding(editor, where)
    editor.wished.connect(lambda wish: session.make(binding.edit(wish)))
    session.changed.connect(lambda view: binding.show(view, Context.of(view)))
    binding.show(session.view, Context.of(session.view))
    editor.resize(700, 400)
    editor.put_cursor(500, 20)
    times = []
    for _ in range(60):
        begun = time.perf_counter()
        QTest.keyClick(editor, Qt.Key.Key_A)
        times.append(time.perf_counter() - begun)
    assert statistics.median(times) < MOST
    assert plain(editor.sync.paragraphs[500].text) == WORDS[:20] + "a" * 60 + WORDS[20:].strip()
    assert session.history.count() == 2
