-- Finds the rows that another program has inserted or changed since by a look at this index alone.
CREATE INDEX {{name:_foreign}} ON {{table}} (revision, derived_from, fingerprint);
