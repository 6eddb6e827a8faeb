"""Parting again what was joined: each row goes back where it was, and what was written since goes to whom it is about."""

UNCHANGE = """
DECLARE
  same boolean;
  names text;
BEGIN
  IF NOT people_is_custodian() THEN RETURN false; END IF;
  SELECT string_agg(format('t.%1$I IS NOT DISTINCT FROM r.%1$I', n), ' AND ') INTO names FROM jsonb_object_keys(c.after) n;
  EXECUTE format('SELECT %s FROM %I t, jsonb_populate_record(NULL::%I, $2) r WHERE t.%I::text = $1',
                 names, c."table", c."table", pk) INTO same USING c.key, c.after;
  -- Somebody has decided otherwise since: their word stands.
  IF NOT coalesce(same, false) THEN RETURN false; END IF;
  SELECT string_agg(format('%1$I = r.%1$I', n), ', ') INTO names FROM jsonb_object_keys(c.before) n;
  EXECUTE format('UPDATE %I t SET %s FROM jsonb_populate_record(NULL::%I, $2) r WHERE t.%I::text = $1',
                 c."table", names, c."table", pk) USING c.key, c.before;
  RETURN true;
END
"""

# Whoever held them before holds them again, or whoever stands in, or, if nobody does, whoever held them both.
PART_HOLDINGS = """
DECLARE
  c people_mergemove;
  was holding_holding;
  now_ holding_holding;
  holder uuid;
BEGIN
  IF NOT people_is_custodian() THEN RETURN; END IF;
  SELECT * INTO c FROM people_mergemove WHERE merge_id = m AND "table" = 'holding_holding' AND kind = 'moved';
  IF FOUND THEN
    UPDATE holding_holding SET person_id = gone WHERE person_id = stays;
    RETURN;
  END IF;
  SELECT * INTO c FROM people_mergemove
   WHERE merge_id = m AND "table" = 'holding_holding' AND kind = 'changed' AND key = stays::text;
  SELECT * INTO now_ FROM holding_holding WHERE person_id = stays;
  IF c.id IS NOT NULL THEN
    PERFORM people_unchange_row(c, 'person_id');
  END IF;
  SELECT * INTO c FROM people_mergemove
   WHERE merge_id = m AND "table" = 'holding_holding' AND kind = 'changed' AND key = gone::text;
  IF c.id IS NULL THEN RETURN; END IF;
  was := jsonb_populate_record(NULL::holding_holding, c.before);
  IF was.status IN ('welcoming', 'supported', 'resting') THEN
    holder := coalesce(holding_stand_in(was.holder_id), now_.holder_id);
  END IF;
  UPDATE holding_holding SET status = was.status, holder_id = holder,
         holder_is_active = CASE WHEN holder IS NOT NULL THEN true END,
         since_at = CASE WHEN holder IS DISTINCT FROM was.holder_id THEN moment ELSE since_at END
   WHERE person_id = gone;
  IF holder IS NULL THEN RETURN; END IF;
  UPDATE core_clock SET owner_id = holder
   WHERE person_id = gone AND stopped_at IS NULL AND owner_id IN (was.holder_id, now_.holder_id);
  UPDATE sharing_relationship SET until_at = greatest(from_at, moment)
   WHERE person_id = gone AND kind = 'holder' AND until_at IS NULL AND membership_id <> holder;
  INSERT INTO sharing_relationship (id, person_id, kind, membership_id, from_at)
  SELECT gen_random_uuid(), gone, 'holder', holder, moment
   WHERE NOT EXISTS (SELECT 1 FROM sharing_relationship WHERE person_id = gone AND kind = 'holder'
                        AND membership_id = holder AND until_at IS NULL);
END
"""

