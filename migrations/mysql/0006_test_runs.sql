-- Test runs: a row for each. The key is a digest of the source and the id of the run; times are milliseconds since 1970.
CREATE TABLE IF NOT EXISTS {{table:_test_runs}} (
  run_key varchar(43) NOT NULL,
  source varchar(64) NOT NULL,
  run_id varchar(255) NOT NULL,
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  fingerprint varchar(64),
  is_latest smallint NOT NULL,
  dataset_key varchar(43),
  dataset_id varchar(2000),
  dataset_version varchar(512),
  object varchar(255),
  server varchar(255) NOT NULL,
  environment varchar(255),
  result varchar(16) NOT NULL,
  started_at bigint,
  ended_at bigint,
  observed_at bigint NOT NULL,
  observed_hour integer NOT NULL,
  observed_day integer NOT NULL,
  observed_week integer NOT NULL,
  received_at bigint NOT NULL,
  duration_ms bigint,
  row_count bigint,
  error_count bigint,
  passed_checks integer NOT NULL,
  warning_checks integer NOT NULL,
  failed_checks integer NOT NULL,
  error_checks integer NOT NULL,
  skipped_checks integer NOT NULL,
  caller varchar(255) NOT NULL,
  digest varchar(64) NOT NULL,
  PRIMARY KEY (run_key),
  INDEX {{name:_test_runs_version}} (contract_id, version, observed_at),
  INDEX {{name:_test_runs_server}} (contract_id, server, observed_at),
  INDEX {{name:_test_runs_received}} (contract_id, version, server, received_at),
  INDEX {{name:_test_runs_dataset}} (dataset_key, observed_at),
  INDEX {{name:_test_runs_observed}} (observed_at, run_key)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
-- The checks of runs that did not pass.
CREATE TABLE IF NOT EXISTS {{table:_test_checks}} (
  run_key varchar(43) NOT NULL,
  place integer NOT NULL,
  object varchar(255),
  property varchar(255),
  rule varchar(255),
  type varchar(255),
  result varchar(16) NOT NULL,
  detail varchar(500),
  PRIMARY KEY (run_key, place)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
-- The reports of runs, which are not kept for as long.
CREATE TABLE IF NOT EXISTS {{table:_test_reports}} (
  run_key varchar(43) NOT NULL,
  received_at bigint NOT NULL,
  report longtext NOT NULL,
  PRIMARY KEY (run_key),
  INDEX {{name:_test_reports_received}} (received_at, run_key)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
-- Until when an instance takes out old runs, which it does alone: row 1.
CREATE TABLE IF NOT EXISTS {{table:_test_sweeps}} (
  id smallint NOT NULL,
  until bigint NOT NULL,
  PRIMARY KEY (id)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
