-- The table that dc43 creates; an existing one is kept as it is, with its rows.
CREATE TABLE IF NOT EXISTS {{table}} (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  name varchar(255) NOT NULL,
  description text,
  json text NOT NULL,
  fingerprint varchar(64) NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  PRIMARY KEY (contract_id, version)
);
