-- Which migrations this database has, and the checksum of each file when it was applied.
IF OBJECT_ID(N'{{table:_migrations}}') IS NULL
CREATE TABLE {{table:_migrations}} (
  name nvarchar(128) NOT NULL PRIMARY KEY,
  checksum nvarchar(64) NOT NULL,
  applied_at datetime2 NOT NULL
);
