-- One entry in a hundred was put right later; both versions stay.
INSERT INTO record_entry (
  id, root_id, replaces_id, person_id, kind, status, occurred_at, recorded_at, author_id, author_name, acting_as,
  organisation_id, lane, source, title, body, about_others, told_in_confidence, min_level,
  needs_countersign, amend_reason, subject_type, source_system, source_key, coded)
SELECT uuidv7(recorded_at - now()), root_id, id, person_id, kind, 'amended', occurred_at, recorded_at + interval '1 day',
       author_id, author_name, acting_as, organisation_id, lane, source, title, body || ' It was Tuesday.', about_others,
       told_in_confidence, min_level, false, 'The day was wrong', '', '', NULL, '{}'
  FROM record_entry TABLESAMPLE BERNOULLI (1)
 WHERE source <> 'imported';
