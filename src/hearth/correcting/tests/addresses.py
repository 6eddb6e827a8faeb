"""Where the pages of an entry are."""


def path(entry, part=""):
    return f"/people/{entry.person_id}/entries/{entry.id}{part}"
