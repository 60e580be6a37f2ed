-- What jobs have done with versions of datasets: a row for each event. The key is a digest; times are milliseconds since 1970.
CREATE TABLE IF NOT EXISTS {{table:_dataset_events}} (
  event_key varchar(43) NOT NULL,
  dataset_key varchar(43) NOT NULL,
  version_key varchar(43) NOT NULL,
  dataset_id varchar(2000) NOT NULL,
  dataset_version varchar(512) NOT NULL,
  contract_id varchar(255) NOT NULL,
  contract_version varchar(128) NOT NULL,
  received_at bigint NOT NULL,
  size integer NOT NULL,
  caller varchar(255) NOT NULL,
  event longtext NOT NULL,
  lineage longtext,
  PRIMARY KEY (event_key),
  INDEX {{name:_dataset_events_dataset}} (dataset_key, received_at),
  INDEX {{name:_dataset_events_version}} (version_key, received_at),
  INDEX {{name:_dataset_events_contract}} (contract_id),
  INDEX {{name:_dataset_events_received}} (received_at, event_key)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
