-- 0001_migrations
CREATE TABLE IF NOT EXISTS "contracts_migrations" (
  name varchar(128) NOT NULL PRIMARY KEY,
  checksum varchar(64) NOT NULL,
  applied_at timestamptz NOT NULL
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0001_migrations', 'a8dd33a166af90db8164bf0d31d2e5c5116e1aa7ca97573b8c85051518a89c5a', now);

-- 0002_contracts
CREATE TABLE IF NOT EXISTS "contracts" (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  name varchar(255) NOT NULL,
  description text,
  json text NOT NULL,
  fingerprint varchar(64) NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  PRIMARY KEY (contract_id, version)
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0002_contracts', '8a21f1a447ba3a8749dc6bb01ed4da561066a27daca204fadf20c8bab43102b3', now);

-- 0003_key_columns
ALTER TABLE "contracts"
  ALTER COLUMN contract_id TYPE varchar(255) COLLATE "C",
  ALTER COLUMN version TYPE varchar(128) COLLATE "C";
insert into "contracts_migrations" (name, checksum, applied_at) values ('0003_key_columns', '84126128608225fccebe058c6bf2fc09ceb3dc49e628e40c021757907a6e48d6', now);

-- 0004_derived_columns
ALTER TABLE "contracts"
  ADD COLUMN IF NOT EXISTS sort_key varchar(400) COLLATE "C" DEFAULT '~' NOT NULL,
  ADD COLUMN IF NOT EXISTS release_rank smallint DEFAULT 9 NOT NULL,
  ADD COLUMN IF NOT EXISTS status varchar(255),
  ADD COLUMN IF NOT EXISTS digest varchar(32),
  ADD COLUMN IF NOT EXISTS derived_from varchar(64);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0004_derived_columns', '4ed3e7c24de195917b92008d31dac88b69abb7a345f2650bc5ae95278b7acb68', now);

-- 0005_version_order_index
CREATE INDEX CONCURRENTLY IF NOT EXISTS "contracts_version_order" ON "contracts" (contract_id, release_rank, sort_key, version);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0005_version_order_index', '799cc3f86202cddf552ec2654c4a7a414f77095a4bba9be41c5dd386b7505b05', now);

-- 0006_sources
CREATE TABLE IF NOT EXISTS "contracts_sources" (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  digest varchar(32) NOT NULL,
  source bytea NOT NULL,
  PRIMARY KEY (contract_id, version)
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0006_sources', '420759d6732dd94a18355fc4298144e4acfb61ea74eed092f833b79e4af5653c', now);

-- 0007_owner_and_domain
ALTER TABLE "contracts"
  ADD COLUMN IF NOT EXISTS owner varchar(255),
  ADD COLUMN IF NOT EXISTS domain varchar(255);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0007_owner_and_domain', '17f4c0ca4c56d977b36d45372f31e39197e7b522288d01786656331b5a985de8', now);

-- 0008_current_view
CREATE OR REPLACE VIEW "contracts_current" AS
SELECT contract_id, version, status, name, owner, domain, fingerprint, created_at, json,
  CASE WHEN ROW_NUMBER() OVER (
    PARTITION BY contract_id ORDER BY release_rank DESC, sort_key DESC, version DESC
  ) = 1 THEN 1 ELSE 0 END AS is_latest
FROM "contracts";
insert into "contracts_migrations" (name, checksum, applied_at) values ('0008_current_view', 'd457ee11b5574276ed71e8b9c872cda831e4f74c8ab20d5018f5b264a5e07bc7', now);

-- 0009_revision_columns
ALTER TABLE "contracts"
  ADD COLUMN IF NOT EXISTS revision integer DEFAULT 0 NOT NULL,
  ADD COLUMN IF NOT EXISTS updated_at timestamptz,
  ADD COLUMN IF NOT EXISTS created_by varchar(255),
  ADD COLUMN IF NOT EXISTS updated_by varchar(255);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0009_revision_columns', 'd69822e0f8f1da898397604ae24eaf2e8cc5b23f7e0f93ee9858125dadca43bb', now);

-- 0010_foreign_rows
CREATE INDEX CONCURRENTLY IF NOT EXISTS "contracts_foreign" ON "contracts" (contract_id, version)
  WHERE revision = 0 OR derived_from IS DISTINCT FROM fingerprint;
insert into "contracts_migrations" (name, checksum, applied_at) values ('0010_foreign_rows', '9f25d0400949a15f778b0f29f5e92a063d1eb7b161c494ce98e70b0faf64c8cb', now);

-- 0011_heads
CREATE TABLE IF NOT EXISTS "contracts_heads" (
  contract_id varchar(255) COLLATE "C" NOT NULL PRIMARY KEY,
  clock bigint NOT NULL
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0011_heads', '5e9e12e95126076c4a3a6d40d0a43dfbb07ece9422bba779961ecf66b8199aa1', now);

-- 0012_history
CREATE TABLE IF NOT EXISTS "contracts_history" (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  revision integer NOT NULL,
  sequence bigint,
  occurred_at timestamptz NOT NULL,
  caller varchar(255),
  operation varchar(16) NOT NULL,
  name varchar(255) NOT NULL,
  status_before varchar(255),
  status_after varchar(255),
  fingerprint_before varchar(64),
  fingerprint_after varchar(64),
  reason text,
  request_id varchar(128),
  successor varchar(128),
  sunset timestamptz,
  PRIMARY KEY (contract_id, version, revision)
);
CREATE INDEX IF NOT EXISTS "contracts_history_feed" ON "contracts_history" (sequence);
CREATE INDEX IF NOT EXISTS "contracts_history_contract" ON "contracts_history" (contract_id, sequence);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0012_history', 'e71b699f3f059217d92bd5e71e14f3df3ae67cab10bd56f16560af9f4d46b0e4', now);

-- 0013_revisions
CREATE TABLE IF NOT EXISTS "contracts_revisions" (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  revision integer NOT NULL,
  json text NOT NULL,
  source bytea,
  fingerprint varchar(64) NOT NULL,
  digest varchar(32) NOT NULL,
  status varchar(255),
  PRIMARY KEY (contract_id, version, revision)
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0013_revisions', '437bd15ea86aa2c9024b8fff15420271796be5d08b65fa9145d52ee60c8efa54', now);

-- 0014_feed
CREATE TABLE IF NOT EXISTS "contracts_feed" (
  id smallint NOT NULL PRIMARY KEY,
  sequence bigint NOT NULL
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0014_feed', 'f94914bba68750942e94dd154cdc2f3a395364967589bb62df23f521569fb30c', now);

-- 0015_links
CREATE TABLE IF NOT EXISTS "contracts_links" (
  link_key varchar(43) COLLATE "C" NOT NULL PRIMARY KEY,
  dataset_id varchar(2000) COLLATE "C" NOT NULL,
  dataset_version varchar(512) COLLATE "C" NOT NULL,
  contract_id varchar(255) COLLATE "C" NOT NULL,
  contract_version varchar(128) COLLATE "C" NOT NULL,
  linked_at timestamptz NOT NULL,
  linked_by varchar(255)
);
CREATE INDEX IF NOT EXISTS "contracts_links_contract" ON "contracts_links" (contract_id, contract_version, link_key);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0015_links', 'c6d6aa423467cca3478b3e7f52b6ff7b9969610d9c2d789b04c40604b1870c1b', now);

-- 0016_texts
CREATE TABLE IF NOT EXISTS "contracts_texts" (
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
insert into "contracts_migrations" (name, checksum, applied_at) values ('0016_texts', '10b21df22cf3798ca0efca2983022c14c5b6483b61bc61aa3a2200d16967a5fa', now);

-- 0017_fields
CREATE TABLE IF NOT EXISTS "contracts_fields" (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  position integer NOT NULL,
  kind varchar(16) NOT NULL,
  pointer text NOT NULL,
  path text NOT NULL,
  name varchar(255) NOT NULL,
  name_key varchar(128) COLLATE "C" NOT NULL,
  physical_name varchar(255),
  physical_name_key varchar(128) COLLATE "C",
  logical_type varchar(255),
  logical_type_key varchar(128) COLLATE "C",
  physical_type varchar(255),
  physical_type_key varchar(128) COLLATE "C",
  physical_base_key varchar(128) COLLATE "C",
  classification varchar(255),
  classification_key varchar(128) COLLATE "C",
  is_required smallint NOT NULL,
  is_primary_key smallint NOT NULL,
  is_critical smallint NOT NULL,
  description text,
  PRIMARY KEY (contract_id, position)
);
CREATE INDEX IF NOT EXISTS "contracts_fields_name" ON "contracts_fields" (name_key, contract_id, position);
CREATE INDEX IF NOT EXISTS "contracts_fields_physical_name" ON "contracts_fields" (physical_name_key, contract_id, position) WHERE physical_name_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS "contracts_fields_classification" ON "contracts_fields" (classification_key, name_key, contract_id, position);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0017_fields', '999a02e81e963f13629e2477466b47865bf6631757d06e6b46958ec7a00bec9c', now);

-- 0018_tags
CREATE TABLE IF NOT EXISTS "contracts_tags" (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  position integer NOT NULL,
  search_id bigint,
  tag varchar(255) COLLATE "C" NOT NULL,
  PRIMARY KEY (contract_id, version, position)
);
CREATE INDEX IF NOT EXISTS "contracts_tags_latest" ON "contracts_tags" (search_id, tag);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0018_tags', '195b3a0afc860a7b6b68ad21c71eb7878d8dd400987115c922ede67b22bccfef', now);

-- 0019_search
CREATE TABLE IF NOT EXISTS "contracts_search" (
  id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  contract_id varchar(255) COLLATE "C" NOT NULL UNIQUE,
  version varchar(128) COLLATE "C" NOT NULL,
  release_rank smallint NOT NULL,
  sort_key varchar(400) COLLATE "C" NOT NULL,
  name_key varchar(255) COLLATE "C" NOT NULL,
  status varchar(255),
  owner varchar(255),
  domain varchar(255),
  updated_at timestamptz NOT NULL,
  latest_terms text NOT NULL,
  older_terms text NOT NULL,
  latest_vector tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(latest_terms, ' '))) STORED,
  all_vector tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(latest_terms, ' ')) || array_to_tsvector(string_to_array(older_terms, ' '))) STORED
) WITH (toast_tuple_target = 128);
CREATE INDEX IF NOT EXISTS "contracts_search_name" ON "contracts_search" (name_key, id);
CREATE INDEX IF NOT EXISTS "contracts_search_updated" ON "contracts_search" (updated_at, id);
CREATE INDEX IF NOT EXISTS "contracts_search_facets" ON "contracts_search" (status, owner, domain);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0019_search', '2e405e4d68812fe168756492d4967e7f10297de48f7981f417daebb2d6159c7a', now);

-- 0020_search_terms
CREATE INDEX IF NOT EXISTS "contracts_search_latest" ON "contracts_search" USING gin (latest_vector);
CREATE INDEX IF NOT EXISTS "contracts_search_all" ON "contracts_search" USING gin (all_vector);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0020_search_terms', 'd742f5dfa23544c810eb71980895fb6a23cdc29e2ff9f8ef069d8ff3c1dcd9f2', now);

-- 0021_foreign_rows_index
insert into "contracts_migrations" (name, checksum, applied_at) values ('0021_foreign_rows_index', '2537b99b0bd51ce272845bc88c05715fbb5d71e7d2c9e69bd632f42cfaca606c', now);

-- 0022_partial_terms
ALTER TABLE "contracts_search"
  ADD COLUMN IF NOT EXISTS versions text NOT NULL DEFAULT '[]',
  ADD COLUMN IF NOT EXISTS partial_terms text NOT NULL DEFAULT '';
insert into "contracts_migrations" (name, checksum, applied_at) values ('0022_partial_terms', '40edfa5f395c45dab01abf22fa6d2a059d375e016799dfe9ee6e83377ccef880', now);

-- 0023_fields_classified
CREATE INDEX IF NOT EXISTS "contracts_fields_classified" ON "contracts_fields" (classification_key, name_key, contract_id, position) WHERE classification_key IS NOT NULL;
DROP INDEX IF EXISTS "contracts_fields_classification";
insert into "contracts_migrations" (name, checksum, applied_at) values ('0023_fields_classified', 'c28aead0bbc21d4b61e727c11b5b7b63de20547d100a9e5c4a41ff59f0aa2e94', now);

-- 0024_search_merges
insert into "contracts_migrations" (name, checksum, applied_at) values ('0024_search_merges', '0aee0e5233e6c454dcffa5d97519148112299c555bdb656b81a6603dd84be980', now);

-- 0025_terms_table
CREATE TABLE IF NOT EXISTS "contracts_terms" (
  term varchar(80) COLLATE "C" NOT NULL,
  search_id bigint NOT NULL,
  in_latest smallint NOT NULL
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0025_terms_table', 'd889d56dff31436a86e54d4be533b6d5c96300de7f2625e86c61585ac6be83bd', now);

-- 0026_terms_anew
INSERT INTO "contracts_terms" (term, search_id, in_latest)
SELECT term, id, 1 FROM "contracts_search", unnest(string_to_array(latest_terms, ' ')) AS term WHERE term <> ''
UNION ALL
SELECT term, id, 0 FROM "contracts_search", unnest(string_to_array(older_terms, ' ')) AS term WHERE term <> '';
insert into "contracts_migrations" (name, checksum, applied_at) values ('0026_terms_anew', '706e08583181f57d961640289ba884df271773d9561f68b9edba9e28fbf813b7', now);

-- 0027_no_fulltext
ALTER TABLE "contracts_terms" ADD PRIMARY KEY (term, search_id) INCLUDE (in_latest);
CREATE INDEX IF NOT EXISTS "contracts_terms_contract" ON "contracts_terms" (search_id);
ALTER TABLE "contracts_terms" ALTER COLUMN term SET STATISTICS 1000;
DROP INDEX IF EXISTS "contracts_search_latest";
DROP INDEX IF EXISTS "contracts_search_all";
ALTER TABLE "contracts_search" ALTER COLUMN latest_vector DROP EXPRESSION IF EXISTS;
ALTER TABLE "contracts_search" ALTER COLUMN all_vector DROP EXPRESSION IF EXISTS;
insert into "contracts_migrations" (name, checksum, applied_at) values ('0027_no_fulltext', 'ac10359955e92ace28ed401f40dec539a570e0c8403cc42116c43080ecb33bab', now);

-- 0028_slots
CREATE TABLE IF NOT EXISTS "contracts_slots" (
  search_id bigint PRIMARY KEY,
  versions text NOT NULL,
  facets text NOT NULL,
  partial_terms text NOT NULL
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0028_slots', '062c9f2a2957751731c30726f9345d325f62917b47b499a5151bf5d57b6d7c3b', now);

-- 0029_fields_digest
ALTER TABLE "contracts_search" ADD COLUMN IF NOT EXISTS fields_digest varchar(43);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0029_fields_digest', '4d4beaa490e5c0a0ab33fa254051345ab281fa24c34a34a2dfb36fb0c3f128ea', now);

-- 0030_slots_filled
INSERT INTO "contracts_slots" (search_id, versions, facets, partial_terms)
SELECT id, versions, '', partial_terms FROM "contracts_search"
WHERE NOT EXISTS (SELECT 1 FROM "contracts_slots" WHERE search_id = id);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0030_slots_filled', '51d72e9b76dbe0e62542600e6f8774854ec0bdcf711724fa0f9a407961b8a304', now);

-- 0031_tags_of_latest
insert into "contracts_migrations" (name, checksum, applied_at) values ('0031_tags_of_latest', '2d0c8cadf1b5fa3a6ea837e06748a41f1280c3ee6cf64a0ca85776ae9281328a', now);

-- 0032_term_slots
ALTER TABLE "contracts_terms" ADD COLUMN IF NOT EXISTS slots varchar(100) COLLATE "C" NOT NULL DEFAULT '*';
insert into "contracts_migrations" (name, checksum, applied_at) values ('0032_term_slots', '777ce7e681515cbbb2a2c6fedc2136fd63e6d523c97fa1932c396a825917140f', now);
