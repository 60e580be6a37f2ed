-- A digest of the fields that are in the catalogue: while a new version has the same, they need not be read.
ALTER TABLE {{table:_search}} ADD COLUMN fields_digest varchar(43) CHARACTER SET ascii COLLATE ascii_bin;
