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
