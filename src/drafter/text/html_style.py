"""The look of an exported web page: two palettes and one style sheet, which fetches nothing.

The page must be well-formed XML too, so the sheet holds neither `<` nor `&`. Nothing in it moves, not even
on the way to a paragraph that a link leads to, so readers who ask for less motion have it already.
"""

from __future__ import annotations

from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "page": "#ffffff",
    "text": "#1b1f24",
    "soft": "#595f69",
    "accent": "#1f3f66",
    "line": "#a9b6c6",
    "tint": "#eef3f8",
    "warn": "#7a4f00",
    "warn-tint": "#fff8e8",
}
"""The colours of the page on white, which printing keeps to as well."""

DARK: Mapping[str, str] = {
    "page": "#14191f",
    "text": "#e4e8ec",
    "soft": "#a9b3be",
    "accent": "#a8c7ec",
    "line": "#4c5a6a",
    "tint": "#1f2933",
    "warn": "#f0c674",
    "warn-tint": "#33290f",
}
"""The same for readers who asked their system for dark pages."""


def style_sheet(*, draft: bool) -> str:
    """The whole style sheet. Only a draft's knows how a draft is marked."""
    light, dark = _properties(LIGHT), _properties(DARK)
    parts = [
        f":root {{ color-scheme: light dark; {light} }}",
        # on the screen alone: a dark page would be printed in pale letters
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}",
        _TEXT,
        _COVER,
        _PARTS,
        _TABLES,
        _WIDE,
        *((_DRAFT,) if draft else ()),
        _PRINT,
        *((_PRINTED_DRAFT,) if draft else ()),
    ]
    return "\n".join(part.strip() for part in parts)


def _properties(palette: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in palette.items())


_TEXT = """
:root { --hang: 0rem; --gutter: 1.25rem; --measure: 36rem; --side: 15rem; }
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text); font-size: 1.0625rem; line-height: 1.6;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { margin: 2.25rem 0 0.75rem; color: var(--accent); line-height: 1.25;
  text-wrap: balance; }
h2 { font-size: clamp(1.375rem, 1.1rem + 1.4vw, 1.75rem); margin-top: 3.5rem; }
h3 { font-size: 1.3125rem; }
h4 { font-size: 1.125rem; }
h5, h6 { font-size: 1.0625rem; }
h2 + h3, h3 + h4 { margin-top: 0; }
p { margin: 0 0 1rem; }
ul, ol { margin: 0 0 1rem; padding-left: 1.375rem; }
li { margin: 0 0 0.5rem; }
li > ul { margin: 0.5rem 0 0; }
.bullet-2 { margin-left: 1.375rem; }
li::marker { color: var(--soft); }
sup, sub { line-height: 0; font-size: 0.75em; }
h1 sup, h2 sup, h3 sup { font-size: 0.6em; }
a { color: var(--accent); text-underline-offset: 0.15em; text-decoration-thickness: 0.0625em; }
a:hover { text-decoration-thickness: 0.15em; }
:focus-visible { outline: 0.1875rem solid var(--accent); outline-offset: 0.125rem; }
:target { scroll-margin-top: 1.5rem; }
p:target, li:target { background: var(--tint); box-shadow: 0 0 0 0.375rem var(--tint); }
main:focus { outline: none; }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: var(--gutter); top: -10rem; z-index: 1; padding: 0.5rem 0.75rem;
  background: var(--page); color: var(--accent); }
.skip:focus { top: 0.5rem; }
"""

_COVER = """
header { background: var(--tint); border-top: 0.375rem solid var(--accent);
  border-bottom: 0.0625rem solid var(--line); }
.inner, .page { max-width: calc(var(--measure) + var(--hang) + 2 * var(--gutter)); margin: 0 auto;
  padding: 0 var(--gutter) 0 calc(var(--gutter) + var(--hang)); }
header .inner { padding-top: 2.75rem; padding-bottom: 2rem; }
h1 { margin: 0 0 0.5rem; font-size: clamp(2rem, 1.4rem + 2.6vw, 2.75rem); line-height: 1.15; }
.cover-area { font-size: 1.3125rem; font-weight: 700; line-height: 1.3; margin-bottom: 0.5rem; }
.cover-subtitle { font-size: 1.125rem; color: var(--soft); margin-bottom: 1.5rem; }
.cover-list { list-style: none; padding: 0; font-size: 0.9375rem; columns: 2 17rem; column-gap: 2rem;
  margin-bottom: 1.5rem; }
.cover-list li { margin: 0 0 0.25rem; break-inside: avoid; }
.cover-fact { font-size: 0.9375rem; margin: 0 0 0.25rem; }
nav { padding-top: 2.5rem; }
nav h2 { margin: 0 0 0.75rem; font-size: 1.25rem; }
nav ul { list-style: none; padding: 0; margin: 0; font-size: 0.9375rem; line-height: 1.4; }
nav li { margin: 0; }
nav li > ul { margin: 0; padding-left: 1rem; }
nav a { display: block; padding: 0.3125rem 0; text-decoration-color: var(--line); }
nav a:hover { text-decoration-color: currentcolor; }
main { display: block; padding-bottom: 3.5rem; }
main > :first-child { margin-top: 2.5rem; }
footer { border-top: 0.0625rem solid var(--line); background: var(--tint); color: var(--soft);
  font-size: 0.9375rem; }
footer .inner { padding-top: 2rem; padding-bottom: 2rem; }
footer p:last-child { margin-bottom: 0; }
"""

