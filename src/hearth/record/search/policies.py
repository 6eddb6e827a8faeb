"""What may be found, in SQL, for the migration that makes the search (ADR 0023).

One function looks in the index past the policies and lets through only what the policy of entries would: it asks the
same words, `ENTRY_IS_SEEN`, of every entry before it counts for anything. What stands in the index beside entries, such
as messages, is asked by `record_search_beside` of whoever keeps it; here that lets nothing through.
"""

from hearth.core.policies import LIVE
from hearth.record.policies import ENTRY_IS_SEEN

# Letters without their accents, in lower case. Those of the second list have no accent to take off.
FOLD = r"""
CREATE FUNCTION record_fold(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(CASE WHEN octet_length(words) = length(words) THEN words ELSE
    translate(regexp_replace(normalize(words, NFKD), '[\u0300-\u036f]', '', 'g'), 'øØłŁđĐı’', 'oOlLdDi''') END)
$$;
"""
# English words by their stem, and every word as it is: names, and whatever is not English. A row of the index can
# hold about a megabyte, so of a very long entry the first hundred thousand letters are searched.
WORDS = """
CREATE FUNCTION record_words(title text, body text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector('english', f) || to_tsvector('simple', f)
    FROM (SELECT record_fold(left(title || ' . ' || body, 100000)) AS f) folded
$$;
CREATE FUNCTION record_question(words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT websearch_to_tsquery('english', f) || websearch_to_tsquery('simple', f)
    FROM (SELECT record_fold(words) AS f) folded
$$;
"""
AWAY = "DROP FUNCTION record_question(text); DROP FUNCTION record_words(text, text); DROP FUNCTION record_fold(text)"

# Only what stands now can be found: a new version takes the place of the one it replaces. The words in a file are found
# with its entry, and so by whoever may read that; of a file that was added in error they are not.
KEEP = """
BEGIN
  DELETE FROM record_entrywords WHERE entry_id = NEW.replaces_id;
  INSERT INTO record_entrywords (entry_id, person_id, occurred_at, words)
  SELECT NEW.id, NEW.person_id, NEW.occurred_at,
         CASE WHEN NEW.kind = 'document' AND NEW.replaces_id IS NOT NULL AND NEW.status <> 'entered-in-error'
              THEN record_words(NEW.title, NEW.body) || record_words_inside(NEW.root_id)
              ELSE record_words(NEW.title, NEW.body) END
   WHERE NOT EXISTS (SELECT 1 FROM record_entry WHERE replaces_id = NEW.id);
  RETURN NULL;
END
"""
ON = "CREATE TRIGGER words AFTER INSERT ON record_entry FOR EACH ROW EXECUTE FUNCTION record_keep_words()"
OFF = "DROP TRIGGER words ON record_entry"

# The words go wherever the entry goes, as when two records are joined or taken apart.
MOVE_WORDS = """
BEGIN
  UPDATE record_entrywords SET person_id = NEW.person_id WHERE entry_id = NEW.id;
  RETURN NULL;
END
"""
ON_MOVING = """
CREATE TRIGGER words_along AFTER UPDATE OF person_id ON record_entry FOR EACH ROW
  WHEN (OLD.person_id IS DISTINCT FROM NEW.person_id) EXECUTE FUNCTION record_move_words()
"""
OFF_MOVING = "DROP TRIGGER words_along ON record_entry"

