"""Spelling in British English, by the system's spelling library through Enchant.

What a word is, and which words nobody checks, is settled here; the dictionary only says whether a word is in
it. It holds -ise and -ize alike, so both pass. Places are code points in the text that is handed in; a flat
text (`drafter.report.slices`) parts words at its footnotes.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeAlias

import platformdirs

from drafter.errors import DrafterError
from drafter.framework.model import Framework, RecommendationsSpec
from drafter.report.model import InvestigationsSection, RecommendationsSection, Report
from drafter.store.files import atomic_write
from drafter.store.state import PRIVATE_FILE, make_private

LANGUAGE = "en_GB"
MOST_SUGGESTIONS = 8
MOST_WORDS = 20_000
"""How many words a personal dictionary holds; `LARGEST` is its size in bytes."""
LARGEST = 1_000_000
LONGEST_WORD = 60

Span: TypeAlias = tuple[int, int]

_CACHED = 50_000
_APOSTROPHES = "'’ʼ"
_HYPHENS = "-\u2010\u2011"
_LETTERS = "[^\\W_\u0300-\u036f][\\w\u0300-\u036f]*"
# Letters and digits with single apostrophes and hyphens between them. Each character has one way to match,
# so that no text takes long.
_WORD = re.compile(f"{_LETTERS}(?:[{_APOSTROPHES}\\{_HYPHENS}]{_LETTERS})*")
_CHUNK = re.compile(r"\S+")
_ADDRESS_MARKS = ("@", "://", "www.", "WWW.", "Www.")
# A name of the web that nothing announces: the text must end in a domain, or go on with a path.
_DOMAINS = (".uk", ".org", ".com", ".net", ".gov", ".eu", ".info", ".example")
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ABBREVIATION = 5
# What stands in front of a hyphen without being a word of its own.
_PREFIXES = re.compile(
    "anti|bi|co|cyber|de|e|ex|extra|inter|intra|macro|micro|mid|mini|multi|neo|neuro|non|over|post|pre|pro"
    "|psycho|quasi|re|self|semi|socio|sub|super|tri|ultra|un|under|vice"
)
# What the dictionary lacks though it is right: 16 year olds.
_ALSO = ("longstanding", "olds", "wellbeing")
_LAST_LATIN = "\u024f"  # Latin Extended-B ends here; what lies behind is no English
_STRAIGHT = {ord(mark): "'" for mark in _APOSTROPHES} | {ord(mark): "-" for mark in _HYPHENS}


# --- words -----------------------------------------------------------------------------------------------


def words_in(text: str) -> Iterator[Span]:
    """From where to where each word of `text` stands; addresses of the web and of mail hold none.

    A word has letters or digits, and apostrophes or hyphens between them; quotation marks around it are
    none of it.
    """
    skipped = _addresses(text)
    at, until = next(skipped, (len(text), len(text)))
    for found in _WORD.finditer(text):
        start, end = found.span()
        while until <= start < len(text):
            at, until = next(skipped, (len(text), len(text)))
        if not at <= start < until:
            yield start, end


def _addresses(text: str) -> Iterator[Span]:
    if not any(mark in text for mark in (*_ADDRESS_MARKS, *_DOMAINS)):
        return
    for found in _CHUNK.finditer(text):
        if _is_address(found[0].strip("()[]<>{}.,;:!?'\"‘’“”\ufffc")):
            yield found.span()


def _is_address(chunk: str) -> bool:
    if any(mark in chunk for mark in _ADDRESS_MARKS):
        return True
    host = chunk.partition("/")[0].lower()
    return host.endswith(_DOMAINS) and not host.startswith(".")


def plain_word(word: str) -> str:
    """A word as dictionaries spell it: in NFC, with straight apostrophes and hyphens."""
    return unicodedata.normalize("NFC", word.strip().translate(_STRAIGHT))


def names_in(report: Report, framework: Framework) -> frozenset[str]:
    """The names that a report brings along: the words with a capital in the texts that hold names.

    These are its facts, the titles of its investigations, and the bodies of its recommendations and of the
    framework. Small words are not taken: one that is misspelt in a title would be right everywhere.
    """
    texts: list[str] = []
    for fact in report.content.facts.values():
        texts += [fact] if isinstance(fact, str) else fact if isinstance(fact, tuple) else []
    for section in report.content.sections.values():
        if isinstance(section, InvestigationsSection):
            texts += [one.title for one in section.investigations]
        elif isinstance(section, RecommendationsSection):
            texts += [group.body for group in section.groups]
    for spec in framework.sections:
        texts += spec.bodies if isinstance(spec, RecommendationsSpec) else ()
    found: set[str] = set()
    for text in texts:
        for start, end in words_in(text):
            word = _without_possessive(plain_word(text[start:end]))
            found.update(part for part in (word, *word.split("-")) if part[:1].isupper())
    return frozenset(found)


def _without_possessive(word: str) -> str:
    return word[:-2] if word[-2:] in ("'s", "'S") else word


# --- what is never checked -------------------------------------------------------------------------------


def _is_skipped(word: str) -> bool:
    """Whether nobody can say: single letters, digits, short abbreviations, numerals, other scripts.

    Of a word with hyphens the parts with digits are skipped, not the others.
    """
    base = _without_possessive(word)
    if len(base) < 2 or len(base) > LONGEST_WORD:
        return True
    if not base.isascii() and max(base) > _LAST_LATIN and any(map(_is_foreign, base)):
        return True
    if not base.isalpha() and ("_" in base or ("-" not in base and any(map(str.isdigit, base)))):
        return True
    capitals = base[:-1] if base[-1] == "s" else base  # PCTs
    if capitals.isupper() and len(capitals) <= _ABBREVIATION and capitals.isalpha():
        return True
    return (base.isupper() or base.islower()) and _ROMAN.fullmatch(base.lower()) is not None


def _is_foreign(letter: str) -> bool:
    return letter > _LAST_LATIN and letter.isalpha()


class _Known:
    """Words that are right whatever the dictionary says. One in small letters is right in any case."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(filter(None, map(plain_word, words)))
        self._capitals = frozenset(word.upper() for word in self.words)

    def has(self, word: str) -> bool:
        if word in self.words or (word.isupper() and word in self._capitals):
            return True
        return word[:1].isupper() and word.lower() in self.words


