-- change, create
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
insert into "contracts_heads" ("contract_id", "clock") values ($1, $2) on conflict do nothing;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where (("contracts_history"."contract_id" = $1) and ("contracts_history"."version" = $2)) order by "contracts_history"."revision" desc limit $3;
insert into "contracts" ("contract_id", "version", "name", "description", "json", "fingerprint", "created_at", "sort_key", "release_rank", "status", "owner", "domain", "digest", "derived_from", "revision", "updated_at", "created_by", "updated_by") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) on conflict do nothing;
insert into "contracts_sources" ("contract_id", "version", "digest", "source") values ($1, $2, $3, $4) on conflict do nothing;
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
insert into "contracts_search" ("contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "name_key", "versions", "latest_terms", "older_terms", "partial_terms") select "contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "name_key", "versions", "latest_terms", "older_terms", "partial_terms" from json_populate_recordset(null::"contracts_search", $1::text::json);
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
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
delete from "contracts_texts" where (("contracts_texts"."contract_id" = $1) and ("contracts_texts"."version" = $2));
delete from "contracts_tags" where (("contracts_tags"."contract_id" = $1) and ("contracts_tags"."version" = $2));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
update "contracts_search" set "contract_id" = $1, "version" = $2, "release_rank" = $3, "sort_key" = $4, "name_key" = $5, "status" = $6, "owner" = $7, "domain" = $8, "updated_at" = $9, "versions" = $10, "partial_terms" = $11 where "contracts_search"."id" = $12;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
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
delete from "contracts_texts" where (("contracts_texts"."contract_id" = $1) and ("contracts_texts"."version" = $2));
delete from "contracts_tags" where (("contracts_tags"."contract_id" = $1) and ("contracts_tags"."version" = $2));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
update "contracts_search" set "contract_id" = $1, "version" = $2, "release_rank" = $3, "sort_key" = $4, "name_key" = $5, "status" = $6, "owner" = $7, "domain" = $8, "updated_at" = $9, "latest_terms" = $10, "older_terms" = $11, "versions" = $12, "partial_terms" = $13 where "contracts_search"."id" = $14;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
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
delete from "contracts_texts" where (("contracts_texts"."contract_id" = $1) and ("contracts_texts"."version" = $2));
delete from "contracts_tags" where (("contracts_tags"."contract_id" = $1) and ("contracts_tags"."version" = $2));
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
select "contract_id", "version", "release_rank", "sort_key", "status", "owner", "domain", "updated_at", "terms" from "contracts_texts" where "contracts_texts"."contract_id" = $1 order by "contracts_texts"."release_rank" desc, "contracts_texts"."sort_key" desc, "contracts_texts"."version" desc limit $2;
delete from "contracts_search" where "contracts_search"."contract_id" = $1;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
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
delete from "contracts_texts" where (("contracts_texts"."contract_id" = $1) and ("contracts_texts"."version" = $2));
delete from "contracts_tags" where (("contracts_tags"."contract_id" = $1) and ("contracts_tags"."version" = $2));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
insert into "contracts_search" ("contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "name_key", "versions", "latest_terms", "older_terms", "partial_terms") select "contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "name_key", "versions", "latest_terms", "older_terms", "partial_terms" from json_populate_recordset(null::"contracts_search", $1::text::json);
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
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
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
insert into "contracts_search" ("contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "name_key", "versions", "latest_terms", "older_terms", "partial_terms") select "contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "name_key", "versions", "latest_terms", "older_terms", "partial_terms" from json_populate_recordset(null::"contracts_search", $1::text::json);
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
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
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values ($1, $2, $3, $4, default, $5, $6, $7) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
update "contracts" set "name" = $1, "description" = $2, "json" = $3, "fingerprint" = $4, "sort_key" = $5, "release_rank" = $6, "status" = $7, "owner" = $8, "domain" = $9, "digest" = $10, "derived_from" = $11, "revision" = $12, "updated_at" = $13, "updated_by" = $14 where (((("contracts"."contract_id" = $15) and ("contracts"."version" = $16))) and ("contracts"."fingerprint" = $17) and ("contracts"."revision" = $18));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
delete from "contracts_texts" where (("contracts_texts"."contract_id" = $1) and ("contracts_texts"."version" = $2));
delete from "contracts_tags" where (("contracts_tags"."contract_id" = $1) and ("contracts_tags"."version" = $2));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
update "contracts_search" set "contract_id" = $1, "version" = $2, "release_rank" = $3, "sort_key" = $4, "name_key" = $5, "status" = $6, "owner" = $7, "domain" = $8, "updated_at" = $9, "versions" = $10, "partial_terms" = $11 where "contracts_search"."id" = $12;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
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
delete from "contracts_texts" where (("contracts_texts"."contract_id" = $1) and ("contracts_texts"."version" = $2));
delete from "contracts_tags" where (("contracts_tags"."contract_id" = $1) and ("contracts_tags"."version" = $2));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
update "contracts_search" set "contract_id" = $1, "version" = $2, "release_rank" = $3, "sort_key" = $4, "name_key" = $5, "status" = $6, "owner" = $7, "domain" = $8, "updated_at" = $9, "latest_terms" = $10, "older_terms" = $11, "versions" = $12, "partial_terms" = $13 where "contracts_search"."id" = $14;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values ($1, $2, $3, $4, default, $5, $6, $7) on conflict do nothing;
update "contracts" set "name" = $1, "description" = $2, "json" = $3, "fingerprint" = $4, "sort_key" = $5, "release_rank" = $6, "status" = $7, "owner" = $8, "domain" = $9, "digest" = $10, "derived_from" = $11, "revision" = $12, "updated_at" = $13, "updated_by" = $14 where (((("contracts"."contract_id" = $15) and ("contracts"."version" = $16))) and ("contracts"."fingerprint" = $17) and ("contracts"."revision" = $18));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
delete from "contracts_texts" where (("contracts_texts"."contract_id" = $1) and ("contracts_texts"."version" = $2));
delete from "contracts_tags" where (("contracts_tags"."contract_id" = $1) and ("contracts_tags"."version" = $2));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
update "contracts_search" set "contract_id" = $1, "version" = $2, "release_rank" = $3, "sort_key" = $4, "name_key" = $5, "status" = $6, "owner" = $7, "domain" = $8, "updated_at" = $9, "latest_terms" = $10, "older_terms" = $11, "versions" = $12, "partial_terms" = $13 where "contracts_search"."id" = $14;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
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
delete from "contracts_texts" where (("contracts_texts"."contract_id" = $1) and ("contracts_texts"."version" = $2));
delete from "contracts_tags" where (("contracts_tags"."contract_id" = $1) and ("contracts_tags"."version" = $2));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
update "contracts_search" set "contract_id" = $1, "version" = $2, "release_rank" = $3, "sort_key" = $4, "name_key" = $5, "status" = $6, "owner" = $7, "domain" = $8, "updated_at" = $9, "latest_terms" = $10, "older_terms" = $11, "versions" = $12, "partial_terms" = $13 where "contracts_search"."id" = $14;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
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
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
insert into "contracts_search" ("contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "name_key", "versions", "latest_terms", "older_terms", "partial_terms") select "contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "name_key", "versions", "latest_terms", "older_terms", "partial_terms" from json_populate_recordset(null::"contracts_search", $1::text::json);
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
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
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
update "contracts_search" set "contract_id" = $1, "version" = $2, "release_rank" = $3, "sort_key" = $4, "name_key" = $5, "status" = $6, "owner" = $7, "domain" = $8, "updated_at" = $9, "latest_terms" = $10, "older_terms" = $11, "versions" = $12, "partial_terms" = $13 where "contracts_search"."id" = $14;
update "contracts_tags" set "search_id" = $1 where (("contracts_tags"."contract_id" = $2) and ("contracts_tags"."version" = $3));
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint")) and ("contracts"."contract_id" in ($1)) and ((("contracts"."contract_id" >= $2) and ((("contracts"."contract_id" > $3) or ("contracts"."version" > $4)))))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit $5;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "version", "release_rank" from "contracts" where "contracts"."contract_id" = $1 order by "contracts"."sort_key" asc, "contracts"."version" asc;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;

-- revisions
select "contract_id", "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision" from "contracts" where (((((("contracts"."contract_id" = $1) and ("contracts"."version" = $2))) and ("contracts"."revision" = $3))) or ((((("contracts"."contract_id" = $4) and ("contracts"."version" = $5))) and ("contracts"."revision" = $6))));
select "contract_id", "version", "revision", "json", "fingerprint", "digest", "status" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = $1) and ("contracts_revisions"."version" = $2))) and ("contracts_revisions"."revision" = $3));

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
delete from "contracts_texts" where (("contracts_texts"."contract_id" = $1) and ("contracts_texts"."version" = $2));
delete from "contracts_tags" where (("contracts_tags"."contract_id" = $1) and ("contracts_tags"."version" = $2));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
update "contracts_search" set "contract_id" = $1, "version" = $2, "release_rank" = $3, "sort_key" = $4, "name_key" = $5, "status" = $6, "owner" = $7, "domain" = $8, "updated_at" = $9, "latest_terms" = $10, "older_terms" = $11, "versions" = $12, "partial_terms" = $13 where "contracts_search"."id" = $14;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint")) and ("contracts"."contract_id" in ($1)) and ((("contracts"."contract_id" >= $2) and ((("contracts"."contract_id" > $3) or ("contracts"."version" > $4)))))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit $5;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "contract_id", "version", "name", "status", "owner", "domain", "fingerprint", "derived_from", "revision", "created_at", "created_by", "updated_at", "updated_by", "release_rank" from "contracts" where "contracts"."contract_id" in ($1, $2) order by "contracts"."contract_id" asc, "contracts"."sort_key" asc, "contracts"."version" asc;
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
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select distinct "contract_id" from "contracts" order by "contracts"."contract_id" asc limit $1 offset $2;
select count(distinct "contract_id") from "contracts";

