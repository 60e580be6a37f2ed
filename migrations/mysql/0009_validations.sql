-- How many findings a validation has made in each version. judged_by tells by which rules, and is empty before it was judged.
CREATE TABLE IF NOT EXISTS {{table:_validations}} (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  digest varchar(32) NOT NULL,
  judged_by varchar(43) NOT NULL,
  errors integer,
  warnings integer,
  infos integer,
  PRIMARY KEY (contract_id, version),
  INDEX {{name:_validations_errors}} (judged_by, errors, contract_id)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
