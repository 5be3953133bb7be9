"""Make the house styles: the `.docx` files that carry the look of the exported reports.

Run `python tools/make_house_style.py` after changing a definition here. A house style can be opened and
changed in Word as well; then it is no longer made by this script.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
"""A4, in twentieths of a point."""


@dataclass(frozen=True)
class Look:
    """What makes one house style differ from another.

    Sizes are in points, colours RRGGBB, margins in twentieths of a point. `headings` are the sizes of
    the three levels; `cover_rule` is the width of the rule above the title, and `cover_drop` the white
    between the area's name and the facts. `shared_cover`: the report goes on below the cover's lines, the
    area's name stands above the title, and the rule above both. `barred`: the judgement sentence stands
    beside a bar, which sets it apart where no strip tells the grade. `bullet_indent` is that of the text of
    bullets, in twentieths of a point.
    """

    font: str
    size: float
    accent: str
    soft: str
    line: str
    tint: str
    headings: tuple[float, float, float]
    margin: int
    cover_rule: float
    cover_drop: float
    shared_cover: bool = False
    barred: bool = False
    bullet_indent: int = 992

    @property
    def text_width(self) -> int:
        return PAGE_WIDTH - 2 * self.margin


def paragraph(
    name: str,
    *,
    based: str = "Normal",
    ppr: str = "",
    rpr: str = "",
    after: str = "",
    more: str = "",
) -> str:
    """A paragraph style. `based` and `after` (the style of the next paragraph) are names."""
    following = f'<w:next w:val="{style_id(after)}"/>' if after else ""
    basis = f'<w:basedOn w:val="{style_id(based)}"/>' if based else ""
    default = ' w:default="1"' if name == "Normal" else ""
    custom = "" if name in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f"{basis}{following}{more}<w:qFormat/>"
        + (f"<w:pPr>{ppr}</w:pPr>" if ppr else "")
        + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
        + "</w:style>"
    )


def character(name: str, rpr: str) -> str:
    custom = "" if name in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="character"{custom} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{rpr}</w:rPr></w:style>'
    )


BUILT_IN = {
    "Normal", "heading 1", "heading 2", "heading 3", "Title", "Subtitle", "toc 1", "toc 2", "toc 3",
    "header", "footer", "footnote text", "footnote reference", "Hyperlink", "Body Text",
}  # fmt: skip


def style_id(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in name.replace("/", " ").split())


def spacing(before: float, after: float, line: float = 0) -> str:
    lines = f' w:line="{round(line * 240)}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{lines}/>'


def size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def colour(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


def indent(left: int, hanging: int = 0) -> str:
    return f'<w:ind w:left="{left}"' + (f' w:hanging="{hanging}"' if hanging else "") + "/>"


def numbered(list_id: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def heading_styles(look: Look) -> str:
    bold = "<w:b/><w:bCs/>"
    made = []
    gaps = ((24, 10), (18, 6), (14, 4))
    for level, (points, (before, after)) in enumerate(zip(look.headings, gaps, strict=True), 1):
        outline = f'<w:outlineLvl w:val="{level - 1}"/>'
        ppr = f"<w:keepNext/><w:keepLines/>{spacing(before, after)}{outline}"
        rpr = f"{bold}{colour(look.accent)}{size(points)}"
        made.append(paragraph(f"heading {level}", ppr=ppr, rpr=rpr, after="Body Text"))
        made.append(
            paragraph(
                f"Heading {level} not in contents",
                based=f"heading {level}",
                after="Body Text",
                ppr=outline,
            )
        )
    return "".join(made)


def text_styles(look: Look) -> str:
    bold = "<w:b/><w:bCs/>"
    keep = "<w:keepNext/>"
    soft = colour(look.soft)
    option = keep + spacing(5, 5, 1) + '<w:jc w:val="center"/>'
    large = bold + colour(look.accent)
    return "".join(
        (
            paragraph("Body Text", ppr=spacing(0, 8)),
            paragraph("Numbered paragraph", ppr=numbered(1) + spacing(0, 8)),
            paragraph("Numbered paragraph after table", based="Numbered paragraph", ppr=spacing(12, 8)),
            paragraph("Body text after table", based="Body Text", ppr=spacing(12, 8)),
            judgement_style(look),
            paragraph("Bullet", ppr=numbered(2) + spacing(0, 5)),
            paragraph("Bullet 2", ppr=numbered(2, 1) + spacing(0, 5)),
            paragraph("Lead-in", based="Body Text", ppr=keep + spacing(6, 5)),
            paragraph("Grade legend", based="Body Text", ppr=keep + spacing(0, 8), rpr=bold),
            paragraph("Table heading", ppr=keep + spacing(4, 4, 1), rpr=large),
            paragraph("Table text", ppr=spacing(4, 4, 1)),
            paragraph("Table item", ppr="<w:keepLines/>" + spacing(4, 5, 1.05)),
            paragraph("After table", ppr=spacing(0, 0, 0.1), rpr=size(1)),
            paragraph("Grade given", ppr=option, rpr=large + size(10.5)),
            paragraph("Grade not given", ppr=option, rpr=soft + size(10.5)),
            paragraph("footnote text", ppr=spacing(0, 3, 1), rpr=size(10)),
        )
    )


def judgement_style(look: Look) -> str:
    """The judgement sentence: a numbered paragraph in bold, or one beside a bar."""
    bold = "<w:b/><w:bCs/>"
    if not look.barred:
        ppr = f"<w:keepNext/>{spacing(12, 10)}"
        return paragraph("Judgement sentence", based="Numbered paragraph", ppr=ppr, rpr=bold)
    # the rules above and below are of the tint's colour: they are the white between its edge and the text
    edge = f'w:val="single" w:sz="4" w:space="6" w:color="{look.tint}"'
    left = f'<w:left w:val="single" w:sz="36" w:space="10" w:color="{look.accent}"/>'
    bar = f"<w:pBdr><w:top {edge}/>{left}<w:bottom {edge}/></w:pBdr>"
    tint = f'<w:shd w:val="clear" w:color="auto" w:fill="{look.tint}"/>'
    ppr = f"<w:keepNext/><w:keepLines/>{bar}{tint}{spacing(6, 12)}{indent(284)}"
    return paragraph("Judgement sentence", based="Numbered paragraph", ppr=ppr, rpr=bold)


def shared_cover_styles(look: Look) -> tuple[str, ...]:
    """The lines at the head of a report that goes on below them."""
    large = "<w:b/><w:bCs/>" + colour(look.accent)
    rule = above(round(look.cover_rule * 8), 14, look.accent)
    return (
        paragraph("Title", ppr=spacing(0, 16, 1.05), rpr=large + size(27), after="Cover fact"),
        paragraph("Title long", based="Title", rpr=size(20)),
        paragraph("Cover area", ppr=rule + spacing(0, 4, 1.1), rpr=colour(look.soft) + size(16)),
        paragraph("Cover area long", based="Cover area", rpr=size(14)),
        paragraph("Subtitle", ppr=spacing(0, 12), rpr=colour(look.soft) + size(14)),
        paragraph("Cover list", ppr=spacing(0, 3, 1.05), rpr=size(11)),
        paragraph("Cover fact", ppr=spacing(0, 12, 1.05), rpr=size(look.size)),
    )


def cover_styles(look: Look) -> str:
    """The cover, and the imprint behind it. The long ones are for a title of several lines.

    The white stands between paragraphs, since readers differ about white at the top of a page.
    """
    bold = "<w:b/><w:bCs/>"
    large = bold + colour(look.accent)
    soft = colour(look.soft)
    rule = above(round(look.cover_rule * 8), 28, look.accent)
    thin = above(4, 14, look.line)
    cover = (
        paragraph("Title", ppr=rule + spacing(0, 10, 1), rpr=large + size(32), after="Cover area"),
        paragraph("Title long", based="Title", rpr=size(20)),
        paragraph("Cover area", ppr=spacing(0, 0, 1.1), rpr=bold + size(20)),
        paragraph("Cover area long", based="Cover area", rpr=size(14)),
        paragraph("Subtitle", ppr=thin + spacing(look.cover_drop, 18), rpr=soft + size(14)),
        paragraph("Cover list", ppr=spacing(0, 3, 1.05), rpr=size(11)),
        paragraph("Cover fact", ppr=spacing(8, 0, 1.05), rpr=size(11)),
    )
    return "".join(
        (
            *(shared_cover_styles(look) if look.shared_cover else cover),
            paragraph("Imprint", ppr=spacing(0, 8), rpr=size(10)),
            paragraph("Contents heading", ppr="<w:keepNext/>" + spacing(0, 16), rpr=large + size(20)),
        )
    )


def above(width: int, white: int, value: str) -> str:
    """A rule above a paragraph: its width in eighths of a point, and the white under it in points."""
    return f'<w:pBdr><w:top w:val="single" w:sz="{width}" w:space="{white}" w:color="{value}"/></w:pBdr>'


def furniture_styles(look: Look) -> str:
    """Headers and footers."""
    right_tab = f'<w:tabs><w:tab w:val="right" w:pos="{look.text_width}"/></w:tabs>'
    small = colour(look.soft) + size(9)
    under = f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="5" w:color="{look.line}"/></w:pBdr>'
    warning = "<w:b/><w:bCs/>" + colour("9A3412") + size(9)
    return "".join(
        (
            paragraph("header", ppr=under + right_tab + spacing(0, 0, 1), rpr=small),
            paragraph("footer", ppr=right_tab + spacing(0, 0, 1), rpr=small),
            paragraph("Draft mark", ppr=right_tab + spacing(0, 3, 1), rpr=warning),
        )
    )


def contents_styles(look: Look) -> str:
    """No right indent: LibreOffice would drop the numbers."""
    made = []
    for level in (1, 2, 3):
        tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{look.text_width}"/></w:tabs>'
        left = indent(283 * (level - 1)) if level > 1 else ""
        rpr = "" if level == 1 else colour(look.soft) + size(look.size - 1)
        made.append(
            paragraph(f"toc {level}", ppr=tab + spacing(0, 6 if level == 1 else 4, 1.1) + left, rpr=rpr)
        )
    return "".join(made)


def table_style(name: str, look: Look, *, head: bool) -> str:
    def border(side: str, width: int = 4) -> str:
        return f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="{look.line}"/>'

    borders = "".join(map(border, ("top", "left", "bottom", "right", "insideH", "insideV")))
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 40), ("left", 113), ("bottom", 40), ("right", 113))
    )
    first = (
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{look.tint}"/>'
        "</w:tcPr></w:tblStylePr>"
        if head
        else ""
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{first}</w:style>"
    )


def given_style(look: Look) -> str:
    """The frame and the tint of the given grade's cell, as a table style so that Word can change it."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="18" w:space="0" w:color="{look.accent}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="GradeGivenCell">'
        '<w:name w:val="Grade given cell"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{look.tint}"/></w:tcPr></w:style>'
    )


