-- The number of the last event that has its place in the feed: one row, at which those who give places take turns.
CREATE TABLE IF NOT EXISTS {{table:_feed}} (
  id smallint NOT NULL PRIMARY KEY,
  sequence bigint NOT NULL
);
