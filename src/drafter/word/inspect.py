"""What is hidden in a Word file, whoever made it."""

from __future__ import annotations

from lxml import etree

from drafter.errors import DrafterError
from drafter.word import baggage
from drafter.word.gate import Package, is_xml, opened_package, plain
from drafter.word.hidden import Finds, Hidden
from drafter.word.traces import find_in_settings, find_traces, sessions
from drafter.word.vanished import HidingStyles, W

_STORIES = frozenset(
    f"{W}{name}"
    for name in ("document", "hdr", "ftr", "footnotes", "endnotes", "comments", "glossaryDocument")
)
_PROPERTIES = {
    baggage.CORE_ROOT: baggage.find_in_core,
    baggage.APP_ROOT: baggage.find_in_app,
    baggage.CUSTOM_ROOT: baggage.find_in_custom,
    baggage.PEOPLE_ROOT: baggage.find_people,
}


def inspect(data: bytes) -> tuple[Hidden, ...]:
    """Each kind of hidden thing in a Word file, dangers first; remarks alone mean that nothing is hidden.

    Raises DrafterError where `data` is no Word file, or one that is unfit to be read.
    """
    package = opened_package(data)
    finds = Finds()
    _look_into_parts(package, finds)
    baggage.find_baggage(package, finds)
    return tuple(finds.told())


def _look_into_parts(package: Package, finds: Finds) -> None:
    """Each part is a tree for as long as it is looked at, so that one tree at a time is in memory."""
    glossary, styles = _styles(package)
    custom_xml = baggage.custom_xml_names(package)
    numbers: set[bytes] = set()
    for name, data in package.parts.items():
        if not is_xml(name, data) or name.casefold().endswith(".rels"):
            continue
        try:
            root = package.tree(name)
        except DrafterError:
            if name == package.main:  # a file whose text is damaged is refused, not reported on
                raise
            finds.add("unreadable-parts", name)
            continue
        if name in custom_xml:
            baggage.find_custom_xml(name, root, finds)
        elif root.tag in _STORIES:
            find_traces(root, glossary if name.startswith("word/glossary/") else styles, finds)
            numbers |= sessions(plain(data))
        elif root.tag == f"{W}settings":
            numbers |= find_in_settings(root, finds)
        elif find_in := _PROPERTIES.get(str(root.tag)):
            find_in(root, finds)
    if numbers:
        finds.add("editing-sessions", count=len(numbers))


def _styles(package: Package) -> tuple[HidingStyles, HidingStyles]:
    """The styles of the building blocks, and those of the rest."""
    blocks = package.related(package.main, "glossaryDocument")
    return _styles_of(package, blocks or package.main), _styles_of(package, package.main)


def _styles_of(package: Package, document: str) -> HidingStyles:
    root: etree._Element | None = None
    try:
        name = package.related(document, "styles")
        root = package.tree(name) if name else None
    except DrafterError:  # told when its turn comes
        root = None
    return HidingStyles(root)
