-- change, create
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
insert into `contracts_locks` (`contract_id`, `clock`) values (?, ?);
select `contracts`.`version`, `contracts`.`json`, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, `contracts`.`contract_id`, `contracts`.`name`, `contracts`.`owner`, `contracts`.`domain`, `contracts`.`created_at`, `contracts`.`created_by`, `contracts`.`updated_at`, `contracts`.`updated_by`, cast(`contracts_locks`.`clock` as char), (select max(`contracts_history`.`revision`) from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) from `contracts_locks` left join `contracts` on ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?)) where `contracts_locks`.`contract_id` = ?;
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts` (`contract_id`, `version`, `name`, `description`, `json`, `fingerprint`, `created_at`, `sort_key`, `release_rank`, `status`, `owner`, `domain`, `digest`, `derived_from`, `revision`, `updated_at`, `created_by`, `updated_by`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_sources` (`contract_id`, `version`, `digest`, `source`) values (?, ?, ?, ?);
commit;

-- change, create, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
insert into `contracts_feed` (`id`, `sequence`) values (?, ?);
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
insert into `contracts_feed` (`id`, `sequence`) values (?, ?);
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
insert into `contracts_search` (`id`, `contract_id`, `version`, `name_key`, `status`, `owner`, `domain`, `updated_at`, `latest_terms`, `older_terms`, `fields_digest`) values (default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select cast(`id` as char), `contract_id` from `contracts_search` where `contracts_search`.`contract_id` in (?);
delete from `contracts_version_sets` where `contracts_version_sets`.`search_id` in (?);
insert into `contracts_version_sets` (`search_id`, `versions`, `facets`, `partial_terms`) values (?, ?, ?, ?);
delete from `contracts_terms` where `contracts_terms`.`search_id` in (?);
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) select words.word, `contracts_search`.`id`, 1, ? from `contracts_search`, json_table(concat(?, replace(`contracts_search`.`latest_terms`, ?, ?), ?), "$[*]" columns (word varchar(80) character set ascii collate ascii_bin path "$")) as words where `contracts_search`.`id` in (?);
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- change, nothing to do
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));

-- change, nothing to do any more
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select `contracts`.`version`, `contracts`.`json`, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, `contracts`.`contract_id`, `contracts`.`name`, `contracts`.`owner`, `contracts`.`domain`, `contracts`.`created_at`, `contracts`.`created_by`, `contracts`.`updated_at`, `contracts`.`updated_by`, cast(`contracts_locks`.`clock` as char), (select max(`contracts_history`.`revision`) from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) from `contracts_locks` left join `contracts` on ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?)) where `contracts_locks`.`contract_id` = ?;
commit;

-- change, overwrite, decided on the source and all versions
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `version`, `release_rank` from `contracts` where `contracts`.`contract_id` = ? order by `contracts`.`sort_key` asc, `contracts`.`version` asc;
select `version`, `status`, `derived_from`, `fingerprint`, `revision` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`sort_key` <= ?) and (((`contracts`.`sort_key` < ?) or (`contracts`.`version` < ?))) and (coalesce(`contracts`.`status`, `contracts`.`fingerprint`) not in (?, ?))) order by `contracts`.`release_rank` desc, `contracts`.`sort_key` desc, `contracts`.`version` desc limit ?;
select `version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = ? then null else `json` end, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, concat(lpad(crc32(`json`), 10, 0), octet_length(`json`)) from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select `contracts`.`version`, `contracts`.`json`, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, `contracts`.`contract_id`, `contracts`.`name`, `contracts`.`owner`, `contracts`.`domain`, `contracts`.`created_at`, `contracts`.`created_by`, `contracts`.`updated_at`, `contracts`.`updated_by`, cast(`contracts_locks`.`clock` as char), (select max(`contracts_history`.`revision`) from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) from `contracts_locks` left join `contracts` on ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?)) where `contracts_locks`.`contract_id` = ?;
select `version`, `status`, `derived_from`, `fingerprint`, `revision` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`sort_key` <= ?) and (((`contracts`.`sort_key` < ?) or (`contracts`.`version` < ?))) and (coalesce(`contracts`.`status`, `contracts`.`fingerprint`) not in (?, ?))) order by `contracts`.`release_rank` desc, `contracts`.`sort_key` desc, `contracts`.`version` desc limit ?;
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `version` from `contracts` where `contracts`.`contract_id` = ?;
select `json` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_revisions` (`contract_id`, `version`, `revision`, `json`, `source`, `fingerprint`, `digest`, `status`) values (?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update `contracts` set `name` = ?, `description` = ?, `json` = ?, `fingerprint` = ?, `sort_key` = ?, `release_rank` = ?, `status` = ?, `owner` = ?, `domain` = ?, `digest` = ?, `derived_from` = ?, `revision` = ?, `updated_at` = ?, `updated_by` = ? where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
update `contracts_sources` set `digest` = ?, `source` = ? where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
commit;

-- change, overwrite, decided on the source and all versions, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
update `contracts_search` set `contract_id` = ?, `version` = ?, `name_key` = ?, `status` = ?, `owner` = ?, `domain` = ?, `updated_at` = ?, `fields_digest` = ? where `contracts_search`.`id` = ?;
update `contracts_version_sets` set `versions` = ?, `facets` = ?, `partial_terms` = ? where `contracts_version_sets`.`search_id` = ?;
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- change, status
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select `contracts`.`version`, `contracts`.`json`, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, `contracts`.`contract_id`, `contracts`.`name`, `contracts`.`owner`, `contracts`.`domain`, `contracts`.`created_at`, `contracts`.`created_by`, `contracts`.`updated_at`, `contracts`.`updated_by`, cast(`contracts_locks`.`clock` as char), (select max(`contracts_history`.`revision`) from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) from `contracts_locks` left join `contracts` on ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?)) where `contracts_locks`.`contract_id` = ?;
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_revisions` (`contract_id`, `version`, `revision`, `json`, `source`, `fingerprint`, `digest`, `status`) values (?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update `contracts` set `name` = ?, `description` = ?, `json` = ?, `fingerprint` = ?, `sort_key` = ?, `release_rank` = ?, `status` = ?, `owner` = ?, `domain` = ?, `digest` = ?, `derived_from` = ?, `revision` = ?, `updated_at` = ?, `updated_by` = ? where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
delete from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
commit;

-- change, status, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
update `contracts_search` set `contract_id` = ?, `version` = ?, `name_key` = ?, `status` = ?, `owner` = ?, `domain` = ?, `updated_at` = ?, `latest_terms` = ?, `older_terms` = ?, `fields_digest` = ? where `contracts_search`.`id` = ?;
update `contracts_version_sets` set `versions` = ?, `facets` = ?, `partial_terms` = ? where `contracts_version_sets`.`search_id` = ?;
delete from `contracts_terms` where ((`contracts_terms`.`term` in (?, ?)) and (`contracts_terms`.`search_id` = ?));
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) values (?, ?, ?, ?);
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- change, delete
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select `contracts`.`version`, `contracts`.`json`, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, `contracts`.`contract_id`, `contracts`.`name`, `contracts`.`owner`, `contracts`.`domain`, `contracts`.`created_at`, `contracts`.`created_by`, `contracts`.`updated_at`, `contracts`.`updated_by`, cast(`contracts_locks`.`clock` as char), (select max(`contracts_history`.`revision`) from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) from `contracts_locks` left join `contracts` on ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?)) where `contracts_locks`.`contract_id` = ?;
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_revisions` (`contract_id`, `version`, `revision`, `json`, `source`, `fingerprint`, `digest`, `status`) values (?, ?, ?, ?, default, ?, ?, ?);
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
delete from `contracts` where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
delete from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
commit;

-- change, delete, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
delete from `contracts_terms` where `contracts_terms`.`search_id` = ?;
delete from `contracts_version_sets` where `contracts_version_sets`.`search_id` = ?;
delete from `contracts_search` where `contracts_search`.`contract_id` = ?;
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, `name_key`, `physical_name_key`, `logical_type`, `logical_type_key`, `physical_type`, `physical_type_key`, `physical_base_key`, `classification`, `classification_key`, `is_required`, `is_primary_key`, `is_critical`, `description` from `contracts_fields` where `contracts_fields`.`contract_id` = ? order by `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- change, create again
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select `contracts`.`version`, `contracts`.`json`, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, `contracts`.`contract_id`, `contracts`.`name`, `contracts`.`owner`, `contracts`.`domain`, `contracts`.`created_at`, `contracts`.`created_by`, `contracts`.`updated_at`, `contracts`.`updated_by`, cast(`contracts_locks`.`clock` as char), (select max(`contracts_history`.`revision`) from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) from `contracts_locks` left join `contracts` on ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?)) where `contracts_locks`.`contract_id` = ?;
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts` (`contract_id`, `version`, `name`, `description`, `json`, `fingerprint`, `created_at`, `sort_key`, `release_rank`, `status`, `owner`, `domain`, `digest`, `derived_from`, `revision`, `updated_at`, `created_by`, `updated_by`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_sources` (`contract_id`, `version`, `digest`, `source`) values (?, ?, ?, ?);
commit;

-- change, create again, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
insert into `contracts_search` (`id`, `contract_id`, `version`, `name_key`, `status`, `owner`, `domain`, `updated_at`, `latest_terms`, `older_terms`, `fields_digest`) values (default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select cast(`id` as char), `contract_id` from `contracts_search` where `contracts_search`.`contract_id` in (?);
delete from `contracts_version_sets` where `contracts_version_sets`.`search_id` in (?);
insert into `contracts_version_sets` (`search_id`, `versions`, `facets`, `partial_terms`) values (?, ?, ?, ?);
delete from `contracts_terms` where `contracts_terms`.`search_id` in (?);
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) select words.word, `contracts_search`.`id`, 1, ? from `contracts_search`, json_table(concat(?, replace(`contracts_search`.`latest_terms`, ?, ?), ?), "$[*]" columns (word varchar(80) character set ascii collate ascii_bin path "$")) as words where `contracts_search`.`id` in (?);
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- change, of a row that another program inserted
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
insert into `contracts_locks` (`contract_id`, `clock`) values (?, ?);
select cast(`clock` as char) from `contracts_locks` where `contracts_locks`.`contract_id` = ?;
select `contract_id`, `version`, `name`, `json`, `fingerprint`, `created_at`, `digest`, `derived_from`, `revision` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
update `contracts` set `sort_key` = ?, `release_rank` = ?, `status` = ?, `owner` = ?, `domain` = ?, `digest` = ?, `derived_from` = ?, `revision` = ?, `updated_at` = ?, `updated_by` = ? where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
delete from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
commit;
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select `contracts`.`version`, `contracts`.`json`, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, `contracts`.`contract_id`, `contracts`.`name`, `contracts`.`owner`, `contracts`.`domain`, `contracts`.`created_at`, `contracts`.`created_by`, `contracts`.`updated_at`, `contracts`.`updated_by`, cast(`contracts_locks`.`clock` as char), (select max(`contracts_history`.`revision`) from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) from `contracts_locks` left join `contracts` on ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?)) where `contracts_locks`.`contract_id` = ?;
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_revisions` (`contract_id`, `version`, `revision`, `json`, `source`, `fingerprint`, `digest`, `status`) values (?, ?, ?, ?, default, ?, ?, ?);
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update `contracts` set `name` = ?, `description` = ?, `json` = ?, `fingerprint` = ?, `sort_key` = ?, `release_rank` = ?, `status` = ?, `owner` = ?, `domain` = ?, `digest` = ?, `derived_from` = ?, `revision` = ?, `updated_at` = ?, `updated_by` = ? where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
commit;

-- change, of a row that another program inserted, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
insert into `contracts_search` (`id`, `contract_id`, `version`, `name_key`, `status`, `owner`, `domain`, `updated_at`, `latest_terms`, `older_terms`, `fields_digest`) values (default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select cast(`id` as char), `contract_id` from `contracts_search` where `contracts_search`.`contract_id` in (?);
delete from `contracts_version_sets` where `contracts_version_sets`.`search_id` in (?);
insert into `contracts_version_sets` (`search_id`, `versions`, `facets`, `partial_terms`) values (?, ?, ?, ?);
delete from `contracts_terms` where `contracts_terms`.`search_id` in (?);
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) select words.word, `contracts_search`.`id`, 1, ? from `contracts_search`, json_table(concat(?, replace(`contracts_search`.`latest_terms`, ?, ?), ?), "$[*]" columns (word varchar(80) character set ascii collate ascii_bin path "$")) as words where `contracts_search`.`id` in (?);
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- change, of a row that another program writes meanwhile
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select `contracts`.`version`, `contracts`.`json`, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, `contracts`.`contract_id`, `contracts`.`name`, `contracts`.`owner`, `contracts`.`domain`, `contracts`.`created_at`, `contracts`.`created_by`, `contracts`.`updated_at`, `contracts`.`updated_by`, cast(`contracts_locks`.`clock` as char), (select max(`contracts_history`.`revision`) from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) from `contracts_locks` left join `contracts` on ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?)) where `contracts_locks`.`contract_id` = ?;
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?)) order by `contracts_history`.`revision` desc limit ?;
update `contracts` set `sort_key` = ?, `release_rank` = ?, `status` = ?, `owner` = ?, `domain` = ?, `digest` = ?, `derived_from` = ?, `revision` = ?, `updated_at` = ?, `updated_by` = ? where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
delete from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_revisions` (`contract_id`, `version`, `revision`, `json`, `source`, `fingerprint`, `digest`, `status`) values (?, ?, ?, ?, default, ?, ?, ?);
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update `contracts` set `name` = ?, `description` = ?, `json` = ?, `fingerprint` = ?, `sort_key` = ?, `release_rank` = ?, `status` = ?, `owner` = ?, `domain` = ?, `digest` = ?, `derived_from` = ?, `revision` = ?, `updated_at` = ?, `updated_by` = ? where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
commit;

-- change, of a row that another program writes meanwhile, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
update `contracts_search` set `contract_id` = ?, `version` = ?, `name_key` = ?, `status` = ?, `owner` = ?, `domain` = ?, `updated_at` = ?, `fields_digest` = ? where `contracts_search`.`id` = ?;
update `contracts_version_sets` set `versions` = ?, `facets` = ?, `partial_terms` = ? where `contracts_version_sets`.`search_id` = ?;
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- current
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `version`, `release_rank` from `contracts` where `contracts`.`contract_id` = ? order by `contracts`.`sort_key` asc, `contracts`.`version` asc;

-- current, of a row that another program overwrote
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select cast(`clock` as char) from `contracts_locks` where `contracts_locks`.`contract_id` = ?;
select `contract_id`, `version`, `name`, `json`, `fingerprint`, `created_at`, `digest`, `derived_from`, `revision` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?)) order by `contracts_history`.`revision` desc limit ?;
update `contracts` set `sort_key` = ?, `release_rank` = ?, `status` = ?, `owner` = ?, `domain` = ?, `digest` = ?, `derived_from` = ?, `revision` = ?, `updated_at` = ?, `updated_by` = ? where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
delete from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
commit;
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `source`, `digest` from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?));
select `version`, `release_rank` from `contracts` where `contracts`.`contract_id` = ? order by `contracts`.`sort_key` asc, `contracts`.`version` asc;

-- current, of a row that another program overwrote, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `digest`, `json` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
update `contracts_search` set `contract_id` = ?, `version` = ?, `name_key` = ?, `status` = ?, `owner` = ?, `domain` = ?, `updated_at` = ?, `latest_terms` = ?, `older_terms` = ?, `fields_digest` = ? where `contracts_search`.`id` = ?;
update `contracts_version_sets` set `versions` = ?, `facets` = ?, `partial_terms` = ? where `contracts_version_sets`.`search_id` = ?;
delete from `contracts_terms` where ((`contracts_terms`.`term` in (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)) and (`contracts_terms`.`search_id` = ?));
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) values (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?);
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- get
select `version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = ? then null else `json` end, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, concat(lpad(crc32(`json`), 10, 0), octet_length(`json`)) from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));

-- get, two at once
select wanted.c0, `contracts`.`version`, case when ((concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = wanted.c1) or (octet_length(`contracts`.`json`) >= 32768)) then null else `contracts`.`json` end, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) from json_table(?, "$[*]" columns (c0 varchar(10) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(100) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c2", c3 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c3")) as wanted left join `contracts` on ((`contracts`.`contract_id` = wanted.c2) and (`contracts`.`version` = wanted.c3));

-- get, of a large document at once with another one
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
insert into `contracts_locks` (`contract_id`, `clock`) values (?, ?);
select `contracts`.`version`, `contracts`.`json`, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, `contracts`.`contract_id`, `contracts`.`name`, `contracts`.`owner`, `contracts`.`domain`, `contracts`.`created_at`, `contracts`.`created_by`, `contracts`.`updated_at`, `contracts`.`updated_by`, cast(`contracts_locks`.`clock` as char), (select max(`contracts_history`.`revision`) from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) from `contracts_locks` left join `contracts` on ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?)) where `contracts_locks`.`contract_id` = ?;
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts` (`contract_id`, `version`, `name`, `description`, `json`, `fingerprint`, `created_at`, `sort_key`, `release_rank`, `status`, `owner`, `domain`, `digest`, `derived_from`, `revision`, `updated_at`, `created_by`, `updated_by`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
commit;
select wanted.c0, `contracts`.`version`, case when ((concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = wanted.c1) or (octet_length(`contracts`.`json`) >= 32768)) then null else `contracts`.`json` end, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) from json_table(?, "$[*]" columns (c0 varchar(10) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(100) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c2", c3 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c3")) as wanted left join `contracts` on ((`contracts`.`contract_id` = wanted.c2) and (`contracts`.`version` = wanted.c3));
select `version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = ? then null else `json` end, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, concat(lpad(crc32(`json`), 10, 0), octet_length(`json`)) from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));

-- get, of a large document at once with another one, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
insert into `contracts_search` (`id`, `contract_id`, `version`, `name_key`, `status`, `owner`, `domain`, `updated_at`, `latest_terms`, `older_terms`, `fields_digest`) values (default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select cast(`id` as char), `contract_id` from `contracts_search` where `contracts_search`.`contract_id` in (?);
delete from `contracts_version_sets` where `contracts_version_sets`.`search_id` in (?);
insert into `contracts_version_sets` (`search_id`, `versions`, `facets`, `partial_terms`) values (?, ?, ?, ?);
delete from `contracts_terms` where `contracts_terms`.`search_id` in (?);
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) select words.word, `contracts_search`.`id`, 1, ? from `contracts_search`, json_table(concat(?, replace(`contracts_search`.`latest_terms`, ?, ?), ?), "$[*]" columns (word varchar(80) character set ascii collate ascii_bin path "$")) as words where `contracts_search`.`id` in (?);
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- latest, two at once
select wanted.c0, `contracts`.`version`, case when ((concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = wanted.c1) or (octet_length(`contracts`.`json`) >= 32768)) then null else `contracts`.`json` end, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) from (select wanted.c0, wanted.c1, wanted.c2, (select `contracts`.`version` from `contracts` where `contracts`.`contract_id` = wanted.c2 order by `contracts`.`release_rank` desc, `contracts`.`sort_key` desc, `contracts`.`version` desc limit 1) as c3 from json_table(?, "$[*]" columns (c0 varchar(10) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(100) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c2", c3 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c3")) as wanted) as wanted left join `contracts` on ((`contracts`.`contract_id` = wanted.c2) and (`contracts`.`version` = wanted.c3));
select `version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = ? then null else `json` end, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, concat(lpad(crc32(`json`), 10, 0), octet_length(`json`)) from `contracts` where `contracts`.`contract_id` = ? order by `contracts`.`release_rank` desc, `contracts`.`sort_key` desc, `contracts`.`version` desc limit ?;

-- change, delete of a large document
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select `contracts`.`version`, `contracts`.`json`, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, `contracts`.`contract_id`, `contracts`.`name`, `contracts`.`owner`, `contracts`.`domain`, `contracts`.`created_at`, `contracts`.`created_by`, `contracts`.`updated_at`, `contracts`.`updated_by`, cast(`contracts_locks`.`clock` as char), (select max(`contracts_history`.`revision`) from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) from `contracts_locks` left join `contracts` on ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?)) where `contracts_locks`.`contract_id` = ?;
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_revisions` (`contract_id`, `version`, `revision`, `json`, `source`, `fingerprint`, `digest`, `status`) values (?, ?, ?, ?, default, ?, ?, ?);
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
delete from `contracts` where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
delete from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
commit;

