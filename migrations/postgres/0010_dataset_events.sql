-- What jobs have done with versions of datasets: a row for each event. The key is a digest; times are milliseconds since 1970.
CREATE TABLE IF NOT EXISTS {{table:_dataset_events}} (
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
CREATE INDEX IF NOT EXISTS {{name:_dataset_events_dataset}} ON {{table:_dataset_events}} (dataset_key, received_at);
CREATE INDEX IF NOT EXISTS {{name:_dataset_events_version}} ON {{table:_dataset_events}} (version_key, received_at);
CREATE INDEX IF NOT EXISTS {{name:_dataset_events_contract}} ON {{table:_dataset_events}} (contract_id);
CREATE INDEX IF NOT EXISTS {{name:_dataset_events_received}} ON {{table:_dataset_events}} (received_at, event_key);
