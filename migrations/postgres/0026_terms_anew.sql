-- What the search table has of them is written into it.
INSERT INTO {{table:_terms}} (term, search_id, in_latest)
SELECT term, id, 1 FROM {{table:_search}}, unnest(string_to_array(latest_terms, ' ')) AS term WHERE term <> ''
UNION ALL
SELECT term, id, 0 FROM {{table:_search}}, unnest(string_to_array(older_terms, ' ')) AS term WHERE term <> '';
