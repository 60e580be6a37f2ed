-- Which versions of a contract have which terms, so that a search need not look at each of them. A contract with no
-- versions here is made anew.
ALTER TABLE {{table:_search}} ADD COLUMN versions text NOT NULL DEFAULT '[]';
ALTER TABLE {{table:_search}} ADD COLUMN partial_terms text NOT NULL DEFAULT '';