-- listContracts, all
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
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

-- change, create, with fields and tags
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
insert into "contracts_heads" ("contract_id", "clock") values ($1, $2) on conflict do nothing;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where (("contracts_history"."contract_id" = $1) and ("contracts_history"."version" = $2)) order by "contracts_history"."revision" desc limit $3;
insert into "contracts" ("contract_id", "version", "name", "description", "json", "fingerprint", "created_at", "sort_key", "release_rank", "status", "owner", "domain", "digest", "derived_from", "revision", "updated_at", "created_by", "updated_by") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) on conflict do nothing;
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
insert into "contracts_search" ("contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "name_key", "versions", "latest_terms", "older_terms", "partial_terms") select "contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "name_key", "versions", "latest_terms", "older_terms", "partial_terms" from json_populate_recordset(null::"contracts_search", $1::text::json);
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
insert into "contracts_tags" ("contract_id", "version", "position", "search_id", "tag") select "contract_id", "version", "position", "search_id", "tag" from json_populate_recordset(null::"contracts_tags", $1::text::json);
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
insert into "contracts_fields" ("contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description") select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from json_populate_recordset(null::"contracts_fields", $1::text::json);
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;

-- change, create, of an older version
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where (("contracts_history"."contract_id" = $1) and ("contracts_history"."version" = $2)) order by "contracts_history"."revision" desc limit $3;
insert into "contracts" ("contract_id", "version", "name", "description", "json", "fingerprint", "created_at", "sort_key", "release_rank", "status", "owner", "domain", "digest", "derived_from", "revision", "updated_at", "created_by", "updated_by") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) on conflict do nothing;
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
update "contracts_search" set "updated_at" = $1, "latest_terms" = $2, "older_terms" = $3, "versions" = $4, "partial_terms" = $5 where "contracts_search"."id" = $6;
insert into "contracts_tags" ("contract_id", "version", "position", "search_id", "tag") select "contract_id", "version", "position", "search_id", "tag" from json_populate_recordset(null::"contracts_tags", $1::text::json);
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;

