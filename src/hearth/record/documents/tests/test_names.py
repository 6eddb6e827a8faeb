import pytest
from hypothesis import given
from hypothesis import strategies as some

from hearth.record.documents import names


class TestClean:
    @pytest.mark.parametrize(
        ("given_name", "kept"),
        [
            ("Brief vom Arzt.pdf", "Brief vom Arzt.pdf"),
            ("رسالة الطبيب.pdf", "رسالة الطبيب.pdf"),
            ("医生的信.pdf", "医生的信.pdf"),
            ("लेख‍न.pdf", "लेख‍न.pdf"),
            ("Zoe\u0308.pdf", "Zoë.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\keeley\\letter.pdf", "letter.pdf"),
            ("letter\u202efdp.exe", "letterfdp.exe"),
            ("a\r\nb\x00c.pdf", "abc.pdf"),
            ('a"b<c>.pdf', "a b c.pdf"),
            ("...", "document"),
            (".pdf", "pdf"),
            ("", "document"),
            ("/", "document"),
            ("letter. 3 November", "letter. 3 November"),
        ],
    )
    def test_keeps_what_is_safe_to_show(self, given_name, kept):
        assert names.clean(given_name) == kept

    def test_keeps_the_ending_of_a_very_long_name(self):
        kept = names.clean("ä" * 400 + ".pdf")

        assert (len(kept), kept[-5:]) == (200, "ä.pdf")

    @given(some.text(max_size=300))
    def test_is_never_empty_nor_long_nor_a_path(self, given_name):
        kept = names.clean(given_name)

        assert 0 < len(kept) <= names.LONGEST
        assert not set(kept) & set('/\\<>:"|?*\r\n\x00')
        assert names.clean(kept) == kept or len(kept) == names.LONGEST
