-- 0001_migrations
CREATE TABLE IF NOT EXISTS "contracts_migrations" (
  name varchar(128) NOT NULL PRIMARY KEY,
  checksum varchar(64) NOT NULL,
  applied_at datetime NOT NULL
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0001_migrations', 'e7922ba45917578e0438fcd2c330b256391105f4e319f3c08025e774476bd77a', now);

-- 0002_contracts
CREATE TABLE IF NOT EXISTS "contracts" (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  name varchar(255) NOT NULL,
  description text,
  json text NOT NULL,
  fingerprint varchar(64) NOT NULL,
  created_at datetime DEFAULT CURRENT_TIMESTAMP NOT NULL,
  PRIMARY KEY (contract_id, version)
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0002_contracts', '2cea9244ea1daea499f97bd9ae9b2b517a05c94c37bb27002876319874ae62b6', now);

-- 0003_key_columns
insert into "contracts_migrations" (name, checksum, applied_at) values ('0003_key_columns', 'a7c74837ee74ef2db0402201fd1be5aad4f432cdda00346a545a5ce16a64b512', now);

-- 0004_derived_columns
ALTER TABLE "contracts" ADD COLUMN sort_key varchar(400) DEFAULT '~' NOT NULL;
ALTER TABLE "contracts" ADD COLUMN release_rank smallint DEFAULT 9 NOT NULL;
ALTER TABLE "contracts" ADD COLUMN status varchar(255);
ALTER TABLE "contracts" ADD COLUMN digest varchar(32);
ALTER TABLE "contracts" ADD COLUMN derived_from varchar(64);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0004_derived_columns', '2ea908f1ddd8d6ba29ee98c3b36e99a327f65399fa1ae1522c7dfbbd609cf7a8', now);

-- 0005_version_order_index
CREATE INDEX IF NOT EXISTS "contracts_version_order" ON "contracts" (contract_id, release_rank, sort_key, version);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0005_version_order_index', 'ad1bdf1134ce88279c653b7a40fa4ffe630e66096cfecb76029a04cffea31386', now);

-- 0006_sources
CREATE TABLE IF NOT EXISTS "contracts_sources" (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  digest varchar(32) NOT NULL,
  source blob NOT NULL,
  PRIMARY KEY (contract_id, version)
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0006_sources', '122648f48e6c5e1a9df66ab22ff9382b97f8694d28714b40321f575af09c5a15', now);

-- 0007_owner_and_domain
ALTER TABLE "contracts" ADD COLUMN owner varchar(255);
ALTER TABLE "contracts" ADD COLUMN domain varchar(255);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0007_owner_and_domain', '4c2e12557e4afaa7c19c7da22841ffd79cef26b85ee469315a9cf7e6259f6b05', now);

-- 0008_current_view
CREATE VIEW IF NOT EXISTS "contracts_current" AS
SELECT contract_id, version, status, name, owner, domain, fingerprint, created_at, json,
  CASE WHEN ROW_NUMBER() OVER (
    PARTITION BY contract_id ORDER BY release_rank DESC, sort_key DESC, version DESC
  ) = 1 THEN 1 ELSE 0 END AS is_latest
FROM "contracts";
insert into "contracts_migrations" (name, checksum, applied_at) values ('0008_current_view', '945af6d1e370ca55a390a9c6e88f96641d08000cdd69170dee5e17b00c1eae73', now);

-- 0009_revision_columns
ALTER TABLE "contracts" ADD COLUMN revision integer DEFAULT 0 NOT NULL;
ALTER TABLE "contracts" ADD COLUMN updated_at datetime;
ALTER TABLE "contracts" ADD COLUMN created_by varchar(255);
ALTER TABLE "contracts" ADD COLUMN updated_by varchar(255);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0009_revision_columns', 'c2528f56ff952ddd825ff9e1cf41feb9f4eb61c4557622a770785d7aefbc7f22', now);

-- 0010_foreign_rows
CREATE INDEX IF NOT EXISTS "contracts_foreign" ON "contracts" (contract_id, version)
  WHERE revision = 0 OR derived_from IS NOT fingerprint;
insert into "contracts_migrations" (name, checksum, applied_at) values ('0010_foreign_rows', '1a2e37236ec9fce11e3226aa4f460f23f8f3ae7756dd32e791c5074a00541f7d', now);

-- 0011_heads
CREATE TABLE IF NOT EXISTS "contracts_heads" (
  contract_id varchar(255) NOT NULL PRIMARY KEY,
  clock bigint NOT NULL
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0011_heads', '1707dcf6f33b15aec9ec6501d36f3bda8d3bedab2b6ec167b3444ecdcecaaab1', now);

-- 0012_history
CREATE TABLE IF NOT EXISTS "contracts_history" (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  revision integer NOT NULL,
  sequence bigint,
  occurred_at datetime NOT NULL,
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
  sunset datetime,
  PRIMARY KEY (contract_id, version, revision)
);
CREATE INDEX IF NOT EXISTS "contracts_history_feed" ON "contracts_history" (sequence);
CREATE INDEX IF NOT EXISTS "contracts_history_contract" ON "contracts_history" (contract_id, sequence);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0012_history', '0ebe2fac4350f1743e2b633f7320c16d020365809e2b79a077e9d5fdc01bd50d', now);

-- 0013_revisions
CREATE TABLE IF NOT EXISTS "contracts_revisions" (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  revision integer NOT NULL,
  json text NOT NULL,
  source blob,
  fingerprint varchar(64) NOT NULL,
  digest varchar(32) NOT NULL,
  status varchar(255),
  PRIMARY KEY (contract_id, version, revision)
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0013_revisions', 'dafeb5df187183cd71adbab5e9ff4e910f6502d57ab165e7ace120a4bd519ab4', now);

-- 0014_feed
CREATE TABLE IF NOT EXISTS "contracts_feed" (
  id smallint NOT NULL PRIMARY KEY,
  sequence bigint NOT NULL
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0014_feed', 'f94914bba68750942e94dd154cdc2f3a395364967589bb62df23f521569fb30c', now);

-- 0015_links
CREATE TABLE IF NOT EXISTS "contracts_links" (
  link_key varchar(43) NOT NULL PRIMARY KEY,
  dataset_id varchar(2000) NOT NULL,
  dataset_version varchar(512) NOT NULL,
  contract_id varchar(255) NOT NULL,
  contract_version varchar(128) NOT NULL,
  linked_at datetime NOT NULL,
  linked_by varchar(255)
);
CREATE INDEX IF NOT EXISTS "contracts_links_contract" ON "contracts_links" (contract_id, contract_version, link_key);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0015_links', '3f2c0cf9b8265a50414ba3a4a996f614220739cfdf110240954cfd21873aa530', now);

-- 0016_texts
CREATE TABLE IF NOT EXISTS "contracts_texts" (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  release_rank smallint NOT NULL,
  sort_key varchar(400) NOT NULL,
  updated_at datetime NOT NULL,
  status varchar(255),
  owner varchar(255),
  domain varchar(255),
  terms text NOT NULL,
  PRIMARY KEY (contract_id, version)
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0016_texts', '3c0950251a900b657df4463bc4a555a21c4c9b5f3445aec07f1da02a89185287', now);

-- 0017_fields
CREATE TABLE IF NOT EXISTS "contracts_fields" (
  contract_id varchar(255) NOT NULL,
  position integer NOT NULL,
  kind varchar(16) NOT NULL,
  pointer text NOT NULL,
  path text NOT NULL,
  name varchar(255) NOT NULL,
  name_key varchar(128) NOT NULL,
  physical_name varchar(255),
  physical_name_key varchar(128),
  logical_type varchar(255),
  logical_type_key varchar(128),
  physical_type varchar(255),
  physical_type_key varchar(128),
  physical_base_key varchar(128),
  classification varchar(255),
  classification_key varchar(128),
  is_required smallint NOT NULL,
  is_primary_key smallint NOT NULL,
  is_critical smallint NOT NULL,
  description text,
  PRIMARY KEY (contract_id, position)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS "contracts_fields_name" ON "contracts_fields" (name_key, contract_id, position);
CREATE INDEX IF NOT EXISTS "contracts_fields_physical_name" ON "contracts_fields" (physical_name_key, contract_id, position) WHERE physical_name_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS "contracts_fields_classification" ON "contracts_fields" (classification_key, name_key, contract_id, position);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0017_fields', 'bd6361bc0b66b57c3474983b65ec4cc6f1a9194371764ae8cd496ea520d9b452', now);

-- 0018_tags
CREATE TABLE IF NOT EXISTS "contracts_tags" (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  position integer NOT NULL,
  search_id integer,
  tag varchar(255) NOT NULL,
  PRIMARY KEY (contract_id, version, position)
);
CREATE INDEX IF NOT EXISTS "contracts_tags_latest" ON "contracts_tags" (search_id, tag);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0018_tags', '472f10bff7a1313b083def2016f68d6681ccda15550686bc476d6821b0a5a45e', now);

-- 0019_search
CREATE TABLE IF NOT EXISTS "contracts_search" (
  id integer PRIMARY KEY AUTOINCREMENT,
  contract_id varchar(255) NOT NULL UNIQUE,
  version varchar(128) NOT NULL,
  release_rank smallint NOT NULL,
  sort_key varchar(400) NOT NULL,
  name_key varchar(255) NOT NULL,
  status varchar(255),
  owner varchar(255),
  domain varchar(255),
  updated_at datetime NOT NULL,
  latest_terms text NOT NULL,
  older_terms text NOT NULL
);
CREATE INDEX IF NOT EXISTS "contracts_search_name" ON "contracts_search" (name_key, id);
CREATE INDEX IF NOT EXISTS "contracts_search_updated" ON "contracts_search" (updated_at, id);
CREATE INDEX IF NOT EXISTS "contracts_search_facets" ON "contracts_search" (status, owner, domain);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0019_search', 'e9a34cc54197fefe086f4c71bf227bf0f59e4782a415d4b5c86b8fe8060493f7', now);

-- 0020_search_terms
CREATE VIRTUAL TABLE IF NOT EXISTS "contracts_terms" USING fts5(latest, older, content='', contentless_delete=1, detail=column, tokenize='ascii');
CREATE TRIGGER IF NOT EXISTS "contracts_search_inserted" AFTER INSERT ON "contracts_search" BEGIN INSERT INTO "contracts_terms" (rowid, latest, older) VALUES (new.id, new.latest_terms, new.older_terms); END;
CREATE TRIGGER IF NOT EXISTS "contracts_search_updated_terms" AFTER UPDATE OF latest_terms, older_terms ON "contracts_search" BEGIN UPDATE "contracts_terms" SET latest = new.latest_terms, older = new.older_terms WHERE rowid = new.id; END;
CREATE TRIGGER IF NOT EXISTS "contracts_search_deleted" AFTER DELETE ON "contracts_search" BEGIN DELETE FROM "contracts_terms" WHERE rowid = old.id; END;
insert into "contracts_migrations" (name, checksum, applied_at) values ('0020_search_terms', 'be732a907df97c3ea4576789d43edf43c4ee849d1a2fc65ddf3f21cca0cb06f6', now);

-- 0021_foreign_rows_index
insert into "contracts_migrations" (name, checksum, applied_at) values ('0021_foreign_rows_index', '2537b99b0bd51ce272845bc88c05715fbb5d71e7d2c9e69bd632f42cfaca606c', now);

-- 0022_partial_terms
ALTER TABLE "contracts_search" ADD COLUMN versions text NOT NULL DEFAULT '[]';
ALTER TABLE "contracts_search" ADD COLUMN partial_terms text NOT NULL DEFAULT '';
insert into "contracts_migrations" (name, checksum, applied_at) values ('0022_partial_terms', '6d993f4576e97a990c8cbf2a947a55292ffdcf5d0cf240adcc98b172f2fe3f96', now);

-- 0023_fields_classified
CREATE INDEX IF NOT EXISTS "contracts_fields_classified" ON "contracts_fields" (classification_key, name_key, contract_id, position) WHERE classification_key IS NOT NULL;
DROP INDEX IF EXISTS "contracts_fields_classification";
insert into "contracts_migrations" (name, checksum, applied_at) values ('0023_fields_classified', '486225bd3e87629fdd3c9a3d3b3aa4d21fb7e634958ac4b39a39771f7455718f', now);

-- 0024_search_merges
INSERT INTO "contracts_terms" ("contracts_terms", rank) VALUES ('automerge', 16);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0024_search_merges', 'ac37d3750515fdcedbc1b07949e2b548f066c4c8c69de56c52dbbd4f350a8991', now);

-- 0025_terms_table
insert into "contracts_migrations" (name, checksum, applied_at) values ('0025_terms_table', 'dc427f71dc0a4bce77959bfe8af6e1eabec89b2f9ed31c5b8c94cac5818b498a', now);

-- 0026_terms_anew
insert into "contracts_migrations" (name, checksum, applied_at) values ('0026_terms_anew', 'c951abcfbeba522d31cd44efd17d0ccafc073b600b7ba17e8cde984d9ebc965e', now);

-- 0027_no_fulltext
insert into "contracts_migrations" (name, checksum, applied_at) values ('0027_no_fulltext', '473cf2924a418d792fda099c29d4c99327fe0ad68e6cb5b772339265fcc6a7b8', now);

-- 0028_slots
CREATE TABLE IF NOT EXISTS "contracts_slots" (
  search_id integer PRIMARY KEY,
  versions text NOT NULL,
  facets text NOT NULL,
  partial_terms text NOT NULL
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0028_slots', 'dfca2c5e2df5bac3be623e05b2c9a7bf56f74387bcf1e3b751bde60e3859a8d8', now);

-- 0029_fields_digest
ALTER TABLE "contracts_search" ADD COLUMN fields_digest varchar(43);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0029_fields_digest', '059cbbef98a26fafe0f99f1ab83d1290031a2e470300e99163cf4c7965b91032', now);

-- 0030_slots_filled
INSERT INTO "contracts_slots" (search_id, versions, facets, partial_terms)
SELECT id, versions, '', partial_terms FROM "contracts_search"
WHERE NOT EXISTS (SELECT 1 FROM "contracts_slots" WHERE search_id = id);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0030_slots_filled', '51d72e9b76dbe0e62542600e6f8774854ec0bdcf711724fa0f9a407961b8a304', now);

-- 0031_tags_of_latest
CREATE INDEX IF NOT EXISTS "contracts_tags_counted" ON "contracts_tags" (tag, search_id) WHERE search_id IS NOT NULL;
DROP INDEX IF EXISTS "contracts_tags_latest";
CREATE INDEX IF NOT EXISTS "contracts_tags_of_latest" ON "contracts_tags" (search_id, tag) WHERE search_id IS NOT NULL;
insert into "contracts_migrations" (name, checksum, applied_at) values ('0031_tags_of_latest', '69914591e22a5735453f000c0a6de10796aa15a20bfef8129f711bbef95de307', now);

-- 0032_term_slots
insert into "contracts_migrations" (name, checksum, applied_at) values ('0032_term_slots', 'a22844c416d2c81a4e8b17a09567b89d4829e7ad7bbee75bba4f10b09a0db00c', now);
