"""The parts of a Word file as text that one can read and compare line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from tests.word.helpers import Parts, W, elements, tree, xml_names

_LONG = 100


def golden_texts(parts: Parts) -> Mapping[str, str]:
    """Each part, by the path of its golden file: pretty-printed, without the ids of editing sessions."""
    assert set(xml_names(parts)) == set(parts), "a part that is no XML has no golden form yet"
    return {name if name.endswith(".xml") else f"{name}.xml": _pretty(parts, name) for name in parts}


def _pretty(parts: Parts, name: str) -> str:
    root = tree(parts, name)
    for element in root.iter():
        for attribute in [key for key in element.attrib if "rsid" in str(key)]:
            del element.attrib[attribute]
    for text in elements(root, "t"):
        if text.text and len(text.text) > _LONG:
            text.text = re.sub(r"(?<=[.?!]) (?=\S)", "\n", text.text)  # a sentence a line
    for deleted in list(root.iter(f"{W}rsids")):
        root.remove(deleted)
    etree.indent(root, space=" ")
    return etree.tostring(root, encoding="unicode") + "\n"


def stored(folder: Path) -> dict[str, str]:
    """The golden files of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def accept(folder: Path, texts: Mapping[str, str]) -> None:
    """Make the golden files be `texts`, and no other."""
    for name in stored(folder).keys() - texts.keys():
        (folder / name).unlink()
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


def cut(lines: Iterator[str], most: int) -> str:
    """The first `most` lines, and how many more there are."""
    whole = [line.rstrip("\n") for line in lines]
    more = [f"... and {len(whole) - most} more lines"] if len(whole) > most else []
    return "\n".join([*whole[:most], *more])
