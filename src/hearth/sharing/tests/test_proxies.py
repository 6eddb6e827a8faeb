"""Acting for somebody: checked, lasting to a day, ended in one step, and giving way to a young person's own say."""

from datetime import date, timedelta

import pytest

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations.tests.factories import NOON
from hearth.people.models import Person, Relation
from hearth.sharing import actions, checks, proxy_rules, queries
from hearth.sharing.codes import ProxyKind
from hearth.sharing.proxy_models import Competence, Proxy
from hearth.sharing.tests.factories import CHECKED, by_law

pytestmark = pytest.mark.django_db

TODAY = NOON.date()


def born(years):
    return proxy_rules.birthday(TODAY, -years)


def relation(theirs, dad):
    with acting_as(SYSTEM, at=NOON):
        found = Relation(person=theirs.person, name="Tove", relation="father", related_person_id=dad and dad.person_id)
        found.save(force_insert=True)
    return found


def is_of_age(theirs, years):
    with acting_as(SYSTEM, at=NOON):
        Person.objects.filter(pk=theirs.person.pk).update(birth_on=born(years), birth_precision="day")
    theirs.person.birth_on = born(years)


def name(actor, relation, kind=ProxyKind.PARENT, at=NOON, **changed):
    given = {"level": Level.PLAN, **CHECKED, **changed}
    if kind != ProxyKind.GRANTED:
        by_law(relation.person, relation, kind)
    with acting_as(actor, at=at):
        return actions.name_proxy(actor, relation=relation, kind=kind, at=at, **given)


def decide(actor, theirs, can_decide, at=NOON, why="We talked twice, with drawings."):
    with acting_as(actor, at=at):
        return actions.decide_competence(actor, person=theirs.person, can_decide=can_decide, why=why, at=at)


def sees(actor, person, at=NOON):
    with acting_as(actor, at=at):
        return Person.objects.visible_to(actor).filter(pk=person.pk).exists()


def all_of(model):
    with acting_as(SYSTEM, at=NOON):
        return list(model.objects.all())


def ends_on(proxy):
    return proxy.choice.until_at.date()


class TestNameProxy:
    def test_of_a_child_lasts_to_the_birthday_when_it_is_looked_at(self, theirs, clinician, dad):
        is_of_age(theirs, 8)

        proxy = name(clinician, relation(theirs, dad))

        assert ends_on(proxy) == proxy_rules.birthday(born(8), 11)
        assert sees(dad, theirs.person)
        with acting_as(dad, at=NOON):
            assert list(queries.acting_for(dad, people=[theirs.person.pk])) == [theirs.person.pk]

    @pytest.mark.parametrize(("years", "age"), [(11, 13), (12, 13), (13, 16), (15, 16)])
    def test_of_an_older_child_lasts_to_the_next_one(self, theirs, clinician, dad, years, age):
        is_of_age(theirs, years)
        decide(clinician, theirs, False)

        assert ends_on(name(clinician, relation(theirs, dad))) == proxy_rules.birthday(born(years), age)

    def test_shows_nothing_from_that_birthday_on(self, theirs, clinician, dad):
        is_of_age(theirs, 8)
        proxy = name(clinician, relation(theirs, dad))
        end = proxy.choice.until_at

        assert sees(dad, theirs.person, end - timedelta(seconds=1))
        assert not sees(dad, theirs.person, end)
        with acting_as(dad, at=end):
            assert queries.acting_for(dad, people=[theirs.person.pk]) == {}

    @pytest.mark.parametrize("years", [16, 17, 40])
    def test_is_not_for_a_parent_from_sixteen_on(self, theirs, clinician, dad, years):
        is_of_age(theirs, years)
        decide(clinician, theirs, False)

        with pytest.raises(NotPossible, match=proxy_rules.GROWN_UP):
            name(clinician, relation(theirs, dad))

        assert all_of(Proxy) == []

    def test_of_eleven_needs_a_thought_first(self, theirs, clinician, dad):
        is_of_age(theirs, 11)

        with pytest.raises(NotPossible, match=proxy_rules.THINK_FIRST):
            name(clinician, relation(theirs, dad))

    def test_needs_it_again_after_the_next_birthday(self, theirs, clinician, dad):
        is_of_age(theirs, 13)
        with acting_as(SYSTEM, at=NOON):
            before = {"decided_by_id": clinician.membership_id, "decided_at": NOON - timedelta(days=1)}
            Competence(person=theirs.person, can_decide=False, why="We talked.", **before).save(force_insert=True)

        with pytest.raises(NotPossible, match=proxy_rules.THINK_FIRST):
            name(clinician, relation(theirs, dad))

    @pytest.mark.parametrize("years", [9, 14])
    def test_is_not_for_a_parent_where_the_child_decides(self, theirs, clinician, dad, years):
        is_of_age(theirs, years)
        decide(clinician, theirs, True)

        with pytest.raises(NotPossible, match=proxy_rules.DECIDES_THEMSELVES):
            name(clinician, relation(theirs, dad))
        assert name(clinician, relation(theirs, dad), ProxyKind.GRANTED).kind == ProxyKind.GRANTED

    def test_of_a_parent_needs_a_birthday(self, theirs, clinician, dad):
        with pytest.raises(NotPossible, match=proxy_rules.BIRTH_UNKNOWN):
            name(clinician, relation(theirs, dad))

    @pytest.mark.parametrize("kind", [ProxyKind.GRANTED, ProxyKind.LPA, ProxyKind.DEPUTY])
    def test_of_anybody_else_is_looked_at_within_the_year(self, theirs, clinician, dad, kind):
        assert ends_on(name(clinician, relation(theirs, dad), kind)) == proxy_rules.birthday(TODAY, 1)

    def test_may_end_sooner(self, theirs, clinician, dad):
        soon = TODAY + timedelta(days=30)

        assert ends_on(name(clinician, relation(theirs, dad), ProxyKind.LPA, until_on=soon)) == soon

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"looked": " "}, proxy_rules.NOT_LOOKED),
            ({"level": Level.NOTHING}, proxy_rules.NOTHING_TO_SEE),
            ({"until_on": TODAY + timedelta(days=400)}, proxy_rules.TOO_LONG),
            ({"until_on": TODAY}, "has passed already"),
        ],
    )
    def test_refuses_what_was_not_checked(self, theirs, clinician, dad, changed, words):
        with pytest.raises(NotPossible, match=words):
            name(clinician, relation(theirs, dad), ProxyKind.LPA, **changed)

        assert all_of(Proxy) == []
        assert not sees(dad, theirs.person)

    def test_refuses_somebody_without_a_page(self, theirs, clinician):
        with pytest.raises(NotPossible, match=proxy_rules.NO_PAGE):
            name(clinician, relation(theirs, None), ProxyKind.LPA)

    def test_is_for_workers_who_record_the_circle(self, theirs, dad):
        close = relation(theirs, dad)

        for actor in (theirs.as_themselves(), dad, theirs.worker("welcomer"), theirs.worker("administrator")):
            with pytest.raises(NotPermitted):
                name(actor, close, ProxyKind.LPA)
        assert all_of(Proxy) == []


