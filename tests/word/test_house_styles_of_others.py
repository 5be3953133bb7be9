"""A house style that somebody saved in Word, with what Word puts in: the report is still whole and safe."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from drafter.compose import compose
from drafter.errors import DrafterError
from drafter.word.write import write
from tests.word.helpers import MAIN, OFFICE, packed, planted, unpacked, worked_example
from tests.word.validity import every_problem

PERSON = "Jane Secret"
BY = f'w:id="1" w:author="{PERSON}" w:date="2024-01-01T00:00:00Z"'
RELATIONSHIPS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
HEADER = "word/header1.xml"
Parts = dict[str, bytes]


def rels(kind: str, target: str, more: str = "") -> bytes:
    entry = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"{more}/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{entry}</Relationships>'.encode()


def report_in(change: Callable[[Parts], Parts]) -> Parts:
    """The worked example's final parts, in a house style with `change`."""
    opened = worked_example()
    house = change(unpacked(opened.framework.house_style))
    document = compose(opened.report.content, opened.framework, draft=False)
    return unpacked(write(document, packed(house)))


def with_a_crest(house: Parts) -> Parts:
    blip = f'<a:blip xmlns:a="urn:a" xmlns:r="{OFFICE}" r:embed="rId1"/>'
    house = planted(house, HEADER, "<w:p>", f"<w:p><w:r><w:drawing>{blip}</w:drawing></w:r></w:p><w:p>")
    png = '<Default Extension="png" ContentType="image/png"/><Override'
    house = planted(house, TYPES, "<Override", png)
    house["word/_rels/header1.xml.rels"] = rels("image", "media/image1.png")
    house["word/media/image1.png"] = b"\x89PNG\r\n\x1a\n"
    return house


def with_a_comment(house: Parts) -> Parts:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    override = f'<Override PartName="/word/comments.xml" ContentType="{kind}"/><Override'
    house = planted(house, TYPES, "<Override", override)
    entry = f'<Relationship Id="rId77" Type="{OFFICE}/comments" Target="comments.xml"/><Relationship '
    house = planted(house, RELATIONSHIPS, "<Relationship ", entry)
    house["word/comments.xml"] = f'<w:comments xmlns:w="{MAIN}"><w:comment {BY}/></w:comments>'.encode()
    return house


def with_a_tracked_change(house: Parts) -> Parts:
    return planted(house, HEADER, "<w:r>", f"<w:ins {BY}><w:r><w:t>new</w:t></w:r></w:ins><w:r>")


def with_an_attached_template(house: Parts) -> Parts:
    zoom = '<w:zoom w:percent="100"/>'
    attached = f'{zoom}<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId1"/>'
    house = planted(house, "word/settings.xml", zoom, attached)
    template = "file:///C:/Users/jane/Normal.dotm"
    house["word/_rels/settings.xml.rels"] = rels("attachedTemplate", template, ' TargetMode="External"')
    return house


def saved_on_a_mac(house: Parts) -> Parts:
    end = "</w:numbering>"
    return planted(house, "word/numbering.xml", end, f'<w:numIdMacAtCleanup w:val="1"/>{end}')


def with_absolute_targets(house: Parts) -> Parts:
    return planted(house, RELATIONSHIPS, 'Target="styles.xml"', 'Target="/word/styles.xml"')


def without_footnotes(house: Parts) -> Parts:
    house.pop("word/footnotes.xml", None)
    for part in (RELATIONSHIPS, TYPES):
        house[part] = re.sub(rb"<(Relationship|Override) [^>]*footnotes[^>]*/>", b"", house[part])
    return house


def with_the_title_as_word_writes_it(house: Parts) -> Parts:
    simple = re.search(r'<w:fldSimple w:instr=" TITLE ">.*?</w:fldSimple>', house[HEADER].decode())
    assert simple is not None
    kinds = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    begin, separate, end = kinds
    instruction = "<w:r><w:instrText> TITLE </w:instrText></w:r>"
    shown = "<w:r><w:t>Old title</w:t></w:r>"
    return planted(house, HEADER, simple[0], begin + instruction + separate + shown + end)


CHANGES = (
    with_a_crest,
    with_a_comment,
    with_an_attached_template,
    saved_on_a_mac,
    with_absolute_targets,
    without_footnotes,
    with_the_title_as_word_writes_it,
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_the_report_is_valid(change: Callable[[Parts], Parts]) -> None:
    crest = ("everything_is_in", "the_language")  # drawings have namespaces of their own
    assert [p for p in every_problem(report_in(change)) if not p.startswith(crest)] == []


def test_nobody_who_commented_on_the_house_style_is_named() -> None:
    parts = report_in(with_a_comment)

    assert [name for name, data in parts.items() if PERSON.encode() in data] == []


def test_a_house_style_with_tracked_changes_is_refused() -> None:
    with pytest.raises(DrafterError, match="tracked changes") as caught:
        report_in(with_a_tracked_change)

    assert caught.value.hint.startswith("Accept the changes")


def test_a_header_with_a_picture_that_lies_elsewhere_is_refused() -> None:
    def with_a_linked_crest(house: Parts) -> Parts:
        house = with_a_crest(house)
        target = "http://a.example/crest.png"
        house["word/_rels/header1.xml.rels"] = rels("image", target, ' TargetMode="External"')
        return house

    with pytest.raises(DrafterError, match="leads to 'http:"):
        report_in(with_a_linked_crest)


def test_the_running_header_says_the_title_of_this_report() -> None:
    header = report_in(with_the_title_as_word_writes_it)[HEADER].decode()

    assert "Joint area review: Halton" in header
    assert "Old title" not in header
