"""What the packaged program is made from: that its parts are there and agree. Building it is a long form."""

from __future__ import annotations

import ast
import configparser
import importlib.util
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from drafter import resources
from tools.dev import licences, package
from tools.dev.environment import Environment, Python
from tools.dev.process import StopError

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
_PYINSTALLER = ("PyInstaller", "PyInstaller.utils", "PyInstaller.utils.hooks", "PyInstaller.utils.hooks.qt")


class Recipe:
    """`drafter.spec`, run with stand-ins that write down what they are given."""

    def __init__(self) -> None:
        self.calls: dict[str, list[tuple[tuple[Any, ...], dict[str, Any]]]] = {}
        self.names: dict[str, Any] = {}
        self.qt = SimpleNamespace(collect_plugins=lambda kind: [(f"/plugins/{kind}/libqsvg.so", kind)])

    def run(self, system: str, folder: Path, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(sys, "platform", system)
        for name in _PYINSTALLER:
            patch.setitem(sys.modules, name, ModuleType(name))
        patch.setattr(sys.modules[_PYINSTALLER[-1]], "pyside6_library_info", self.qt, raising=False)
        self.names = {
            "SPECPATH": str(PACKAGING),
            "DISTPATH": str(folder),
            "workpath": str(folder),
            **{name: self._stand_in(name) for name in ("Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE")},
        }
        exec(compile((PACKAGING / "drafter.spec").read_text("utf-8"), "drafter.spec", "exec"), self.names)

    def _stand_in(self, name: str) -> Callable[..., Any]:
        def take(*arguments: Any, **named: Any) -> Any:
            self.calls.setdefault(name, []).append((arguments, named))
            return SimpleNamespace(pure=[], scripts=[], binaries=[], datas=[])

        return take

    def named(self, name: str) -> list[dict[str, Any]]:
        """What each call of `name` was given by name."""
        return [named for _, named in self.calls.get(name, [])]


@pytest.fixture(params=["linux", "win32", "darwin"])
def recipe(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recipe:
    made = Recipe()
    with monkeypatch.context() as patch:
        made.run(request.param, tmp_path, patch)
    return made


@pytest.fixture
def on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Recipe]:
    """The recipe as it runs on a system."""

    def run(system: str) -> Recipe:
        made = Recipe()
        with monkeypatch.context() as patch:
            made.run(system, tmp_path, patch)
        return made

    return run


def project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return found


def desktop_entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # its keys have capitals
    parser.read_string((PACKAGING / "linux" / "drafter.desktop").read_text("utf-8"))
    return parser["Desktop Entry"]


def mime_type() -> ET.Element:
    root = ET.fromstring((PACKAGING / "linux" / "drafter.xml").read_text("utf-8"))
    (found,) = root.iter(f"{MIME}mime-type")
    return found


def installer() -> str:
    return (PACKAGING / "windows" / "drafter.iss").read_text("utf-8")


def modules_of_drafter() -> Iterator[str]:
    """Every module that Drafter imports, wherever in its code."""
    for file in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (one.name for one in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
                yield from (f"{node.module}.{one.name}" for one in node.names)


# ------------------------------------------------------------------ the recipe


def test_what_the_recipe_starts_from_exists(recipe: Recipe) -> None:
    ((arguments, named),) = recipe.calls["Analysis"]
    for file in (*arguments[0], *named["pathex"], *(source for source, _ in named["datas"])):
        assert Path(file).exists(), file


def test_all_of_templates_and_resources_comes_to_where_the_program_looks(recipe: Recipe) -> None:
    (named,) = recipe.named("Analysis")
    inside = Path(resources.__file__).parent / "_shipped"
    places = {Path(source): Path(resources.__file__).parents[1] / target for source, target in named["datas"]}
    for top in ("templates", "resources"):
        assert places.pop(ROOT / top) == inside / top  # PyInstaller takes a folder with all that is in it
    assert not places


def test_the_recipe_shuts_out_nothing_that_drafter_imports(recipe: Recipe) -> None:
    shut_out = set(recipe.names["EXCLUDES"])
    for module in set(modules_of_drafter()):
        parts = module.split(".")
        assert shut_out.isdisjoint(".".join(parts[: end + 1]) for end in range(len(parts))), module


def test_only_the_named_plugins_of_qt_come_along(recipe: Recipe) -> None:
    assert recipe.qt.collect_plugins("imageformats") == [("/plugins/imageformats/libqsvg.so", "imageformats")]
    assert recipe.qt.collect_plugins("xcbglintegrations") == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the wheel of another system has others")
def test_the_named_plugins_of_qt_have_their_names_still(recipe: Recipe) -> None:
    found = importlib.util.find_spec("PySide6")
    assert found is not None
    assert found.origin is not None
    plugins = Path(found.origin).parent / "Qt" / "plugins"
    elsewhere = {"qcocoa", "qwindows", "qmacstyle", "qmodernwindowsstyle"}
    for kind, names in recipe.names["PLUGINS"].items():
        for name in names - elsewhere:
            assert (plugins / kind / f"lib{name}.so").exists(), name


def test_the_program_and_its_title_are_named_as_the_project_is(recipe: Recipe) -> None:
    assert recipe.names["NAME"] == project()["name"]
    assert recipe.names["TITLE"].lower() == project()["name"]
    assert project()["scripts"] == {recipe.names["NAME"]: "drafter.__main__:main"}


def test_the_recipe_finds_the_version(recipe: Recipe) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", recipe.names["VERSION"])


def test_its_icons_are_those_that_the_build_makes(recipe: Recipe) -> None:
    maker = (ROOT / "tools" / "make_program_icons.py").read_text("utf-8")
    for named in (*recipe.named("EXE"), *recipe.named("BUNDLE")):
        icon = Path(named["icon"])
        assert icon.parent.name == "icons"
        assert f'"{icon.name}"' in maker


def test_the_entry_sees_to_the_engines_process_before_drafter_is_imported() -> None:
    text = (PACKAGING / "entry.py").read_text("utf-8")
    start = next(
        node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef) and node.name == "_start"
    )
    assert ast.unparse(start.body[0]) == "multiprocessing.freeze_support()"
    outside = [node for node in ast.parse(text).body if isinstance(node, ast.ImportFrom)]
    assert [node.module for node in outside] == ["__future__"]


# ------------------------------------------------------------------ the systems


def test_windows_has_a_program_for_the_console_and_one_for_the_window(on: Callable[[str], Recipe]) -> None:
    programs = {named["name"]: named["console"] for named in on("win32").named("EXE")}
    assert programs == {"drafter": True, "drafter-window": False}
    for file in re.findall(r"\{app\}\\([\w-]+)\.exe", installer()):
        assert programs[file] is False


def test_the_installer_for_windows_agrees_with_the_recipe(on: Callable[[str], Recipe]) -> None:
    recipe = on("win32")
    text = installer()
    assert f'#define Name "{recipe.names["TITLE"]}"' in text
    assert f'Source: "{{#Folder}}\\{recipe.names["NAME"]}\\*"' in text
    assert '#define Folder "..\\..\\build\\package"' in text
    assert f'"Software\\Classes\\.{recipe.names["EXTENSION"]}"' in text
    assert str(mime_type().get("type")) in text
    assert "PrivilegesRequired=lowest" in text
    assert "Root: HKLM" not in text
    assert project()["authors"][0]["name"] in text


def test_macos_opens_reports_with_the_application(on: Callable[[str], Recipe]) -> None:
    (named,) = on("darwin").named("BUNDLE")
    keys = named["info_plist"]
    (document,) = keys["CFBundleDocumentTypes"]
    (exported,) = keys["UTExportedTypeDeclarations"]
    assert document["LSItemContentTypes"] == [exported["UTTypeIdentifier"]]
    assert exported["UTTypeTagSpecification"] == {
        "public.filename-extension": ["drafter"],
        "public.mime-type": [mime_type().get("type")],
    }
    assert keys["NSHighResolutionCapable"] is True
    assert named["name"] == "Drafter.app"


def test_the_linux_desktop_opens_reports_with_the_program(on: Callable[[str], Recipe]) -> None:
    entry, names = desktop_entry(), on("linux").names
    found = mime_type()
    assert entry["MimeType"].rstrip(";") == found.get("type")
    assert [glob.get("pattern") for glob in found.iter(f"{MIME}glob")] == [f"*.{names['EXTENSION']}"]
    (icon,) = found.iter(f"{MIME}icon")
    assert entry["Icon"] == icon.get("name") == Path(names["ICONS"] / "drafter.ico").stem
    assert entry["Exec"].split() == [names["NAME"], "%f"]
    assert entry["Name"] == names["TITLE"]
    assert entry["StartupWMClass"] == "drafter"  # which the window says of itself
    assert 'setDesktopFileName("drafter")' in (ROOT / "src/drafter/desktop/app.py").read_text("utf-8")


FOR_SYSTEMS = [PACKAGING / "drafter.spec"]
FOR_SYSTEMS += [
    file for name in ("linux", "macos", "windows") for file in sorted((PACKAGING / name).iterdir())
]


@pytest.mark.parametrize("file", FOR_SYSTEMS, ids=lambda file: file.name)
def test_each_file_for_a_system_says_where_it_was_tried(file: Path) -> None:
    assert "Tried: " in file.read_text("utf-8")


# ------------------------------------------------------------------ the command


def make_program(folder: Path, script: str) -> Path:
    program = folder / "made"
    program.mkdir()
    (program / "drafter").write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (program / "drafter").chmod(0o755)
    return program


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_the_program_is_tried_in_an_empty_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    told = tmp_path / "told"
    program = make_program(tmp_path, f'env >>{told}; echo "words $*" >>{told}; touch report.docx report.pdf')
    package.check(program)
    text = told.read_text("utf-8")
    assert "words self-test\n" in text
    assert "words open report.drafter --quit-when-shown\n" in text
    assert "QT_QPA_PLATFORM=offscreen\n" in text
    assert "PYTHONPATH" not in text
    assert f"HOME={Path.home()}\n" not in text


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ('[ "$1" != self-test ] || { echo no fonts; exit 3; }', "exit code 3.*drafter self-test"),
        ("exit 0", "there is no such file"),
    ],
)
def test_a_program_that_does_not_work_stops_the_command(tmp_path: Path, script: str, sentence: str) -> None:
    with pytest.raises(StopError, match=sentence):
        package.check(make_program(tmp_path, script))


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StopError, match="does not start"):
        package.check(tmp_path)


