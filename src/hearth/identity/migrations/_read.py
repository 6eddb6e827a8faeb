"""What a custodian reads of two records side by side: who they are, and no word of what is written about them."""

# For keeping somebody findable. The caller has joined or parted them in this transaction.
WORDS_OF = """
  SELECT jsonb_build_object('status', p.status, 'known_as', p.known_as, 'birth_on', p.birth_on, 'birth_precision', p.birth_precision,
    'names', coalesce((SELECT jsonb_agg(jsonb_build_array(n.given, n.family)) FROM people_personname n
                        WHERE n.person_id = p.id AND NOT n.restricted), '[]'),
    'contacts', coalesce((SELECT jsonb_agg(jsonb_build_array(c.kind, c.value)) FROM people_contact c
                           WHERE c.person_id = p.id AND c.until_on IS NULL), '[]'),
    'codes', coalesce((SELECT jsonb_agg(jsonb_build_array(i.system, i.value)) FROM people_identifier i
                        WHERE i.person_id = p.id AND NOT i.restricted), '[]'))
    FROM people_person p WHERE p.id = who AND people_is_custodian()
"""
FORGET_KEYS = "DELETE FROM people_namekey WHERE person_id = who AND people_is_custodian()"

SIDE = """
  SELECT jsonb_build_object('id', p.id, 'known_as', p.known_as, 'pronouns', p.pronouns, 'status', p.status,
    'birth_on', p.birth_on, 'birth_precision', p.birth_precision, 'area', p.area, 'made_at', p.made_at,
    'names', coalesce((SELECT jsonb_agg(jsonb_build_array(n.use, n.given, n.family) ORDER BY n.id) FROM people_personname n
                        WHERE n.person_id = p.id AND NOT n.restricted), '[]'),
    'contacts', coalesce((SELECT jsonb_agg(jsonb_build_array(c.kind, c.value) ORDER BY c.kind, c.id) FROM people_contact c
                           WHERE c.person_id = p.id AND c.until_on IS NULL), '[]'),
    'codes', coalesce((SELECT jsonb_agg(jsonb_build_array(i.system, i.value, i.restricted) ORDER BY i.system, i.id)
                         FROM people_identifier i WHERE i.person_id = p.id), '[]'),
    'needs', coalesce((SELECT jsonb_agg(n.words ORDER BY n.id) FROM people_need n
                        WHERE n.person_id = p.id AND n.until_on IS NULL), '[]'),
    'holder', (SELECT w.given_name || ' ' || w.family_name || ', ' || o.name FROM holding_holding h
                 JOIN organisations_membership m ON m.id = h.holder_id JOIN organisations_worker w ON w.id = m.worker_id
                 JOIN organisations_organisation o ON o.id = m.organisation_id WHERE h.person_id = p.id),
    'entries', (SELECT count(*) FROM record_entry e WHERE e.person_id = p.id),
    'first_at', (SELECT min(e.occurred_at) FROM record_entry e WHERE e.person_id = p.id),
    'last_at', (SELECT max(e.occurred_at) FROM record_entry e WHERE e.person_id = p.id))
    FROM people_person p WHERE p.id = who AND people_is_custodian()
"""

# The same surname and birth date, or the same address and birth date: two people may share these (DOMAIN 4.1).
NEAR_TWINS = """
  SELECT EXISTS (
    SELECT 1 FROM people_person a JOIN people_person b ON a.birth_on = b.birth_on
      JOIN people_personname x ON x.person_id = a.id AND x.family <> ''
      JOIN people_personname y ON y.person_id = b.id AND lower(y.family) = lower(x.family)
     WHERE a.id = one AND b.id = other)
  OR EXISTS (
    SELECT 1 FROM people_person a JOIN people_person b ON a.birth_on = b.birth_on
      JOIN people_contact x ON x.person_id = a.id AND x.kind = 'address'
      JOIN people_contact y ON y.person_id = b.id AND y.kind = 'address'
       AND regexp_replace(lower(y.value), '[^a-z0-9]', '', 'g') = regexp_replace(lower(x.value), '[^a-z0-9]', '', 'g')
     WHERE a.id = one AND b.id = other)
"""

# What was written since two records were joined, so that a human can say whose it is: when, by whom, how it begins.
WRITTEN_SINCE = """
  SELECT DISTINCT ON (e.root_id) e.id, e.occurred_at, e.author_name, e.lane, e.kind,
         CASE WHEN e.title <> '' THEN e.title ELSE '' END,
         EXISTS (SELECT 1 FROM people_mergemove k WHERE k.merge_id = m AND k.kind = 'written'
                    AND k."table" = 'record_entry' AND k.key = e.root_id::text)
    FROM people_merge j JOIN record_entry e ON e.person_id = j.survivor_id AND e.recorded_at >= j.confirmed_at
   WHERE j.id = m AND people_is_custodian()
     AND NOT EXISTS (SELECT 1 FROM people_mergemove k WHERE k.merge_id = m AND k.kind IN ('moved', 'left')
                        AND k."table" = 'record_entry' AND k.key IN (e.root_id::text, e.id::text))
     AND e.subject_type <> 'Merge'
   ORDER BY e.root_id, e.recorded_at
"""
SINCE = "TABLE (id uuid, occurred_at timestamptz, author varchar, lane varchar, kind varchar, title varchar, theirs boolean)"

NAMES = """
  SELECT p.id, p.known_as, p.birth_on, p.area FROM people_person p WHERE p.id = ANY(whom) AND people_is_custodian()
"""
NAMED = "TABLE (id uuid, known_as varchar, birth_on date, area varchar)"
