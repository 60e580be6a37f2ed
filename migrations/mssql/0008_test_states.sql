-- How the tests of a version and server of a contract stand: their newest run. The key is a digest of the three.
IF OBJECT_ID(N'{{table:_test_states}}') IS NULL
CREATE TABLE {{table:_test_states}} (
  state_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  server nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  run_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  observed_at bigint NOT NULL,
  severity smallint NOT NULL,
  PRIMARY KEY (state_key)
);
CREATE INDEX {{name:_test_states_version}} ON {{table:_test_states}} (contract_id, version, severity);
CREATE INDEX {{name:_test_states_severity}} ON {{table:_test_states}} (severity, contract_id);
CREATE INDEX {{name:_test_states_run}} ON {{table:_test_states}} (run_key);