-- change, delete of a large document, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
delete from `contracts_terms` where `contracts_terms`.`search_id` = ?;
delete from `contracts_version_sets` where `contracts_version_sets`.`search_id` = ?;
delete from `contracts_search` where `contracts_search`.`contract_id` = ?;
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, `name_key`, `physical_name_key`, `logical_type`, `logical_type_key`, `physical_type`, `physical_type_key`, `physical_base_key`, `classification`, `classification_key`, `is_required`, `is_primary_key`, `is_critical`, `description` from `contracts_fields` where `contracts_fields`.`contract_id` = ? order by `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- get, of a row that another program inserted
select `version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = ? then null else `json` end, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, concat(lpad(crc32(`json`), 10, 0), octet_length(`json`)) from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
insert into `contracts_locks` (`contract_id`, `clock`) values (?, ?);
select cast(`clock` as char) from `contracts_locks` where `contracts_locks`.`contract_id` = ?;
select `contract_id`, `version`, `name`, `json`, `fingerprint`, `created_at`, `digest`, `derived_from`, `revision` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
update `contracts` set `sort_key` = ?, `release_rank` = ?, `status` = ?, `owner` = ?, `domain` = ?, `digest` = ?, `derived_from` = ?, `revision` = ?, `updated_at` = ?, `updated_by` = ? where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
delete from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
commit;
select `version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = ? then null else `json` end, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, concat(lpad(crc32(`json`), 10, 0), octet_length(`json`)) from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));

-- get, of a row that another program inserted, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `digest`, `json` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
insert into `contracts_search` (`id`, `contract_id`, `version`, `name_key`, `status`, `owner`, `domain`, `updated_at`, `latest_terms`, `older_terms`, `fields_digest`) values (default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select cast(`id` as char), `contract_id` from `contracts_search` where `contracts_search`.`contract_id` in (?);
delete from `contracts_version_sets` where `contracts_version_sets`.`search_id` in (?);
insert into `contracts_version_sets` (`search_id`, `versions`, `facets`, `partial_terms`) values (?, ?, ?, ?);
delete from `contracts_terms` where `contracts_terms`.`search_id` in (?);
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) select words.word, `contracts_search`.`id`, 1, ? from `contracts_search`, json_table(concat(?, replace(`contracts_search`.`latest_terms`, ?, ?), ?), "$[*]" columns (word varchar(80) character set ascii collate ascii_bin path "$")) as words where `contracts_search`.`id` in (?);
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- latest
select `version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = ? then null else `json` end, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, concat(lpad(crc32(`json`), 10, 0), octet_length(`json`)) from `contracts` where `contracts`.`contract_id` = ? order by `contracts`.`release_rank` desc, `contracts`.`sort_key` desc, `contracts`.`version` desc limit ?;

-- latest, of a contract with a row that another program inserted
select `version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = ? then null else `json` end, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, concat(lpad(crc32(`json`), 10, 0), octet_length(`json`)) from `contracts` where `contracts`.`contract_id` = ? order by `contracts`.`release_rank` desc, `contracts`.`sort_key` desc, `contracts`.`version` desc limit ?;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where ((`contracts`.`is_foreign` = ?) and (`contracts`.`contract_id` in (?))) order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select cast(`clock` as char) from `contracts_locks` where `contracts_locks`.`contract_id` = ?;
select `contract_id`, `version`, `name`, `json`, `fingerprint`, `created_at`, `digest`, `derived_from`, `revision` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?)) order by `contracts_history`.`revision` desc limit ?;
update `contracts` set `sort_key` = ?, `release_rank` = ?, `status` = ?, `owner` = ?, `domain` = ?, `digest` = ?, `derived_from` = ?, `revision` = ?, `updated_at` = ?, `updated_by` = ? where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
delete from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
commit;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where ((`contracts`.`is_foreign` = ?) and (`contracts`.`contract_id` in (?)) and (((`contracts`.`contract_id` >= ?) and (((`contracts`.`contract_id` > ?) or (`contracts`.`version` > ?)))))) order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `version`, `release_rank` from `contracts` where `contracts`.`contract_id` = ? order by `contracts`.`sort_key` asc, `contracts`.`version` asc;
select `version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = ? then null else `json` end, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, concat(lpad(crc32(`json`), 10, 0), octet_length(`json`)) from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));