# --- the library -----------------------------------------------------------------------------------------


class _Library:
    """A dictionary of the system's spelling library. Raises what the library raises where there is none.

    Neither the library nor its dictionaries are made for several threads, so one at a time asks. What asks
    for suggestions has a dictionary of its own, since these take a hundred times as long.
    """

    def __init__(self) -> None:
        self._checking = threading.Lock()
        self._suggesting = threading.Lock()
        self._dictionary = _dictionary()
        self._second: Any = None
        self.has = lru_cache(maxsize=_CACHED)(self._has)
        self.near = lru_cache(maxsize=500)(self._near)

    def _has(self, word: str) -> bool:
        with self._checking:
            return bool(self._dictionary.check(word))

    def _near(self, word: str) -> tuple[str, ...]:
        with self._suggesting:
            if self._second is None:
                self._second = _dictionary()
            return tuple(map(str, self._second.suggest(word)))


def _dictionary() -> Any:
    import enchant  # raises ImportError where the library in C is missing

    broker = enchant.Broker()
    # Hunspell's dictionary is the one that is tended; the others stand in where it is missing.
    broker.set_ordering(LANGUAGE, "hunspell,nuspell,applespell,aspell")
    return broker.request_dict(LANGUAGE)


@dataclass(frozen=True, slots=True)
class _Found:
    """The library, or the problem that there is none."""

    library: _Library | None
    problem: str = ""


_finding = threading.Lock()
_adding = threading.Lock()


def _library() -> _Found:
    """The one library of this process, looked for once."""
    with _finding:
        return _look()


@lru_cache(maxsize=1)
def _look() -> _Found:
    try:
        import enchant
    except (ImportError, OSError):
        return _Found(None, _no_library(sys.platform))
    try:
        return _Found(_Library())
    except enchant.errors.Error:
        return _Found(None, _no_dictionary(sys.platform))