def make_distribution(folder: Path, name: str, licence: str, text: str | None) -> Path:
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    module = folder / f"{name}.py"
    module.touch()
    listed = [module.name, f"{info.name}/METADATA", f"{info.name}/RECORD"]
    (info / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\nLicense-Expression: {licence}\n", "utf-8")
    if text is not None:
        (info / "LICENSE").write_text(text, "utf-8")
        listed.append(f"{info.name}/LICENSE")
    (info / "RECORD").write_text("".join(f"{one},,\n" for one in listed), "utf-8")
    return module


def test_the_licences_are_those_of_what_is_inside(tmp_path: Path) -> None:
    inside = [
        make_distribution(tmp_path, "ours", "MIT", "may be copied"),
        make_distribution(tmp_path, "bare", "LGPL-3.0-only OR GPL-2.0-only", None),
    ]
    make_distribution(tmp_path, "elsewhere", "MIT", "not to be found")
    texts = PACKAGING / "licences"
    found = licences.parts(inside, site_packages=tmp_path, base=tmp_path / "python", texts=texts)
    assert [one.name for one in found] == ["bare", "ours", "Python"]
    assert found[0].texts == [
        (texts / f"{name}.txt").read_text("utf-8") for name in ("LGPL-3.0-only", "GPL-3.0-only")
    ]
    told = licences.text(found)
    assert "may be copied" in told
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in told
    assert "not to be found" not in told


@pytest.mark.full
def test_the_program_is_built_and_works(capfd: pytest.CaptureFixture[str]) -> None:
    # Not by dev.py, which may make the environment anew that this test runs in.
    package.make(Environment(folder=Path(sys.prefix), base=Python.running()))
    told = capfd.readouterr()
    assert "drafter self-test" in told.out
    assert told.err == ""
    assert (package.PROGRAM / "LICENSES.txt").stat().st_size > 10_000
