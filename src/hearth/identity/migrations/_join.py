"""Joining two records of one person, in the words of the database: one function, one transaction (ADR 0021).

Every row of the one goes where the other's are, and what became of it is a row of `people_mergemove`. Rows that only
one person can have twice stay with the record that was joined, and count for nothing until it is parted again.
"""

# Every table with rows of people, found when it is needed: a table of a later day follows by itself.
TABLES = """
  SELECT c.relname::text, a.attname::text, k.attname::text, k.atttypid::regtype::text
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
    JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
    JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = i.indkey[0]
   WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
     AND ((a.attname = 'person_id' AND k.attname <> 'person_id')
          OR (c.relname::text, a.attname::text) IN
             (('front_door_sameperson', 'known_id'), ('people_relation', 'related_person_id'),
              ('sharing_circlechoice', 'whom_id')))
     AND (c.relname NOT IN ('core_auditevent', 'core_sight', 'holding_holderchange', 'people_namekey',
                            'people_restriction', 'people_death', 'record_draft', 'sharing_circlechoice')
          OR a.attname = 'whom_id')
   ORDER BY c.relname <> 'record_entry', c.relname, a.attname
"""

# Why two records cannot be one just now: a code, or nothing.
OBSTACLE = """
  WITH both_of AS (SELECT * FROM people_person WHERE id IN (a, b))
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM both_of WHERE status = 'merged-into') OR (SELECT count(*) FROM both_of) <> 2 THEN 'joined'
    WHEN EXISTS (SELECT 1 FROM both_of WHERE status = 'died') THEN 'died'
    WHEN EXISTS (SELECT 1 FROM both_of WHERE status = 'restricted') THEN 'restricted'
    WHEN (SELECT count(DISTINCT i.value) FROM people_identifier i JOIN people_circumstances c USING (person_id)
           WHERE i.person_id IN (a, b) AND i.system = 'nhs-number' AND NOT i.restricted
             AND c.nhs_number_status = 'verified') > 1 THEN 'two-numbers'
    WHEN (SELECT count(*) FROM holding_handover h WHERE h.person_id IN (a, b) AND h.alternative_id IS NULL
             AND h.status IN ('proposed', 'in-discussion', 'accepted', 'met')) > 1 THEN 'two-handovers'
    WHEN EXISTS (SELECT 1 FROM holding_stalemate s WHERE s.person_id IN (a, b) AND s.decided_at IS NULL
                  GROUP BY s.kind HAVING count(*) > 1) THEN 'two-disputes'
    WHEN (SELECT count(*) FROM front_door_sameperson s WHERE s.person_id IN (a, b) AND s.undone_at IS NULL) > 1
      THEN 'two-questions'
    ELSE '' END
"""

# One row changes a little: what it was and what it is are kept, for the day it is taken back.
CHANGE = """
DECLARE
  was jsonb;
  names text;
BEGIN
  IF NOT people_is_custodian() THEN RETURN; END IF;
  SELECT string_agg(format('%1$I = r.%1$I', n), ', ') INTO names FROM jsonb_object_keys(becomes) n;
  EXECUTE format('SELECT to_jsonb(t) FROM %I t WHERE %I::text = $1 FOR UPDATE', t, pk) INTO was USING k;
  EXECUTE format('UPDATE %I t SET %s FROM jsonb_populate_record(NULL::%I, $2) r WHERE t.%I::text = $1', t, names, t, pk)
    USING k, becomes;
  INSERT INTO people_mergemove (merge_id, "table", key, kind, before, after, at)
  SELECT m, t, k, 'changed', (SELECT jsonb_object_agg(n, was -> n) FROM jsonb_object_keys(becomes) n), becomes, moment;
END
"""

