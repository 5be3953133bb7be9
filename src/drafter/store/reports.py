"""Opening and saving `.drafter` files."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from drafter.errors import DrafterError
from drafter.framework import files as framework_files
from drafter.framework.load import load_framework
from drafter.framework.model import Framework
from drafter.report.model import Report
from drafter.store.decode import Decoder, check_format
from drafter.store.encode import encode
from drafter.store.files import as_text, atomic_write, read_stamped
from drafter.store.stamps import Stamp
from drafter.strict import Reader, read_json


@dataclass(frozen=True, slots=True)
class Opened:
    """A report, the framework that it is held against, and the file that it was read from, for messages.

    `stamp` tells later whether somebody changed the file; None where the report comes from no file.
    """

    report: Report
    framework: Framework
    place: str = ""
    stamp: Stamp | None = None


Installed: TypeAlias = Callable[[str, int], Framework | None]


def open_report(path: Path, installed: Installed) -> Opened:
    """Read a `.drafter` file. `installed` finds a framework by key and version.

    The file's own copy of the framework is used unless the very same one is installed. Raises
    DrafterError with the file, the place and what to do.
    """
    data, found = read_stamped(path)
    return replace(decode_report(data, installed, str(path)), stamp=found)


def decode_report(data: bytes, installed: Installed, where: str) -> Opened:
    """The report in the bytes of a `.drafter` file; `where` says for messages where they come from."""
    text = as_text(data, where)
    try:
        root = Reader(read_json(text))
        check_format(root)
        framework = _framework(root["framework"], installed)
        return Opened(Decoder(framework).report(root), framework, where)
    except DrafterError as error:
        raise error.within(where) from None
    except RecursionError as error:
        raise DrafterError(
            "this is not a Drafter report: its brackets are nested too deeply", where=where
        ) from error


def save_report(
    path: Path,
    report: Report,
    framework: Framework,
    *,
    overwrite: bool = True,
    unless_changed: Stamp | None = None,
) -> Stamp:
    """Save a report, whole or not at all; see `atomic_write`. `services/saving.py` keeps what stood there."""
    return atomic_write(path, encode(report, framework), overwrite=overwrite, unless_changed=unless_changed)


def _framework(reader: Reader, installed: Installed) -> Framework:
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
