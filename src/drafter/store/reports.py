"""Opening and saving `.drafter` files."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from drafter.errors import DrafterError
from drafter.framework import files as framework_files
from drafter.framework.load import load_framework
from drafter.framework.model import Framework
from drafter.report.model import Report
from drafter.store.decode import Decoder, check_format
from drafter.store.encode import encode
from drafter.store.files import atomic_write, read_text
from drafter.strict import Reader, read_json


@dataclass(frozen=True, slots=True)
class Opened:
    """A report, the framework that it is held against, and the file that it was read from, for messages."""

    report: Report
    framework: Framework
    place: str = ""


def open_report(path: Path, installed: Callable[[str, int], Framework | None]) -> Opened:
    """Read a `.drafter` file. `installed` finds a framework by key and version.

    The file's own copy of the framework is used unless the very same one is installed. Raises
    DrafterError with the file, the place and what to do.
    """
    text = read_text(path)
    try:
        root = Reader(read_json(text))
        check_format(root)
        framework = _framework(root["framework"], installed)
        return Opened(Decoder(framework).report(root), framework, str(path))
    except DrafterError as error:
        raise error.within(str(path)) from None
    except RecursionError as error:
        raise DrafterError(
            "this is not a Drafter report: its brackets are nested too deeply", where=str(path)
        ) from error


def save_report(path: Path, report: Report, framework: Framework, *, overwrite: bool = True) -> None:
    """Save a report, whole or not at all."""
    atomic_write(path, encode(report, framework), overwrite=overwrite)


def _framework(reader: Reader, installed: Callable[[str, int], Framework | None]) -> Framework:
    key, version = reader["key"].text(), reader["version"].number()
    files = _files(reader["files"])
    reader.done()
    found = installed(key, version)
    if found is not None and framework_files.digest(found.files) == framework_files.digest(files):
        return found
    framework = load_framework(files, reader.path)
    if (framework.key, framework.version) != (key, version):
        inside, named = f"{framework.key!r}, version {framework.version}", f"{key!r}, version {version}"
        raise reader.error(f"the framework in this file is {inside}, and not {named}")
    return framework


def _files(reader: Reader) -> Mapping[str, bytes]:
    found: dict[str, bytes] = {}
    for name in reader.names():
        at = reader.at(name)
        if not framework_files.belongs(name):
            raise at.error("a framework has no such file")
        found[name] = _file(at)
    framework_files.check_size(found, reader.path)
    if framework_files.MAIN not in found:
        raise reader.error("the framework's framework.toml is missing")
    return found


def _file(reader: Reader) -> bytes:
    """A file of the framework: text as it is, anything else packed as base64."""
    if not isinstance(reader.value, dict):
        try:
            return reader.text().encode()
        except UnicodeEncodeError:
            raise reader.error("this text holds half of a character") from None
    data = _packed(reader["base64"])
    reader.done()
    return data


def _packed(reader: Reader) -> bytes:
    try:
        return base64.b64decode(reader.text(), validate=True)
    except (binascii.Error, ValueError):
        raise reader.error("this is not base64") from None
