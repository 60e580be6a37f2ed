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