def styles(look: Look) -> str:
    fonts = (
        f'<w:rFonts w:ascii="{look.font}" w:hAnsi="{look.font}" w:eastAsia="{look.font}" w:cs="{look.font}"/>'
    )
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{size(look.size)}"
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{spacing(0, 0, 1.15)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    characters = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        + character("Hyperlink", colour(look.accent) + '<w:u w:val="single"/>')
        + character("footnote reference", '<w:vertAlign w:val="superscript"/>')
        + character(
            "To be written",
            '<w:color w:val="8A5A00"/><w:shd w:val="clear" w:color="auto" w:fill="FFF8E8"/>',
        )
        + character("Grade mark", '<w:b w:val="0"/><w:bCs w:val="0"/>')
    )
    tables = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        + table_style("Grade strip", look, head=False)
        + given_style(look)
        + "".join(
            table_style(n, look, head=True)
            for n in ("Strengths and weaknesses", "Grades table", "Report table")
        )
    )
    normal = paragraph("Normal", based="", ppr="<w:widowControl/>")
    body = normal + heading_styles(look) + text_styles(look) + cover_styles(look)
    body += furniture_styles(look) + contents_styles(look)
    return f"{HEAD}<w:styles {W}>{defaults}{body}{characters}{tables}</w:styles>"


