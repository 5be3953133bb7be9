"""What other people would write a report with: docxtpl with a template, and python-docx's own calls."""

from __future__ import annotations

import io
from typing import Any

import docx
from docxtpl import DocxTemplate

from bench.parts import BODY, NOTES, Block, Paragraph, Taken, as_text, read_parts, zipped
from drafter.word.xml import HEAD, NAMESPACES

# --- docxtpl ---------------------------------------------------------------------------------------------

_RUN = (
    "<w:r>{% if run.properties %}<w:rPr>{{ run.properties }}</w:rPr>{% endif %}{% if run.inner %}"
    '{{ run.inner }}{% else %}<w:t xml:space="preserve">{{ run.text }}</w:t>{% endif %}</w:r>'
)
_LINKED = (
    '{% if run.anchor %}<w:hyperlink w:anchor="{{ run.anchor }}" w:history="1">'
    f"{_RUN}</w:hyperlink>{{% elif run.address %}}"
    f'<w:hyperlink r:id="{{{{ run.address }}}}" w:history="1">{_RUN}</w:hyperlink>'
    f"{{% else %}}{_RUN}{{% endif %}}"
)
_PARAGRAPH = (
    '<w:p><w:pPr><w:pStyle w:val="{{ paragraph.style }}"/>{{ paragraph.properties }}</w:pPr>'
    f"{{{{ paragraph.before }}}}{{% for run in paragraph.runs %}}{_LINKED}{{% endfor %}}"
    "{{ paragraph.after }}</w:p>"
)


def _each(name: str, source: str, xml: str) -> str:
    return f"{{% for {name} in {source} %}}{xml}{{% endfor %}}"


_CELL = f"<w:tc>{{{{ cell.properties }}}}{_each('paragraph', 'cell.paragraphs', _PARAGRAPH)}</w:tc>"
_ROW = f"<w:tr>{{{{ row.properties }}}}{_each('cell', 'row.cells', _CELL)}</w:tr>"
_TABLE = f"<w:tbl>{{{{ block.properties }}}}{_each('row', 'block.rows', _ROW)}</w:tbl>"
_CONTENTS = (
    "<w:sdt>{{ block.properties }}<w:sdtContent>"
    + _each("paragraph", "block.paragraphs", _PARAGRAPH)
    + "</w:sdtContent></w:sdt>"
)
_NOTE = (
    '<w:footnote w:id="{{ note.number }}">'
    + _each("paragraph", "note.paragraphs", _PARAGRAPH)
    + "</w:footnote>"
)


def _tag(words: str) -> str:
    """A tag of docxtpl that takes its whole paragraph away."""
    return f"<w:p><w:r><w:t>{{%p {words} %}}</w:t></w:r></w:p>"


def template(ours: bytes) -> bytes:
    """Our own Word file with its body and its footnotes replaced by loops over blocks and notes."""
    parts = as_text(read_parts(ours))
    section = parts[BODY][parts[BODY].rindex("<w:sectPr") :]
    body = "".join(
        (
            _tag("for block in blocks"),
            _tag('if block.kind == "paragraph"'),
            _each("paragraph", "block.paragraphs", _PARAGRAPH),
            _tag('elif block.kind == "table"'),
            _TABLE,
            _tag("else"),
            _CONTENTS,
            _tag("endif"),
            _tag("endfor"),
        )
    )
    parts[BODY] = f"{HEAD}<w:document {NAMESPACES}><w:body>{body}{section}"
    first = parts[NOTES].find('<w:footnote w:id="1">')
    before = parts[NOTES][:first] if first > 0 else parts[NOTES].removesuffix("</w:footnotes>")
    parts[NOTES] = f"{before}{_each('note', 'notes', _NOTE)}</w:footnotes>"
    return zipped(parts)


def with_docxtpl(template_data: bytes, taken: Taken) -> bytes:
    """The template opened, rendered and saved; docxtpl wants it opened afresh for each document."""
    opened = DocxTemplate(io.BytesIO(template_data))
    opened.render({"blocks": taken.blocks, "notes": taken.notes}, autoescape=True)
    whole = io.BytesIO()
    opened.save(whole)
    return whole.getvalue()


# --- python-docx -----------------------------------------------------------------------------------------


def with_python_docx(house_style: bytes, taken: Taken) -> bytes:
    """The same paragraphs and tables by python-docx's own calls; it knows no footnotes and no fields."""
    document: Any = docx.Document(io.BytesIO(house_style))
    body = document.element.body
    for element in list(body)[:-1]:
        body.remove(element)
    styles = {style.style_id: style for style in document.styles}
    for block in taken.blocks:
        if block.kind == "table":
            _add_table(document, block, styles)
        else:
            for paragraph in block.paragraphs:
                _fill(document.add_paragraph(style=styles[paragraph.style]), paragraph)
    whole = io.BytesIO()
    document.save(whole)
    return whole.getvalue()


def _add_table(document: Any, block: Block, styles: dict[str, Any]) -> None:
    made = document.add_table(len(block.rows), len(block.rows[0].cells), styles[block.style])
    for row, made_row in zip(block.rows, made.rows, strict=True):
        for cell, made_cell in zip(row.cells, made_row.cells, strict=True):
            for place, paragraph in enumerate(cell.paragraphs):
                # a new cell has one empty paragraph already
                added = made_cell.add_paragraph() if place else made_cell.paragraphs[0]
                added.style = styles[paragraph.style]
                _fill(added, paragraph)


def _fill(added: Any, paragraph: Paragraph) -> None:
    if "pageBreakBefore" in paragraph.properties:
        added.paragraph_format.page_break_before = True
    for run in paragraph.runs:
        if not run.inner:
            made = added.add_run(run.text)
            if run.properties:
                made.bold = True if "<w:b/>" in run.properties else None
                made.italic = True if "<w:i/>" in run.properties else None
                made.font.superscript = True if "superscript" in run.properties else None
