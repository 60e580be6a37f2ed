-- Who owns a contract and which domain it belongs to, for the view of the next migration.
ALTER TABLE {{table}}
  ADD COLUMN owner varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  ADD COLUMN domain varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
