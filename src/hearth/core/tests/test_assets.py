"""What is built must come from here alone, and only when something changed."""

import re

import pytest

from hearth.core import assets


@pytest.fixture(scope="module")
def built():
    assets.build(lambda words: None)
    return assets.BUILT


class TestBuild:
    def test_styles_reach_for_nothing_outside(self, built):
        css = (built / "hearth.css").read_text()

        assert "http" not in css
        assert all((built / path).exists() for path in re.findall(r"url\(\"?([^\")]+)\"?\)", css))

    def test_both_houses_are_in_the_styles(self, built):
        css = (built / "hearth.css").read_text()

        assert "prefers-color-scheme: dark" in css or "prefers-color-scheme:dark" in css
        assert "prefers-reduced-motion" in css
        assert "Frutiger" not in css

    def test_does_nothing_when_nothing_changed(self, built):
        said = []

        assets.build(said.append)

        assert said == []

    def test_lock_names_no_registry(self):
        lock = (assets.ROOT / "package-lock.json").read_text()

        assert '"resolved"' not in lock
        assert "registry." not in lock


class TestFingerprint:
    def test_changes_with_what_is_in_a_file(self, tmp_path):
        file = tmp_path / "a.scss"
        file.write_text("one")
        before = assets.fingerprint(iter([file]))

        file.write_text("two")

        assert assets.fingerprint(iter([file])) != before