-- change, overwrite, of the latest version
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values ($1, $2, $3, $4, default, $5, $6, $7) on conflict do nothing;
update "contracts" set "name" = $1, "description" = $2, "json" = $3, "fingerprint" = $4, "sort_key" = $5, "release_rank" = $6, "status" = $7, "owner" = $8, "domain" = $9, "digest" = $10, "derived_from" = $11, "revision" = $12, "updated_at" = $13, "updated_by" = $14 where (((("contracts"."contract_id" = $15) and ("contracts"."version" = $16))) and ("contracts"."fingerprint" = $17) and ("contracts"."revision" = $18));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
delete from "contracts_texts" where (("contracts_texts"."contract_id" = $1) and ("contracts_texts"."version" = $2));
delete from "contracts_tags" where (("contracts_tags"."contract_id" = $1) and ("contracts_tags"."version" = $2));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
update "contracts_search" set "contract_id" = $1, "version" = $2, "release_rank" = $3, "sort_key" = $4, "name_key" = $5, "status" = $6, "owner" = $7, "domain" = $8, "updated_at" = $9, "latest_terms" = $10, "older_terms" = $11, "versions" = $12, "partial_terms" = $13 where "contracts_search"."id" = $14;
insert into "contracts_tags" ("contract_id", "version", "position", "search_id", "tag") select "contract_id", "version", "position", "search_id", "tag" from json_populate_recordset(null::"contracts_tags", $1::text::json);
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;

-- change, create, of a later version
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where (("contracts_history"."contract_id" = $1) and ("contracts_history"."version" = $2)) order by "contracts_history"."revision" desc limit $3;
insert into "contracts" ("contract_id", "version", "name", "description", "json", "fingerprint", "created_at", "sort_key", "release_rank", "status", "owner", "domain", "digest", "derived_from", "revision", "updated_at", "created_by", "updated_by") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) on conflict do nothing;
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
update "contracts_search" set "contract_id" = $1, "version" = $2, "release_rank" = $3, "sort_key" = $4, "name_key" = $5, "status" = $6, "owner" = $7, "domain" = $8, "updated_at" = $9, "latest_terms" = $10, "older_terms" = $11, "versions" = $12, "partial_terms" = $13 where "contracts_search"."id" = $14;
update "contracts_tags" set "search_id" = $1 where (("contracts_tags"."contract_id" = $2) and ("contracts_tags"."version" = $3));
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
delete from "contracts_fields" where (("contracts_fields"."contract_id" = $1) and ("contracts_fields"."position" in ($2, $3, $4)));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;

-- change, delete, of the latest version
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values ($1, $2, $3, $4, default, $5, $6, $7) on conflict do nothing;
delete from "contracts" where (((("contracts"."contract_id" = $1) and ("contracts"."version" = $2))) and ("contracts"."fingerprint" = $3) and ("contracts"."revision" = $4));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
delete from "contracts_texts" where (("contracts_texts"."contract_id" = $1) and ("contracts_texts"."version" = $2));
delete from "contracts_tags" where (("contracts_tags"."contract_id" = $1) and ("contracts_tags"."version" = $2));
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
select "contract_id", "version", "release_rank", "sort_key", "status", "owner", "domain", "updated_at", "terms" from "contracts_texts" where "contracts_texts"."contract_id" = $1 order by "contracts_texts"."release_rank" desc, "contracts_texts"."sort_key" desc, "contracts_texts"."version" desc limit $2;
select "name", "json" from "contracts" where (("contracts"."contract_id" = $1) and ("contracts"."version" = $2));
update "contracts_search" set "contract_id" = $1, "version" = $2, "release_rank" = $3, "sort_key" = $4, "name_key" = $5, "status" = $6, "owner" = $7, "domain" = $8, "updated_at" = $9, "latest_terms" = $10, "older_terms" = $11, "versions" = $12, "partial_terms" = $13 where "contracts_search"."id" = $14;
update "contracts_tags" set "search_id" = $1 where (("contracts_tags"."contract_id" = $2) and ("contracts_tags"."version" = $3));
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
insert into "contracts_fields" ("contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description") select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from json_populate_recordset(null::"contracts_fields", $1::text::json);
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;

