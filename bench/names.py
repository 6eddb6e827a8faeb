"""A large invented population with names as unevenly spread as real ones: a few very common, a very long tail.

Nobody here exists. Common names come from short lists of our own; the tail is put together from syllables.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple


def words(text: str) -> list[str]:
    """The words of a text, in their order."""
    return text.split()


GIVEN = words("""
David John Michael Paul Andrew Peter James Robert Stephen Mark Susan Margaret Christopher William Elizabeth Richard
Patricia Jean Karen Mary Julie Sarah Christine Thomas Ian Nicholas Anthony Linda Helen Jacqueline Jennifer Ann Joan
Kevin Alan Matthew Daniel Simon Philip Martin Claire Michelle Deborah Amanda Barbara Sandra Joyce Dorothy Emma Rebecca
Laura Gary Graham Neil Kenneth George Brian Colin Joseph Jonathan Edward Charles Benjamin Samuel Adam Luke Ryan Jack
Harry Oliver Thomas Joshua Alexander Charlotte Emily Jessica Olivia Sophie Lauren Hannah Chloe Lucy Amy Katie Megan
Bethany Georgia Grace Ella Mia Amelia Isla Ava Freya Poppy Daisy Alfie Archie Charlie Leo Oscar Noah Arthur Henry
Muhammad Ali Ahmed Hassan Ibrahim Omar Yusuf Fatima Aisha Zainab Khadija Maryam Priya Anjali Ravi Sanjay Deepak Sunita
Meera Arjun Piotr Krzysztof Tomasz Agnieszka Katarzyna Zofia Andrei Ioana Mihai Oksana Dmytro Olena Siobhan Niamh Sean
Ciaran Aoife Rhys Gareth Sian Angharad Ewan Catriona Fiona Hamish Kwame Ama Chinedu Ngozi Tunde Folake Tendai Li Wei
Mei Jing Hiroshi Yuki Jose Maria Ana Joao Giulia Marco Elena Sofia Nikolai Anastasia Zoë Chloë René François Søren
Björn Timothy Terence Gerald Raymond Dennis Derek Trevor Keith Roger Maurice Ronald Frederick Albert Walter Stanley
Leslie Theresa Maureen Sheila Eileen Brenda Pauline Carol Janet Wendy Gillian Lesley Diane Angela Tracey Sharon Denise
Beverley Victoria Caroline Catherine Joanna Samantha Natalie Vanessa Melanie Tamsin Philippa Harriet Imogen Beatrice
Matilda
""")
FAMILY = words("""
Smith Jones Williams Taylor Brown Davies Evans Wilson Thomas Johnson Roberts Robinson Thompson Wright Walker White
Edwards Hughes Green Hall Lewis Harris Clarke Patel Jackson Wood Turner Martin Cooper Hill Ward Morris Moore Clark Lee
King Baker Harrison Morgan Allen James Scott Phillips Watson Davis Parker Price Bennett Young Griffiths Mitchell Kelly
Cook Carter Richardson Bailey Collins Bell Shaw Murphy Miller Cox Khan Richards Marshall Anderson Simpson Ellis Adams
Singh Begum Wilkinson Foster Chapman Powell Webb Rogers Gray Mason Ali Hunt Hussain Campbell Matthews Owen Palmer
Holmes Mills Barnes Knight Lloyd Butler Russell Barker Fisher Stevens Jenkins Murray Dixon Harvey Ahmed Graham Reid
Stewart O'Neill O'Connor O'Brien MacDonald McCarthy Fitzgerald Kowalski Nowak Wiśniewski Popescu Ionescu Shevchenko
Okafor Adeyemi Mensah Boateng Nkosi Chen Wang Zhang Nguyen Tran Yamamoto Silva Santos Fernandes Rossi Müller Schröder
Dvořák Smith-Jones Taylor-Green Hall-Ward García Núñez Lefèvre Åkesson Østergaard Sharma Gupta Kaur Chowdhury Rahman
Iqbal Malik
""")
STARTS = words("""
Ash Bar Bec Ben Bir Black Blen Bos Brad Bran Bret Brim Brom Bur Cald Car Chal Chad Clay Clif Col Cran Crom Dar Den Dun
East Ed Elm Fair Far Fen Gar Gil Glad Gor Gran Had Hal Ham Har Hart Hay Hel Hol Horn Hud Kel Ken Kil Kirk Lam Lang Lin
Long Lock Mar Mel Mid Mor Nor Oak Old Pem Pen Pres Rad Ram Red Rip Ros Row Rud Sal San Sel Sher Stan Stock Sud Thorn
Til Tor Tun Wake Wal War Wes Whit Wil Win Wol Wood Wy York
""")
MIDDLES = ["", "", "", "en", "er", "ing", "le", "ers", "el", "es", "ar", "on"]
ENDS = words("""
bank berry borne bridge brook burn bury by church cliffe combe cott croft dale den don field ford gate grave greave
ham hill holm house hurst land ley low man mere more ridge sett shaw side stead stone ston thorpe ton tree wick wood
worth
""")
AREAS = words("""
Acomb Clifton Heworth Fulford Huntington Tang-Hall Bishopthorpe Haxby Holgate Dringhouses Rawcliffe
""")
NICKNAMES = {
    "Robert": "Bob", "William": "Bill", "Elizabeth": "Liz", "Margaret": "Peggy", "Richard": "Dick", "James": "Jim",
    "John": "Jack", "Michael": "Mick", "Christopher": "Kit", "Catherine": "Kate", "Patricia": "Trish", "Susan": "Sue",
    "Deborah": "Debbie", "Stephen": "Steve", "Andrew": "Drew", "Thomas": "Tom", "Joseph": "Joe", "Edward": "Ted",
    "Benjamin": "Ben", "Samuel": "Sam", "Charlotte": "Lottie", "Jennifer": "Jenny", "Victoria": "Vicky",
    "Alexander": "Sandy", "Theresa": "Tess", "Dorothy": "Dot", "Rebecca": "Becky", "Jessica": "Jess", "Anthony": "Tony",
    "Frederick": "Fred", "Albert": "Bert", "Matilda": "Tilly", "Jonathan": "Jon", "Nicholas": "Nick", "Daniel": "Dan",
}  # fmt: skip
TAIL_GIVEN_ENDS = ["a", "an", "ene", "ette", "ia", "ina", "is", "o", "on", "or", "us", "wyn", "el", "ie", "ana", "ita"]
FIRST_NUMBER = 999_000_001
OLDEST = date(1932, 1, 1)


class Invented(NamedTuple):
    """One invented person. `former` and `known_as` are often empty.

    The phone has three digits more than any in the range kept for drama, so that each is somebody's and none rings.
    """

    given: str
    family: str
    former: str
    known_as: str
    birth_on: date
    phone: str
    nhs_number: str
    area: str


def make_people(n: int, seed: int = 1) -> Iterator[Invented]:
    """`n` invented people, the same for the same seed. NHS numbers are from the range that is never issued."""
    chance = random.Random(seed)
    given = Spread(GIVEN, tail_of_given(chance))
    family = Spread(FAMILY, tail_of_family(chance))
    numbers = made_up_numbers()
    for place in range(n):
        first = given.pick(chance)
        yield Invented(
            given=first,
            family=family.pick(chance),
            former=family.pick(chance) if chance.random() < 0.15 else "",
            known_as=NICKNAMES.get(first, "") if chance.random() < 0.4 else "",
            birth_on=OLDEST + timedelta(days=int(chance.betavariate(1.6, 1.3) * 30_000)),
            phone=f"07700 900{place % 1000:03} {place // 1000:03}",
            nhs_number=next(numbers) if chance.random() < 0.8 else "",
            area=chance.choice(AREAS),
        )


class Spread:
    """Names drawn as a census finds them: the share falls with the rank, slowly at first."""

    def __init__(self, common: list[str], tail: list[str]) -> None:
        self.names = list(dict.fromkeys([*common, *tail]))
        self.weights = list(accumulate(1 / (rank + 4) ** 0.92 for rank in range(len(self.names))))

    def pick(self, chance: random.Random) -> str:
        return chance.choices(self.names, cum_weights=self.weights)[0]


def tail_of_family(chance: random.Random, size: int = 23_000) -> list[str]:
    """Rare family names, put together like names of places."""
    made = [start + middle + end for start in STARTS for middle in dict.fromkeys(MIDDLES) for end in ENDS]
    chance.shuffle(made)
    return made[:size]


def tail_of_given(chance: random.Random, size: int = 1_500) -> list[str]:
    """Rare given names."""
    made = [start + middle + end for start in STARTS for middle in ("", "l", "n", "r") for end in TAIL_GIVEN_ENDS]
    chance.shuffle(made)
    return made[:size]


def made_up_numbers() -> Iterator[str]:
    """NHS numbers with a right check digit, from 999 000 0018 on."""
    for nine in range(FIRST_NUMBER, 1_000_000_000):
        total = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), str(nine), strict=True))
        check = (11 - total % 11) % 11
        if check < 10:
            yield f"{nine}{check}"
