"""The locks on requests for records, and the two narrow questions they ask."""

from django.db import migrations

from hearth.core.policies import definer
from hearth.subject_access import policies


class Migration(migrations.Migration):
    dependencies = [("subject_access", "0001_initial"), ("sharing", "0005_closed_to_all")]

    operations = [
        definer("subject_access_asked_to_look(asked uuid)", policies.ASKED_TO_LOOK, returns="boolean"),
        definer("subject_access_may_read(wanted uuid)", policies.MAY_READ_ITEM, returns="boolean"),
        policies.locked("subject_access_accessrequest", policies.REQUEST_IS_SEEN),
        policies.locked("subject_access_accessmove", policies.MOVE_IS_SEEN),
        policies.locked("subject_access_identitycheck", policies.IDENTITY_IS_SEEN),
        policies.locked("subject_access_extension", policies.EXTENSION_IS_SEEN),
        policies.locked("subject_access_handing", policies.HANDING_IS_SEEN),
        policies.locked("subject_access_accesspart", policies.PART_IS_SEEN),
        policies.locked("subject_access_accessitem", policies.ITEM_IS_SEEN),
        policies.locked("subject_access_itemasked", policies.ASKED_IS_SEEN),
        policies.locked("subject_access_itemdecision", policies.DECISION_IS_SEEN),
        policies.locked("subject_access_package", policies.PACKAGE_IS_SEEN),
    ]
