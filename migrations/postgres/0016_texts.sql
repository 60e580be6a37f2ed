-- What a search looks at in each version, derived from its document. Most terms stay in the row, which is read sooner.
CREATE TABLE IF NOT EXISTS {{table:_texts}} (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  release_rank smallint NOT NULL,
  sort_key varchar(400) COLLATE "C" NOT NULL,
  updated_at timestamptz NOT NULL,
  status varchar(255),
  owner varchar(255),
  domain varchar(255),
  terms text NOT NULL,
  PRIMARY KEY (contract_id, version)
) WITH (toast_tuple_target = 8160);
