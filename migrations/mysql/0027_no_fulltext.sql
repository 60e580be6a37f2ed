ALTER TABLE {{table:_search}}
  DROP INDEX {{name:_search_latest}},
  DROP INDEX {{name:_search_all}};
