-- change, create
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
insert into "contracts_heads" ("contract_id", "clock") values ($1, $2) on conflict do nothing;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where (("contracts_history"."contract_id" = $1) and ("contracts_history"."version" = $2)) order by "contracts_history"."revision" desc limit $3;
insert into "contracts" ("contract_id", "version", "name", "description", "json", "fingerprint", "created_at", "sort_key", "release_rank", "status", "owner", "domain", "digest", "derived_from", "revision", "updated_at", "created_by", "updated_by") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) on conflict do nothing;
insert into "contracts_sources" ("contract_id", "version", "digest", "source") values ($1, $2, $3, $4) on conflict do nothing;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
insert into "contracts_feed" ("id", "sequence") values ($1, $2) on conflict do nothing;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;

-- change, nothing to do
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));

-- change, nothing to do any more
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;

-- change, overwrite, decided on the source and all versions
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
select "version", "release_rank" from "contracts" where "contracts"."contract_id" = $1 order by "contracts"."sort_key" asc, "contracts"."version" asc;
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
select "version" from "contracts" where "contracts"."contract_id" = $1;
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing;
update "contracts" set "name" = $1, "description" = $2, "json" = $3, "fingerprint" = $4, "sort_key" = $5, "release_rank" = $6, "status" = $7, "owner" = $8, "domain" = $9, "digest" = $10, "derived_from" = $11, "revision" = $12, "updated_at" = $13, "updated_by" = $14 where (((("contracts"."contract_id" = $15) and ("contracts"."version" = $16))) and ("contracts"."fingerprint" = $17) and ("contracts"."revision" = $18));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_sources" ("contract_id", "version", "digest", "source") values ($1, $2, $3, $4) on conflict do nothing;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;

-- change, status
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing;
update "contracts" set "name" = $1, "description" = $2, "json" = $3, "fingerprint" = $4, "sort_key" = $5, "release_rank" = $6, "status" = $7, "owner" = $8, "domain" = $9, "digest" = $10, "derived_from" = $11, "revision" = $12, "updated_at" = $13, "updated_by" = $14 where (((("contracts"."contract_id" = $15) and ("contracts"."version" = $16))) and ("contracts"."fingerprint" = $17) and ("contracts"."revision" = $18));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;

-- change, delete
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values ($1, $2, $3, $4, default, $5, $6, $7) on conflict do nothing;
delete from "contracts" where (((("contracts"."contract_id" = $1) and ("contracts"."version" = $2))) and ("contracts"."fingerprint" = $3) and ("contracts"."revision" = $4));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;

-- change, create again
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where (("contracts_history"."contract_id" = $1) and ("contracts_history"."version" = $2)) order by "contracts_history"."revision" desc limit $3;
insert into "contracts" ("contract_id", "version", "name", "description", "json", "fingerprint", "created_at", "sort_key", "release_rank", "status", "owner", "domain", "digest", "derived_from", "revision", "updated_at", "created_by", "updated_by") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) on conflict do nothing;
insert into "contracts_sources" ("contract_id", "version", "digest", "source") values ($1, $2, $3, $4) on conflict do nothing;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;

-- change, of a row that another program inserted
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
insert into "contracts_heads" ("contract_id", "clock") values ($1, $2) on conflict do nothing;
update "contracts" set "sort_key" = $1, "release_rank" = $2, "status" = $3, "owner" = $4, "domain" = $5, "digest" = $6, "derived_from" = $7, "revision" = $8, "updated_at" = $9, "updated_by" = $10 where (((("contracts"."contract_id" = $11) and ("contracts"."version" = $12))) and ("contracts"."fingerprint" = $13) and ("contracts"."revision" = $14));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values ($1, $2, $3, $4, default, $5, $6, $7) on conflict do nothing;
update "contracts" set "name" = $1, "description" = $2, "json" = $3, "fingerprint" = $4, "sort_key" = $5, "release_rank" = $6, "status" = $7, "owner" = $8, "domain" = $9, "digest" = $10, "derived_from" = $11, "revision" = $12, "updated_at" = $13, "updated_by" = $14 where (((("contracts"."contract_id" = $15) and ("contracts"."version" = $16))) and ("contracts"."fingerprint" = $17) and ("contracts"."revision" = $18));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;

