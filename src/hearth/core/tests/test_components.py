"""Every piece drawn without a database: what it says, and that nothing typed can become markup."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory

from hearth.core.date_boxes import DateBoxesField
from hearth.core.look_views import SampleForm, look

NASTY = '"><script>alert(1)</script>'
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "rect"}


class Page(HTMLParser):
    """What a browser would make of it: tags with their attributes, identifiers, and whether all closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def named(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]

    def scripts(self):
        return [attrs for attrs in self.named("script") if not attrs.get("src")]

    def ids(self):
        return [attrs["id"] for _, attrs in self.tags if attrs.get("id")]


def draw(source: str, **context: object) -> Page:
    from django.template import engines

    return Page(engines["jinja2"].from_string(source).render(context))


CALLS = {
    "alongside": "{{ alongside([{'name': x, 'words': x, 'photo': x}]) }}",
    "bad_day_card": "{{ bad_day_card(x, x, x, x, x) }}",
    "card": "{% call card(x, x, x) %}{{ x }}{% endcall %}",
    "checkboxes": "{{ checkboxes(x, x, x, [(x, x, x)], [x], x, x, {'data-x': x}) }}",
    "date_boxes": "{{ date_boxes(x, x, x, [x, x, x], x, x) }}",
    "empty_state": "{{ empty_state(x, x, x) }}",
    "entry": "{{ entry({'id': x, 'time': x, 'title': x, 'by': x, 'words': x, 'source': x, 'state': x, 'href': x,"
    " 'views': [{'words': x, 'whose': x}], 'amendments': [{'words': x, 'by': x, 'at': x, 'reason': x}]}) }}",
    "error_summary": "{{ error_summary([(x, x), ('', x)], x) }}",
    "face": "{{ face(x, holder=true, size=x) }}{{ face(x, photo=x) }}",
    "figure_of_record": "{{ figure_of_record(x, 1, 2, 4, x, x) }}",
    "notice": "{{ notice(x) }}{{ notice(x, hurts=true) }}",
    "pagination": "{{ pagination(x, x, x, x, x, x) }}",
    "person_strip": "{% call person_strip(x, x, [x, x]) %}{{ x }}{% endcall %}",
    "promise_row": "{{ promise_row(x, x, x, x) }}",
    "quiet_panel": "{% call quiet_panel(x) %}{{ x }}{% endcall %}",
    "quote": "{{ quote(x, x) }}",
    "radios": "{{ radios(x, x, x, [(x, x)], x, x, x) }}",
    "select": "{{ select(x, x, x, [(x, x), (x, [(x, x)])], [x], x, x, {'data-x': x}) }}",
    "step_line": "{{ step_line([{'words': x, 'strong': x, 'time': x, 'done': true}]) }}",
    "tag": "{{ tag(x) }}",
    "text_input": "{{ text_input(x, x, x, x, x, x, x, {'data-x': x}) }}",
    "textarea": "{{ textarea(x, x, x, x, x, x, {'data-x': x}) }}",
    "write_box": "{{ write_box(x, '', x, x, x, x, [(x, x)], x, x, x, x, x, 'own') }}",
}
SEVERAL = {
    "button": (
        "button, button_link",
        "{{ button(x, x, x, x, form=x, about=x, id=x) }}{{ button_link(x, x, x, about=x) }}",
    ),
    "checkboxes": ("checkbox", "{{ checkbox(x, x, x, true, x, x, x, {'data-x': x}) }}"),
    "definitions": (
        "definitions, definition",
        "{% call definitions() %}{% call definition(x) %}{{ x }}{% endcall %}{% endcall %}",
    ),
    "row_list": (
        "row_list, row",
        "{% call row_list(label=x) %}{{ row(x, x, x, x, tag=x, aside=x, aside_second=x) }}"
        "{{ row(x, action={'text': x, 'href': x, 'about': x}) }}{% endcall %}",
    ),
}
EVERY = [(name, name, call) for name, call in CALLS.items()] + [(name, *pair) for name, pair in SEVERAL.items()]


