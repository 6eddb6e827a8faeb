import json
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from tests import world as worlds

from hearth.__main__ import main
from hearth.outcomes.models import Wording
from hearth.outcomes.tests.sheets import REQOL, file_for

pytestmark = pytest.mark.django_db


def said(capsys, *words):
    code = main(["instruments", *words])
    printed = capsys.readouterr()
    return code, printed.out.strip(), printed.err.strip()


def terms(held_by="Ouse Valley Trust", days=300):
    until = (localdate() + timedelta(days=days)).isoformat()
    return ["--held-by", held_by, "--licence", "Licence 7", "--until", until]


class TestInstruments:
    def test_loads_licensed_words_and_lists_them(self, world, capsys, tmp_path):
        file = tmp_path / "words.json"
        file.write_text(json.dumps(file_for(REQOL)))
        assert "reqol-10\t1\tempty: on paper, by the numbers" in said(capsys, "list")[1]

        code, out, _ = said(capsys, "load", str(file), *terms())

        assert (code, out.startswith("The words of ReQoL-10 are here until")) == (0, True)
        assert "reqol-10\t1\tLicence 7. Licensed to Ouse Valley Trust until" in said(capsys, "list")[1]

    @pytest.mark.parametrize(
        ("content", "more", "says"),
        [
            (json.dumps(file_for(REQOL, items=[])), terms(), "Item 1 is missing."),
            (json.dumps({"instrument": "nobody"}), terms(), "There is no measure called nobody."),
            ("no", terms(), "This is not a file of words"),
            (json.dumps(file_for(REQOL)), terms(held_by="Nobody"), "There is no partner called Nobody."),
            (json.dumps(file_for(REQOL)), terms(days=-3), "This licence is over"),
            (None, terms(), "No such file"),
        ],
    )
    def test_refuses_with_a_sentence_and_keeps_nothing(self, world, capsys, tmp_path, content, more, says):
        file = tmp_path / "words.json"
        if content is not None:
            file.write_text(content)

        code, _, problem = said(capsys, "load", str(file), *more)

        assert code == 1
        assert says in problem
        assert worlds.all_of(Wording) == []
