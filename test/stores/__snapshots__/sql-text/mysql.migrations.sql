-- 0001_migrations
CREATE TABLE IF NOT EXISTS `contracts_migrations` (
  name varchar(128) NOT NULL PRIMARY KEY,
  checksum varchar(64) NOT NULL,
  applied_at datetime(6) NOT NULL
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0001_migrations', 'c8aae90da5e8fce78d3c226939900fb9657311b40ce47da44f239e198f9646fd', now);

-- 0002_contracts
CREATE TABLE IF NOT EXISTS `contracts` (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  name varchar(255) NOT NULL,
  description longtext,
  json longtext NOT NULL,
  fingerprint varchar(64) NOT NULL,
  created_at datetime(6) DEFAULT current_timestamp(6) NOT NULL,
  PRIMARY KEY (contract_id, version)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0002_contracts', 'd250ad33ac0168659202893106e8ac2a75c0524f7ed5ebb330237d091d64b247', now);

-- 0003_key_columns
ALTER TABLE `contracts`
  MODIFY contract_id varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  MODIFY version varchar(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  MODIFY name varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  MODIFY description longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  MODIFY json longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0003_key_columns', '3541f8d1af04fcda7c32dc4b8a1c618cbbbc52f4ebb1a0803b8cb571a5929994', now);

-- 0004_derived_columns
ALTER TABLE `contracts`
  ADD COLUMN sort_key varchar(400) CHARACTER SET ascii COLLATE ascii_bin DEFAULT '~' NOT NULL,
  ADD COLUMN release_rank smallint DEFAULT 9 NOT NULL,
  ADD COLUMN status varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  ADD COLUMN digest varchar(32) CHARACTER SET ascii COLLATE ascii_bin,
  ADD COLUMN derived_from varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0004_derived_columns', '8eccfddf9d8ab6d1c47d08bbb174eb623630d9307e12b9bab4bb6db4716ddbe1', now);

-- 0005_version_order_index
CREATE INDEX `contracts_version_order` ON `contracts` (contract_id, release_rank, sort_key, version)
  ALGORITHM=INPLACE LOCK=NONE;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0005_version_order_index', '2fffc137fede35820d37facceed9e1ba5b068d793d7aa3c0dfd39724f69e768f', now);

-- 0006_sources
CREATE TABLE IF NOT EXISTS `contracts_sources` (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  digest varchar(32) NOT NULL,
  source longblob NOT NULL,
  PRIMARY KEY (contract_id, version)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0006_sources', '632da00da17addd1d72990b71787bddd504a7242ce83a637d0c993e08e552537', now);

-- 0007_owner_and_domain
ALTER TABLE `contracts`
  ADD COLUMN owner varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  ADD COLUMN domain varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0007_owner_and_domain', 'e1de52cf2c6552728ba11b702d0c3fee98428eeca21b3dc72d03c8963ea30048', now);

-- 0008_current_view
CREATE OR REPLACE VIEW `contracts_current` AS
SELECT contract_id, version, status, name, owner, domain, fingerprint, created_at, json,
  CASE WHEN ROW_NUMBER() OVER (
    PARTITION BY contract_id ORDER BY release_rank DESC, sort_key DESC, version DESC
  ) = 1 THEN 1 ELSE 0 END AS is_latest
FROM `contracts`;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0008_current_view', 'd457ee11b5574276ed71e8b9c872cda831e4f74c8ab20d5018f5b264a5e07bc7', now);

-- 0009_revision_columns
ALTER TABLE `contracts`
  ADD COLUMN revision integer DEFAULT 0 NOT NULL,
  ADD COLUMN updated_at datetime(6),
  ADD COLUMN created_by varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  ADD COLUMN updated_by varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0009_revision_columns', '97a916a0c009516588af16d946af35b07abdf8e500c2ef3753eb4d6aa4c92eaa', now);

-- 0010_foreign_rows
ALTER TABLE `contracts`
  ADD COLUMN is_foreign tinyint AS (IF(revision = 0 OR NOT (derived_from <=> fingerprint), 1, 0)) VIRTUAL;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0010_foreign_rows', '931fb0244129fdec2b8245dcb5c32d38ba034783e8e574cf53389e5134488dc4', now);

-- 0011_heads
CREATE TABLE IF NOT EXISTS `contracts_heads` (
  contract_id varchar(255) NOT NULL PRIMARY KEY,
  clock bigint NOT NULL
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0011_heads', '7edf5ce503aa4d06df6805eae312518d42babe3ba4ff962e286a812e5c898c57', now);

-- 0012_history
CREATE TABLE IF NOT EXISTS `contracts_history` (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  revision integer NOT NULL,
  sequence bigint,
  occurred_at datetime(6) NOT NULL,
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
  sunset datetime(6),
  PRIMARY KEY (contract_id, version, revision),
  INDEX `contracts_history_feed` (sequence),
  INDEX `contracts_history_contract` (contract_id, sequence)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0012_history', '5535ad4ec416a18a7f02aac807901838e08233417f78d70624d7cfb39b7bad84', now);

-- 0013_revisions
CREATE TABLE IF NOT EXISTS `contracts_revisions` (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  revision integer NOT NULL,
  json longtext NOT NULL,
  source longblob,
  fingerprint varchar(64) NOT NULL,
  digest varchar(32) NOT NULL,
  status varchar(255),
  PRIMARY KEY (contract_id, version, revision)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0013_revisions', 'bd2abcb09d0c0271ee0a4944b5fff967a6155f56ec954ade74cf42e2fe0fb0c4', now);

-- 0014_feed
CREATE TABLE IF NOT EXISTS `contracts_feed` (
  id smallint NOT NULL PRIMARY KEY,
  sequence bigint NOT NULL
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0014_feed', '2b2983f3c6edbaaebeafecbfe15e88735b23029e56ca7a99d76215429c97319e', now);

-- 0015_links
CREATE TABLE IF NOT EXISTS `contracts_links` (
  link_key varchar(43) NOT NULL PRIMARY KEY,
  dataset_id varchar(2000) NOT NULL,
  dataset_version varchar(512) NOT NULL,
  contract_id varchar(255) NOT NULL,
  contract_version varchar(128) NOT NULL,
  linked_at datetime(6) NOT NULL,
  linked_by varchar(255),
  INDEX `contracts_links_contract` (contract_id, contract_version, link_key)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0015_links', '06389249a0dba96994fee3456bc514e93b01d2690beca3f462b1c7a8fa82763f', now);

-- 0016_texts
CREATE TABLE IF NOT EXISTS `contracts_texts` (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  release_rank smallint NOT NULL,
  sort_key varchar(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  updated_at datetime(6) NOT NULL,
  status varchar(255),
  owner varchar(255),
  domain varchar(255),
  terms longtext CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (contract_id, version)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0016_texts', 'a62784cbf9c95cdc6821c5a78a2150843393dbdb366de2f2fb9eab4cb7b7b446', now);

-- 0017_fields
CREATE TABLE IF NOT EXISTS `contracts_fields` (
  contract_id varchar(255) NOT NULL,
  position integer NOT NULL,
  kind varchar(16) NOT NULL,
  pointer text NOT NULL,
  path text NOT NULL,
  name varchar(255) NOT NULL,
  name_key varchar(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  physical_name varchar(255),
  physical_name_key varchar(128) CHARACTER SET ascii COLLATE ascii_bin,
  logical_type varchar(255),
  logical_type_key varchar(128) CHARACTER SET ascii COLLATE ascii_bin,
  physical_type varchar(255),
  physical_type_key varchar(128) CHARACTER SET ascii COLLATE ascii_bin,
  physical_base_key varchar(128) CHARACTER SET ascii COLLATE ascii_bin,
  classification varchar(255),
  classification_key varchar(128) CHARACTER SET ascii COLLATE ascii_bin,
  is_required smallint NOT NULL,
  is_primary_key smallint NOT NULL,
  is_critical smallint NOT NULL,
  description text,
  PRIMARY KEY (contract_id, position),
  INDEX `contracts_fields_name` (name_key, contract_id, position),
  INDEX `contracts_fields_physical_name` (physical_name_key, contract_id, position),
  INDEX `contracts_fields_classification` (classification_key, name_key, contract_id, position)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0017_fields', '8800086dd2c690c1050f0635b08f17ea9136dc592ba84b875d2a9c39fe69f899', now);

-- 0018_tags
CREATE TABLE IF NOT EXISTS `contracts_tags` (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  position integer NOT NULL,
  search_id bigint,
  tag varchar(255) NOT NULL,
  PRIMARY KEY (contract_id, version, position),
  INDEX `contracts_tags_latest` (search_id, tag)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0018_tags', '08ae24547044c19a3339d952b12edf603d587acc50650d916df6d606ef37b569', now);

-- 0019_search
CREATE TABLE IF NOT EXISTS `contracts_search` (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  contract_id varchar(255) NOT NULL UNIQUE,
  version varchar(128) NOT NULL,
  release_rank smallint NOT NULL,
  sort_key varchar(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name_key varchar(255) NOT NULL,
  status varchar(255),
  owner varchar(255),
  domain varchar(255),
  updated_at datetime(6) NOT NULL,
  latest_terms longtext CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  older_terms longtext CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  INDEX `contracts_search_name` (name_key, id),
  INDEX `contracts_search_updated` (updated_at, id),
  INDEX `contracts_search_facets` (status, owner, domain),
  FULLTEXT INDEX `contracts_search_latest` (latest_terms),
  FULLTEXT INDEX `contracts_search_all` (latest_terms, older_terms)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0019_search', '8f598ef8dff0668c631144718420a849bef3c81b01babd0c720c7193174f0a6f', now);

-- 0020_search_terms
insert into `contracts_migrations` (name, checksum, applied_at) values ('0020_search_terms', '8b0cd74efb26ff0fd083990bdd61230f4769f1f5fd5dfc3735506d33bac379ed', now);

-- 0021_foreign_rows_index
CREATE INDEX `contracts_foreign` ON `contracts` (is_foreign, contract_id, version)
  ALGORITHM=INPLACE LOCK=NONE;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0021_foreign_rows_index', 'fd0e2c1cff7867eda4a9c6a7ddc2329b326c50137bec27015661110460693d97', now);

-- 0022_partial_terms
ALTER TABLE `contracts_search`
  ADD COLUMN versions longtext NOT NULL DEFAULT ('[]'),
  ADD COLUMN partial_terms longtext CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ('');
insert into `contracts_migrations` (name, checksum, applied_at) values ('0022_partial_terms', '3890cc036a8e4fde4ee3b8cef5e95323d64060f0e74b9a8465f2eb91c96c6785', now);

-- 0023_fields_classified
insert into `contracts_migrations` (name, checksum, applied_at) values ('0023_fields_classified', 'f8cb2ac0346363d7f97821f40ada1fe0a81715ede9ed300eadc6e9d00cc279c9', now);

-- 0024_search_merges
insert into `contracts_migrations` (name, checksum, applied_at) values ('0024_search_merges', '0aee0e5233e6c454dcffa5d97519148112299c555bdb656b81a6603dd84be980', now);

-- 0025_terms_table
CREATE TABLE IF NOT EXISTS `contracts_terms` (
  term varchar(80) NOT NULL,
  search_id bigint NOT NULL,
  in_latest tinyint NOT NULL,
  PRIMARY KEY (term, search_id),
  INDEX `contracts_terms_contract` (search_id)
) CHARACTER SET ascii COLLATE ascii_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0025_terms_table', '81651b34fb00323e69a7811ba532671bd85f8ea2e532c4063eb2a9725c0d769f', now);

-- 0026_terms_anew
UPDATE `contracts_search` SET versions = '[]';
insert into `contracts_migrations` (name, checksum, applied_at) values ('0026_terms_anew', 'dee4380f92318c440f2f83b27bb13553005d360375943896a6ce93aed96133f6', now);

-- 0027_no_fulltext
ALTER TABLE `contracts_search`
  DROP INDEX `contracts_search_latest`,
  DROP INDEX `contracts_search_all`;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0027_no_fulltext', '4a8fd6e7555932f72699345fe6b24babfed8b0332a3797f51851bbb041aa853a', now);

-- 0028_slots
CREATE TABLE IF NOT EXISTS `contracts_slots` (
  search_id bigint NOT NULL PRIMARY KEY,
  versions longtext NOT NULL,
  facets longtext NOT NULL,
  partial_terms longtext CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0028_slots', '1a8c314e043dabd22a38cc57d5653440d0eec92de73b50c2da1df372311725e4', now);

-- 0029_fields_digest
ALTER TABLE `contracts_search` ADD COLUMN fields_digest varchar(43) CHARACTER SET ascii COLLATE ascii_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0029_fields_digest', '878434c97f17a8e18c0a78349489479f0ee685ec7fb9ce996309c7970b166b11', now);

-- 0030_slots_filled
INSERT INTO `contracts_slots` (search_id, versions, facets, partial_terms)
SELECT id, versions, '', partial_terms FROM `contracts_search`
WHERE NOT EXISTS (SELECT 1 FROM `contracts_slots` WHERE search_id = id);
insert into `contracts_migrations` (name, checksum, applied_at) values ('0030_slots_filled', '51d72e9b76dbe0e62542600e6f8774854ec0bdcf711724fa0f9a407961b8a304', now);

-- 0031_tags_of_latest
insert into `contracts_migrations` (name, checksum, applied_at) values ('0031_tags_of_latest', '2d0c8cadf1b5fa3a6ea837e06748a41f1280c3ee6cf64a0ca85776ae9281328a', now);

-- 0032_term_slots
ALTER TABLE `contracts_terms` ADD COLUMN slots varchar(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '*';
insert into `contracts_migrations` (name, checksum, applied_at) values ('0032_term_slots', '9ed0051264ddc17dd6d42560d644b02c9c189c7e95ddb390e2edd146273ba3ff', now);