-- latest, of a contract with a row that another program inserted, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `digest`, `json` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
update `contracts_search` set `contract_id` = ?, `version` = ?, `name_key` = ?, `status` = ?, `owner` = ?, `domain` = ?, `updated_at` = ?, `latest_terms` = ?, `older_terms` = ?, `fields_digest` = ? where `contracts_search`.`id` = ?;
update `contracts_version_sets` set `versions` = ?, `facets` = ?, `partial_terms` = ? where `contracts_version_sets`.`search_id` = ?;
delete from `contracts_terms` where ((`contracts_terms`.`term` in (?, ?)) and (`contracts_terms`.`search_id` = ?));
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) values (?, ?, ?, ?), (?, ?, ?, ?);
update `contracts_tags` set `search_id` = ? where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- highest, latest
select chosen.item, `contracts`.`version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = chosen.mark then null else `contracts`.`json` end, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)), case when exists (select 1 from `contracts` where ((`contracts`.`contract_id` = chosen.contract_id) and (`contracts`.`version` = chosen.name))) then 1 else 0 end, case when exists (select 1 from `contracts` where ((`contracts`.`contract_id` = chosen.contract_id) and (`contracts`.`is_foreign` = ?))) then 1 else 0 end from (select wanted.c0 as item, wanted.c1 as contract_id, wanted.c2 as name, wanted.c13 as mark, (select `contracts`.`version` from `contracts` where ((`contracts`.`contract_id` = wanted.c1) and (coalesce(`contracts`.`status`, `contracts`.`fingerprint`) not in (wanted.c5, wanted.c6, wanted.c7, wanted.c8, wanted.c9, wanted.c10, wanted.c11, wanted.c12))) order by `contracts`.`release_rank` desc, `contracts`.`sort_key` desc, `contracts`.`version` desc limit 1) as version from json_table(?, "$[*]" columns (c0 varchar(10) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c2", c3 varchar(400) character set utf8mb4 collate utf8mb4_bin path "$.c3", c4 varchar(400) character set utf8mb4 collate utf8mb4_bin path "$.c4", c5 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c5", c6 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c6", c7 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c7", c8 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c8", c9 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c9", c10 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c10", c11 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c11", c12 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c12", c13 varchar(100) character set utf8mb4 collate utf8mb4_bin path "$.c13")) as wanted) as chosen left join `contracts` on ((`contracts`.`contract_id` = chosen.contract_id) and (`contracts`.`version` = chosen.version));

-- highest, releases
select chosen.item, `contracts`.`version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = chosen.mark then null else `contracts`.`json` end, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)), case when exists (select 1 from `contracts` where ((`contracts`.`contract_id` = chosen.contract_id) and (`contracts`.`version` = chosen.name))) then 1 else 0 end, case when exists (select 1 from `contracts` where ((`contracts`.`contract_id` = chosen.contract_id) and (`contracts`.`is_foreign` = ?))) then 1 else 0 end from (select wanted.c0 as item, wanted.c1 as contract_id, wanted.c2 as name, wanted.c13 as mark, (select `contracts`.`version` from `contracts` where ((`contracts`.`contract_id` = wanted.c1) and (`contracts`.`release_rank` = 2) and (`contracts`.`sort_key` between wanted.c3 and wanted.c4) and (coalesce(`contracts`.`status`, `contracts`.`fingerprint`) not in (wanted.c5, wanted.c6, wanted.c7, wanted.c8, wanted.c9, wanted.c10, wanted.c11, wanted.c12))) order by `contracts`.`sort_key` desc, `contracts`.`version` desc limit 1) as version from json_table(?, "$[*]" columns (c0 varchar(10) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c2", c3 varchar(400) character set utf8mb4 collate utf8mb4_bin path "$.c3", c4 varchar(400) character set utf8mb4 collate utf8mb4_bin path "$.c4", c5 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c5", c6 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c6", c7 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c7", c8 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c8", c9 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c9", c10 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c10", c11 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c11", c12 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c12", c13 varchar(100) character set utf8mb4 collate utf8mb4_bin path "$.c13")) as wanted) as chosen left join `contracts` on ((`contracts`.`contract_id` = chosen.contract_id) and (`contracts`.`version` = chosen.version));

-- highest, all
select chosen.item, `contracts`.`version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = chosen.mark then null else `contracts`.`json` end, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)), case when exists (select 1 from `contracts` where ((`contracts`.`contract_id` = chosen.contract_id) and (`contracts`.`version` = chosen.name))) then 1 else 0 end, case when exists (select 1 from `contracts` where ((`contracts`.`contract_id` = chosen.contract_id) and (`contracts`.`is_foreign` = ?))) then 1 else 0 end from (select wanted.c0 as item, wanted.c1 as contract_id, wanted.c2 as name, wanted.c13 as mark, (select `contracts`.`version` from `contracts` where ((`contracts`.`contract_id` = wanted.c1) and (`contracts`.`sort_key` between wanted.c3 and wanted.c4) and (coalesce(`contracts`.`status`, `contracts`.`fingerprint`) not in (wanted.c5, wanted.c6, wanted.c7, wanted.c8, wanted.c9, wanted.c10, wanted.c11, wanted.c12))) order by `contracts`.`sort_key` desc, `contracts`.`version` desc limit 1) as version from json_table(?, "$[*]" columns (c0 varchar(10) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c2", c3 varchar(400) character set utf8mb4 collate utf8mb4_bin path "$.c3", c4 varchar(400) character set utf8mb4 collate utf8mb4_bin path "$.c4", c5 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c5", c6 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c6", c7 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c7", c8 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c8", c9 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c9", c10 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c10", c11 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c11", c12 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c12", c13 varchar(100) character set utf8mb4 collate utf8mb4_bin path "$.c13")) as wanted) as chosen left join `contracts` on ((`contracts`.`contract_id` = chosen.contract_id) and (`contracts`.`version` = chosen.version));

-- highest, named
select chosen.item, `contracts`.`version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = chosen.mark then null else `contracts`.`json` end, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)), 0, 0 from (select wanted.c0 as item, wanted.c1 as contract_id, wanted.c2 as name, wanted.c13 as mark, wanted.c2 as version from json_table(?, "$[*]" columns (c0 varchar(10) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c2", c3 varchar(400) character set utf8mb4 collate utf8mb4_bin path "$.c3", c4 varchar(400) character set utf8mb4 collate utf8mb4_bin path "$.c4", c5 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c5", c6 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c6", c7 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c7", c8 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c8", c9 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c9", c10 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c10", c11 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c11", c12 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c12", c13 varchar(100) character set utf8mb4 collate utf8mb4_bin path "$.c13")) as wanted) as chosen left join `contracts` on ((`contracts`.`contract_id` = chosen.contract_id) and (`contracts`.`version` = chosen.version));

-- highest, of any status
select chosen.item, `contracts`.`version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = chosen.mark then null else `contracts`.`json` end, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)), case when exists (select 1 from `contracts` where ((`contracts`.`contract_id` = chosen.contract_id) and (`contracts`.`version` = chosen.name))) then 1 else 0 end, case when exists (select 1 from `contracts` where ((`contracts`.`contract_id` = chosen.contract_id) and (`contracts`.`is_foreign` = ?))) then 1 else 0 end from (select wanted.c0 as item, wanted.c1 as contract_id, wanted.c2 as name, wanted.c13 as mark, (select `contracts`.`version` from `contracts` where ((`contracts`.`contract_id` = wanted.c1) and (`contracts`.`release_rank` = 2) and (`contracts`.`sort_key` between wanted.c3 and wanted.c4)) order by `contracts`.`sort_key` desc, `contracts`.`version` desc limit 1) as version from json_table(?, "$[*]" columns (c0 varchar(10) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c2", c3 varchar(400) character set utf8mb4 collate utf8mb4_bin path "$.c3", c4 varchar(400) character set utf8mb4 collate utf8mb4_bin path "$.c4", c5 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c5", c6 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c6", c7 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c7", c8 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c8", c9 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c9", c10 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c10", c11 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c11", c12 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c12", c13 varchar(100) character set utf8mb4 collate utf8mb4_bin path "$.c13")) as wanted) as chosen left join `contracts` on ((`contracts`.`contract_id` = chosen.contract_id) and (`contracts`.`version` = chosen.version));

-- highestOfEach
select chosen.item, `contracts`.`version`, `contracts`.`status`, `contracts`.`revision`, `contracts`.`derived_from`, `contracts`.`fingerprint`, octet_length(`contracts`.`json`), case when exists (select 1 from `contracts` where ((`contracts`.`contract_id` = chosen.contract_id) and (`contracts`.`version` = chosen.name))) then 1 else 0 end, case when exists (select 1 from `contracts` where ((`contracts`.`contract_id` = chosen.contract_id) and (`contracts`.`is_foreign` = ?))) then 1 else 0 end from (select wanted.c0 as item, wanted.c1 as contract_id, wanted.c2 as name, wanted.c13 as mark, (select `contracts`.`version` from `contracts` where ((`contracts`.`contract_id` = wanted.c1) and (`contracts`.`release_rank` = 2) and (`contracts`.`sort_key` between wanted.c3 and wanted.c4) and (coalesce(`contracts`.`status`, `contracts`.`fingerprint`) not in (wanted.c5, wanted.c6, wanted.c7, wanted.c8, wanted.c9, wanted.c10, wanted.c11, wanted.c12))) order by `contracts`.`sort_key` desc, `contracts`.`version` desc limit 1) as version from json_table(?, "$[*]" columns (c0 varchar(10) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c2", c3 varchar(400) character set utf8mb4 collate utf8mb4_bin path "$.c3", c4 varchar(400) character set utf8mb4 collate utf8mb4_bin path "$.c4", c5 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c5", c6 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c6", c7 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c7", c8 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c8", c9 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c9", c10 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c10", c11 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c11", c12 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c12", c13 varchar(100) character set utf8mb4 collate utf8mb4_bin path "$.c13")) as wanted) as chosen left join `contracts` on ((`contracts`.`contract_id` = chosen.contract_id) and (`contracts`.`version` = chosen.version));
select chosen.item, `contracts`.`version`, `contracts`.`status`, `contracts`.`revision`, `contracts`.`derived_from`, `contracts`.`fingerprint`, octet_length(`contracts`.`json`), 0, 0 from (select wanted.c0 as item, wanted.c1 as contract_id, wanted.c2 as name, wanted.c13 as mark, wanted.c2 as version from json_table(?, "$[*]" columns (c0 varchar(10) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c2", c3 varchar(400) character set utf8mb4 collate utf8mb4_bin path "$.c3", c4 varchar(400) character set utf8mb4 collate utf8mb4_bin path "$.c4", c5 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c5", c6 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c6", c7 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c7", c8 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c8", c9 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c9", c10 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c10", c11 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c11", c12 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c12", c13 varchar(100) character set utf8mb4 collate utf8mb4_bin path "$.c13")) as wanted) as chosen left join `contracts` on ((`contracts`.`contract_id` = chosen.contract_id) and (`contracts`.`version` = chosen.version));

-- revisions
select `version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = ? then null else `json` end, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, concat(lpad(crc32(`json`), 10, 0), octet_length(`json`)) from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `contract_id`, `version`, `revision`, `json`, `fingerprint`, `digest`, `status` from `contracts_revisions` where ((((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) and (`contracts_revisions`.`digest` <> ?));

-- revisions, of several versions
select wanted.c0, `contracts`.`version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = wanted.c1 then null else `contracts`.`json` end, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) from json_table(?, "$[*]" columns (c0 varchar(10) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(100) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c2", c3 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c3")) as wanted left join `contracts` on ((`contracts`.`contract_id` = wanted.c2) and (`contracts`.`version` = wanted.c3));
select `contract_id`, `version`, `revision`, `json`, `fingerprint`, `digest`, `status` from `contracts_revisions` where ((((((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))))) and (`contracts_revisions`.`digest` <> ?));

-- source
select `version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = ? then null else `json` end, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, concat(lpad(crc32(`json`), 10, 0), octet_length(`json`)) from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));

-- source, of a document that was replaced
select `version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = ? then null else `json` end, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, concat(lpad(crc32(`json`), 10, 0), octet_length(`json`)) from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `contract_id`, `version`, `revision`, `json`, `fingerprint`, `digest`, `status` from `contracts_revisions` where ((((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) and (`contracts_revisions`.`digest` <> ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `source`, `digest` from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?));

-- listVersions
select `version`, `release_rank` from `contracts` where `contracts`.`contract_id` = ? order by `contracts`.`sort_key` asc, `contracts`.`version` asc;

-- summaries, of one contract
select `contract_id`, `version`, `name`, `status`, `owner`, `domain`, `fingerprint`, `derived_from`, `revision`, `created_at`, `created_by`, `updated_at`, `updated_by`, `release_rank` from `contracts` where `contracts`.`contract_id` = ? order by `contracts`.`sort_key` asc, `contracts`.`version` asc;

-- summaries, of several contracts
select `contract_id`, `version`, `name`, `status`, `owner`, `domain`, `fingerprint`, `derived_from`, `revision`, `created_at`, `created_by`, `updated_at`, `updated_by`, `release_rank` from `contracts` where `contracts`.`contract_id` in (?, ?) order by `contracts`.`contract_id` asc, `contracts`.`sort_key` asc, `contracts`.`version` asc;

-- summaries, of a row that another program overwrote
select `contract_id`, `version`, `name`, `status`, `owner`, `domain`, `fingerprint`, `derived_from`, `revision`, `created_at`, `created_by`, `updated_at`, `updated_by`, `release_rank` from `contracts` where `contracts`.`contract_id` in (?, ?) order by `contracts`.`contract_id` asc, `contracts`.`sort_key` asc, `contracts`.`version` asc;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where ((`contracts`.`is_foreign` = ?) and (`contracts`.`contract_id` in (?))) order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select cast(`clock` as char) from `contracts_locks` where `contracts_locks`.`contract_id` = ?;
select `contract_id`, `version`, `name`, `json`, `fingerprint`, `created_at`, `digest`, `derived_from`, `revision` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?)) order by `contracts_history`.`revision` desc limit ?;
update `contracts` set `sort_key` = ?, `release_rank` = ?, `status` = ?, `owner` = ?, `domain` = ?, `digest` = ?, `derived_from` = ?, `revision` = ?, `updated_at` = ?, `updated_by` = ? where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
delete from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
commit;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where ((`contracts`.`is_foreign` = ?) and (`contracts`.`contract_id` in (?)) and (((`contracts`.`contract_id` >= ?) and (((`contracts`.`contract_id` > ?) or (`contracts`.`version` > ?)))))) order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `contract_id`, `version`, `name`, `status`, `owner`, `domain`, `fingerprint`, `derived_from`, `revision`, `created_at`, `created_by`, `updated_at`, `updated_by`, `release_rank` from `contracts` where `contracts`.`contract_id` in (?, ?) order by `contracts`.`contract_id` asc, `contracts`.`sort_key` asc, `contracts`.`version` asc;

-- summaries, of a row that another program overwrote, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `digest`, `json` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
update `contracts_search` set `contract_id` = ?, `version` = ?, `name_key` = ?, `status` = ?, `owner` = ?, `domain` = ?, `updated_at` = ?, `latest_terms` = ?, `older_terms` = ?, `fields_digest` = ? where `contracts_search`.`id` = ?;
update `contracts_version_sets` set `versions` = ?, `facets` = ?, `partial_terms` = ? where `contracts_version_sets`.`search_id` = ?;
delete from `contracts_terms` where ((`contracts_terms`.`term` in (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)) and (`contracts_terms`.`search_id` = ?));
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) values (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?);
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- summariesAsOf, of one contract
select `contract_id`, `version`, octet_length(`json`) from `contracts` where ((`contracts`.`is_foreign` = ?) and (`contracts`.`contract_id` in (?))) order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where ((`contracts_history`.`contract_id` in (?)) and (`contracts_history`.`occurred_at` <= ?)) order by `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;

-- summariesAsOf, of several contracts
select `contract_id`, `version`, octet_length(`json`) from `contracts` where ((`contracts`.`is_foreign` = ?) and (`contracts`.`contract_id` in (?, ?))) order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where ((`contracts_history`.`contract_id` in (?, ?)) and (`contracts_history`.`occurred_at` <= ?)) order by `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;

-- summaryRows
select `contract_id`, count(*) from `contracts` where `contracts`.`contract_id` in (?, ?) group by `contracts`.`contract_id`;

-- summaryRows, of a time
select `contract_id`, count(*) from `contracts_history` where ((`contracts_history`.`contract_id` in (?, ?)) and (`contracts_history`.`occurred_at` <= ?)) group by `contracts_history`.`contract_id`;

-- catchUpIndex
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);

-- listContracts, one page
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select `contract_id` from `contracts_search` order by `contracts_search`.`contract_id` asc limit ? offset ?;
select count(*) from `contracts_search`;
select distinct `contract_id` from `contracts` where `contracts`.`contract_id` in (?, ?);

-- listContracts, all
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select distinct `contract_id` from `contracts` order by `contracts`.`contract_id` asc limit ? offset ?;
select count(distinct `contract_id`) from `contracts`;

-- history, all
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `revision` from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where (`contracts_history`.`sequence` is not null) order by `contracts_history`.`sequence` asc limit ?;

-- history, newest first
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `revision` from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where (((`contracts_history`.`sequence` is not null)) and (`contracts_history`.`sequence` < ?)) order by `contracts_history`.`sequence` desc limit ?;

-- history, going on
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `revision` from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where (((`contracts_history`.`sequence` is not null)) and (`contracts_history`.`sequence` > ?)) order by `contracts_history`.`sequence` asc limit ?;

-- history, of a contract
select `contract_id`, `version`, octet_length(`json`) from `contracts` where ((`contracts`.`is_foreign` = ?) and (`contracts`.`contract_id` in (?))) order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `revision` from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where (((`contracts_history`.`sequence` is not null)) and (`contracts_history`.`contract_id` = ?)) order by `contracts_history`.`sequence` asc limit ?;

-- history, of a version, newest first
select `contract_id`, `version`, octet_length(`json`) from `contracts` where ((`contracts`.`is_foreign` = ?) and (`contracts`.`contract_id` in (?))) order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `revision` from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where (((`contracts_history`.`sequence` is not null)) and (`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?)) order by `contracts_history`.`sequence` desc limit ?;

-- history, of a caller
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `revision` from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where (((`contracts_history`.`sequence` is not null)) and (`contracts_history`.`caller` = ?)) order by `contracts_history`.`sequence` asc limit ?;

-- history, of an operation
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `revision` from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where (((`contracts_history`.`sequence` is not null)) and (`contracts_history`.`operation` = ?)) order by `contracts_history`.`sequence` asc limit ?;

-- history, with all filters
select `contract_id`, `version`, octet_length(`json`) from `contracts` where ((`contracts`.`is_foreign` = ?) and (`contracts`.`contract_id` in (?))) order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `revision` from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where (((`contracts_history`.`sequence` is not null)) and (`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?) and (`contracts_history`.`caller` = ?) and (`contracts_history`.`operation` = ?) and (`contracts_history`.`sequence` > ?) and (`contracts_history`.`sequence` < ?)) order by `contracts_history`.`sequence` asc limit ?;

-- link, new
select `dataset_id`, `dataset_version`, `contract_id`, `contract_version`, `linked_at`, `linked_by` from `contracts_links` where `contracts_links`.`link_key` = ?;
begin;
update `contracts_links` set `contract_id` = ?, `contract_version` = ?, `linked_at` = ?, `linked_by` = ? where `contracts_links`.`link_key` = ?;
insert into `contracts_links` (`link_key`, `dataset_key`, `dataset_id`, `dataset_version`, `contract_id`, `contract_version`, `linked_at`, `linked_by`) values (?, ?, ?, ?, ?, ?, ?, ?);
commit;

-- link, again
select `dataset_id`, `dataset_version`, `contract_id`, `contract_version`, `linked_at`, `linked_by` from `contracts_links` where `contracts_links`.`link_key` = ?;

-- link, moved
select `dataset_id`, `dataset_version`, `contract_id`, `contract_version`, `linked_at`, `linked_by` from `contracts_links` where `contracts_links`.`link_key` = ?;
begin;
update `contracts_links` set `contract_id` = ?, `contract_version` = ?, `linked_at` = ?, `linked_by` = ? where `contracts_links`.`link_key` = ?;
commit;

-- linked
select `dataset_id`, `dataset_version`, `contract_id`, `contract_version`, `linked_at`, `linked_by` from `contracts_links` where `contracts_links`.`link_key` = ?;

-- linksOfDataset
select `dataset_id`, `dataset_version`, `contract_id`, `contract_version`, `linked_at`, `linked_by` from `contracts_links` where `contracts_links`.`dataset_key` = ? order by `contracts_links`.`linked_at` desc, `contracts_links`.`link_key` desc limit ?;

-- linksOfDataset, of a scope
select `dataset_id`, `dataset_version`, `contract_id`, `contract_version`, `linked_at`, `linked_by` from `contracts_links` where ((`contracts_links`.`dataset_key` = ?) and (((`contracts_links`.`contract_id` in (?)) or (((`contracts_links`.`contract_id` >= ?) and (`contracts_links`.`contract_id` < ?)))))) order by `contracts_links`.`linked_at` desc, `contracts_links`.`link_key` desc limit ?;

-- linkedDatasets
select distinct `dataset_id` from `contracts_links` where ((`contracts_links`.`contract_id` in (?)) or (((`contracts_links`.`contract_id` >= ?) and (`contracts_links`.`contract_id` < ?)))) order by `contracts_links`.`dataset_id` asc limit ?;

-- linksOfVersion
select `dataset_id`, `dataset_version`, `contract_id`, `contract_version`, `linked_at`, `linked_by` from `contracts_links` where ((`contracts_links`.`contract_id` = ?) and (`contracts_links`.`contract_version` = ?)) order by `contracts_links`.`dataset_id` asc, `contracts_links`.`dataset_version` asc limit ? offset ?;
select count(*) from `contracts_links` where ((`contracts_links`.`contract_id` = ?) and (`contracts_links`.`contract_version` = ?));

-- countLinks
select count(*) from `contracts_links` where `contracts_links`.`contract_id` = ?;

-- noteActive, first
begin;
update `contracts_active_versions` set `version` = ?, `in_place_of` = ? where `contracts_active_versions`.`contract_id` = ?;
insert into `contracts_active_versions` (`contract_id`, `version`, `in_place_of`) values (?, ?, ?);
commit;

-- noteActive, another
begin;
update `contracts_active_versions` set `version` = ?, `in_place_of` = ? where `contracts_active_versions`.`contract_id` = ?;
commit;

-- activeVersions
select `contract_id`, `version`, `in_place_of` from `contracts_active_versions` where `contracts_active_versions`.`contract_id` in (?, ?);

-- noteActive, as expected
begin;
delete from `contracts_active_versions` where `contracts_active_versions`.`contract_id` = ?;
commit;

-- check
select `version` from `contracts` order by `contracts`.`contract_id` limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);

-- change, create, with fields and tags
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
insert into `contracts_locks` (`contract_id`, `clock`) values (?, ?);
select `contracts`.`version`, `contracts`.`json`, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, `contracts`.`contract_id`, `contracts`.`name`, `contracts`.`owner`, `contracts`.`domain`, `contracts`.`created_at`, `contracts`.`created_by`, `contracts`.`updated_at`, `contracts`.`updated_by`, cast(`contracts_locks`.`clock` as char), (select max(`contracts_history`.`revision`) from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) from `contracts_locks` left join `contracts` on ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?)) where `contracts_locks`.`contract_id` = ?;
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts` (`contract_id`, `version`, `name`, `description`, `json`, `fingerprint`, `created_at`, `sort_key`, `release_rank`, `status`, `owner`, `domain`, `digest`, `derived_from`, `revision`, `updated_at`, `created_by`, `updated_by`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
commit;

-- change, create, with fields and tags, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
insert into `contracts_search` (`id`, `contract_id`, `version`, `name_key`, `status`, `owner`, `domain`, `updated_at`, `latest_terms`, `older_terms`, `fields_digest`) values (default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select cast(`id` as char), `contract_id` from `contracts_search` where `contracts_search`.`contract_id` in (?);
delete from `contracts_version_sets` where `contracts_version_sets`.`search_id` in (?);
insert into `contracts_version_sets` (`search_id`, `versions`, `facets`, `partial_terms`) values (?, ?, ?, ?);
delete from `contracts_terms` where `contracts_terms`.`search_id` in (?);
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) select words.word, `contracts_search`.`id`, 1, ? from `contracts_search`, json_table(concat(?, replace(`contracts_search`.`latest_terms`, ?, ?), ?), "$[*]" columns (word varchar(80) character set ascii collate ascii_bin path "$")) as words where `contracts_search`.`id` in (?);
insert into `contracts_fields` (`contract_id`, `position`, `kind`, `pointer`, `path`, `name`, `name_key`, `physical_name_key`, `logical_type`, `logical_type_key`, `physical_type`, `physical_type_key`, `physical_base_key`, `classification`, `classification_key`, `is_required`, `is_primary_key`, `is_critical`, `description`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_tags` (`contract_id`, `version`, `position`, `search_id`, `tag`) values (?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- change, create, of an older version
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select `contracts`.`version`, `contracts`.`json`, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, `contracts`.`contract_id`, `contracts`.`name`, `contracts`.`owner`, `contracts`.`domain`, `contracts`.`created_at`, `contracts`.`created_by`, `contracts`.`updated_at`, `contracts`.`updated_by`, cast(`contracts_locks`.`clock` as char), (select max(`contracts_history`.`revision`) from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) from `contracts_locks` left join `contracts` on ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?)) where `contracts_locks`.`contract_id` = ?;
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts` (`contract_id`, `version`, `name`, `description`, `json`, `fingerprint`, `created_at`, `sort_key`, `release_rank`, `status`, `owner`, `domain`, `digest`, `derived_from`, `revision`, `updated_at`, `created_by`, `updated_by`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
commit;

-- change, create, of an older version, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
update `contracts_search` set `updated_at` = ?, `latest_terms` = ?, `older_terms` = ? where `contracts_search`.`id` = ?;
update `contracts_version_sets` set `versions` = ?, `facets` = ?, `partial_terms` = ? where `contracts_version_sets`.`search_id` = ?;
delete from `contracts_terms` where ((`contracts_terms`.`term` in (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)) and (`contracts_terms`.`search_id` = ?));
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) values (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?);
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_tags` (`contract_id`, `version`, `position`, `search_id`, `tag`) values (?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- change, overwrite, of the latest version
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select `contracts`.`version`, `contracts`.`json`, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, `contracts`.`contract_id`, `contracts`.`name`, `contracts`.`owner`, `contracts`.`domain`, `contracts`.`created_at`, `contracts`.`created_by`, `contracts`.`updated_at`, `contracts`.`updated_by`, cast(`contracts_locks`.`clock` as char), (select max(`contracts_history`.`revision`) from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) from `contracts_locks` left join `contracts` on ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?)) where `contracts_locks`.`contract_id` = ?;
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_revisions` (`contract_id`, `version`, `revision`, `json`, `source`, `fingerprint`, `digest`, `status`) values (?, ?, ?, ?, default, ?, ?, ?);
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update `contracts` set `name` = ?, `description` = ?, `json` = ?, `fingerprint` = ?, `sort_key` = ?, `release_rank` = ?, `status` = ?, `owner` = ?, `domain` = ?, `digest` = ?, `derived_from` = ?, `revision` = ?, `updated_at` = ?, `updated_by` = ? where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
commit;

-- change, overwrite, of the latest version, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
update `contracts_search` set `contract_id` = ?, `version` = ?, `name_key` = ?, `status` = ?, `owner` = ?, `domain` = ?, `updated_at` = ?, `latest_terms` = ?, `older_terms` = ?, `fields_digest` = ? where `contracts_search`.`id` = ?;
update `contracts_version_sets` set `versions` = ?, `facets` = ?, `partial_terms` = ? where `contracts_version_sets`.`search_id` = ?;
delete from `contracts_terms` where ((`contracts_terms`.`term` in (?, ?, ?)) and (`contracts_terms`.`search_id` = ?));
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) values (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?);
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_tags` (`contract_id`, `version`, `position`, `search_id`, `tag`) values (?, ?, ?, ?, ?), (?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- change, create, of a later version
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select `contracts`.`version`, `contracts`.`json`, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, `contracts`.`contract_id`, `contracts`.`name`, `contracts`.`owner`, `contracts`.`domain`, `contracts`.`created_at`, `contracts`.`created_by`, `contracts`.`updated_at`, `contracts`.`updated_by`, cast(`contracts_locks`.`clock` as char), (select max(`contracts_history`.`revision`) from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) from `contracts_locks` left join `contracts` on ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?)) where `contracts_locks`.`contract_id` = ?;
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts` (`contract_id`, `version`, `name`, `description`, `json`, `fingerprint`, `created_at`, `sort_key`, `release_rank`, `status`, `owner`, `domain`, `digest`, `derived_from`, `revision`, `updated_at`, `created_by`, `updated_by`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
commit;

-- change, create, of a later version, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
update `contracts_search` set `contract_id` = ?, `version` = ?, `name_key` = ?, `status` = ?, `owner` = ?, `domain` = ?, `updated_at` = ?, `latest_terms` = ?, `older_terms` = ?, `fields_digest` = ? where `contracts_search`.`id` = ?;
update `contracts_version_sets` set `versions` = ?, `facets` = ?, `partial_terms` = ? where `contracts_version_sets`.`search_id` = ?;
delete from `contracts_terms` where ((`contracts_terms`.`term` in (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)) and (`contracts_terms`.`search_id` = ?));
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) values (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?);
update `contracts_tags` set `search_id` = ? where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, `name_key`, `physical_name_key`, `logical_type`, `logical_type_key`, `physical_type`, `physical_type_key`, `physical_base_key`, `classification`, `classification_key`, `is_required`, `is_primary_key`, `is_critical`, `description` from `contracts_fields` where `contracts_fields`.`contract_id` = ? order by `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
delete from `contracts_fields` where ((`contracts_fields`.`contract_id` = ?) and (`contracts_fields`.`position` in (?, ?, ?)));
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- change, delete, of the latest version
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select `contracts`.`version`, `contracts`.`json`, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, `contracts`.`contract_id`, `contracts`.`name`, `contracts`.`owner`, `contracts`.`domain`, `contracts`.`created_at`, `contracts`.`created_by`, `contracts`.`updated_at`, `contracts`.`updated_by`, cast(`contracts_locks`.`clock` as char), (select max(`contracts_history`.`revision`) from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) from `contracts_locks` left join `contracts` on ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?)) where `contracts_locks`.`contract_id` = ?;
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_revisions` (`contract_id`, `version`, `revision`, `json`, `source`, `fingerprint`, `digest`, `status`) values (?, ?, ?, ?, default, ?, ?, ?);
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
delete from `contracts` where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
delete from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
commit;

-- change, delete, of the latest version, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
select `json` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
update `contracts_search` set `contract_id` = ?, `version` = ?, `name_key` = ?, `status` = ?, `owner` = ?, `domain` = ?, `updated_at` = ?, `latest_terms` = ?, `older_terms` = ?, `fields_digest` = ? where `contracts_search`.`id` = ?;
update `contracts_version_sets` set `versions` = ?, `facets` = ?, `partial_terms` = ? where `contracts_version_sets`.`search_id` = ?;
delete from `contracts_terms` where ((`contracts_terms`.`term` in (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)) and (`contracts_terms`.`search_id` = ?));
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) values (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?);
update `contracts_tags` set `search_id` = ? where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, `name_key`, `physical_name_key`, `logical_type`, `logical_type_key`, `physical_type`, `physical_type_key`, `physical_base_key`, `classification`, `classification_key`, `is_required`, `is_primary_key`, `is_critical`, `description` from `contracts_fields` where `contracts_fields`.`contract_id` = ? order by `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
insert into `contracts_fields` (`contract_id`, `position`, `kind`, `pointer`, `path`, `name`, `name_key`, `physical_name_key`, `logical_type`, `logical_type_key`, `physical_type`, `physical_type_key`, `physical_base_key`, `classification`, `classification_key`, `is_required`, `is_primary_key`, `is_critical`, `description`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- search, everything
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version` from `contracts_search` order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version` from `contracts_search` where `contracts_search`.`id` > ? order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version` from `contracts_search` where `contracts_search`.`id` > ? order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version` from `contracts_search` where `contracts_search`.`id` > ? order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);

-- search, a word
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?)))) order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))))) and (not (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))))) order by `contracts_search`.`id` asc limit ?;
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (not (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))))) order by `contracts_search`.`id` asc limit ?;

-- search, a word, by id
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?)) order by `contracts_search`.`contract_id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);

-- search, a word, by name
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`name_key`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?)) order by `contracts_search`.`name_key` asc, `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);

-- search, a word, by the last change
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?)) order by `contracts_search`.`updated_at` desc, `contracts_search`.`id` desc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);

-- search, everything, by id
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version` from `contracts_search` order by `contracts_search`.`contract_id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version` from `contracts_search` where `contracts_search`.`contract_id` > ? order by `contracts_search`.`contract_id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version` from `contracts_search` where `contracts_search`.`contract_id` > ? order by `contracts_search`.`contract_id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version` from `contracts_search` where `contracts_search`.`contract_id` > ? order by `contracts_search`.`contract_id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);

-- search, everything, by name
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version`, `name_key` from `contracts_search` order by `contracts_search`.`name_key` asc, `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version`, `name_key` from `contracts_search` where ((`contracts_search`.`name_key` >= ?) and (((`contracts_search`.`name_key` > ?) or (`contracts_search`.`id` > ?)))) order by `contracts_search`.`name_key` asc, `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version`, `name_key` from `contracts_search` where ((`contracts_search`.`name_key` >= ?) and (((`contracts_search`.`name_key` > ?) or (`contracts_search`.`id` > ?)))) order by `contracts_search`.`name_key` asc, `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version`, `name_key` from `contracts_search` where ((`contracts_search`.`name_key` >= ?) and (((`contracts_search`.`name_key` > ?) or (`contracts_search`.`id` > ?)))) order by `contracts_search`.`name_key` asc, `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);

-- search, everything, by the last change
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version`, `updated_at` from `contracts_search` order by `contracts_search`.`updated_at` desc, `contracts_search`.`id` desc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version`, `updated_at` from `contracts_search` where ((`contracts_search`.`updated_at` <= ?) and (((`contracts_search`.`updated_at` < ?) or (`contracts_search`.`id` < ?)))) order by `contracts_search`.`updated_at` desc, `contracts_search`.`id` desc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version`, `updated_at` from `contracts_search` where ((`contracts_search`.`updated_at` <= ?) and (((`contracts_search`.`updated_at` < ?) or (`contracts_search`.`id` < ?)))) order by `contracts_search`.`updated_at` desc, `contracts_search`.`id` desc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version`, `updated_at` from `contracts_search` where ((`contracts_search`.`updated_at` <= ?) and (((`contracts_search`.`updated_at` < ?) or (`contracts_search`.`id` < ?)))) order by `contracts_search`.`updated_at` desc, `contracts_search`.`id` desc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);

-- search, all versions
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?)))) order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where `contracts_texts`.`contract_id` in (?);
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))))) and (`contracts_search`.`id` >= ?)) order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where `contracts_texts`.`contract_id` in (?);
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))))) and (not (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))))) order by `contracts_search`.`id` asc limit ?;
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (not (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))))) order by `contracts_search`.`id` asc limit ?;

-- search, words, a phrase and a beginning
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_search`.`latest_terms` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?, ?))) and (((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?, ?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where ((`contracts_terms`.`term` >= ?) and (`contracts_terms`.`term` < ?)))) and (((((exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))) and (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))))) or (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))))) and (((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where ((`contracts_terms`.`term` >= ?) and (`contracts_terms`.`term` < ?))))))) order by `contracts_search`.`id` asc limit ?;
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_search`.`latest_terms` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?, ?))) and (((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?, ?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where ((`contracts_terms`.`term` >= ?) and (`contracts_terms`.`term` < ?)))) and (((((exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))) and (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))))) or (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))))) and (((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where ((`contracts_terms`.`term` >= ?) and (`contracts_terms`.`term` < ?)))))))) and (not (((((((exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))) and (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))))) or (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))))) and (((exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))) and (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))))) and (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (((`contracts_terms`.`term` >= ?) and (`contracts_terms`.`term` < ?)))))))))) order by `contracts_search`.`id` asc limit ?;
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_search`.`latest_terms` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?, ?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where ((`contracts_terms`.`term` >= ?) and (`contracts_terms`.`term` < ?)))))) and (not (((((((exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))) and (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))))) or (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))))) and (((exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))) and (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))))) and (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (((`contracts_terms`.`term` >= ?) and (`contracts_terms`.`term` < ?)))))))))) order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);

