"""Misspelt words underlined while one types, and put right from the menu."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

import pytest
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from drafter.desktop.editor.spelling import Spelling, correct
from drafter.errors import DrafterError
from drafter.report.richtext import Mark, Run, rich
from drafter.services.spelling import Speller
from tests.desktop.editor.box import Box, MakeBox, numbered


class OneWord:
    """A speller to which only `wrng` is wrong, until somebody adds it."""

    problem = ""

    def __init__(self) -> None:
        self.known: set[str] = set()

    def misspelt(self, text: str) -> list[tuple[int, int]]:
        return [found.span() for found in re.finditer("wrng", text) if found[0] not in self.known]

    def suggestions(self, word: str) -> list[str]:
        return ["wrong", "wring"]

    def know(self, words: Iterable[str]) -> None:
        self.known = set(words)

    def add(self, word: str) -> None:
        if self.known:
            raise DrafterError("the dictionary cannot be written")
        self.known.add(word)


@pytest.fixture
def spelling(qapp: object) -> Spelling:
    made = Spelling(lambda: QColor("red"))
    made.speller = cast(Speller, OneWord())
    return made


def underlined(made: Box) -> list[str]:
    """The words that are underlined."""
    found = []
    block = made.edit.document().firstBlock()
    while block.isValid():
        data = block.text().encode("utf-16-le")
        found += [
            data[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le")
            for one in block.layout().formats()
        ]
        block = block.next()
    return found


def test_words_are_underlined_wherever_they_stand(box: MakeBox, spelling: Spelling, qtbot: QtBot) -> None:
    made = box(
        numbered("aaaaaaaa", "😀 wrng"), numbered("bbbbbbbb", "right"), numbered("cccccccc", "wrng too")
    )
    spelling.attach(made.edit)
    spelling.attach(made.edit)
    made.at(1, 0)
    qtbot.waitUntil(lambda: underlined(made) == ["wrng", "wrng"])
    assert made.wishes == []
    spelling.switch(on=False)
    qtbot.waitUntil(lambda: underlined(made) == [])
    spelling.switch(on=True)
    qtbot.waitUntil(lambda: underlined(made) == ["wrng", "wrng"])
    spelling.know(["wrng"])
    qtbot.waitUntil(lambda: underlined(made) == [])


def test_the_word_that_is_being_typed_is_left_in_peace(
    box: MakeBox, spelling: Spelling, qtbot: QtBot
) -> None:
    made = box()
    spelling.attach(made.edit)
    qtbot.wait(40)
    made.type("a wrng")
    assert underlined(made) == []
    made.type(" ")
    assert underlined(made) == ["wrng"]


def test_a_word_is_put_right_with_its_marks_in_one_step(box: MakeBox, spelling: Spelling) -> None:
    made = box(numbered("aaaaaaaa", "😀 a ", Run("wrng", Mark.BOLD), " word"))
    cursor = QTextCursor(made.edit.document())
    cursor.setPosition(6)
    found = spelling.word_at(cursor)
    assert found is not None
    assert found[1] == "wrng"
    correct(made.edit, found[0], "wrong")
    assert made.paragraphs[0].text == rich("😀 a ", Run("wrong", Mark.BOLD), " word")
    assert made.verbs == ["correcting a word"]
    assert spelling.word_at(cursor) is None


def test_the_menu_offers_what_may_have_been_meant(box: MakeBox, spelling: Spelling, qtbot: QtBot) -> None:
    made = box(numbered("aaaaaaaa", "wrng"))
    spelling.attach(made.edit)
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Cut")
    words: list[str] = []
    spelling.word_added.connect(words.append)
    spelling.fill(menu, made.edit, made.edit.cursorRect(made.at(0, 2).edit.textCursor()).center())
    qtbot.waitUntil(lambda: "wrong" in [action.text() for action in menu.actions()])
    texts = [action.text() for action in menu.actions()]
    assert texts[:2] == ["wrong", "wring"]
    next(action for action in menu.actions() if "report" in action.text()).trigger()
    assert words == ["wrng"]
    menu.actions()[0].trigger()
    assert made.texts == ["wrong"]


def test_a_dictionary_that_cannot_be_written_is_told(spelling: Spelling) -> None:
    told: list[str] = []
    spelling.told.connect(told.append)
    spelling.add("one")
    spelling.add("two")
    assert len(told) == 1
