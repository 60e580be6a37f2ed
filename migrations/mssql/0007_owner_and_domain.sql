-- Who owns a contract and which domain it belongs to, for the view of the next migration.
ALTER TABLE {{table}} ADD owner nvarchar(255) NULL;
ALTER TABLE {{table}} ADD domain nvarchar(255) NULL;
