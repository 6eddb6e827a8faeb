"""Coming in as somebody close, in the words of the database: what only whoever holds the invitation may do."""

# Whose invitation this is, while it is open, for whoever has its link or its words. Taken one after the other.
OPEN = """
  SELECT i.id, i.person_id, p.known_as, r.name, r.relation
    FROM sharing_supporterinvitation i
    JOIN people_person p ON p.id = i.person_id AND p.status NOT IN ('merged-into', 'died')
    JOIN people_relation r ON r.id = i.relation_id AND NOT r.do_not_contact
   WHERE secret IN (i.link_hash, i.code_hash) AND i.accepted_at IS NULL AND i.ended_at IS NULL AND i.expires_at > moment
     FOR UPDATE OF i
"""

# The invitation is spent, the sign-in opens their own record, and what was chosen for them begins. Asked only after
# `sharing_open_invitation` has answered in the same transaction, and only by somebody who is not a worker.
TAKE_UP = """
DECLARE
  offered sharing_supporterinvitation;
BEGIN
  IF (SELECT hearth_kind()) NOT IN ('public', 'person') THEN RETURN NULL; END IF;
  UPDATE sharing_supporterinvitation i SET accepted_at = moment, accepted_by_id = supporter
   WHERE i.id = invitation AND secret IN (i.link_hash, i.code_hash)
     AND i.accepted_at IS NULL AND i.ended_at IS NULL AND i.expires_at > moment
  RETURNING i.* INTO offered;
  IF NOT FOUND THEN RETURN NULL; END IF;
  INSERT INTO people_portalaccess (id, account_id, person_id, given_at)
  SELECT gen_random_uuid(), account, supporter, moment
   WHERE NOT EXISTS (SELECT 1 FROM people_portalaccess a
                      WHERE a.account_id = account AND a.person_id = supporter AND a.ended_at IS NULL);
  UPDATE people_relation SET related_person_id = supporter WHERE id = offered.relation_id;
  INSERT INTO sharing_supporting (id, person_id, about_id, called, relation, since_at)
  SELECT gen_random_uuid(), supporter, offered.person_id, p.known_as, r.relation, moment
    FROM people_person p JOIN people_relation r ON r.id = offered.relation_id
   WHERE p.id = offered.person_id
  ON CONFLICT (person_id, about_id) DO NOTHING;
  UPDATE sharing_circlechoice SET until_at = moment
   WHERE person_id = offered.person_id AND whom_id = supporter AND coalesce(until_at, 'infinity') > moment;
  INSERT INTO sharing_circlechoice (id, person_id, whom_kind, whom_id, level, explained_how, said_by, recorded_by_id,
                                    from_at, until_at, reason, capacity_note)
  SELECT gen_random_uuid(), offered.person_id, 'supporter', supporter, offered.level, offered.explained_how,
         offered.said_by, offered.invited_by_id, moment, offered.level_until_at, '', '';
  RETURN offered.person_id;
END
"""

# Whose records a sign-in opens, and whether each is one of somebody who is here for another.
OWN_FACES = """
  SELECT a.person_id, EXISTS (SELECT 1 FROM sharing_supporting s WHERE s.person_id = a.person_id)
    FROM people_portalaccess a
   WHERE a.account_id = account AND a.ended_at IS NULL ORDER BY 2, a.given_at
"""