-- search, everything
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" order by "contracts_search"."id" asc limit $1;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" where "contracts_search"."id" > $1 order by "contracts_search"."id" asc limit $2;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" where "contracts_search"."id" > $1 order by "contracts_search"."id" asc limit $2;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" where "contracts_search"."id" > $1 order by "contracts_search"."id" asc limit $2;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);

-- search, a word
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery order by "contracts_search"."id" asc limit $2;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery order by "contracts_search"."id" asc limit $2;
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery order by "contracts_search"."id" asc limit $2;

-- search, a word, by id
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery order by "contracts_search"."contract_id" asc limit $2;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);

-- search, a word, by name
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery order by "contracts_search"."name_key" asc, "contracts_search"."id" asc limit $2;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);

-- search, a word, by the last change
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery order by "contracts_search"."updated_at" desc, "contracts_search"."id" desc limit $2;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);

-- search, everything, by id
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" order by "contracts_search"."contract_id" asc limit $1;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" where "contracts_search"."contract_id" > $1 order by "contracts_search"."contract_id" asc limit $2;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" where "contracts_search"."contract_id" > $1 order by "contracts_search"."contract_id" asc limit $2;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" where "contracts_search"."contract_id" > $1 order by "contracts_search"."contract_id" asc limit $2;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);

-- search, everything, by name
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" order by "contracts_search"."name_key" asc, "contracts_search"."id" asc limit $1;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" where (("contracts_search"."name_key" >= $1) and ((("contracts_search"."name_key" > $2) or ("contracts_search"."id" > $3)))) order by "contracts_search"."name_key" asc, "contracts_search"."id" asc limit $4;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" where (("contracts_search"."name_key" >= $1) and ((("contracts_search"."name_key" > $2) or ("contracts_search"."id" > $3)))) order by "contracts_search"."name_key" asc, "contracts_search"."id" asc limit $4;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" where (("contracts_search"."name_key" >= $1) and ((("contracts_search"."name_key" > $2) or ("contracts_search"."id" > $3)))) order by "contracts_search"."name_key" asc, "contracts_search"."id" asc limit $4;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);

-- search, everything, by the last change
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" order by "contracts_search"."updated_at" desc, "contracts_search"."id" desc limit $1;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" where (("contracts_search"."updated_at" <= $1) and ((("contracts_search"."updated_at" < $2) or ("contracts_search"."id" < $3)))) order by "contracts_search"."updated_at" desc, "contracts_search"."id" desc limit $4;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" where (("contracts_search"."updated_at" <= $1) and ((("contracts_search"."updated_at" < $2) or ("contracts_search"."id" < $3)))) order by "contracts_search"."updated_at" desc, "contracts_search"."id" desc limit $4;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" where (("contracts_search"."updated_at" <= $1) and ((("contracts_search"."updated_at" < $2) or ("contracts_search"."id" < $3)))) order by "contracts_search"."updated_at" desc, "contracts_search"."id" desc limit $4;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);

-- search, all versions
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery order by "contracts_search"."id" asc limit $2;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where "contracts_texts"."contract_id" in ($1);
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms" from "contracts_search" where (("contracts_search"."all_vector" @@ $1::tsquery) and ("contracts_search"."id" >= $2)) order by "contracts_search"."id" asc limit $3;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where "contracts_texts"."contract_id" in ($1);
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery order by "contracts_search"."id" asc limit $2;
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery order by "contracts_search"."id" asc limit $2;

-- search, words, a phrase and a beginning
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms", "latest_terms" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery order by "contracts_search"."id" asc limit $2;
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms", "latest_terms" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery order by "contracts_search"."id" asc limit $2;
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms", "latest_terms" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery order by "contracts_search"."id" asc limit $2;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);

-- search, filters
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms", "latest_terms" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery order by "contracts_search"."id" asc limit $2;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms", "latest_terms" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery order by "contracts_search"."id" asc limit $2;
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms", "latest_terms" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery order by "contracts_search"."id" asc limit $2;

-- search, what one field has
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms", "latest_terms" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery order by "contracts_search"."id" asc limit $2;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain", "terms" from "contracts_texts" where ((("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key)) and (((strpos("contracts_texts"."terms", $2) > 0) or (strpos("contracts_texts"."terms", $3) > 0))) and (strpos("contracts_texts"."terms", $4) > 0) and (strpos("contracts_texts"."terms", $5) > 0));

-- search, a time
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" where "contracts_search"."updated_at" > $1 order by "contracts_search"."updated_at" desc, "contracts_search"."id" desc limit $2;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ((("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key)) and ("contracts_texts"."updated_at" > $2) and ("contracts_texts"."updated_at" < $3));
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" where (("contracts_search"."updated_at" > $1) and ((("contracts_search"."updated_at" <= $2) and ((("contracts_search"."updated_at" < $3) or ("contracts_search"."id" < $4)))))) order by "contracts_search"."updated_at" desc, "contracts_search"."id" desc limit $5;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ((("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key)) and ("contracts_texts"."updated_at" > $2) and ("contracts_texts"."updated_at" < $3));
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" where (("contracts_search"."updated_at" > $1) and ((("contracts_search"."updated_at" <= $2) and ((("contracts_search"."updated_at" < $3) or ("contracts_search"."id" < $4)))))) order by "contracts_search"."updated_at" desc, "contracts_search"."id" desc limit $5;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ((("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key)) and ("contracts_texts"."updated_at" > $2) and ("contracts_texts"."updated_at" < $3));
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at" from "contracts_search" where (("contracts_search"."updated_at" > $1) and ((("contracts_search"."updated_at" <= $2) and ((("contracts_search"."updated_at" < $3) or ("contracts_search"."id" < $4)))))) order by "contracts_search"."updated_at" desc, "contracts_search"."id" desc limit $5;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ((("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key)) and ("contracts_texts"."updated_at" > $2) and ("contracts_texts"."updated_at" < $3));

