-- put
update "contracts" set "name" = $1, "description" = $2, "json" = $3, "fingerprint" = $4, "sort_key" = $5, "release_rank" = $6, "status" = $7, "owner" = $8, "domain" = $9, "digest" = $10, "derived_from" = $11 where (("contracts"."contract_id" = $12) and ("contracts"."version" = $13));
insert into "contracts" ("contract_id", "version", "name", "description", "json", "fingerprint", "created_at", "sort_key", "release_rank", "status", "owner", "domain", "digest", "derived_from") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing;
update "contracts" set "name" = $1, "description" = $2, "json" = $3, "fingerprint" = $4, "sort_key" = $5, "release_rank" = $6, "status" = $7, "owner" = $8, "domain" = $9, "digest" = $10, "derived_from" = $11 where (("contracts"."contract_id" = $12) and ("contracts"."version" = $13));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_sources" ("contract_id", "version", "digest", "source") values ($1, $2, $3, $4) on conflict do nothing;

-- get
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));

-- latest
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from" from "contracts" where "contracts"."contract_id" = $1 order by "contracts"."release_rank" desc, "contracts"."sort_key" desc, "contracts"."version" desc limit $2;

-- source
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));

-- listVersions
select "version", "release_rank" from "contracts" where "contracts"."contract_id" = $1 order by "contracts"."sort_key" asc, "contracts"."version" asc;

-- listContracts, one page
select distinct "contract_id" from "contracts" order by "contracts"."contract_id" asc limit $1 offset $2;
select count(distinct "contract_id") from "contracts";

-- listContracts, all
select distinct "contract_id" from "contracts" order by "contracts"."contract_id" asc limit $1 offset $2;
select count(distinct "contract_id") from "contracts";

-- check
select "version" from "contracts" order by "contracts"."contract_id" limit $1;

-- get, of a row that another program wrote
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts" set "sort_key" = $1, "release_rank" = $2, "status" = $3, "owner" = $4, "domain" = $5, "digest" = $6, "derived_from" = $7 where (((("contracts"."contract_id" = $8) and ("contracts"."version" = $9))) and ("contracts"."fingerprint" = $10));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
select "contract_id", "version", "json", "fingerprint" from "contracts" where ((((("contracts"."derived_from" is null)) or ("contracts"."derived_from" <> "contracts"."fingerprint"))) and ("contracts"."contract_id" = $1)) order by "contracts"."contract_id" asc, "contracts"."version" asc limit $2;

-- adoptForeignRows
select "contract_id", "version", "json", "fingerprint" from "contracts" where ((("contracts"."derived_from" is null)) or ("contracts"."derived_from" <> "contracts"."fingerprint")) order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
update "contracts" set "sort_key" = $1, "release_rank" = $2, "status" = $3, "owner" = $4, "domain" = $5, "digest" = $6, "derived_from" = $7 where (((("contracts"."contract_id" = $8) and ("contracts"."version" = $9))) and ("contracts"."fingerprint" = $10));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
select "contract_id", "version", "json", "fingerprint" from "contracts" where ((((("contracts"."derived_from" is null)) or ("contracts"."derived_from" <> "contracts"."fingerprint"))) and ((("contracts"."contract_id" >= $1) and ((("contracts"."contract_id" > $2) or ("contracts"."version" > $3)))))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit $4;
