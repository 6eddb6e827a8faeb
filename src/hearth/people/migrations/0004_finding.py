"""The narrow door to finding somebody: functions that search everybody and answer with the minimum (DESIGN 4.4).

Row security would turn the search into a scan, so these belong to the keeper; who may be found is asked inside.
"""

from django.db import migrations

from hearth.core.policies import definer, person_table
from hearth.core.sight import Level
from hearth.people.codes import KeyKind

MINE = """s.person_id = p.id AND s.viewer_id = ANY((SELECT hearth_viewers())::uuid[])
           AND s.from_at <= (SELECT hearth_now()) AND s.until_at > (SELECT hearth_now())"""
# Aggregates, because EXISTS would be planned as one scan of all that the viewer sees: a whole city.
SEEN = f"(hearth_kind() = 'system' OR (SELECT coalesce(max(s.level), 0) FROM core_sight s WHERE {MINE}) > 0)"

# Merged rows are nobody; somebody restricted or dead is found by those alongside them only.
FINDABLE = f"""p.status <> 'merged-into'
       AND (SELECT coalesce(min(s.level), 0) FROM core_sight s WHERE {MINE}) >= 0
       AND (p.status NOT IN ('restricted', 'died') OR {SEEN})"""
MAY_ASK = f"(hearth_kind() = 'system' OR (hearth_kind() = 'worker' AND hearth_ceiling() >= {int(Level.MINIMUM)}))"
YEARS_OLD = "extract(year FROM age(hearth_now()::date, p.birth_on))"
AGE_BAND = f"""CASE WHEN p.birth_on IS NULL THEN '' WHEN {YEARS_OLD} < 18 THEN 'under 18'
         WHEN {YEARS_OLD} < 25 THEN '18 to 24' WHEN {YEARS_OLD} >= 75 THEN '75 or over'
         ELSE floor(({YEARS_OLD} - 25) / 10) * 10 + 25 || ' to ' || floor(({YEARS_OLD} - 25) / 10) * 10 + 34 END"""
MINIMUM = "person_id uuid, known_as varchar, age_band text, area varchar, seen boolean"

MOST_A_MINUTE = 60

# Sixty searches a minute are more than anyone needs, and too few to copy out a city.
TOO_MANY = f"""
  SELECT hearth_kind() = 'worker' AND count(*) >= {MOST_A_MINUTE} FROM (
    SELECT 1 FROM core_auditevent e
     WHERE e.membership_id = hearth_membership() AND e.at > hearth_now() - interval '1 minute'
       AND e.event = 'people.searched' LIMIT {MOST_A_MINUTE}) lately
"""

LEARN = f"""
  INSERT INTO people_wordkey (key, word, kind)
  SELECT key, word, kind FROM unnest(keys, words, kinds) AS told (key, word, kind)
   WHERE NOT EXISTS (SELECT 1 FROM people_wordkey k WHERE k.word = told.word AND k.kind = {KeyKind.NAME:d})
"""

# Asked: 0 the word, 1 with a letter left out, 2 its sound, 3 a name it is short for, 4 a word that is no part. What a shared key then says:
# the word itself 100, a letter too many or too few 85, another letter or two changed places 75, short for it 65,
# sounds alike 50.
WEIGHT = """CASE a.kind + k.kind * 10 WHEN 0 THEN 100 WHEN 4 THEN 100 WHEN 1 THEN 85 WHEN 10 THEN 85 WHEN 14 THEN 85
         WHEN 11 THEN 75 WHEN 3 THEN 65 WHEN 22 THEN 50 END"""
SURE_WORD = 75
BEGINNING = 60
PART_OF_WORD = 55
NUMBER = 300

# How near a birth date is to the one asked for, which may have a wrong year, or its day and month changed about.
NEARNESS = """CASE WHEN p.birth_on IS NULL THEN 5
         WHEN born IS NULL AND years = '{}' THEN 0
         WHEN born IS NULL AND extract(year FROM p.birth_on) = ANY(years) THEN 40
         WHEN p.birth_on = born THEN 40
         WHEN to_char(p.birth_on, 'YYYYDDMM') = to_char(born, 'YYYYMMDD') THEN 35
         WHEN to_char(p.birth_on, 'YYYYMM') = to_char(born, 'YYYYMM') THEN 30
         WHEN to_char(p.birth_on, 'YYYYDD') = to_char(born, 'YYYYDD') THEN 30
         WHEN to_char(p.birth_on, 'YYYY') = to_char(born, 'YYYY') THEN 20
         WHEN to_char(p.birth_on, 'MMDD') = to_char(born, 'MMDD') THEN 15
         WHEN abs(extract(year FROM p.birth_on) - years[1]) <= 3 THEN 10
         ELSE 0 END"""