# Of a very long file, too, the first hundred thousand letters are searched.
INSIDE_SIGNATURE = "record_words_inside(root uuid)"
INSIDE = """
  SELECT record_words('', coalesce(left(string_agg(t.text, E'\n' ORDER BY t.page), 100000), ''))
    FROM record_document d JOIN record_documenttext t ON t.document_id = d.id
   WHERE d.entry_id = root
"""
OF_THE_FILES = """
  UPDATE record_entrywords w SET words = record_words(e.title, e.body) || record_words_inside(e.root_id)
    FROM (SELECT DISTINCT document_id FROM {read}) r JOIN record_document d ON d.id = r.document_id,
         LATERAL (SELECT * FROM record_entry f WHERE f.id = d.entry_id
                  UNION ALL
                  SELECT * FROM record_entry n WHERE n.root_id = d.entry_id AND n.replaces_id IS NOT NULL) e
   WHERE w.entry_id = e.id AND e.status <> 'entered-in-error'
"""
KEEP_INSIDE = f"""
BEGIN
  {OF_THE_FILES.format(read="read")};
  RETURN NULL;
END
"""
ON_READING = """
CREATE TRIGGER words_inside AFTER INSERT ON record_documenttext REFERENCING NEW TABLE AS read
  FOR EACH STATEMENT EXECUTE FUNCTION record_keep_words_inside()
"""
OFF_READING = "DROP TRIGGER words_inside ON record_documenttext"
FILL_INSIDE_AS_KEEPER = f"""
GRANT SELECT ON record_document, record_documenttext TO hearth_keeper;
SET LOCAL ROLE hearth_keeper;
{OF_THE_FILES.format(read="record_documenttext")};
RESET ROLE
"""
# Any of the words asked for, wherever they stand: for showing on which page of a file they are.
ANY_OF = """
CREATE FUNCTION record_any_of(words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(record_question(words)::text, '&|<[-0-9]+>', '|', 'g')::tsquery
$$
"""
NOT_ANY_OF = "DROP FUNCTION record_any_of(text)"

LOCK = """
ALTER TABLE record_entrywords ENABLE ROW LEVEL SECURITY;
ALTER TABLE record_entrywords FORCE ROW LEVEL SECURITY;
CREATE POLICY keeper ON record_entrywords TO hearth_keeper USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON record_entrywords TO hearth_keeper;
GRANT SELECT ON record_entry TO hearth_keeper;
"""
UNLOCK = "DROP POLICY keeper ON record_entrywords"

# What was written before there was an index; as the keeper, for the owner sees no entries.
FILL = """
INSERT INTO record_entrywords (entry_id, person_id, occurred_at, words)
SELECT e.id, e.person_id, e.occurred_at, record_words(e.title, e.body) FROM record_entry e
 WHERE NOT EXISTS (SELECT 1 FROM record_entry n WHERE n.replaces_id = e.id)
"""
FILL_AS_KEEPER = f"SET LOCAL ROLE hearth_keeper; {FILL}; RESET ROLE"

ASKED = """p_words text, p_people uuid[], p_kind text, p_lane text, p_from timestamptz, p_until timestamptz,
  p_before timestamptz, p_before_id uuid, p_most integer"""
SIGNATURE = f"record_search({ASKED})"
# May whoever asks read this message, or whatever else stands beside entries, of this kind and team? Nothing does yet.
BESIDE = "record_search_beside(p_id uuid, p_kind text, p_lane text)"
NOTHING_BESIDE = "SELECT false"

# A word in fewer entries than this is found by the word, among the people one holds; among everybody one word alone in
# fewer than the second number. One that stands in every so many-th entry is met soon enough by going back in time.
RARE, VERY_RARE, EVERY = 10_000, 2_000, 20


def _since(*pieces: str) -> str:
    return ", ".join([*(f"hearth_now() - interval '{piece}'" for piece in pieces), "'-infinity'"])


# Records are gone through piece by piece, backwards from now: those of a few people, and everybody's. Each piece is
# planned anew, which costs more than reading a small one: everybody's are few. Several words each of which stands
# everywhere are first looked for by going back through the newest days: they may stand together as often, or never.
SINCE = _since("14 days", "90 days", "1 year", "3 years")
SINCE_LATELY = _since("2 days", "60 days", "2 years")
NEWEST_DAYS = "hearth_now() - interval '14 days'"
# Whoever sees fewer people than this is searched person by person.
FEW_PEOPLE = 500

IN_TIME = """(p_from IS NULL OR w.occurred_at >= p_from) AND (p_until IS NULL OR w.occurred_at < p_until)
    AND (p_before IS NULL OR (w.occurred_at, w.entry_id) < (p_before, p_before_id))"""
# Who may read it is asked last, of one after the other from the newest on, until there are enough.
NEWEST = f"""
  SELECT m.entry_id, m.occurred_at FROM (
    SELECT w.entry_id, w.occurred_at, w.beside FROM record_entrywords w
     WHERE w.words @@ question AND {IN_TIME} AND {{among}}
     ORDER BY w.occurred_at DESC, w.entry_id DESC OFFSET 0) m
   WHERE CASE WHEN m.beside THEN record_search_beside(m.entry_id, p_kind, p_lane) ELSE
         (SELECT (p_kind = '' OR record_entry.kind = p_kind) AND (p_lane = '' OR record_entry.lane = p_lane)
                 AND {ENTRY_IS_SEEN} FROM record_entry WHERE record_entry.id = m.entry_id) END
   LIMIT wanted"""