-- search, a scope
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms" from "contracts_search" where (("contracts_search"."all_vector" @@ $1::tsquery) and ((("contracts_search"."contract_id" in ($2)) or ((("contracts_search"."contract_id" >= $3) and ("contracts_search"."contract_id" < $4)))))) order by "contracts_search"."id" asc limit $5;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms" from "contracts_search" where (("contracts_search"."all_vector" @@ $1::tsquery) and ((("contracts_search"."contract_id" in ($2)) or ((("contracts_search"."contract_id" >= $3) and ("contracts_search"."contract_id" < $4)))))) order by "contracts_search"."id" asc limit $5;
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms" from "contracts_search" where (("contracts_search"."all_vector" @@ $1::tsquery) and ((("contracts_search"."contract_id" in ($2)) or ((("contracts_search"."contract_id" >= $3) and ("contracts_search"."contract_id" < $4)))))) order by "contracts_search"."id" asc limit $5;

-- countHits, everything
select count(*) from (select 1 from "contracts_search" limit $1) "counted";

-- countHits, a word
select count(*) from (select 1 from "contracts_search" where "contracts_search"."latest_vector" @@ $1::tsquery limit $2) "counted";
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms" from "contracts_search" where "contracts_search"."id" in (select "contracts_search"."id" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery except select "contracts_search"."id" from "contracts_search" where "contracts_search"."latest_vector" @@ $2::tsquery) order by "contracts_search"."id" asc limit $3;

-- countHits, a phrase of all versions
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery order by "contracts_search"."id" asc limit $2;

-- facets, of documents
select "status", "owner", "domain", count(*) from "contracts_search" group by "contracts_search"."status", "contracts_search"."owner", "contracts_search"."domain";

-- facets, tags
select "status", "owner", "domain", count(*) from "contracts_search" group by "contracts_search"."status", "contracts_search"."owner", "contracts_search"."domain";
select "tag", count(*) from "contracts_tags" where ("contracts_tags"."search_id" is not null) group by "contracts_tags"."tag";

-- facets, of a word
select "status", "owner", "domain", count(*) from "contracts_search" where "contracts_search"."latest_vector" @@ $1::tsquery group by "contracts_search"."status", "contracts_search"."owner", "contracts_search"."domain";
select "tag", count(*) from "contracts_tags" where "contracts_tags"."search_id" in (select id from (select "contracts_search"."id" from "contracts_search" where "contracts_search"."latest_vector" @@ $1::tsquery offset 0) as found) group by "contracts_tags"."tag";
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms" from "contracts_search" where "contracts_search"."id" in (select "contracts_search"."id" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery except select "contracts_search"."id" from "contracts_search" where "contracts_search"."latest_vector" @@ $2::tsquery) order by "contracts_search"."id" asc limit $3;

-- facets, of all versions
select "id", "contract_id", "version", "name_key", "updated_at", "versions", "partial_terms" from "contracts_search" where "contracts_search"."all_vector" @@ $1::tsquery order by "contracts_search"."id" asc limit $2;
select "contract_id", "version", "release_rank", "updated_at", "status", "owner", "domain" from "contracts_texts" where "contracts_texts"."contract_id" in ($1);
select "tag" from "contracts_tags" where ("contracts_tags"."contract_id", "contracts_tags"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);

