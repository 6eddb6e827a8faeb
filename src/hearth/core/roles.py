"""Each role: what it is for, how much it may ever see, and what it may do (DOMAIN 2 and 5).

One page an information-governance lead can sign. A permission alone opens no record: a live relationship,
the person's circle and the sealing of an entry are asked as well, by `sharing`.
"""

from dataclasses import dataclass

from hearth.core.sight import Level


@dataclass(frozen=True, slots=True)
class Role:
    code: str
    words: str
    purpose: str
    ceiling: Level
    permissions: frozenset[str]
    # Somebody who answers for them reads their words too, and signs (DOMAIN 4.5).
    countersigned: bool = False


FIND = frozenset({"person.find"})
LEARNING = FIND | {"hub.read", "record.read", "record.write"}
WELCOME = FIND | {"person.create", "referral.receive", "hub.read"}
SUPPORT = WELCOME | {
    "person.edit",
    "record.read",
    "record.write",
    "circle.record",
    "seal.record",
    "holding.hold",
    "plan.write",
}
PROFESSIONAL = SUPPORT | {"record.countersign", "break_glass.open", "referral.decide"}
FIGURES = frozenset({"outcomes.figures"})
# What was measured is for whoever works with it, not for whoever leads: they read figures of their hub.
MEASURES = frozenset({"measure.read", "measure.record"})
LEADING = PROFESSIONAL | {
    "outcomes.of_hub",
    "instrument.keep",
    "holding.move",
    "team.manage",
    "worker.invite",
    "worker.leave",
    "sign_in_code.give",
    "partner_form.keep",
    "group.keep",
}

ROLES = {
    role.code: role
    for role in (
        Role("welcomer", "Welcomer", "Greets, notes who came and finds who is free.", Level.MINIMUM, WELCOME),
        Role(
            "peer-supporter",
            "Peer supporter",
            "Walks alongside people, from own experience.",
            Level.FULL,
            SUPPORT | MEASURES | {"sign_in_code.give"},
        ),
        Role(
            "recovery-worker",
            "Recovery worker",
            "Goals, practical steps and visits.",
            Level.FULL,
            SUPPORT | MEASURES | {"sign_in_code.give"},
        ),
        Role(
            "carer-supporter",
            "Carer supporter",
            "Is there for carers in their own right.",
            Level.FULL,
            SUPPORT | MEASURES | {"group.keep"},
        ),
        Role(
            "link-worker",
            "Link worker",
            "Connects people to their community and stays until it sticks.",
            Level.FULL,
            SUPPORT | MEASURES | {"sign_in_code.give"},
        ),
        Role(
            "clinician",
            "Clinician",
            "Nurse, therapist, psychologist or doctor.",
            Level.FULL,
            PROFESSIONAL | MEASURES | {"sign_in_code.give", "record.harm"},
        ),
        Role(
            "social-worker",
            "Social worker",
            "Care Act work, aftercare and safeguarding.",
            Level.FULL,
            PROFESSIONAL | MEASURES | {"sign_in_code.give"},
        ),
        Role("shift-lead", "Shift lead", "Holds whoever has just arrived and runs the shift.", Level.FULL, LEADING),
        Role(
            "hub-manager",
            "Hub manager",
            "Answers for the hub, its people and its safety, and to whoever thanks, suggests or complains.",
            Level.FULL,
            LEADING | {"feedback.answer"},
        ),
        Role(
            "partner-professional",
            "Partner",
            "Works with people from another organisation, as far as each person agrees.",
            Level.FULL,
            frozenset({"person.find", "referral.receive", "record.read", "record.write", "holding.hold"}) | MEASURES,
        ),
        Role(
            "student",
            "Student",
            "Learns alongside somebody who answers for what they write.",
            Level.FULL,
            LEARNING,
            countersigned=True,
        ),
        Role(
            "volunteer",
            "Volunteer",
            "Gives time, alongside somebody who answers for what they write.",
            Level.FULL,
            LEARNING,
            countersigned=True,
        ),
        Role("commissioner", "Commissioner", "Pays for and plans support, without names.", Level.NOTHING, FIGURES),
        Role("finance", "Finance", "Keeps the money right, without names.", Level.NOTHING, FIGURES),
        Role("documenter", "Documenter", "Writes down what the network finds.", Level.NOTHING, FIGURES),
        Role(
            "lived-experience-lead",
            "Lived-experience lead",
            "Shapes decisions from experience. Keeps the word list.",
            Level.NOTHING,
            FIGURES | {"language.keep"},
        ),
        Role(
            "guardian",
            "Guardian",
            "Reviews who looked, overrides, settings; keeps one record a person. Opens what is hidden only when "
            "on call.",
            Level.FULL,
            frozenset(
                {
                    "person.find",
                    "audit.read",
                    "record.give",
                    "break_glass.open",
                    "break_glass.open_hidden",
                    "break_glass.review",
                    "identity.keep",
                    # What somebody would not tell whoever leads a hub.
                    "feedback.answer",
                    "feedback.beyond",
                }
            ),
        ),
        Role(
            "administrator",
            "Administrator",
            "Keeps organisations, hubs and sign-ins in order. Reads nobody's record.",
            Level.NOTHING,
            frozenset(
                {
                    "organisation.manage",
                    "team.manage",
                    "worker.invite",
                    "worker.leave",
                    "language.keep",
                    "partner_form.keep",
                    "instrument.keep",
                }
            ),
        ),
    )
}