IN_A_PIECE = "w.occurred_at >= since AND w.occurred_at < until"
IN_PIECES = f"w.person_id = ANY(people) AND {IN_A_PIECE}"
GO_ON = """
      GET DIAGNOSTICS found = ROW_COUNT;
      wanted := wanted - found;
      EXIT WHEN wanted = 0;"""

# All ways find the same; they differ only in how long they take. How common the words are decides which of them is
# gone, and nothing else: neither the order nor the number of what is found. Of several words nobody knows how often
# they stand together: they are looked for in the index, and only what is of the piece at hand is read.
SEARCH = f"""
#variable_conflict use_column
DECLARE
  question tsquery := record_question(p_words);
  people uuid[] := p_people;
  wanted integer := p_most;
  found integer;
  planned json;
  often float;
  everywhere boolean;
  joined boolean;
  until timestamptz := 'infinity';
  since timestamptz;
BEGIN
  IF numnode(question) = 0 OR hearth_kind() NOT IN ('worker', 'person') THEN
    RETURN;
  END IF;
  EXECUTE format('EXPLAIN (FORMAT JSON) SELECT 1 FROM record_entrywords WHERE words @@ %L::tsquery', question)
    INTO planned;
  IF people IS NULL THEN
    people := ARRAY(SELECT DISTINCT s.person_id FROM core_sight s
                     WHERE s.viewer_id = ANY((SELECT hearth_viewers())::uuid[]) AND {LIVE} LIMIT {FEW_PEOPLE});
    people := CASE WHEN cardinality(people) < {FEW_PEOPLE} THEN people END;
  END IF;
  often := (planned -> 0 -> 'Plan' ->> 'Plan Rows')::float;
  everywhere := often * {EVERY} > (SELECT reltuples FROM pg_class WHERE oid = 'record_entrywords'::regclass);
  joined := question::text ~ '&|<';
  IF cardinality(people) > 1 AND often < {RARE} THEN
    PERFORM set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true),
            set_config('plan_cache_mode', 'force_custom_plan', true);
    RETURN QUERY {NEWEST.format(among="w.person_id = ANY(people)")};
  ELSIF people IS NULL AND NOT joined AND often < {VERY_RARE} THEN
    PERFORM set_config('enable_seqscan', 'off', true);
    RETURN QUERY {NEWEST.format(among="true")};
  ELSIF people IS NULL THEN
    PERFORM set_config('enable_seqscan', 'off', true);
    IF everywhere THEN
      since := CASE WHEN joined THEN {NEWEST_DAYS} ELSE '-infinity' END;
      PERFORM set_config('enable_bitmapscan', 'off', true), set_config('enable_sort', 'off', true);
      RETURN QUERY {NEWEST.format(among=IN_A_PIECE)};
      GET DIAGNOSTICS found = ROW_COUNT;
      wanted := wanted - found;
      IF wanted = 0 OR NOT joined THEN
        RETURN;
      END IF;
      until := since;
      PERFORM set_config('enable_bitmapscan', 'on', true), set_config('enable_sort', 'on', true);
    END IF;
    PERFORM set_config('enable_indexscan', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true);
    FOREACH since IN ARRAY ARRAY[{SINCE_LATELY}] LOOP
      IF since < until AND (p_before IS NULL OR since <= p_before) THEN
        RETURN QUERY {NEWEST.format(among=IN_A_PIECE)};{GO_ON}
      END IF;
      until := least(until, since);
    END LOOP;
  ELSE
    PERFORM set_config('enable_bitmapscan', 'off', true);
    FOREACH since IN ARRAY ARRAY[{SINCE}] LOOP
      RETURN QUERY {NEWEST.format(among=IN_PIECES)};{GO_ON}
      until := since;
    END LOOP;
  END IF;
END
"""
# Whatever the function turns off is on again when it ends.
ITS_OWN = """
ALTER FUNCTION record_search(text, uuid[], text, text, timestamptz, timestamptz, timestamptz, uuid, integer)
  SET enable_bitmapscan = on SET enable_seqscan = on SET enable_indexscan = on SET enable_sort = on
  SET plan_cache_mode = auto
"""
