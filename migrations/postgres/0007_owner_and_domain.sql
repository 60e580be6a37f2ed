-- Who owns a contract and which domain it belongs to, for the view of the next migration.
ALTER TABLE {{table}}
  ADD COLUMN IF NOT EXISTS owner varchar(255),
  ADD COLUMN IF NOT EXISTS domain varchar(255);
