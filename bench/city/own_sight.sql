-- Whoever has no cause of sight but themselves.
INSERT INTO core_sight (person_id, viewer_id, level, clearance, basis, from_at, until_at)
SELECT person_id, person_id, 40, 2, 'self', '-infinity', 'infinity' FROM bench.life
