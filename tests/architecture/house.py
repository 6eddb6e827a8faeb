"""Reading Hearth's own source: every module with its place and its tree."""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEARTH = ROOT / "src" / "hearth"
NOT_CODE = {"migrations", "tests"}
KINDS = {"urls", "views", "forms", "actions", "queries", "permissions", "models", "rules", "codes"}


@dataclass(frozen=True)
class Module:
    """One Python file: where it stands under `src/hearth`, and what is in it."""

    place: str
    source: str

    @property
    def package(self) -> str:
        """The package it belongs to; empty for a file beside the packages."""
        return self.place.split("/")[0] if "/" in self.place else ""

    @property
    def kind(self) -> str:
        """What it holds: "views", "actions", whether that is one file, a folder of nouns or a part of a capability."""
        return kind_of(self.place.removesuffix(".py").split("/")[1:])

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @property
    def functions(self) -> Iterator[ast.FunctionDef]:
        """Every function and method in it."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef))

    @property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """Each node's parent in the tree."""
        return {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}


def kind_of(parts: list[str]) -> str:
    """The first of the parts of a place, below its package, that names a kind; else the first of them."""
    return next((part for part in parts if part in KINDS), next(iter(parts), ""))


@cache
def modules() -> tuple[Module, ...]:
    """All of Hearth's code, without its tests and migrations."""
    files = (file for file in sorted(HEARTH.rglob("*.py")) if not NOT_CODE & set(file.relative_to(HEARTH).parts))
    return tuple(Module(str(file.relative_to(HEARTH)), file.read_text()) for file in files)


def packages() -> set[str]:
    """The folders that say what the service does."""
    return {file.parent.name for file in HEARTH.glob("*/__init__.py")}


def found_in(look: Callable[[Module], Iterable[object]]) -> dict[str, list[object]]:
    """What `look` finds wrong, by the place where it does."""
    found = {module.place: list(look(module)) for module in modules()}
    return {place: wrong for place, wrong in found.items() if wrong}


def pages() -> dict[str, str]:
    """Every template by its place under `src/hearth`."""
    return {str(file.relative_to(HEARTH)): file.read_text() for file in sorted(HEARTH.rglob("*.jinja"))}