def level(number: int, kind: str, text: str, *, left: int, hanging: int, style: str) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:pStyle w:val="{style_id(style)}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{indent(left, hanging)}</w:pPr></w:lvl>"
    )


def numbering(look: Look) -> str:
    left = look.bullet_indent
    body = level(0, "decimal", "%1.", left=567, hanging=567, style="Numbered paragraph")
    bullets = level(0, "bullet", "•", left=left, hanging=425, style="Bullet")
    bullets += level(1, "bullet", "–", left=left + 426, hanging=426, style="Bullet 2")
    lists = (("1D0A0001", body, "singleLevel"), ("1D0A0002", bullets, "multilevel"))
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:nsid w:val="{nsid}"/><w:multiLevelType w:val="{kind}"/>'
        f'<w:tmpl w:val="{nsid}"/>{levels}</w:abstractNum>'
        for n, (nsid, levels, kind) in enumerate(lists)
    )
    nums = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(2))
    return f"{HEAD}<w:numbering {W}>{abstract}{nums}</w:numbering>"


def field(instruction: str, shown: str) -> str:
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'


def header() -> str:
    title = f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{field("TITLE", "Title")}</w:p>'
    return f"{HEAD}<w:hdr {W} {R}>{draft_mark()}{title}</w:hdr>"


