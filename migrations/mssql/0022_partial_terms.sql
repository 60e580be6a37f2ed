-- Which versions of a contract have which terms, so that a search need not look at each of them. A contract with no
-- versions here is made anew.
ALTER TABLE {{table:_search}} ADD versions nvarchar(max) NOT NULL DEFAULT N'[]';
ALTER TABLE {{table:_search}} ADD partial_terms nvarchar(max) COLLATE Latin1_General_BIN2 NOT NULL DEFAULT N'';
