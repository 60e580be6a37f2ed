-- Which versions have a word, so that this is known without the row of the contract. * stands for some that are not told.
ALTER TABLE {{table:_terms}} ADD COLUMN slots varchar(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '*';