class TestComponents:
    @pytest.mark.parametrize(("file", "names", "call"), EVERY)
    def test_say_what_was_typed_and_never_run_it(self, file, names, call):
        page = draw(f'{{% from "components/{file}.jinja" import {names} %}}{call}', x=NASTY)

        assert page.named("script") == []
        assert not any(key.startswith("on") or key == "style" for _, attrs in page.tags for key in attrs)
        assert page.open == []
        if file != "face":
            assert NASTY in page.text

    def test_number_in_a_figure_draws_known_and_unknown(self):
        source = '{% from "components/figure_of_record.jinja" import figure_of_record %}'

        page = draw(source + '{{ figure_of_record("f", 11, 13, 33, "people.") }}')

        assert [bar["width"] for bar in page.named("rect")] == ["33.33", "6.06", "60.61"]
        assert "20 of 33 not known." in page.text


class NastyForm(forms.Form):
    words = forms.CharField(label=NASTY, help_text=NASTY, widget=forms.Textarea, max_length=3)
    line = forms.CharField(max_length=3, widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True}))
    secret = forms.CharField(widget=forms.PasswordInput)
    hidden = forms.CharField(widget=forms.HiddenInput)
    one = forms.ChoiceField(choices=[(NASTY, NASTY)], widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(choices=[("a", NASTY), ("b", "B")], widget=forms.CheckboxSelectMultiple)
    many = forms.MultipleChoiceField(choices=[("a", NASTY), ("b", "B")])
    known = forms.NullBooleanField()
    agreed = forms.BooleanField(required=False)
    born_on = DateBoxesField()

    def clean(self):
        self.add_error(None, NASTY)


class TestField:
    SOURCE = (
        '{% from "components/field.jinja" import fields %}{% from "components/form_errors.jinja" import form_errors %}'
        "{{ form_errors(form) }}{{ fields(form) }}"
    )

    def sent(self):
        return NastyForm(
            {"words": NASTY, "line": NASTY, "secret": NASTY, "hidden": NASTY, "one": "x", "agreed": "on"}
            | {"several": ["b"], "many": ["b"], "born_on_0": NASTY, "born_on_1": "2", "born_on_2": "1990"}
        )

    def test_keeps_what_was_typed_except_secrets(self):
        page = draw(self.SOURCE, form=self.sent())

        values = {attrs.get("name"): attrs.get("value") for attrs in page.named("input")}
        assert page.named("script") == []
        assert values["line"] == values["hidden"] == values["born_on_0"] == NASTY
        assert values["secret"] is None
        assert page.text.count(NASTY) >= 5

    def test_lets_nothing_be_cut_off_where_too_much_is_pasted(self):
        form = NastyForm()
        for name in ("words", "line"):
            form.fields[name].max_length = form.fields[name].widget.attrs["maxlength"] = 5

        page = draw(self.SOURCE, form=form)

        assert {attrs["name"] for _, attrs in page.tags if "name" in attrs} >= {"words", "line"}
        assert [attrs for _, attrs in page.tags if "maxlength" in attrs] == []

    def test_ticks_what_was_chosen(self):
        page = draw(self.SOURCE, form=self.sent())

        chosen = {attrs["name"] for attrs in page.named("input") if "checked" in attrs}
        selected = [attrs["value"] for attrs in page.named("option") if "selected" in attrs]
        assert chosen == {"agreed", "several"}
        assert "b" in selected

    def test_ties_every_mistake_to_its_field(self):
        page = draw(self.SOURCE, form=self.sent())

        ids = page.ids()
        described = [attrs["aria-describedby"] for _, attrs in page.tags if "aria-describedby" in attrs]
        led_to = [attrs["href"] for attrs in page.named("a")]
        assert len(ids) == len(set(ids))
        assert {word for words in described for word in words.split()} <= set(ids)
        assert {href.removeprefix("#") for href in led_to} <= set(ids)
        assert "#id_words" in led_to
        assert "#id_born_on" in led_to

    def test_draws_an_untouched_form_without_mistakes(self):
        page = draw(self.SOURCE, form=NastyForm(initial={"born_on": date(1990, 3, 27), "line": "Jo"}))

        boxes = [attrs.get("value") for attrs in page.named("input") if attrs["name"].startswith("born_on")]
        assert boxes == ["27", "3", "1990"]
        assert not any(attrs.get("role") == "alert" for _, attrs in page.tags)


class TestDateBoxes:
    @pytest.mark.parametrize("month", ["3", "03", "Mar", "march", " MARCH "])
    def test_reads_a_month_in_figures_or_words(self, month):
        form = SampleForm({"born_on_0": "27", "born_on_1": month, "born_on_2": "1990"})

        form.is_valid()

        assert form.cleaned_data["born_on"] == date(1990, 3, 27)

    @pytest.mark.parametrize(
        "typed", [("31", "2", "1990"), ("1", "", "1990"), ("a", "b", "c"), ("1", "1", "0202"), ("1", "1", "99999")]
    )
    def test_says_how_to_type_it_when_it_is_no_date(self, typed):
        form = SampleForm({f"born_on_{box}": words for box, words in enumerate(typed)})

        assert "like 27 3 1990" in form.errors["born_on"][0]

    def test_takes_empty_boxes_for_no_date(self):
        form = SampleForm({})

        form.is_valid()

        assert form.cleaned_data["born_on"] is None


class TestErrorPages:
    @pytest.mark.parametrize("status", [400, 403, 404, 409, 429, 500])
    def test_are_drawn_without_database_actor_or_request(self, status):
        page = Page(render_to_string(f"errors/{status}.jinja"))

        assert "Ring 111" in page.text
        assert len(page.named("h1")) == 1

    @pytest.mark.parametrize("status", [400, 403, 409, 429, 500])
    def test_keep_the_typed_words(self, status):
        typed = [("words", "What happened", NASTY), ("kind", "", "talked"), ("password", "Password", "hush")]
        request = RequestFactory().post("/ask")

        page = Page(render_to_string(f"errors/{status}.jinja", {"typed": typed, "action": "/ask"}, request))

        form = next(attrs for attrs in page.named("form") if attrs["action"] == "/ask")
        assert form["method"] == "post"
        assert "Your words are still here" in page.text
        assert NASTY in page.text
        assert "hush" not in page.text
        assert page.scripts() == []
        assert {"csrfmiddlewaretoken", "_once"} <= {attrs.get("name") for attrs in page.named("input")}


class TestPublicPages:
    def test_front_page_stands_with_nothing_to_show(self):
        page = Page(render_to_string("portal/front.jinja", {}, RequestFactory().get("/")))

        assert "Ask for support" in page.text

    def test_front_page_names_who_is_there(self):
        hub = {"name": NASTY, "address": NASTY, "phone": "01904 555 018", "people": [{"name": "Mo"}, {"name": "Priya"}]}

        page = Page(render_to_string("portal/front.jinja", {"hubs": [hub]}, RequestFactory().get("/")))

        assert "Mo and Priya are here." in page.text
        assert page.scripts() == []

    def test_help_now_needs_nothing_but_itself(self):
        page = Page(render_to_string("portal/help_now.jinja"))

        numbers = {attrs["href"] for attrs in page.named("a")}
        assert {"tel:999", "tel:111", "tel:116123"} <= numbers

    def test_every_page_can_be_left(self):
        page = Page(render_to_string("portal/help_now.jinja"))

        leave = next(attrs for attrs in page.named("a") if "data-leave" in attrs)
        assert leave["rel"] == "noreferrer"
        assert leave["href"].startswith("https://")

    def test_demonstration_says_so(self):
        request = RequestFactory().get("/")
        request.demonstration = True

        assert "Nobody here is real" in render_to_string("portal/front.jinja", {}, request)


class TestLook:
    def test_shows_every_piece_in_both_houses(self):
        page = Page(look(RequestFactory().get("/look")).content.decode())

        themes = [attrs["data-theme"] for attrs in page.named("section") if "data-theme" in attrs]
        assert themes == ["light", "dark"]
        assert len(page.ids()) == len(set(page.ids()))
        assert page.open == []
