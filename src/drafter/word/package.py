"""Putting the parts together: relationships, content types, properties, and the zip itself."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
import zlib
from collections.abc import Mapping

from drafter.document.model import Document
from drafter.word.house import HouseStyle
from drafter.word.xml import CONTENT_TYPES, HEAD, OFFICE, RELATIONSHIPS, escaped

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument"
_WORD_TYPES = f"{_TYPES}.wordprocessingml"
_ALWAYS = (1980, 1, 1, 0, 0, 0)
DATA_NAMESPACE = "urn:drafter:report:1"
DATA_PROPERTY = "DrafterReport"
HASH_PROPERTY = "DrafterHash"
COMPRESSION = 1  # twice as fast as the default, a quarter larger


def zipped(parts: Mapping[str, str | bytes], *, compression: int = COMPRESSION) -> bytes:
    """The parts as a package; 0 packs nothing. The same parts give the same bytes."""
    whole = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if compression else zipfile.ZIP_STORED
    with zipfile.ZipFile(whole, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _ALWAYS)
            archive.writestr(entry, data, kind, compression)
    return whole.getvalue()


def relationships(entries: list[tuple[str, str, str]], links: Mapping[str, str] | None = None) -> str:
    """A relationships part: id, kind and target of each, then the links out of the document."""
    inside = "".join(
        f'<Relationship Id="{i}" Type="{kind}" Target="{escaped(t)}"/>' for i, kind, t in entries
    )
    outside = "".join(
        f'<Relationship Id="{number}" Type="{OFFICE}/hyperlink" Target="{escaped(address)}"'
        ' TargetMode="External"/>'
        for address, number in (links or {}).items()
    )
    return f'{HEAD}<Relationships xmlns="{RELATIONSHIPS}">{inside}{outside}</Relationships>'


def content_types(house: HouseStyle, more: Mapping[str, str], *, fonts: bool = False) -> str:
    """The content types of the house style's parts that are kept, and of `more` parts."""
    defaults, overrides = house.package.content_types
    if fonts:
        defaults = {**defaults, "odttf": f"{_TYPES}.obfuscatedFont"}
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        **defaults,
    }
    spelled = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in defaults.items())
    spelled += "".join(
        f'<Override PartName="{escaped(name)}" ContentType="{kind}"/>'
        for name, kind in {**overrides, **more}.items()
    )
    return f'{HEAD}<Types xmlns="{CONTENT_TYPES}">{spelled}</Types>'


# --- properties ------------------------------------------------------------------------------------------


def core_properties(document: Document) -> str:
    """Title, subject and language; no author, no dates: a report speaks for itself alone."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(document.title)}</dc:title><dc:subject>{escaped(document.subject)}</dc:subject>"
        f"<dc:language>{escaped(document.language)}</dc:language></cp:coreProperties>"
    )


def app_properties() -> str:
    """The name of the program and nothing else."""
    return (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>Drafter</Application></Properties>'
    )


def data_part(data: bytes) -> str:
    """The report's data as a custom XML part; `data` is UTF-8 text."""
    return f'{HEAD}<report xmlns="{DATA_NAMESPACE}" sha256="{_hash(data)}">{escaped(data.decode())}</report>'


def custom_properties(data: bytes) -> str:
    """The same data again, packed: LibreOffice drops custom XML parts but keeps custom properties."""
    packed = base64.b64encode(zlib.compress(data)).decode()
    values = ((HASH_PROPERTY, _hash(data)), (DATA_PROPERTY, packed))
    spelled = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{value}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values, 2)
    )
    return (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{spelled}</Properties>"
    )


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


FIXED_TYPES = {
    "/word/document.xml": f"{_WORD_TYPES}.document.main+xml",
    "/word/footnotes.xml": f"{_WORD_TYPES}.footnotes+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/app.xml": f"{_TYPES}.extended-properties+xml",
}
CUSTOM_TYPE = f"{_TYPES}.custom-properties+xml"
CUSTOM_XML_TYPE = f"{_TYPES}.customXmlProperties+xml"
CORE_RELATIONSHIP = f"{_PACKAGE}/relationships/metadata/core-properties"
