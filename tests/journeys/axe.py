"""What axe-core finds wrong on a page by WCAG 2.2, levels A and AA."""

from functools import cache
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from hearth.core import assets

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "options => axe.run(document, options)"


@cache
def source() -> str:
    """Axe itself. It is fetched with the rest of what pages are drawn with, unless it is there."""
    assets.fetch_packages(print)
    return Path(assets.MODULES, "axe-core", "axe.min.js").read_text()


def carry(context: BrowserContext) -> None:
    """Have axe in every page that is opened from now on."""
    context.add_init_script(source())


def violations(page: Page, *rules: str) -> list[str]:
    """One line for each mistake: the rule and where it is broken. `rules` narrows what is looked for.

    The page must have been opened after `carry`.
    """
    page.wait_for_load_state("domcontentloaded")
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    options = {"runOnly": only, "resultTypes": ["violations"]}
    return [
        f"{broken['id']}: {' '.join(str(part) for part in node['target'])} ({node['failureSummary'].splitlines()[-1]})"
        for broken in page.evaluate(RUN, options)["violations"]
        for node in broken["nodes"]
    ]