def first_header() -> str:
    return f"{HEAD}<w:hdr {W} {R}>{draft_mark()}</w:hdr>"


def draft_mark() -> str:
    words = "Draft: not for publication"
    return f'<w:p><w:pPr><w:pStyle w:val="DraftMark"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


def footer(*, first: bool) -> str:
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    page = run.format("Page ") + field("PAGE", "1") + run.format(" of ") + field("NUMPAGES", "1")
    tab = "<w:r><w:tab/></w:r>"
    content = "" if first else tab + page
    return f'{HEAD}<w:ftr {W} {R}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{content}</w:p></w:ftr>'


def document(look: Look) -> str:
    """A page that shows the styles, for whoever opens the house style in Word."""
    shown = ("Title", "Cover area", "Subtitle", "heading 1", "heading 2", "heading 3", "Body Text",
             "Numbered paragraph", "Judgement sentence", "Bullet", "Bullet 2", "Lead-in")  # fmt: skip
    sample = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(name)}"/></w:pPr><w:r><w:t>{name}</w:t></w:r></w:p>'
        for name in shown
    )
    furniture = "".join(
        f'<w:{kind}Reference w:type="{use}" r:id="{rid}"/>'
        for kind, use, rid in (
            ("header", "default", "rId10"), ("header", "first", "rId11"),
            ("footer", "default", "rId12"), ("footer", "first", "rId13"),
        )
    )  # fmt: skip
    section = (
        f'<w:sectPr>{furniture}<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="1361" w:right="{look.margin}" w:bottom="1134" w:left="{look.margin}" w:header="567"'
        ' w:footer="624" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    return f"{HEAD}<w:document {W} {R}><w:body>{sample}{section}</w:body></w:document>"


def settings() -> str:
    return (
        f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:footnotePr><w:footnote w:id="-1"/>'
        '<w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-GB"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def font_table(look: Look) -> str:
    return (
        f'{HEAD}<w:fonts {W}><w:font w:name="{look.font}"><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def theme(look: Look) -> str:
    """The smallest theme that the schema accepts; nothing refers to it."""
    names = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    values = (
        "000000",
        "FFFFFF",
        look.accent,
        look.tint,
        *([look.accent] * 6),
        look.accent,
        look.accent,
    )
    colours = "".join(f'<a:{n}><a:srgbClr val="{v}"/></a:{n}>' for n, v in zip(names, values, strict=True))
    face = f'<a:latin typeface="{look.font}"/><a:ea typeface=""/><a:cs typeface=""/>'
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{solid}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Drafter">'
        f'<a:themeElements><a:clrScheme name="Drafter">{colours}</a:clrScheme><a:fontScheme name="Drafter">'
        f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Drafter"><a:fillStyleLst>{solid * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}'
        f"</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{solid * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def footnotes() -> str:
    """The two separators that every document with footnotes has."""
    kinds = ((-1, "separator"), (0, "continuationSeparator"))
    notes = "".join(
        f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for n, kind in kinds
    )
    return f"{HEAD}<w:footnotes {W}>{notes}</w:footnotes>"


PARTS = (
    ("styles", "styles", "rId1"), ("numbering", "numbering", "rId2"), ("settings", "settings", "rId3"),
    ("fontTable", "fontTable", "rId4"), ("header1", "header", "rId10"), ("header2", "header", "rId11"),
    ("footer1", "footer", "rId12"), ("footer2", "footer", "rId13"), ("footnotes", "footnotes", "rId14"),
)  # fmt: skip


def package(look: Look) -> dict[str, str]:
    relationship = '<Relationship Id="{}" Type="' + OFFICE + '/{}" Target="{}"/>'
    relations = "".join(relationship.format(rid, kind, f"{name}.xml") for name, kind, rid in PARTS)
    relations += relationship.format("rId5", "theme", "theme/theme1.xml")
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPES}.{kind}+xml"/>' for name, kind, _ in PARTS
    )
    rels = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    return {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/>{overrides}'
            '<Override PartName="/word/theme/theme1.xml"'
            ' ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>'
        ),
        "_rels/.rels": f"{HEAD}<Relationships {rels}>"
        + relationship.format("rId1", "officeDocument", "word/document.xml")
        + "</Relationships>",
        "word/_rels/document.xml.rels": f"{HEAD}<Relationships {rels}>{relations}</Relationships>",
        "word/document.xml": document(look),
        "word/styles.xml": styles(look),
        "word/numbering.xml": numbering(look),
        "word/settings.xml": settings(),
        "word/fontTable.xml": font_table(look),
        "word/footnotes.xml": footnotes(),
        "word/header1.xml": header(),
        "word/header2.xml": first_header(),
        "word/footer1.xml": footer(first=False),
        "word/footer2.xml": footer(first=True),
        "word/theme/theme1.xml": theme(look),
    }


