-- Most fields have no classification: an index without them is smaller, and quicker to keep.
CREATE INDEX IF NOT EXISTS {{name:_fields_classified}} ON {{table:_fields}} (classification_key, name_key, contract_id, position) WHERE classification_key IS NOT NULL;
DROP INDEX IF EXISTS {{name:_fields_classification}};
