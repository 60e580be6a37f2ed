-- Who owns a contract and which domain it belongs to, for the view of the next migration.
ALTER TABLE {{table}} ADD COLUMN owner varchar(255);
ALTER TABLE {{table}} ADD COLUMN domain varchar(255);
