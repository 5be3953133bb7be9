"""Quotation marks, straight and curly, and the other marks that print has and keyboards lack."""

from __future__ import annotations

_OPENING = "([{‘“<-–—/"


def curls(text: str) -> bool | None:
    """Whether more quotation marks of `text` are curly than straight; None where it has none."""
    curly = sum(map(text.count, "‘’“”"))
    straight = sum(map(text.count, "'\""))
    return curly >= straight if curly or straight else None


def curled(text: str, before: str) -> str:
    """`text` with curly quotation marks; `before` is the character that stands before it, if any."""
    made: list[str] = []
    for place, mark in enumerate(text):
        if mark in "'\"":
            opens = not before or before.isspace() or before in _OPENING
            if mark == "'":
                # an apostrophe in front of a year ('08) closes
                mark = "‘" if opens and not text[place + 1 : place + 2].isdigit() else "’"  # noqa: PLW2901
            else:
                mark = "“" if opens else "”"  # noqa: PLW2901
        made.append(mark)
        before = mark
    return "".join(made)


def printed_mark(before: str, typed: str) -> tuple[int, str]:
    """What print has for a character that was just typed behind `before`.

    How many characters to take back, the typed one among them, and what to put there; (0, "") where what
    was typed stays.
    """
    if typed in ("'", '"'):
        return 1, curled(typed, before[-1:])
    if typed == " " and before.endswith(" -"):
        return 2, "– "
    if typed == "." and before.endswith("..") and not before.endswith("..."):
        return 3, "…"
    return 0, ""
