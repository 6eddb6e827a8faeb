"""What a shut-off ends, in SQL: one function of the database, so that nothing of it can be refused half way (ADR 0029).

Each part ends rows of one kind and says which they were; the audit keeps that as evidence.
"""

# In all of these `s` is the shut-off, `moment` the second it counts from.
NAMED = "(m.id = ANY(s.named) OR m.organisation_id = ANY(s.named))"
NAMED_WORKERS = f"(SELECT m.id FROM organisations_membership m WHERE {NAMED})"
OWN_ACCOUNTS = """(SELECT a.account_id FROM people_portalaccess a WHERE a.person_id = s.person_id AND a.ended_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM organisations_worker w WHERE w.account_id = a.account_id))"""
STILL_WAITS = "('waiting', 'held')"

# What they chose for supporters ends, and so nothing is seen; that looks as if they had never been let in. For whoever
# is named "nothing" is written besides, because an organisation alongside sees without a choice.
CHOICES = f"""
  WITH over AS (
    UPDATE sharing_circlechoice c SET until_at = greatest(moment, c.from_at)
     WHERE c.person_id = s.person_id AND coalesce(c.until_at, 'infinity') > moment
       AND (c.whom_kind = 'supporter' OR c.whom_id = ANY(s.named) OR c.whom_id IN {NAMED_WORKERS})
    RETURNING c.id)
  SELECT jsonb_agg(id) INTO ids FROM over"""
NOTHING = """
  INSERT INTO sharing_circlechoice (id, person_id, whom_kind, whom_id, level, explained_how, said_by, recorded_by_id,
                                    from_at, reason, capacity_note)
  SELECT gen_random_uuid(), s.person_id, n.kind, n.id, 0, 'Read what follows before', 'person', s.recorded_by_id,
         moment, '', ''
    FROM (SELECT id, 'organisation' AS kind FROM organisations_organisation WHERE id = ANY(s.named)
          UNION ALL SELECT id, 'worker' FROM organisations_membership WHERE id = ANY(s.named)) n"""
OVERRIDES = f"""
  WITH over AS (
    UPDATE sharing_breakglass b SET until_at = greatest(moment, b.opened_at + interval '1 microsecond')
     WHERE b.person_id = s.person_id AND b.until_at > moment AND b.membership_id IN {NAMED_WORKERS} RETURNING b.id)
  SELECT jsonb_agg(id) INTO ids FROM over"""
INVITATIONS = """
  WITH over AS (
    UPDATE sharing_supporterinvitation i SET ended_at = moment
     WHERE i.person_id = s.person_id AND i.accepted_at IS NULL AND i.ended_at IS NULL RETURNING i.id)
  SELECT jsonb_agg(id) INTO ids FROM over"""
GUESTS = """
  WITH over AS (
    UPDATE messaging_threadguest g SET ended_at = moment WHERE g.person_id = s.person_id AND g.ended_at IS NULL
    RETURNING g.id)
  SELECT jsonb_agg(id) INTO ids FROM over"""
SESSIONS = f"""
  WITH over AS (
    DELETE FROM organisations_session o
     WHERE o.account_id IN {OWN_ACCOUNTS} AND o.membership_id IS NULL AND o.session_key <> keep RETURNING o.account_id)
  SELECT jsonb_agg(account_id) INTO ids FROM over"""
CODES = f"""
  UPDATE organisations_signincode c SET expires_at = moment
   WHERE c.account_id IN {OWN_ACCOUNTS} AND c.used_at IS NULL AND c.expires_at > moment"""
KEYS = f"DELETE FROM mfa_authenticator k WHERE k.user_id IN {OWN_ACCOUNTS}"
PASSWORDS = f"""
  UPDATE organisations_account a SET password = '!' || replace(gen_random_uuid()::text, '-', '')
   WHERE a.id IN {OWN_ACCOUNTS} AND a.password NOT LIKE '!%'"""
CONTACTS = """
  UPDATE people_contact c SET safe_to_use = false, safe_to_leave_message = false
   WHERE c.person_id = s.person_id AND c.id = ANY(s.unsafe)"""
