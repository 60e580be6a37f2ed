-- How many findings a validation has made in each version. judged_by tells by which rules, and is empty before it was judged.
CREATE TABLE IF NOT EXISTS {{table:_validations}} (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  digest varchar(32) COLLATE "C" NOT NULL,
  judged_by varchar(43) COLLATE "C" NOT NULL,
  errors integer,
  warnings integer,
  infos integer,
  PRIMARY KEY (contract_id, version)
);
CREATE INDEX IF NOT EXISTS {{name:_validations_errors}} ON {{table:_validations}} (judged_by, errors, contract_id);