-- search, filters
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_search`.`latest_terms` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?, ?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?, ?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?)))) order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_search`.`latest_terms` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?, ?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?, ?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))))) and (not (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))))) order by `contracts_search`.`id` asc limit ?;
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_search`.`latest_terms` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?, ?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?, ?))))) and (not (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))))) order by `contracts_search`.`id` asc limit ?;

-- search, what one field has
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_search`.`latest_terms` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?, ?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?)))) order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain`, `terms` from `contracts_texts` where (((`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k)) and (((`contracts_texts`.`terms` like ?) or (`contracts_texts`.`terms` like ?))) and (`contracts_texts`.`terms` like ?) and (`contracts_texts`.`terms` like ?));

-- search, a time
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version`, `updated_at` from `contracts_search` where `contracts_search`.`updated_at` > ? order by `contracts_search`.`updated_at` desc, `contracts_search`.`id` desc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (((`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k)) and (`contracts_texts`.`updated_at` > ?) and (`contracts_texts`.`updated_at` < ?));
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version`, `updated_at` from `contracts_search` where ((`contracts_search`.`updated_at` > ?) and (((`contracts_search`.`updated_at` <= ?) and (((`contracts_search`.`updated_at` < ?) or (`contracts_search`.`id` < ?)))))) order by `contracts_search`.`updated_at` desc, `contracts_search`.`id` desc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (((`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k)) and (`contracts_texts`.`updated_at` > ?) and (`contracts_texts`.`updated_at` < ?));
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version`, `updated_at` from `contracts_search` where ((`contracts_search`.`updated_at` > ?) and (((`contracts_search`.`updated_at` <= ?) and (((`contracts_search`.`updated_at` < ?) or (`contracts_search`.`id` < ?)))))) order by `contracts_search`.`updated_at` desc, `contracts_search`.`id` desc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (((`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k)) and (`contracts_texts`.`updated_at` > ?) and (`contracts_texts`.`updated_at` < ?));
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version`, `updated_at` from `contracts_search` where ((`contracts_search`.`updated_at` > ?) and (((`contracts_search`.`updated_at` <= ?) and (((`contracts_search`.`updated_at` < ?) or (`contracts_search`.`id` < ?)))))) order by `contracts_search`.`updated_at` desc, `contracts_search`.`id` desc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (((`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k)) and (`contracts_texts`.`updated_at` > ?) and (`contracts_texts`.`updated_at` < ?));

-- search, how tests stand
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?)))) order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (((`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k)) and (`contracts_texts`.`terms` like ?) and (((select max(`contracts_test_states`.`severity`) from `contracts_test_states` where ((`contracts_test_states`.`contract_id` = `contracts_texts`.`contract_id`) and (`contracts_test_states`.`version` = `contracts_texts`.`version`))) is null)));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))))) and (not (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))))) order by `contracts_search`.`id` asc limit ?;
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (not (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?))))))) order by `contracts_search`.`id` asc limit ?;

-- search, tests that failed
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`id` as char), `contract_id`, `version` from `contracts_search` where `contracts_search`.`contract_id` in (select `contracts_test_states`.`contract_id` from `contracts_test_states` where `contracts_test_states`.`severity` in (?)) order by `contracts_search`.`id` asc limit ?;

-- search, valid ones
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` < ? limit ?) `counted`;
select `contracts_validations`.`contract_id`, `contracts_validations`.`version`, `contracts_validations`.`digest`, octet_length(`contracts`.`json`) from `contracts_validations` left join `contracts` on ((`contracts_validations`.`contract_id` = `contracts`.`contract_id`) and (`contracts_validations`.`version` = `contracts`.`version`) and (`contracts_validations`.`digest` = `contracts`.`digest`)) where `contracts_validations`.`judged_by` < ? order by `contracts_validations`.`judged_by` asc, `contracts_validations`.`errors` asc, `contracts_validations`.`contract_id` asc limit ?;
select `contracts`.`contract_id`, `contracts`.`version`, `contracts`.`digest`, `contracts`.`json`, `contracts_sources`.`source` from `contracts` left join `contracts_sources` on ((`contracts_sources`.`contract_id` = `contracts`.`contract_id`) and (`contracts_sources`.`version` = `contracts`.`version`) and (`contracts_sources`.`digest` = `contracts`.`digest`)) where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
begin;
update `contracts_validations` set `judged_by` = ?, `errors` = ?, `warnings` = ?, `infos` = ? where ((((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))) and (`contracts_validations`.`digest` = ?));
update `contracts_validations` set `judged_by` = ?, `errors` = ?, `warnings` = ?, `infos` = ? where ((((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))) and (`contracts_validations`.`digest` = ?));
update `contracts_validations` set `judged_by` = ?, `errors` = ?, `warnings` = ?, `infos` = ? where ((((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))) and (`contracts_validations`.`digest` = ?));
update `contracts_validations` set `judged_by` = ?, `errors` = ?, `warnings` = ?, `infos` = ? where ((((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))) and (`contracts_validations`.`digest` = ?));
update `contracts_validations` set `judged_by` = ?, `errors` = ?, `warnings` = ?, `infos` = ? where ((((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))) and (`contracts_validations`.`digest` = ?));
update `contracts_validations` set `judged_by` = ?, `errors` = ?, `warnings` = ?, `infos` = ? where ((((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))) and (`contracts_validations`.`digest` = ?));
commit;
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` > ? limit ?) `counted`;
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))))) and (exists (select 1 from `contracts_validations` where ((`contracts_validations`.`contract_id` = `contracts_search`.`contract_id`) and (((`contracts_validations`.`judged_by` = ?) and (`contracts_validations`.`errors` = ?))))))) order by `contracts_search`.`id` asc limit ?;
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((((((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))))) and (not (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?)))))))) and (exists (select 1 from `contracts_validations` where ((`contracts_validations`.`contract_id` = `contracts_search`.`contract_id`) and (((`contracts_validations`.`judged_by` = ?) and (`contracts_validations`.`errors` = ?))))))) order by `contracts_search`.`id` asc limit ?;
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (not (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?)))))))) and (exists (select 1 from `contracts_validations` where ((`contracts_validations`.`contract_id` = `contracts_search`.`contract_id`) and (((`contracts_validations`.`judged_by` = ?) and (`contracts_validations`.`errors` = ?))))))) order by `contracts_search`.`id` asc limit ?;

-- search, those that are not valid
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` < ? limit ?) `counted`;
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` > ? limit ?) `counted`;
select cast(`id` as char), `contract_id`, `version` from `contracts_search` where `contracts_search`.`contract_id` in (select `contracts_validations`.`contract_id` from `contracts_validations` where ((`contracts_validations`.`judged_by` = ?) and (`contracts_validations`.`errors` > ?))) order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (((`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k)) and (exists (select 1 from `contracts_validations` where ((((`contracts_validations`.`contract_id` = `contracts_texts`.`contract_id`) and (`contracts_validations`.`version` = `contracts_texts`.`version`))) and (((`contracts_validations`.`judged_by` = ?) and (`contracts_validations`.`errors` > ?)))))));
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` < ? limit ?) `counted`;
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` > ? limit ?) `counted`;
select cast(`id` as char), `contract_id`, `version` from `contracts_search` where ((`contracts_search`.`contract_id` in (select `contracts_validations`.`contract_id` from `contracts_validations` where ((`contracts_validations`.`judged_by` = ?) and (`contracts_validations`.`errors` > ?)))) and (`contracts_search`.`id` > ?)) order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (((`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k)) and (exists (select 1 from `contracts_validations` where ((((`contracts_validations`.`contract_id` = `contracts_texts`.`contract_id`) and (`contracts_validations`.`version` = `contracts_texts`.`version`))) and (((`contracts_validations`.`judged_by` = ?) and (`contracts_validations`.`errors` > ?)))))));
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` < ? limit ?) `counted`;
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` > ? limit ?) `counted`;
select cast(`id` as char), `contract_id`, `version` from `contracts_search` where ((`contracts_search`.`contract_id` in (select `contracts_validations`.`contract_id` from `contracts_validations` where ((`contracts_validations`.`judged_by` = ?) and (`contracts_validations`.`errors` > ?)))) and (`contracts_search`.`id` > ?)) order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (((`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k)) and (exists (select 1 from `contracts_validations` where ((((`contracts_validations`.`contract_id` = `contracts_texts`.`contract_id`) and (`contracts_validations`.`version` = `contracts_texts`.`version`))) and (((`contracts_validations`.`judged_by` = ?) and (`contracts_validations`.`errors` > ?)))))));
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` < ? limit ?) `counted`;
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` > ? limit ?) `counted`;
select cast(`id` as char), `contract_id`, `version` from `contracts_search` where ((`contracts_search`.`contract_id` in (select `contracts_validations`.`contract_id` from `contracts_validations` where ((`contracts_validations`.`judged_by` = ?) and (`contracts_validations`.`errors` > ?)))) and (`contracts_search`.`id` > ?)) order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (((`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k)) and (exists (select 1 from `contracts_validations` where ((((`contracts_validations`.`contract_id` = `contracts_texts`.`contract_id`) and (`contracts_validations`.`version` = `contracts_texts`.`version`))) and (((`contracts_validations`.`judged_by` = ?) and (`contracts_validations`.`errors` > ?)))))));

-- search, a scope
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))))) and (((`contracts_search`.`contract_id` in (?)) or (((`contracts_search`.`contract_id` >= ?) and (`contracts_search`.`contract_id` < ?)))))) order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `version`, `release_rank`, `updated_at`, `status`, `owner`, `domain` from `contracts_texts` where (`contracts_texts`.`contract_id`, `contracts_texts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((((((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))))) and (not (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?)))))))) and (((`contracts_search`.`contract_id` in (?)) or (((`contracts_search`.`contract_id` >= ?) and (`contracts_search`.`contract_id` < ?)))))) order by `contracts_search`.`id` asc limit ?;
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where ((((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (not (exists (select 1 from `contracts_terms` where ((`contracts_terms`.`search_id` = `contracts_search`.`id`) and (`contracts_terms`.`term` in (?)))))))) and (((`contracts_search`.`contract_id` in (?)) or (((`contracts_search`.`contract_id` >= ?) and (`contracts_search`.`contract_id` < ?)))))) order by `contracts_search`.`id` asc limit ?;

-- countHits, everything
select count(*) from (select 1 from `contracts_search` limit ?) `counted`;

-- countHits, a word
select count(*) from (select 1 from `contracts_terms` where `contracts_terms`.`term` in (?) limit ?) `counted`;

-- countHits, a phrase of all versions
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_version_sets`.`versions`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_search`.`id`))) from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?)) order by `contracts_search`.`id` asc limit ?;

-- facets, of documents
select `status`, `owner`, `domain`, count(*) from `contracts_search` group by `contracts_search`.`status`, `contracts_search`.`owner`, `contracts_search`.`domain`;
select `tag`, count(*) from `contracts_tags` where ((((`contracts_tags`.`tag` >= ?) and (`contracts_tags`.`tag` < ?))) and ((`contracts_tags`.`search_id` is not null))) group by `contracts_tags`.`tag`;

-- facets, tags
select `status`, `owner`, `domain`, count(*) from `contracts_search` group by `contracts_search`.`status`, `contracts_search`.`owner`, `contracts_search`.`domain`;
select `tag`, count(*) from `contracts_tags` where (`contracts_tags`.`search_id` is not null) group by `contracts_tags`.`tag`;

-- facets, of a word
select `status`, `owner`, `domain`, count(*) from `contracts_search` where `contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where ((`contracts_terms`.`term` in (?)) and (`contracts_terms`.`in_latest` = 1))) group by `contracts_search`.`status`, `contracts_search`.`owner`, `contracts_search`.`domain`;
select `tag`, count(*) from `contracts_tags` where (((`contracts_tags`.`search_id` is not null)) and (`contracts_tags`.`search_id` in (select `contracts_terms`.`search_id` from `contracts_terms` where ((`contracts_terms`.`term` in (?)) and (`contracts_terms`.`in_latest` = 1))))) group by `contracts_tags`.`tag`;
select cast(`search_id` as char), `versions`, `facets`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_version_sets`.`search_id`))) from `contracts_version_sets` where ((`contracts_version_sets`.`search_id` in (select `contracts_terms`.`search_id` from `contracts_terms` where ((`contracts_terms`.`term` in (?)) and (`contracts_terms`.`in_latest` = 0)))) and (`contracts_version_sets`.`search_id` > ?)) order by `contracts_version_sets`.`search_id` asc limit ?;

-- facets, of all versions
select cast(`search_id` as char), `versions`, `facets`, (select `contracts_terms`.`version_set` from `contracts_terms` where ((`contracts_terms`.`term` = ?) and (`contracts_terms`.`search_id` = `contracts_version_sets`.`search_id`))) from `contracts_version_sets` where ((`contracts_version_sets`.`search_id` in (select `contracts_terms`.`search_id` from `contracts_terms` where `contracts_terms`.`term` in (?))) and (`contracts_version_sets`.`search_id` > ?)) order by `contracts_version_sets`.`search_id` asc limit ?;

