"""The virtual environments: made once, known by a stamp, made anew when their contents change."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.dev.process import ROOT, StopError, alone, run_quietly, say

OLDEST = (3, 11)
NEWEST = (3, 13)
_REQUIREMENTS = ROOT / "requirements" / "dev.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Python:
    """A Python to make environments from: its program, and all it says about its version."""

    program: Path
    version: str

    @classmethod
    def running(cls) -> Python:
        """The Python that runs dev.py; inside an environment, the one which that was made from."""
        program = getattr(sys, "_base_executable", sys.executable)
        return cls(program=Path(program), version=sys.version)

    @classmethod
    def find(cls, number: str) -> Python | None:
        """The Python `number`, such as "3.12", that this machine has; None where there is none."""
        command = ["py", f"-{number}"] if os.name == "nt" else [f"python{number}"]
        asked = "import sys; print(sys._base_executable); print(sys.version)"
        try:
            done = subprocess.run([*command, "-c", asked], capture_output=True, text=True, check=False)
        except OSError:
            return None
        program, _, version = done.stdout.partition("\n")
        # A launcher may be there without the Python that it should start.
        if done.returncode or not version.startswith(f"{number}."):
            return None
        return cls(program=Path(program), version=version.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """A virtual environment of this checkout: where it is and which Python it is made from."""

    folder: Path
    base: Python

    @property
    def python(self) -> Path:
        """Its Python."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """Where the program `name` is once the environment is made."""
        if os.name == "nt":
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name

    @property
    def site_packages(self) -> Path:
        """Where its packages are."""
        if os.name == "nt":
            return self.folder / "Lib" / "site-packages"
        number = ".".join(self.base.version.split(".")[:2])
        return self.folder / "lib" / f"python{number}" / "site-packages"

    def is_ready(self) -> bool:
        """Whether it was made to the end, from this Python and from the present requirements."""
        try:
            return self._stamp.read_text("utf-8") == self._digest() and self.python.exists()
        except FileNotFoundError:
            return False

    def ensure(self) -> None:
        """Make it, or make it anew, unless it is ready.

        Raises StopError when that fails; what was made by then counts as not made.
        """
        if self.is_ready():
            return
        with alone():
            # The other dev.py that we may have waited for has perhaps made it.
            if not self.is_ready():
                say(f"Setting up {self.folder.name}; this takes a minute, and only the first time.")
                self._make()

    def _make(self) -> None:
        self.make_empty(with_pip=True)
        self.install(
            # A wheel for every package: a build from source may need a compiler, and runs its code.
            ["--only-binary", ":all:", "--require-hashes", "-r", str(_REQUIREMENTS)],
            doing="installs what requirements/dev.txt lists",
        )
        self.install(
            ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)],
            doing="installs Drafter from this checkout",
        )
        self._stamp.write_text(self._digest(), "utf-8")

    def make_empty(self, *, with_pip: bool) -> None:
        """Make the folder anew, with Python in it and perhaps pip, and no packages."""
        try:
            if self.folder.exists():
                shutil.rmtree(self.folder)
        except OSError as error:
            raise StopError(
                f"{self.folder} cannot be removed to be made anew ({error.strerror}). Close the "
                "programs that use it, or delete it by hand, and give the same command again."
            ) from error
        extra = [] if with_pip else ["--without-pip"]
        run_quietly(
            [self.base.program, "-m", "venv", *extra, self.folder],
            doing=f"makes {self.folder.name}",
        )

    def install(self, what: list[str], *, doing: str, into: Environment | None = None) -> None:
        """Let its pip install `what`, here or `into` another environment that has no pip."""
        target = ["--python", str(into.python)] if into else []
        run_quietly(
            [self.python, "-m", "pip", *target, "install", "--no-input", *what],
            doing=doing,
            more={"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        )

    @property
    def _stamp(self) -> Path:
        # Written last of all: an environment that was killed half-way has none.
        return self.folder / "made-from.txt"

    def _digest(self) -> str:
        digest = hashlib.sha256()
        # The folder is in it because an environment that was moved or copied does not work.
        # One Python may go by two names, python3 and python3.11.
        for part in (str(self.folder), str(self.base.program.resolve()), self.base.version):
            digest.update(part.encode() + b"\0")
        for file in (_REQUIREMENTS, ROOT / "pyproject.toml"):
            digest.update(file.read_bytes() + b"\0")
        return digest.hexdigest()


def main_environment() -> Environment:
    """The environment that everything runs in: `.venv`, from the Python that runs dev.py."""
    return Environment(folder=ROOT / ".venv", base=Python.running())


def other_environments() -> tuple[list[Environment], list[str]]:
    """The environments for the other Pythons that Drafter supports, and the numbers not found."""
    found: list[Environment] = []
    missing: list[str] = []
    for minor in range(OLDEST[1], NEWEST[1] + 1):
        number = f"3.{minor}"
        if sys.version_info[:2] == (3, minor):
            continue
        base = Python.find(number)
        if base is None:
            missing.append(number)
        else:
            found.append(Environment(folder=ROOT / f".venv-{number}", base=base))
    return found, missing
