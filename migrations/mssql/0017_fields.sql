-- The field catalogue: every object and property of the schema of each contract's latest version.
IF OBJECT_ID(N'{{table:_fields}}') IS NULL
CREATE TABLE {{table:_fields}} (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  position integer NOT NULL,
  kind nvarchar(16) NOT NULL,
  pointer nvarchar(max) NOT NULL,
  path nvarchar(max) NOT NULL,
  name nvarchar(255) NOT NULL,
  name_key nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  physical_name nvarchar(255) NULL,
  physical_name_key nvarchar(128) COLLATE Latin1_General_BIN2 NULL,
  logical_type nvarchar(255) NULL,
  logical_type_key nvarchar(128) COLLATE Latin1_General_BIN2 NULL,
  physical_type nvarchar(255) NULL,
  physical_type_key nvarchar(128) COLLATE Latin1_General_BIN2 NULL,
  physical_base_key nvarchar(128) COLLATE Latin1_General_BIN2 NULL,
  classification nvarchar(255) NULL,
  classification_key nvarchar(128) COLLATE Latin1_General_BIN2 NULL,
  is_required smallint NOT NULL,
  is_primary_key smallint NOT NULL,
  is_critical smallint NOT NULL,
  description nvarchar(max) NULL,
  PRIMARY KEY (contract_id, position)
);
CREATE INDEX {{name:_fields_name}} ON {{table:_fields}} (name_key, contract_id, position);
CREATE INDEX {{name:_fields_physical_name}} ON {{table:_fields}} (physical_name_key, contract_id, position);
CREATE INDEX {{name:_fields_classification}} ON {{table:_fields}} (classification_key, name_key, contract_id, position);
