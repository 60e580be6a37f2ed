-- Which versions of a contract have which terms, so that a search need not look at each of them. A contract with no
-- versions here is made anew.
ALTER TABLE {{table:_search}}
  ADD COLUMN versions longtext NOT NULL DEFAULT ('[]'),
  ADD COLUMN partial_terms longtext CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ('');
