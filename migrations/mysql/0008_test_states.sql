-- How the tests of a version and server of a contract stand: their newest run. The key is a digest of the three.
CREATE TABLE IF NOT EXISTS {{table:_test_states}} (
  state_key varchar(43) NOT NULL,
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  server varchar(255) NOT NULL,
  run_key varchar(43) NOT NULL,
  observed_at bigint NOT NULL,
  severity smallint NOT NULL,
  PRIMARY KEY (state_key),
  INDEX {{name:_test_states_version}} (contract_id, version, severity),
  INDEX {{name:_test_states_severity}} (severity, contract_id),
  INDEX {{name:_test_states_run}} (run_key)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
