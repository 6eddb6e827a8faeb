"""What is asked gently, part by part; none of it has to be answered (DOMAIN 8). Strengths come first."""

from hearth.plans.codes import Part

PROMPTS: dict[str, tuple[str, ...]] = {
    Part.ABOUT_ME: ("What would you like anybody to know who meets you for the first time?",),
    Part.MATTERS: ("What do you want more of?", "What would you never want to lose?"),
    Part.STRENGTHS: (
        "What do people come to you for?",
        "What has got you through before?",
        "What could you teach or share?",
    ),
    Part.PEOPLE: ("Who is good for you?", "Who would notice if you were not all right?"),
    Part.GOOD_DAYS: (
        "What would a good ordinary Tuesday look like?",
        "When was it a bit better, and what was different?",
    ),
    Part.TALK: ("What helps you talk?", "What should nobody say?"),
    Part.KEEPING_WELL: ("What do you do, most days, that keeps you going?",),
    Part.SIGNS_MINE: ("What do you notice first, before anybody else does?",),
    Part.SIGNS_OTHERS: ("What do others see first?", "Who may tell you so?"),
    Part.NOT_HELPED: ("What has been done to you before that must not be repeated?",),
    Part.TOGETHER: ("How did things come to be as they are?", "What keeps them going, and what eases them?"),
    Part.ARRANGEMENTS: ("Who feeds the cat?", "Who has a key?", "What must be paid, or told to whom?"),
}
