-- A digest of the fields that are in the catalogue: while a new version has the same, they need not be read.
ALTER TABLE {{table:_search}} ADD fields_digest nvarchar(43) COLLATE Latin1_General_BIN2 NULL;
