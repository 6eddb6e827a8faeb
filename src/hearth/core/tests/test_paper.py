"""Whatever a name is written in, it is drawn; and where it cannot be, the paper says so."""

import json

import pytest
import typst

from hearth.core import paper

# A page whose every letter has a face: PDF/UA refuses one that has none.
PAGE = b'#set document(title: "A page")\n#set text(lang: "en")\n#json(bytes(sys.inputs.words))'


def drawn(words):
    return typst.compile(
        PAGE, format="pdf", pdf_standards="ua-1", font_paths=paper._faces(), sys_inputs={"words": json.dumps(words)}
    )


class TestMissing:
    @pytest.mark.parametrize(
        "words",
        [
            "王伟 and 陳偉文",
            "田中さくら ヒカリ",
            "김민수",
            "Мы ждём Ґанну",
            "αβγ",
            "قال حسن إنه بخير، گلچهره",
            "नमस्ते",
            "Łukasz Nguyễn Thị ø",
            "“Quotes” – and … signs →",
        ],
    )
    def test_is_nothing_of_scripts_that_people_here_write_in(self, words):
        assert paper.missing(words) == ""
        assert paper.note(words) == ""
        assert drawn(words)

    def test_names_what_no_face_has_each_once(self):
        assert paper.missing("ሰላም ሰላም, hello") == "ሰላም"
        assert paper.note("ሰላም") == paper.NOTE

    def test_agrees_with_what_is_drawn(self):
        with pytest.raises(typst.TypstError):
            drawn("ሰላም")