-- change, of a row that another program writes meanwhile
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where (("contracts_history"."contract_id" = $1) and ("contracts_history"."version" = $2)) order by "contracts_history"."revision" desc limit $3;
update "contracts" set "sort_key" = $1, "release_rank" = $2, "status" = $3, "owner" = $4, "domain" = $5, "digest" = $6, "derived_from" = $7, "revision" = $8, "updated_at" = $9, "updated_by" = $10 where (((("contracts"."contract_id" = $11) and ("contracts"."version" = $12))) and ("contracts"."fingerprint" = $13) and ("contracts"."revision" = $14));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values ($1, $2, $3, $4, default, $5, $6, $7) on conflict do nothing;
update "contracts" set "name" = $1, "description" = $2, "json" = $3, "fingerprint" = $4, "sort_key" = $5, "release_rank" = $6, "status" = $7, "owner" = $8, "domain" = $9, "digest" = $10, "derived_from" = $11, "revision" = $12, "updated_at" = $13, "updated_by" = $14 where (((("contracts"."contract_id" = $15) and ("contracts"."version" = $16))) and ("contracts"."fingerprint" = $17) and ("contracts"."revision" = $18));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;

-- current
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
select "version", "release_rank" from "contracts" where "contracts"."contract_id" = $1 order by "contracts"."sort_key" asc, "contracts"."version" asc;

-- current, of a row that another program overwrote
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where (("contracts_history"."contract_id" = $1) and ("contracts_history"."version" = $2)) order by "contracts_history"."revision" desc limit $3;
update "contracts" set "sort_key" = $1, "release_rank" = $2, "status" = $3, "owner" = $4, "domain" = $5, "digest" = $6, "derived_from" = $7, "revision" = $8, "updated_at" = $9, "updated_by" = $10 where (((("contracts"."contract_id" = $11) and ("contracts"."version" = $12))) and ("contracts"."fingerprint" = $13) and ("contracts"."revision" = $14));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = $1) and ("contracts_revisions"."version" = $2))) and ("contracts_revisions"."revision" = $3));
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
select "version", "release_rank" from "contracts" where "contracts"."contract_id" = $1 order by "contracts"."sort_key" asc, "contracts"."version" asc;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;

-- get
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));

-- get, of a row that another program inserted
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
insert into "contracts_heads" ("contract_id", "clock") values ($1, $2) on conflict do nothing;
update "contracts" set "sort_key" = $1, "release_rank" = $2, "status" = $3, "owner" = $4, "domain" = $5, "digest" = $6, "derived_from" = $7, "revision" = $8, "updated_at" = $9, "updated_by" = $10 where (((("contracts"."contract_id" = $11) and ("contracts"."version" = $12))) and ("contracts"."fingerprint" = $13) and ("contracts"."revision" = $14));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;

-- latest
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision" from "contracts" where "contracts"."contract_id" = $1 order by "contracts"."release_rank" desc, "contracts"."sort_key" desc, "contracts"."version" desc limit $2;

-- latest, of a contract with a row that another program inserted
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision" from "contracts" where "contracts"."contract_id" = $1 order by "contracts"."release_rank" desc, "contracts"."sort_key" desc, "contracts"."version" desc limit $2;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint")) and ("contracts"."contract_id" in ($1))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit $2;
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where (("contracts_history"."contract_id" = $1) and ("contracts_history"."version" = $2)) order by "contracts_history"."revision" desc limit $3;
update "contracts" set "sort_key" = $1, "release_rank" = $2, "status" = $3, "owner" = $4, "domain" = $5, "digest" = $6, "derived_from" = $7, "revision" = $8, "updated_at" = $9, "updated_by" = $10 where (((("contracts"."contract_id" = $11) and ("contracts"."version" = $12))) and ("contracts"."fingerprint" = $13) and ("contracts"."revision" = $14));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint")) and ("contracts"."contract_id" in ($1)) and ((("contracts"."contract_id" >= $2) and ((("contracts"."contract_id" > $3) or ("contracts"."version" > $4)))))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit $5;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "version", "release_rank" from "contracts" where "contracts"."contract_id" = $1 order by "contracts"."sort_key" asc, "contracts"."version" asc;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;

-- revisions
select "contract_id", "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision" from "contracts" where (((((("contracts"."contract_id" = $1) and ("contracts"."version" = $2))) and ("contracts"."revision" = $3))) or ((((("contracts"."contract_id" = $4) and ("contracts"."version" = $5))) and ("contracts"."revision" = $6))));
select "contract_id", "version", "revision", "json", "fingerprint", "digest", "status" from "contracts_revisions" where (((((("contracts_revisions"."contract_id" = $1) and ("contracts_revisions"."version" = $2))) and ("contracts_revisions"."revision" = $3))) or ((((("contracts_revisions"."contract_id" = $4) and ("contracts_revisions"."version" = $5))) and ("contracts_revisions"."revision" = $6))));

