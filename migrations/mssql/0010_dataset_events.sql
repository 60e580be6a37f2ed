-- What jobs have done with versions of datasets: a row for each event. The key is a digest; times are milliseconds since 1970.
IF OBJECT_ID(N'{{table:_dataset_events}}') IS NULL
CREATE TABLE {{table:_dataset_events}} (
  event_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  dataset_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  version_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  dataset_id nvarchar(2000) COLLATE Latin1_General_BIN2 NOT NULL,
  dataset_version nvarchar(512) COLLATE Latin1_General_BIN2 NOT NULL,
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  contract_version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  received_at bigint NOT NULL,
  size integer NOT NULL,
  caller nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  event nvarchar(max) NOT NULL,
  lineage nvarchar(max) NULL,
  PRIMARY KEY (event_key)
);
CREATE INDEX {{name:_dataset_events_dataset}} ON {{table:_dataset_events}} (dataset_key, received_at);
CREATE INDEX {{name:_dataset_events_version}} ON {{table:_dataset_events}} (version_key, received_at);
CREATE INDEX {{name:_dataset_events_contract}} ON {{table:_dataset_events}} (contract_id);
CREATE INDEX {{name:_dataset_events_received}} ON {{table:_dataset_events}} (received_at, event_key);
