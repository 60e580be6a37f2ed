-- The field catalogue: every object and property of the schema of each contract's latest version.
CREATE TABLE IF NOT EXISTS {{table:_fields}} (
  contract_id varchar(255) NOT NULL,
  position integer NOT NULL,
  kind varchar(16) NOT NULL,
  pointer text NOT NULL,
  path text NOT NULL,
  name varchar(255) NOT NULL,
  name_key varchar(128) NOT NULL,
  physical_name varchar(255),
  physical_name_key varchar(128),
  logical_type varchar(255),
  logical_type_key varchar(128),
  physical_type varchar(255),
  physical_type_key varchar(128),
  physical_base_key varchar(128),
  classification varchar(255),
  classification_key varchar(128),
  is_required smallint NOT NULL,
  is_primary_key smallint NOT NULL,
  is_critical smallint NOT NULL,
  description text,
  PRIMARY KEY (contract_id, position)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS {{name:_fields_name}} ON {{table:_fields}} (name_key, contract_id, position);
CREATE INDEX IF NOT EXISTS {{name:_fields_physical_name}} ON {{table:_fields}} (physical_name_key, contract_id, position) WHERE physical_name_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS {{name:_fields_classification}} ON {{table:_fields}} (classification_key, name_key, contract_id, position);
