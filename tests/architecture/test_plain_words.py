"""What people read is easy to read: their own pages, and what we send, at a reading age of eleven (DOMAIN 4.20)."""

import ast
import html
import re

import pytest

from hearth.language import readability
from hearth.language.finding import Finder, Term
from hearth.language.quoting import quoted_spans
from tests.architecture.house import HEARTH, Module, modules, pages

OF_PEOPLE = ("portal/jinja2/", "front_door/jinja2/front_door/ask", "front_door/jinja2/front_door/receipt")
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
OTHERWISE = re.compile(r"\{%-?\s*(else|elif)\b.*?%\}", re.DOTALL)
STATEMENT = re.compile(r"\{%.*?%\}", re.DOTALL)
EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
INLINE = re.compile(r"</?(a|b|em|i|q|span|strong|abbr|cite|time)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
WHOLE = re.compile(r"[.?]$")
A_NAME = "Kim"
FEWEST_WORDS = 4
# A word that no shorter one stands for, on a page about exactly that.
NEVER_SAID = ("patient", "case manager", "reject", "does not meet criteria", "discharged", "service user", "client")


def words_of_page(template):
    """What a page says in whole sentences, somebody's name standing for whatever it is told."""
    told = STATEMENT.sub("", OTHERWISE.sub("\n", COMMENT.sub("", template)))
    lines = TAG.sub("\n", INLINE.sub("", EXPRESSION.sub(A_NAME, told)))
    return sentences(html.unescape(lines))


def sentences(text):
    tidy = "\n".join(" ".join(line.split()) for line in text.splitlines())
    found = readability.sentences_in(tidy)
    return "\n".join(one for one in found if WHOLE.search(one) and len(one.split()) >= FEWEST_WORDS)


def wordings(module):
    """The words of every message that a module writes, somebody's name standing for whatever it is told."""
    calls = (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))
    for call in calls:
        if getattr(call.func, "id", "") == "Wording":
            yield "\n".join(said(part) for part in call.args)


def said(node):
    """The words of a string, formatted or not; nothing for what is made elsewhere."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(A_NAME if isinstance(part, ast.FormattedValue) else said(part) for part in node.values)
    return ""


def too_hard(name, text):
    """A sentence for a text that somebody of eleven could not read, naming what to change first."""
    reading = readability.reading_of(text)
    if reading.is_easy:
        return []
    first = "; ".join(f"“{one.words}” ({one.why})" for one in reading.change_first)
    return [f"{name} reads at {reading.age}. Change first: {first}"]


def of_people():
    return {place: words_of_page(words) for place, words in pages().items() if place.startswith(OF_PEOPLE)}


class TestPagesOfThePerson:
    def test_are_easy_to_read(self):
        hard = [line for place, words in of_people().items() for line in too_hard(place, words)]

        assert hard == [], "\n".join(hard)

    def test_never_say_what_we_do_not_say(self):
        finder = Finder(Term(word, "", "") for word in NEVER_SAID)

        assert [(place, hit.words) for place, words in of_people().items() for hit in finder.find(words)] == []

    def test_would_be_noticed_if_they_were_hard(self):
        page = "<p>{{ name }} will undertake a comprehensive assessment of individual circumstances.</p>"

        assert "comprehensive" in too_hard("me.jinja", words_of_page(page))[0]
        assert words_of_page("{# no #}<p>I am <b>here</b> now.</p><p>Back</p>") == "I am here now."


class TestMessages:
    def test_are_easy_to_read(self):
        texts = [(module.place, sentences(text)) for module in modules() for text in wordings(module)]

        hard = [line for place, text in texts for line in too_hard(place, text)]

        assert hard == [], "\n".join(hard)
        assert len(texts) > 5

    def test_would_be_noticed_if_they_were_hard(self):
        told = 'Wording("Thanks", f"{name}, administrative considerations necessitate reorganisation.")'

        (text,) = wordings(Module("holding/actions.py", told))
        assert too_hard("holding/actions.py", sentences(text)) != []


class TestStartersOfPartnersForms:
    @pytest.mark.parametrize("file", sorted(HEARTH.glob("telling/data/forms-*.json")), ids=lambda file: file.name)
    def test_are_easy_to_read(self, file):
        purposes = re.findall(r'"purpose": "([^"]+)"', file.read_text())

        assert [line for words in purposes for line in too_hard(file.name, words)] == []
        assert quoted_spans("".join(purposes)) == []