RANKED = f"""best AS (
    SELECT person_id, place, max(weight) AS weight, max(birth_year) AS birth_year FROM hit GROUP BY person_id, place
  ), scored AS (
    SELECT person_id, sum(weight) AS score, max(weight) AS strongest,
           count(*) FILTER (WHERE weight >= {SURE_WORD}) >= names AS sure
      FROM best GROUP BY person_id
     ORDER BY sum(weight) + CASE WHEN max(birth_year) = ANY(years) THEN 40 WHEN abs(max(birth_year) - years[1]) <= 3 THEN 10
                                 ELSE 0 END DESC, person_id DESC LIMIT 80
  ), found AS (
    SELECT p.id, p.known_as, {AGE_BAND} AS age_band, p.area, p.birth_on, n.nearness, c.*
      FROM scored c JOIN people_person p ON p.id = c.person_id CROSS JOIN LATERAL (SELECT {NEARNESS} AS nearness) n
     WHERE {FINDABLE} ORDER BY c.score + n.nearness DESC, p.id DESC LIMIT 20
  )
  SELECT p.id, p.known_as, p.age_band, p.area, {SEEN}, (p.score + p.nearness)::int, p.nearness, p.strongest::int,
         p.sure AND (years = '{{}}' OR p.nearness >= 20),
         p.birth_on IS NOT NULL AND count(*) OVER (PARTITION BY p.birth_on) > 1
    FROM found p ORDER BY p.score + p.nearness DESC, p.id DESC"""

# First where the year of birth is as told, or not known, and where every word is right whatever the year; and by number.
FIND = f"""
#variable_conflict use_column
DECLARE
  names int := (SELECT count(DISTINCT place) FROM unnest(places) AS place WHERE place > 0);
BEGIN
  IF NOT {MAY_ASK} OR people_asks_too_much() THEN RETURN; END IF;
  RETURN QUERY WITH asked AS MATERIALIZED (
    SELECT * FROM unnest(keys, places, kinds) AS a (key, place, kind)
  ), meant AS MATERIALIZED (
    SELECT a.place, k.word, max({WEIGHT}) AS weight FROM asked a JOIN people_wordkey k ON k.key = a.key
     WHERE a.kind <> 3 OR k.kind = 0 GROUP BY a.place, k.word
  ), hit AS (
    SELECT k.person_id, m.place, m.weight, k.birth_year
      FROM meant m JOIN people_namekey k ON k.key = m.word AND k.birth_year = ANY(years)
    UNION ALL
    SELECT k.person_id, place, 100, k.birth_year FROM (
      SELECT k.person_id, max(k.birth_year) AS birth_year FROM meant m JOIN people_namekey k ON k.key = m.word WHERE m.weight = 100
       GROUP BY k.person_id HAVING bit_or(1 << m.place) = (2 << names) - 2) k, generate_series(1, names) AS place
    UNION ALL
    SELECT k.person_id, 0, {NUMBER}, k.birth_year FROM asked a JOIN people_namekey k ON k.key = a.key WHERE a.place = 0
  ), {RANKED};
END
"""

