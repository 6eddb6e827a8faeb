"""Several short lists about one person, asked for in one statement."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, QuerySet
from django.db.models.functions import JSONObject

from hearth.people.models import Person


def together(person: QuerySet[Person], **parts: QuerySet[Any]) -> dict[str, list[Any]]:
    """The rows of every part by its name, in the part's own order. Each part begins with its own `visible_to`.

    `person` finds the one person; if it finds nobody, every list is empty.
    """
    # Numbered, because a person has relations of some of these names.
    lists = {f"part_{n}": ArraySubquery(part.values(row=_as_json(part.model))) for n, part in enumerate(parts.values())}
    rows = person.annotate(**lists).values_list(*lists).first() or ([] for _ in parts)
    return {
        name: [_from_json(part.model, row) for row in found]
        for (name, part), found in zip(parts.items(), rows, strict=True)
    }


def _as_json(model: type[Model]) -> JSONObject:
    return JSONObject(**{field.attname: field.attname for field in model._meta.concrete_fields})


def _from_json(model: type[Model], row: dict[str, Any]) -> Model:
    fields = model._meta.concrete_fields
    return model.from_db(None, [f.attname for f in fields], [f.to_python(row[f.attname]) for f in fields])