-- source
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));

-- source, of a document that was replaced
select "contract_id", "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision" from "contracts" where (((("contracts"."contract_id" = $1) and ("contracts"."version" = $2))) and ("contracts"."revision" = $3));
select "contract_id", "version", "revision", "json", "fingerprint", "digest", "status" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = $1) and ("contracts_revisions"."version" = $2))) and ("contracts_revisions"."revision" = $3));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = $1) and ("contracts_revisions"."version" = $2))) and ("contracts_revisions"."revision" = $3));

-- listVersions
select "version", "release_rank" from "contracts" where "contracts"."contract_id" = $1 order by "contracts"."sort_key" asc, "contracts"."version" asc;

-- summaries, of one contract
select "contract_id", "version", "name", "status", "owner", "domain", "fingerprint", "derived_from", "revision", "created_at", "created_by", "updated_at", "updated_by", "release_rank" from "contracts" where "contracts"."contract_id" = $1 order by "contracts"."sort_key" asc, "contracts"."version" asc;

-- summaries, of several contracts
select "contract_id", "version", "name", "status", "owner", "domain", "fingerprint", "derived_from", "revision", "created_at", "created_by", "updated_at", "updated_by", "release_rank" from "contracts" where "contracts"."contract_id" in ($1, $2) order by "contracts"."contract_id" asc, "contracts"."sort_key" asc, "contracts"."version" asc;

-- summaries, of a row that another program overwrote
select "contract_id", "version", "name", "status", "owner", "domain", "fingerprint", "derived_from", "revision", "created_at", "created_by", "updated_at", "updated_by", "release_rank" from "contracts" where "contracts"."contract_id" in ($1, $2) order by "contracts"."contract_id" asc, "contracts"."sort_key" asc, "contracts"."version" asc;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint")) and ("contracts"."contract_id" in ($1))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit $2;
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where (("contracts_history"."contract_id" = $1) and ("contracts_history"."version" = $2)) order by "contracts_history"."revision" desc limit $3;
update "contracts" set "sort_key" = $1, "release_rank" = $2, "status" = $3, "owner" = $4, "domain" = $5, "digest" = $6, "derived_from" = $7, "revision" = $8, "updated_at" = $9, "updated_by" = $10 where (((("contracts"."contract_id" = $11) and ("contracts"."version" = $12))) and ("contracts"."fingerprint" = $13) and ("contracts"."revision" = $14));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint")) and ("contracts"."contract_id" in ($1)) and ((("contracts"."contract_id" >= $2) and ((("contracts"."contract_id" > $3) or ("contracts"."version" > $4)))))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit $5;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "contract_id", "version", "name", "status", "owner", "domain", "fingerprint", "derived_from", "revision", "created_at", "created_by", "updated_at", "updated_by", "release_rank" from "contracts" where "contracts"."contract_id" in ($1, $2) order by "contracts"."contract_id" asc, "contracts"."sort_key" asc, "contracts"."version" asc;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;

-- summariesAsOf, of one contract
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint")) and ("contracts"."contract_id" in ($1))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit $2;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where (("contracts_history"."contract_id" in ($1)) and ("contracts_history"."occurred_at" <= $2)) order by "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc;

-- summariesAsOf, of several contracts
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint")) and ("contracts"."contract_id" in ($1, $2))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit $3;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where (("contracts_history"."contract_id" in ($1, $2)) and ("contracts_history"."occurred_at" <= $3)) order by "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc;

-- listContracts, one page
select distinct "contract_id" from "contracts" order by "contracts"."contract_id" asc limit $1 offset $2;
select count(distinct "contract_id") from "contracts";

-- listContracts, all
select distinct "contract_id" from "contracts" order by "contracts"."contract_id" asc limit $1 offset $2;
select count(distinct "contract_id") from "contracts";

-- history, all
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where ("contracts_history"."sequence" is not null) order by "contracts_history"."sequence" asc limit $1;

-- history, newest first
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where ((("contracts_history"."sequence" is not null)) and ("contracts_history"."sequence" < $1)) order by "contracts_history"."sequence" desc limit $2;

-- history, going on
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where ((("contracts_history"."sequence" is not null)) and ("contracts_history"."sequence" > $1)) order by "contracts_history"."sequence" asc limit $2;

