-- An adopted table has the collation of its database, 64 characters for a version and 64 KB for a document. Keys
-- compare byte by byte here, versions have up to 128 characters, documents up to 8 MiB and more. Values stay as they
-- are; the table is rebuilt when its columns differ.
ALTER TABLE {{table}}
  MODIFY contract_id varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  MODIFY version varchar(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  MODIFY name varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  MODIFY description longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  MODIFY json longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL;
