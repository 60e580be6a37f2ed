-- The number of the last event that has its place in the feed: one row, at which those who give places take turns.
IF OBJECT_ID(N'{{table:_feed}}') IS NULL
CREATE TABLE {{table:_feed}} (
  id smallint NOT NULL PRIMARY KEY,
  sequence bigint NOT NULL
);