# Then in any year, and by a part of a word; where two words or more were told, all of them but one of many must fit.
FIND_WIDELY = f"""
#variable_conflict use_column
DECLARE
  names int := (SELECT count(DISTINCT place) FROM unnest(places) AS place WHERE place > 0);
BEGIN
  IF NOT {MAY_ASK} OR people_asks_too_much() THEN RETURN; END IF;
  RETURN QUERY WITH asked AS MATERIALIZED (
    SELECT * FROM unnest(keys, places, kinds) AS a (key, place, kind)
  ), meant AS MATERIALIZED (
    SELECT place, word, max(weight) AS weight FROM (
      SELECT a.place, k.word, {WEIGHT} AS weight FROM asked a JOIN people_wordkey k ON k.key = a.key
       WHERE a.kind <> 3 OR k.kind = 0
      UNION ALL
      SELECT a.place, k.word, {BEGINNING} FROM asked a JOIN people_wordkey k
          ON k.word > a.key AND k.word < a.key || U&'\\+10FFFF' AND k.kind = {KeyKind.NAME:d}
       WHERE a.kind = 0 AND length(a.key) > 1
      UNION ALL
      SELECT a.place, k.word, {PART_OF_WORD} FROM asked a JOIN people_wordkey k
          ON k.kind = {KeyKind.NAME:d} AND strpos(k.word, a.key) > 1
       WHERE a.kind = 0 AND length(a.key) > 2
         AND NOT EXISTS (SELECT 1 FROM people_wordkey w WHERE w.word = a.key AND w.kind = {KeyKind.NAME:d})) k
     GROUP BY place, word
  ), hit AS MATERIALIZED (
    SELECT k.person_id, m.place, m.weight, k.birth_year FROM meant m JOIN people_namekey k ON k.key = m.word
  ), enough AS (
    SELECT person_id FROM hit GROUP BY person_id
    HAVING bit_count(bit_or(1 << place)::bit(32)) >= CASE WHEN names > 2 THEN names - 1 ELSE names END
  ), {RANKED.replace("FROM hit GROUP", "FROM hit JOIN enough USING (person_id) GROUP")};
END
"""

# Planned once a connection: the plan is the same whatever is asked, and planning takes longer than looking.
PLANNED_ONCE = "ALTER FUNCTION {}(text[], int[], int[], int[], date) SET plan_cache_mode = force_generic_plan"

FOUND = f"TABLE ({MINIMUM}, score int, nearness int, strongest int, sure boolean, shares_birthday boolean)"

TAKEN = """
  SELECT EXISTS (SELECT 1 FROM unnest(systems, codes) AS told (system, value) JOIN people_identifier USING (system, value))
"""


# Somebody else with the same birth date who shares a family name or an address: told to whoever sees the one.
TWINS = f"""
  SELECT p.id, p.known_as, {AGE_BAND}, p.area, {SEEN}
    FROM people_person one
    JOIN people_namekey k ON k.key = ANY(keys) AND k.birth_year = extract(year FROM one.birth_on) AND k.person_id <> one.id
    JOIN people_person p ON p.id = k.person_id AND p.birth_on = one.birth_on AND p.birth_precision = 'day'
   WHERE one.id = person AND one.birth_precision = 'day' AND {MAY_ASK} AND {FINDABLE}
     AND {SEEN.replace("p.id", "one.id")}
   GROUP BY p.id LIMIT 20
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0003_name_keys"), ("core", "0002_scope")]

    operations = [
        person_table("people_namekey", Level.FULL),
        migrations.RunSQL(
            """
            ALTER TABLE people_wordkey ENABLE ROW LEVEL SECURITY;
            ALTER TABLE people_wordkey FORCE ROW LEVEL SECURITY;
            CREATE POLICY keeper ON people_wordkey TO hearth_keeper USING (true) WITH CHECK (true);
            """,
            "DROP POLICY keeper ON people_wordkey",
        ),
        definer(
            "people_learn_words(keys text[], words text[], kinds int[])", LEARN, returns="void", volatility="VOLATILE"
        ),
        definer("people_asks_too_much()", TOO_MANY, returns="boolean"),
        definer(
            "people_find(keys text[], places int[], kinds int[], years int[], born date)",
            FIND,
            returns=FOUND,
            language="plpgsql",
        ),
        definer(
            "people_find_widely(keys text[], places int[], kinds int[], years int[], born date)",
            FIND_WIDELY,
            returns=FOUND,
            language="plpgsql",
        ),
        migrations.RunSQL(PLANNED_ONCE.format("people_find"), migrations.RunSQL.noop),
        migrations.RunSQL(PLANNED_ONCE.format("people_find_widely"), migrations.RunSQL.noop),
        definer("people_twins(person uuid, keys text[])", TWINS, returns=f"TABLE ({MINIMUM})"),
        definer("people_code_taken(systems text[], codes text[])", TAKEN, returns="boolean"),
    ]