-- fields, all
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, (select `contracts_search`.`version` from `contracts_search` where `contracts_search`.`contract_id` = `contracts_fields`.`contract_id`), `logical_type`, `physical_type`, `classification`, `is_required`, `is_primary_key`, `is_critical`, `description`, `name_key` from `contracts_fields` order by `contracts_fields`.`name_key` asc, `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, (select `contracts_search`.`version` from `contracts_search` where `contracts_search`.`contract_id` = `contracts_fields`.`contract_id`), `logical_type`, `physical_type`, `classification`, `is_required`, `is_primary_key`, `is_critical`, `description`, `name_key` from `contracts_fields` where ((`contracts_fields`.`name_key` >= ?) and (((`contracts_fields`.`name_key` > ?) or (`contracts_fields`.`contract_id` > ?) or (((`contracts_fields`.`contract_id` = ?) and (`contracts_fields`.`position` > ?)))))) order by `contracts_fields`.`name_key` asc, `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, (select `contracts_search`.`version` from `contracts_search` where `contracts_search`.`contract_id` = `contracts_fields`.`contract_id`), `logical_type`, `physical_type`, `classification`, `is_required`, `is_primary_key`, `is_critical`, `description`, `name_key` from `contracts_fields` where ((`contracts_fields`.`name_key` >= ?) and (((`contracts_fields`.`name_key` > ?) or (`contracts_fields`.`contract_id` > ?) or (((`contracts_fields`.`contract_id` = ?) and (`contracts_fields`.`position` > ?)))))) order by `contracts_fields`.`name_key` asc, `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;

-- fields, a name
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, (select `contracts_search`.`version` from `contracts_search` where `contracts_search`.`contract_id` = `contracts_fields`.`contract_id`), `logical_type`, `physical_type`, `classification`, `is_required`, `is_primary_key`, `is_critical`, `description`, `name_key` from `contracts_fields` where ((`contracts_fields`.`name_key` = ?) and (((`contracts_fields`.`name_key` = ?) or (`contracts_fields`.`physical_name_key` = ?)))) order by `contracts_fields`.`name_key` asc, `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, (select `contracts_search`.`version` from `contracts_search` where `contracts_search`.`contract_id` = `contracts_fields`.`contract_id`), `logical_type`, `physical_type`, `classification`, `is_required`, `is_primary_key`, `is_critical`, `description`, `physical_name_key` from `contracts_fields` where ((((`contracts_fields`.`physical_name_key` = ?) and (not (`contracts_fields`.`name_key` = ?)))) and (((`contracts_fields`.`name_key` = ?) or (`contracts_fields`.`physical_name_key` = ?)))) order by `contracts_fields`.`physical_name_key` asc, `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;

-- fields, the beginning of a name
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, (select `contracts_search`.`version` from `contracts_search` where `contracts_search`.`contract_id` = `contracts_fields`.`contract_id`), `logical_type`, `physical_type`, `classification`, `is_required`, `is_primary_key`, `is_critical`, `description`, `name_key` from `contracts_fields` where ((((`contracts_fields`.`name_key` >= ?) and (`contracts_fields`.`name_key` < ?))) and (((((`contracts_fields`.`name_key` >= ?) and (`contracts_fields`.`name_key` < ?))) or (((`contracts_fields`.`physical_name_key` >= ?) and (`contracts_fields`.`physical_name_key` < ?)))))) order by `contracts_fields`.`name_key` asc, `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, (select `contracts_search`.`version` from `contracts_search` where `contracts_search`.`contract_id` = `contracts_fields`.`contract_id`), `logical_type`, `physical_type`, `classification`, `is_required`, `is_primary_key`, `is_critical`, `description`, `physical_name_key` from `contracts_fields` where ((((((`contracts_fields`.`physical_name_key` >= ?) and (`contracts_fields`.`physical_name_key` < ?))) and (not (((`contracts_fields`.`name_key` >= ?) and (`contracts_fields`.`name_key` < ?)))))) and (((((`contracts_fields`.`name_key` >= ?) and (`contracts_fields`.`name_key` < ?))) or (((`contracts_fields`.`physical_name_key` >= ?) and (`contracts_fields`.`physical_name_key` < ?)))))) order by `contracts_fields`.`physical_name_key` asc, `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;

-- fields, several names
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, (select `contracts_search`.`version` from `contracts_search` where `contracts_search`.`contract_id` = `contracts_fields`.`contract_id`), `logical_type`, `physical_type`, `classification`, `is_required`, `is_primary_key`, `is_critical`, `description`, `name_key` from `contracts_fields` where ((`contracts_fields`.`name_key` = ?) and (((`contracts_fields`.`name_key` = ?) or (`contracts_fields`.`physical_name_key` = ?) or (`contracts_fields`.`name_key` = ?) or (`contracts_fields`.`physical_name_key` = ?)))) order by `contracts_fields`.`name_key` asc, `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, (select `contracts_search`.`version` from `contracts_search` where `contracts_search`.`contract_id` = `contracts_fields`.`contract_id`), `logical_type`, `physical_type`, `classification`, `is_required`, `is_primary_key`, `is_critical`, `description`, `name_key` from `contracts_fields` where ((((`contracts_fields`.`name_key` = ?) and (not (`contracts_fields`.`name_key` = ?)))) and (((`contracts_fields`.`name_key` = ?) or (`contracts_fields`.`physical_name_key` = ?) or (`contracts_fields`.`name_key` = ?) or (`contracts_fields`.`physical_name_key` = ?)))) order by `contracts_fields`.`name_key` asc, `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, (select `contracts_search`.`version` from `contracts_search` where `contracts_search`.`contract_id` = `contracts_fields`.`contract_id`), `logical_type`, `physical_type`, `classification`, `is_required`, `is_primary_key`, `is_critical`, `description`, `physical_name_key` from `contracts_fields` where ((((`contracts_fields`.`physical_name_key` = ?) and (not (`contracts_fields`.`name_key` = ?)) and (not (`contracts_fields`.`name_key` = ?)))) and (((`contracts_fields`.`name_key` = ?) or (`contracts_fields`.`physical_name_key` = ?) or (`contracts_fields`.`name_key` = ?) or (`contracts_fields`.`physical_name_key` = ?)))) order by `contracts_fields`.`physical_name_key` asc, `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, (select `contracts_search`.`version` from `contracts_search` where `contracts_search`.`contract_id` = `contracts_fields`.`contract_id`), `logical_type`, `physical_type`, `classification`, `is_required`, `is_primary_key`, `is_critical`, `description`, `physical_name_key` from `contracts_fields` where ((((`contracts_fields`.`physical_name_key` = ?) and (not (`contracts_fields`.`name_key` = ?)) and (not (`contracts_fields`.`name_key` = ?)) and (not (`contracts_fields`.`physical_name_key` = ?)))) and (((`contracts_fields`.`name_key` = ?) or (`contracts_fields`.`physical_name_key` = ?) or (`contracts_fields`.`name_key` = ?) or (`contracts_fields`.`physical_name_key` = ?)))) order by `contracts_fields`.`physical_name_key` asc, `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;

-- fields, a type
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select `contract_id` from `contracts_search` where `contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where ((`contracts_terms`.`term` in (?)) and (`contracts_terms`.`in_latest` = 1))) order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, (select `contracts_search`.`version` from `contracts_search` where `contracts_search`.`contract_id` = `contracts_fields`.`contract_id`), `logical_type`, `physical_type`, `classification`, `is_required`, `is_primary_key`, `is_critical`, `description`, `name_key` from `contracts_fields` where ((`contracts_fields`.`contract_id` in (?)) and (((`contracts_fields`.`logical_type_key` in (?)) or (`contracts_fields`.`physical_type_key` in (?)) or (`contracts_fields`.`physical_base_key` in (?))))) order by `contracts_fields`.`name_key` asc, `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select `contract_id` from `contracts_search` where `contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where ((`contracts_terms`.`term` in (?)) and (`contracts_terms`.`in_latest` = 1))) order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, (select `contracts_search`.`version` from `contracts_search` where `contracts_search`.`contract_id` = `contracts_fields`.`contract_id`), `logical_type`, `physical_type`, `classification`, `is_required`, `is_primary_key`, `is_critical`, `description`, `name_key` from `contracts_fields` where ((`contracts_fields`.`contract_id` in (?)) and (((`contracts_fields`.`logical_type_key` in (?)) or (`contracts_fields`.`physical_type_key` in (?)) or (`contracts_fields`.`physical_base_key` in (?)))) and (((`contracts_fields`.`name_key` >= ?) and (((`contracts_fields`.`name_key` > ?) or (`contracts_fields`.`contract_id` > ?) or (((`contracts_fields`.`contract_id` = ?) and (`contracts_fields`.`position` > ?)))))))) order by `contracts_fields`.`name_key` asc, `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;

-- fields, a classification
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, (select `contracts_search`.`version` from `contracts_search` where `contracts_search`.`contract_id` = `contracts_fields`.`contract_id`), `logical_type`, `physical_type`, `classification`, `is_required`, `is_primary_key`, `is_critical`, `description`, `name_key` from `contracts_fields` where ((`contracts_fields`.`classification_key` = ?) and (`contracts_fields`.`classification_key` in (?))) order by `contracts_fields`.`name_key` asc, `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;

-- fields, a name, a type and a classification
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select `contract_id` from `contracts_search` where ((`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where ((`contracts_terms`.`term` in (?)) and (`contracts_terms`.`in_latest` = 1)))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where ((`contracts_terms`.`term` in (?)) and (`contracts_terms`.`in_latest` = 1)))) and (`contracts_search`.`id` in (select `contracts_terms`.`search_id` from `contracts_terms` where ((`contracts_terms`.`term` in (?)) and (`contracts_terms`.`in_latest` = 1))))) order by `contracts_search`.`id` asc limit ?;
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, (select `contracts_search`.`version` from `contracts_search` where `contracts_search`.`contract_id` = `contracts_fields`.`contract_id`), `logical_type`, `physical_type`, `classification`, `is_required`, `is_primary_key`, `is_critical`, `description`, `name_key` from `contracts_fields` where ((`contracts_fields`.`contract_id` in (?)) and (`contracts_fields`.`name_key` = ?) and (((`contracts_fields`.`name_key` = ?) or (`contracts_fields`.`physical_name_key` = ?))) and (((`contracts_fields`.`logical_type_key` in (?)) or (`contracts_fields`.`physical_type_key` in (?)) or (`contracts_fields`.`physical_base_key` in (?)))) and (`contracts_fields`.`classification_key` in (?))) order by `contracts_fields`.`name_key` asc, `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, (select `contracts_search`.`version` from `contracts_search` where `contracts_search`.`contract_id` = `contracts_fields`.`contract_id`), `logical_type`, `physical_type`, `classification`, `is_required`, `is_primary_key`, `is_critical`, `description`, `physical_name_key` from `contracts_fields` where ((`contracts_fields`.`contract_id` in (?)) and (((`contracts_fields`.`physical_name_key` = ?) and (not (`contracts_fields`.`name_key` = ?)))) and (((`contracts_fields`.`name_key` = ?) or (`contracts_fields`.`physical_name_key` = ?))) and (((`contracts_fields`.`logical_type_key` in (?)) or (`contracts_fields`.`physical_type_key` in (?)) or (`contracts_fields`.`physical_base_key` in (?)))) and (`contracts_fields`.`classification_key` in (?))) order by `contracts_fields`.`physical_name_key` asc, `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;

-- versions
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);

-- summariesOf
select `contract_id`, `version`, `name`, `status`, `owner`, `domain`, `fingerprint`, `derived_from`, `revision`, `created_at`, `created_by`, `updated_at`, `updated_by`, `release_rank` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);

-- outlines
select `contract_id`, `version`, `name`, `status`, `owner`, `domain`, `fingerprint`, `derived_from`, `revision`, `created_at`, `created_by`, `updated_at`, `updated_by`, `release_rank`, `digest`, octet_length(`json`) from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);

-- catchUpValidations
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` < ? limit ?) `counted`;
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` > ? limit ?) `counted`;

-- validations
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select `contracts`.`contract_id`, `contracts`.`version`, `contracts_validations`.`judged_by`, `contracts_validations`.`errors`, `contracts_validations`.`warnings`, `contracts_validations`.`infos` from `contracts` left join `contracts_validations` on ((((`contracts_validations`.`contract_id` = `contracts`.`contract_id`) and (`contracts_validations`.`version` = `contracts`.`version`) and (`contracts_validations`.`digest` = `contracts`.`digest`))) and (`contracts_validations`.`judged_by` = ?)) where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);

-- documentSizes
select `contract_id`, `version`, `revision`, octet_length(`json`) from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `contract_id`, `version`, `revision`, octet_length(`json`) from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?));

-- reconcileEvery
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
insert into `contracts_locks` (`contract_id`, `clock`) values (?, ?);
select cast(`clock` as char) from `contracts_locks` where `contracts_locks`.`contract_id` = ?;
select `contract_id`, `version`, `name`, `json`, `fingerprint`, `created_at`, `digest`, `derived_from`, `revision` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
update `contracts` set `sort_key` = ?, `release_rank` = ?, `status` = ?, `owner` = ?, `domain` = ?, `digest` = ?, `derived_from` = ?, `revision` = ?, `updated_at` = ?, `updated_by` = ? where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
delete from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
commit;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where ((`contracts`.`is_foreign` = ?) and (((`contracts`.`contract_id` >= ?) and (((`contracts`.`contract_id` > ?) or (`contracts`.`version` > ?)))))) order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `digest`, `json` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
insert into `contracts_search` (`id`, `contract_id`, `version`, `name_key`, `status`, `owner`, `domain`, `updated_at`, `latest_terms`, `older_terms`, `fields_digest`) values (default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select cast(`id` as char), `contract_id` from `contracts_search` where `contracts_search`.`contract_id` in (?);
delete from `contracts_version_sets` where `contracts_version_sets`.`search_id` in (?);
insert into `contracts_version_sets` (`search_id`, `versions`, `facets`, `partial_terms`) values (?, ?, ?, ?);
delete from `contracts_terms` where `contracts_terms`.`search_id` in (?);
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) select words.word, `contracts_search`.`id`, 1, ? from `contracts_search`, json_table(concat(?, replace(`contracts_search`.`latest_terms`, ?, ?), ?), "$[*]" columns (word varchar(80) character set ascii collate ascii_bin path "$")) as words where `contracts_search`.`id` in (?);
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` < ? limit ?) `counted`;
select `contracts_validations`.`contract_id`, `contracts_validations`.`version`, `contracts_validations`.`digest`, octet_length(`contracts`.`json`) from `contracts_validations` left join `contracts` on ((`contracts_validations`.`contract_id` = `contracts`.`contract_id`) and (`contracts_validations`.`version` = `contracts`.`version`) and (`contracts_validations`.`digest` = `contracts`.`digest`)) where `contracts_validations`.`judged_by` < ? order by `contracts_validations`.`judged_by` asc, `contracts_validations`.`errors` asc, `contracts_validations`.`contract_id` asc limit ?;
select `contracts`.`contract_id`, `contracts`.`version`, `contracts`.`digest`, `contracts`.`json`, `contracts_sources`.`source` from `contracts` left join `contracts_sources` on ((`contracts_sources`.`contract_id` = `contracts`.`contract_id`) and (`contracts_sources`.`version` = `contracts`.`version`) and (`contracts_sources`.`digest` = `contracts`.`digest`)) where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
begin;
update `contracts_validations` set `judged_by` = ?, `errors` = ?, `warnings` = ?, `infos` = ? where ((((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))) and (`contracts_validations`.`digest` = ?));
commit;
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` > ? limit ?) `counted`;

-- reindex, what is missing
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select distinct `contract_id` from `contracts` where `contracts`.`contract_id` > ? order by `contracts`.`contract_id` asc limit ?;
select `contract_id`, `version` from `contracts` where `contracts`.`contract_id` in (?, ?, ?, ?);
select `contract_id`, `version` from `contracts_texts` where `contracts_texts`.`contract_id` in (?, ?, ?, ?);
select `contract_id` from `contracts_search` where `contracts_search`.`contract_id` in (?, ?, ?, ?);
select `contracts_texts`.`contract_id`, `contracts_texts`.`version` from `contracts_texts` left join `contracts` on ((`contracts`.`contract_id` = `contracts_texts`.`contract_id`) and (`contracts`.`version` = `contracts_texts`.`version`)) where ((`contracts_texts`.`contract_id` in (?)) and ((`contracts`.`version` is null)));
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where `contracts`.`contract_id` in (?);
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
delete from `contracts_texts` where `contracts_texts`.`contract_id` in (?);
delete from `contracts_tags` where `contracts_tags`.`contract_id` in (?);
delete from `contracts_validations` where `contracts_validations`.`contract_id` in (?);
select `json` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `json` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
update `contracts_search` set `contract_id` = ?, `version` = ?, `name_key` = ?, `status` = ?, `owner` = ?, `domain` = ?, `updated_at` = ?, `latest_terms` = ?, `older_terms` = ?, `fields_digest` = ? where `contracts_search`.`id` = ?;
update `contracts_version_sets` set `versions` = ?, `facets` = ?, `partial_terms` = ? where `contracts_version_sets`.`search_id` = ?;
delete from `contracts_terms` where `contracts_terms`.`search_id` in (?);
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) values (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?);
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, `name_key`, `physical_name_key`, `logical_type`, `logical_type_key`, `physical_type`, `physical_type_key`, `physical_base_key`, `classification`, `classification_key`, `is_required`, `is_primary_key`, `is_critical`, `description` from `contracts_fields` where `contracts_fields`.`contract_id` = ? order by `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_tags` (`contract_id`, `version`, `position`, `search_id`, `tag`) values (?, ?, ?, ?, ?), (?, ?, ?, ?, ?), (?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?);
commit;
select distinct `contract_id` from `contracts` where `contracts`.`contract_id` > ? order by `contracts`.`contract_id` asc limit ?;
select `contract_id` from `contracts_search` where ((`contracts_search`.`contract_id` > ?) and (not exists (select 1 from `contracts` where `contracts`.`contract_id` = `contracts_search`.`contract_id`))) order by `contracts_search`.`contract_id` asc limit ?;
select `contracts_texts`.`contract_id`, `contracts_texts`.`version` from `contracts_texts` left join `contracts` on ((`contracts`.`contract_id` = `contracts_texts`.`contract_id`) and (`contracts`.`version` = `contracts_texts`.`version`)) where ((`contracts_texts`.`contract_id` in (?)) and ((`contracts`.`version` is null)));
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select cast(`clock` as char) from `contracts_locks` where `contracts_locks`.`contract_id` = ?;
select `version` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?)) order by `contracts_history`.`revision` desc limit ?;
select `revision` from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?) and (`contracts_revisions`.`digest` = ?));
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
delete from `contracts_terms` where `contracts_terms`.`search_id` = ?;
delete from `contracts_version_sets` where `contracts_version_sets`.`search_id` = ?;
delete from `contracts_search` where `contracts_search`.`contract_id` = ?;
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, `name_key`, `physical_name_key`, `logical_type`, `logical_type_key`, `physical_type`, `physical_type_key`, `physical_base_key`, `classification`, `classification_key`, `is_required`, `is_primary_key`, `is_critical`, `description` from `contracts_fields` where `contracts_fields`.`contract_id` = ? order by `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `contracts_texts`.`contract_id`, `contracts_texts`.`version` from `contracts_texts` left join `contracts` on ((`contracts`.`contract_id` = `contracts_texts`.`contract_id`) and (`contracts`.`version` = `contracts_texts`.`version`)) where ((`contracts_texts`.`contract_id` in (?)) and ((`contracts`.`version` is null)));
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where `contracts`.`contract_id` in (?);
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
delete from `contracts_texts` where `contracts_texts`.`contract_id` in (?);
delete from `contracts_tags` where `contracts_tags`.`contract_id` in (?);
delete from `contracts_validations` where `contracts_validations`.`contract_id` in (?);
delete from `contracts_search` where `contracts_search`.`contract_id` = ?;
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, `name_key`, `physical_name_key`, `logical_type`, `logical_type_key`, `physical_type`, `physical_type_key`, `physical_base_key`, `classification`, `classification_key`, `is_required`, `is_primary_key`, `is_critical`, `description` from `contracts_fields` where `contracts_fields`.`contract_id` = ? order by `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
commit;
select `contract_id` from `contracts_search` where ((`contracts_search`.`contract_id` > ?) and (not exists (select 1 from `contracts` where `contracts`.`contract_id` = `contracts_search`.`contract_id`))) order by `contracts_search`.`contract_id` asc limit ?;
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` < ? limit ?) `counted`;
select `contracts_validations`.`contract_id`, `contracts_validations`.`version`, `contracts_validations`.`digest`, octet_length(`contracts`.`json`) from `contracts_validations` left join `contracts` on ((`contracts_validations`.`contract_id` = `contracts`.`contract_id`) and (`contracts_validations`.`version` = `contracts`.`version`) and (`contracts_validations`.`digest` = `contracts`.`digest`)) where `contracts_validations`.`judged_by` < ? order by `contracts_validations`.`judged_by` asc, `contracts_validations`.`errors` asc, `contracts_validations`.`contract_id` asc limit ?;
select `contracts`.`contract_id`, `contracts`.`version`, `contracts`.`digest`, `contracts`.`json`, `contracts_sources`.`source` from `contracts` left join `contracts_sources` on ((`contracts_sources`.`contract_id` = `contracts`.`contract_id`) and (`contracts_sources`.`version` = `contracts`.`version`) and (`contracts_sources`.`digest` = `contracts`.`digest`)) where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
begin;
update `contracts_validations` set `judged_by` = ?, `errors` = ?, `warnings` = ?, `infos` = ? where ((((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))) and (`contracts_validations`.`digest` = ?));
update `contracts_validations` set `judged_by` = ?, `errors` = ?, `warnings` = ?, `infos` = ? where ((((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))) and (`contracts_validations`.`digest` = ?));
commit;
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` > ? limit ?) `counted`;

-- reindex, everything
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select distinct `contract_id` from `contracts` where `contracts`.`contract_id` > ? order by `contracts`.`contract_id` asc limit ?;
select `contracts_texts`.`contract_id`, `contracts_texts`.`version` from `contracts_texts` left join `contracts` on ((`contracts`.`contract_id` = `contracts_texts`.`contract_id`) and (`contracts`.`version` = `contracts_texts`.`version`)) where ((`contracts_texts`.`contract_id` in (?, ?, ?, ?)) and ((`contracts`.`version` is null)));
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where `contracts`.`contract_id` in (?, ?, ?, ?);
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?, ?, ?, ?);
delete from `contracts_texts` where `contracts_texts`.`contract_id` in (?, ?, ?, ?);
delete from `contracts_tags` where `contracts_tags`.`contract_id` in (?, ?, ?, ?);
delete from `contracts_validations` where `contracts_validations`.`contract_id` in (?, ?, ?, ?);
select `json` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `json` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `json` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `json` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `json` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `json` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
update `contracts_search` set `contract_id` = ?, `version` = ?, `name_key` = ?, `status` = ?, `owner` = ?, `domain` = ?, `updated_at` = ?, `latest_terms` = ?, `older_terms` = ?, `fields_digest` = ? where `contracts_search`.`id` = ?;
update `contracts_version_sets` set `versions` = ?, `facets` = ?, `partial_terms` = ? where `contracts_version_sets`.`search_id` = ?;
update `contracts_search` set `contract_id` = ?, `version` = ?, `name_key` = ?, `status` = ?, `owner` = ?, `domain` = ?, `updated_at` = ?, `latest_terms` = ?, `older_terms` = ?, `fields_digest` = ? where `contracts_search`.`id` = ?;
update `contracts_version_sets` set `versions` = ?, `facets` = ?, `partial_terms` = ? where `contracts_version_sets`.`search_id` = ?;
update `contracts_search` set `contract_id` = ?, `version` = ?, `name_key` = ?, `status` = ?, `owner` = ?, `domain` = ?, `updated_at` = ?, `latest_terms` = ?, `older_terms` = ?, `fields_digest` = ? where `contracts_search`.`id` = ?;
update `contracts_version_sets` set `versions` = ?, `facets` = ?, `partial_terms` = ? where `contracts_version_sets`.`search_id` = ?;
update `contracts_search` set `contract_id` = ?, `version` = ?, `name_key` = ?, `status` = ?, `owner` = ?, `domain` = ?, `updated_at` = ?, `latest_terms` = ?, `older_terms` = ?, `fields_digest` = ? where `contracts_search`.`id` = ?;
update `contracts_version_sets` set `versions` = ?, `facets` = ?, `partial_terms` = ? where `contracts_version_sets`.`search_id` = ?;
delete from `contracts_terms` where `contracts_terms`.`search_id` in (?, ?, ?, ?);
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) select words.word, `contracts_search`.`id`, 1, ? from `contracts_search`, json_table(concat(?, replace(`contracts_search`.`latest_terms`, ?, ?), ?), "$[*]" columns (word varchar(80) character set ascii collate ascii_bin path "$")) as words where `contracts_search`.`id` in (?, ?);
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) values (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?);
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, `name_key`, `physical_name_key`, `logical_type`, `logical_type_key`, `physical_type`, `physical_type_key`, `physical_base_key`, `classification`, `classification_key`, `is_required`, `is_primary_key`, `is_critical`, `description` from `contracts_fields` where `contracts_fields`.`contract_id` = ? order by `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, `name_key`, `physical_name_key`, `logical_type`, `logical_type_key`, `physical_type`, `physical_type_key`, `physical_base_key`, `classification`, `classification_key`, `is_required`, `is_primary_key`, `is_critical`, `description` from `contracts_fields` where `contracts_fields`.`contract_id` = ? order by `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, `name_key`, `physical_name_key`, `logical_type`, `logical_type_key`, `physical_type`, `physical_type_key`, `physical_base_key`, `classification`, `classification_key`, `is_required`, `is_primary_key`, `is_critical`, `description` from `contracts_fields` where `contracts_fields`.`contract_id` = ? order by `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, `name_key`, `physical_name_key`, `logical_type`, `logical_type_key`, `physical_type`, `physical_type_key`, `physical_base_key`, `classification`, `classification_key`, `is_required`, `is_primary_key`, `is_critical`, `description` from `contracts_fields` where `contracts_fields`.`contract_id` = ? order by `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_tags` (`contract_id`, `version`, `position`, `search_id`, `tag`) values (?, ?, ?, ?, ?), (?, ?, ?, ?, ?), (?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?);
commit;
select distinct `contract_id` from `contracts` where `contracts`.`contract_id` > ? order by `contracts`.`contract_id` asc limit ?;
select `contract_id` from `contracts_search` where ((`contracts_search`.`contract_id` > ?) and (not exists (select 1 from `contracts` where `contracts`.`contract_id` = `contracts_search`.`contract_id`))) order by `contracts_search`.`contract_id` asc limit ?;
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` < ? limit ?) `counted`;
select `contracts_validations`.`contract_id`, `contracts_validations`.`version`, `contracts_validations`.`digest`, octet_length(`contracts`.`json`) from `contracts_validations` left join `contracts` on ((`contracts_validations`.`contract_id` = `contracts`.`contract_id`) and (`contracts_validations`.`version` = `contracts`.`version`) and (`contracts_validations`.`digest` = `contracts`.`digest`)) where `contracts_validations`.`judged_by` < ? order by `contracts_validations`.`judged_by` asc, `contracts_validations`.`errors` asc, `contracts_validations`.`contract_id` asc limit ?;
select `contracts`.`contract_id`, `contracts`.`version`, `contracts`.`digest`, `contracts`.`json`, `contracts_sources`.`source` from `contracts` left join `contracts_sources` on ((`contracts_sources`.`contract_id` = `contracts`.`contract_id`) and (`contracts_sources`.`version` = `contracts`.`version`) and (`contracts_sources`.`digest` = `contracts`.`digest`)) where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
begin;
update `contracts_validations` set `judged_by` = ?, `errors` = ?, `warnings` = ?, `infos` = ? where ((((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))) and (`contracts_validations`.`digest` = ?));
update `contracts_validations` set `judged_by` = ?, `errors` = ?, `warnings` = ?, `infos` = ? where ((((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))) and (`contracts_validations`.`digest` = ?));
update `contracts_validations` set `judged_by` = ?, `errors` = ?, `warnings` = ?, `infos` = ? where ((((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))) and (`contracts_validations`.`digest` = ?));
update `contracts_validations` set `judged_by` = ?, `errors` = ?, `warnings` = ?, `infos` = ? where ((((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))) and (`contracts_validations`.`digest` = ?));
update `contracts_validations` set `judged_by` = ?, `errors` = ?, `warnings` = ?, `infos` = ? where ((((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))) and (`contracts_validations`.`digest` = ?));
update `contracts_validations` set `judged_by` = ?, `errors` = ?, `warnings` = ?, `infos` = ? where ((((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))) and (`contracts_validations`.`digest` = ?));
commit;
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` > ? limit ?) `counted`;