_PARTS = """
.number { white-space: pre; color: var(--soft); font-variant-numeric: tabular-nums; }
.judgement, .legend { font-weight: 700; }
.judgement .number { color: inherit; }
.lead-in { margin-bottom: 0.5rem; }
.strip { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: 0; padding: 0;
  margin: 0 0 1.5rem; list-style: none; }
.strip li { margin: 0 -0.0625rem -0.0625rem 0; padding: 0.5rem 0.25rem; border: 0.0625rem solid var(--line);
  color: var(--soft); font-size: 0.9375rem; text-align: center; }
.strip .given { background: var(--tint); color: var(--accent); outline: 0.1875rem solid var(--accent);
  outline-offset: -0.125rem; font-weight: 700; }
.notes { margin-top: 3.5rem; border-top: 0.0625rem solid var(--line); font-size: 0.9375rem; }
.notes h2 { margin-top: 1.5rem; font-size: 1.25rem; }
.note-mark { padding: 0 0.1em; }
"""

_TABLES = """
table { width: 100%; margin: 0 0 1.75rem; table-layout: fixed; border-collapse: collapse; font-size: 1rem;
  line-height: 1.5; }
caption { text-align: left; }
th, td { padding: 0.625rem 0.75rem; border: 0.0625rem solid var(--line); text-align: left;
  vertical-align: top; }
thead th, thead td { background: var(--tint); color: var(--accent); }
tbody th { font-weight: 400; }
td p:last-child, td ul { margin-bottom: 0; }
td li:last-child { margin-bottom: 0; }
.grades td { font-weight: 700; }
.grades thead :first-child { width: 66%; }
.scroll { overflow-x: auto; margin: 0 0 1.75rem; }
.scroll table { margin: 0; min-width: 34rem; table-layout: auto; }
@media screen and (max-width: 36rem) {
  th, td { padding: 0.5rem; }
  .grades thead :first-child { width: 52%; }
  .stack { display: grid; grid-template-columns: minmax(0, 1fr); }
  .stack thead, .stack tbody, .stack tr { display: contents; }
  .stack caption { grid-row: 1; }
  .stack th, .stack td { border-bottom-width: 0; }
  .stack thead :nth-child(1) { order: 1; }
  .stack tbody td:nth-child(1) { order: 2; }
  .stack thead :nth-child(2) { order: 3; }
  .stack tbody td:nth-child(2) { order: 4; border-bottom-width: 0.0625rem; }
}
"""

# A number that stands in the line on a narrow screen hangs in the margin on a wide one; where there is
# room for it the contents list stays in sight beside the text.
_WIDE = """
@media screen and (min-width: 46rem) {
  :root { --hang: 2.75rem; }
  .number { display: inline-block; width: var(--hang); margin-left: calc(-1 * var(--hang)); }
}
@media screen and (min-width: 66rem) {
  .with-contents .inner, .with-contents .page { padding-left: var(--gutter);
    max-width: calc(var(--side) + 3rem + var(--hang) + var(--measure) + 2 * var(--gutter)); }
  .with-contents .page { display: grid; column-gap: calc(3rem + var(--hang)); align-items: start;
    grid-template-columns: var(--side) minmax(0, var(--measure)); }
  .with-contents .page > nav { position: sticky; top: 0; max-height: 100vh; overflow-y: auto;
    padding: 2.5rem 0.5rem 1.5rem 0.25rem; margin-left: -0.25rem; }
  .with-contents footer .inner {
    padding-left: calc(var(--gutter) + var(--side) + 3rem + var(--hang)); }
}
"""

_DRAFT = """
.draft { margin: 0; padding: 0.5rem var(--gutter); background: var(--warn-tint); color: var(--warn);
  border-bottom: 0.125rem solid var(--warn); font-weight: 700; text-align: center; }
.to-do { background: var(--warn-tint); color: var(--warn); padding: 0 0.2em; font-weight: 400; }
"""

_PRINT = """
@page { size: A4; margin: 22mm 20mm 22mm 20mm;
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 9pt Arial, sans-serif; } }
@media print {
  :root { --hang: 13mm; --measure: none; }
  body { font-size: 11pt; line-height: 1.45; }
  /* a table's frame on the very edge would be cut off */
  .inner, .page { max-width: none; padding: 0 0.5mm 0 var(--hang); }
  .number { display: inline-block; width: var(--hang); margin-left: calc(-1 * var(--hang)); }
  .skip { display: none; }
  .scroll { overflow: visible; }
  .scroll table { min-width: 0; }
  .new-page { break-before: page; }
  header, footer { background: none; border: 0; }
  header .inner { padding-top: 40mm; }
  nav a { text-decoration: none; }
  h1, h2, h3, h4, h5, h6, .judgement, .lead-in, .legend, .strip { break-after: avoid; }
  h2 { font-size: 18pt; }
  h2.new-page { margin-top: 0; }
  h3 { font-size: 13pt; }
  caption { break-after: avoid; }
  [role="doc-backlink"] { display: none; }
  footer, .grades, .strip, tbody tr:not(:only-child), td li { break-inside: avoid; }
  .strip { grid-auto-flow: column; grid-template-columns: none; grid-auto-columns: 1fr; }
  .strip li { padding: 1.5mm 1mm; font-size: 9.5pt; }
  table { font-size: 10.5pt; }
  p, li { orphans: 2; widows: 2; }
  p:target, li:target { background: none; box-shadow: none; }
}
"""

# At the side, where every browser can keep room for it: at the top it would lie upon the text.
_PRINTED_DRAFT = """
@media print {
  body { padding-right: 9mm; }
  .draft { position: fixed; top: 0; bottom: 0; right: 0; writing-mode: vertical-rl; padding: 0; border: 0;
    background: none; font-size: 9pt; line-height: 1; }
}
"""
