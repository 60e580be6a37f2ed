-- Which versions have a word, so that this is known without the row of the contract. * stands for some that are not told.
ALTER TABLE {{table:_terms}} ADD slots nvarchar(100) COLLATE Latin1_General_BIN2 NOT NULL DEFAULT N'*';
