"""Small helpers that spell elements. Strings, since building trees costs several times as much."""

from __future__ import annotations

from drafter.report.richtext import clean

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
NAMESPACES = f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}"'

_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))


def escaped(text: str) -> str:
    """`text` fit for an element or an attribute."""
    text = clean(text)
    for sign, entity in _ENTITIES:  # faster than one pattern, since most texts hold none of them
        if sign in text:
            text = text.replace(sign, entity)
    return text


def text_run(text: str, properties: str = "") -> str:
    """A run; `properties` are the children of its `w:rPr`. Line breaks become `w:br`."""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    if "\n" not in text:
        return f'<w:r>{rpr}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
    parts = (f'<w:t xml:space="preserve">{escaped(line)}</w:t>' if line else "" for line in text.split("\n"))
    return f"<w:r>{rpr}{'<w:br/>'.join(parts)}</w:r>"


def field(instruction: str, shown: str, properties: str = "") -> str:
    """A field whose result is already there, so that nothing has to be worked out on opening."""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return (
        f'<w:r>{rpr}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{rpr}<w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText></w:r>'
        f'<w:r>{rpr}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{text_run(shown, properties)}"
        f'<w:r>{rpr}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(style: str, runs: str, properties: str = "") -> str:
    """A paragraph with the style of this id; `properties` follow it in `w:pPr`."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def bookmark(name: str, number: int, runs: str) -> str:
    """`runs` with a bookmark around them."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'
