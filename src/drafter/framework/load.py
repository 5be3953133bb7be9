"""Loading a framework: everything is checked, and a mistake is told with its file, key and remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from drafter.errors import DrafterError
from drafter.framework import files as framework_files
from drafter.framework.model import FactSpec, Framework, Grade, GradeRole, Judgement, Scale
from drafter.framework.reading import check_key, decoded, key_of, said, scale_of, unique
from drafter.framework.sections import SectionLoader
from drafter.framework.slots import SLOT_NAMES, Slots
from drafter.report.facts import Fact, FactType, read_fact
from drafter.strict import Reader
from drafter.wording import Wording

FORMAT = 1


def load_framework(files: Mapping[str, bytes], place: str) -> Framework:
    """Check a framework's files and return what they say. `place` names the folder for messages.

    Raises DrafterError that names the file, the key and the mistake.
    """
    where = f"{place}/{framework_files.MAIN}"
    try:
        root = Reader(tomllib.loads(decoded(files[framework_files.MAIN], where)))
    except (ValueError, RecursionError) as error:  # ValueError: also numbers of thousands of digits
        raise DrafterError(f"this is not valid TOML ({error})", where=where) from error
    try:
        return _load(root, files, place)
    except DrafterError as error:
        # a wording's error names its own file
        raise error if error.where.startswith(f"{place}/") else error.within(where) from None


def _load(root: Reader, files: Mapping[str, bytes], place: str) -> Framework:
    _check_format(root)
    facts = tuple(_fact(key, reader) for key, reader in unique(root, "facts"))
    slots = Slots(files, place, {fact.key.replace("-", "_") for fact in facts})
    derived = _derived(root, slots)
    scales = tuple(_scale(key, reader) for key, reader in unique(root, "scales"))
    judgements = tuple(_judgement(key, r, scales) for key, r in unique(root, "judgements"))
    loader = SectionLoader(
        slots, scales, {j.key: j for j in judgements}, {fact.key: fact.type for fact in facts}
    )
    sections = tuple(loader.section(key, reader) for key, reader in unique(root, "sections"))
    if not sections:
        raise root.error("a framework has sections", "Add [[sections]], one for each part of the report.")
    loader.check_whole(sections, root["sections"])
    document = root["document"]
    areas = root.at("areas")
    framework = Framework(
        key=key_of(root["key"]),
        version=_version(root["version"]),
        title=said(root["title"]),
        language=root.get("language", Reader.text, "en-GB"),
        document_title=slots.named(document["title"]),
        document_subject=slots.named(document["subject"]),
        file_name=slots.named(document["file-name"]),
        links=root.table("links", Reader.text),
        facts=facts,
        derived=derived,
        scales=scales,
        judgements=judgements,
        strengths=areas["strengths"].text() if root.has("areas") else "",
        weaknesses=areas["weaknesses"].text() if root.has("areas") else "",
        sections=sections,
        guidance=_guidance(files, {section.key for section in sections}, place),
        house_style=_house_style(files, place),
        files=files,
    )
    for reader in (root, document, *([areas] if root.has("areas") else [])):
        reader.done()
    slots.check_all_used()
    return framework


def _version(reader: Reader) -> int:
    if reader.number() < 1:
        raise reader.error("versions begin at 1")
    return reader.number()


def _check_format(root: Reader) -> None:
    number = root["format"].number()
    if number > FORMAT:
        raise root["format"].error(
            f"this framework is of format {number}, and this Drafter knows formats up to {FORMAT}",
            "Install a newer Drafter.",
        )
    if number < 1:
        raise root["format"].error(f"there is no format {number}")


def _check_not_taken(key: str, reader: Reader) -> None:
    """Refuse a fact or derived value by a name that some wordings have for something else."""
    if key in SLOT_NAMES:
        raise reader.error(f"{key!r} is what wordings call something else", "Choose another key.")


def _fact(key: str, reader: Reader) -> FactSpec:
    _check_not_taken(key, reader["key"])
    kind = FactType(reader["type"].one_of([kind.value for kind in FactType]))
    fact = FactSpec(
        key=key,
        label=said(reader["label"]),
        type=kind,
        required=reader.get("required", Reader.flag, False),
        help=reader.get("help", Reader.text, ""),
        default=reader.get("default", lambda r: _default(kind, r), None),
    )
    reader.done()
    return fact


def _default(kind: FactType, reader: Reader) -> Fact:
    if kind is FactType.LIST:
        return reader.texts()
    if kind is FactType.NUMBER:
        return reader.number()
    try:
        return read_fact(kind, reader.text())
    except DrafterError as error:
        raise reader.error(error.problem, error.hint) from None


def _derived(root: Reader, slots: Slots) -> Mapping[str, Wording]:
    found = root.table("derived", slots.inline)
    for key in found:
        at = root["derived"].at(key)
        check_key(key, at)
        _check_not_taken(key, at)
        if key.replace("-", "_") in slots.names:
            raise at.error("there is a fact of this key already")
    slots.names.update(key.replace("-", "_") for key in found)
    return found


def _scale(key: str, reader: Reader) -> Scale:
    grades = tuple(_grade(name, r) for name, r in unique(reader, "grades"))
    if len(grades) < 2:
        raise reader["grades"].error("a scale has two grades or more")
    for place, grade in enumerate(grades):
        if grade.word.lower() in (other.word.lower() for other in grades[:place]):
            raise reader["grades"].error(f"two grades have the word {grade.word!r}")
    scale = Scale(key=key, best=reader["best"].one_of([grade.key for grade in grades]), grades=grades)
    reader.done()
    return scale


def _grade(key: str, reader: Reader) -> Grade:
    grade = Grade(
        key=key,
        word=said(reader["word"]),
        number=reader.get("number", Reader.number, None),
        role=GradeRole(reader["role"].one_of([role.value for role in GradeRole])),
        descriptor=reader.get("descriptor", Reader.text, ""),
        aliases=reader.get("aliases", Reader.texts, ()),
    )
    reader.done()
    return grade


def _judgement(key: str, reader: Reader, scales: tuple[Scale, ...]) -> Judgement:
    label = said(reader["label"])
    scale = scale_of(reader, scales)
    reader.done()
    return Judgement(key=key, label=label, scale=scale)


def _guidance(files: Mapping[str, bytes], sections: set[str], place: str) -> Mapping[str, str]:
    found = {}
    for name, data in files.items():
        if name.startswith("guidance/"):
            key = name.removeprefix("guidance/").removesuffix(".md")
            if key not in sections:
                raise DrafterError(
                    "this guidance belongs to no section",
                    where=f"{place}/{name}",
                    hint="Name the file after the key of a section.",
                )
            found[key] = decoded(data, f"{place}/{name}")
    return found


def _house_style(files: Mapping[str, bytes], place: str) -> bytes:
    try:
        return files[framework_files.HOUSE_STYLE]
    except KeyError:
        raise DrafterError(
            "the framework has no house style",
            where=f"{place}/{framework_files.HOUSE_STYLE}",
            hint="Copy house-style.docx from the folder of another framework and change it in Word.",
        ) from None
