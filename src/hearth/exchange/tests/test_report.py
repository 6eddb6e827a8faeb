import json

from hearth.exchange.codes import Result
from hearth.exchange.report import Report


def report(*told: Result) -> Report:
    made = Report()
    for number, result in enumerate(told, 1):
        made.add("in.json", number, result, "Because." if result is Result.REFUSED else "")
    return made


class TestReport:
    def test_writes_the_shape_others_rely_on(self, tmp_path):
        report(Result.TAKEN, Result.REFUSED).save(tmp_path / "report.json")

        assert json.loads((tmp_path / "report.json").read_text()) == {
            "taken": 1,
            "matched": 0,
            "held": 0,
            "refused": 1,
            "unchanged": 0,
            "rows": [
                {"source": "in.json", "line": 1, "result": "taken", "reason": ""},
                {"source": "in.json", "line": 2, "result": "refused", "reason": "Because."},
            ],
        }

    def test_leaves_with_three_if_something_needs_a_human(self):
        assert report(Result.TAKEN, Result.MATCHED, Result.UNCHANGED).exit_code == 0
        assert report(Result.TAKEN, Result.REFUSED).exit_code == 3
        assert report(Result.HELD).exit_code == 3

    def test_says_rows_of_one_reason_together(self):
        assert list(report(*[Result.REFUSED] * 7).lines()) == [
            "in.json, 1, 2, 3, 4, 5 and 2 more: refused. Because.",
            "0 taken, 0 matched, 0 held, 7 refused, 0 unchanged",
        ]

    def test_follows_the_order_of_the_files(self):
        made = Report()
        for source, line in (("b", 1), ("a", 2), ("a", 1)):
            made.add(source, line, Result.TAKEN)

        made.in_order_of(["a", "b"])

        assert [(row.source, row.line) for row in made.rows] == [("a", 1), ("a", 2), ("b", 1)]
