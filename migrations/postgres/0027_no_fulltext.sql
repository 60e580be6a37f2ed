-- Indexes are made quicker when the rows are there. The primary key has all columns, so that the rows need not be read.
ALTER TABLE {{table:_terms}} ADD PRIMARY KEY (term, search_id) INCLUDE (in_latest);
CREATE INDEX IF NOT EXISTS {{name:_terms_contract}} ON {{table:_terms}} (search_id);
-- How many contracts have a word is known of more words, so that the planner reads the rarer ones first.
ALTER TABLE {{table:_terms}} ALTER COLUMN term SET STATISTICS 1000;
-- The vectors are computed no longer. Dropping their columns is left to a later release.
DROP INDEX IF EXISTS {{table:_search_latest}};
DROP INDEX IF EXISTS {{table:_search_all}};
ALTER TABLE {{table:_search}} ALTER COLUMN latest_vector DROP EXPRESSION IF EXISTS;
ALTER TABLE {{table:_search}} ALTER COLUMN all_vector DROP EXPRESSION IF EXISTS;
