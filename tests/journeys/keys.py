"""Somebody who has a keyboard and no mouse."""

from playwright.sync_api import Page

# The name of whatever holds the focus, and whether a ring is drawn around it or around what stands for it.
FOCUSED = """() => {
    const held = document.activeElement;
    const label = held.labels?.[0];
    const ringed = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
    const standIns = [label, held.nextElementSibling].filter(Boolean);
    const styles = [getComputedStyle(held), ...standIns.flatMap((one) => [
        getComputedStyle(one), getComputedStyle(one, "::before")])];
    return {
        name: (label?.innerText || held.innerText || held.getAttribute("aria-label") || held.value || "").trim(),
        tag: held.tagName,
        type: held.type || "",
        seen: styles.some(ringed) || styles.slice(1).some((style) => style.boxShadow !== "none"),
    };
}"""
MANY = 80


class Keyboard:
    """Moves by Tab, and fails where the focus cannot be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def goes_to(self, name: str, tag: str = "") -> None:
        """Press Tab until something with this name holds the focus."""
        for _ in range(MANY):
            self.page.keyboard.press("Tab")
            held = self.page.evaluate(FOCUSED)
            assert held["tag"] == "BODY" or held["seen"], f"The focus cannot be seen on {held}"
            if held["name"].startswith(name) and held["tag"].startswith(tag):
                return
        raise AssertionError(f"{name} cannot be reached with Tab")

    def types(self, words: str) -> None:
        self.page.keyboard.type(words)

    def presses(self, key: str) -> None:
        self.page.keyboard.press(key)
