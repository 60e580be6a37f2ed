-- Finds them without a look at the others.
CREATE INDEX {{name:_foreign}} ON {{table}} (is_foreign, contract_id, version);