# All rows of one table at once; one by one only where two cannot stand side by side.
MOVE_ROWS = """
DECLARE
  keys text[];
  k text;
  say text := 'INSERT INTO people_mergemove (merge_id, "table", key, "column", kind, from_id, to_id, at)
               SELECT $1, $2, x, $3, $4, $5, $6, $7 FROM unnest($8::text[]) x';
  put text := format('UPDATE %I SET %I = $1 WHERE %I = ANY($2::%s[]) AND %I = $3', t, c, pk, pk_type, c);
BEGIN
  IF NOT people_is_custodian() THEN RETURN; END IF;
  EXECUTE format('SELECT array_agg(%I::text) FROM %I WHERE %I = $1 AND ($2::text[] IS NULL OR %I::text = ANY($2))', pk, t, c, pk)
     INTO keys USING source, these;
  IF keys IS NULL THEN RETURN; END IF;
  BEGIN
    EXECUTE say USING m, t, c, how, source, onto, moment, keys;
    EXECUTE put USING onto, keys, source;
  EXCEPTION WHEN unique_violation OR check_violation THEN
    FOREACH k IN ARRAY keys LOOP
      BEGIN
        EXECUTE say USING m, t, c, how, source, onto, moment, ARRAY[k];
        EXECUTE put USING onto, ARRAY[k], source;
      EXCEPTION WHEN unique_violation OR check_violation THEN
        EXECUTE say USING m, t, c, 'left', source, onto, moment, ARRAY[k];
      END;
    END LOOP;
  END;
END
"""

# The narrower of two choices stands. What was chosen on one alone: about an organisation it stands as far as that
# organisation has to do with both, else it knows no more than that they come here; about somebody by name it waits
# until the person says it again. Returns how many wait.
JOIN_CIRCLES = """
DECLARE
  w record;
  stands int;
  waiting int := 0;
  keep uuid;
BEGIN
  IF NOT people_is_custodian() THEN RETURN 0; END IF;
  PERFORM people_move_rows(m, 'sharing_circlechoice', 'person_id', 'id', 'uuid', 'moved', gone, stays, moment,
    (SELECT coalesce(array_agg(id::text), '{}') FROM sharing_circlechoice WHERE person_id = gone AND until_at <= moment));
  FOR w IN
    SELECT coalesce(a.whom_id, b.whom_id) AS whom, coalesce(a.whom_kind, b.whom_kind) AS kind,
           a.id AS a, a.level AS a_level, b.id AS b, b.level AS b_level,
           CASE WHEN a.id IS NULL THEN stays ELSE gone END AS other
      FROM (SELECT * FROM sharing_circlechoice WHERE person_id = stays AND (until_at IS NULL OR until_at > moment)) a
      FULL JOIN (SELECT * FROM sharing_circlechoice WHERE person_id = gone AND (until_at IS NULL OR until_at > moment)) b
        ON a.whom_id = b.whom_id
  LOOP
    stands := CASE
      WHEN w.a IS NOT NULL AND w.b IS NOT NULL THEN least(w.a_level, w.b_level)
      WHEN w.kind = 'organisation' THEN CASE WHEN EXISTS (
             SELECT 1 FROM sharing_relationship r
               LEFT JOIN organisations_seat s ON s.team_id = r.team_id
               LEFT JOIN organisations_membership o ON o.id = r.membership_id
              WHERE r.person_id = w.other AND coalesce(r.until_at, 'infinity') > moment
                AND w.whom IN (s.organisation_id, o.organisation_id))
        THEN coalesce(w.a_level, w.b_level) ELSE least(coalesce(w.a_level, w.b_level), 10) END
      WHEN coalesce(w.a_level, w.b_level) = 0 THEN 0 END;
    IF stands IS NULL THEN waiting := waiting + 1; END IF;
    CONTINUE WHEN w.a IS NOT NULL AND w.a_level = stands;
    IF w.a IS NULL AND w.b_level = stands THEN
      PERFORM people_move_rows(m, 'sharing_circlechoice', 'person_id', 'id', 'uuid', 'moved', gone, stays, moment,
                               ARRAY[w.b::text]);
      CONTINUE;
    END IF;
    IF w.a IS NOT NULL THEN
      PERFORM people_change_row(m, 'sharing_circlechoice', 'id', w.a::text, jsonb_build_object('until_at', (
        SELECT greatest(from_at, moment) FROM sharing_circlechoice WHERE id = w.a)), moment);
    END IF;
    CONTINUE WHEN stands IS NULL;
    keep := gen_random_uuid();
    INSERT INTO sharing_circlechoice (id, person_id, whom_kind, whom_id, level, explained_how, said_by, recorded_by_id,
                                      from_at, until_at, reason, capacity_note, review_on)
    SELECT keep, stays, whom_kind, whom_id, stands, explained_how, said_by, recorded_by_id, moment,
           CASE WHEN until_at > moment THEN until_at END, reason, capacity_note, review_on
      FROM sharing_circlechoice WHERE id = coalesce(w.b, w.a);
    INSERT INTO people_mergemove (merge_id, "table", key, kind, at)
    VALUES (m, 'sharing_circlechoice', keep::text, 'added', moment);
  END LOOP;
  RETURN waiting;
END
"""