class TestEndProxy:
    @pytest.mark.parametrize("by_the_person", [True, False])
    def test_is_at_once_and_leaves_nothing_to_see(self, theirs, clinician, dad, by_the_person):
        proxy = name(clinician, relation(theirs, dad), ProxyKind.LPA)
        actor, later = theirs.as_themselves() if by_the_person else clinician, NOON + timedelta(hours=1)

        with acting_as(actor, at=later):
            actions.end_proxy(actor, proxy=proxy, at=later)
            assert queries.proxies(actor, person=theirs.person, at=later) == []

        assert not sees(dad, theirs.person, later)
        with acting_as(dad, at=later):
            assert not Proxy.objects.exists()

    def test_is_not_for_whoever_acts(self, theirs, clinician, dad):
        proxy = name(clinician, relation(theirs, dad), ProxyKind.LPA)

        with acting_as(dad, at=NOON), pytest.raises(NotPermitted):
            actions.end_proxy(dad, proxy=proxy, at=NOON)
        assert sees(dad, theirs.person)

    def test_follows_the_circle_whoever_narrows_it(self, theirs, clinician, dad):
        name(clinician, relation(theirs, dad), ProxyKind.LPA)
        me, later = theirs.as_themselves(), NOON + timedelta(hours=1)

        with acting_as(me, at=later):
            actions.choose_circle(
                me,
                person=theirs.person,
                whom=Person(pk=dad.person_id),
                level=Level.NOTHING,
                explained_how="I",
                at=later,
            )
            assert queries.proxies(me, person=theirs.person, at=later) == []


class TestDecideCompetence:
    def test_ends_what_a_parent_sees_by_right(self, theirs, clinician, dad):
        is_of_age(theirs, 12)
        decide(clinician, theirs, False)
        name(clinician, relation(theirs, dad))
        later = NOON + timedelta(hours=1)

        decide(clinician, theirs, True, at=later)

        assert not sees(dad, theirs.person, later)

    def test_leaves_whom_they_asked_for(self, theirs, clinician, dad):
        name(clinician, relation(theirs, dad), ProxyKind.GRANTED)

        decide(clinician, theirs, True, at=NOON + timedelta(hours=1))

        assert sees(dad, theirs.person, NOON + timedelta(hours=1))

    def test_says_how_somebody_came_to_think_so(self, theirs, clinician):
        with pytest.raises(NotPossible, match=proxy_rules.NOT_SAID_WHY):
            decide(clinician, theirs, True, why=" ")

        assert all_of(Competence) == []

    def test_is_for_workers_who_record_the_circle(self, theirs, dad):
        for actor in (theirs.as_themselves(), dad, theirs.worker("welcomer")):
            with pytest.raises(NotPermitted):
                decide(actor, theirs, True)

    def test_is_unseen_by_whoever_acts(self, theirs, clinician, dad):
        decide(clinician, theirs, False)
        name(clinician, relation(theirs, dad), ProxyKind.LPA, level=Level.FULL)

        with acting_as(dad, at=NOON):
            assert not Competence.objects.exists()


class TestRules:
    @pytest.mark.parametrize(
        ("born_on", "age", "day"),
        [(date(2012, 2, 29), 13, date(2025, 3, 1)), (date(2012, 2, 29), 16, date(2028, 2, 29))],
    )
    def test_of_a_leap_day(self, born_on, age, day):
        assert proxy_rules.birthday(born_on, age) == day

    def test_on_the_birthday_itself_the_next_stop_counts(self):
        assert proxy_rules.stops_on(ProxyKind.PARENT, born_on=born(11), on=TODAY) == proxy_rules.birthday(born(11), 13)


class TestChecks:
    def test_find_a_birthday_put_right_too_late(self, theirs, clinician, dad):
        is_of_age(theirs, 8)
        name(clinician, relation(theirs, dad))
        with acting_as(SYSTEM, at=NOON):
            assert checks.parents_too_long() == []

        is_of_age(theirs, 17)

        with acting_as(SYSTEM, at=NOON):
            assert len(checks.parents_too_long()) == 1
