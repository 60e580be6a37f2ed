-- What the search table has is written into it; the values that hits are counted by, when a contract is made anew.
INSERT INTO {{table:_slots}} (search_id, versions, facets, partial_terms)
SELECT id, versions, '', partial_terms FROM {{table:_search}}
WHERE NOT EXISTS (SELECT 1 FROM {{table:_slots}} WHERE search_id = id);