# One holder, at every instant: whoever holds the record that goes on, or, if nobody holds it now, the other's.
JOIN_HOLDINGS = """
DECLARE
  a holding_holding;
  b holding_holding;
  open_ text[] := ARRAY['welcoming', 'supported', 'resting'];
  lets_go uuid;
  k uuid;
BEGIN
  IF NOT people_is_custodian() THEN RETURN; END IF;
  SELECT * INTO a FROM holding_holding WHERE person_id = stays FOR UPDATE;
  SELECT * INTO b FROM holding_holding WHERE person_id = gone FOR UPDATE;
  IF b.person_id IS NULL THEN RETURN; END IF;
  IF a.person_id IS NULL THEN
    INSERT INTO people_mergemove (merge_id, "table", key, "column", kind, from_id, to_id, at)
    SELECT m, 'holding_holderchange', id::text, 'person_id', 'moved', gone, stays, moment
      FROM holding_holderchange WHERE person_id = gone;
    INSERT INTO people_mergemove (merge_id, "table", key, "column", kind, from_id, to_id, at)
    VALUES (m, 'holding_holding', gone::text, 'person_id', 'moved', gone, stays, moment);
    UPDATE holding_holderchange SET person_id = stays WHERE person_id = gone;
    UPDATE holding_holding SET person_id = stays WHERE person_id = gone;
    RETURN;
  END IF;
  IF b.status = ANY(open_) AND NOT a.status = ANY(open_) THEN
    PERFORM people_change_row(m, 'holding_holding', 'person_id', stays::text, jsonb_build_object('status', b.status,
      'holder_id', b.holder_id, 'holder_is_active', b.holder_is_active, 'hub_id', b.hub_id, 'since_at', moment), moment);
  ELSE
    lets_go := b.holder_id;
    FOR k IN SELECT id FROM sharing_relationship
              WHERE person_id IN (stays, gone) AND kind = 'holder' AND membership_id = lets_go AND until_at IS NULL
                AND lets_go IS DISTINCT FROM a.holder_id LOOP
      PERFORM people_change_row(m, 'sharing_relationship', 'id', k::text, jsonb_build_object('until_at', (
        SELECT greatest(from_at, moment) FROM sharing_relationship WHERE id = k)), moment);
    END LOOP;
    FOR k IN SELECT id FROM core_clock WHERE person_id = gone AND owner_id = lets_go AND stopped_at IS NULL
                AND a.holder_id IS NOT NULL LOOP
      PERFORM people_change_row(m, 'core_clock', 'id', k::text, jsonb_build_object('owner_id', a.holder_id), moment);
    END LOOP;
  END IF;
  PERFORM people_change_row(m, 'holding_holding', 'person_id', gone::text,
    '{"status": "same", "holder_id": null, "holder_is_active": null}'::jsonb, moment);
END
"""

