"""The narrow questions that are asked from outside the locks, as the migration makes them functions of the database.

Whoever asks for support, and whoever asks for somebody, sees no record. What these answer is all they cause or learn.
"""

TODAYS_PEOPLE = (
    "p.birth_on = born AND p.birth_precision = 'day' AND p.status NOT IN ('merged-into', 'restricted', 'died')"
)

# The same NHS number and birth date; or every word of the name, the birth date, and one way to reach them. Never one
# of two: twins, and anyone two records could mean, are left to a worker and a second thing to check.
DEFINITE_MATCH = f"""
  SELECT CASE WHEN count(*) = 1 THEN min(found.id::text)::uuid END FROM (
    SELECT p.id FROM people_person p JOIN people_identifier i ON i.person_id = p.id
     WHERE i.system = 'nhs-number' AND i.value = number AND {TODAYS_PEOPLE}
    UNION
    SELECT p.id FROM people_namekey w JOIN people_person p ON p.id = w.person_id
     WHERE w.key = ANY(ways) AND {TODAYS_PEOPLE} AND cardinality(words) > 1
       AND cardinality(words) = (SELECT count(DISTINCT n.key) FROM people_namekey n
                                  WHERE n.person_id = p.id AND n.key = ANY(words))) found
"""

# Somebody we know comes again: whoever holds them goes on, or the lead does if nobody here held them any more, and
# the team of the hub they came to may know them, as far as they let it. Null for somebody nobody has ever held.
ARRIVE = """
DECLARE
  held holding_holding;
  its_team uuid := (SELECT t.id FROM organisations_team t WHERE t.hub_id = h ORDER BY t.id LIMIT 1);
BEGIN
  SELECT * INTO held FROM holding_holding WHERE person_id = who FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF held.status IN ('handed-on', 'same') THEN
    UPDATE holding_holding SET status = 'welcoming', holder_id = lead, holder_is_active = true, hub_id = h,
           since_at = moment, opened_at = moment WHERE person_id = who;
    UPDATE sharing_relationship SET until_at = greatest(from_at, moment)
     WHERE person_id = who AND kind = 'holder' AND until_at IS NULL;
    INSERT INTO sharing_relationship (id, person_id, kind, membership_id, from_at)
    VALUES (gen_random_uuid(), who, 'holder', lead, moment);
    held.holder_id := lead;
  ELSIF held.status = 'resting' THEN
    UPDATE holding_holding SET status = 'welcoming' WHERE person_id = who;
  END IF;
  INSERT INTO sharing_relationship (id, person_id, kind, team_id, from_at)
  SELECT gen_random_uuid(), who, 'involved', its_team, moment
   WHERE its_team IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM sharing_relationship r WHERE r.person_id = who AND r.kind = 'involved'
                        AND r.team_id = its_team AND r.until_at IS NULL);
  RETURN held.holder_id;
END
"""

# The first referral of the same need: the earliest of the last days that has not come to an end and joined no other.
EARLIER = """
  SELECT r.id FROM front_door_referral r
   WHERE r.person_id = who AND r.joined_to_id IS NULL AND r.status NOT IN ('resting', 'connected')
     AND r.received_at > moment - make_interval(days => days) AND r.received_at <= moment
   ORDER BY r.received_at LIMIT 1
"""

BEHIND_THE_LINK = """(SELECT b.id FROM front_door_referral b WHERE b.return_hash = secret OR b.code_hash = secret
    UNION ALL SELECT f.referral_id FROM front_door_referrer f WHERE f.link_hash = secret AND f.verified_at IS NOT NULL
    LIMIT 1)"""

# Where the referral found somebody we know, whoever holds them is not told: the receipt names who received it.
RECEIPT = f"""
  SELECT r.received_at, CASE WHEN h.opened_at = r.received_at OR c.id IS NULL THEN w.given_name ELSE c.given_name END,
         hub.name, hub.phone, r.read_at, reader.given_name, r.status, coalesce(f.name, ''), f.id IS NOT NULL,
         coalesce(f.email <> '' AND f.verified_at IS NULL, false),
         coalesce((SELECT s.kind = 'stop' FROM front_door_referrerword s
                    WHERE s.referral_id = r.id AND s.kind IN ('stop', 'start')
                    ORDER BY s.said_at DESC, s.id DESC LIMIT 1), false)
    FROM front_door_referral r
    JOIN holding_holding h ON h.person_id = r.person_id
    JOIN organisations_hub hub ON hub.id = r.hub_id
    LEFT JOIN organisations_membership m ON m.id = h.holder_id
    LEFT JOIN organisations_worker w ON w.id = m.worker_id
    LEFT JOIN organisations_membership cm ON cm.id = r.contact_id AND cm.is_active
    LEFT JOIN organisations_worker c ON c.id = cm.worker_id
    LEFT JOIN organisations_membership rm ON rm.id = r.read_by_id
    LEFT JOIN organisations_worker reader ON reader.id = rm.worker_id
    LEFT JOIN front_door_referrer f ON f.referral_id = r.id
   WHERE r.id = {BEHIND_THE_LINK}
"""
RECEIPT_SAYS = (
    "TABLE (received_at timestamptz, holder text, hub text, phone text, read_at timestamptz, reader text, status text, "
    "referrer text, is_for_another boolean, waits_for_link boolean, stopped boolean)"
)