-- listContracts, of the index, one page
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select `contract_id` from `contracts_search` order by `contracts_search`.`contract_id` asc limit ? offset ?;
select count(*) from `contracts_search`;
select distinct `contract_id` from `contracts` where `contracts`.`contract_id` in (?, ?);

-- adoptForeignRows
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
begin;
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select cast(`clock` as char) from `contracts_locks` where `contracts_locks`.`contract_id` = ?;
select `contract_id`, `version`, `name`, `json`, `fingerprint`, `created_at`, `digest`, `derived_from`, `revision` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?)) order by `contracts_history`.`revision` desc limit ?;
update `contracts` set `sort_key` = ?, `release_rank` = ?, `status` = ?, `owner` = ?, `domain` = ?, `digest` = ?, `derived_from` = ?, `revision` = ?, `updated_at` = ?, `updated_by` = ? where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
delete from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? when `contracts_locks`.`clock` < ? then `contracts_locks`.`clock` + 1 else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
insert into `contracts_locks` (`contract_id`, `clock`) values (?, ?);
select cast(`clock` as char) from `contracts_locks` where `contracts_locks`.`contract_id` = ?;
select `contract_id`, `version`, `name`, `json`, `fingerprint`, `created_at`, `digest`, `derived_from`, `revision` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
update `contracts` set `sort_key` = ?, `release_rank` = ?, `status` = ?, `owner` = ?, `domain` = ?, `digest` = ?, `derived_from` = ?, `revision` = ?, `updated_at` = ?, `updated_by` = ? where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
delete from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
commit;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where ((`contracts`.`is_foreign` = ?) and (((`contracts`.`contract_id` >= ?) and (((`contracts`.`contract_id` > ?) or (`contracts`.`version` > ?)))))) order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;

