-- The table that dc43 creates; an existing one is kept as it is, with its rows.
CREATE TABLE IF NOT EXISTS {{table}} (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  name varchar(255) NOT NULL,
  description longtext,
  json longtext NOT NULL,
  fingerprint varchar(64) NOT NULL,
  created_at datetime(6) DEFAULT current_timestamp(6) NOT NULL,
  PRIMARY KEY (contract_id, version)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
