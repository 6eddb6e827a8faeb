"""Screens begin with `visible_to`, and only actions write (STYLE 2, 3, 4)."""

import ast
import re

import pytest
from django.apps import apps

from hearth.core.querysets import PersonalQuerySet
from tests.architecture.house import Module, found_in, modules

READERS = {"views", "queries", "forms", "permissions", "together"}
# Where a screen reads rows about people without `visible_to`, and why that is right. Row security binds them all.
READS_OTHERWISE = {
    ("correcting/queries.py", "Clock"): "the promise of one request, which is found by visible_to",
    ("desk/queries.py", "Clock"): "the promises of one holder, kept only where the person is visible; or of one person",
    ("plans/queries/plan.py", "Clock"): "the promises to one person, shown beside the plan that visible_to found",
    ("portal/queries.py", "Clock"): "the promises to the one person whose own page it is",
    ("record/queries.py", "Draft"): "only ever the words this account is typing",
    ("sharing/permissions.py", "Sight"): "the decision itself, asked about the viewers in scope",
    ("sharing/queries/supporters.py", "Sight"): "whom the viewers in scope may see, before the door is asked",
}
WRITING = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
SQL = re.compile(r"\b(INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\w+\s+SET|TRUNCATE)\b")
# What every action is made of, and what writes no rows.
WRITES_OTHERWISE = {
    "core/audit.py": "the trace that every action leaves",
    "core/clocks.py": "the clocks that actions start and add events to",
    "core/once.py": "the key that makes every write happen once, taken before the action",
    "core/storage.py": "writes files, and no rows",
    "demonstration/files.py": "writes files into memory",
    "exchange/commands.py": "writes the report to a file",
    "record/documents/places.py": "removes files, and no rows",
    "record/documents/reader.py": "writes pictures of pages, in a process that knows no database",
    "telling/making.py": "writes a file into memory",
    "people/linkage/weighing.py": "fills a table in memory that is gone when the night's look is done",
    "organisations/views.py": "begins a session, before anybody acts",
    "sharing/supporter_views.py": "begins a session, before anybody acts",
    "record/search/policies.py": "the trigger that keeps the search in step with the ledger, for its migration",
}


def about_people():
    """The names of the models that say something about a person."""
    hearth = [model for model in apps.get_models() if model.__module__.startswith("hearth.")]
    return {model.__name__ for model in hearth if is_personal(model)}


def is_personal(model):
    guarded = issubclass(getattr(model.objects, "_queryset_class", object), PersonalQuerySet)
    return guarded or any(field.attname == "person_id" for field in model._meta.concrete_fields)


def unguarded_reads(module, personal):
    """Models whose rows this module reads without beginning with `visible_to`."""
    parents = module.parents
    found = [
        node
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}
    ]
    return {
        node.value.id
        for node in found
        if isinstance(node.value, ast.Name)
        and node.value.id in personal
        and getattr(parents[node], "attr", "") not in {"visible_to", "none"}
    }


def writes(module):
    """The lines on which a module writes rows."""
    calls = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    words = [node for node in ast.walk(module.tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [call.lineno for call in calls if is_write(call)] + [w.lineno for w in words if SQL.search(w.value)]


def is_write(call):
    if not isinstance(call.func, ast.Attribute):
        return False
    through_rows = re.search(r"\b(objects|filter|exclude)\b", ast.unparse(call.func.value))
    return call.func.attr in WRITING or (call.func.attr == "update" and bool(through_rows))


def needed(module, personal):
    return {(module.place, model) for model in unguarded_reads(module, personal)} if module.kind in READERS else set()


class TestReads:
    def test_begin_with_visible_to_or_have_a_reason(self):
        personal = about_people()

        assert set().union(*(needed(module, personal) for module in modules())) == set(READS_OTHERWISE)

    def test_would_be_noticed_without_it(self):
        bare = Module("record/queries.py", "found = Entry.objects.filter(person=person)")
        guarded = Module("record/queries.py", "found = Entry.objects.visible_to(actor).filter(person=person)")

        assert unguarded_reads(bare, {"Entry"}) == {"Entry"}
        assert unguarded_reads(guarded, {"Entry"}) == set()
        assert unguarded_reads(Module("record/queries.py", "found = Entry.objects.none()"), {"Entry"}) == set()
        assert {"Person", "Entry", "Sealing", "PortalAccess", "Clock"} <= about_people()


class TestWrites:
    def test_stand_in_actions_or_have_a_reason(self):
        assert set(found_in(lambda module: [] if module.kind == "actions" else writes(module))) == set(WRITES_OTHERWISE)

    @pytest.mark.parametrize(
        "line",
        [
            "entry.save()",
            "Entry.objects.create(body=words)",
            "Entry.objects.filter(pk=pk).update(body=words)",
            "found.delete()",
            "cursor.execute('INSERT INTO record_entry VALUES (1)')",
            "cursor.execute('UPDATE record_entry SET body = %s')",
        ],
    )
    def test_would_be_noticed_anywhere_else(self, line):
        assert writes(Module("record/queries.py", line)) == [1]

    def test_are_not_seen_where_there_are_none(self):
        assert writes(Module("record/queries.py", "names.update(more)\nfound = Entry.objects.all()")) == []


class TestActions:
    def test_take_the_actor_first_and_the_time_by_name(self):
        assert found_in(lambda module: [f.name for f in actions(module) if not is_well_formed(f)]) == {}

    def test_would_be_noticed_otherwise(self):
        late = Module("record/actions.py", "@action\ndef write(person, actor): ...")
        well = Module("record/actions.py", "@action\ndef write(actor, /, *, person, at): ...")

        assert [is_well_formed(function) for function in actions(late)] == [False]
        assert [is_well_formed(function) for function in actions(well)] == [True]


def actions(module):
    return [
        function for function in module.functions if any(ast.unparse(d) == "action" for d in function.decorator_list)
    ]


def is_well_formed(function):
    arguments = function.args
    by_name = {argument.arg for argument in arguments.kwonlyargs}
    return [a.arg for a in arguments.posonlyargs] == ["actor"] and not arguments.args and "at" in by_name