-- history, of a contract
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint")) and ("contracts"."contract_id" in ($1))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where ((("contracts_history"."sequence" is not null)) and ("contracts_history"."contract_id" = $1)) order by "contracts_history"."sequence" asc limit $2;

-- history, of a version, newest first
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint")) and ("contracts"."contract_id" in ($1))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where ((("contracts_history"."sequence" is not null)) and ("contracts_history"."contract_id" = $1) and ("contracts_history"."version" = $2)) order by "contracts_history"."sequence" desc limit $3;

-- history, of a caller
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where ((("contracts_history"."sequence" is not null)) and ("contracts_history"."caller" = $1)) order by "contracts_history"."sequence" asc limit $2;

-- history, of an operation
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where ((("contracts_history"."sequence" is not null)) and ("contracts_history"."operation" = $1)) order by "contracts_history"."sequence" asc limit $2;

-- history, with all filters
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint")) and ("contracts"."contract_id" in ($1))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where ((("contracts_history"."sequence" is not null)) and ("contracts_history"."contract_id" = $1) and ("contracts_history"."version" = $2) and ("contracts_history"."caller" = $3) and ("contracts_history"."operation" = $4) and ("contracts_history"."sequence" > $5) and ("contracts_history"."sequence" < $6)) order by "contracts_history"."sequence" asc limit $7;

-- link, new
select "dataset_id", "dataset_version", "contract_id", "contract_version", "linked_at", "linked_by" from "contracts_links" where "contracts_links"."link_key" = $1;
update "contracts_links" set "contract_id" = $1, "contract_version" = $2, "linked_at" = $3, "linked_by" = $4 where "contracts_links"."link_key" = $5;
insert into "contracts_links" ("link_key", "dataset_id", "dataset_version", "contract_id", "contract_version", "linked_at", "linked_by") values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing;

-- link, again
select "dataset_id", "dataset_version", "contract_id", "contract_version", "linked_at", "linked_by" from "contracts_links" where "contracts_links"."link_key" = $1;

-- link, moved
select "dataset_id", "dataset_version", "contract_id", "contract_version", "linked_at", "linked_by" from "contracts_links" where "contracts_links"."link_key" = $1;
update "contracts_links" set "contract_id" = $1, "contract_version" = $2, "linked_at" = $3, "linked_by" = $4 where "contracts_links"."link_key" = $5;

-- linked
select "dataset_id", "dataset_version", "contract_id", "contract_version", "linked_at", "linked_by" from "contracts_links" where "contracts_links"."link_key" = $1;

-- links
select "dataset_id", "dataset_version", "contract_id", "contract_version", "linked_at", "linked_by" from "contracts_links" where (("contracts_links"."contract_id" = $1) and ("contracts_links"."contract_version" = $2)) order by "contracts_links"."dataset_id" asc, "contracts_links"."dataset_version" asc limit $3 offset $4;
select count(*) from "contracts_links" where (("contracts_links"."contract_id" = $1) and ("contracts_links"."contract_version" = $2));

-- countLinks
select count(*) from "contracts_links" where "contracts_links"."contract_id" = $1;

-- check
select "version" from "contracts" order by "contracts"."contract_id" limit $1;

-- adoptForeignRows
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where (("contracts_history"."contract_id" = $1) and ("contracts_history"."version" = $2)) order by "contracts_history"."revision" desc limit $3;
update "contracts" set "sort_key" = $1, "release_rank" = $2, "status" = $3, "owner" = $4, "domain" = $5, "digest" = $6, "derived_from" = $7, "revision" = $8, "updated_at" = $9, "updated_by" = $10 where (((("contracts"."contract_id" = $11) and ("contracts"."version" = $12))) and ("contracts"."fingerprint" = $13) and ("contracts"."revision" = $14));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
insert into "contracts_heads" ("contract_id", "clock") values ($1, $2) on conflict do nothing;
update "contracts" set "sort_key" = $1, "release_rank" = $2, "status" = $3, "owner" = $4, "domain" = $5, "digest" = $6, "derived_from" = $7, "revision" = $8, "updated_at" = $9, "updated_by" = $10 where (((("contracts"."contract_id" = $11) and ("contracts"."version" = $12))) and ("contracts"."fingerprint" = $13) and ("contracts"."revision" = $14));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint")) and ((("contracts"."contract_id" >= $1) and ((("contracts"."contract_id" > $2) or ("contracts"."version" > $3)))))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit $4;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
