"""What the package of a Word file carries beside its stories: properties, data, links, foreign parts."""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from drafter.errors import DrafterError
from drafter.word.gate import TYPES_PART, Package, Relationship, plain, relationships_of
from drafter.word.hidden import Finds
from drafter.word.package import DATA_NAMESPACE, DATA_PROPERTY, HASH_PROPERTY

_OPEN = "http://schemas.openxmlformats.org/"
CORE_ROOT = f"{{{_OPEN}package/2006/metadata/core-properties}}coreProperties"
APP_ROOT = f"{{{_OPEN}officeDocument/2006/extended-properties}}Properties"
CUSTOM_ROOT = f"{{{_OPEN}officeDocument/2006/custom-properties}}Properties"
PEOPLE_ROOT = "{http://schemas.microsoft.com/office/word/2012/wordml}people"
_BIBLIOGRAPHY = f"{{{_OPEN}officeDocument/2006/bibliography}}Sources"
_DATA_ROOT = f"{{{DATA_NAMESPACE}}}report"

_OUTSIDE = {
    "image": "linked-pictures",
    "attachedTemplate": "template",
    "mailMergeSource": "mail-merge",
    "mailMergeHeaderSource": "mail-merge",
    "recipientData": "mail-merge",
}
"""Kinds of links out of the file; what is not here fetches data in some way."""
_INSIDE = {
    "vbaProject": "macros",
    "wordVbaData": "macros",
    "package": "embedded-files",
    "oleObject": "embedded-files",
    "control": "controls",
    "thumbnail": "thumbnail",
    "printerSettings": "printer-settings",
    "font": "embedded-fonts",
    "aFChunk": "other-documents",
    "recipientData": "mail-merge",
    "classificationlabels": "labels",
    "signature": "signatures",
}
"""Kinds of parts that are told."""
_USUAL = frozenset(
    {
        *("officeDocument", "core-properties", "extended-properties", "extendedProperties"),
        *("custom-properties", "customProperties", "styles", "stylesWithEffects", "numbering", "settings"),
        *("webSettings", "fontTable", "theme", "themeOverride", "header", "footer", "footnotes", "endnotes"),
        *("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "image"),
        *("hyperlink", "customXml", "customXmlProps", "glossaryDocument", "diagramLayout", "diagramData"),
        *("diagramDrawing", "diagramColors", "diagramQuickStyle", "chart", "chartEx", "chartUserShapes"),
        *("chartStyle", "chartColorStyle", "activeXControlBinary", "audio", "video", "media", "hdphoto"),
        *("vmlDrawing", "drawing", "origin", "certificate", "keyMapCustomizations", "attachedToolbars"),
    }
)
"""Kinds of parts that are shown, or that are looked into elsewhere."""
_ON_THE_WEB = re.compile(r"(?i)(https?|mailto|ftps?|tel):|#|$")
_PHOTOS = (b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/", b"eXIf")
_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff")


# --- properties ------------------------------------------------------------------------------------------


def find_in_core(root: etree._Element, finds: Finds) -> None:
    """People, dates and descriptions in the core properties."""
    said = {_local(one): (one.text or "").strip() for one in root.iterchildren(etree.Element)}
    for name, role in (("creator", "author of the file"), ("lastModifiedBy", "last to save it")):
        for person in said.get(name, "").split(";"):
            finds.person(person, role)
    for name, words in (("created", "made"), ("modified", "last saved"), ("lastPrinted", "last printed")):
        if value := said.get(name):
            finds.add("dates", f"{words} {value.replace('T', ' ').removesuffix('Z')}")
    if (value := said.get("revision", "0")) not in ("", "0"):
        finds.add("dates", f"revision {value}")
    for name in ("keywords", "description", "category", "contentStatus", "identifier", "version"):
        if value := said.get(name):
            finds.add("descriptions", f"{name}: {value}")
    for name in ("title", "subject"):
        if value := said.get(name):
            finds.add("title", f"{name}: {value}")


def find_in_app(root: etree._Element, finds: Finds) -> None:
    """People, editing time and names in the extended properties."""
    said = {
        _local(one): "".join(map(str, one.itertext())).strip() for one in root.iterchildren(etree.Element)
    }
    finds.person(said.get("Company", ""), "organisation")
    finds.person(said.get("Manager", ""), "manager")
    if (minutes := said.get("TotalTime", "0")) not in ("", "0"):
        finds.add("dates", f"editing time: {minutes} min")
    template = said.get("Template", "")
    if template and not re.fullmatch(r"(?i)normal(\.\w+)?", template):
        finds.add("descriptions", f"template: {template}")
    if base := said.get("HyperlinkBase"):
        finds.add("descriptions", f"base of links: {base}")


def find_in_custom(root: etree._Element, finds: Finds) -> None:
    """Custom properties; those of a draft are told as what they are."""
    for one in root.iterchildren(etree.Element):
        name = one.get("name", "")
        if name == DATA_PROPERTY:
            finds.add("drafter-data", "in the custom properties")
        elif name != HASH_PROPERTY:
            finds.add("custom-properties", f"{name} = {''.join(map(str, one.itertext()))}")


def find_people(root: etree._Element, finds: Finds) -> None:
    """The list of those who commented or changed something, with their accounts."""
    for person in root.iter("{*}person"):
        finds.person(_attribute(person, "author"), "list of people")
        for account in person.iter("{*}presenceInfo"):
            if (address := _attribute(account, "userId")) != _attribute(person, "author"):
                finds.person(address, "account")


# --- parts and links -------------------------------------------------------------------------------------


def find_baggage(package: Package, finds: Finds) -> None:
    """What relationships lead to, in and out of the file, and what none leads to."""
    outside: dict[str, dict[str, None]] = {}
    reached = {TYPES_PART.casefold()}
    waiting = [""]
    while waiting:
        source = waiting.pop()
        for one in _relationships(package, source, finds):
            if one.is_outside:
                outside.setdefault(_kind_outside(package, source, one), {})[one.target] = None
                continue
            name = package.name(one.target)
            if name is None or name.casefold() in reached:
                continue
            reached.add(name.casefold())
            waiting.append(name)
            if one.kind in _INSIDE:
                finds.add(_INSIDE[one.kind], _sized(package, name))
            elif one.kind not in _USUAL:
                finds.add("other-data", _sized(package, name))
    in_text = {*outside.get("hyperlinks", ()), *outside.get("file-links", ())}
    for kind, addresses in outside.items():
        for address in addresses:
            if kind != "leftover-links" or address not in in_text:
                finds.add(kind, address)
    for name in package.parts:
        if name.casefold() not in reached and not name.casefold().endswith(".rels"):
            kind = "macros" if name.casefold().endswith("vbaproject.bin") else "stray-parts"
            finds.add(kind, _sized(package, name))
    _find_types_and_pictures(package, finds)


def _relationships(package: Package, source: str, finds: Finds) -> tuple[Relationship, ...]:
    try:
        return package.relationships(source)
    except DrafterError:
        finds.add("unreadable-parts", relationships_of(source))
        return ()


def _kind_outside(package: Package, source: str, one: Relationship) -> str:
    if one.kind != "hyperlink":
        return _OUTSIDE.get(one.kind, "linked-files")
    # the address of a link stays in the list when the link itself was deleted
    if source and not re.search(rb"[\"']%s[\"']" % re.escape(one.id.encode()), plain(package.parts[source])):
        return "leftover-links"
    return "hyperlinks" if _ON_THE_WEB.match(one.target) else "file-links"


def _find_types_and_pictures(package: Package, finds: Finds) -> None:
    if "macroEnabled" in package.types.get(package.main, ""):
        finds.add("macros", "the file says of itself that it may hold macros (.docm)")
    for name, data in package.parts.items():
        is_picture = name.lower().endswith(_PICTURES) and not name.lower().startswith("docprops/")
        if is_picture and any(mark in data[:65_536] for mark in _PHOTOS):
            finds.add("photo-data", posixpath.basename(name))


def find_custom_xml(name: str, root: etree._Element, finds: Finds) -> None:
    """A piece of data, by the name of its vocabulary."""
    if _local(root) == "datastoreItem":  # says only which number the data has
        return
    if root.tag == _DATA_ROOT:
        finds.add("drafter-data", "as a custom XML part")
    elif root.tag == _BIBLIOGRAPHY:
        many = sum(1 for _ in root.iterchildren(etree.Element))
        finds.add("custom-xml", f"bibliography with {many} sources")
    else:
        space = etree.QName(root).namespace
        finds.add(
            "custom-xml", f"{posixpath.basename(name)}: {_local(root)}" + (f" ({space})" if space else "")
        )


def custom_xml_names(package: Package) -> frozenset[str]:
    """The parts that hold data of other programs."""
    return frozenset(
        name for name in package.parts if name.casefold().startswith("customxml/") and "/_rels/" not in name
    ) | {
        kept
        for one in package.relationships(package.main)
        if one.kind == "customXml" and not one.is_outside and (kept := package.name(one.target))
    }


def _sized(package: Package, name: str) -> str:
    size = len(package.parts[name])
    return f"{posixpath.basename(name)} ({size // 1_000:,} KB)" if size >= 1_000 else posixpath.basename(name)


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: etree._Element, name: str) -> str:
    """The attribute of this name in whatever namespace."""
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), "")