RELATIONS = """
  UPDATE people_relation r SET emergency = false, do_not_contact = true
   WHERE r.person_id = s.person_id AND r.id = ANY(s.never_ring)"""
NEUTRAL = """
  INSERT INTO messaging_messagechoice (id, person_id, address, channel, choice, said_at, recorded_by_id)
  SELECT gen_random_uuid(), s.person_id, '', 'all', 'neutral', moment, s.recorded_by_id
   WHERE 'plain' = (SELECT c.choice FROM messaging_messagechoice c
                     WHERE c.person_id = s.person_id AND c.choice IN ('plain', 'neutral')
                     ORDER BY c.said_at DESC, c.id DESC LIMIT 1)"""
HEARING = """
  INSERT INTO front_door_agreement (id, referral_id, person_id, may_hear, said_how, recorded_by_id, recorded_at)
  SELECT gen_random_uuid(), a.referral_id, s.person_id, 'nothing', 'Asked us to say nothing more', s.recorded_by_id, moment
    FROM (SELECT DISTINCT ON (referral_id) * FROM front_door_agreement WHERE person_id = s.person_id
           ORDER BY referral_id, recorded_at DESC, id DESC) a
   WHERE a.may_hear <> 'nothing'"""
TO_REFERRERS = f"""
  WITH over AS (
    UPDATE messaging_message m SET state = 'not-sent'
     WHERE m.person_id = s.person_id AND m.to_kind = 'referrer' AND m.state IN {STILL_WAITS} RETURNING m.id)
  , told AS (
    INSERT INTO messaging_messageevent (id, message_id, person_id, state, words, at)
    SELECT gen_random_uuid(), over.id, s.person_id, 'not-sent', 'They asked us to say nothing more.', moment FROM over)
  SELECT jsonb_agg(id) INTO ids FROM over"""
LINKS = """
  WITH over AS (
    INSERT INTO telling_formlinkend (id, person_id, link_id, ended_by_id, ended_at)
    SELECT gen_random_uuid(), l.person_id, l.id, s.recorded_by_id, moment FROM telling_formlink l
     WHERE l.person_id = s.person_id AND l.expires_at > moment
       AND NOT EXISTS (SELECT 1 FROM telling_formlinkend e WHERE e.link_id = l.id)
    ON CONFLICT DO NOTHING RETURNING link_id)
  SELECT jsonb_agg(link_id) INTO ids FROM over"""
# A pack that carries their card and lies with somebody who is named is gone from the device at its next connection.
PACKS = f"""
  WITH over AS (
    UPDATE plans_shiftpack k SET called_back_at = moment, called_back_by_id = coalesce(s.recorded_by_id, k.membership_id)
     WHERE k.called_back_at IS NULL AND k.wiped_at IS NULL AND k.expires_at > moment AND k.membership_id IN {NAMED_WORKERS}
       AND EXISTS (SELECT 1 FROM plans_packedcard p WHERE p.pack_id = k.id AND p.person_id = s.person_id)
    RETURNING k.id)
  SELECT jsonb_agg(id) INTO ids FROM over"""

# As (what it is called in the audit, SQL).
ENDS = (
    ("choices", CHOICES),
    ("overrides", OVERRIDES),
    ("invitations", INVITATIONS),
    ("guests", GUESTS),
    ("sessions", SESSIONS),
    ("messages", TO_REFERRERS),
    ("links", LINKS),
    ("packs", PACKS),
)
CHANGES = (NOTHING, CODES, KEYS, PASSWORDS, CONTACTS, RELATIONS, NEUTRAL, HEARING)

_ENDED = "".join(
    f"{sql};\n  found := found || jsonb_build_object('{name}', coalesce(ids, '[]'::jsonb));\n" for name, sql in ENDS
)
_CHANGED = ";\n".join(CHANGES)

END_ALL = f"""
DECLARE
  s shut_off_shutoff;
  ids jsonb;
  found jsonb := '{{}}';
BEGIN
  SELECT * INTO STRICT s FROM shut_off_shutoff WHERE id = what;
  PERFORM 1 FROM people_person WHERE id = s.person_id FOR NO KEY UPDATE;
  {_ENDED}
  {_CHANGED};
  RETURN found;
END
"""
