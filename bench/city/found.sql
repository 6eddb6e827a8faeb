-- What the trigger of the ledger would have kept for the search. Many entries say the same: each text is read once.
CREATE TEMPORARY TABLE told ON COMMIT DROP AS
SELECT title, body, record_words(title, body) AS words FROM (SELECT DISTINCT title, body FROM record_entry) texts;
ANALYZE told;
INSERT INTO record_entrywords (entry_id, person_id, occurred_at, words)
SELECT e.id, e.person_id, e.occurred_at, t.words FROM record_entry e JOIN told t USING (title, body)
 WHERE NOT EXISTS (SELECT 1 FROM record_entry n WHERE n.replaces_id = e.id);
