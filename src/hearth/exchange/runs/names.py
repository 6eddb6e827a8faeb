"""What the things are called that references point to: told in these files, or brought in before."""

from dataclasses import dataclass, field
from datetime import date

from hearth.core.actor import SYSTEM
from hearth.core.scope import in_scope
from hearth.exchange import queries
from hearth.exchange.fhir.resources import SUPPORTING
from hearth.exchange.fhir.values import Around, Json, dig
from hearth.exchange.fhir.words import name_of
from hearth.exchange.imported import Refused
from hearth.exchange.runs.keys import resolved

ENCOUNTER = "Encounter"


@dataclass(slots=True)
class Names:
    """Names by key, and what `urn:` each file uses for which key. An encounter is called after where it was."""

    system: str
    today: date
    names: dict[str, str] = field(default_factory=dict)
    aliases: dict[tuple[str, str], str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def learn(self, source: str, address: str, key: str, resource: Json) -> None:
        """Take note of what one resource is called, before anything that points to it is read."""
        if address.startswith("urn:"):
            self.aliases[source, address] = key
        if resource["resourceType"] == ENCOUNTER:
            provider = dig(resource, "serviceProvider.reference")
            if provider and isinstance(provider[0], str):
                self.places[key] = self.key_for(source, address, provider[0])
        elif resource["resourceType"] in SUPPORTING:
            try:
                self.names[key] = name_of(resource, Around(self.today))
            except Refused:
                return

    def key_for(self, source: str, address: str, reference: str) -> str:
        """The key that a reference points to, written in this file at this address."""
        return self.aliases.get((source, reference)) or resolved(reference, address)

    def called(self, source: str, address: str, reference: str) -> str:
        """What the thing is called that a reference points to; empty if nobody ever told."""
        key = self.key_for(source, address, reference)
        key = self.places.get(key, key)
        key = self.aliases.get((source, key), key)
        if key not in self.names and in_scope():
            self.names[key] = queries.name_of_arrival(SYSTEM, source_system=self.system, key=key)
        return self.names.get(key, "")
