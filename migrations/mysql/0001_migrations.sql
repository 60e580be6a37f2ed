-- Which migrations this database has, and the checksum of each file when it was applied.
CREATE TABLE IF NOT EXISTS {{table:_migrations}} (
  name varchar(128) NOT NULL PRIMARY KEY,
  checksum varchar(64) NOT NULL,
  applied_at datetime(6) NOT NULL
) CHARACTER SET utf8mb4 COLLATE {{collation}};
