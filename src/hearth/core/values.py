"""Values that are right once they exist: an NHS number, a postcode, a period, an amount of money.

Each is read from what somebody typed by `parse`, which raises ValueError with a sentence for the reader.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Self

NOT_TEN_DIGITS = "An NHS number has 10 digits, like 999 000 0018."
CHECK_DIGIT_WRONG = "One of the digits of this NHS number is not right. Please check it."
NOT_A_POSTCODE = "This is not a whole UK postcode, like YO30 7AB."
ENDS_BEFORE_START = "The end must come after the start."
NOT_AN_AMOUNT = "Write an amount in pounds and pence, like 12.50."

# Source: BS 7666, UK postcode shapes A9 9AA, A99 9AA, AA9 9AA, AA99 9AA, A9A 9AA, AA9A 9AA and GIR 0AA.
OUTWARD = r"GIR|[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-Z]|[A-HK-Y][0-9][A-Z])"
POSTCODE = re.compile(rf"(?:{OUTWARD})[0-9][A-Z]{{2}}")
BREAKS = re.compile(r"[\s\-\u2010-\u2015\u00a0.]+")
TEN_DIGITS = re.compile(r"[0-9]{10}")
AMOUNT = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]{1,2})?")


@dataclass(frozen=True, slots=True, order=True)
class NhsNumber:
    """Ten digits with a right check digit, kept without spaces. Source: NHS Data Dictionary, NHS number, modulus 11."""

    digits: str

    def __post_init__(self) -> None:
        if not TEN_DIGITS.fullmatch(self.digits):
            raise ValueError(NOT_TEN_DIGITS)
        if check_digit(self.digits[:9]) != int(self.digits[9]):
            raise ValueError(CHECK_DIGIT_WRONG)

    @classmethod
    def parse(cls, typed: str) -> Self:
        """The number in what was typed, with or without spaces and hyphens. Raises ValueError."""
        return cls(BREAKS.sub("", typed))

    @property
    def is_never_issued(self) -> bool:
        """Whether it lies in the range that is kept for tests and invented people."""
        return self.digits[0] == "9"

    def __str__(self) -> str:
        return f"{self.digits[:3]} {self.digits[3:6]} {self.digits[6:]}"


def check_digit(nine_digits: str) -> int:
    """The tenth digit of an NHS number; 10 where no number with these nine exists."""
    total = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), nine_digits, strict=True))
    return (11 - total % 11) % 11


@dataclass(frozen=True, slots=True, order=True)
class Postcode:
    """A whole UK postcode, kept in capitals with its one space."""

    text: str

    def __post_init__(self) -> None:
        outward, _, inward = self.text.partition(" ")
        if not POSTCODE.fullmatch(outward + inward) or len(inward) != 3:
            raise ValueError(NOT_A_POSTCODE)

    @classmethod
    def parse(cls, typed: str) -> Self:
        """The postcode in what was typed, in any case and spacing. Raises ValueError."""
        joined = BREAKS.sub("", typed).upper()
        return cls(f"{joined[:-3]} {joined[-3:]}")

    @property
    def area(self) -> str:
        """The outward half, which names a part of a town and no house."""
        return self.text.partition(" ")[0]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Period:
    """From a moment until, but not including, another; still open without an end. Both know their time zone."""

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or (self.end is not None and self.end.tzinfo is None):
            raise ValueError("A period needs moments that know their time zone.")
        if self.end is not None and self.end <= self.start:
            raise ValueError(ENDS_BEFORE_START)

    def contains(self, moment: datetime) -> bool:
        """Whether the moment lies in the period; its start does, its end does not."""
        return self.start <= moment and (self.end is None or moment < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share any moment."""
        begins_in_time = self.end is None or other.start < self.end
        return begins_in_time and (other.end is None or self.start < other.end)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in whole pence, so that nothing is lost in rounding."""

    pence: int

    def __post_init__(self) -> None:
        if type(self.pence) is not int:
            raise ValueError("Money is a whole number of pence.")

    @classmethod
    def parse(cls, typed: str) -> Self:
        """The amount in what was typed: "12", "£12.50", "1,250.00". Raises ValueError."""
        bare = typed.replace("£", "", 1).strip()
        if not AMOUNT.fullmatch(bare):
            raise ValueError(NOT_AN_AMOUNT)
        return cls(int(Decimal(bare.replace(",", "")) * 100))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.pence + other.pence)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.pence - other.pence)

    def __mul__(self, times: int) -> "Money":
        return Money(self.pence * times)

    def __str__(self) -> str:
        pounds, pence = divmod(abs(self.pence), 100)
        return f"{'-' if self.pence < 0 else ''}£{pounds:,}.{pence:02}"