-- fields, all
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit $1;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (("contracts_fields"."name_key" >= $1) and ((("contracts_fields"."name_key" > $2) or ("contracts_fields"."contract_id" > $3) or ((("contracts_fields"."contract_id" = $4) and ("contracts_fields"."position" > $5)))))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit $6;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (("contracts_fields"."name_key" >= $1) and ((("contracts_fields"."name_key" > $2) or ("contracts_fields"."contract_id" > $3) or ((("contracts_fields"."contract_id" = $4) and ("contracts_fields"."position" > $5)))))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit $6;

-- fields, a name
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (("contracts_fields"."name_key" = $1) and ((("contracts_fields"."name_key" = $2) or ("contracts_fields"."physical_name_key" = $3)))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit $4;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "physical_name_key" from "contracts_fields" where (((("contracts_fields"."physical_name_key" = $1) and (not ("contracts_fields"."name_key" = $2)))) and ((("contracts_fields"."name_key" = $3) or ("contracts_fields"."physical_name_key" = $4)))) order by "contracts_fields"."physical_name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit $5;

-- fields, the beginning of a name
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (((("contracts_fields"."name_key" >= $1) and ("contracts_fields"."name_key" < $2))) and ((((("contracts_fields"."name_key" >= $3) and ("contracts_fields"."name_key" < $4))) or ((("contracts_fields"."physical_name_key" >= $5) and ("contracts_fields"."physical_name_key" < $6)))))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit $7;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "physical_name_key" from "contracts_fields" where (((((("contracts_fields"."physical_name_key" >= $1) and ("contracts_fields"."physical_name_key" < $2))) and (not ((("contracts_fields"."name_key" >= $3) and ("contracts_fields"."name_key" < $4)))))) and ((((("contracts_fields"."name_key" >= $5) and ("contracts_fields"."name_key" < $6))) or ((("contracts_fields"."physical_name_key" >= $7) and ("contracts_fields"."physical_name_key" < $8)))))) order by "contracts_fields"."physical_name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit $9;

-- fields, several names
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (("contracts_fields"."name_key" = $1) and ((("contracts_fields"."name_key" = $2) or ("contracts_fields"."physical_name_key" = $3) or ("contracts_fields"."name_key" = $4) or ("contracts_fields"."physical_name_key" = $5)))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit $6;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (((("contracts_fields"."name_key" = $1) and (not ("contracts_fields"."name_key" = $2)))) and ((("contracts_fields"."name_key" = $3) or ("contracts_fields"."physical_name_key" = $4) or ("contracts_fields"."name_key" = $5) or ("contracts_fields"."physical_name_key" = $6)))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit $7;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "physical_name_key" from "contracts_fields" where (((("contracts_fields"."physical_name_key" = $1) and (not ("contracts_fields"."name_key" = $2)) and (not ("contracts_fields"."name_key" = $3)))) and ((("contracts_fields"."name_key" = $4) or ("contracts_fields"."physical_name_key" = $5) or ("contracts_fields"."name_key" = $6) or ("contracts_fields"."physical_name_key" = $7)))) order by "contracts_fields"."physical_name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit $8;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "physical_name_key" from "contracts_fields" where (((("contracts_fields"."physical_name_key" = $1) and (not ("contracts_fields"."name_key" = $2)) and (not ("contracts_fields"."name_key" = $3)) and (not ("contracts_fields"."physical_name_key" = $4)))) and ((("contracts_fields"."name_key" = $5) or ("contracts_fields"."physical_name_key" = $6) or ("contracts_fields"."name_key" = $7) or ("contracts_fields"."physical_name_key" = $8)))) order by "contracts_fields"."physical_name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit $9;

-- fields, a type
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "contract_id" from "contracts_search" where "contracts_search"."latest_vector" @@ $1::tsquery order by "contracts_search"."id" asc limit $2;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (("contracts_fields"."contract_id" in ($1)) and ((("contracts_fields"."logical_type_key" in ($2)) or ("contracts_fields"."physical_type_key" in ($3)) or ("contracts_fields"."physical_base_key" in ($4))))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit $5;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "contract_id" from "contracts_search" where "contracts_search"."latest_vector" @@ $1::tsquery order by "contracts_search"."id" asc limit $2;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (("contracts_fields"."contract_id" in ($1)) and ((("contracts_fields"."logical_type_key" in ($2)) or ("contracts_fields"."physical_type_key" in ($3)) or ("contracts_fields"."physical_base_key" in ($4)))) and ((("contracts_fields"."name_key" >= $5) and ((("contracts_fields"."name_key" > $6) or ("contracts_fields"."contract_id" > $7) or ((("contracts_fields"."contract_id" = $8) and ("contracts_fields"."position" > $9)))))))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit $10;

-- fields, a classification
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (("contracts_fields"."classification_key" = $1) and ("contracts_fields"."classification_key" in ($2))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit $3;

-- fields, a name, a type and a classification
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "contract_id" from "contracts_search" where "contracts_search"."latest_vector" @@ $1::tsquery order by "contracts_search"."id" asc limit $2;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (("contracts_fields"."contract_id" in ($1)) and ("contracts_fields"."name_key" = $2) and ((("contracts_fields"."name_key" = $3) or ("contracts_fields"."physical_name_key" = $4))) and ((("contracts_fields"."logical_type_key" in ($5)) or ("contracts_fields"."physical_type_key" in ($6)) or ("contracts_fields"."physical_base_key" in ($7)))) and ("contracts_fields"."classification_key" in ($8))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit $9;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "physical_name_key" from "contracts_fields" where (("contracts_fields"."contract_id" in ($1)) and ((("contracts_fields"."physical_name_key" = $2) and (not ("contracts_fields"."name_key" = $3)))) and ((("contracts_fields"."name_key" = $4) or ("contracts_fields"."physical_name_key" = $5))) and ((("contracts_fields"."logical_type_key" in ($6)) or ("contracts_fields"."physical_type_key" in ($7)) or ("contracts_fields"."physical_base_key" in ($8)))) and ("contracts_fields"."classification_key" in ($9))) order by "contracts_fields"."physical_name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit $10;

-- versions
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select key ->> 0, key ->> 1 from json_array_elements($1::text::json) as key);

-- reconcileEvery
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
insert into "contracts_heads" ("contract_id", "clock") values ($1, $2) on conflict do nothing;
update "contracts" set "sort_key" = $1, "release_rank" = $2, "status" = $3, "owner" = $4, "domain" = $5, "digest" = $6, "derived_from" = $7, "revision" = $8, "updated_at" = $9, "updated_by" = $10 where (((("contracts"."contract_id" = $11) and ("contracts"."version" = $12))) and ("contracts"."fingerprint" = $13) and ("contracts"."revision" = $14));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
insert into "contracts_search" ("contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "name_key", "versions", "latest_terms", "older_terms", "partial_terms") select "contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "name_key", "versions", "latest_terms", "older_terms", "partial_terms" from json_populate_recordset(null::"contracts_search", $1::text::json);
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint")) and ((("contracts"."contract_id" >= $1) and ((("contracts"."contract_id" > $2) or ("contracts"."version" > $3)))))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit $4;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select distinct "contract_id" from "contracts" where "contracts"."contract_id" > $1 order by "contracts"."contract_id" asc limit $2;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
select "contract_id", "version" from "contracts" where "contracts"."contract_id" in ($1, $2, $3, $4, $5);
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "contract_id", "versions" from "contracts_search" where "contracts_search"."contract_id" in ($1, $2, $3, $4, $5);
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select distinct "contract_id" from "contracts" where "contracts"."contract_id" > $1 order by "contracts"."contract_id" asc limit $2;
select "contract_id" from "contracts_search" where (("contracts_search"."contract_id" > $1) and (not exists (select 1 from "contracts" where "contracts"."contract_id" = "contracts_search"."contract_id"))) order by "contracts_search"."contract_id" asc limit $2;
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
insert into "contracts_feed" ("id", "sequence") values ($1, $2) on conflict do nothing;

-- reindex, what is missing
select distinct "contract_id" from "contracts" where "contracts"."contract_id" > $1 order by "contracts"."contract_id" asc limit $2;
select "contract_id", "version" from "contracts" where "contracts"."contract_id" in ($1, $2, $3, $4);
select "contract_id", "versions" from "contracts_search" where "contracts_search"."contract_id" in ($1, $2, $3, $4);
select distinct "contract_id" from "contracts" where "contracts"."contract_id" > $1 order by "contracts"."contract_id" asc limit $2;
select "contract_id" from "contracts_search" where (("contracts_search"."contract_id" > $1) and (not exists (select 1 from "contracts" where "contracts"."contract_id" = "contracts_search"."contract_id"))) order by "contracts_search"."contract_id" asc limit $2;
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "version", "json", "created_at", "updated_at" from "contracts" where "contracts"."contract_id" = $1;
select "contract_id", "version" from "contracts_texts" where "contracts_texts"."contract_id" = $1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where (("contracts_history"."contract_id" = $1) and ("contracts_history"."version" = $2)) order by "contracts_history"."revision" desc limit $3;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
delete from "contracts_texts" where "contracts_texts"."contract_id" = $1;
delete from "contracts_tags" where "contracts_tags"."contract_id" = $1;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
delete from "contracts_search" where "contracts_search"."contract_id" = $1;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
select "contract_id" from "contracts_search" where (("contracts_search"."contract_id" > $1) and (not exists (select 1 from "contracts" where "contracts"."contract_id" = "contracts_search"."contract_id"))) order by "contracts_search"."contract_id" asc limit $2;
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;

-- reindex, everything
select distinct "contract_id" from "contracts" where "contracts"."contract_id" > $1 order by "contracts"."contract_id" asc limit $2;
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "version", "json", "created_at", "updated_at" from "contracts" where "contracts"."contract_id" = $1;
select "contract_id", "version" from "contracts_texts" where "contracts_texts"."contract_id" = $1;
delete from "contracts_texts" where "contracts_texts"."contract_id" = $1;
delete from "contracts_tags" where "contracts_tags"."contract_id" = $1;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
update "contracts_search" set "contract_id" = $1, "version" = $2, "release_rank" = $3, "sort_key" = $4, "name_key" = $5, "status" = $6, "owner" = $7, "domain" = $8, "updated_at" = $9, "latest_terms" = $10, "older_terms" = $11, "versions" = $12, "partial_terms" = $13 where "contracts_search"."id" = $14;
insert into "contracts_texts" ("contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "terms") select "contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "terms" from json_populate_recordset(null::"contracts_texts", $1::text::json);
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "version", "json", "created_at", "updated_at" from "contracts" where "contracts"."contract_id" = $1;
select "contract_id", "version" from "contracts_texts" where "contracts_texts"."contract_id" = $1;
delete from "contracts_texts" where "contracts_texts"."contract_id" = $1;
delete from "contracts_tags" where "contracts_tags"."contract_id" = $1;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
update "contracts_search" set "contract_id" = $1, "version" = $2, "release_rank" = $3, "sort_key" = $4, "name_key" = $5, "status" = $6, "owner" = $7, "domain" = $8, "updated_at" = $9, "latest_terms" = $10, "older_terms" = $11, "versions" = $12, "partial_terms" = $13 where "contracts_search"."id" = $14;
insert into "contracts_texts" ("contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "terms") select "contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "terms" from json_populate_recordset(null::"contracts_texts", $1::text::json);
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "version", "json", "created_at", "updated_at" from "contracts" where "contracts"."contract_id" = $1;
select "contract_id", "version" from "contracts_texts" where "contracts_texts"."contract_id" = $1;
delete from "contracts_texts" where "contracts_texts"."contract_id" = $1;
delete from "contracts_tags" where "contracts_tags"."contract_id" = $1;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
update "contracts_search" set "contract_id" = $1, "version" = $2, "release_rank" = $3, "sort_key" = $4, "name_key" = $5, "status" = $6, "owner" = $7, "domain" = $8, "updated_at" = $9, "latest_terms" = $10, "older_terms" = $11, "versions" = $12, "partial_terms" = $13 where "contracts_search"."id" = $14;
insert into "contracts_texts" ("contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "terms") select "contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "terms" from json_populate_recordset(null::"contracts_texts", $1::text::json);
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "version", "json", "created_at", "updated_at" from "contracts" where "contracts"."contract_id" = $1;
select "contract_id", "version" from "contracts_texts" where "contracts_texts"."contract_id" = $1;
delete from "contracts_texts" where "contracts_texts"."contract_id" = $1;
delete from "contracts_tags" where "contracts_tags"."contract_id" = $1;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
update "contracts_search" set "contract_id" = $1, "version" = $2, "release_rank" = $3, "sort_key" = $4, "name_key" = $5, "status" = $6, "owner" = $7, "domain" = $8, "updated_at" = $9, "latest_terms" = $10, "older_terms" = $11, "versions" = $12, "partial_terms" = $13 where "contracts_search"."id" = $14;
insert into "contracts_texts" ("contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "terms") select "contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "terms" from json_populate_recordset(null::"contracts_texts", $1::text::json);
insert into "contracts_tags" ("contract_id", "version", "position", "search_id", "tag") select "contract_id", "version", "position", "search_id", "tag" from json_populate_recordset(null::"contracts_tags", $1::text::json);
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
select distinct "contract_id" from "contracts" where "contracts"."contract_id" > $1 order by "contracts"."contract_id" asc limit $2;
select "contract_id" from "contracts_search" where (("contracts_search"."contract_id" > $1) and (not exists (select 1 from "contracts" where "contracts"."contract_id" = "contracts_search"."contract_id"))) order by "contracts_search"."contract_id" asc limit $2;
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;

-- listContracts, of the index, one page
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
select "contract_id" from "contracts_search" order by "contracts_search"."contract_id" asc limit $1 offset $2;
select count(*) from "contracts_search";
select distinct "contract_id" from "contracts" where "contracts"."contract_id" in ($1, $2);

-- adoptForeignRows
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit $1;
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
select "clock" from "contracts_heads" where "contracts_heads"."contract_id" = $1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset" from "contracts_history" where (("contracts_history"."contract_id" = $1) and ("contracts_history"."version" = $2)) order by "contracts_history"."revision" desc limit $3;
update "contracts" set "sort_key" = $1, "release_rank" = $2, "status" = $3, "owner" = $4, "domain" = $5, "digest" = $6, "derived_from" = $7, "revision" = $8, "updated_at" = $9, "updated_by" = $10 where (((("contracts"."contract_id" = $11) and ("contracts"."version" = $12))) and ("contracts"."fingerprint" = $13) and ("contracts"."revision" = $14));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
delete from "contracts_texts" where (("contracts_texts"."contract_id" = $1) and ("contracts_texts"."version" = $2));
delete from "contracts_tags" where (("contracts_tags"."contract_id" = $1) and ("contracts_tags"."version" = $2));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
update "contracts_search" set "contract_id" = $1, "version" = $2, "release_rank" = $3, "sort_key" = $4, "name_key" = $5, "status" = $6, "owner" = $7, "domain" = $8, "updated_at" = $9, "latest_terms" = $10, "older_terms" = $11, "versions" = $12, "partial_terms" = $13 where "contracts_search"."id" = $14;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
update "contracts_heads" set "clock" = case when "contracts_heads"."clock" < $1 then $2 when "contracts_heads"."clock" < $3 then "contracts_heads"."clock" + 1 else "contracts_heads"."clock" end where "contracts_heads"."contract_id" = $4;
insert into "contracts_heads" ("contract_id", "clock") values ($1, $2) on conflict do nothing;
update "contracts" set "sort_key" = $1, "release_rank" = $2, "status" = $3, "owner" = $4, "domain" = $5, "digest" = $6, "derived_from" = $7, "revision" = $8, "updated_at" = $9, "updated_by" = $10 where (((("contracts"."contract_id" = $11) and ("contracts"."version" = $12))) and ("contracts"."fingerprint" = $13) and ("contracts"."revision" = $14));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = $1) and ("contracts_sources"."version" = $2));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset") values ($1, $2, $3, default, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing;
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
insert into "contracts_search" ("contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "name_key", "versions", "latest_terms", "older_terms", "partial_terms") select "contract_id", "version", "sort_key", "release_rank", "updated_at", "status", "owner", "domain", "name_key", "versions", "latest_terms", "older_terms", "partial_terms" from json_populate_recordset(null::"contracts_search", $1::text::json);
select "id", "version", "updated_at", "versions", "latest_terms", "older_terms", "partial_terms" from "contracts_search" where "contracts_search"."contract_id" = $1 order by "contracts_search"."id" asc limit $2;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" = $1 order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is distinct from "contracts"."fingerprint")) and ((("contracts"."contract_id" >= $1) and ((("contracts"."contract_id" > $2) or ("contracts"."version" > $3)))))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit $4;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = $1;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = $1;
select "contract_id", "version", "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit $1;
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_history" set "sequence" = $1 where (((("contracts_history"."contract_id" = $2) and ("contracts_history"."version" = $3))) and ("contracts_history"."revision" = $4));
update "contracts_feed" set "sequence" = $1 where "contracts_feed"."id" = $2;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit $1;
