"""One page looked at by day, by night, and at 400 % zoom on a small screen.

Everything is looked for by day; by night the colours, zoomed what depends on where things stand.
"""

from playwright.sync_api import Page

from tests.journeys.axe import violations
from tests.journeys.furniture import NAMES

BY_DAY = {"width": 1280, "height": 1024}
# 1280 by 1024 at 400 %: what WCAG 1.4.10 asks for, and as wide as the smallest phone.
ZOOMED = {"width": 320, "height": 256}
COLOURS = "color-contrast"
# What changes with where things stand, or with what a small screen shows in another's place.
PLACES = (
    "target-size",
    "scrollable-region-focusable",
    "button-name",
    "link-name",
    "aria-hidden-focus",
    "region",
    "label",
)
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def mistakes_on(page: Page) -> list[str]:
    """Everything wrong with the page that is open, as sentences that say in which light it was seen."""
    found = mistakes_by_day(page)
    page.emulate_media(color_scheme="dark")
    found += [f"by night: {one}" for one in violations(page, COLOURS)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(ZOOMED)
    found += [f"zoomed: {one}" for one in violations(page, *PLACES)]
    return [*found, *sideways(page)]


def mistakes_by_day(page: Page) -> list[str]:
    """What is wrong with the page in one light alone."""
    page.set_viewport_size(BY_DAY)
    return [*(f"by day: {one}" for one in violations(page)), *told_too_much(page)]


def mistakes_in_other_hands(page: Page) -> list[str]:
    """What may be wrong where one more visitor opens a page that was looked at whole for another."""
    found = mistakes_by_day(page)
    page.set_viewport_size(ZOOMED)
    return [*found, *sideways(page)]


def sideways(page: Page) -> list[str]:
    """Whether anything must be scrolled sideways at 320 CSS pixels."""
    over = page.evaluate(SIDEWAYS)
    return [f"zoomed: {over} pixels stand out to the right"] if over > 0 else []


def told_too_much(page: Page) -> list[str]:
    """A title stays behind in histories and on shared screens, so it names nobody. No sentence is Django's own."""
    title, words = page.title(), page.locator("body").inner_text()
    return [
        *(f"the title names {name}" for name in NAMES if name in title),
        *(["it says: This field is required."] if "This field is required" in words else []),
        *(["it names a row of the database instead of a thing"] if " object (" in page.content() else []),
    ]
