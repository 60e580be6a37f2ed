-- Which versions have a word, so that this is known without the row of the contract. * stands for some that are not told.
ALTER TABLE {{table:_terms}} ADD COLUMN IF NOT EXISTS slots varchar(100) COLLATE "C" NOT NULL DEFAULT '*';
