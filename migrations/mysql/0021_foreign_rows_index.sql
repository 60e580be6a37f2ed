-- Finds them without a look at the others. Others go on writing while the index is built.
CREATE INDEX {{name:_foreign}} ON {{table}} (is_foreign, contract_id, version)
  ALGORITHM=INPLACE LOCK=NONE;