UPDATES = f"""
  SELECT u.kind, u.words, u.told_at FROM front_door_referralupdate u
   WHERE u.referral_id = {BEHIND_THE_LINK} ORDER BY u.told_at, u.id
"""

# For writing down what is said on the page; never shown to whoever says it.
BEHIND = f"""
  SELECT r.id, r.person_id, h.holder_id, f.name, f.organisation_name, r.route FROM front_door_referral r
    JOIN holding_holding h ON h.person_id = r.person_id LEFT JOIN front_door_referrer f ON f.referral_id = r.id
   WHERE r.id = {BEHIND_THE_LINK}
"""
BEHIND_SAYS = "TABLE (referral_id uuid, person_id uuid, holder_id uuid, referrer text, organisation text, route text)"

AWAITS_LINK = """
  SELECT r.received_at, f.name, f.verified_at IS NOT NULL FROM front_door_referrer f
    JOIN front_door_referral r ON r.id = f.referral_id WHERE f.link_hash = secret AND f.email <> ''
"""

FOLLOW_LINK = """
  UPDATE front_door_referrer f SET verified_at = moment WHERE f.link_hash = secret AND f.verified_at IS NULL AND f.email <> '';
  SELECT f.id, f.referral_id, r.person_id, f.email, receipt.holder
    FROM front_door_referrer f JOIN front_door_referral r ON r.id = f.referral_id
    CROSS JOIN LATERAL front_door_receipt(secret) receipt WHERE f.link_hash = secret AND f.verified_at = moment
"""
FOLLOW_LINK_SAYS = "TABLE (referrer_id uuid, referral_id uuid, person_id uuid, email text, holder text)"

KEEP_DRAFT = """
  INSERT INTO front_door_askdraft (id, code_hash, fields, kept_at) VALUES (gen_random_uuid(), secret, told, moment)
  ON CONFLICT (code_hash) DO UPDATE SET fields = excluded.fields, kept_at = excluded.kept_at
"""
DRAFT = "SELECT d.fields FROM front_door_askdraft d WHERE d.code_hash = secret"
DROP_DRAFT = "DELETE FROM front_door_askdraft d WHERE d.code_hash = secret"

# A record that holds nothing but what was asked for somebody. Anything more is a life of its own, and is never joined.
HOLDS_NOTHING_ELSE = """
  SELECT EXISTS (SELECT 1 FROM people_person p WHERE p.id = who AND p.status IN ('guest', 'provisional'))
     AND EXISTS (SELECT 1 FROM front_door_referral r WHERE r.person_id = who)
     AND NOT EXISTS (SELECT 1 FROM record_entry e WHERE e.person_id = who
                        AND e.subject_type NOT IN ('Referral', 'ReferrerWord', 'ContactDecision', 'SamePerson'))
     AND NOT EXISTS (SELECT 1 FROM holding_handover o WHERE o.person_id = who)
     AND NOT EXISTS (SELECT 1 FROM people_portalaccess a WHERE a.person_id = who)
     AND NOT EXISTS (SELECT 1 FROM people_relation a WHERE a.person_id = who)
     AND NOT EXISTS (SELECT 1 FROM people_need a WHERE a.person_id = who)
"""

# What was asked moves with its promises; the first event of each is told again there, so that it can be read there.
MOVE = """
BEGIN
  UPDATE front_door_referral SET person_id = onto,
         joined_to_id = CASE WHEN joined_to_id = ANY(which) THEN joined_to_id
                             ELSE front_door_earlier(onto, received_at, days) END
   WHERE id = ANY(which);
  INSERT INTO core_clockevent (id, person_id, clock_id, kind, occurred_at, recorded_at, reason)
  SELECT gen_random_uuid(), onto, e.clock_id, e.kind, e.occurred_at, moment, e.reason
    FROM core_clockevent e JOIN core_clock c ON c.id = e.clock_id
   WHERE c.subject_type = 'Referral' AND c.subject_id = ANY(which) AND e.person_id <> onto
     AND NOT EXISTS (SELECT 1 FROM core_clockevent t WHERE t.clock_id = e.clock_id AND t.person_id = onto
                        AND t.kind = e.kind AND t.occurred_at = e.occurred_at);
  UPDATE core_clock SET person_id = onto, owner_id = holder
   WHERE subject_type = 'Referral' AND subject_id = ANY(which);
END
"""

# The new record is held by nobody any more, because nobody else is behind it; or is somebody again.
LET_GO = """
BEGIN
  UPDATE holding_holding SET status = 'same', holder_id = NULL, holder_is_active = NULL WHERE person_id = who;
  UPDATE sharing_relationship SET until_at = greatest(from_at, moment)
   WHERE person_id = who AND kind = 'holder' AND until_at IS NULL;
  UPDATE people_person SET status = 'merged-into' WHERE id = who;
END
"""

THEMSELVES_AGAIN = """
  UPDATE people_person SET status = CASE known_as WHEN 'Guest' THEN 'guest' ELSE 'provisional' END
   WHERE id = who AND status = 'merged-into'
"""
