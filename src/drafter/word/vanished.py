"""Which runs of a Word document are hidden text, by their own formatting or by a style's."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from drafter.word.xml import MAIN

W = f"{{{MAIN}}}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BETWEEN_WORDS = tuple(f"{W}{name}" for name in ("p", "tab", "br"))
_PICTURES = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object"))


def is_on(element: etree._Element | None) -> bool | None:
    """What an on-or-off element says; None where there is none."""
    return None if element is None else element.get(f"{W}val", "true") not in ("0", "false", "off")


def value_of(element: etree._Element | None) -> str:
    """The attribute `w:val`, or nothing."""
    return "" if element is None else element.get(f"{W}val", "")


class HidingStyles:
    """The styles of a document, as far as they hide text."""

    def __init__(self, root: etree._Element | None) -> None:
        self._own: dict[str, bool | None] = {}
        self._based_on: dict[str, str] = {}
        self._defaults: dict[str, str] = {}
        self._everywhere = False
        if root is None:
            return
        self._everywhere = bool(is_on(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}vanish")))
        for style in root.iter(f"{W}style"):
            name, kind = style.get(f"{W}styleId", ""), style.get(f"{W}type", "paragraph")
            self._own[name] = is_on(style.find(f"{W}rPr/{W}vanish"))
            self._based_on[name] = value_of(style.find(f"{W}basedOn"))
            if style.get(f"{W}default") in ("1", "true", "on"):
                self._defaults[kind] = name

    def hide(self, run: etree._Element, paragraph: etree._Element | None) -> bool:
        """Whether a run is hidden; two styles that both hide count too, though Word then shows the text."""
        own = is_on(run.find(f"{W}rPr/{W}vanish"))
        if own is not None:
            return own
        of_paragraph = "" if paragraph is None else value_of(paragraph.find(f"{W}pPr/{W}pStyle"))
        return (
            self._hides(value_of(run.find(f"{W}rPr/{W}rStyle")) or self._defaults.get("character", ""))
            or self._hides(of_paragraph or self._defaults.get("paragraph", ""))
            or self._everywhere
        )

    def _hides(self, name: str) -> bool:
        seen: set[str] = set()
        while name in self._own and name not in seen:  # a style can be based on itself in a broken file
            own = self._own[name]
            if own is not None:
                return own
            seen.add(name)
            name = self._based_on[name]
        return False


def hidden_passages(root: etree._Element, styles: HidingStyles) -> Iterator[str]:
    """The hidden text of a story: neighbouring runs are one passage, a hidden row of a table is one too."""
    passage: list[str] = []
    last: etree._Element | None = None
    for run, paragraph in _runs(root):
        words = _content(run)
        if not words:
            continue
        hides = styles.hide(run, paragraph)
        if passage and (not hides or paragraph is not last):
            yield from _spoken(passage)
            passage = []
        if hides:
            passage.append(words)
        last = paragraph
    yield from _spoken(passage)
    for row in root.iter(f"{W}tr"):
        if is_on(row.find(f"{W}trPr/{W}hidden")):
            yield from _spoken([text_of(row)])


def text_of(element: etree._Element, *names: str) -> str:
    """The text inside an element: that of `w:t`, or of the elements with these names.

    Nothing for an element inside its like, since a file nested on purpose would be read hundreds of times.
    """
    if next(element.iterancestors(str(element.tag)), None) is not None:
        return ""
    texts = frozenset(f"{W}{name}" for name in names or ("t",))
    return "".join(
        (one.text or "") if one.tag in texts else " " for one in element.iter(*texts, *_BETWEEN_WORDS)
    )


def _runs(root: etree._Element) -> Iterator[tuple[etree._Element, etree._Element | None]]:
    """Each run with its paragraph; what stands in for a drawing in old versions of Word would come twice."""
    walk = etree.iterwalk(root, events=("start",), tag=(f"{W}r", FALLBACK))
    for _, element in walk:
        if element.tag == FALLBACK:
            walk.skip_subtree()
        else:
            yield element, next(element.iterancestors(f"{W}p"), None)


def _content(run: etree._Element) -> str:
    words = "".join(child.text or "" for child in run if child.tag == f"{W}t")
    return words or ("[a picture or object]" if any(child.tag in _PICTURES for child in run) else "")


def _spoken(passage: list[str]) -> Iterator[str]:
    """The passage, unless it is white space alone."""
    words = "".join(passage).strip()
    if words:
        yield words