# What the one did not know, the other may have; a way that is not safe on either is not safe; an emergency opening
# of one record does not open two; a second NHS number is known to custodians alone.
JOIN_FACTS = """
DECLARE
  r record;
BEGIN
  IF NOT people_is_custodian() THEN RETURN; END IF;
  FOR r IN SELECT jsonb_strip_nulls(jsonb_build_object(
             'birth_on', CASE WHEN a.birth_on IS NULL THEN b.birth_on END,
             'birth_precision', CASE WHEN a.birth_on IS NULL AND b.birth_on IS NOT NULL THEN b.birth_precision END,
             'pronouns', CASE WHEN a.pronouns = '' THEN nullif(b.pronouns, '') END,
             'area', CASE WHEN a.area = '' THEN nullif(b.area, '') END,
             'how_to_talk', CASE WHEN a.how_to_talk = '' THEN nullif(b.how_to_talk, '') END)) AS told
             FROM people_person a, people_person b WHERE a.id = stays AND b.id = gone LOOP
    IF r.told <> '{}' THEN PERFORM people_change_row(m, 'people_person', 'id', stays::text, r.told, moment); END IF;
  END LOOP;
  FOR r IN SELECT jsonb_strip_nulls(jsonb_build_object(
             'living_situation', CASE WHEN a.living_situation = 'not-known' THEN nullif(b.living_situation, 'not-known') END,
             'household', CASE WHEN a.household = '' THEN nullif(b.household, '') END,
             'gp', CASE WHEN a.gp = '' THEN nullif(b.gp, '') END,
             'nhs_number_status', CASE WHEN a.nhs_number_status = 'not-known' THEN nullif(b.nhs_number_status, 'not-known') END,
             'nhs_number_reason', CASE WHEN a.nhs_number_status = 'not-known' THEN nullif(b.nhs_number_reason, '') END)) AS told
             FROM people_circumstances a, people_circumstances b WHERE a.person_id = stays AND b.person_id = gone LOOP
    IF r.told <> '{}' THEN
      PERFORM people_change_row(m, 'people_circumstances', 'person_id', stays::text, r.told, moment);
    END IF;
  END LOOP;
  FOR r IN SELECT x.id, y.safe_to_use, y.safe_to_leave_message FROM people_contact x JOIN people_contact y
               ON y.person_id IN (stays, gone) AND y.person_id <> x.person_id AND y.kind = x.kind AND y.until_on IS NULL
              AND regexp_replace(lower(y.value), '[^a-z0-9@]', '', 'g') = regexp_replace(lower(x.value), '[^a-z0-9@]', '', 'g')
            WHERE x.person_id IN (stays, gone) AND x.until_on IS NULL
              AND (x.safe_to_use AND NOT y.safe_to_use OR x.safe_to_leave_message AND NOT y.safe_to_leave_message) LOOP
    PERFORM people_change_row(m, 'people_contact', 'id', r.id::text, jsonb_build_object(
      'safe_to_use', (SELECT safe_to_use FROM people_contact WHERE id = r.id) AND r.safe_to_use,
      'safe_to_leave_message', (SELECT safe_to_leave_message FROM people_contact WHERE id = r.id)
                               AND r.safe_to_leave_message), moment);
  END LOOP;
  FOR r IN SELECT id, greatest(moment, opened_at + interval '1 microsecond') AS until_at FROM sharing_breakglass
            WHERE person_id IN (stays, gone) AND until_at > moment LOOP
    PERFORM people_change_row(m, 'sharing_breakglass', 'id', r.id::text, jsonb_build_object('until_at', r.until_at), moment);
  END LOOP;
  FOR r IN SELECT id FROM people_identifier WHERE person_id = gone AND system = 'nhs-number' AND NOT restricted
              AND EXISTS (SELECT 1 FROM people_identifier i WHERE i.person_id = stays AND i.system = 'nhs-number') LOOP
    PERFORM people_change_row(m, 'people_identifier', 'id', r.id::text, '{"restricted": true}'::jsonb, moment);
  END LOOP;
  FOR r IN SELECT gen_random_uuid() AS id, b.known_as FROM people_person b WHERE b.id = gone
              AND NOT EXISTS (SELECT 1 FROM people_personname n WHERE n.person_id IN (stays, gone)
                                 AND lower(n.given) = lower(b.known_as))
              AND lower(b.known_as) <> (SELECT lower(known_as) FROM people_person WHERE id = stays) LOOP
    INSERT INTO people_personname (id, person_id, use, given, family, restricted)
    VALUES (r.id, stays, 'nickname', r.known_as, '', false);
    INSERT INTO people_mergemove (merge_id, "table", key, kind, at)
    VALUES (m, 'people_personname', r.id::text, 'added', moment);
  END LOOP;
  -- Whoever said stop on one of the two is written to by neither.
  FOR r IN SELECT DISTINCT ON (c.person_id, c.channel) c.* FROM messaging_messagechoice c
            WHERE c.person_id = gone ORDER BY c.person_id, c.channel, c.said_at DESC, c.id DESC LOOP
    IF r.choice IN ('stop', 'neutral') AND EXISTS (
         SELECT 1 FROM messaging_messagechoice s WHERE s.person_id = stays AND s.channel = r.channel AND s.said_at > r.said_at) THEN
      INSERT INTO messaging_messagechoice (id, person_id, address, channel, choice, said_at, recorded_by_id)
      VALUES (gen_random_uuid(), stays, '', r.channel, r.choice, moment, r.recorded_by_id) RETURNING id INTO r.id;
      INSERT INTO people_mergemove (merge_id, "table", key, kind, to_id, at)
      VALUES (m, 'messaging_messagechoice', r.id::text, 'added', gone, moment);
    END IF;
  END LOOP;
END
"""

