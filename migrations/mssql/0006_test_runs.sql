-- Test runs: a row for each. The key is a digest of the source and the id of the run; times are milliseconds since 1970.
IF OBJECT_ID(N'{{table:_test_runs}}') IS NULL
CREATE TABLE {{table:_test_runs}} (
  run_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  source nvarchar(64) COLLATE Latin1_General_BIN2 NOT NULL,
  run_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  fingerprint nvarchar(64) NULL,
  is_latest smallint NOT NULL,
  dataset_key nvarchar(43) COLLATE Latin1_General_BIN2 NULL,
  dataset_id nvarchar(2000) COLLATE Latin1_General_BIN2 NULL,
  dataset_version nvarchar(512) COLLATE Latin1_General_BIN2 NULL,
  object nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  server nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  environment nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  result nvarchar(16) COLLATE Latin1_General_BIN2 NOT NULL,
  started_at bigint NULL,
  ended_at bigint NULL,
  observed_at bigint NOT NULL,
  observed_hour integer NOT NULL,
  observed_day integer NOT NULL,
  observed_week integer NOT NULL,
  received_at bigint NOT NULL,
  duration_ms bigint NULL,
  row_count bigint NULL,
  error_count bigint NULL,
  passed_checks integer NOT NULL,
  warning_checks integer NOT NULL,
  failed_checks integer NOT NULL,
  error_checks integer NOT NULL,
  skipped_checks integer NOT NULL,
  caller nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  digest nvarchar(64) NOT NULL,
  PRIMARY KEY (run_key)
);
CREATE INDEX {{name:_test_runs_version}} ON {{table:_test_runs}} (contract_id, version, observed_at);
CREATE INDEX {{name:_test_runs_server}} ON {{table:_test_runs}} (contract_id, server, observed_at);
CREATE INDEX {{name:_test_runs_received}} ON {{table:_test_runs}} (contract_id, version, server, received_at);
CREATE INDEX {{name:_test_runs_dataset}} ON {{table:_test_runs}} (dataset_key, observed_at);
CREATE INDEX {{name:_test_runs_observed}} ON {{table:_test_runs}} (observed_at, run_key);
-- The checks of runs that did not pass.
IF OBJECT_ID(N'{{table:_test_checks}}') IS NULL
CREATE TABLE {{table:_test_checks}} (
  run_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  place integer NOT NULL,
  object nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  property nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  [rule] nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  type nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  result nvarchar(16) COLLATE Latin1_General_BIN2 NOT NULL,
  detail nvarchar(500) NULL,
  PRIMARY KEY (run_key, place)
);
-- The reports of runs, which are not kept for as long.
IF OBJECT_ID(N'{{table:_test_reports}}') IS NULL
CREATE TABLE {{table:_test_reports}} (
  run_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  received_at bigint NOT NULL,
  report nvarchar(max) NOT NULL,
  PRIMARY KEY (run_key)
);
CREATE INDEX {{name:_test_reports_received}} ON {{table:_test_reports}} (received_at, run_key);
-- Until when an instance takes out old runs, which it does alone: row 1.
IF OBJECT_ID(N'{{table:_test_sweeps}}') IS NULL
CREATE TABLE {{table:_test_sweeps}} (
  id smallint NOT NULL,
  until bigint NOT NULL,
  PRIMARY KEY (id)
);