-- adoptForeignRows, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
update json_table(?, "$[*]" columns (c0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 bigint path "$.c2", c3 bigint path "$.c3")) as wanted straight_join `contracts_history` on ((`contracts_history`.`contract_id` = wanted.c0) and (`contracts_history`.`version` = wanted.c1) and (`contracts_history`.`revision` = wanted.c2)) set `contracts_history`.`sequence` = wanted.c3;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, octet_length(`json`) from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `digest`, `json` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `digest`, `json` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?))) or (((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?))));
delete from `contracts_tags` where ((((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?))) or (((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?))));
delete from `contracts_validations` where ((((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))) or (((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?, ?);
insert into `contracts_search` (`id`, `contract_id`, `version`, `name_key`, `status`, `owner`, `domain`, `updated_at`, `latest_terms`, `older_terms`, `fields_digest`) values (default, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select cast(`id` as char), `contract_id` from `contracts_search` where `contracts_search`.`contract_id` in (?);
delete from `contracts_version_sets` where `contracts_version_sets`.`search_id` in (?);
insert into `contracts_version_sets` (`search_id`, `versions`, `facets`, `partial_terms`) values (?, ?, ?, ?);
update `contracts_search` set `contract_id` = ?, `version` = ?, `name_key` = ?, `status` = ?, `owner` = ?, `domain` = ?, `updated_at` = ?, `latest_terms` = ?, `older_terms` = ?, `fields_digest` = ? where `contracts_search`.`id` = ?;
update `contracts_version_sets` set `versions` = ?, `facets` = ?, `partial_terms` = ? where `contracts_version_sets`.`search_id` = ?;
delete from `contracts_terms` where `contracts_terms`.`search_id` in (?);
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) select words.word, `contracts_search`.`id`, 1, ? from `contracts_search`, json_table(concat(?, replace(`contracts_search`.`latest_terms`, ?, ?), ?), "$[*]" columns (word varchar(80) character set ascii collate ascii_bin path "$")) as words where `contracts_search`.`id` in (?);
delete from `contracts_terms` where ((`contracts_terms`.`term` in (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)) and (`contracts_terms`.`search_id` = ?));
insert into `contracts_terms` (`term`, `search_id`, `in_latest`, `version_set`) values (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?);
insert into `contracts_texts` (`contract_id`, `version`, `release_rank`, `sort_key`, `updated_at`, `status`, `owner`, `domain`, `terms`) values (?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_validations` (`contract_id`, `version`, `digest`, `judged_by`, `errors`, `warnings`, `infos`) values (?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- enterForeignChanges
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select distinct `contract_id` from `contracts` where `contracts`.`contract_id` > ? order by `contracts`.`contract_id` asc limit ?;
select `contract_id`, `version` from `contracts` where `contracts`.`contract_id` in (?, ?, ?, ?, ?);
select `contract_id`, `version` from `contracts_texts` where `contracts_texts`.`contract_id` in (?, ?, ?, ?, ?);
select `contract_id` from `contracts_search` where `contracts_search`.`contract_id` in (?, ?, ?, ?, ?);
select distinct `contract_id` from `contracts` where `contracts`.`contract_id` > ? order by `contracts`.`contract_id` asc limit ?;
select `contract_id` from `contracts_search` where ((`contracts_search`.`contract_id` > ?) and (not exists (select 1 from `contracts` where `contracts`.`contract_id` = `contracts_search`.`contract_id`))) order by `contracts_search`.`contract_id` asc limit ?;
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` < ? limit ?) `counted`;
select `contracts_validations`.`contract_id`, `contracts_validations`.`version`, `contracts_validations`.`digest`, octet_length(`contracts`.`json`) from `contracts_validations` left join `contracts` on ((`contracts_validations`.`contract_id` = `contracts`.`contract_id`) and (`contracts_validations`.`version` = `contracts`.`version`) and (`contracts_validations`.`digest` = `contracts`.`digest`)) where `contracts_validations`.`judged_by` < ? order by `contracts_validations`.`judged_by` asc, `contracts_validations`.`errors` asc, `contracts_validations`.`contract_id` asc limit ?;
select `contracts`.`contract_id`, `contracts`.`version`, `contracts`.`digest`, `contracts`.`json`, `contracts_sources`.`source` from `contracts` left join `contracts_sources` on ((`contracts_sources`.`contract_id` = `contracts`.`contract_id`) and (`contracts_sources`.`version` = `contracts`.`version`) and (`contracts_sources`.`digest` = `contracts`.`digest`)) where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
begin;
update `contracts_validations` set `judged_by` = ?, `errors` = ?, `warnings` = ?, `infos` = ? where ((((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))) and (`contracts_validations`.`digest` = ?));
update `contracts_validations` set `judged_by` = ?, `errors` = ?, `warnings` = ?, `infos` = ? where ((((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?))) and (`contracts_validations`.`digest` = ?));
commit;
select count(*) from (select 1 from `contracts_validations` where `contracts_validations`.`judged_by` > ? limit ?) `counted`;

-- record, the entries of another store and a position in a log
begin;
update `contracts_feed` set `sequence` = ? where ((`contracts_feed`.`id` = ?) and (`contracts_feed`.`sequence` = ?));
insert into `contracts_feed` (`id`, `sequence`) values (?, ?);
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
insert into `contracts_feed` (`id`, `sequence`) values (?, ?);
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
select cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` = ?;
select `contract_id` from `contracts_locks` where `contracts_locks`.`contract_id` in (?);
insert into `contracts_locks` (`contract_id`, `clock`) values (?, ?);
select `contract_id`, `version` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts` (`contract_id`, `version`, `name`, `description`, `json`, `fingerprint`, `created_at`, `sort_key`, `release_rank`, `status`, `owner`, `domain`, `digest`, `derived_from`, `revision`, `updated_at`, `created_by`, `updated_by`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?)) order by `contracts_history`.`revision` desc limit ?;
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_revisions` (`contract_id`, `version`, `revision`, `json`, `source`, `fingerprint`, `digest`, `status`) values (?, ?, ?, ?, default, ?, ?, ?);
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
delete from `contracts` where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
delete from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_revisions` (`contract_id`, `version`, `revision`, `json`, `source`, `fingerprint`, `digest`, `status`) values (?, ?, ?, ?, default, ?, ?, ?);
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?)) order by `contracts_history`.`revision` desc limit ?;
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?)) order by `contracts_history`.`revision` asc;
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts` (`contract_id`, `version`, `name`, `description`, `json`, `fingerprint`, `created_at`, `sort_key`, `release_rank`, `status`, `owner`, `domain`, `digest`, `derived_from`, `revision`, `updated_at`, `created_by`, `updated_by`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_sources` (`contract_id`, `version`, `digest`, `source`) values (?, ?, ?, ?);
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from`, `revision`, `contract_id`, `name`, `owner`, `domain`, `created_at`, `created_by`, `updated_at`, `updated_by` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where ((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?)) order by `contracts_history`.`revision` desc limit ?;
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_revisions` (`contract_id`, `version`, `revision`, `json`, `source`, `fingerprint`, `digest`, `status`) values (?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_history` (`contract_id`, `version`, `revision`, `sequence`, `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
delete from `contracts` where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?) and (`contracts`.`revision` = ?));
delete from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `linked_at` from `contracts_links` where `contracts_links`.`link_key` = ?;
update `contracts_links` set `contract_id` = ?, `contract_version` = ?, `linked_at` = ?, `linked_by` = ? where `contracts_links`.`link_key` = ?;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- record, the entries of another store and a position in a log, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` = ?;
select cast(`sequence` as char), `contract_id`, `version`, `occurred_at`, `fingerprint_after` from `contracts_history` where `contracts_history`.`sequence` > ? order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `digest`, `created_at`, `updated_at` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
delete from `contracts_texts` where ((`contracts_texts`.`contract_id` = ?) and (`contracts_texts`.`version` = ?));
delete from `contracts_tags` where ((`contracts_tags`.`contract_id` = ?) and (`contracts_tags`.`version` = ?));
delete from `contracts_validations` where ((`contracts_validations`.`contract_id` = ?) and (`contracts_validations`.`version` = ?));
select cast(`contracts_search`.`id` as char), `contracts_search`.`contract_id`, `contracts_search`.`version`, `contracts_search`.`updated_at`, `contracts_search`.`latest_terms`, `contracts_search`.`older_terms`, `contracts_search`.`fields_digest`, `contracts_version_sets`.`versions`, `contracts_version_sets`.`partial_terms`, `contracts_version_sets`.`facets` from `contracts_search` left join `contracts_version_sets` on `contracts_version_sets`.`search_id` = `contracts_search`.`id` where `contracts_search`.`contract_id` in (?);
delete from `contracts_search` where `contracts_search`.`contract_id` = ?;
select `contract_id`, `position`, `kind`, `pointer`, `path`, `name`, `name_key`, `physical_name_key`, `logical_type`, `logical_type_key`, `physical_type`, `physical_type_key`, `physical_base_key`, `classification`, `classification_key`, `is_required`, `is_primary_key`, `is_critical`, `description` from `contracts_fields` where `contracts_fields`.`contract_id` = ? order by `contracts_fields`.`contract_id` asc, `contracts_fields`.`position` asc limit ?;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
commit;

-- record, entries that are recorded
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
select cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` = ?;
select `contract_id` from `contracts_locks` where `contracts_locks`.`contract_id` in (?);
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select `contract_id`, `version` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `contract_id`, `version`, max(`revision`) from `contracts_history` where (`contracts_history`.`contract_id`, `contracts_history`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k) group by `contracts_history`.`contract_id`, `contracts_history`.`version`;
select `occurred_at`, `operation`, `fingerprint_after` from `contracts_history` where ((((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) and (`contracts_history`.`revision` = ?));
select `occurred_at`, `operation`, `fingerprint_after` from `contracts_history` where ((((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) and (`contracts_history`.`revision` = ?));
select `occurred_at`, `operation`, `fingerprint_after` from `contracts_history` where ((((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) and (`contracts_history`.`revision` = ?));
select `occurred_at`, `operation`, `fingerprint_after` from `contracts_history` where ((((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) and (`contracts_history`.`revision` = ?));
select `linked_at` from `contracts_links` where `contracts_links`.`link_key` = ?;
commit;

-- restore
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
select cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` = ?;
select `contract_id` from `contracts_locks` where `contracts_locks`.`contract_id` in (?);
update `contracts_locks` set `clock` = case when `contracts_locks`.`clock` < ? then ? else `contracts_locks`.`clock` end where `contracts_locks`.`contract_id` = ?;
select `contract_id`, `version` from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `contract_id`, `version`, max(`revision`) from `contracts_history` where (`contracts_history`.`contract_id`, `contracts_history`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k) group by `contracts_history`.`contract_id`, `contracts_history`.`version`;
select `occurred_at`, `operation`, `fingerprint_after` from `contracts_history` where ((((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) and (`contracts_history`.`revision` = ?));
select `occurred_at`, `operation`, `fingerprint_after` from `contracts_history` where ((((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) and (`contracts_history`.`revision` = ?));
select `occurred_at`, `operation`, `fingerprint_after` from `contracts_history` where ((((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) and (`contracts_history`.`revision` = ?));
select `occurred_at`, `operation`, `fingerprint_after` from `contracts_history` where ((((`contracts_history`.`contract_id` = ?) and (`contracts_history`.`version` = ?))) and (`contracts_history`.`revision` = ?));
select `linked_at` from `contracts_links` where `contracts_links`.`link_key` = ?;
commit;

-- logPosition
select `id`, cast(`sequence` as char) from `contracts_feed` where `contracts_feed`.`id` in (?, ?);

-- entriesAfter
select `contract_id`, `version`, octet_length(`json`) from `contracts` where `contracts`.`is_foreign` = ? order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
select `revision` from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `revision`, cast(`sequence` as char), `occurred_at`, `caller`, `operation`, `name`, `status_before`, `status_after`, `fingerprint_before`, `fingerprint_after`, `reason`, `request_id`, `successor`, `sunset`, `compatibility` from `contracts_history` where (((`contracts_history`.`sequence` is not null)) and (`contracts_history`.`sequence` > ?)) order by `contracts_history`.`sequence` asc limit ?;
select `contract_id`, `version`, `revision`, octet_length(`json`) from `contracts` where (`contracts`.`contract_id`, `contracts`.`version`) in (select k.k0, k.k1 from json_table(?, "$[*]" columns (k0 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$[0]", k1 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$[1]")) as k);
select `contract_id`, `version`, `revision`, octet_length(`json`) from `contracts_revisions` where ((((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))));
select wanted.c0, `contracts`.`version`, case when concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) = wanted.c1 then null else `contracts`.`json` end, `contracts`.`fingerprint`, `contracts`.`release_rank`, `contracts`.`status`, `contracts`.`digest`, `contracts`.`derived_from`, `contracts`.`revision`, concat(lpad(crc32(`contracts`.`json`), 10, 0), octet_length(`contracts`.`json`)) from json_table(?, "$[*]" columns (c0 varchar(10) character set utf8mb4 collate utf8mb4_bin path "$.c0", c1 varchar(100) character set utf8mb4 collate utf8mb4_bin path "$.c1", c2 varchar(255) character set utf8mb4 collate utf8mb4_bin path "$.c2", c3 varchar(128) character set utf8mb4 collate utf8mb4_bin path "$.c3")) as wanted left join `contracts` on ((`contracts`.`contract_id` = wanted.c2) and (`contracts`.`version` = wanted.c3));
select `contract_id`, `version`, `revision`, `json`, `fingerprint`, `digest`, `status` from `contracts_revisions` where ((((((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))) or (((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?))))) and (`contracts_revisions`.`digest` <> ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `source`, `digest` from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `source`, `digest` from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `source`, `digest` from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `source`, `digest` from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `source`, `digest` from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `source`, `digest` from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `source`, `digest` from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `source`, `digest` from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `source`, `digest` from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `source`, `digest` from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `source`, `digest` from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `source`, `digest` from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `source`, `digest` from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `source`, `digest` from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?));
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
select `source`, `digest` from `contracts_revisions` where ((((`contracts_revisions`.`contract_id` = ?) and (`contracts_revisions`.`version` = ?))) and (`contracts_revisions`.`revision` = ?));

-- linkEntries
select `link_key`, `dataset_id`, `dataset_version`, `contract_id`, `contract_version`, `linked_at`, `linked_by` from `contracts_links` where `contracts_links`.`link_key` > ? order by `contracts_links`.`link_key` asc limit ?;

-- recordTestRun, the first of its id
begin;
insert into `contracts_test_runs` (`run_key`, `source`, `run_id`, `contract_id`, `version`, `fingerprint`, `is_latest`, `dataset_key`, `dataset_id`, `dataset_version`, `object`, `server`, `environment`, `result`, `started_at`, `ended_at`, `observed_at`, `observed_hour`, `observed_day`, `observed_week`, `received_at`, `duration_ms`, `row_count`, `error_count`, `passed_checks`, `warning_checks`, `failed_checks`, `error_checks`, `skipped_checks`, `caller`, `digest`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_test_checks` (`run_key`, `place`, `object`, `property`, `rule`, `type`, `result`, `detail`) values (?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_test_reports` (`run_key`, `received_at`, `report`) values (?, ?, ?);
update `contracts_test_states` set `server` = ? where `contracts_test_states`.`state_key` = ?;
insert into `contracts_test_states` (`state_key`, `contract_id`, `version`, `server`, `run_key`, `observed_at`, `severity`) values (?, ?, ?, ?, ?, ?, ?);
commit;

-- recordTestRun, known
begin;
insert into `contracts_test_runs` (`run_key`, `source`, `run_id`, `contract_id`, `version`, `fingerprint`, `is_latest`, `dataset_key`, `dataset_id`, `dataset_version`, `object`, `server`, `environment`, `result`, `started_at`, `ended_at`, `observed_at`, `observed_hour`, `observed_day`, `observed_week`, `received_at`, `duration_ms`, `row_count`, `error_count`, `passed_checks`, `warning_checks`, `failed_checks`, `error_checks`, `skipped_checks`, `caller`, `digest`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
commit;
select `contracts_test_runs`.`run_key`, `contracts_test_runs`.`source`, `contracts_test_runs`.`run_id`, `contracts_test_runs`.`contract_id`, `contracts_test_runs`.`version`, `contracts_test_runs`.`fingerprint`, `contracts_test_runs`.`is_latest`, `contracts_test_runs`.`dataset_id`, `contracts_test_runs`.`dataset_version`, `contracts_test_runs`.`object`, `contracts_test_runs`.`server`, `contracts_test_runs`.`environment`, `contracts_test_runs`.`result`, cast(`contracts_test_runs`.`started_at` as char), cast(`contracts_test_runs`.`ended_at` as char), cast(`contracts_test_runs`.`observed_at` as char), cast(`contracts_test_runs`.`received_at` as char), cast(`contracts_test_runs`.`duration_ms` as char), cast(`contracts_test_runs`.`row_count` as char), cast(`contracts_test_runs`.`error_count` as char), `contracts_test_runs`.`passed_checks`, `contracts_test_runs`.`warning_checks`, `contracts_test_runs`.`failed_checks`, `contracts_test_runs`.`error_checks`, `contracts_test_runs`.`skipped_checks`, `contracts_test_runs`.`caller`, `contracts_test_runs`.`digest`, `contracts_test_reports`.`run_key` from `contracts_test_runs` left join `contracts_test_reports` on `contracts_test_reports`.`run_key` = `contracts_test_runs`.`run_key` where `contracts_test_runs`.`run_key` = ?;

-- recordTestRun, another report, last wins
begin;
insert into `contracts_test_runs` (`run_key`, `source`, `run_id`, `contract_id`, `version`, `fingerprint`, `is_latest`, `dataset_key`, `dataset_id`, `dataset_version`, `object`, `server`, `environment`, `result`, `started_at`, `ended_at`, `observed_at`, `observed_hour`, `observed_day`, `observed_week`, `received_at`, `duration_ms`, `row_count`, `error_count`, `passed_checks`, `warning_checks`, `failed_checks`, `error_checks`, `skipped_checks`, `caller`, `digest`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
commit;
select `contracts_test_runs`.`run_key`, `contracts_test_runs`.`source`, `contracts_test_runs`.`run_id`, `contracts_test_runs`.`contract_id`, `contracts_test_runs`.`version`, `contracts_test_runs`.`fingerprint`, `contracts_test_runs`.`is_latest`, `contracts_test_runs`.`dataset_id`, `contracts_test_runs`.`dataset_version`, `contracts_test_runs`.`object`, `contracts_test_runs`.`server`, `contracts_test_runs`.`environment`, `contracts_test_runs`.`result`, cast(`contracts_test_runs`.`started_at` as char), cast(`contracts_test_runs`.`ended_at` as char), cast(`contracts_test_runs`.`observed_at` as char), cast(`contracts_test_runs`.`received_at` as char), cast(`contracts_test_runs`.`duration_ms` as char), cast(`contracts_test_runs`.`row_count` as char), cast(`contracts_test_runs`.`error_count` as char), `contracts_test_runs`.`passed_checks`, `contracts_test_runs`.`warning_checks`, `contracts_test_runs`.`failed_checks`, `contracts_test_runs`.`error_checks`, `contracts_test_runs`.`skipped_checks`, `contracts_test_runs`.`caller`, `contracts_test_runs`.`digest`, `contracts_test_reports`.`run_key` from `contracts_test_runs` left join `contracts_test_reports` on `contracts_test_reports`.`run_key` = `contracts_test_runs`.`run_key` where `contracts_test_runs`.`run_key` = ?;
begin;
update `contracts_test_runs` set `is_latest` = `contracts_test_runs`.`is_latest` where `contracts_test_runs`.`run_key` in (?);
select distinct `contract_id`, `version`, `server` from `contracts_test_runs` where `contracts_test_runs`.`run_key` in (?) order by `contracts_test_runs`.`contract_id` asc, `contracts_test_runs`.`version` asc, `contracts_test_runs`.`server` asc;
update `contracts_test_runs` set `source` = ?, `run_id` = ?, `version` = ?, `fingerprint` = ?, `is_latest` = ?, `dataset_key` = ?, `dataset_id` = ?, `dataset_version` = ?, `object` = ?, `server` = ?, `environment` = ?, `result` = ?, `started_at` = ?, `ended_at` = ?, `observed_at` = ?, `observed_hour` = ?, `observed_day` = ?, `observed_week` = ?, `received_at` = ?, `duration_ms` = ?, `row_count` = ?, `error_count` = ?, `passed_checks` = ?, `warning_checks` = ?, `failed_checks` = ?, `error_checks` = ?, `skipped_checks` = ?, `caller` = ?, `digest` = ? where ((`contracts_test_runs`.`run_key` = ?) and (`contracts_test_runs`.`contract_id` = ?));
delete from `contracts_test_checks` where `contracts_test_checks`.`run_key` in (?);
delete from `contracts_test_reports` where `contracts_test_reports`.`run_key` in (?);
insert into `contracts_test_checks` (`run_key`, `place`, `object`, `property`, `rule`, `type`, `result`, `detail`) values (?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_test_reports` (`run_key`, `received_at`, `report`) values (?, ?, ?);
update `contracts_test_states` set `server` = ? where `contracts_test_states`.`state_key` = ?;
delete from `contracts_test_states` where ((`contracts_test_states`.`state_key` = ?) and (`contracts_test_states`.`run_key` in (?)));
select `run_key`, cast(`observed_at` as char), `result` from `contracts_test_runs` where ((`contracts_test_runs`.`contract_id` = ?) and (`contracts_test_runs`.`version` = ?) and (`contracts_test_runs`.`server` = ?)) order by `contracts_test_runs`.`observed_at` desc, `contracts_test_runs`.`run_key` desc limit ?;
update `contracts_test_states` set `server` = ? where `contracts_test_states`.`state_key` = ?;
insert into `contracts_test_states` (`state_key`, `contract_id`, `version`, `server`, `run_key`, `observed_at`, `severity`) values (?, ?, ?, ?, ?, ?, ?);
update `contracts_test_states` set `server` = ? where `contracts_test_states`.`state_key` = ?;
update `contracts_test_states` set `run_key` = ?, `observed_at` = ?, `severity` = ? where ((`contracts_test_states`.`state_key` = ?) and (((`contracts_test_states`.`observed_at` < ?) or (((`contracts_test_states`.`observed_at` = ?) and (`contracts_test_states`.`run_key` < ?))))));
commit;

-- restoreRuns
begin;
insert into `contracts_test_runs` (`run_key`, `source`, `run_id`, `contract_id`, `version`, `fingerprint`, `is_latest`, `dataset_key`, `dataset_id`, `dataset_version`, `object`, `server`, `environment`, `result`, `started_at`, `ended_at`, `observed_at`, `observed_hour`, `observed_day`, `observed_week`, `received_at`, `duration_ms`, `row_count`, `error_count`, `passed_checks`, `warning_checks`, `failed_checks`, `error_checks`, `skipped_checks`, `caller`, `digest`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
commit;
select `contracts_test_runs`.`run_key`, `contracts_test_runs`.`source`, `contracts_test_runs`.`run_id`, `contracts_test_runs`.`contract_id`, `contracts_test_runs`.`version`, `contracts_test_runs`.`fingerprint`, `contracts_test_runs`.`is_latest`, `contracts_test_runs`.`dataset_id`, `contracts_test_runs`.`dataset_version`, `contracts_test_runs`.`object`, `contracts_test_runs`.`server`, `contracts_test_runs`.`environment`, `contracts_test_runs`.`result`, cast(`contracts_test_runs`.`started_at` as char), cast(`contracts_test_runs`.`ended_at` as char), cast(`contracts_test_runs`.`observed_at` as char), cast(`contracts_test_runs`.`received_at` as char), cast(`contracts_test_runs`.`duration_ms` as char), cast(`contracts_test_runs`.`row_count` as char), cast(`contracts_test_runs`.`error_count` as char), `contracts_test_runs`.`passed_checks`, `contracts_test_runs`.`warning_checks`, `contracts_test_runs`.`failed_checks`, `contracts_test_runs`.`error_checks`, `contracts_test_runs`.`skipped_checks`, `contracts_test_runs`.`caller`, `contracts_test_runs`.`digest`, `contracts_test_reports`.`run_key` from `contracts_test_runs` left join `contracts_test_reports` on `contracts_test_reports`.`run_key` = `contracts_test_runs`.`run_key` where `contracts_test_runs`.`run_key` = ?;

-- overwriteRuns
begin;
update `contracts_test_runs` set `is_latest` = `contracts_test_runs`.`is_latest` where `contracts_test_runs`.`run_key` in (?);
select distinct `contract_id`, `version`, `server` from `contracts_test_runs` where `contracts_test_runs`.`run_key` in (?) order by `contracts_test_runs`.`contract_id` asc, `contracts_test_runs`.`version` asc, `contracts_test_runs`.`server` asc;
delete from `contracts_test_runs` where `contracts_test_runs`.`run_key` in (?);
delete from `contracts_test_checks` where `contracts_test_checks`.`run_key` in (?);
delete from `contracts_test_reports` where `contracts_test_reports`.`run_key` in (?);
update `contracts_test_states` set `server` = ? where `contracts_test_states`.`state_key` = ?;
delete from `contracts_test_states` where ((`contracts_test_states`.`state_key` = ?) and (`contracts_test_states`.`run_key` in (?)));
select `run_key`, cast(`observed_at` as char), `result` from `contracts_test_runs` where ((`contracts_test_runs`.`contract_id` = ?) and (`contracts_test_runs`.`version` = ?) and (`contracts_test_runs`.`server` = ?)) order by `contracts_test_runs`.`observed_at` desc, `contracts_test_runs`.`run_key` desc limit ?;
insert into `contracts_test_runs` (`run_key`, `source`, `run_id`, `contract_id`, `version`, `fingerprint`, `is_latest`, `dataset_key`, `dataset_id`, `dataset_version`, `object`, `server`, `environment`, `result`, `started_at`, `ended_at`, `observed_at`, `observed_hour`, `observed_day`, `observed_week`, `received_at`, `duration_ms`, `row_count`, `error_count`, `passed_checks`, `warning_checks`, `failed_checks`, `error_checks`, `skipped_checks`, `caller`, `digest`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_test_checks` (`run_key`, `place`, `object`, `property`, `rule`, `type`, `result`, `detail`) values (?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_test_reports` (`run_key`, `received_at`, `report`) values (?, ?, ?);
update `contracts_test_states` set `server` = ? where `contracts_test_states`.`state_key` = ?;
insert into `contracts_test_states` (`state_key`, `contract_id`, `version`, `server`, `run_key`, `observed_at`, `severity`) values (?, ?, ?, ?, ?, ?, ?);
commit;

-- keptRuns
select `contracts_test_runs`.`run_key`, `contracts_test_runs`.`source`, `contracts_test_runs`.`run_id`, `contracts_test_runs`.`contract_id`, `contracts_test_runs`.`version`, `contracts_test_runs`.`fingerprint`, `contracts_test_runs`.`is_latest`, `contracts_test_runs`.`dataset_id`, `contracts_test_runs`.`dataset_version`, `contracts_test_runs`.`object`, `contracts_test_runs`.`server`, `contracts_test_runs`.`environment`, `contracts_test_runs`.`result`, cast(`contracts_test_runs`.`started_at` as char), cast(`contracts_test_runs`.`ended_at` as char), cast(`contracts_test_runs`.`observed_at` as char), cast(`contracts_test_runs`.`received_at` as char), cast(`contracts_test_runs`.`duration_ms` as char), cast(`contracts_test_runs`.`row_count` as char), cast(`contracts_test_runs`.`error_count` as char), `contracts_test_runs`.`passed_checks`, `contracts_test_runs`.`warning_checks`, `contracts_test_runs`.`failed_checks`, `contracts_test_runs`.`error_checks`, `contracts_test_runs`.`skipped_checks`, `contracts_test_runs`.`caller`, `contracts_test_runs`.`digest`, `contracts_test_reports`.`run_key` from `contracts_test_runs` left join `contracts_test_reports` on `contracts_test_reports`.`run_key` = `contracts_test_runs`.`run_key` where `contracts_test_runs`.`run_key` > ? order by `contracts_test_runs`.`run_key` asc limit ?;
select `run_key`, `object`, `property`, `rule`, `type`, `result`, `detail` from `contracts_test_checks` where ((`contracts_test_checks`.`run_key` = ?) and (`contracts_test_checks`.`place` < ?)) order by `contracts_test_checks`.`run_key` asc, `contracts_test_checks`.`place` asc;
select `run_key`, octet_length(`report`) from `contracts_test_reports` where `contracts_test_reports`.`run_key` = ?;
select `run_key`, `report` from `contracts_test_reports` where `contracts_test_reports`.`run_key` = ?;

-- keysBeginning
select `run_key` from `contracts_test_runs` where ((`contracts_test_runs`.`run_key` >= ?) and (`contracts_test_runs`.`run_key` < ?));

-- keysOf
select `run_key` from `contracts_test_runs` where `contracts_test_runs`.`contract_id` = ?;

-- deleteKeys
begin;
update `contracts_test_runs` set `is_latest` = `contracts_test_runs`.`is_latest` where `contracts_test_runs`.`run_key` in (?);
select distinct `contract_id`, `version`, `server` from `contracts_test_runs` where `contracts_test_runs`.`run_key` in (?) order by `contracts_test_runs`.`contract_id` asc, `contracts_test_runs`.`version` asc, `contracts_test_runs`.`server` asc;
delete from `contracts_test_runs` where `contracts_test_runs`.`run_key` in (?);
delete from `contracts_test_checks` where `contracts_test_checks`.`run_key` in (?);
delete from `contracts_test_reports` where `contracts_test_reports`.`run_key` in (?);
commit;

-- testRun
select `contracts_test_runs`.`run_key`, `contracts_test_runs`.`source`, `contracts_test_runs`.`run_id`, `contracts_test_runs`.`contract_id`, `contracts_test_runs`.`version`, `contracts_test_runs`.`fingerprint`, `contracts_test_runs`.`is_latest`, `contracts_test_runs`.`dataset_id`, `contracts_test_runs`.`dataset_version`, `contracts_test_runs`.`object`, `contracts_test_runs`.`server`, `contracts_test_runs`.`environment`, `contracts_test_runs`.`result`, cast(`contracts_test_runs`.`started_at` as char), cast(`contracts_test_runs`.`ended_at` as char), cast(`contracts_test_runs`.`observed_at` as char), cast(`contracts_test_runs`.`received_at` as char), cast(`contracts_test_runs`.`duration_ms` as char), cast(`contracts_test_runs`.`row_count` as char), cast(`contracts_test_runs`.`error_count` as char), `contracts_test_runs`.`passed_checks`, `contracts_test_runs`.`warning_checks`, `contracts_test_runs`.`failed_checks`, `contracts_test_runs`.`error_checks`, `contracts_test_runs`.`skipped_checks`, `contracts_test_runs`.`caller`, `contracts_test_runs`.`digest`, `contracts_test_reports`.`run_key` from `contracts_test_runs` left join `contracts_test_reports` on `contracts_test_reports`.`run_key` = `contracts_test_runs`.`run_key` where `contracts_test_runs`.`run_key` = ?;

-- testReport
select `run_key`, `report` from `contracts_test_reports` where `contracts_test_reports`.`run_key` = ?;

-- failedChecks
select `run_key`, `object`, `property`, `rule`, `type`, `result`, `detail` from `contracts_test_checks` where ((`contracts_test_checks`.`run_key` = ?) and (`contracts_test_checks`.`place` < ?)) order by `contracts_test_checks`.`run_key` asc, `contracts_test_checks`.`place` asc;

-- testRunParts
select `run_key`, `object`, `property`, `rule`, `type`, `result`, `detail` from `contracts_test_checks` where ((`contracts_test_checks`.`run_key` in (?, ?)) and (`contracts_test_checks`.`place` < ?)) order by `contracts_test_checks`.`run_key` asc, `contracts_test_checks`.`place` asc;
select `run_key`, octet_length(`report`) from `contracts_test_reports` where `contracts_test_reports`.`run_key` in (?, ?);
select `run_key`, `report` from `contracts_test_reports` where `contracts_test_reports`.`run_key` = ?;

-- testRuns
select `contracts_test_runs`.`run_key`, `contracts_test_runs`.`source`, `contracts_test_runs`.`run_id`, `contracts_test_runs`.`contract_id`, `contracts_test_runs`.`version`, `contracts_test_runs`.`fingerprint`, `contracts_test_runs`.`is_latest`, `contracts_test_runs`.`dataset_id`, `contracts_test_runs`.`dataset_version`, `contracts_test_runs`.`object`, `contracts_test_runs`.`server`, `contracts_test_runs`.`environment`, `contracts_test_runs`.`result`, cast(`contracts_test_runs`.`started_at` as char), cast(`contracts_test_runs`.`ended_at` as char), cast(`contracts_test_runs`.`observed_at` as char), cast(`contracts_test_runs`.`received_at` as char), cast(`contracts_test_runs`.`duration_ms` as char), cast(`contracts_test_runs`.`row_count` as char), cast(`contracts_test_runs`.`error_count` as char), `contracts_test_runs`.`passed_checks`, `contracts_test_runs`.`warning_checks`, `contracts_test_runs`.`failed_checks`, `contracts_test_runs`.`error_checks`, `contracts_test_runs`.`skipped_checks`, `contracts_test_runs`.`caller`, `contracts_test_runs`.`digest`, `contracts_test_reports`.`run_key` from `contracts_test_runs` left join `contracts_test_reports` on `contracts_test_reports`.`run_key` = `contracts_test_runs`.`run_key` where ((((`contracts_test_runs`.`contract_id` = ?) and (`contracts_test_runs`.`version` = ?) and (`contracts_test_runs`.`source` = ?) and (`contracts_test_runs`.`object` = ?) and (`contracts_test_runs`.`server` = ?) and (`contracts_test_runs`.`environment` = ?) and (((`contracts_test_runs`.`contract_id` in (?)) or (((`contracts_test_runs`.`contract_id` >= ?) and (`contracts_test_runs`.`contract_id` < ?))))) and (`contracts_test_runs`.`dataset_key` = ?) and (`contracts_test_runs`.`dataset_version` = ?) and (`contracts_test_runs`.`result` in (?)) and (`contracts_test_runs`.`observed_at` >= ?) and (`contracts_test_runs`.`observed_at` < ?))) and (((`contracts_test_runs`.`observed_at` < ?) or (((`contracts_test_runs`.`observed_at` = ?) and (`contracts_test_runs`.`run_key` < ?)))))) order by `contracts_test_runs`.`observed_at` desc, `contracts_test_runs`.`run_key` desc limit ?;

-- testedDatasets
select distinct `dataset_id` from `contracts_test_runs` where (((`contracts_test_runs`.`dataset_id` is not null)) and (((`contracts_test_runs`.`contract_id` in (?)) or (((`contracts_test_runs`.`contract_id` >= ?) and (`contracts_test_runs`.`contract_id` < ?)))))) order by `contracts_test_runs`.`dataset_id` asc limit ?;

-- countTestRuns
select count(*) from `contracts_test_runs` where ((`contracts_test_runs`.`contract_id` = ?) and (`contracts_test_runs`.`version` = ?));

-- lastTestRuns
select `server`, max(`observed_at`) from `contracts_test_states` where `contracts_test_states`.`contract_id` = ? group by `contracts_test_states`.`server` order by max(`contracts_test_states`.`observed_at`) desc, `contracts_test_states`.`server` asc limit ?;
select `contracts_test_runs`.`run_key`, `contracts_test_runs`.`source`, `contracts_test_runs`.`run_id`, `contracts_test_runs`.`contract_id`, `contracts_test_runs`.`version`, `contracts_test_runs`.`fingerprint`, `contracts_test_runs`.`is_latest`, `contracts_test_runs`.`dataset_id`, `contracts_test_runs`.`dataset_version`, `contracts_test_runs`.`object`, `contracts_test_runs`.`server`, `contracts_test_runs`.`environment`, `contracts_test_runs`.`result`, cast(`contracts_test_runs`.`started_at` as char), cast(`contracts_test_runs`.`ended_at` as char), cast(`contracts_test_runs`.`observed_at` as char), cast(`contracts_test_runs`.`received_at` as char), cast(`contracts_test_runs`.`duration_ms` as char), cast(`contracts_test_runs`.`row_count` as char), cast(`contracts_test_runs`.`error_count` as char), `contracts_test_runs`.`passed_checks`, `contracts_test_runs`.`warning_checks`, `contracts_test_runs`.`failed_checks`, `contracts_test_runs`.`error_checks`, `contracts_test_runs`.`skipped_checks`, `contracts_test_runs`.`caller`, `contracts_test_runs`.`digest`, `contracts_test_reports`.`run_key` from `contracts_test_runs` left join `contracts_test_reports` on `contracts_test_reports`.`run_key` = `contracts_test_runs`.`run_key` where ((`contracts_test_runs`.`contract_id` = ?) and (`contracts_test_runs`.`server` = ?)) order by `contracts_test_runs`.`observed_at` desc, `contracts_test_runs`.`run_key` desc limit ?;

-- testFigures
select figures.bucket, figures.runs, figures.passed, figures.warning, figures.failed, figures.error, figures.unknown, figures.all_rows, figures.all_errors, figures.duration, figures.measured, figures.p95 from (select bucket, count(*) as runs, sum(case when result = ? then 1 else 0 end) as `passed`, sum(case when result = ? then 1 else 0 end) as `warning`, sum(case when result = ? then 1 else 0 end) as `failed`, sum(case when result = ? then 1 else 0 end) as `error`, sum(case when result = ? then 1 else 0 end) as `unknown`, sum(row_count) as all_rows, sum(error_count) as all_errors, sum(duration_ms) as duration, count(duration_ms) as measured, min(case when duration_ms is not null and place * 100 >= places * 95 then duration_ms end) as p95 from (select 0 as bucket, `contracts_test_runs`.`result` as result, `contracts_test_runs`.`row_count` as row_count, `contracts_test_runs`.`error_count` as error_count, `contracts_test_runs`.`duration_ms` as duration_ms, row_number() over (partition by case when `contracts_test_runs`.`duration_ms` is null then 0 else 1 end order by `contracts_test_runs`.`duration_ms`) as place, count(*) over (partition by case when `contracts_test_runs`.`duration_ms` is null then 0 else 1 end) as places from `contracts_test_runs` where `contracts_test_runs`.`contract_id` = ?) measured group by bucket) figures order by figures.bucket desc limit ?;

-- testBuckets
select figures.bucket, figures.runs, figures.passed, figures.warning, figures.failed, figures.error, figures.unknown, figures.all_rows, figures.all_errors, figures.duration, figures.measured, figures.p95 from (select bucket, count(*) as runs, sum(case when result = ? then 1 else 0 end) as `passed`, sum(case when result = ? then 1 else 0 end) as `warning`, sum(case when result = ? then 1 else 0 end) as `failed`, sum(case when result = ? then 1 else 0 end) as `error`, sum(case when result = ? then 1 else 0 end) as `unknown`, sum(row_count) as all_rows, sum(error_count) as all_errors, sum(duration_ms) as duration, count(duration_ms) as measured, min(case when duration_ms is not null and place * 100 >= places * 95 then duration_ms end) as p95 from (select `contracts_test_runs`.`observed_day` as bucket, `contracts_test_runs`.`result` as result, `contracts_test_runs`.`row_count` as row_count, `contracts_test_runs`.`error_count` as error_count, `contracts_test_runs`.`duration_ms` as duration_ms, row_number() over (partition by `contracts_test_runs`.`observed_day`, case when `contracts_test_runs`.`duration_ms` is null then 0 else 1 end order by `contracts_test_runs`.`duration_ms`) as place, count(*) over (partition by `contracts_test_runs`.`observed_day`, case when `contracts_test_runs`.`duration_ms` is null then 0 else 1 end) as places from `contracts_test_runs` where `contracts_test_runs`.`contract_id` = ?) measured group by bucket) figures order by figures.bucket desc limit ?;

-- failingChecks
select `contracts_test_checks`.`object`, `contracts_test_checks`.`property`, `contracts_test_checks`.`rule`, `contracts_test_checks`.`type`, count(distinct `contracts_test_checks`.`run_key`) from `contracts_test_checks` left join `contracts_test_runs` on `contracts_test_runs`.`run_key` = `contracts_test_checks`.`run_key` where ((`contracts_test_checks`.`result` in (?, ?)) and (`contracts_test_runs`.`contract_id` = ?)) group by `contracts_test_checks`.`object`, `contracts_test_checks`.`property`, `contracts_test_checks`.`rule`, `contracts_test_checks`.`type` order by count(distinct `contracts_test_checks`.`run_key`) desc, `contracts_test_checks`.`object`, `contracts_test_checks`.`property`, `contracts_test_checks`.`rule`, `contracts_test_checks`.`type` limit ?;

-- failingSince
select min(`observed_at`) from `contracts_test_runs` where ((`contracts_test_runs`.`contract_id` = ?) and (`contracts_test_runs`.`result` in (?, ?)) and (`contracts_test_runs`.`observed_at` > (select coalesce(max(`contracts_test_runs`.`observed_at`), -1) from `contracts_test_runs` where ((`contracts_test_runs`.`contract_id` = ?) and (`contracts_test_runs`.`result` in (?, ?))))));

-- sweepTestRuns
begin;
update `contracts_test_sweeps` set `until` = ? where ((`contracts_test_sweeps`.`id` = ?) and (`contracts_test_sweeps`.`until` < ?));
insert into `contracts_test_sweeps` (`id`, `until`) values (?, ?);
commit;
select `run_key` from `contracts_test_reports` where `contracts_test_reports`.`received_at` < ? order by `contracts_test_reports`.`received_at` asc, `contracts_test_reports`.`run_key` asc limit ?;
begin;
delete from `contracts_test_reports` where ((`contracts_test_reports`.`run_key` in (?)) and (`contracts_test_reports`.`received_at` < ?));
commit;
select `run_key` from `contracts_test_reports` where `contracts_test_reports`.`received_at` < ? order by `contracts_test_reports`.`received_at` asc, `contracts_test_reports`.`run_key` asc limit ?;
select `event_key` from `contracts_dataset_events` where `contracts_dataset_events`.`received_at` < ? order by `contracts_dataset_events`.`received_at` asc, `contracts_dataset_events`.`event_key` asc limit ?;
select old_groups.contract_id, old_groups.version, old_groups.server, old_groups.runs, old_groups.oldest, old_groups.place from (select `contracts_test_runs`.`contract_id`, `contracts_test_runs`.`version`, `contracts_test_runs`.`server`, count(*) as runs, min(`contracts_test_runs`.`received_at`) as oldest, row_number() over (partition by `contracts_test_runs`.`contract_id` order by max(`contracts_test_runs`.`received_at`) desc, `contracts_test_runs`.`version`, `contracts_test_runs`.`server`) as place from `contracts_test_runs` group by `contracts_test_runs`.`contract_id`, `contracts_test_runs`.`version`, `contracts_test_runs`.`server`) old_groups where ((old_groups.oldest < ?) and (((old_groups.runs > ?) or (old_groups.place > ?)))) order by old_groups.contract_id asc, old_groups.version asc, old_groups.server asc limit ?;
select cast(`observed_at` as char), `run_key` from `contracts_test_runs` where ((`contracts_test_runs`.`contract_id` = ?) and (`contracts_test_runs`.`version` = ?) and (`contracts_test_runs`.`server` = ?)) order by `contracts_test_runs`.`observed_at` desc, `contracts_test_runs`.`run_key` desc limit ?;
select `run_key` from `contracts_test_runs` where ((((`contracts_test_runs`.`contract_id` = ?) and (`contracts_test_runs`.`version` = ?) and (`contracts_test_runs`.`server` = ?))) and (`contracts_test_runs`.`received_at` < ?)) order by `contracts_test_runs`.`observed_at` desc, `contracts_test_runs`.`run_key` desc limit ?;
begin;
update `contracts_test_runs` set `is_latest` = `contracts_test_runs`.`is_latest` where `contracts_test_runs`.`run_key` in (?);
select distinct `contract_id`, `version`, `server` from `contracts_test_runs` where `contracts_test_runs`.`run_key` in (?) order by `contracts_test_runs`.`contract_id` asc, `contracts_test_runs`.`version` asc, `contracts_test_runs`.`server` asc;
delete from `contracts_test_runs` where `contracts_test_runs`.`run_key` in (?);
delete from `contracts_test_checks` where `contracts_test_checks`.`run_key` in (?);
delete from `contracts_test_reports` where `contracts_test_reports`.`run_key` in (?);
update `contracts_test_states` set `server` = ? where `contracts_test_states`.`state_key` = ?;
delete from `contracts_test_states` where ((`contracts_test_states`.`state_key` = ?) and (`contracts_test_states`.`run_key` in (?)));
select `run_key`, cast(`observed_at` as char), `result` from `contracts_test_runs` where ((`contracts_test_runs`.`contract_id` = ?) and (`contracts_test_runs`.`version` = ?) and (`contracts_test_runs`.`server` = ?)) order by `contracts_test_runs`.`observed_at` desc, `contracts_test_runs`.`run_key` desc limit ?;
commit;
begin;
update `contracts_test_sweeps` set `until` = ? where ((`contracts_test_sweeps`.`id` = ?) and (`contracts_test_sweeps`.`until` = ?));
commit;

-- deleteTestRuns, one
begin;
update `contracts_test_runs` set `is_latest` = `contracts_test_runs`.`is_latest` where `contracts_test_runs`.`run_key` in (?);
select distinct `contract_id`, `version`, `server` from `contracts_test_runs` where `contracts_test_runs`.`run_key` in (?) order by `contracts_test_runs`.`contract_id` asc, `contracts_test_runs`.`version` asc, `contracts_test_runs`.`server` asc;
delete from `contracts_test_runs` where `contracts_test_runs`.`run_key` in (?);
delete from `contracts_test_checks` where `contracts_test_checks`.`run_key` in (?);
delete from `contracts_test_reports` where `contracts_test_reports`.`run_key` in (?);
commit;

-- deleteTestRuns, those of a dataset
select `run_key` from `contracts_test_runs` where ((`contracts_test_runs`.`contract_id` = ?) and (`contracts_test_runs`.`version` = ?) and (`contracts_test_runs`.`source` = ?) and (`contracts_test_runs`.`object` = ?) and (`contracts_test_runs`.`server` = ?) and (`contracts_test_runs`.`environment` = ?) and (((`contracts_test_runs`.`contract_id` in (?)) or (((`contracts_test_runs`.`contract_id` >= ?) and (`contracts_test_runs`.`contract_id` < ?))))) and (`contracts_test_runs`.`dataset_key` = ?) and (`contracts_test_runs`.`dataset_version` = ?) and (`contracts_test_runs`.`result` in (?)) and (`contracts_test_runs`.`observed_at` >= ?) and (`contracts_test_runs`.`observed_at` < ?));

-- recordTestRun, an equal one of later
begin;
insert into `contracts_test_runs` (`run_key`, `source`, `run_id`, `contract_id`, `version`, `fingerprint`, `is_latest`, `dataset_key`, `dataset_id`, `dataset_version`, `object`, `server`, `environment`, `result`, `started_at`, `ended_at`, `observed_at`, `observed_hour`, `observed_day`, `observed_week`, `received_at`, `duration_ms`, `row_count`, `error_count`, `passed_checks`, `warning_checks`, `failed_checks`, `error_checks`, `skipped_checks`, `caller`, `digest`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_test_checks` (`run_key`, `place`, `object`, `property`, `rule`, `type`, `result`, `detail`) values (?, ?, ?, ?, ?, ?, ?, ?);
insert into `contracts_test_reports` (`run_key`, `received_at`, `report`) values (?, ?, ?);
update `contracts_test_states` set `server` = ? where `contracts_test_states`.`state_key` = ?;
insert into `contracts_test_states` (`state_key`, `contract_id`, `version`, `server`, `run_key`, `observed_at`, `severity`) values (?, ?, ?, ?, ?, ?, ?);
commit;

-- recordDatasetEvent
begin;
insert into `contracts_dataset_events` (`event_key`, `dataset_key`, `version_key`, `dataset_id`, `dataset_version`, `contract_id`, `contract_version`, `received_at`, `size`, `caller`, `event`, `lineage`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select cast(`received_at` as char), `event_key` from `contracts_dataset_events` where `contracts_dataset_events`.`version_key` = ? order by `contracts_dataset_events`.`received_at` desc, `contracts_dataset_events`.`event_key` desc limit ? offset ?;
commit;
begin;
insert into `contracts_dataset_events` (`event_key`, `dataset_key`, `version_key`, `dataset_id`, `dataset_version`, `contract_id`, `contract_version`, `received_at`, `size`, `caller`, `event`, `lineage`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
commit;

-- eventsOfDataset
select `event_key`, `size` from `contracts_dataset_events` where ((`contracts_dataset_events`.`version_key` = ?) and (((`contracts_dataset_events`.`contract_id` in (?)) or (((`contracts_dataset_events`.`contract_id` >= ?) and (`contracts_dataset_events`.`contract_id` < ?)))))) order by `contracts_dataset_events`.`received_at` desc, `contracts_dataset_events`.`event_key` desc limit ?;
select `event_key`, `dataset_id`, `dataset_version`, `contract_id`, `contract_version`, cast(`received_at` as char), `event`, `lineage` from `contracts_dataset_events` where `contracts_dataset_events`.`event_key` in (?);

-- eventsOfDataset, of all versions
select `event_key`, `size` from `contracts_dataset_events` where `contracts_dataset_events`.`dataset_key` = ? order by `contracts_dataset_events`.`received_at` desc, `contracts_dataset_events`.`event_key` desc limit ?;
select `event_key`, `dataset_id`, `dataset_version`, `contract_id`, `contract_version`, cast(`received_at` as char), `event`, `lineage` from `contracts_dataset_events` where `contracts_dataset_events`.`event_key` in (?);

-- datasetsWithEvents
select distinct `dataset_id` from `contracts_dataset_events` where ((`contracts_dataset_events`.`contract_id` in (?)) or (((`contracts_dataset_events`.`contract_id` >= ?) and (`contracts_dataset_events`.`contract_id` < ?)))) order by `contracts_dataset_events`.`dataset_id` asc limit ?;

-- deleteReceivedBefore
select `event_key` from `contracts_dataset_events` where `contracts_dataset_events`.`received_at` < ? order by `contracts_dataset_events`.`received_at` asc, `contracts_dataset_events`.`event_key` asc limit ?;
begin;
delete from `contracts_dataset_events` where ((`contracts_dataset_events`.`event_key` in (?)) and (`contracts_dataset_events`.`received_at` < ?));
commit;
select `event_key` from `contracts_dataset_events` where `contracts_dataset_events`.`received_at` < ? order by `contracts_dataset_events`.`received_at` asc, `contracts_dataset_events`.`event_key` asc limit ?;

-- clear
begin;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
update `contracts_feed` set `sequence` = ? where `contracts_feed`.`id` = ?;
delete from `contracts_feed` where 1 = 1;
delete from `contracts` where 1 = 1;
delete from `contracts_sources` where 1 = 1;
delete from `contracts_locks` where 1 = 1;
delete from `contracts_revisions` where 1 = 1;
delete from `contracts_links` where 1 = 1;
delete from `contracts_active_versions` where 1 = 1;
delete from `contracts_history` where 1 = 1;
delete from `contracts_texts` where 1 = 1;
delete from `contracts_fields` where 1 = 1;
delete from `contracts_tags` where 1 = 1;
delete from `contracts_search` where 1 = 1;
delete from `contracts_version_sets` where 1 = 1;
delete from `contracts_validations` where 1 = 1;
delete from `contracts_terms` where 1 = 1;
commit;

-- clear, and the index follows
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
begin;
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
insert into `contracts_feed` (`id`, `sequence`) values (?, ?);
update `contracts_feed` set `sequence` = `contracts_feed`.`sequence` where `contracts_feed`.`id` = ?;
select `contract_id`, `version`, `revision`, (select `contracts_feed`.`sequence` from `contracts_feed` where `contracts_feed`.`id` = ?) from `contracts_history` where (`contracts_history`.`sequence` is null) order by `contracts_history`.`occurred_at` asc, `contracts_history`.`contract_id` asc, `contracts_history`.`version` asc, `contracts_history`.`revision` asc limit ?;
commit;
select `id`, cast(`sequence` as char), case when exists (select 1 from `contracts_history` where (`contracts_history`.`sequence` is null)) then 1 else 0 end from `contracts_feed` where `contracts_feed`.`id` in (?, ?);
