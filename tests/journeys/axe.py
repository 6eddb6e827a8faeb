"""What axe-core finds wrong on a page by WCAG 2.2, levels A and AA."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from hearth.core.assets import MODULES

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "options => axe.run(document, options)"


@cache
def source() -> str:
    return Path(MODULES, "axe-core", "axe.min.js").read_text()


def violations(page: Page, *, colours_only: bool = False) -> list[str]:
    """One line for each mistake: the rule and where it is broken. Loads axe into the page when it is not there yet."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(source())
    rules = {"type": "rule", "values": ["color-contrast"]} if colours_only else {"type": "tag", "values": TAGS}
    found = page.evaluate(RUN, {"runOnly": rules, "resultTypes": ["violations"], "elementRef": False})
    return [
        f"{broken['id']}: {' '.join(str(part) for part in node['target'])} ({node['failureSummary'].splitlines()[-1]})"
        for broken in found["violations"]
        for node in broken["nodes"]
    ]
