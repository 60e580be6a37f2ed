-- put
begin;
update `contracts` set `name` = ?, `description` = ?, `json` = ?, `fingerprint` = ?, `sort_key` = ?, `release_rank` = ?, `status` = ?, `owner` = ?, `domain` = ?, `digest` = ?, `derived_from` = ? where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
insert into `contracts` (`contract_id`, `version`, `name`, `description`, `json`, `fingerprint`, `created_at`, `sort_key`, `release_rank`, `status`, `owner`, `domain`, `digest`, `derived_from`) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
delete from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
insert into `contracts_sources` (`contract_id`, `version`, `digest`, `source`) values (?, ?, ?, ?);
commit;

-- get
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));

-- latest
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from` from `contracts` where `contracts`.`contract_id` = ? order by `contracts`.`release_rank` desc, `contracts`.`sort_key` desc, `contracts`.`version` desc limit ?;

-- source
select `digest`, `source` from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));

-- listVersions
select `version`, `release_rank` from `contracts` where `contracts`.`contract_id` = ? order by `contracts`.`sort_key` asc, `contracts`.`version` asc;

-- listContracts, one page
select distinct `contract_id` from `contracts` order by `contracts`.`contract_id` asc limit ? offset ?;
select count(distinct `contract_id`) from `contracts`;

-- listContracts, all
select distinct `contract_id` from `contracts` order by `contracts`.`contract_id` asc limit ? offset ?;
select count(distinct `contract_id`) from `contracts`;

-- check
select `version` from `contracts` order by `contracts`.`contract_id` limit ?;

-- get, of a row that another program wrote
select `version`, `json`, `fingerprint`, `release_rank`, `status`, `digest`, `derived_from` from `contracts` where ((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?));
begin;
update `contracts` set `sort_key` = ?, `release_rank` = ?, `status` = ?, `owner` = ?, `domain` = ?, `digest` = ?, `derived_from` = ? where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?));
delete from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
commit;
begin;
select `contract_id`, `version`, `json`, `fingerprint` from `contracts` where (((((`contracts`.`derived_from` is null)) or (`contracts`.`derived_from` <> `contracts`.`fingerprint`))) and (`contracts`.`contract_id` = ?)) order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
commit;

-- adoptForeignRows
begin;
select `contract_id`, `version`, `json`, `fingerprint` from `contracts` where (((`contracts`.`derived_from` is null)) or (`contracts`.`derived_from` <> `contracts`.`fingerprint`)) order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
commit;
begin;
update `contracts` set `sort_key` = ?, `release_rank` = ?, `status` = ?, `owner` = ?, `domain` = ?, `digest` = ?, `derived_from` = ? where ((((`contracts`.`contract_id` = ?) and (`contracts`.`version` = ?))) and (`contracts`.`fingerprint` = ?));
delete from `contracts_sources` where ((`contracts_sources`.`contract_id` = ?) and (`contracts_sources`.`version` = ?));
commit;
begin;
select `contract_id`, `version`, `json`, `fingerprint` from `contracts` where (((((`contracts`.`derived_from` is null)) or (`contracts`.`derived_from` <> `contracts`.`fingerprint`))) and (((`contracts`.`contract_id` >= ?) and (((`contracts`.`contract_id` > ?) or (`contracts`.`version` > ?)))))) order by `contracts`.`contract_id` asc, `contracts`.`version` asc limit ?;
commit;
