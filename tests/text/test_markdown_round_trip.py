"""Markdown that Drafter writes is read back as the same report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from drafter.compose import compose
from drafter.document.model import Role, Text
from drafter.recognise import recognise
from drafter.report.ids import seeded_ids
from drafter.report.model import Content, Report
from drafter.report.richtext import clean, plain, rich
from drafter.services.account import account
from drafter.services.exporting import export
from drafter.services.frameworks import by_key
from drafter.services.importing import import_source
from drafter.services.steps import finish
from drafter.store.decode import Decoder
from drafter.store.encode import content as encoded
from drafter.store.encode import encode
from drafter.store.reports import Opened
from drafter.strict import Reader, read_json
from drafter.text.count import count_markdown_words
from drafter.text.inline import inline
from drafter.text.read_markdown import read_markdown
from drafter.text.write_markdown import write_markdown
from tests.examples import FRAMEWORK, framework, halton
from tests.filled import area_send, ilacs
from tests.strategies import contents


def _without_ids(value: Any) -> Any:
    """Encoded content without the ids, which Markdown does not carry."""
    if isinstance(value, dict):
        return {
            key.partition(".")[0]: "" if key in ("id", "footnote") else _without_ids(one)
            for key, one in value.items()
        }
    return [_without_ids(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("final", [False, True])
def test_the_worked_example_comes_back_from_markdown(tmp_path: Path, final: bool) -> None:
    report = halton().recognition.report
    target = tmp_path / "halton.md"
    finish(export(Opened(report, framework()), target, final=final))

    found = finish(import_source(target, FRAMEWORK, seeded_ids(3)))

    assert found.account.balanced
    assert found.account.tray == 0
    assert _without_ids(encoded(found.recognition.report.content)) == _without_ids(encoded(report.content))


@pytest.mark.parametrize("report", [ilacs(), area_send()], ids=lambda report: report.framework)
def test_a_filled_report_of_each_other_framework_comes_back_from_markdown(
    tmp_path: Path, report: Report
) -> None:
    target = tmp_path / "report.md"
    finish(export(Opened(report, by_key(report.framework)), target, final=True))

    # the framework is found by the headings
    found = finish(import_source(target, None, seeded_ids(3)))

    assert found.framework.key == report.framework
    assert found.account.balanced
    assert found.account.tray == 0
    assert _without_ids(encoded(found.recognition.report.content)) == _without_ids(encoded(report.content))


@settings(suppress_health_check=list(HealthCheck))
@given(contents(framework(), tame=True))
def test_no_word_is_lost_between_markdown_written_and_read(content: Content) -> None:
    source = write_markdown(compose(content, framework(), draft=True))

    found = recognise(read_markdown(source), framework(), ids=seeded_ids(1), source="x.md")

    counted = account(found, framework(), count_markdown_words(source))
    assert counted.balanced, (counted, source)
    root: Any = read_json(encode(found.report, framework()).decode())
    del root["framework"], root["format"]
    assert Decoder(framework()).report(Reader(root)) == found.report


PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)


@example("[](~)")
@given(st.one_of(PRINTABLE, st.text("*_`[]()<>&|\\#-+.1 ~!^:\"'a", min_size=1, max_size=30)))
def test_any_text_of_a_paragraph_is_read_back(words: str) -> None:
    text = rich(" ".join(clean(words).split()))
    if not text:
        return
    document = compose(Content(), framework(), draft=False)
    document = replace(document, blocks=(Text(role=Role.NUMBERED, text=text, number=5),))

    (block,) = read_markdown(write_markdown(document)).blocks

    assert isinstance(block, Text)
    assert (block.number, plain(block.text)) == (5, plain(text))


def test_two_backslashes_stay_two() -> None:
    assert inline(r"fileName=\\APA\\apa\_2007\_876.pdf") == [rich(r"fileName=\\APA\\apa_2007_876.pdf")]
