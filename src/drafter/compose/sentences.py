"""The framework's standard wording with a report's facts and grades in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from drafter.framework.model import (
    AreaSpec,
    Framework,
    Grade,
    InvestigationsSpec,
    Line,
    NarrativeSpec,
)
from drafter.report.facts import Fact, printed
from drafter.report.model import Content, Investigation, area_address
from drafter.report.richtext import RichText, Run, rich
from drafter.wording import MissingValueError, Values, Wording


def grade_values(grade: Grade) -> Mapping[str, Fact]:
    """What a wording may name of a grade."""
    values: dict[str, Fact] = {"key": grade.key, "word": grade.word}
    return values if grade.number is None else values | {"number": grade.number}


def judgements_of(spec: AreaSpec | InvestigationsSpec, investigation: Investigation | None) -> list[str]:
    """The addresses of what an area judges, in order."""
    if investigation is not None:
        return [area_address(spec.key, investigation.id)]
    return [part.judgement for part in spec.parts] if isinstance(spec, AreaSpec) else []


class Sentences:
    """Renders wording for one report. What cannot be said yet is None, and `missing` tells why."""

    def __init__(self, content: Content, framework: Framework) -> None:
        self.content = content
        self.framework = framework
        self.values = self._base_values()

    def _base_values(self) -> dict[str, Fact | Mapping[str, Fact | Mapping[str, Fact]]]:
        values: dict[str, Fact | Mapping[str, Fact | Mapping[str, Fact]]] = {
            key.replace("-", "_"): fact for key, fact in self.content.facts.items()
        }
        for key, wording in self.framework.derived.items():
            try:
                values[key.replace("-", "_")] = wording.render(values)
            except MissingValueError:
                continue
        return values

    def render(self, wording: Wording, more: Values | None = None) -> str | None:
        """The sentence, or None where it prints something that is not known yet."""
        try:
            return wording.render({**self.values, **(more or {})})
        except MissingValueError:
            return None

    def with_gaps(self, wording: Wording) -> str:
        """The sentence, with a mark such as `[Area]` for each value that is not known yet."""
        values = dict(self.values)
        while True:
            try:
                return wording.render(values)
            except MissingValueError as error:
                values[error.name] = f"[{self._label(error.name)}]"

    def value_in(self, words: str, wording: Wording, name: str, more: Values | None = None) -> str | None:
        """The value called `name` that makes `wording` say `words`; None where there is none.

        The other way round from `render`: what stands before and behind the value must be there.
        """
        try:
            before, behind = wording.around({**self.values, **(more or {})}, name)
        except MissingValueError:
            return None
        if not words.startswith(before) or not words.endswith(behind):
            return None
        return words[len(before) : len(words) - len(behind)].strip() or None

    def missing(self, wording: Wording, more: Values | None = None) -> str:
        """The label of the first value that keeps `wording` from being said; for a draft's mark."""
        try:
            wording.render({**self.values, **(more or {})})
        except MissingValueError as error:
            return self._label(error.name)
        return ""

    def _label(self, name: str) -> str:
        """What people call the value that a wording names; of a derived one, what it is made of."""
        key = name.replace("_", "-")
        if key in self.framework.derived:
            return self.missing(self.framework.derived[key])
        fact = self.framework.fact(key)
        return fact.label if fact else key.replace("-", " ").capitalize()

    def grade(self, judgement: str) -> Grade | None:
        """The grade that a judgement was given, as its scale describes it."""
        scale = self.framework.scale_of(judgement)
        return scale.grade(self.content.grades.get(judgement, "")) if scale else None

    # --- areas -------------------------------------------------------------------------------------------

    def area_values(
        self, spec: AreaSpec | InvestigationsSpec, investigation: Investigation | None = None
    ) -> Values:
        """What the sentences of an area may name, besides the facts."""
        if investigation is not None:
            title = investigation.title
            subject = investigation.subject or title
        else:
            assert isinstance(spec, AreaSpec)
            title, subject = spec.title, spec.subject
        named: dict[str, Fact | Mapping[str, Fact | Mapping[str, Fact]]] = {}
        if title:
            named["title"] = title
        if subject:
            named["subject"] = subject
        judgements = judgements_of(spec, investigation)
        grades = {key: grade for key in judgements if (grade := self.grade(key))}
        if len(judgements) == 1:
            if grades:
                named["grade"] = grade_values(grades[judgements[0]])
        else:
            named["grades"] = {key.replace("-", "_"): grade_values(g) for key, g in grades.items()}
        return named

    def sentence(
        self, spec: AreaSpec | InvestigationsSpec, investigation: Investigation | None = None
    ) -> str | None:
        """The judgement sentence as the framework words it, or None while a grade is missing."""
        if spec.sentence is None:
            return None
        return self.render(spec.sentence, self.area_values(spec, investigation))

    def opening(
        self, spec: AreaSpec | InvestigationsSpec, investigation: Investigation | None = None
    ) -> str | None:
        """The opening of the area's main finding, or None while a grade is missing."""
        if spec.main_finding is None:
            return None
        return self.render(spec.main_finding, self.area_values(spec, investigation))

    def area_title(self, spec: AreaSpec) -> str:
        """The heading of an area; one that tells the grade has the title alone until there is one."""
        if spec.title_wording is None:
            return spec.title
        return self.render(spec.title_wording, self.area_values(spec)) or spec.title

    def graded_titles(self, spec: AreaSpec) -> Mapping[str, tuple[str, ...]]:
        """The headings that tell each grade, by its key: the one that is printed, then other forms of it."""
        scale = self.framework.scale_of(spec.parts[0].judgement)
        if spec.title_wording is None or scale is None:
            return {}
        found = {}
        for grade in scale.grades:
            forms = [replace(grade, word=word) for word in (grade.word, *grade.aliases)]
            values = [{**self.area_values(spec), "grade": grade_values(form)} for form in forms]
            said = [self.render(spec.title_wording, one) for one in values]
            found[grade.key] = tuple(words for words in said if words)
        return {key: words for key, words in found.items() if words}

    # --- lines and headings ------------------------------------------------------------------------------

    def line(self, line: Line) -> RichText | None:
        """A line of text or wording of the cover or the imprint (for a fact see `fact`)."""
        text = self.line_words(line)
        return None if text is None else self.linked(text)

    def line_words(self, line: Line) -> str | None:
        """The words of such a line, without links."""
        return line.text if line.wording is None else self.render(line.wording)

    def fact(self, key: str) -> str | None:
        """A fact in print, or None."""
        fact = self.content.facts.get(key)
        return None if fact is None else printed(fact)

    def heading(self, spec: NarrativeSpec) -> str | None:
        """The second heading of a section that has one."""
        return None if spec.heading is None else self.render(spec.heading, {"title": spec.title})

    def linked(self, text: str) -> RichText:
        """`text` with the framework's links in it."""
        parts: list[Run] = [Run(text)]
        for words, address in self.framework.links.items():
            for place, part in enumerate(parts):
                if not part.link and words in part.text:
                    before, _, behind = part.text.partition(words)
                    parts[place : place + 1] = [Run(before), Run(words, link=address), Run(behind)]
        return rich(*parts)