JOIN_DRAFTS = """
DECLARE
  d record;
BEGIN
  IF NOT people_is_custodian() THEN RETURN; END IF;
  FOR d IN SELECT o.id, replace(o.place, gone::text, stays::text) AS place FROM record_draft o
            WHERE o.person_id = gone OR strpos(o.place, gone::text) > 0 LOOP
    IF NOT EXISTS (SELECT 1 FROM record_draft s JOIN record_draft o ON o.id = d.id
                    WHERE s.account_id = o.account_id AND s.place = d.place AND s.id <> d.id) THEN
      PERFORM people_change_row(m, 'record_draft', 'id', d.id::text,
                                jsonb_build_object('place', d.place, 'person_id', stays), moment);
    END IF;
  END LOOP;
END
"""

# Rows of the one that belong to a row of the other: an amendment to its entry, an event to its clock, words about it.
LEANING = """
DECLARE
  f record;
BEGIN
  IF NOT people_is_custodian() THEN RETURN; END IF;
  FOR f IN
    SELECT t.*, format('EXISTS (SELECT 1 FROM %I p WHERE p.%I = c.%I AND p.person_id = $2)',
                       o.table_name, ref.attname, col.attname) AS leans
      FROM people_tables_of_people() t
      JOIN pg_constraint k ON k.conrelid = t.table_name::regclass AND k.contype = 'f' AND cardinality(k.conkey) = 1
      JOIN people_tables_of_people() o ON o.table_name::regclass = k.confrelid AND o.column_name = 'person_id'
      JOIN pg_attribute col ON col.attrelid = k.conrelid AND col.attnum = k.conkey[1]
      JOIN pg_attribute ref ON ref.attrelid = k.confrelid AND ref.attnum = k.confkey[1]
     WHERE t.column_name = 'person_id'
    UNION ALL
    SELECT t.*, 'c.subject_id::text IN (SELECT v.key FROM people_mergemove v WHERE v.kind = ''back'' AND v.to_id = $2)'
      FROM people_tables_of_people() t
      JOIN pg_attribute a ON a.attrelid = t.table_name::regclass AND a.attname = 'subject_id' AND a.atttypid = 'uuid'::regtype
     WHERE t.column_name = 'person_id'
  LOOP
    RETURN QUERY EXECUTE format('SELECT $3, $4, $5, c.%I::text FROM %I c WHERE c.person_id = $1 AND %s',
                                f.pk, f.table_name, f.leans)
      USING who, other, f.table_name, f.pk, f.pk_type;
  END LOOP;
END
"""

# Returns the code of what stands in the way, having written nothing; or how many choices wait for the person's word.
JOIN = """
DECLARE
  j people_merge;
  t record;
  code text;
  waiting int;
BEGIN
  IF NOT people_is_custodian() THEN RETURN 'not-yours'; END IF;
  SELECT * INTO j FROM people_merge WHERE id = m FOR UPDATE;
  PERFORM 1 FROM people_person WHERE id IN (j.survivor_id, j.merged_id) ORDER BY id FOR UPDATE;
  code := people_joining_obstacle(j.survivor_id, j.merged_id);
  IF code <> '' THEN RETURN code; END IF;
  INSERT INTO people_mergemove (merge_id, "table", key, kind, from_id, to_id, at)
  SELECT m, s.table_name, s.key, 'left', j.survivor_id, j.survivor_id, moment
    FROM people_leaning(j.survivor_id, j.merged_id) s;
  PERFORM people_join_facts(m, j.survivor_id, j.merged_id, moment);
  PERFORM people_join_holdings(m, j.survivor_id, j.merged_id, moment);
  waiting := people_join_circles(m, j.survivor_id, j.merged_id, moment);
  PERFORM people_join_drafts(m, j.survivor_id, j.merged_id, moment);
  FOR t IN SELECT * FROM people_tables_of_people() LOOP
    PERFORM people_move_rows(m, t.table_name, t.column_name, t.pk, t.pk_type, 'moved', j.merged_id, j.survivor_id, moment, NULL);
  END LOOP;
  PERFORM people_change_row(m, 'people_person', 'id', j.merged_id::text,
    jsonb_build_object('status', 'merged-into', 'merged_into_id', j.survivor_id), moment);
  UPDATE people_person SET version = version + 1 WHERE id IN (j.survivor_id, j.merged_id);
  PERFORM sharing_rewrite_sight(p, moment) FROM (
    SELECT unnest(ARRAY[j.survivor_id, j.merged_id]) UNION
    SELECT person_id FROM sharing_circlechoice WHERE whom_id IN (j.survivor_id, j.merged_id)) s (p);
  RETURN 'joined:' || waiting;
END
"""
