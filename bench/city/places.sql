-- What the rest of the making leans on; it stays with the city, so that measurements can pick their people from it.
CREATE SCHEMA bench;
CREATE TABLE bench.life (
  n integer, person_id uuid, hub_id uuid, holder_id uuid, status text, opened_at timestamptz, entries integer);
CREATE TABLE bench.author (
  n integer, membership_id uuid, name text, organisation_id uuid, organisation_name text, role_words text);
CREATE TABLE bench.words (n integer, kind text, title text, body text);
INSERT INTO bench.words
SELECT n, (ARRAY['conversation', 'conversation', 'conversation', 'call', 'call', 'visit', 'attendance', 'attendance',
                 'contact-attempt', 'did-not-make-it', 'group', 'decision', 'plan-change', 'message',
                 'imported-event'])[1 + n % 15],
       CASE WHEN n % 3 = 0 THEN 'About this week' ELSE '' END,
       left(repeat('We talked about the flat, the forms and sleeping. She would like to try the garden on Thursday. '
                   || 'Her brother may come along. We agreed to ring on Monday, after eleven, and to write it down. ',
                   8), 60 + (n * 37) % 640)
  FROM generate_series(0, 149) AS n;
CREATE INDEX ON bench.author (n);
CREATE INDEX ON bench.words (n);
ANALYZE bench.words;
