"""The worked example as Word files, and files taken apart and put together again for the tests."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from lxml import etree

from drafter.compose import compose
from drafter.report.facts import Fact
from drafter.report.ids import seeded_ids
from drafter.report.model import Content, Report
from drafter.resources import shipped
from drafter.services import frameworks
from drafter.services.exporting import export
from drafter.services.importing import import_source
from drafter.services.starting import new_report
from drafter.services.steps import finish
from drafter.store.encode import encode_data
from drafter.store.reports import Opened
from drafter.word.write import write

Element = etree._Element
Parts = Mapping[str, bytes]

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{MAIN}}}"
R = f"{{{OFFICE}}}"
DOCUMENT = "word/document.xml"
STORIES = (DOCUMENT, "word/footnotes.xml")
JOINT_AREA_REVIEW = "joint-area-review-2007"
SEED = shipped("resources", "examples", "halton-2008-joint-area-review.md")


# --- the worked example ----------------------------------------------------------------------------------


@cache
def worked_example() -> Opened:
    """The worked example, recognised from its Markdown, with the same ids each time."""
    imported = finish(import_source(SEED, JOINT_AREA_REVIEW, seeded_ids("halton-2008")))
    return Opened(imported.recognition.report, imported.framework)


def exported(opened: Opened, *, final: bool) -> bytes:
    """The Word file that the user gets."""
    with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
        target = Path(folder) / "report.docx"
        finish(export(opened, target, final=final))
        return target.read_bytes()


@cache
def example(*, final: bool) -> bytes:
    """The worked example as a Word file."""
    return exported(worked_example(), final=final)


def example_parts(*, final: bool) -> dict[str, bytes]:
    """The parts of the worked example's Word file."""
    return unpacked(example(final=final))


def empty_blank() -> Opened:
    """A report with nothing in it, against the smallest framework."""
    framework = frameworks.by_key("blank")
    facts: dict[str, Fact] = {}
    return Opened(new_report(framework, facts, seeded_ids("empty")), framework)


def written(content: Content, key: str = JOINT_AREA_REVIEW, *, final: bool = True) -> bytes:
    """The Word file of any content, without a detour over the disk."""
    framework = frameworks.by_key(key)
    document = compose(content, framework, draft=not final)
    report = Report(framework=framework.key, version=framework.version, content=content)
    return write(document, framework.house_style, data=None if final else encode_data(report))


# --- parts -----------------------------------------------------------------------------------------------


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}


def packed(parts: Parts) -> bytes:
    """The Word file that has these parts."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return whole.getvalue()


def planted(parts: Parts, name: str, old: str, new: str) -> dict[str, bytes]:
    """A copy of `parts` in which the first `old` in the part `name` is `new`."""
    text = parts[name].decode()
    assert old in text, f"{name} does not hold what the fault is planted in: {old}"
    return {**parts, name: text.replace(old, new, 1).encode()}


def tree(parts: Parts, name: str) -> Element:
    """The root of a part; entities and outside files are refused."""
    return etree.fromstring(parts[name], etree.XMLParser(resolve_entities=False, no_network=True))


def xml_names(parts: Parts) -> list[str]:
    """The names of the parts that are XML."""
    return [name for name in parts if name.endswith((".xml", ".rels"))]


# --- elements --------------------------------------------------------------------------------------------


def val(element: Element | None, name: str = "val") -> str:
    """The attribute `w:<name>`, or nothing."""
    return "" if element is None else str(element.get(f"{W}{name}", ""))


def elements(root: Element, *names: str) -> Iterator[Element]:
    """The elements of the main namespace that have one of these names, in order."""
    return root.iter(*(f"{W}{name}" for name in names))


def style_names(parts: Parts) -> dict[str, str]:
    """The names of the styles, in lower case, by their ids."""
    return {
        val(style, "styleId"): val(style.find(f"{W}name")).lower()
        for style in elements(tree(parts, "word/styles.xml"), "style")
    }


def style_of(paragraph: Element, names: Mapping[str, str]) -> str:
    """The name of a paragraph's style, in lower case."""
    return names.get(val(paragraph.find(f"{W}pPr/{W}pStyle")), "normal")
