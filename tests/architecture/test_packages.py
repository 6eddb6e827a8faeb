"""How the house is laid out: packages, files and functions (STYLE 1, 2, 5, 8)."""

import ast
import tomllib

from tests.architecture.house import ROOT, Module, found_in, kind_of, packages

# Within a package a file may only lean on those below it; forms and actions stand beside each other.
HEIGHT = {
    "urls": 8,
    "views": 7,
    "forms": 6,
    "actions": 6,
    "queries": 5,
    "permissions": 4,
    "models": 3,
    "rules": 2,
    "codes": 1,
}
LEANS_OTHERWISE = {
    "demonstration/queries.py": "the addresses of the invented people are made where the people are",
}
EXPLAINS_ITSELF = {"config/settings.py": "read from top to bottom, once"}


def contracted():
    (contract,) = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return {name.strip() for layer in contract["layers"] for name in layer.split("|")}


def leans_up(module):
    """Imports of the module's own package that do not go down, as the names imported."""
    return [
        name
        for name in imported(module)
        if name.split(".")[1] == module.package
        and kind(name) != module.kind
        and HEIGHT.get(kind(name), 0) >= HEIGHT.get(module.kind, 99)
    ]


def reaches_across(module):
    """Imports of another package's views into views: those are private to a package. A form may build on one below."""
    return [
        name
        for name in imported(module)
        if name.split(".")[1] not in {module.package, "core"} and module.kind == kind(name) == "views"
    ]


def imported(module, whose="hearth"):
    found = [node for node in ast.walk(module.tree) if isinstance(node, ast.ImportFrom)]
    ours = [node for node in found if str(node.module).startswith(f"{whose}.")]
    return [f"{node.module}.{alias.name}" for node in ours for alias in node.names]


def kind(name):
    return kind_of(name.split(".")[2:])


def too_long(module, *, lines=300, statements=40):
    """What is longer than anybody reads at once: the file, or the body of a function."""
    found = [module.place] if len(module.source.splitlines()) > lines else []
    return found + [f"{module.place}: {function.name}" for function in module.functions if body(function) > statements]


def body(function):
    nodes = function.body[1:] if ast.get_docstring(function) else function.body
    return nodes[-1].end_lineno - nodes[0].lineno + 1 if nodes else 0


def unexplained(module):
    """Public functions of the module that do not say what they mean."""
    named = [node for node in module.tree.body if isinstance(node, ast.FunctionDef)]
    functions = [node for node in named if not node.name.startswith("_")]
    return [node.name for node in functions if not ast.get_docstring(node)]


def hidden_work(module):
    """Work that happens behind the reader's back: signals, and models that save themselves otherwise."""
    signals = [name for name in imported(module, "django") if "signals" in name or name.endswith(".receiver")]
    models = [node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef) and is_model(node)]
    own = [(model.name, method.name) for model in models for method in model.body if hasattr(method, "name")]
    return signals + [f"{model}.{method}" for model, method in own if method in {"save", "delete"}]


def is_model(node):
    return any(ast.unparse(base).endswith("Model") for base in node.bases)


class TestPackages:
    def test_stand_in_the_contract_every_one(self):
        assert packages() == contracted()

    def test_lean_only_on_what_is_below_within_each(self):
        assert set(found_in(leans_up)) == set(LEANS_OTHERWISE)

    def test_keep_their_pages_to_themselves(self):
        assert found_in(reaches_across) == {}

    def test_would_notice_one_that_leans_up(self):
        upward = Module("record/queries.py", "from hearth.record.views import journey\nfrom hearth.record import forms")
        sideways = Module("desk/views.py", "from hearth.record.views import journey")

        assert leans_up(upward) == ["hearth.record.views.journey", "hearth.record.forms"]
        assert leans_up(Module("record/views.py", "from hearth.record import queries")) == []
        assert reaches_across(sideways) == ["hearth.record.views.journey"]


class TestFiles:
    def test_can_be_read_at_a_sitting(self):
        assert found_in(too_long) == {}

    def test_explain_every_public_function(self):
        assert set(found_in(unexplained)) == set(EXPLAINS_ITSELF)

    def test_do_nothing_behind_the_readers_back(self):
        assert found_in(hidden_work) == {}

    def test_would_notice_what_is_long_or_unexplained(self):
        function = "def told():\n" + "    x = 1\n" * 41
        long = Module("record/queries.py", "\n" * 301)
        hidden = Module("record/models.py", "class Entry(models.Model):\n    def save(self): ...")

        assert too_long(Module("record/queries.py", function)) == ["record/queries.py: told"]
        assert too_long(long) == ["record/queries.py"]
        assert unexplained(Module("record/queries.py", function)) == ["told"]
        assert unexplained(Module("record/queries.py", "def _own(): ...")) == []
        assert hidden_work(hidden) == ["Entry.save"]
        assert hidden_work(Module("record/models.py", "from django.dispatch import receiver")) == [
            "django.dispatch.receiver"
        ]
