-- How many findings a validation has made in each version. judged_by tells by which rules, and is empty before it was judged.
IF OBJECT_ID(N'{{table:_validations}}') IS NULL
CREATE TABLE {{table:_validations}} (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  digest nvarchar(32) COLLATE Latin1_General_BIN2 NOT NULL,
  judged_by nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  errors int NULL,
  warnings int NULL,
  infos int NULL,
  PRIMARY KEY (contract_id, version)
);
CREATE INDEX {{name:_validations_errors}} ON {{table:_validations}} (judged_by, errors, contract_id);
