-- The full-text index of it.
CREATE INDEX IF NOT EXISTS {{name:_search_latest}} ON {{table:_search}} USING gin (latest_vector);
CREATE INDEX IF NOT EXISTS {{name:_search_all}} ON {{table:_search}} USING gin (all_vector);