def _no_library(system: str) -> str:
    told = "Spelling is not checked, since the spelling library is not installed. "
    if system == "win32":
        return told + "Install Drafter again, which brings the library along."
    if system == "darwin":
        return told + "Install it with Homebrew (brew install enchant), then start Drafter again."
    return told + (
        "Install the packages libenchant-2-2 and hunspell-en-gb (Debian, Ubuntu) or enchant2 and"
        " hunspell-en-GB (Fedora), then start Drafter again."
    )


def _no_dictionary(system: str) -> str:
    told = "Spelling is not checked, since no dictionary of British English was found. "
    if system == "win32":
        return told + (
            r"Put the files en_GB.aff and en_GB.dic into %LOCALAPPDATA%\enchant\hunspell, then start Drafter"
            " again."
        )
    if system == "darwin":
        return told + (
            "Add British English under System Settings, Keyboard, Text Input, Spelling, or put the files"
            " en_GB.aff and en_GB.dic into ~/.config/enchant/hunspell, then start Drafter again."
        )
    return told + (
        "Install the package hunspell-en-gb (Debian, Ubuntu) or hunspell-en-GB (Fedora), then start Drafter"
        " again."
    )


# --- the personal dictionary -----------------------------------------------------------------------------


def dictionary_path() -> Path:
    """The personal dictionary's file; it need not exist. DRAFTER_DICTIONARY names another."""
    named = os.environ.get("DRAFTER_DICTIONARY")
    if named:
        return Path(named).absolute()
    return platformdirs.user_data_path("drafter", appauthor=False) / "dictionary.txt"


def read_personal(path: Path) -> tuple[str, ...]:
    """The words of a personal dictionary, at most `MOST_WORDS`; none where it cannot be read."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        return _words_of(file.read(LARGEST))
    return ()


def add_personal(path: Path, word: str) -> None:
    """Put a word at the end of a personal dictionary, unless it is there; its other lines stay as they are.

    Raises DrafterError where `word` is no single word, where the dictionary is full, and where it cannot
    be read or written.
    """
    plain = plain_word(word)
    if not plain or _WORD.fullmatch(plain) is None or len(plain) > LONGEST_WORD:
        raise DrafterError(f"{word[:LONGEST_WORD]!r} is not one word", hint="Add each word by itself.")
    with _adding:
        _append(path, plain)


def _append(path: Path, word: str) -> None:
    try:
        make_private(path.parent)
        data = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise DrafterError(
            f"the personal dictionary cannot be read ({error.strerror or error})",
            where=str(path),
            hint="Check its permissions.",
        ) from error
    words = _words_of(data)
    if word in words:
        return
    line = f"{word}\n".encode()
    if len(words) >= MOST_WORDS or len(data) + len(line) >= LARGEST:
        raise DrafterError(
            "the personal dictionary is full",
            where=str(path),
            hint="Take words out of it that you do not need.",
        )
    between = b"\n" if data and not data.endswith(b"\n") else b""
    atomic_write(path, data + between + line, mode=PRIVATE_FILE)


def _words_of(data: bytes) -> tuple[str, ...]:
    lines = data.decode("utf-8-sig", "replace").splitlines()
    words = dict.fromkeys(plain_word(line) for line in lines if len(line) <= LONGEST_WORD)
    return tuple(word for word in words if word)[:MOST_WORDS]


# --- the speller -----------------------------------------------------------------------------------------


class Speller:
    """Checks spelling for one report; any thread may ask.

    `words` are right in this report: those of its own dictionary and its names. `dictionary` is the file
    of the personal dictionary, where it is not the user's own. Making the first one of a process reads the
    system's dictionary, which takes a tenth of a second.
    """

    def __init__(self, words: Iterable[str] = (), *, dictionary: Path | None = None) -> None:
        found = _library()
        self.problem = found.problem
        """Why spelling is not checked and what to do, as a sentence for people; empty where it is."""
        self._library = found.library
        self._path = dictionary or dictionary_path()
        self.know(words)

    def know(self, words: Iterable[str]) -> None:
        """Take other words as the report's own, and read the personal dictionary again."""
        self._words = tuple(words)
        self._known = _Known((*_ALSO, *self._words, *read_personal(self._path)))
        self._wrong: Callable[[str], tuple[Span, ...]] | None = None
        if self._library is not None:
            # A new memory with the words that it was made for, so that no thread fills it with old answers.
            told = partial(_wrong_in, library=self._library, known=self._known)
            self._wrong = lru_cache(maxsize=_CACHED)(told)

    def add(self, word: str) -> None:
        """Put a word into the personal dictionary. Raises DrafterError where that cannot be done."""
        add_personal(self._path, word)
        self.know(self._words)

    def misspelt(self, text: str) -> list[Span]:
        """From where to where each misspelt word of `text` stands; nothing where there is no dictionary.

        Of words with hyphens only the wrong part is named, and of a possessive what stands before its 's.
        """
        wrong = self._wrong
        if wrong is None:
            return []
        found: list[Span] = []
        for start, end in words_in(text):
            spans = wrong(text[start:end])
            if spans:
                found += [(start + first, start + last) for first, last in spans]
        return found

    def suggestions(self, word: str) -> list[str]:
        """What may have been meant, best first, at most eight, with the case and the apostrophes of `word`.

        It may take half a second: not for the thread of a window.
        """
        plain = plain_word(word)
        if self._library is None or not 1 < len(plain) <= LONGEST_WORD:
            return []
        near = [*self._near_names(plain), *_likely(self._library.near(plain), plain)]
        shaped = [_in_case(one, plain) for one in near]
        if any(mark in word for mark in "’ʼ"):
            shaped = [one.replace("'", "’") for one in shaped]
        return [one for one in dict.fromkeys(shaped) if one != word][:MOST_SUGGESTIONS]

    def _near_names(self, word: str) -> list[str]:
        """Known words that look alike; only those with the same first letter are looked at."""
        first = word[:1].casefold()
        words = sorted(known for known in self._known.words if known[:1].casefold() == first)
        folded = {known.casefold(): known for known in words if abs(len(known) - len(word)) <= 2}
        return [folded[one] for one in get_close_matches(word.casefold(), folded, n=2, cutoff=0.8)]


