-- Who holds whom, and since when.
INSERT INTO holding_holding (person_id, status, holder_id, holder_is_active, hub_id, since_at, opened_at)
SELECT person_id, status, holder_id, CASE WHEN holder_id IS NOT NULL THEN true END, hub_id, opened_at, opened_at
  FROM bench.life WHERE status <> '';
INSERT INTO holding_holderchange (person_id, status, holder_id, from_at)
SELECT person_id, status, holder_id, since_at FROM holding_holding;

-- The hub's team, the holder and the night line have to do with everybody who is open.
INSERT INTO sharing_relationship (id, person_id, kind, team_id, from_at, until_at)
SELECT gen_random_uuid(), l.person_id, 'involved', t.id, l.opened_at,
       CASE WHEN l.holder_id IS NULL THEN l.opened_at + (now() - l.opened_at) / 2 END
  FROM bench.life l JOIN organisations_team t ON t.hub_id = l.hub_id WHERE l.status <> '';
INSERT INTO sharing_relationship (id, person_id, kind, team_id, from_at)
SELECT gen_random_uuid(), l.person_id, 'involved', t.id, l.opened_at
  FROM bench.life l JOIN organisations_team t ON t.hub_id IS NULL WHERE l.holder_id IS NOT NULL;
INSERT INTO sharing_relationship (id, person_id, kind, membership_id, from_at)
SELECT gen_random_uuid(), person_id, 'holder', holder_id, opened_at FROM bench.life WHERE holder_id IS NOT NULL;

-- One in three has let another partner of the team know the plan.
INSERT INTO sharing_circlechoice (id, person_id, whom_kind, whom_id, level, explained_how, said_by, from_at, reason,
                                  capacity_note)
SELECT gen_random_uuid(), l.person_id, 'organisation', s.organisation_id, 30, 'Talked it through', 'person',
       l.opened_at, '', ''
  FROM bench.life l
  JOIN organisations_team t ON t.hub_id = l.hub_id
  JOIN LATERAL (SELECT organisation_id FROM organisations_seat
                 WHERE team_id = t.id AND organisation_id <> t.organisation_id ORDER BY id LIMIT 1) s ON true
 WHERE l.holder_id IS NOT NULL AND l.n % 3 = 1;

-- What makes things easier, who matters, what must be known before a visit.
INSERT INTO people_need (id, person_id, kind, words, interpreter)
SELECT gen_random_uuid(), person_id, 'adjustment', 'A quiet room', false FROM bench.life WHERE n % 3 = 0;
INSERT INTO people_relation (id, person_id, name, relation, how_to_reach, informal_carer, emergency, do_not_contact)
SELECT gen_random_uuid(), person_id, 'Sam', 'brother', '07700 900 456', true, true, false
  FROM bench.life WHERE holder_id IS NOT NULL;
INSERT INTO record_healthfact (id, person_id, kind, none_known, what, detail, said_by, said_on, source_system, confirmed_by)
SELECT gen_random_uuid(), person_id, k.kind, k.none, k.what, '', 'Themselves', opened_at::date, '', ''
  FROM bench.life, (VALUES ('allergy', true, ''), ('medicine', false, 'Sertraline 50 mg')) AS k (kind, none, what)
 WHERE holder_id IS NOT NULL;
INSERT INTO record_safetynote (id, person_id, fact, what_helps, happened_on, source, author_id, review_on, looked_on)
SELECT gen_random_uuid(), person_id, 'There is a dog in the hall', 'Ring first', current_date - 30, 'A visit',
       holder_id, current_date + 330, current_date - 30
  FROM bench.life WHERE holder_id IS NOT NULL AND n % 25 = 0;

-- How they asked, and what they were promised then: until the end of a local day, as a clock's events have it.
CREATE FUNCTION bench.end_of_day(since timestamptz, days int) RETURNS timestamptz LANGUAGE sql STABLE AS
  $$ SELECT ((since AT TIME ZONE 'Europe/London')::date + days + time '23:59:59') AT TIME ZONE 'Europe/London' $$;
INSERT INTO front_door_referral (
  id, person_id, hub_id, route, status, received_at, ended_at, known_as, who_and_how_to_find, what_is_happening, referrer_name,
  referrer_reach, referrer_organisation, person_knows, knows_not_because, safe_contact, would_help, good_at,
  adjustments, others_affected, who_else, keep_doing, told_given, told_family, told_nhs_number, told_phone, read_by_id,
  read_at, return_hash, code_hash)
SELECT gen_random_uuid(), person_id, hub_id, 'myself', CASE status WHEN 'welcoming' THEN 'received' ELSE 'welcomed' END,
       opened_at, CASE WHEN status <> 'welcoming' THEN opened_at + interval '1 day' END, '', 'Ring after eleven',
       'I do not sleep and I cannot face the post.', '', '', '', 'yes', '', '', '', '', '', '', '', '', '', '', '', '',
       CASE WHEN opened_at < now() - interval '1 hour' THEN coalesce(holder_id, (SELECT membership_id FROM bench.author WHERE bench.author.n = 0)) END,
       CASE WHEN opened_at < now() - interval '1 hour' THEN opened_at + interval '1 hour' END,
       md5('link' || n), md5('code' || n)
  FROM bench.life WHERE status <> '';
INSERT INTO core_clock (id, person_id, definition, version, subject_type, subject_id, owner_id, started_at, amber_at,
                        due_at, stopped_at)
SELECT gen_random_uuid(), l.person_id, d.code, 1, 'Referral', r.id, l.holder_id, l.opened_at,
       bench.end_of_day(l.opened_at, d.amber), bench.end_of_day(l.opened_at, d.days), CASE WHEN l.status <> 'welcoming' THEN l.opened_at + interval '1 day' END
  FROM bench.life l JOIN front_door_referral r ON r.person_id = l.person_id,
       (VALUES ('first-contact', 3, 5), ('welcoming-conversation', 21, 28)) AS d (code, amber, days);
INSERT INTO core_clockevent (id, person_id, clock_id, kind, occurred_at, recorded_at, reason)
SELECT gen_random_uuid(), person_id, id, k.kind, k.at, k.at, ''
  FROM core_clock, LATERAL (VALUES ('start', started_at), ('stop', stopped_at)) AS k (kind, at) WHERE k.at IS NOT NULL;

-- Who has looked.
INSERT INTO sharing_look (id, person_id, at, membership_id, name, role_words, organisation_name, what, reason)
SELECT uuidv7(looked - now()), person_id, looked, holder_id, 'A worker', 'Clinician', 'Partner 1', 'first screen',
       'to be alongside'
  FROM (SELECT person_id, holder_id, opened_at + random() * (now() - opened_at) AS looked
          FROM bench.life, generate_series(1, 8) WHERE holder_id IS NOT NULL ORDER BY 3) AS looks;