def write(look: Look, target: Path) -> None:
    """Write the house style; the same look gives the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in package(look).items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


LOOKS = {
    "joint-area-review-2007": Look(
        font="Arial",
        size=12,
        accent="1F3F66",
        soft="595F69",
        line="A9B6C6",
        tint="EEF3F8",
        headings=(20, 16, 13),
        margin=1418,
        cover_rule=6,
        cover_drop=230,
    ),
    "blank": Look(
        font="Arial",
        size=11,
        accent="5A2A4E",
        soft="595959",
        line="B9B2B7",
        tint="F5F1F4",
        headings=(18, 14, 12),
        margin=1588,
        cover_rule=1.5,
        cover_drop=120,
    ),
    "ilacs-2018": Look(
        font="Arial",
        size=12,
        accent="155E63",
        soft="595F61",
        line="A7BFC1",
        tint="EDF5F5",
        headings=(16, 13, 12),
        margin=1304,
        cover_rule=4.5,
        cover_drop=0,
        shared_cover=True,
        bullet_indent=567,
    ),
    "area-send-2023": Look(
        font="Arial",
        size=12,
        accent="413E84",
        soft="5B5A66",
        line="B3B2CC",
        tint="F1F0F8",
        headings=(16, 13, 12),
        margin=1304,
        cover_rule=4.5,
        cover_drop=0,
        shared_cover=True,
        barred=True,
        bullet_indent=425,
    ),
}


def main() -> None:
    for framework, look in LOOKS.items():
        write(look, ROOT / "templates" / framework / "house-style.docx")


if __name__ == "__main__":
    main()