def _wrong_in(token: str, *, library: _Library, known: _Known) -> tuple[Span, ...]:
    """Where `token`, a word of a text, is wrong."""
    word = plain_word(token)
    if len(word) != len(token):  # not in NFC, so places would not fit
        return () if _is_right(word, library, known) else ((0, len(token)),)
    if _is_right(word, library, known):
        return ()
    found: list[Span] = []
    start = 0
    parts = word.split("-")
    for part, before, behind in zip(parts, ("", *parts), (*parts[1:], ""), strict=False):
        tried = [part]
        if _PREFIXES.fullmatch(before.lower()):
            tried.append(before + part)  # co-ordinated
        is_prefix = behind and _PREFIXES.fullmatch(part.lower())
        if not is_prefix and not any(_is_right(one, library, known) for one in tried):
            found.append((start, start + len(_without_possessive(part))))
        start += len(part) + 1
    return tuple(found)


def _is_right(word: str, library: _Library, known: _Known) -> bool:
    if _is_skipped(word) or known.has(word) or library.has(word):
        return True
    base = _without_possessive(word)
    return base != word and (known.has(base) or library.has(base))


def _likely(suggested: Iterable[str], word: str) -> Iterator[str]:
    """The suggestions without words that were cut up: halt n, and col-our, which stands there as col our."""
    for one in suggested:
        is_cut = "-" not in word and one.replace("-", "") == word
        if not is_cut and all(len(part) > 1 or part in ("a", "I") for part in re.split("[ -]", one)):
            yield one


def _in_case(suggestion: str, word: str) -> str:
    if word.isupper():
        return suggestion.upper()
    return suggestion[:1].upper() + suggestion[1:] if word[:1].isupper() else suggestion
