"""Whether anything waits for a worker to look at it, as a yes or a no: the lists themselves are read as far as they see.

Nearly always nothing does, and six lists under their policies take longer to prepare than all else of the day.
"""

from django.db import migrations

from hearth.core.policies import definer

SEEN = "hearth_sight({person}) >= 10"
ANYTHING_WAITS = f"""
    SELECT EXISTS (
        SELECT FROM record_withholding w WHERE w.reviewer_id = hearth_membership()
        AND NOT EXISTS (SELECT FROM record_withholdingreview r WHERE r.withholding_id = w.id)
    ) OR EXISTS (
        SELECT FROM correcting_move m WHERE m.proposed_by_id <> hearth_membership()
        AND NOT EXISTS (SELECT FROM correcting_movedecision d WHERE d.move_id = m.id)
        AND ({SEEN.format(person="m.person_id")} OR {SEEN.format(person="m.right_person_id")})
    ) OR EXISTS (
        SELECT FROM record_documentrelease r WHERE r.proposed_by_id <> hearth_membership()
        AND NOT EXISTS (SELECT FROM record_documentreleaseanswer a WHERE a.release_id = r.id)
        AND {SEEN.format(person="r.person_id")}
    ) OR EXISTS (
        SELECT FROM subject_access_accesspart p
        WHERE p.reviewer_id = hearth_membership() AND p.reviewed_at IS NULL
    ) OR EXISTS (
        SELECT FROM subject_access_itemasked a WHERE a.membership_id = hearth_membership()
        AND NOT EXISTS (
            SELECT FROM subject_access_itemdecision d WHERE d.item_id = a.item_id AND d.decided_at >= a.asked_at
        )
    ) OR EXISTS (
        SELECT FROM people_restriction r JOIN holding_holding h ON h.person_id = r.person_id
        WHERE r.ended_at IS NULL AND h.holder_id = hearth_membership()
    )"""


class Migration(migrations.Migration):
    dependencies = (
        ("core", "0007_clocks_in_place"),
        ("record", "0016_fewer_pieces"),
        ("correcting", "0002_recipients"),
        ("subject_access", "0004_entitled"),
        ("identity", "0004_plans_at_rest"),
        ("holding", "0011_shift_change"),
    )
    operations = (definer("desk_anything_waits()", ANYTHING_WAITS, returns="boolean"),)
