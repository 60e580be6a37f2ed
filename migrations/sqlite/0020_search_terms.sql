-- The full-text index of it.
CREATE VIRTUAL TABLE IF NOT EXISTS {{table:_terms}} USING fts5(latest, older, content='', contentless_delete=1, detail=column, tokenize='ascii');
CREATE TRIGGER IF NOT EXISTS {{name:_search_inserted}} AFTER INSERT ON {{table:_search}} BEGIN INSERT INTO {{table:_terms}} (rowid, latest, older) VALUES (new.id, new.latest_terms, new.older_terms); END;
CREATE TRIGGER IF NOT EXISTS {{name:_search_updated_terms}} AFTER UPDATE OF latest_terms, older_terms ON {{table:_search}} BEGIN UPDATE {{table:_terms}} SET latest = new.latest_terms, older = new.older_terms WHERE rowid = new.id; END;
CREATE TRIGGER IF NOT EXISTS {{name:_search_deleted}} AFTER DELETE ON {{table:_search}} BEGIN DELETE FROM {{table:_terms}} WHERE rowid = old.id; END;
