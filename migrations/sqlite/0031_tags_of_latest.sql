-- Tags are counted in their own order, which saves sorting them. Those of older versions are in neither index.
CREATE INDEX IF NOT EXISTS {{name:_tags_counted}} ON {{table:_tags}} (tag, search_id) WHERE search_id IS NOT NULL;
DROP INDEX IF EXISTS {{table:_tags_latest}};
CREATE INDEX IF NOT EXISTS {{name:_tags_of_latest}} ON {{table:_tags}} (search_id, tag) WHERE search_id IS NOT NULL;
