"""The narrow door to finding somebody: functions that search everybody and answer with the minimum (DESIGN 4.4).

Row security would turn the search into a scan, so these belong to the keeper; who may be found is asked inside.
"""

from django.db import migrations

from hearth.core.policies import definer, person_table
from hearth.core.sight import Level
from hearth.people.codes import KeyKind

LIVE = "s.from_at <= hearth_now() AND s.until_at > hearth_now()"
MINE = f"s.person_id = p.id AND s.viewer_id = ANY(hearth_viewers()) AND {LIVE}"

# Merged rows are nobody; somebody restricted or dead is found by those alongside them only.
FINDABLE = f"""p.status <> 'merged-into'
      AND NOT EXISTS (SELECT 1 FROM core_sight s WHERE {MINE} AND s.level < 0)
      AND (p.status NOT IN ('restricted', 'died') OR hearth_kind() = 'system'
           OR EXISTS (SELECT 1 FROM core_sight s WHERE {MINE} AND s.level > 0))"""
SEEN = f"(hearth_kind() = 'system' OR EXISTS (SELECT 1 FROM core_sight s WHERE {MINE} AND s.level > 0))"
MAY_ASK = f"(hearth_kind() = 'system' OR (hearth_kind() = 'worker' AND hearth_ceiling() >= {int(Level.MINIMUM)}))"
YEARS_OLD = "extract(year FROM age(hearth_now()::date, p.birth_on))"
AGE_BAND = f"""CASE WHEN p.birth_on IS NULL THEN '' WHEN {YEARS_OLD} < 18 THEN 'under 18'
      WHEN {YEARS_OLD} < 25 THEN '18 to 24' WHEN {YEARS_OLD} >= 75 THEN '75 or over'
      ELSE floor(({YEARS_OLD} - 25) / 10) * 10 + 25 || ' to ' || floor(({YEARS_OLD} - 25) / 10) * 10 + 34 END"""

MOST_A_MINUTE = 60
EVENTS = "('people.searched', 'people.known_already_asked')"

TOO_MANY = f"""
  SELECT hearth_kind() = 'worker' AND count(*) >= {MOST_A_MINUTE} FROM (
    SELECT 1 FROM core_auditevent e
     WHERE e.membership_id = hearth_membership() AND e.at > hearth_now() - interval '1 minute' AND e.event IN {EVENTS}
     LIMIT {MOST_A_MINUTE}) lately
"""

# How much a shared key says: the name itself, one slip apart, two, sounding alike, short for one another, a number.
WEIGHT = f"""CASE greatest(a.kind, k.kind) WHEN {KeyKind.NAME:d} THEN 100 WHEN {KeyKind.SOUND:d} THEN 50
      WHEN {KeyKind.NICKNAME:d} THEN 65 WHEN {KeyKind.NUMBER:d} THEN 300
      ELSE CASE least(a.kind, k.kind) WHEN {KeyKind.NAME:d} THEN 85 ELSE 75 END END"""
SURE_WORD = 75

BIRTH = """CASE
      WHEN p.birth_on IS NULL THEN 5
      WHEN born IS NULL AND years = '{}' THEN 0
      WHEN born IS NULL AND extract(year FROM p.birth_on) = ANY(years) THEN 40
      WHEN born IS NULL THEN CASE WHEN abs(extract(year FROM p.birth_on) - years[1]) <= 2 THEN 10 ELSE 0 END
      WHEN p.birth_on = born THEN 40
      WHEN extract(year FROM p.birth_on) = extract(year FROM born) THEN
        CASE WHEN extract(month FROM p.birth_on) = extract(day FROM born)
                  AND extract(day FROM p.birth_on) = extract(month FROM born) THEN 35
             WHEN extract(month FROM p.birth_on) = extract(month FROM born)
                  OR extract(day FROM p.birth_on) = extract(day FROM born) THEN 30
             ELSE 20 END
      WHEN extract(doy FROM p.birth_on) = extract(doy FROM born) THEN 15
      WHEN to_char(p.birth_on, 'MMDD') = to_char(born, 'MMDD') THEN 15
      ELSE 0 END"""

ANSWER = """
    SELECT hit.person_id, a.word, hit.weight
"""

FIND = f"""
#variable_conflict use_column
DECLARE
  names int := (SELECT count(DISTINCT w) FROM unnest(words, kinds) AS a (w, kind) WHERE kind < {KeyKind.NUMBER:d});
BEGIN
  IF NOT {MAY_ASK} OR people_asks_too_much() THEN RETURN; END IF;
  RETURN QUERY
  WITH asked AS MATERIALIZED (
    SELECT key, word, kind FROM unnest(keys, words, kinds) AS a (key, word, kind)
  ), hit AS (
    SELECT k.person_id, a.word, {WEIGHT} AS weight
      FROM asked a JOIN people_namekey k ON k.key = a.key AND k.birth_year = ANY(years)
    UNION ALL
    SELECT k.person_id, 0, {WEIGHT}
      FROM asked a JOIN people_namekey k ON k.key = a.key WHERE a.kind = {KeyKind.NUMBER:d}
    UNION ALL
    SELECT x.person_id, w, 100 FROM (
      SELECT k.person_id
        FROM asked a JOIN people_namekey k ON k.key = a.key AND k.kind = {KeyKind.NAME:d} WHERE a.kind = {KeyKind.NAME:d}
       GROUP BY k.person_id HAVING count(DISTINCT a.word) = names) x, generate_series(1, names) AS w
  ), best AS (
    SELECT person_id, word, max(weight) AS weight FROM hit GROUP BY person_id, word
  ), scored AS (
    SELECT person_id, sum(weight) AS score, max(weight) AS strongest,
           count(*) FILTER (WHERE weight >= {SURE_WORD}) >= names AS sure
      FROM best GROUP BY person_id ORDER BY score DESC, person_id DESC LIMIT 400
  )
  SELECT p.id, p.known_as, {AGE_BAND}, p.area, (c.score + {BIRTH})::int AS rank, c.strongest::int, c.sure, {SEEN}, p.birth_on
    FROM scored c JOIN people_person p ON p.id = c.person_id
   WHERE {FINDABLE}
   ORDER BY rank DESC, p.id DESC LIMIT 20;
END
"""

FOUND = """TABLE (person_id uuid, known_as varchar, age_band text, area varchar, score int, strongest int, sure boolean,
  seen boolean, born_on date)"""

TAKEN = """
  SELECT EXISTS (SELECT 1 FROM unnest(systems, codes) AS told (system, value) JOIN people_identifier USING (system, value))
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0003_name_keys"), ("core", "0002_scope")]

    operations = [
        person_table("people_namekey", Level.FULL),
        definer("people_asks_too_much()", TOO_MANY, returns="boolean"),
        definer(
            "people_find(keys text[], words int[], kinds int[], years int[], born date)",
            FIND,
            returns=FOUND,
            language="plpgsql",
        ),
        definer("people_code_taken(systems text[], codes text[])", TAKEN, returns="boolean"),
    ]
