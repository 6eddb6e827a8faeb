-- One slice of three years: everybody's share of it, in the order it happened, as it would have been written down.
-- Everything tells of talking; one entry in a hundred of an allotment, one in two thousand of an oboe.
INSERT INTO record_entry (
  id, root_id, person_id, kind, status, occurred_at, recorded_at, author_id, author_name, acting_as, organisation_id,
  lane, source, title, body, about_others, told_in_confidence, min_level, needs_countersign,
  amend_reason, subject_type, source_system, source_key, coded)
SELECT e.id, e.id, e.person_id, w.kind, 'final', e.occurred_at, e.occurred_at + interval '20 minutes',
       a.membership_id, a.name, a.role_words, a.organisation_id, a.organisation_name,
       CASE WHEN w.kind = 'imported-event' THEN 'imported' ELSE 'seen' END, w.title,
       w.body || CASE WHEN e.told < 0.01 THEN ' Her allotment.' WHEN e.told > 0.9995 THEN ' She plays the oboe.' ELSE '' END, false, false,
       CASE w.kind WHEN 'attendance' THEN 20 WHEN 'did-not-make-it' THEN 20 WHEN 'plan-change' THEN 30 ELSE 40 END,
       false, '', '', CASE WHEN w.kind = 'imported-event' THEN 'urn:bench' ELSE '' END,
       CASE WHEN w.kind = 'imported-event' THEN e.id::text END, '{}'
  FROM (
    SELECT uuidv7(b.occurred_at - now()) AS id, b.*
      FROM (
        SELECT l.person_id,
               now() - interval '3 years' + (({slice} + random()) / {slices}) * interval '1094 days' AS occurred_at,
               (l.n * 7 + floor(random() * 3)::int * 11) % (SELECT count(*) FROM bench.author) AS author_n,
               floor(random() * 150)::int AS words_n, random() AS told
          FROM bench.life l
          JOIN LATERAL generate_series(1, floor(random() + l.entries /
                 ({slices} * CASE WHEN l.holder_id IS NULL THEN 0.7 ELSE 1.0 END))::int) AS one ON true
         WHERE l.holder_id IS NOT NULL OR {slice} < {slices} * 0.7
         ORDER BY occurred_at) b) e
  JOIN bench.author a ON a.n = e.author_n
  JOIN bench.words w ON w.n = e.words_n
