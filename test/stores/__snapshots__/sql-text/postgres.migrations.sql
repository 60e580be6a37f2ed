-- 0001_migrations
CREATE TABLE IF NOT EXISTS "contracts_migrations" (
  name varchar(128) NOT NULL PRIMARY KEY,
  checksum varchar(64) NOT NULL,
  applied_at timestamptz NOT NULL
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0001_migrations', 'a8dd33a166af90db8164bf0d31d2e5c5116e1aa7ca97573b8c85051518a89c5a', now);

-- 0002_contracts
CREATE TABLE IF NOT EXISTS "contracts" (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  name varchar(255) NOT NULL,
  description text,
  json text NOT NULL,
  fingerprint varchar(64) NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  PRIMARY KEY (contract_id, version)
);
ALTER TABLE "contracts"
  ALTER COLUMN contract_id TYPE varchar(255) COLLATE "C",
  ALTER COLUMN version TYPE varchar(128) COLLATE "C",
  ADD COLUMN IF NOT EXISTS sort_key varchar(400) COLLATE "C" DEFAULT '~' NOT NULL,
  ADD COLUMN IF NOT EXISTS release_rank smallint DEFAULT 9 NOT NULL,
  ADD COLUMN IF NOT EXISTS status varchar(255),
  ADD COLUMN IF NOT EXISTS digest varchar(32),
  ADD COLUMN IF NOT EXISTS derived_from varchar(64),
  ADD COLUMN IF NOT EXISTS owner varchar(255),
  ADD COLUMN IF NOT EXISTS domain varchar(255),
  ADD COLUMN IF NOT EXISTS revision integer DEFAULT 0 NOT NULL,
  ADD COLUMN IF NOT EXISTS updated_at timestamptz,
  ADD COLUMN IF NOT EXISTS created_by varchar(255),
  ADD COLUMN IF NOT EXISTS updated_by varchar(255);
CREATE OR REPLACE VIEW "contracts_current" AS
SELECT contract_id, version, status, name, owner, domain, fingerprint, created_at, json,
  CASE WHEN ROW_NUMBER() OVER (
    PARTITION BY contract_id ORDER BY release_rank DESC, sort_key DESC, version DESC
  ) = 1 THEN 1 ELSE 0 END AS is_latest
FROM "contracts";
insert into "contracts_migrations" (name, checksum, applied_at) values ('0002_contracts', 'f994c880eaa1d1bf7ceffbf5a230111af62f970a0bcd9cd9660d8d67f4142892', now);

-- 0003_contracts_indexes
CREATE INDEX CONCURRENTLY IF NOT EXISTS "contracts_version_order" ON "contracts" (contract_id, release_rank, sort_key, version);
CREATE INDEX CONCURRENTLY IF NOT EXISTS "contracts_foreign" ON "contracts" (contract_id, version)
  WHERE revision = 0 OR derived_from IS NULL OR derived_from <> fingerprint;
insert into "contracts_migrations" (name, checksum, applied_at) values ('0003_contracts_indexes', '2614b8db6c900f0c0c2e7b8a832f5e9793839dc56153d264a1352fc78ac102d0', now);

-- 0004_history
CREATE TABLE IF NOT EXISTS "contracts_sources" (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  digest varchar(32) NOT NULL,
  source bytea NOT NULL,
  PRIMARY KEY (contract_id, version)
);
CREATE TABLE IF NOT EXISTS "contracts_locks" (
  contract_id varchar(255) COLLATE "C" NOT NULL PRIMARY KEY,
  clock bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS "contracts_history" (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  revision integer NOT NULL,
  sequence bigint,
  occurred_at timestamptz NOT NULL,
  caller varchar(255),
  operation varchar(16) NOT NULL,
  name varchar(255) NOT NULL,
  status_before varchar(255),
  status_after varchar(255),
  fingerprint_before varchar(64),
  fingerprint_after varchar(64),
  reason text,
  request_id varchar(128),
  successor varchar(128),
  sunset timestamptz,
  compatibility text,
  PRIMARY KEY (contract_id, version, revision)
);
CREATE INDEX IF NOT EXISTS "contracts_history_feed" ON "contracts_history" (sequence);
CREATE INDEX IF NOT EXISTS "contracts_history_contract" ON "contracts_history" (contract_id, sequence);
CREATE TABLE IF NOT EXISTS "contracts_revisions" (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  revision integer NOT NULL,
  json text NOT NULL,
  source bytea,
  fingerprint varchar(64) NOT NULL,
  digest varchar(32) NOT NULL,
  status varchar(255),
  PRIMARY KEY (contract_id, version, revision)
);
CREATE TABLE IF NOT EXISTS "contracts_feed" (
  id smallint NOT NULL PRIMARY KEY,
  sequence bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS "contracts_links" (
  link_key varchar(43) COLLATE "C" NOT NULL PRIMARY KEY,
  dataset_key varchar(43) COLLATE "C" NOT NULL,
  dataset_id varchar(2000) COLLATE "C" NOT NULL,
  dataset_version varchar(512) COLLATE "C" NOT NULL,
  contract_id varchar(255) COLLATE "C" NOT NULL,
  contract_version varchar(128) COLLATE "C" NOT NULL,
  linked_at timestamptz NOT NULL,
  linked_by varchar(255)
);
CREATE INDEX IF NOT EXISTS "contracts_links_contract" ON "contracts_links" (contract_id, contract_version, link_key);
CREATE INDEX IF NOT EXISTS "contracts_links_dataset" ON "contracts_links" (dataset_key, linked_at);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0004_history', 'ae1f0a0347468a5858e3b551da01cd5d4d939466860799d21ab6e1f9422a5887', now);

-- 0005_search
CREATE TABLE IF NOT EXISTS "contracts_texts" (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  release_rank smallint NOT NULL,
  sort_key varchar(400) COLLATE "C" NOT NULL,
  updated_at timestamptz NOT NULL,
  status varchar(255),
  owner varchar(255),
  domain varchar(255),
  terms text NOT NULL,
  labels text NOT NULL,
  posting_key bigint NOT NULL,
  PRIMARY KEY (contract_id, version)
) WITH (toast_tuple_target = 8160);
CREATE INDEX IF NOT EXISTS "contracts_texts_posting" ON "contracts_texts" (posting_key);
CREATE TABLE IF NOT EXISTS "contracts_fields" (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  position integer NOT NULL,
  pointer text NOT NULL,
  path text NOT NULL,
  name varchar(255) NOT NULL,
  name_key varchar(128) COLLATE "C" NOT NULL,
  physical_name_key varchar(128) COLLATE "C",
  logical_type varchar(255),
  logical_type_key varchar(128) COLLATE "C",
  physical_type varchar(255),
  physical_type_key varchar(128) COLLATE "C",
  physical_base_key varchar(128) COLLATE "C",
  classification varchar(255),
  classification_key varchar(128) COLLATE "C",
  is_required smallint NOT NULL,
  is_primary_key smallint NOT NULL,
  is_critical smallint NOT NULL,
  PRIMARY KEY (contract_id, position)
);
CREATE INDEX IF NOT EXISTS "contracts_fields_name" ON "contracts_fields" (name_key, contract_id, position);
CREATE INDEX IF NOT EXISTS "contracts_fields_physical_name" ON "contracts_fields" (physical_name_key, contract_id, position) WHERE physical_name_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS "contracts_fields_classification" ON "contracts_fields" (classification_key, name_key, contract_id, position) WHERE classification_key IS NOT NULL;
CREATE TABLE IF NOT EXISTS "contracts_field_descriptions" (
  id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  contract_id varchar(255) COLLATE "C" NOT NULL,
  position integer NOT NULL,
  texts text NOT NULL
) WITH (toast_tuple_target = 8160);
CREATE INDEX IF NOT EXISTS "contracts_field_descriptions_contract" ON "contracts_field_descriptions" (contract_id, position);
CREATE TABLE IF NOT EXISTS "contracts_search" (
  id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  contract_id varchar(255) COLLATE "C" NOT NULL UNIQUE,
  version varchar(128) COLLATE "C" NOT NULL,
  name_key varchar(255) COLLATE "C" NOT NULL,
  updated_at timestamptz NOT NULL,
  fields_digest varchar(43) NOT NULL,
  descriptions_digest varchar(43) NOT NULL,
  next_number integer NOT NULL,
  is_ordered smallint NOT NULL
);
CREATE INDEX IF NOT EXISTS "contracts_search_name" ON "contracts_search" (name_key, id);
CREATE INDEX IF NOT EXISTS "contracts_search_updated" ON "contracts_search" (updated_at, id);
CREATE TABLE IF NOT EXISTS "contracts_segments" (
  id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  level smallint NOT NULL,
  is_ready smallint NOT NULL,
  begun_at bigint NOT NULL,
  directory text NOT NULL,
  replaced text NOT NULL,
  length bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS "contracts_postings" (
  id bigint PRIMARY KEY,
  entries text NOT NULL
) WITH (toast_tuple_target = 8160);
ALTER TABLE "contracts_postings" ALTER COLUMN entries SET STORAGE EXTERNAL;
insert into "contracts_migrations" (name, checksum, applied_at) values ('0005_search', '4a0aac6f3a685ee218df119c891695670e42951754c6ce71b2fb56eb7b523920', now);

-- 0006_test_runs
CREATE TABLE IF NOT EXISTS "contracts_test_runs" (
  run_key varchar(43) COLLATE "C" NOT NULL,
  source varchar(64) COLLATE "C" NOT NULL,
  run_id varchar(255) COLLATE "C" NOT NULL,
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  fingerprint varchar(64),
  is_latest smallint NOT NULL,
  dataset_key varchar(43) COLLATE "C",
  dataset_id varchar(2000) COLLATE "C",
  dataset_version varchar(512) COLLATE "C",
  object varchar(255) COLLATE "C",
  server varchar(255) COLLATE "C" NOT NULL,
  environment varchar(255) COLLATE "C",
  result varchar(16) COLLATE "C" NOT NULL,
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
  caller varchar(255) COLLATE "C" NOT NULL,
  digest varchar(64) NOT NULL,
  PRIMARY KEY (run_key)
);
CREATE INDEX IF NOT EXISTS "contracts_test_runs_version" ON "contracts_test_runs" (contract_id, version, observed_at);
CREATE INDEX IF NOT EXISTS "contracts_test_runs_server" ON "contracts_test_runs" (contract_id, server, observed_at);
CREATE INDEX IF NOT EXISTS "contracts_test_runs_received" ON "contracts_test_runs" (contract_id, version, server, received_at);
CREATE INDEX IF NOT EXISTS "contracts_test_runs_dataset" ON "contracts_test_runs" (dataset_key, observed_at);
CREATE INDEX IF NOT EXISTS "contracts_test_runs_observed" ON "contracts_test_runs" (observed_at, run_key);
CREATE TABLE IF NOT EXISTS "contracts_test_checks" (
  run_key varchar(43) COLLATE "C" NOT NULL,
  place integer NOT NULL,
  object varchar(255) COLLATE "C",
  property varchar(255) COLLATE "C",
  rule varchar(255) COLLATE "C",
  type varchar(255) COLLATE "C",
  result varchar(16) COLLATE "C" NOT NULL,
  detail varchar(500),
  PRIMARY KEY (run_key, place)
);
CREATE TABLE IF NOT EXISTS "contracts_test_reports" (
  run_key varchar(43) COLLATE "C" NOT NULL,
  received_at bigint NOT NULL,
  report text NOT NULL,
  PRIMARY KEY (run_key)
);
CREATE INDEX IF NOT EXISTS "contracts_test_reports_received" ON "contracts_test_reports" (received_at, run_key);
CREATE TABLE IF NOT EXISTS "contracts_test_sweeps" (
  id smallint NOT NULL,
  until bigint NOT NULL,
  PRIMARY KEY (id)
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0006_test_runs', '63959f4fbd3a6c28d237efa97f87c8b9a6ed6215511f8abf0986f227f49cdff1', now);

-- 0007_active_versions
CREATE TABLE IF NOT EXISTS "contracts_active_versions" (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  in_place_of varchar(128) COLLATE "C",
  PRIMARY KEY (contract_id)
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0007_active_versions', 'fd6c53ffe410acb26da9752c029812ee1d7f8419ef424e4bc296e7a1a9e188b3', now);

-- 0008_test_states
CREATE TABLE IF NOT EXISTS "contracts_test_states" (
  state_key varchar(43) COLLATE "C" NOT NULL,
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  server varchar(255) COLLATE "C" NOT NULL,
  run_key varchar(43) COLLATE "C" NOT NULL,
  observed_at bigint NOT NULL,
  severity smallint NOT NULL,
  PRIMARY KEY (state_key)
);
CREATE INDEX IF NOT EXISTS "contracts_test_states_version" ON "contracts_test_states" (contract_id, version, severity);
CREATE INDEX IF NOT EXISTS "contracts_test_states_severity" ON "contracts_test_states" (severity, contract_id);
CREATE INDEX IF NOT EXISTS "contracts_test_states_run" ON "contracts_test_states" (run_key);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0008_test_states', 'dd82bb5f883ef57482f458ddd93d386f2b87b8328b17279c3b4feecd832deb6e', now);

-- 0009_validations
CREATE TABLE IF NOT EXISTS "contracts_validations" (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  digest varchar(32) COLLATE "C" NOT NULL,
  judged_by varchar(43) COLLATE "C" NOT NULL,
  errors integer,
  warnings integer,
  infos integer,
  PRIMARY KEY (contract_id, version)
);
CREATE INDEX IF NOT EXISTS "contracts_validations_errors" ON "contracts_validations" (judged_by, errors, contract_id);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0009_validations', '7dd444b54db062897284229e0cedca9a816e7f09e407524f889f06ba9142a51e', now);

-- 0010_dataset_events
CREATE TABLE IF NOT EXISTS "contracts_dataset_events" (
  event_key varchar(43) COLLATE "C" NOT NULL,
  dataset_key varchar(43) COLLATE "C" NOT NULL,
  version_key varchar(43) COLLATE "C" NOT NULL,
  dataset_id varchar(2000) COLLATE "C" NOT NULL,
  dataset_version varchar(512) COLLATE "C" NOT NULL,
  contract_id varchar(255) COLLATE "C" NOT NULL,
  contract_version varchar(128) COLLATE "C" NOT NULL,
  received_at bigint NOT NULL,
  size integer NOT NULL,
  caller varchar(255) COLLATE "C" NOT NULL,
  event text NOT NULL,
  lineage text,
  PRIMARY KEY (event_key)
);
CREATE INDEX IF NOT EXISTS "contracts_dataset_events_dataset" ON "contracts_dataset_events" (dataset_key, received_at);
CREATE INDEX IF NOT EXISTS "contracts_dataset_events_version" ON "contracts_dataset_events" (version_key, received_at);
CREATE INDEX IF NOT EXISTS "contracts_dataset_events_contract" ON "contracts_dataset_events" (contract_id);
CREATE INDEX IF NOT EXISTS "contracts_dataset_events_received" ON "contracts_dataset_events" (received_at, event_key);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0010_dataset_events', '1cae2ec8dcb2dc866d537ae3b4ae624c0719ddff7b333de37acfad3445903d4b', now);
