import json

import pytest
from tests import world as worlds

from hearth.__main__ import main
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.record import actions as record
from hearth.record.codes import EntryKind
from hearth.sharing import actions as sharing
from hearth.sharing.models import Look

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeley(world):
    person = worlds.known(world)
    worlds.written(world, person, "We sat by the river & laughed <loudly>.")
    lead = worker_actor(world.lead)
    with acting_as(lead, at=world.at):
        told = {"kind": EntryKind.CONVERSATION, "occurred_at": world.at, "at": world.at}
        record.write_entry(lead, person=person, body="Her brother Dave drinks.", about_others=True, **told)
        secret = record.write_entry(lead, person=person, body="Only for her: the ring.", **told)
    herself = worlds.themselves(world, person)
    with acting_as(herself, at=world.at):
        said = "Nobody will know."
        sharing.seal(herself, person=person, entry_id=secret.pk, consequence_explained=said, at=world.at)
    return person


@pytest.fixture
def export(world, keeley, tmp_path, capsys):
    worlds.worker("Gail", "Hart", "guardian", world.trust)

    def run(*more, by="gail@hearth.example", whom=None, because="She moves to another city."):
        words = ["--by", by, "--because", because, "--to", str(tmp_path), *more]
        code = main(["export", "person", str(whom or keeley.id), *words])
        return code, capsys.readouterr()

    return run


def files(tmp_path):
    return {path.name.split(".", 1)[1]: path.read_bytes() for path in tmp_path.iterdir()}


class TestExportPerson:
    def test_writes_a_page_a_pdf_and_a_bundle(self, export, keeley, tmp_path):
        code, printed = export()

        made = files(tmp_path)
        assert code == 0
        assert set(made) == {"html", "pdf", "fhir.json"}
        assert "We sat by the river &amp; laughed &lt;loudly&gt;." in made["html"].decode()
        assert made["pdf"].startswith(b"%PDF")
        bundle = json.loads(made["fhir.json"])
        assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "collection")
        assert bundle["entry"][0]["resource"]["id"] == str(keeley.id)
        assert printed.out.count(str(keeley.id)) == 3

    def test_leaves_out_what_a_human_reads_first_and_what_is_sealed_and_says_so(self, export, tmp_path):
        _, printed = export()

        whole = b" ".join(content for kind, content in files(tmp_path).items() if kind != "pdf").decode()
        for words in ("Dave", "the ring"):
            assert words not in whole
        assert "Left out: 2" in printed.err
        assert "kept sealed by the person" in printed.err
        assert "Not in the FHIR bundle" in printed.err

    def test_leaves_a_trace_that_the_person_reads(self, export, keeley, world):
        export("--as", "html")

        (look,) = worlds.all_of(Look, person=keeley, what="a copy of your record, as files")
        assert (look.name, look.reason) == ("Gail Hart", "She moves to another city.")
        (event,) = worlds.all_of(AuditEvent, event="exchange.person_exported")
        assert (event.detail, event.person_id) == ({"as": ["html"]}, keeley.id)

    @pytest.mark.parametrize("by", ["nobody@hearth.example", "priya@hearth.example"])
    def test_needs_a_guardian_by_name(self, export, tmp_path, by):
        code, printed = export(by=by)

        assert code == 1
        assert by in printed.err
        assert files(tmp_path) == {}
        assert worlds.all_of(Look) == []

    def test_needs_somebody_and_a_reason(self, export, tmp_path):
        assert "nobody of this id" in export(whom="0195f0a0-0000-7000-8000-000000000000")[1].err
        assert "Say in a few words why" in export(because=" ")[1].err
        assert files(tmp_path) == {}

    def test_takes_only_forms_it_knows(self, export):
        with pytest.raises(SystemExit) as refused:
            export("--as", "docx")
        assert refused.value.code == 2

    def test_writes_files_nobody_else_on_the_machine_reads(self, export, tmp_path):
        export("--as", "html,fhir")

        assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
