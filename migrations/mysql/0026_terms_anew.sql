-- Each contract is made anew in the background; until its turn has come, searches for words do not find it.
UPDATE {{table:_search}} SET versions = '[]';