# Returns the code of what stands in the way, having written nothing, or 'parted'.
PART = """
DECLARE
  j people_merge;
  c people_mergemove;
  t record;
  again int;
BEGIN
  IF NOT people_is_custodian() THEN RETURN 'not-yours'; END IF;
  SELECT * INTO j FROM people_merge WHERE id = m FOR UPDATE;
  PERFORM 1 FROM people_person WHERE id IN (j.survivor_id, j.merged_id) ORDER BY id FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM people_person WHERE id = j.merged_id AND merged_into_id = j.survivor_id) THEN
    RETURN 'not-joined';
  END IF;
  IF EXISTS (SELECT 1 FROM people_person WHERE id = j.survivor_id AND status = 'merged-into') THEN RETURN 'joined-on'; END IF;
  IF EXISTS (SELECT 1 FROM people_person WHERE id = j.survivor_id AND status = 'died') THEN RETURN 'died'; END IF;
  SELECT * INTO c FROM people_mergemove WHERE merge_id = m AND "table" = 'people_person' AND key = j.merged_id::text
     AND kind = 'changed' AND after ? 'merged_into_id';
  PERFORM people_unchange_row(c, 'id');
  FOR t IN
    SELECT v.table_name, v.column_name, v.pk, v.pk_type, array_agg(DISTINCT k.key) AS keys
      FROM people_tables_of_people() v
      JOIN people_mergemove k ON k.merge_id = m AND k."table" = v.table_name AND k."column" = v.column_name
                             AND k.kind IN ('moved', 'written')
     GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT 'sharing_circlechoice', 'person_id', 'id', 'uuid', array_agg(DISTINCT key) FROM people_mergemove
     WHERE merge_id = m AND "table" = 'sharing_circlechoice' AND "column" = 'person_id' AND kind IN ('moved', 'written') HAVING count(*) > 0
    UNION ALL
    SELECT 'holding_holderchange', 'person_id', 'id', 'bigint', array_agg(DISTINCT key) FROM people_mergemove
     WHERE merge_id = m AND "table" = 'holding_holderchange' AND kind = 'moved' HAVING count(*) > 0
    UNION ALL
    SELECT 'messaging_messagechoice', 'person_id', 'id', 'uuid', array_agg(key) FROM people_mergemove
     WHERE merge_id = m AND "table" = 'messaging_messagechoice' AND kind = 'added' HAVING count(*) > 0
    UNION ALL
    SELECT 'record_entry', 'person_id', 'id', 'uuid', array_agg(e.id::text) FROM record_entry e
     WHERE e.person_id = j.survivor_id
       AND e.root_id IN (SELECT o.root_id FROM record_entry o WHERE o.person_id = j.survivor_id AND o.id = ANY(belong))
    HAVING count(*) > 0
  LOOP
    PERFORM people_move_rows(m, t.table_name, t.column_name, t.pk, t.pk_type, 'back', j.survivor_id, j.merged_id, moment, t.keys);
  END LOOP;
  -- What belongs to a row that went back goes with it: an amendment with its entry, words with what they are about.
  FOR again IN 1..5 LOOP
    FOR t IN SELECT l.table_name, l.pk, l.pk_type, array_agg(DISTINCT l.key) AS keys
               FROM people_leaning(j.survivor_id, j.merged_id) l
              WHERE NOT EXISTS (SELECT 1 FROM people_mergemove k WHERE k.merge_id = m AND k.kind = 'left'
                                   AND k."table" = l.table_name AND k.key = l.key)
              GROUP BY 1, 2, 3 LOOP
      PERFORM people_move_rows(m, t.table_name, 'person_id', t.pk, t.pk_type, 'back', j.survivor_id, j.merged_id, moment, t.keys);
    END LOOP;
    EXIT WHEN NOT FOUND;
  END LOOP;
  FOR c IN SELECT * FROM people_mergemove WHERE merge_id = m AND kind IN ('added', 'changed')
              AND "table" NOT IN ('holding_holding', 'messaging_messagechoice')
              AND NOT ("table" = 'people_person' AND key = j.merged_id::text) ORDER BY id DESC LOOP
    IF c.kind = 'changed' THEN
      IF c."table" <> 'sharing_circlechoice' OR NOT EXISTS (
           SELECT 1 FROM sharing_circlechoice a JOIN sharing_circlechoice b ON b.person_id = a.person_id AND b.whom_id = a.whom_id
            WHERE a.id::text = c.key AND b.id <> a.id AND b.until_at IS NULL) THEN
        PERFORM people_unchange_row(c, CASE c."table" WHEN 'people_circumstances' THEN 'person_id' ELSE 'id' END);
      END IF;
    ELSE
      DELETE FROM sharing_circlechoice
       WHERE c."table" = 'sharing_circlechoice' AND id::text = c.key AND (until_at IS NULL OR until_at > moment);
      DELETE FROM people_personname WHERE c."table" = 'people_personname' AND id::text = c.key;
    END IF;
  END LOOP;
  PERFORM people_part_holdings(m, j.survivor_id, j.merged_id, moment);
  UPDATE people_person SET version = version + 1 WHERE id IN (j.survivor_id, j.merged_id);
  PERFORM sharing_rewrite_sight(p, moment) FROM (
    SELECT unnest(ARRAY[j.survivor_id, j.merged_id]) UNION
    SELECT person_id FROM sharing_circlechoice WHERE whom_id IN (j.survivor_id, j.merged_id)) s (p);
  RETURN 'parted';
END
"""
