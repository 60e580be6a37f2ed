-- change, create
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
insert into "contracts_locks" ("contract_id", "clock") values (?, ?) on conflict do nothing;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "contract_id", "version", "revision", (select "contracts_feed"."sequence" from "contracts_feed" where "contracts_feed"."id" = ?) from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit 500;
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts" ("contract_id", "version", "name", "description", "json", "fingerprint", "created_at", "sort_key", "release_rank", "status", "owner", "domain", "digest", "derived_from", "revision", "updated_at", "created_by", "updated_by") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts_sources" ("contract_id", "version", "digest", "source") values (?, ?, ?, ?) on conflict do nothing;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
insert into "contracts_feed" ("id", "sequence") values (?, ?) on conflict do nothing;

-- change, create, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
insert into "contracts_feed" ("id", "sequence") values (?, ?) on conflict do nothing;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
insert into "contracts_search" ("id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered") values (null, ?, ?, ?, ?, ?, ?, ?);
select "id", "contract_id" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "level", "is_ready", "begun_at" from "contracts_segments";

-- change, nothing to do
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));

-- change, nothing to do any more
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);

-- change, overwrite, decided on the source and all versions
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "version", "release_rank" from "contracts" where "contracts"."contract_id" = cast(? as text) order by "contracts"."sort_key" asc, "contracts"."version" asc;
select "version", "status", "derived_from", "fingerprint", "revision" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."sort_key" <= cast(? as text)) and ((("contracts"."sort_key" < cast(? as text)) or ("contracts"."version" < cast(? as text)))) and (coalesce("contracts"."status", "contracts"."fingerprint") not in (cast(? as text), cast(? as text)))) order by "contracts"."release_rank" desc, "contracts"."sort_key" desc, "contracts"."version" desc limit 4;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);
select "version", "status", "derived_from", "fingerprint", "revision" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."sort_key" <= cast(? as text)) and ((("contracts"."sort_key" < cast(? as text)) or ("contracts"."version" < cast(? as text)))) and (coalesce("contracts"."status", "contracts"."fingerprint") not in (cast(? as text), cast(? as text)))) order by "contracts"."release_rank" desc, "contracts"."sort_key" desc, "contracts"."version" desc limit 4;
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
select "version" from "contracts" where "contracts"."contract_id" = ?;
select "json" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
select "json" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?) and ("contracts_revisions"."digest" <> ?));
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
update "contracts" set "name" = ?, "description" = ?, "json" = ?, "fingerprint" = ?, "sort_key" = ?, "release_rank" = ?, "status" = ?, "owner" = ?, "domain" = ?, "digest" = ?, "derived_from" = ?, "revision" = ?, "updated_at" = ?, "updated_by" = ? where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
update "contracts_sources" set "digest" = ?, "source" = ? where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, overwrite, decided on the source and all versions, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
delete from "contracts_texts" where (("contracts_texts"."contract_id" = ?) and ("contracts_texts"."version" = ?));
delete from "contracts_validations" where (("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
update "contracts_search" set "version" = ?, "name_key" = ?, "updated_at" = ?, "fields_digest" = ?, "next_number" = ?, "is_ordered" = ? where "contracts_search"."id" = ?;
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, status
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
update "contracts" set "name" = ?, "description" = ?, "json" = ?, "fingerprint" = ?, "sort_key" = ?, "release_rank" = ?, "status" = ?, "owner" = ?, "domain" = ?, "digest" = ?, "derived_from" = ?, "revision" = ?, "updated_at" = ?, "updated_by" = ? where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, status, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
delete from "contracts_texts" where (("contracts_texts"."contract_id" = ?) and ("contracts_texts"."version" = ?));
delete from "contracts_validations" where (("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
update "contracts_search" set "version" = ?, "name_key" = ?, "updated_at" = ?, "fields_digest" = ?, "next_number" = ?, "is_ordered" = ? where "contracts_search"."id" = ?;
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, delete
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values (?, ?, ?, ?, null, ?, ?, ?) on conflict do nothing;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
delete from "contracts" where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, delete, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select distinct "contract_id" from "contracts" where "contracts"."contract_id" in (select value from json_each(?));
delete from "contracts_texts" where (("contracts_texts"."contract_id" = ?) and ("contracts_texts"."version" = ?));
delete from "contracts_validations" where (("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?));
delete from "contracts_texts" where "contracts_texts"."contract_id" in (select value from json_each(?));
delete from "contracts_validations" where "contracts_validations"."contract_id" in (select value from json_each(?));
delete from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" in (select value from json_each(?)) order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 1000;
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, create again
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts" ("contract_id", "version", "name", "description", "json", "fingerprint", "created_at", "sort_key", "release_rank", "status", "owner", "domain", "digest", "derived_from", "revision", "updated_at", "created_by", "updated_by") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts_sources" ("contract_id", "version", "digest", "source") values (?, ?, ?, ?) on conflict do nothing;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, create again, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
insert into "contracts_search" ("id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered") values (null, ?, ?, ?, ?, ?, ?, ?);
select "id", "contract_id" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "level", "is_ready", "begun_at" from "contracts_segments";

-- change, of a row that another program inserted
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
insert into "contracts_locks" ("contract_id", "clock") values (?, ?) on conflict do nothing;
select "clock" from "contracts_locks" where "contracts_locks"."contract_id" = ?;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
update "contracts" set "sort_key" = ?, "release_rank" = ?, "status" = ?, "owner" = ?, "domain" = ?, "digest" = ?, "derived_from" = ?, "revision" = ?, "updated_at" = ?, "updated_by" = ? where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
select "contract_id", "version", "revision", (select "contracts_feed"."sequence" from "contracts_feed" where "contracts_feed"."id" = ?) from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit 500;
update "contracts_history" set "sequence" = ? where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?) and ("contracts_history"."revision" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values (?, ?, ?, ?, null, ?, ?, ?) on conflict do nothing;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
update "contracts" set "name" = ?, "description" = ?, "json" = ?, "fingerprint" = ?, "sort_key" = ?, "release_rank" = ?, "status" = ?, "owner" = ?, "domain" = ?, "digest" = ?, "derived_from" = ?, "revision" = ?, "updated_at" = ?, "updated_by" = ? where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, of a row that another program inserted, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
insert into "contracts_search" ("id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered") values (null, ?, ?, ?, ?, ?, ?, ?);
select "id", "contract_id" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, of a row that another program writes meanwhile
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?)) order by "contracts_history"."revision" desc limit 1;
update "contracts" set "sort_key" = ?, "release_rank" = ?, "status" = ?, "owner" = ?, "domain" = ?, "digest" = ?, "derived_from" = ?, "revision" = ?, "updated_at" = ?, "updated_by" = ? where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "contract_id", "version", "revision", (select "contracts_feed"."sequence" from "contracts_feed" where "contracts_feed"."id" = ?) from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit 500;
update "contracts_history" set "sequence" = ? where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?) and ("contracts_history"."revision" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values (?, ?, ?, ?, null, ?, ?, ?) on conflict do nothing;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
update "contracts" set "name" = ?, "description" = ?, "json" = ?, "fingerprint" = ?, "sort_key" = ?, "release_rank" = ?, "status" = ?, "owner" = ?, "domain" = ?, "digest" = ?, "derived_from" = ?, "revision" = ?, "updated_at" = ?, "updated_by" = ? where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, of a row that another program writes meanwhile, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
delete from "contracts_texts" where (("contracts_texts"."contract_id" = ?) and ("contracts_texts"."version" = ?));
delete from "contracts_validations" where (("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
update "contracts_search" set "version" = ?, "name_key" = ?, "updated_at" = ?, "fields_digest" = ?, "next_number" = ?, "is_ordered" = ? where "contracts_search"."id" = ?;
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- current
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "version", "release_rank" from "contracts" where "contracts"."contract_id" = cast(? as text) order by "contracts"."sort_key" asc, "contracts"."version" asc;

-- current, of a row that another program overwrote
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "clock" from "contracts_locks" where "contracts_locks"."contract_id" = ?;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?)) order by "contracts_history"."revision" desc limit 1;
update "contracts" set "sort_key" = ?, "release_rank" = ?, "status" = ?, "owner" = ?, "domain" = ?, "digest" = ?, "derived_from" = ?, "revision" = ?, "updated_at" = ?, "updated_by" = ? where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
select "contract_id", "version", "revision", (select "contracts_feed"."sequence" from "contracts_feed" where "contracts_feed"."id" = ?) from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit 500;
update "contracts_history" set "sequence" = ? where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?) and ("contracts_history"."revision" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));
select "version", "release_rank" from "contracts" where "contracts"."contract_id" = cast(? as text) order by "contracts"."sort_key" asc, "contracts"."version" asc;

-- current, of a row that another program overwrote, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "digest", "json" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
delete from "contracts_texts" where (("contracts_texts"."contract_id" = ?) and ("contracts_texts"."version" = ?));
delete from "contracts_validations" where (("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
update "contracts_search" set "version" = ?, "name_key" = ?, "updated_at" = ?, "fields_digest" = ?, "next_number" = ?, "is_ordered" = ? where "contracts_search"."id" = ?;
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- get
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));

-- get, two at once
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));

-- get, of a large document at once with another one
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
insert into "contracts_locks" ("contract_id", "clock") values (?, ?) on conflict do nothing;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts" ("contract_id", "version", "name", "description", "json", "fingerprint", "created_at", "sort_key", "release_rank", "status", "owner", "domain", "digest", "derived_from", "revision", "updated_at", "created_by", "updated_by") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));

-- get, of a large document at once with another one, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
insert into "contracts_search" ("id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered") values (null, ?, ?, ?, ?, ?, ?, ?);
select "id", "contract_id" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "level", "is_ready", "begun_at" from "contracts_segments";
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;

-- latest, two at once
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where "contracts"."contract_id" = cast(? as text) order by "contracts"."release_rank" desc, "contracts"."sort_key" desc, "contracts"."version" desc limit 1;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where "contracts"."contract_id" = cast(? as text) order by "contracts"."release_rank" desc, "contracts"."sort_key" desc, "contracts"."version" desc limit 1;
select "id", "directory", "length", "replaced" from "contracts_segments" where "contracts_segments"."id" in (select value from json_each(?));
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "id" from "contracts_segments" where (("contracts_segments"."id" in (select value from json_each(?))) and ("contracts_segments"."is_ready" = ?));
delete from "contracts_segments" where "contracts_segments"."id" in (select value from json_each(?));
delete from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?));
delete from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?));
delete from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?));
delete from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?));
delete from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?));
delete from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?));
delete from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?));
delete from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?));
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
select "level", "is_ready", "begun_at" from "contracts_segments";

-- change, delete of a large document
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values (?, ?, ?, ?, null, ?, ?, ?) on conflict do nothing;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
delete from "contracts" where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, delete of a large document, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select distinct "contract_id" from "contracts" where "contracts"."contract_id" in (select value from json_each(?));
delete from "contracts_texts" where (("contracts_texts"."contract_id" = ?) and ("contracts_texts"."version" = ?));
delete from "contracts_validations" where (("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?));
delete from "contracts_texts" where "contracts_texts"."contract_id" in (select value from json_each(?));
delete from "contracts_validations" where "contracts_validations"."contract_id" in (select value from json_each(?));
delete from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" in (select value from json_each(?)) order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 1000;
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- get, of a row that another program inserted
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
insert into "contracts_locks" ("contract_id", "clock") values (?, ?) on conflict do nothing;
select "clock" from "contracts_locks" where "contracts_locks"."contract_id" = ?;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
update "contracts" set "sort_key" = ?, "release_rank" = ?, "status" = ?, "owner" = ?, "domain" = ?, "digest" = ?, "derived_from" = ?, "revision" = ?, "updated_at" = ?, "updated_by" = ? where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
select "contract_id", "version", "revision", (select "contracts_feed"."sequence" from "contracts_feed" where "contracts_feed"."id" = ?) from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit 500;
update "contracts_history" set "sequence" = ? where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?) and ("contracts_history"."revision" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));

-- get, of a row that another program inserted, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "digest", "json" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
insert into "contracts_search" ("id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered") values (null, ?, ?, ?, ?, ?, ?, ?);
select "id", "contract_id" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- latest
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where "contracts"."contract_id" = cast(? as text) order by "contracts"."release_rank" desc, "contracts"."sort_key" desc, "contracts"."version" desc limit 1;

-- latest, of a contract with a row that another program inserted
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where "contracts"."contract_id" = cast(? as text) order by "contracts"."release_rank" desc, "contracts"."sort_key" desc, "contracts"."version" desc limit 1;
select "contract_id", "version", octet_length("json") from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) and ("contracts"."contract_id" in (?))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "clock" from "contracts_locks" where "contracts_locks"."contract_id" = ?;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?)) order by "contracts_history"."revision" desc limit 1;
update "contracts" set "sort_key" = ?, "release_rank" = ?, "status" = ?, "owner" = ?, "domain" = ?, "digest" = ?, "derived_from" = ?, "revision" = ?, "updated_at" = ?, "updated_by" = ? where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
select "contract_id", "version", "revision", (select "contracts_feed"."sequence" from "contracts_feed" where "contracts_feed"."id" = ?) from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit 500;
update "contracts_history" set "sequence" = ? where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?) and ("contracts_history"."revision" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "contract_id", "version", octet_length("json") from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) and ("contracts"."contract_id" in (?)) and ((("contracts"."contract_id" >= ?) and ((("contracts"."contract_id" > ?) or ("contracts"."version" > ?)))))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
select "version", "release_rank" from "contracts" where "contracts"."contract_id" = cast(? as text) order by "contracts"."sort_key" asc, "contracts"."version" asc;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));

-- latest, of a contract with a row that another program inserted, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "digest", "json" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
update "contracts_search" set "version" = ?, "name_key" = ?, "updated_at" = ?, "fields_digest" = ?, "next_number" = ?, "is_ordered" = ? where "contracts_search"."id" = ?;
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- highest, latest
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)), (select count(*) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)))), case when exists (select 1 from "contracts" where (("contracts"."contract_id" = cast(? as text)) and (("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")))) then 1 else 0 end from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = (select "contracts"."version" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and (coalesce("contracts"."status", "contracts"."fingerprint") not in (cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text)))) order by "contracts"."release_rank" desc, "contracts"."sort_key" desc, "contracts"."version" desc limit 1)));

-- highest, releases
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)), (select count(*) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)))), case when exists (select 1 from "contracts" where (("contracts"."contract_id" = cast(? as text)) and (("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")))) then 1 else 0 end from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = (select "contracts"."version" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."release_rank" = 2) and ("contracts"."sort_key" between cast(? as text) and cast(? as text)) and (coalesce("contracts"."status", "contracts"."fingerprint") not in (cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text)))) order by "contracts"."sort_key" desc, "contracts"."version" desc limit 1)));

-- highest, all
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)), (select count(*) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)))), case when exists (select 1 from "contracts" where (("contracts"."contract_id" = cast(? as text)) and (("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")))) then 1 else 0 end from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = (select "contracts"."version" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."sort_key" between cast(? as text) and cast(? as text)) and (coalesce("contracts"."status", "contracts"."fingerprint") not in (cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text)))) order by "contracts"."sort_key" desc, "contracts"."version" desc limit 1)));

-- highest, named
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)), 0, 0 from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));

-- highest, of any status
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)), (select count(*) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)))), case when exists (select 1 from "contracts" where (("contracts"."contract_id" = cast(? as text)) and (("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")))) then 1 else 0 end from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = (select "contracts"."version" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."release_rank" = 2) and ("contracts"."sort_key" between cast(? as text) and cast(? as text))) order by "contracts"."sort_key" desc, "contracts"."version" desc limit 1)));

-- highestOfEach
select "version", "status", "revision", "derived_from", "fingerprint", octet_length("json"), (select count(*) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)))), case when exists (select 1 from "contracts" where (("contracts"."contract_id" = cast(? as text)) and (("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")))) then 1 else 0 end from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = (select "contracts"."version" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."release_rank" = 2) and ("contracts"."sort_key" between cast(? as text) and cast(? as text)) and (coalesce("contracts"."status", "contracts"."fingerprint") not in (cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text)))) order by "contracts"."sort_key" desc, "contracts"."version" desc limit 1)));
select "version", "status", "revision", "derived_from", "fingerprint", octet_length("json"), (select count(*) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)))), case when exists (select 1 from "contracts" where (("contracts"."contract_id" = cast(? as text)) and (("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")))) then 1 else 0 end from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = (select "contracts"."version" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."release_rank" = 2) and ("contracts"."sort_key" between cast(? as text) and cast(? as text)) and (coalesce("contracts"."status", "contracts"."fingerprint") not in (cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text)))) order by "contracts"."sort_key" desc, "contracts"."version" desc limit 1)));
select "version", "status", "revision", "derived_from", "fingerprint", octet_length("json"), (select count(*) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)))), case when exists (select 1 from "contracts" where (("contracts"."contract_id" = cast(? as text)) and (("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")))) then 1 else 0 end from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = (select "contracts"."version" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."release_rank" = 2) and ("contracts"."sort_key" between cast(? as text) and cast(? as text)) and (coalesce("contracts"."status", "contracts"."fingerprint") not in (cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text)))) order by "contracts"."sort_key" desc, "contracts"."version" desc limit 1)));
select "version", "status", "revision", "derived_from", "fingerprint", octet_length("json"), 0, 0 from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));

-- revisions
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "contract_id", "version", "revision", "json", "fingerprint", "digest", "status" from "contracts_revisions" where (((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) and ("contracts_revisions"."digest" <> ?));

-- revisions, of several versions
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "contract_id", "version", "revision", "json", "fingerprint", "digest", "status" from "contracts_revisions" where (((((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))))) and ("contracts_revisions"."digest" <> ?));

-- source
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));

-- source, of a document that was replaced
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "contract_id", "version", "revision", "json", "fingerprint", "digest", "status" from "contracts_revisions" where (((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) and ("contracts_revisions"."digest" <> ?));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));

-- listVersions
select "version", "release_rank" from "contracts" where "contracts"."contract_id" = cast(? as text) order by "contracts"."sort_key" asc, "contracts"."version" asc;

-- summaries, of one contract
select "contract_id", "version", "name", "status", "owner", "domain", "fingerprint", "derived_from", "revision", "created_at", "created_by", "updated_at", "updated_by", "release_rank" from "contracts" where "contracts"."contract_id" = cast(? as text) order by "contracts"."sort_key" asc, "contracts"."version" asc;

-- summaries, of several contracts
select "contract_id", "version", "name", "status", "owner", "domain", "fingerprint", "derived_from", "revision", "created_at", "created_by", "updated_at", "updated_by", "release_rank" from "contracts" where "contracts"."contract_id" in (?, ?) order by "contracts"."contract_id" asc, "contracts"."sort_key" asc, "contracts"."version" asc;

-- summaries, of a row that another program overwrote
select "contract_id", "version", "name", "status", "owner", "domain", "fingerprint", "derived_from", "revision", "created_at", "created_by", "updated_at", "updated_by", "release_rank" from "contracts" where "contracts"."contract_id" in (?, ?) order by "contracts"."contract_id" asc, "contracts"."sort_key" asc, "contracts"."version" asc;
select "contract_id", "version", octet_length("json") from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) and ("contracts"."contract_id" in (?))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "clock" from "contracts_locks" where "contracts_locks"."contract_id" = ?;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?)) order by "contracts_history"."revision" desc limit 1;
update "contracts" set "sort_key" = ?, "release_rank" = ?, "status" = ?, "owner" = ?, "domain" = ?, "digest" = ?, "derived_from" = ?, "revision" = ?, "updated_at" = ?, "updated_by" = ? where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
select "contract_id", "version", "revision", (select "contracts_feed"."sequence" from "contracts_feed" where "contracts_feed"."id" = ?) from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit 500;
update "contracts_history" set "sequence" = ? where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?) and ("contracts_history"."revision" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "contract_id", "version", octet_length("json") from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) and ("contracts"."contract_id" in (?)) and ((("contracts"."contract_id" >= ?) and ((("contracts"."contract_id" > ?) or ("contracts"."version" > ?)))))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
select "contract_id", "version", "name", "status", "owner", "domain", "fingerprint", "derived_from", "revision", "created_at", "created_by", "updated_at", "updated_by", "release_rank" from "contracts" where "contracts"."contract_id" in (?, ?) order by "contracts"."contract_id" asc, "contracts"."sort_key" asc, "contracts"."version" asc;

-- summaries, of a row that another program overwrote, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "digest", "json" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
delete from "contracts_texts" where (("contracts_texts"."contract_id" = ?) and ("contracts_texts"."version" = ?));
delete from "contracts_validations" where (("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
update "contracts_search" set "version" = ?, "name_key" = ?, "updated_at" = ?, "fields_digest" = ?, "next_number" = ?, "is_ordered" = ? where "contracts_search"."id" = ?;
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "level", "is_ready", "begun_at" from "contracts_segments";

-- summariesAsOf, of one contract
select "contract_id", "version", octet_length("json") from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) and ("contracts"."contract_id" in (?))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where (("contracts_history"."contract_id" in (?)) and ("contracts_history"."occurred_at" <= ?)) order by "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit 2000;

-- summariesAsOf, of several contracts
select "contract_id", "version", octet_length("json") from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) and ("contracts"."contract_id" in (?, ?))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where (("contracts_history"."contract_id" in (?, ?)) and ("contracts_history"."occurred_at" <= ?)) order by "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit 2000;

-- summaryRows
select "contract_id", count(*) from "contracts" where "contracts"."contract_id" in (?, ?) group by "contracts"."contract_id";

-- summaryRows, of a time
select "contract_id", count(*) from "contracts_history" where (("contracts_history"."contract_id" in (?, ?)) and ("contracts_history"."occurred_at" <= ?)) group by "contracts_history"."contract_id";

-- catchUpIndex
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);

-- listContracts, one page
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "contract_id" from "contracts_search" order by "contracts_search"."contract_id" asc limit ? offset ?;
select count(*) from "contracts_search";
select distinct "contract_id" from "contracts" where "contracts"."contract_id" between cast(? as text) and cast(? as text);

-- listContracts, all
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select distinct "contract_id" from "contracts" order by "contracts"."contract_id" asc limit ? offset ?;
select count(distinct "contract_id") from "contracts";

-- history, all
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit 1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where ("contracts_history"."sequence" is not null) order by "contracts_history"."sequence" asc limit 10;

-- history, newest first
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit 1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where ((("contracts_history"."sequence" is not null)) and ("contracts_history"."sequence" < ?)) order by "contracts_history"."sequence" desc limit 10;

-- history, going on
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit 1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where ((("contracts_history"."sequence" is not null)) and ("contracts_history"."sequence" > ?)) order by "contracts_history"."sequence" asc limit 10;

-- history, of a contract
select "contract_id", "version", octet_length("json") from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) and ("contracts"."contract_id" in (?))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit 1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where ((("contracts_history"."sequence" is not null)) and ("contracts_history"."contract_id" = ?)) order by "contracts_history"."sequence" asc limit 10;

-- history, of a version, newest first
select "contract_id", "version", octet_length("json") from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) and ("contracts"."contract_id" in (?))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit 1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where ((("contracts_history"."sequence" is not null)) and ("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?)) order by "contracts_history"."sequence" desc limit 10;

-- history, of a caller
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit 1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where ((("contracts_history"."sequence" is not null)) and ("contracts_history"."caller" = ?)) order by "contracts_history"."sequence" asc limit 10;

-- history, of an operation
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit 1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where ((("contracts_history"."sequence" is not null)) and ("contracts_history"."operation" = ?)) order by "contracts_history"."sequence" asc limit 10;

-- history, with all filters
select "contract_id", "version", octet_length("json") from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) and ("contracts"."contract_id" in (?))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit 1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where ((("contracts_history"."sequence" is not null)) and ("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?) and ("contracts_history"."caller" = ?) and ("contracts_history"."operation" = ?) and ("contracts_history"."sequence" > ?) and ("contracts_history"."sequence" < ?)) order by "contracts_history"."sequence" asc limit 10;

-- link, new
select "dataset_id", "dataset_version", "contract_id", "contract_version", "linked_at", "linked_by" from "contracts_links" where "contracts_links"."link_key" = cast(? as text);
update "contracts_links" set "contract_id" = ?, "contract_version" = ?, "linked_at" = ?, "linked_by" = ? where "contracts_links"."link_key" = ?;
insert into "contracts_links" ("link_key", "dataset_key", "dataset_id", "dataset_version", "contract_id", "contract_version", "linked_at", "linked_by") values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;

-- link, again
select "dataset_id", "dataset_version", "contract_id", "contract_version", "linked_at", "linked_by" from "contracts_links" where "contracts_links"."link_key" = cast(? as text);

-- link, moved
select "dataset_id", "dataset_version", "contract_id", "contract_version", "linked_at", "linked_by" from "contracts_links" where "contracts_links"."link_key" = cast(? as text);
update "contracts_links" set "contract_id" = ?, "contract_version" = ?, "linked_at" = ?, "linked_by" = ? where "contracts_links"."link_key" = ?;

-- linked
select "dataset_id", "dataset_version", "contract_id", "contract_version", "linked_at", "linked_by" from "contracts_links" where "contracts_links"."link_key" = cast(? as text);

-- linksOfDataset
select "dataset_id", "dataset_version", "contract_id", "contract_version", "linked_at", "linked_by" from "contracts_links" where "contracts_links"."dataset_key" = ? order by "contracts_links"."linked_at" desc, "contracts_links"."link_key" desc limit 10;

-- linksOfDataset, of a scope
select "dataset_id", "dataset_version", "contract_id", "contract_version", "linked_at", "linked_by" from "contracts_links" where (("contracts_links"."dataset_key" = ?) and ((("contracts_links"."contract_id" in (?)) or ((("contracts_links"."contract_id" >= ?) and ("contracts_links"."contract_id" < ?)))))) order by "contracts_links"."linked_at" desc, "contracts_links"."link_key" desc limit 10;

-- linkedDatasets
select distinct "dataset_id" from "contracts_links" where (("contracts_links"."contract_id" in (?)) or ((("contracts_links"."contract_id" >= ?) and ("contracts_links"."contract_id" < ?)))) order by "contracts_links"."dataset_id" asc limit 10;

-- linksOfVersion
select "dataset_id", "dataset_version", "contract_id", "contract_version", "linked_at", "linked_by" from "contracts_links" where (("contracts_links"."contract_id" = cast(? as text)) and ("contracts_links"."contract_version" = cast(? as text))) order by "contracts_links"."dataset_id" asc, "contracts_links"."dataset_version" asc limit ? offset ?;
select count(*) from "contracts_links" where (("contracts_links"."contract_id" = cast(? as text)) and ("contracts_links"."contract_version" = cast(? as text)));

-- countLinks
select count(*) from "contracts_links" where "contracts_links"."contract_id" = cast(? as text);

-- noteActive, first
update "contracts_active_versions" set "version" = ?, "in_place_of" = ? where "contracts_active_versions"."contract_id" = ?;
insert into "contracts_active_versions" ("contract_id", "version", "in_place_of") values (?, ?, ?) on conflict do nothing;

-- noteActive, another
update "contracts_active_versions" set "version" = ?, "in_place_of" = ? where "contracts_active_versions"."contract_id" = ?;

-- activeVersions
select "contract_id", "version", "in_place_of" from "contracts_active_versions" where "contracts_active_versions"."contract_id" in (select value from json_each(?));

-- noteActive, as expected
delete from "contracts_active_versions" where "contracts_active_versions"."contract_id" = ?;

-- check
select "version" from "contracts" order by "contracts"."contract_id" limit 1;
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select count(*) from (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint") limit 10001) "counted";

-- change, create, with fields and tags
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
insert into "contracts_locks" ("contract_id", "clock") values (?, ?) on conflict do nothing;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts" ("contract_id", "version", "name", "description", "json", "fingerprint", "created_at", "sort_key", "release_rank", "status", "owner", "domain", "digest", "derived_from", "revision", "updated_at", "created_by", "updated_by") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, create, with fields and tags, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
insert into "contracts_search" ("id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered") values (null, ?, ?, ?, ?, ?, ?, ?);
select "id", "contract_id" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
insert into "contracts_fields" ("contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_fields" ("contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_fields" ("contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, create, of an older version
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts" ("contract_id", "version", "name", "description", "json", "fingerprint", "created_at", "sort_key", "release_rank", "status", "owner", "domain", "digest", "derived_from", "revision", "updated_at", "created_by", "updated_by") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, create, of an older version, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
update "contracts_search" set "version" = ?, "name_key" = ?, "updated_at" = ?, "fields_digest" = ?, "next_number" = ?, "is_ordered" = ? where "contracts_search"."id" = ?;
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, overwrite, of the latest version
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values (?, ?, ?, ?, null, ?, ?, ?) on conflict do nothing;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
update "contracts" set "name" = ?, "description" = ?, "json" = ?, "fingerprint" = ?, "sort_key" = ?, "release_rank" = ?, "status" = ?, "owner" = ?, "domain" = ?, "digest" = ?, "derived_from" = ?, "revision" = ?, "updated_at" = ?, "updated_by" = ? where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, overwrite, of the latest version, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
delete from "contracts_texts" where (("contracts_texts"."contract_id" = ?) and ("contracts_texts"."version" = ?));
delete from "contracts_validations" where (("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
update "contracts_search" set "version" = ?, "name_key" = ?, "updated_at" = ?, "fields_digest" = ?, "next_number" = ?, "is_ordered" = ? where "contracts_search"."id" = ?;
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, create, of a later version
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts" ("contract_id", "version", "name", "description", "json", "fingerprint", "created_at", "sort_key", "release_rank", "status", "owner", "domain", "digest", "derived_from", "revision", "updated_at", "created_by", "updated_by") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, create, of a later version, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
update "contracts_search" set "version" = ?, "name_key" = ?, "updated_at" = ?, "fields_digest" = ?, "next_number" = ?, "is_ordered" = ? where "contracts_search"."id" = ?;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" in (select value from json_each(?)) order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 1000;
delete from "contracts_fields" where (("contracts_fields"."contract_id" = ?) and ("contracts_fields"."position" in (select value from json_each(?))));
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "level", "is_ready", "begun_at" from "contracts_segments";
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;

-- change, delete, of the latest version
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "id", "directory", "length", "replaced" from "contracts_segments" where "contracts_segments"."id" in (select value from json_each(?));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values (?, ?, ?, ?, null, ?, ?, ?) on conflict do nothing;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
delete from "contracts" where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "id" from "contracts_segments" where (("contracts_segments"."id" in (select value from json_each(?))) and ("contracts_segments"."is_ready" = ?));
delete from "contracts_segments" where "contracts_segments"."id" in (select value from json_each(?));
delete from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?));
delete from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?));
delete from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?));
delete from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?));
delete from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?));
delete from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?));
delete from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?));
delete from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?));
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
select "level", "is_ready", "begun_at" from "contracts_segments";

-- change, delete, of the latest version, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select distinct "contract_id" from "contracts" where "contracts"."contract_id" in (select value from json_each(?));
select "contract_id", "version" from "contracts_texts" where "contracts_texts"."contract_id" in (select value from json_each(?));
delete from "contracts_texts" where (("contracts_texts"."contract_id" = ?) and ("contracts_texts"."version" = ?));
delete from "contracts_validations" where (("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?));
select "json" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
update "contracts_search" set "version" = ?, "name_key" = ?, "updated_at" = ?, "fields_digest" = ?, "next_number" = ?, "is_ordered" = ? where "contracts_search"."id" = ?;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" in (select value from json_each(?)) order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 1000;
insert into "contracts_fields" ("contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_fields" ("contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_fields" ("contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- search, everything
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number" from "contracts_search" order by "contracts_search"."id" asc limit 20;
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number" from "contracts_search" where "contracts_search"."id" > ? order by "contracts_search"."id" asc limit 20;
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number" from "contracts_search" where "contracts_search"."id" > ? order by "contracts_search"."id" asc limit 20;
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number" from "contracts_search" where "contracts_search"."id" > ? order by "contracts_search"."id" asc limit 20;

-- search, a word
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "id", "directory", "length", "replaced" from "contracts_segments" where "contracts_segments"."id" in (select value from json_each(?));
select "id", "entries" from "contracts_postings" where "contracts_postings"."id" in (select value from json_each(?));
select "id", "contract_id", "version", "next_number" from "contracts_search" where "contracts_search"."id" in (select value from json_each(?)) order by "contracts_search"."id" asc;
select "contract_id", "version", "posting_key" from "contracts_texts" where "contracts_texts"."posting_key" in (select value from json_each(?));

-- search, a word, by id
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "id", "contract_id", "version", "next_number" from "contracts_search" where "contracts_search"."id" in (select value from json_each(?)) order by "contracts_search"."contract_id" asc limit 20;
select "contract_id", "version", "posting_key" from "contracts_texts" where "contracts_texts"."posting_key" in (select value from json_each(?));

-- search, a word, by name
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "id", "contract_id", "version", "next_number", "name_key" from "contracts_search" where "contracts_search"."id" in (select value from json_each(?)) order by "contracts_search"."name_key" asc, "contracts_search"."id" asc limit 20;
select "contract_id", "version", "posting_key" from "contracts_texts" where "contracts_texts"."posting_key" in (select value from json_each(?));

-- search, a word, by the last change
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "id", "contract_id", "version", "next_number", "updated_at" from "contracts_search" where "contracts_search"."id" in (select value from json_each(?)) order by "contracts_search"."updated_at" desc, "contracts_search"."id" desc limit 20;
select "contract_id", "version", "posting_key" from "contracts_texts" where "contracts_texts"."posting_key" in (select value from json_each(?));

-- search, everything, by id
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number" from "contracts_search" order by "contracts_search"."contract_id" asc limit 20;
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number" from "contracts_search" where "contracts_search"."contract_id" > ? order by "contracts_search"."contract_id" asc limit 20;
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number" from "contracts_search" where "contracts_search"."contract_id" > ? order by "contracts_search"."contract_id" asc limit 20;
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number" from "contracts_search" where "contracts_search"."contract_id" > ? order by "contracts_search"."contract_id" asc limit 20;

-- search, everything, by name
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number", "name_key" from "contracts_search" order by "contracts_search"."name_key" asc, "contracts_search"."id" asc limit 20;
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number", "name_key" from "contracts_search" where (("contracts_search"."name_key" >= ?) and ((("contracts_search"."name_key" > ?) or ("contracts_search"."id" > ?)))) order by "contracts_search"."name_key" asc, "contracts_search"."id" asc limit 20;
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number", "name_key" from "contracts_search" where (("contracts_search"."name_key" >= ?) and ((("contracts_search"."name_key" > ?) or ("contracts_search"."id" > ?)))) order by "contracts_search"."name_key" asc, "contracts_search"."id" asc limit 20;
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number", "name_key" from "contracts_search" where (("contracts_search"."name_key" >= ?) and ((("contracts_search"."name_key" > ?) or ("contracts_search"."id" > ?)))) order by "contracts_search"."name_key" asc, "contracts_search"."id" asc limit 20;

-- search, everything, by the last change
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number", "updated_at" from "contracts_search" order by "contracts_search"."updated_at" desc, "contracts_search"."id" desc limit 20;
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number", "updated_at" from "contracts_search" where (("contracts_search"."updated_at" <= ?) and ((("contracts_search"."updated_at" < ?) or ("contracts_search"."id" < ?)))) order by "contracts_search"."updated_at" desc, "contracts_search"."id" desc limit 20;
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number", "updated_at" from "contracts_search" where (("contracts_search"."updated_at" <= ?) and ((("contracts_search"."updated_at" < ?) or ("contracts_search"."id" < ?)))) order by "contracts_search"."updated_at" desc, "contracts_search"."id" desc limit 20;
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number", "updated_at" from "contracts_search" where (("contracts_search"."updated_at" <= ?) and ((("contracts_search"."updated_at" < ?) or ("contracts_search"."id" < ?)))) order by "contracts_search"."updated_at" desc, "contracts_search"."id" desc limit 20;

-- search, all versions
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "id", "contract_id", "version", "next_number" from "contracts_search" where "contracts_search"."id" in (select value from json_each(?)) order by "contracts_search"."id" asc;
select "contract_id", "version", "posting_key" from "contracts_texts" where "contracts_texts"."posting_key" in (select value from json_each(?));
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "id", "contract_id", "version", "next_number" from "contracts_search" where "contracts_search"."id" in (select value from json_each(?)) order by "contracts_search"."id" asc;
select "contract_id", "version", "posting_key" from "contracts_texts" where "contracts_texts"."posting_key" in (select value from json_each(?));

-- search, words, a phrase and a beginning
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "id", "contract_id", "version", "next_number" from "contracts_search" where "contracts_search"."id" in (select value from json_each(?)) order by "contracts_search"."id" asc;
select "contract_id", "version", "posting_key" from "contracts_texts" where "contracts_texts"."posting_key" in (select value from json_each(?));

-- search, filters
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "id", "contract_id", "version", "next_number" from "contracts_search" where "contracts_search"."id" in (select value from json_each(?)) order by "contracts_search"."id" asc;
select "contract_id", "version", "posting_key" from "contracts_texts" where "contracts_texts"."posting_key" in (select value from json_each(?));

-- search, what one field has
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "id", "contract_id", "version", "next_number" from "contracts_search" where "contracts_search"."id" in (select value from json_each(?)) order by "contracts_search"."id" asc;
select "contract_id", "version", "posting_key", "terms" from "contracts_texts" where "contracts_texts"."posting_key" in (select value from json_each(?));

-- search, a time
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number", "updated_at" from "contracts_search" where "contracts_search"."updated_at" > ? order by "contracts_search"."updated_at" desc, "contracts_search"."id" desc limit 20;
select "contract_id", "version", "posting_key" from "contracts_texts" where ((("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?))) and ("contracts_texts"."updated_at" > ?) and ("contracts_texts"."updated_at" < ?));
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number", "updated_at" from "contracts_search" where (("contracts_search"."updated_at" > ?) and ((("contracts_search"."updated_at" <= ?) and ((("contracts_search"."updated_at" < ?) or ("contracts_search"."id" < ?)))))) order by "contracts_search"."updated_at" desc, "contracts_search"."id" desc limit 20;
select "contract_id", "version", "posting_key" from "contracts_texts" where ((("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?))) and ("contracts_texts"."updated_at" > ?) and ("contracts_texts"."updated_at" < ?));
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number", "updated_at" from "contracts_search" where (("contracts_search"."updated_at" > ?) and ((("contracts_search"."updated_at" <= ?) and ((("contracts_search"."updated_at" < ?) or ("contracts_search"."id" < ?)))))) order by "contracts_search"."updated_at" desc, "contracts_search"."id" desc limit 20;
select "contract_id", "version", "posting_key" from "contracts_texts" where ((("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?))) and ("contracts_texts"."updated_at" > ?) and ("contracts_texts"."updated_at" < ?));
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number", "updated_at" from "contracts_search" where (("contracts_search"."updated_at" > ?) and ((("contracts_search"."updated_at" <= ?) and ((("contracts_search"."updated_at" < ?) or ("contracts_search"."id" < ?)))))) order by "contracts_search"."updated_at" desc, "contracts_search"."id" desc limit 20;
select "contract_id", "version", "posting_key" from "contracts_texts" where ((("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?))) and ("contracts_texts"."updated_at" > ?) and ("contracts_texts"."updated_at" < ?));

-- search, how tests stand
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "id", "contract_id", "version", "next_number" from "contracts_search" where "contracts_search"."id" in (select value from json_each(?)) order by "contracts_search"."id" asc;
select "contract_id", "version", "posting_key" from "contracts_texts" where (("contracts_texts"."posting_key" in (select value from json_each(?))) and (((select max("contracts_test_states"."severity") from "contracts_test_states" where (("contracts_test_states"."contract_id" = "contracts_texts"."contract_id") and ("contracts_test_states"."version" = "contracts_texts"."version"))) is null)));

-- search, tests that failed
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "contract_id", "version", "next_number" from "contracts_search" where "contracts_search"."contract_id" in (select "contracts_test_states"."contract_id" from "contracts_test_states" where "contracts_test_states"."severity" in (?)) order by "contracts_search"."id" asc limit 20;

-- search, valid ones
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" < ? limit 9007199254740991) "counted";
select "contracts_validations"."contract_id", "contracts_validations"."version", "contracts_validations"."digest", octet_length("contracts"."json") from "contracts_validations" left join "contracts" on (("contracts_validations"."contract_id" = "contracts"."contract_id") and ("contracts_validations"."version" = "contracts"."version") and ("contracts_validations"."digest" = "contracts"."digest")) where "contracts_validations"."judged_by" < ? order by "contracts_validations"."judged_by" asc, "contracts_validations"."errors" asc, "contracts_validations"."contract_id" asc limit 100;
select "contracts"."contract_id", "contracts"."version", "contracts"."digest", "contracts"."json", "contracts_sources"."source" from "contracts" left join "contracts_sources" on (("contracts_sources"."contract_id" = "contracts"."contract_id") and ("contracts_sources"."version" = "contracts"."version") and ("contracts_sources"."digest" = "contracts"."digest")) where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
update "contracts_validations" set "judged_by" = ?, "errors" = ?, "warnings" = ?, "infos" = ? where (((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))) and ("contracts_validations"."digest" = ?));
update "contracts_validations" set "judged_by" = ?, "errors" = ?, "warnings" = ?, "infos" = ? where (((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))) and ("contracts_validations"."digest" = ?));
update "contracts_validations" set "judged_by" = ?, "errors" = ?, "warnings" = ?, "infos" = ? where (((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))) and ("contracts_validations"."digest" = ?));
update "contracts_validations" set "judged_by" = ?, "errors" = ?, "warnings" = ?, "infos" = ? where (((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))) and ("contracts_validations"."digest" = ?));
update "contracts_validations" set "judged_by" = ?, "errors" = ?, "warnings" = ?, "infos" = ? where (((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))) and ("contracts_validations"."digest" = ?));
update "contracts_validations" set "judged_by" = ?, "errors" = ?, "warnings" = ?, "infos" = ? where (((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))) and ("contracts_validations"."digest" = ?));
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" > ? limit 9007199254740991) "counted";
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "id", "contract_id", "version", "next_number" from "contracts_search" where (("contracts_search"."id" in (select value from json_each(?))) and (exists (select 1 from "contracts_validations" where (("contracts_validations"."contract_id" = "contracts_search"."contract_id") and ((("contracts_validations"."judged_by" = ?) and ("contracts_validations"."errors" = ?))))))) order by "contracts_search"."id" asc;

-- search, those that are not valid
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" < ? limit 9007199254740991) "counted";
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" > ? limit 9007199254740991) "counted";
select "id", "contract_id", "version", "next_number" from "contracts_search" where "contracts_search"."contract_id" in (select "contracts_validations"."contract_id" from "contracts_validations" where (("contracts_validations"."judged_by" = ?) and ("contracts_validations"."errors" > ?))) order by "contracts_search"."id" asc limit 20;
select "contract_id", "version", "posting_key" from "contracts_texts" where ((("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?))) and (exists (select 1 from "contracts_validations" where (((("contracts_validations"."contract_id" = "contracts_texts"."contract_id") and ("contracts_validations"."version" = "contracts_texts"."version"))) and ((("contracts_validations"."judged_by" = ?) and ("contracts_validations"."errors" > ?)))))));
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" < ? limit 9007199254740991) "counted";
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" > ? limit 9007199254740991) "counted";
select "id", "contract_id", "version", "next_number" from "contracts_search" where (("contracts_search"."contract_id" in (select "contracts_validations"."contract_id" from "contracts_validations" where (("contracts_validations"."judged_by" = ?) and ("contracts_validations"."errors" > ?)))) and ("contracts_search"."id" > ?)) order by "contracts_search"."id" asc limit 20;
select "contract_id", "version", "posting_key" from "contracts_texts" where ((("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?))) and (exists (select 1 from "contracts_validations" where (((("contracts_validations"."contract_id" = "contracts_texts"."contract_id") and ("contracts_validations"."version" = "contracts_texts"."version"))) and ((("contracts_validations"."judged_by" = ?) and ("contracts_validations"."errors" > ?)))))));
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" < ? limit 9007199254740991) "counted";
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" > ? limit 9007199254740991) "counted";
select "id", "contract_id", "version", "next_number" from "contracts_search" where (("contracts_search"."contract_id" in (select "contracts_validations"."contract_id" from "contracts_validations" where (("contracts_validations"."judged_by" = ?) and ("contracts_validations"."errors" > ?)))) and ("contracts_search"."id" > ?)) order by "contracts_search"."id" asc limit 20;
select "contract_id", "version", "posting_key" from "contracts_texts" where ((("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?))) and (exists (select 1 from "contracts_validations" where (((("contracts_validations"."contract_id" = "contracts_texts"."contract_id") and ("contracts_validations"."version" = "contracts_texts"."version"))) and ((("contracts_validations"."judged_by" = ?) and ("contracts_validations"."errors" > ?)))))));
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" < ? limit 9007199254740991) "counted";
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" > ? limit 9007199254740991) "counted";
select "id", "contract_id", "version", "next_number" from "contracts_search" where (("contracts_search"."contract_id" in (select "contracts_validations"."contract_id" from "contracts_validations" where (("contracts_validations"."judged_by" = ?) and ("contracts_validations"."errors" > ?)))) and ("contracts_search"."id" > ?)) order by "contracts_search"."id" asc limit 20;
select "contract_id", "version", "posting_key" from "contracts_texts" where ((("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?))) and (exists (select 1 from "contracts_validations" where (((("contracts_validations"."contract_id" = "contracts_texts"."contract_id") and ("contracts_validations"."version" = "contracts_texts"."version"))) and ((("contracts_validations"."judged_by" = ?) and ("contracts_validations"."errors" > ?)))))));

-- search, a scope
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "id", "contract_id", "version", "next_number" from "contracts_search" where (("contracts_search"."id" in (select value from json_each(?))) and ((("contracts_search"."contract_id" in (?)) or ((("contracts_search"."contract_id" >= ?) and ("contracts_search"."contract_id" < ?)))))) order by "contracts_search"."id" asc;
select "contract_id", "version", "posting_key" from "contracts_texts" where "contracts_texts"."posting_key" in (select value from json_each(?));

-- search, a word of an older version that has few in common with others
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
insert into "contracts_locks" ("contract_id", "clock") values (?, ?) on conflict do nothing;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts" ("contract_id", "version", "name", "description", "json", "fingerprint", "created_at", "sort_key", "release_rank", "status", "owner", "domain", "digest", "derived_from", "revision", "updated_at", "created_by", "updated_by") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts" ("contract_id", "version", "name", "description", "json", "fingerprint", "created_at", "sort_key", "release_rank", "status", "owner", "domain", "digest", "derived_from", "revision", "updated_at", "created_by", "updated_by") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
insert into "contracts_search" ("id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered") values (null, ?, ?, ?, ?, ?, ?, ?);
select "id", "contract_id" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
insert into "contracts_postings" ("id", "entries") values (?, ?);
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "id", "directory", "length", "replaced" from "contracts_segments" where "contracts_segments"."id" in (select value from json_each(?));
select "id", "entries" from "contracts_postings" where "contracts_postings"."id" in (select value from json_each(?));
select "id", "contract_id", "version", "next_number" from "contracts_search" where "contracts_search"."id" in (select value from json_each(?)) order by "contracts_search"."id" asc;
select "contract_id", "version", "posting_key" from "contracts_texts" where "contracts_texts"."posting_key" in (select value from json_each(?));

-- change, delete of versions with few words in common
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values (?, ?, ?, ?, null, ?, ?, ?) on conflict do nothing;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
delete from "contracts" where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "contracts"."version", "contracts"."json", "contracts"."fingerprint", "contracts"."release_rank", "contracts"."status", "contracts"."digest", "contracts"."derived_from", "contracts"."revision", "contracts"."contract_id", "contracts"."name", "contracts"."owner", "contracts"."domain", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts_locks"."clock", (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = cast(? as text)) and ("contracts_history"."version" = cast(? as text)))) from "contracts_locks" left join "contracts" on (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text))) where "contracts_locks"."contract_id" = cast(? as text);
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values (?, ?, ?, ?, null, ?, ?, ?) on conflict do nothing;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
delete from "contracts" where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- change, delete of versions with few words in common, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select distinct "contract_id" from "contracts" where "contracts"."contract_id" in (select value from json_each(?));
delete from "contracts_texts" where (((("contracts_texts"."contract_id" = ?) and ("contracts_texts"."version" = ?))) or ((("contracts_texts"."contract_id" = ?) and ("contracts_texts"."version" = ?))));
delete from "contracts_validations" where (((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))) or ((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))));
delete from "contracts_texts" where "contracts_texts"."contract_id" in (select value from json_each(?));
delete from "contracts_validations" where "contracts_validations"."contract_id" in (select value from json_each(?));
delete from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" in (select value from json_each(?)) order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 1000;
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- countHits, everything
select count(*) from (select 1 from "contracts_search" limit 10001) "counted";

-- countHits, a word
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "id", "directory", "length", "replaced" from "contracts_segments" where "contracts_segments"."id" in (select value from json_each(?));

-- countHits, a phrase of all versions
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "id", "entries" from "contracts_postings" where "contracts_postings"."id" in (select value from json_each(?));

-- facets, of documents
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "contract_id", "version", "posting_key" from "contracts_texts" where "contracts_texts"."posting_key" in (select value from json_each(?));
select "status", "owner", "domain", "labels" from "contracts_texts" where "contracts_texts"."posting_key" in (select value from json_each(?));

-- facets, tags
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "contract_id", "version", "posting_key" from "contracts_texts" where "contracts_texts"."posting_key" in (select value from json_each(?));
select "status", "owner", "domain", "labels" from "contracts_texts" where "contracts_texts"."posting_key" in (select value from json_each(?));

-- facets, of a word
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "contract_id", "version", "posting_key" from "contracts_texts" where "contracts_texts"."posting_key" in (select value from json_each(?));
select "status", "owner", "domain", "labels" from "contracts_texts" where "contracts_texts"."posting_key" in (select value from json_each(?));

-- facets, of all versions
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "status", "owner", "domain", "labels" from "contracts_texts" where "contracts_texts"."posting_key" in (select value from json_each(?));

-- fields, all
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 2;
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (("contracts_fields"."name_key" >= ?) and ((("contracts_fields"."name_key" > ?) or ("contracts_fields"."contract_id" > ?) or ((("contracts_fields"."contract_id" = ?) and ("contracts_fields"."position" > ?)))))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 2;
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (("contracts_fields"."name_key" >= ?) and ((("contracts_fields"."name_key" > ?) or ("contracts_fields"."contract_id" > ?) or ((("contracts_fields"."contract_id" = ?) and ("contracts_fields"."position" > ?)))))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 2;

-- fields, a name
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (("contracts_fields"."name_key" = ?) and ((("contracts_fields"."name_key" = ?) or ("contracts_fields"."physical_name_key" = ?)))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 2;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "physical_name_key" from "contracts_fields" where (((("contracts_fields"."physical_name_key" = ?) and (not ("contracts_fields"."name_key" = ?)))) and ((("contracts_fields"."name_key" = ?) or ("contracts_fields"."physical_name_key" = ?)))) order by "contracts_fields"."physical_name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 1;

-- fields, the beginning of a name
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (((("contracts_fields"."name_key" >= ?) and ("contracts_fields"."name_key" < ?))) and ((((("contracts_fields"."name_key" >= ?) and ("contracts_fields"."name_key" < ?))) or ((("contracts_fields"."physical_name_key" >= ?) and ("contracts_fields"."physical_name_key" < ?)))))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 2;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "physical_name_key" from "contracts_fields" where (((((("contracts_fields"."physical_name_key" >= ?) and ("contracts_fields"."physical_name_key" < ?))) and (not ((("contracts_fields"."name_key" >= ?) and ("contracts_fields"."name_key" < ?)))))) and ((((("contracts_fields"."name_key" >= ?) and ("contracts_fields"."name_key" < ?))) or ((("contracts_fields"."physical_name_key" >= ?) and ("contracts_fields"."physical_name_key" < ?)))))) order by "contracts_fields"."physical_name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 1;

-- fields, several names
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (("contracts_fields"."name_key" = ?) and ((("contracts_fields"."name_key" = ?) or ("contracts_fields"."physical_name_key" = ?) or ("contracts_fields"."name_key" = ?) or ("contracts_fields"."physical_name_key" = ?)))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 2;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (((("contracts_fields"."name_key" = ?) and (not ("contracts_fields"."name_key" = ?)))) and ((("contracts_fields"."name_key" = ?) or ("contracts_fields"."physical_name_key" = ?) or ("contracts_fields"."name_key" = ?) or ("contracts_fields"."physical_name_key" = ?)))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 1;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "physical_name_key" from "contracts_fields" where (((("contracts_fields"."physical_name_key" = ?) and (not ("contracts_fields"."name_key" = ?)) and (not ("contracts_fields"."name_key" = ?)))) and ((("contracts_fields"."name_key" = ?) or ("contracts_fields"."physical_name_key" = ?) or ("contracts_fields"."name_key" = ?) or ("contracts_fields"."physical_name_key" = ?)))) order by "contracts_fields"."physical_name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 1;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "physical_name_key" from "contracts_fields" where (((("contracts_fields"."physical_name_key" = ?) and (not ("contracts_fields"."name_key" = ?)) and (not ("contracts_fields"."name_key" = ?)) and (not ("contracts_fields"."physical_name_key" = ?)))) and ((("contracts_fields"."name_key" = ?) or ("contracts_fields"."physical_name_key" = ?) or ("contracts_fields"."name_key" = ?) or ("contracts_fields"."physical_name_key" = ?)))) order by "contracts_fields"."physical_name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 1;

-- fields, a type
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "contract_id" from "contracts_search" where "contracts_search"."id" in (select value from json_each(?));
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (("contracts_fields"."contract_id" in (?)) and ((("contracts_fields"."logical_type_key" in (?)) or ("contracts_fields"."physical_type_key" in (?)) or ("contracts_fields"."physical_base_key" in (?))))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 2;
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "contract_id" from "contracts_search" where "contracts_search"."id" in (select value from json_each(?));
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (("contracts_fields"."contract_id" in (?)) and ((("contracts_fields"."logical_type_key" in (?)) or ("contracts_fields"."physical_type_key" in (?)) or ("contracts_fields"."physical_base_key" in (?)))) and ((("contracts_fields"."name_key" >= ?) and ((("contracts_fields"."name_key" > ?) or ("contracts_fields"."contract_id" > ?) or ((("contracts_fields"."contract_id" = ?) and ("contracts_fields"."position" > ?)))))))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 2;

-- fields, a classification
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (("contracts_fields"."classification_key" = ?) and ("contracts_fields"."classification_key" in (?))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 2;

-- fields, a name, a type and a classification
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "contract_id" from "contracts_search" where "contracts_search"."id" in (select value from json_each(?));
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "name_key" from "contracts_fields" where (("contracts_fields"."contract_id" in (?)) and ("contracts_fields"."name_key" = ?) and ((("contracts_fields"."name_key" = ?) or ("contracts_fields"."physical_name_key" = ?))) and ((("contracts_fields"."logical_type_key" in (?)) or ("contracts_fields"."physical_type_key" in (?)) or ("contracts_fields"."physical_base_key" in (?)))) and ("contracts_fields"."classification_key" in (?))) order by "contracts_fields"."name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 2;
select "contract_id", "position", "kind", "pointer", "path", "name", (select "contracts_search"."version" from "contracts_search" where "contracts_search"."contract_id" = "contracts_fields"."contract_id"), "logical_type", "physical_type", "classification", "is_required", "is_primary_key", "is_critical", "description", "physical_name_key" from "contracts_fields" where (("contracts_fields"."contract_id" in (?)) and ((("contracts_fields"."physical_name_key" = ?) and (not ("contracts_fields"."name_key" = ?)))) and ((("contracts_fields"."name_key" = ?) or ("contracts_fields"."physical_name_key" = ?))) and ((("contracts_fields"."logical_type_key" in (?)) or ("contracts_fields"."physical_type_key" in (?)) or ("contracts_fields"."physical_base_key" in (?)))) and ("contracts_fields"."classification_key" in (?))) order by "contracts_fields"."physical_name_key" asc, "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 1;

-- versions
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));

-- summariesOf
select "contract_id", "version", "name", "status", "owner", "domain", "fingerprint", "derived_from", "revision", "created_at", "created_by", "updated_at", "updated_by", "release_rank" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));

-- outlines
select "contracts"."contract_id", "contracts"."version", "contracts"."name", "contracts"."status", "contracts"."owner", "contracts"."domain", "contracts"."fingerprint", "contracts"."derived_from", "contracts"."revision", "contracts"."created_at", "contracts"."created_by", "contracts"."updated_at", "contracts"."updated_by", "contracts"."release_rank", "contracts"."digest", octet_length("contracts"."json"), "contracts_validations"."digest", "contracts_validations"."judged_by", "contracts_validations"."errors", "contracts_validations"."warnings", "contracts_validations"."infos" from "contracts" left join "contracts_validations" on (("contracts_validations"."contract_id" = "contracts"."contract_id") and ("contracts_validations"."version" = "contracts"."version")) where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));

-- catchUpValidations
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" < ? limit 9007199254740991) "counted";
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" > ? limit 9007199254740991) "counted";

-- validations
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "contracts"."contract_id", "contracts"."version", "contracts"."digest", "contracts_validations"."digest", "contracts_validations"."judged_by", "contracts_validations"."errors", "contracts_validations"."warnings", "contracts_validations"."infos" from "contracts" left join "contracts_validations" on (("contracts_validations"."contract_id" = "contracts"."contract_id") and ("contracts_validations"."version" = "contracts"."version")) where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));

-- documentSizes
select "contract_id", "version", "revision", octet_length("json") from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "contract_id", "version", "revision", octet_length("json") from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));

-- reconcileEvery
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
insert into "contracts_locks" ("contract_id", "clock") values (?, ?) on conflict do nothing;
select "clock" from "contracts_locks" where "contracts_locks"."contract_id" = ?;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
update "contracts" set "sort_key" = ?, "release_rank" = ?, "status" = ?, "owner" = ?, "domain" = ?, "digest" = ?, "derived_from" = ?, "revision" = ?, "updated_at" = ?, "updated_by" = ? where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
select "contract_id", "version", "revision", (select "contracts_feed"."sequence" from "contracts_feed" where "contracts_feed"."id" = ?) from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit 500;
update "contracts_history" set "sequence" = ? where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?) and ("contracts_history"."revision" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "contract_id", "version", octet_length("json") from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) and ((("contracts"."contract_id" >= ?) and ((("contracts"."contract_id" > ?) or ("contracts"."version" > ?)))))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "digest", "json" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
insert into "contracts_search" ("id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered") values (null, ?, ?, ?, ?, ?, ?, ?);
select "id", "contract_id" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "level", "is_ready", "begun_at" from "contracts_segments";
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" < ? limit 9007199254740991) "counted";
select "contracts_validations"."contract_id", "contracts_validations"."version", "contracts_validations"."digest", octet_length("contracts"."json") from "contracts_validations" left join "contracts" on (("contracts_validations"."contract_id" = "contracts"."contract_id") and ("contracts_validations"."version" = "contracts"."version") and ("contracts_validations"."digest" = "contracts"."digest")) where "contracts_validations"."judged_by" < ? order by "contracts_validations"."judged_by" asc, "contracts_validations"."errors" asc, "contracts_validations"."contract_id" asc limit 100;
select "contracts"."contract_id", "contracts"."version", "contracts"."digest", "contracts"."json", "contracts_sources"."source" from "contracts" left join "contracts_sources" on (("contracts_sources"."contract_id" = "contracts"."contract_id") and ("contracts_sources"."version" = "contracts"."version") and ("contracts_sources"."digest" = "contracts"."digest")) where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
update "contracts_validations" set "judged_by" = ?, "errors" = ?, "warnings" = ?, "infos" = ? where (((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))) and ("contracts_validations"."digest" = ?));
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" > ? limit 9007199254740991) "counted";

-- reindex, what is missing
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "id" from "contracts_segments" order by "contracts_segments"."id" desc limit 1;
select distinct "contract_id" from "contracts" where "contracts"."contract_id" >= ? order by "contracts"."contract_id" asc limit 100;
select "contract_id", "version" from "contracts" where "contracts"."contract_id" in (select value from json_each(?));
select "contract_id", "version" from "contracts_texts" where "contracts_texts"."contract_id" in (select value from json_each(?));
select "contract_id" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contracts_texts"."contract_id", "contracts_texts"."version" from "contracts_texts" left join "contracts" on (("contracts"."contract_id" = "contracts_texts"."contract_id") and ("contracts"."version" = "contracts_texts"."version")) where (("contracts_texts"."contract_id" in (select value from json_each(?))) and (("contracts"."version" is null)));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where "contracts"."contract_id" in (select value from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where "contracts_texts"."contract_id" in (select value from json_each(?));
delete from "contracts_texts" where "contracts_texts"."contract_id" in (select value from json_each(?));
delete from "contracts_validations" where "contracts_validations"."contract_id" in (select value from json_each(?));
select "json" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
select "json" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
update "contracts_search" set "version" = ?, "name_key" = ?, "updated_at" = ?, "fields_digest" = ?, "next_number" = ?, "is_ordered" = ? where "contracts_search"."id" = ?;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" in (select value from json_each(?)) order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 1000;
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
select distinct "contract_id" from "contracts" where "contracts"."contract_id" > ? order by "contracts"."contract_id" asc limit 100;
select "contract_id" from "contracts_search" where (("contracts_search"."contract_id" >= ?) and (not exists (select 1 from "contracts" where "contracts"."contract_id" = "contracts_search"."contract_id"))) order by "contracts_search"."contract_id" asc limit 100;
select "contracts_texts"."contract_id", "contracts_texts"."version" from "contracts_texts" left join "contracts" on (("contracts"."contract_id" = "contracts_texts"."contract_id") and ("contracts"."version" = "contracts_texts"."version")) where (("contracts_texts"."contract_id" in (select value from json_each(?))) and (("contracts"."version" is null)));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "clock" from "contracts_locks" where "contracts_locks"."contract_id" = ?;
select "version" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?)) order by "contracts_history"."revision" desc limit 1;
select "revision" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?) and ("contracts_revisions"."digest" = ?));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
select "contract_id", "version", "revision", (select "contracts_feed"."sequence" from "contracts_feed" where "contracts_feed"."id" = ?) from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit 500;
update "contracts_history" set "sequence" = ? where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?) and ("contracts_history"."revision" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select distinct "contract_id" from "contracts" where "contracts"."contract_id" in (select value from json_each(?));
delete from "contracts_texts" where (("contracts_texts"."contract_id" = ?) and ("contracts_texts"."version" = ?));
delete from "contracts_validations" where (("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?));
delete from "contracts_texts" where "contracts_texts"."contract_id" in (select value from json_each(?));
delete from "contracts_validations" where "contracts_validations"."contract_id" in (select value from json_each(?));
delete from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" in (select value from json_each(?)) order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 1000;
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "contracts_texts"."contract_id", "contracts_texts"."version" from "contracts_texts" left join "contracts" on (("contracts"."contract_id" = "contracts_texts"."contract_id") and ("contracts"."version" = "contracts_texts"."version")) where (("contracts_texts"."contract_id" in (select value from json_each(?))) and (("contracts"."version" is null)));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where "contracts"."contract_id" in (select value from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where "contracts_texts"."contract_id" in (select value from json_each(?));
delete from "contracts_texts" where "contracts_texts"."contract_id" in (select value from json_each(?));
delete from "contracts_validations" where "contracts_validations"."contract_id" in (select value from json_each(?));
delete from "contracts_texts" where "contracts_texts"."contract_id" in (select value from json_each(?));
delete from "contracts_validations" where "contracts_validations"."contract_id" in (select value from json_each(?));
delete from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" in (select value from json_each(?)) order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 1000;
select "contract_id" from "contracts_search" where (("contracts_search"."contract_id" > ?) and (not exists (select 1 from "contracts" where "contracts"."contract_id" = "contracts_search"."contract_id"))) order by "contracts_search"."contract_id" asc limit 100;
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" < ? limit 9007199254740991) "counted";
select "contracts_validations"."contract_id", "contracts_validations"."version", "contracts_validations"."digest", octet_length("contracts"."json") from "contracts_validations" left join "contracts" on (("contracts_validations"."contract_id" = "contracts"."contract_id") and ("contracts_validations"."version" = "contracts"."version") and ("contracts_validations"."digest" = "contracts"."digest")) where "contracts_validations"."judged_by" < ? order by "contracts_validations"."judged_by" asc, "contracts_validations"."errors" asc, "contracts_validations"."contract_id" asc limit 100;
select "contracts"."contract_id", "contracts"."version", "contracts"."digest", "contracts"."json", "contracts_sources"."source" from "contracts" left join "contracts_sources" on (("contracts_sources"."contract_id" = "contracts"."contract_id") and ("contracts_sources"."version" = "contracts"."version") and ("contracts_sources"."digest" = "contracts"."digest")) where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
update "contracts_validations" set "judged_by" = ?, "errors" = ?, "warnings" = ?, "infos" = ? where (((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))) and ("contracts_validations"."digest" = ?));
update "contracts_validations" set "judged_by" = ?, "errors" = ?, "warnings" = ?, "infos" = ? where (((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))) and ("contracts_validations"."digest" = ?));
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" > ? limit 9007199254740991) "counted";

-- reindex, everything
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "id" from "contracts_segments" order by "contracts_segments"."id" desc limit 1;
select distinct "contract_id" from "contracts" where "contracts"."contract_id" >= ? order by "contracts"."contract_id" asc limit 100;
select "contracts_texts"."contract_id", "contracts_texts"."version" from "contracts_texts" left join "contracts" on (("contracts"."contract_id" = "contracts_texts"."contract_id") and ("contracts"."version" = "contracts_texts"."version")) where (("contracts_texts"."contract_id" in (select value from json_each(?))) and (("contracts"."version" is null)));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where "contracts"."contract_id" in (select value from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where "contracts_texts"."contract_id" in (select value from json_each(?));
delete from "contracts_texts" where "contracts_texts"."contract_id" in (select value from json_each(?));
delete from "contracts_validations" where "contracts_validations"."contract_id" in (select value from json_each(?));
select "json" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
select "json" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
select "json" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
select "json" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
select "json" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
select "json" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
update "contracts_search" set "version" = ?, "name_key" = ?, "updated_at" = ?, "fields_digest" = ?, "next_number" = ?, "is_ordered" = ? where "contracts_search"."id" = ?;
update "contracts_search" set "version" = ?, "name_key" = ?, "updated_at" = ?, "fields_digest" = ?, "next_number" = ?, "is_ordered" = ? where "contracts_search"."id" = ?;
update "contracts_search" set "version" = ?, "name_key" = ?, "updated_at" = ?, "fields_digest" = ?, "next_number" = ?, "is_ordered" = ? where "contracts_search"."id" = ?;
update "contracts_search" set "version" = ?, "name_key" = ?, "updated_at" = ?, "fields_digest" = ?, "next_number" = ?, "is_ordered" = ? where "contracts_search"."id" = ?;
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" in (select value from json_each(?)) order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 1000;
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
select "level", "is_ready", "begun_at" from "contracts_segments";
select distinct "contract_id" from "contracts" where "contracts"."contract_id" > ? order by "contracts"."contract_id" asc limit 100;
select "id", "level" from "contracts_segments" where "contracts_segments"."is_ready" = ?;
select "contract_id" from "contracts_search" where (("contracts_search"."contract_id" >= ?) and (not exists (select 1 from "contracts" where "contracts"."contract_id" = "contracts_search"."contract_id"))) order by "contracts_search"."contract_id" asc limit 100;
select "id", "directory", "length", "replaced" from "contracts_segments" where "contracts_segments"."id" in (select value from json_each(?));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
update "contracts_segments" set "is_ready" = ?, "begun_at" = ? where "contracts_segments"."id" <= ?;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "level", "is_ready", "begun_at" from "contracts_segments";
update "contracts_segments" set "is_ready" = ?, "begun_at" = ? where (("contracts_segments"."is_ready" = ?) and ("contracts_segments"."begun_at" <= ?));
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id" from "contracts_segments" where (("contracts_segments"."is_ready" = ?) and ("contracts_segments"."begun_at" = ?));
select "id" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 200;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 200;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 200;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 200;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 200;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 200;
select "id", "entries" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 64;
select "id" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 200;
select "id" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 200;
select "id" from "contracts_postings" where (("contracts_postings"."id" > ?) and ("contracts_postings"."id" < ?)) order by "contracts_postings"."id" asc limit 200;
delete from "contracts_postings" where "contracts_postings"."id" in (select value from json_each(?));
delete from "contracts_segments" where "contracts_segments"."id" in (select value from json_each(?));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "id" from "contracts_segments" where (("contracts_segments"."id" in (select value from json_each(?))) and ("contracts_segments"."is_ready" = ?));
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" < ? limit 9007199254740991) "counted";
select "contracts_validations"."contract_id", "contracts_validations"."version", "contracts_validations"."digest", octet_length("contracts"."json") from "contracts_validations" left join "contracts" on (("contracts_validations"."contract_id" = "contracts"."contract_id") and ("contracts_validations"."version" = "contracts"."version") and ("contracts_validations"."digest" = "contracts"."digest")) where "contracts_validations"."judged_by" < ? order by "contracts_validations"."judged_by" asc, "contracts_validations"."errors" asc, "contracts_validations"."contract_id" asc limit 100;
select "contracts"."contract_id", "contracts"."version", "contracts"."digest", "contracts"."json", "contracts_sources"."source" from "contracts" left join "contracts_sources" on (("contracts_sources"."contract_id" = "contracts"."contract_id") and ("contracts_sources"."version" = "contracts"."version") and ("contracts_sources"."digest" = "contracts"."digest")) where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
update "contracts_validations" set "judged_by" = ?, "errors" = ?, "warnings" = ?, "infos" = ? where (((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))) and ("contracts_validations"."digest" = ?));
update "contracts_validations" set "judged_by" = ?, "errors" = ?, "warnings" = ?, "infos" = ? where (((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))) and ("contracts_validations"."digest" = ?));
update "contracts_validations" set "judged_by" = ?, "errors" = ?, "warnings" = ?, "infos" = ? where (((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))) and ("contracts_validations"."digest" = ?));
update "contracts_validations" set "judged_by" = ?, "errors" = ?, "warnings" = ?, "infos" = ? where (((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))) and ("contracts_validations"."digest" = ?));
update "contracts_validations" set "judged_by" = ?, "errors" = ?, "warnings" = ?, "infos" = ? where (((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))) and ("contracts_validations"."digest" = ?));
update "contracts_validations" set "judged_by" = ?, "errors" = ?, "warnings" = ?, "infos" = ? where (((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))) and ("contracts_validations"."digest" = ?));
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" > ? limit 9007199254740991) "counted";

-- listContracts, of the index, one page
select "sequence", (select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?), case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end, case when exists (select 1 from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "contract_id" from "contracts_search" order by "contracts_search"."contract_id" asc limit ? offset ?;
select count(*) from "contracts_search";
select distinct "contract_id" from "contracts" where "contracts"."contract_id" between cast(? as text) and cast(? as text);

-- adoptForeignRows
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "clock" from "contracts_locks" where "contracts_locks"."contract_id" = ?;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?)) order by "contracts_history"."revision" desc limit 1;
update "contracts" set "sort_key" = ?, "release_rank" = ?, "status" = ?, "owner" = ?, "domain" = ?, "digest" = ?, "derived_from" = ?, "revision" = ?, "updated_at" = ?, "updated_by" = ? where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? when "contracts_locks"."clock" < ? then "contracts_locks"."clock" + 1 else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
insert into "contracts_locks" ("contract_id", "clock") values (?, ?) on conflict do nothing;
select "clock" from "contracts_locks" where "contracts_locks"."contract_id" = ?;
select "contract_id", "version", "name", "json", "fingerprint", "created_at", "digest", "derived_from", "revision" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
update "contracts" set "sort_key" = ?, "release_rank" = ?, "status" = ?, "owner" = ?, "domain" = ?, "digest" = ?, "derived_from" = ?, "revision" = ?, "updated_at" = ?, "updated_by" = ? where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
select "contract_id", "version", "revision", (select "contracts_feed"."sequence" from "contracts_feed" where "contracts_feed"."id" = ?) from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit 500;
update "contracts_history" set "sequence" = ? where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?) and ("contracts_history"."revision" = ?));
update "contracts_history" set "sequence" = ? where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?) and ("contracts_history"."revision" = ?));
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
select "contract_id", "version", octet_length("json") from "contracts" where ((("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint")) and ((("contracts"."contract_id" >= ?) and ((("contracts"."contract_id" > ?) or ("contracts"."version" > ?)))))) order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;

-- adoptForeignRows, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "digest", "json" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
select "digest", "json" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
delete from "contracts_texts" where (("contracts_texts"."contract_id" = ?) and ("contracts_texts"."version" = ?));
delete from "contracts_validations" where (("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?));
insert into "contracts_search" ("id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered") values (null, ?, ?, ?, ?, ?, ?, ?);
select "id", "contract_id" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_texts" ("contract_id", "version", "release_rank", "sort_key", "updated_at", "status", "owner", "domain", "terms", "labels", "posting_key") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
insert into "contracts_validations" ("contract_id", "version", "digest", "judged_by", "errors", "warnings", "infos") values (?, ?, ?, ?, ?, ?, ?);
update "contracts_search" set "version" = ?, "name_key" = ?, "updated_at" = ?, "fields_digest" = ?, "next_number" = ?, "is_ordered" = ? where "contracts_search"."id" = ?;
insert into "contracts_segments" ("id", "level", "is_ready", "begun_at", "directory", "replaced", "length") values (null, ?, ?, ?, ?, ?, ?);
select "id" from "contracts_segments" where "contracts_segments"."level" = ? order by "contracts_segments"."id" desc limit 1;
insert into "contracts_postings" ("id", "entries") values (?, ?);
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- enterForeignChanges
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "id" from "contracts_segments" order by "contracts_segments"."id" desc limit 1;
select distinct "contract_id" from "contracts" where "contracts"."contract_id" >= ? order by "contracts"."contract_id" asc limit 100;
select "contract_id", "version" from "contracts" where "contracts"."contract_id" in (select value from json_each(?));
select "contract_id", "version" from "contracts_texts" where "contracts_texts"."contract_id" in (select value from json_each(?));
select "contract_id" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select distinct "contract_id" from "contracts" where "contracts"."contract_id" > ? order by "contracts"."contract_id" asc limit 100;
select "contract_id" from "contracts_search" where (("contracts_search"."contract_id" >= ?) and (not exists (select 1 from "contracts" where "contracts"."contract_id" = "contracts_search"."contract_id"))) order by "contracts_search"."contract_id" asc limit 100;
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" < ? limit 9007199254740991) "counted";
select "contracts_validations"."contract_id", "contracts_validations"."version", "contracts_validations"."digest", octet_length("contracts"."json") from "contracts_validations" left join "contracts" on (("contracts_validations"."contract_id" = "contracts"."contract_id") and ("contracts_validations"."version" = "contracts"."version") and ("contracts_validations"."digest" = "contracts"."digest")) where "contracts_validations"."judged_by" < ? order by "contracts_validations"."judged_by" asc, "contracts_validations"."errors" asc, "contracts_validations"."contract_id" asc limit 100;
select "contracts"."contract_id", "contracts"."version", "contracts"."digest", "contracts"."json", "contracts_sources"."source" from "contracts" left join "contracts_sources" on (("contracts_sources"."contract_id" = "contracts"."contract_id") and ("contracts_sources"."version" = "contracts"."version") and ("contracts_sources"."digest" = "contracts"."digest")) where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
update "contracts_validations" set "judged_by" = ?, "errors" = ?, "warnings" = ?, "infos" = ? where (((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))) and ("contracts_validations"."digest" = ?));
update "contracts_validations" set "judged_by" = ?, "errors" = ?, "warnings" = ?, "infos" = ? where (((("contracts_validations"."contract_id" = ?) and ("contracts_validations"."version" = ?))) and ("contracts_validations"."digest" = ?));
select count(*) from (select 1 from "contracts_validations" where "contracts_validations"."judged_by" > ? limit 9007199254740991) "counted";

-- record, the entries of another store and a position in a log
update "contracts_feed" set "sequence" = ? where (("contracts_feed"."id" = ?) and ("contracts_feed"."sequence" = ?));
insert into "contracts_feed" ("id", "sequence") values (?, ?) on conflict do nothing;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
insert into "contracts_feed" ("id", "sequence") values (?, ?) on conflict do nothing;
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "contract_id" from "contracts_locks" where "contracts_locks"."contract_id" in (select value from json_each(?));
insert into "contracts_locks" ("contract_id", "clock") values (?, ?);
select "contract_id", "version" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts" ("contract_id", "version", "name", "description", "json", "fingerprint", "created_at", "sort_key", "release_rank", "status", "owner", "domain", "digest", "derived_from", "revision", "updated_at", "created_by", "updated_by") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?)) order by "contracts_history"."revision" desc limit 1;
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values (?, ?, ?, ?, null, ?, ?, ?) on conflict do nothing;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
delete from "contracts" where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values (?, ?, ?, ?, null, ?, ?, ?) on conflict do nothing;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?)) order by "contracts_history"."revision" desc limit 1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?)) order by "contracts_history"."revision" asc;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts" ("contract_id", "version", "name", "description", "json", "fingerprint", "created_at", "sort_key", "release_rank", "status", "owner", "domain", "digest", "derived_from", "revision", "updated_at", "created_by", "updated_by") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts_sources" ("contract_id", "version", "digest", "source") values (?, ?, ?, ?) on conflict do nothing;
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", "contract_id", "name", "owner", "domain", "created_at", "created_by", "updated_at", "updated_by" from "contracts" where (("contracts"."contract_id" = ?) and ("contracts"."version" = ?));
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where (("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?)) order by "contracts_history"."revision" desc limit 1;
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
insert into "contracts_revisions" ("contract_id", "version", "revision", "json", "source", "fingerprint", "digest", "status") values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts_history" ("contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
delete from "contracts" where (((("contracts"."contract_id" = ?) and ("contracts"."version" = ?))) and ("contracts"."fingerprint" = ?) and ("contracts"."revision" = ?));
delete from "contracts_sources" where (("contracts_sources"."contract_id" = ?) and ("contracts_sources"."version" = ?));
select "linked_at" from "contracts_links" where "contracts_links"."link_key" = ?;
update "contracts_links" set "contract_id" = ?, "contract_version" = ?, "linked_at" = ?, "linked_by" = ? where "contracts_links"."link_key" = ?;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- record, the entries of another store and a position in a log, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
update "contracts_feed" set "sequence" = "contracts_feed"."sequence" where "contracts_feed"."id" = ?;
select "sequence" from "contracts_feed" where "contracts_feed"."id" = ?;
select "sequence", "contract_id", "version", "occurred_at", "fingerprint_after" from "contracts_history" where "contracts_history"."sequence" > ? order by "contracts_history"."sequence" asc limit 100;
select "contract_id", "version", "digest", "created_at", "updated_at" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "id", "contract_id", "version", "name_key", "updated_at", "fields_digest", "next_number", "is_ordered" from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "version", "posting_key" from "contracts_texts" where ("contracts_texts"."contract_id", "contracts_texts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select distinct "contract_id" from "contracts" where "contracts"."contract_id" in (select value from json_each(?));
delete from "contracts_texts" where "contracts_texts"."contract_id" in (select value from json_each(?));
delete from "contracts_validations" where "contracts_validations"."contract_id" in (select value from json_each(?));
delete from "contracts_search" where "contracts_search"."contract_id" in (select value from json_each(?));
select "contract_id", "position", "kind", "pointer", "path", "name", "name_key", "physical_name_key", "logical_type", "logical_type_key", "physical_type", "physical_type_key", "physical_base_key", "classification", "classification_key", "is_required", "is_primary_key", "is_critical", "description" from "contracts_fields" where "contracts_fields"."contract_id" in (select value from json_each(?)) order by "contracts_fields"."contract_id" asc, "contracts_fields"."position" asc limit 1000;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;

-- record, entries that are recorded
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "contract_id" from "contracts_locks" where "contracts_locks"."contract_id" in (select value from json_each(?));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "contract_id", "version" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "contract_id", "version", max("revision") from "contracts_history" where ("contracts_history"."contract_id", "contracts_history"."version") in (select value ->> 0, value ->> 1 from json_each(?)) group by "contracts_history"."contract_id", "contracts_history"."version";
select "occurred_at", "operation", "fingerprint_after" from "contracts_history" where (((("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?))) and ("contracts_history"."revision" = ?));
select "occurred_at", "operation", "fingerprint_after" from "contracts_history" where (((("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?))) and ("contracts_history"."revision" = ?));
select "occurred_at", "operation", "fingerprint_after" from "contracts_history" where (((("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?))) and ("contracts_history"."revision" = ?));
select "occurred_at", "operation", "fingerprint_after" from "contracts_history" where (((("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?))) and ("contracts_history"."revision" = ?));
select "linked_at" from "contracts_links" where "contracts_links"."link_key" = ?;

-- restore
select "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" = ?;
select "contract_id" from "contracts_locks" where "contracts_locks"."contract_id" in (select value from json_each(?));
update "contracts_locks" set "clock" = case when "contracts_locks"."clock" < ? then ? else "contracts_locks"."clock" end where "contracts_locks"."contract_id" = ?;
select "contract_id", "version" from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "contract_id", "version", max("revision") from "contracts_history" where ("contracts_history"."contract_id", "contracts_history"."version") in (select value ->> 0, value ->> 1 from json_each(?)) group by "contracts_history"."contract_id", "contracts_history"."version";
select "occurred_at", "operation", "fingerprint_after" from "contracts_history" where (((("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?))) and ("contracts_history"."revision" = ?));
select "occurred_at", "operation", "fingerprint_after" from "contracts_history" where (((("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?))) and ("contracts_history"."revision" = ?));
select "occurred_at", "operation", "fingerprint_after" from "contracts_history" where (((("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?))) and ("contracts_history"."revision" = ?));
select "occurred_at", "operation", "fingerprint_after" from "contracts_history" where (((("contracts_history"."contract_id" = ?) and ("contracts_history"."version" = ?))) and ("contracts_history"."revision" = ?));
select "linked_at" from "contracts_links" where "contracts_links"."link_key" = ?;

-- logPosition
select "id", "sequence" from "contracts_feed" where "contracts_feed"."id" in (?, ?);

-- entriesAfter
select "contract_id", "version", octet_length("json") from "contracts" where ("contracts"."revision" = 0 or "contracts"."derived_from" is null or "contracts"."derived_from" <> "contracts"."fingerprint") order by "contracts"."contract_id" asc, "contracts"."version" asc limit 100;
select "revision" from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."sequence" asc limit 1;
select "contract_id", "version", "revision", "sequence", "occurred_at", "caller", "operation", "name", "status_before", "status_after", "fingerprint_before", "fingerprint_after", "reason", "request_id", "successor", "sunset", "compatibility" from "contracts_history" where ((("contracts_history"."sequence" is not null)) and ("contracts_history"."sequence" > ?)) order by "contracts_history"."sequence" asc limit 500;
select "contract_id", "version", "revision", octet_length("json") from "contracts" where ("contracts"."contract_id", "contracts"."version") in (select value ->> 0, value ->> 1 from json_each(?));
select "contract_id", "version", "revision", octet_length("json") from "contracts_revisions" where (((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))));
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "version", "json", "fingerprint", "release_rank", "status", "digest", "derived_from", "revision", (select "contracts_history"."compatibility" from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."revision" = (select max("contracts_history"."revision") from "contracts_history" where (("contracts_history"."contract_id" = "contracts"."contract_id") and ("contracts_history"."version" = "contracts"."version")) and "contracts_history"."compatibility" is not null)) from "contracts" where (("contracts"."contract_id" = cast(? as text)) and ("contracts"."version" = cast(? as text)));
select "contract_id", "version", "revision", "json", "fingerprint", "digest", "status" from "contracts_revisions" where (((((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))) or ((((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?))))) and ("contracts_revisions"."digest" <> ?));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));
select "digest", "source" from "contracts_sources" where (("contracts_sources"."contract_id" = cast(? as text)) and ("contracts_sources"."version" = cast(? as text)));
select "source", "digest" from "contracts_revisions" where (((("contracts_revisions"."contract_id" = ?) and ("contracts_revisions"."version" = ?))) and ("contracts_revisions"."revision" = ?));

-- linkEntries
select "link_key", "dataset_id", "dataset_version", "contract_id", "contract_version", "linked_at", "linked_by" from "contracts_links" where "contracts_links"."link_key" > ? order by "contracts_links"."link_key" asc limit 500;

-- recordTestRun, the first of its id
insert into "contracts_test_runs" ("run_key", "source", "run_id", "contract_id", "version", "fingerprint", "is_latest", "dataset_key", "dataset_id", "dataset_version", "object", "server", "environment", "result", "started_at", "ended_at", "observed_at", "observed_hour", "observed_day", "observed_week", "received_at", "duration_ms", "row_count", "error_count", "passed_checks", "warning_checks", "failed_checks", "error_checks", "skipped_checks", "caller", "digest") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts_test_checks" ("run_key", "place", "object", "property", "rule", "type", "result", "detail") values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_test_reports" ("run_key", "received_at", "report") values (?, ?, ?);
update "contracts_test_states" set "server" = ? where "contracts_test_states"."state_key" = ?;
insert into "contracts_test_states" ("state_key", "contract_id", "version", "server", "run_key", "observed_at", "severity") values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing;

-- recordTestRun, known
insert into "contracts_test_runs" ("run_key", "source", "run_id", "contract_id", "version", "fingerprint", "is_latest", "dataset_key", "dataset_id", "dataset_version", "object", "server", "environment", "result", "started_at", "ended_at", "observed_at", "observed_hour", "observed_day", "observed_week", "received_at", "duration_ms", "row_count", "error_count", "passed_checks", "warning_checks", "failed_checks", "error_checks", "skipped_checks", "caller", "digest") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
select "contracts_test_runs"."run_key", "contracts_test_runs"."source", "contracts_test_runs"."run_id", "contracts_test_runs"."contract_id", "contracts_test_runs"."version", "contracts_test_runs"."fingerprint", "contracts_test_runs"."is_latest", "contracts_test_runs"."dataset_id", "contracts_test_runs"."dataset_version", "contracts_test_runs"."object", "contracts_test_runs"."server", "contracts_test_runs"."environment", "contracts_test_runs"."result", "contracts_test_runs"."started_at", "contracts_test_runs"."ended_at", "contracts_test_runs"."observed_at", "contracts_test_runs"."received_at", "contracts_test_runs"."duration_ms", "contracts_test_runs"."row_count", "contracts_test_runs"."error_count", "contracts_test_runs"."passed_checks", "contracts_test_runs"."warning_checks", "contracts_test_runs"."failed_checks", "contracts_test_runs"."error_checks", "contracts_test_runs"."skipped_checks", "contracts_test_runs"."caller", "contracts_test_runs"."digest", "contracts_test_reports"."run_key" from "contracts_test_runs" left join "contracts_test_reports" on "contracts_test_reports"."run_key" = "contracts_test_runs"."run_key" where "contracts_test_runs"."run_key" = ?;

-- recordTestRun, another report, last wins
insert into "contracts_test_runs" ("run_key", "source", "run_id", "contract_id", "version", "fingerprint", "is_latest", "dataset_key", "dataset_id", "dataset_version", "object", "server", "environment", "result", "started_at", "ended_at", "observed_at", "observed_hour", "observed_day", "observed_week", "received_at", "duration_ms", "row_count", "error_count", "passed_checks", "warning_checks", "failed_checks", "error_checks", "skipped_checks", "caller", "digest") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
select "contracts_test_runs"."run_key", "contracts_test_runs"."source", "contracts_test_runs"."run_id", "contracts_test_runs"."contract_id", "contracts_test_runs"."version", "contracts_test_runs"."fingerprint", "contracts_test_runs"."is_latest", "contracts_test_runs"."dataset_id", "contracts_test_runs"."dataset_version", "contracts_test_runs"."object", "contracts_test_runs"."server", "contracts_test_runs"."environment", "contracts_test_runs"."result", "contracts_test_runs"."started_at", "contracts_test_runs"."ended_at", "contracts_test_runs"."observed_at", "contracts_test_runs"."received_at", "contracts_test_runs"."duration_ms", "contracts_test_runs"."row_count", "contracts_test_runs"."error_count", "contracts_test_runs"."passed_checks", "contracts_test_runs"."warning_checks", "contracts_test_runs"."failed_checks", "contracts_test_runs"."error_checks", "contracts_test_runs"."skipped_checks", "contracts_test_runs"."caller", "contracts_test_runs"."digest", "contracts_test_reports"."run_key" from "contracts_test_runs" left join "contracts_test_reports" on "contracts_test_reports"."run_key" = "contracts_test_runs"."run_key" where "contracts_test_runs"."run_key" = ?;
update "contracts_test_runs" set "is_latest" = "contracts_test_runs"."is_latest" where "contracts_test_runs"."run_key" in (?);
select distinct "contract_id", "version", "server" from "contracts_test_runs" where "contracts_test_runs"."run_key" in (?) order by "contracts_test_runs"."contract_id" asc, "contracts_test_runs"."version" asc, "contracts_test_runs"."server" asc;
update "contracts_test_runs" set "source" = ?, "run_id" = ?, "version" = ?, "fingerprint" = ?, "is_latest" = ?, "dataset_key" = ?, "dataset_id" = ?, "dataset_version" = ?, "object" = ?, "server" = ?, "environment" = ?, "result" = ?, "started_at" = ?, "ended_at" = ?, "observed_at" = ?, "observed_hour" = ?, "observed_day" = ?, "observed_week" = ?, "received_at" = ?, "duration_ms" = ?, "row_count" = ?, "error_count" = ?, "passed_checks" = ?, "warning_checks" = ?, "failed_checks" = ?, "error_checks" = ?, "skipped_checks" = ?, "caller" = ?, "digest" = ? where (("contracts_test_runs"."run_key" = ?) and ("contracts_test_runs"."contract_id" = ?));
delete from "contracts_test_checks" where "contracts_test_checks"."run_key" in (?);
delete from "contracts_test_reports" where "contracts_test_reports"."run_key" in (?);
insert into "contracts_test_checks" ("run_key", "place", "object", "property", "rule", "type", "result", "detail") values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_test_reports" ("run_key", "received_at", "report") values (?, ?, ?);
update "contracts_test_states" set "server" = ? where "contracts_test_states"."state_key" = ?;
delete from "contracts_test_states" where (("contracts_test_states"."state_key" = ?) and ("contracts_test_states"."run_key" in (?)));
select "run_key", "observed_at", "result" from "contracts_test_runs" where (("contracts_test_runs"."contract_id" = ?) and ("contracts_test_runs"."version" = ?) and ("contracts_test_runs"."server" = ?)) order by "contracts_test_runs"."observed_at" desc, "contracts_test_runs"."run_key" desc limit 1;
update "contracts_test_states" set "server" = ? where "contracts_test_states"."state_key" = ?;
insert into "contracts_test_states" ("state_key", "contract_id", "version", "server", "run_key", "observed_at", "severity") values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
update "contracts_test_states" set "server" = ? where "contracts_test_states"."state_key" = ?;
update "contracts_test_states" set "run_key" = ?, "observed_at" = ?, "severity" = ? where (("contracts_test_states"."state_key" = ?) and ((("contracts_test_states"."observed_at" < ?) or ((("contracts_test_states"."observed_at" = ?) and ("contracts_test_states"."run_key" < ?))))));

-- restoreRuns
insert into "contracts_test_runs" ("run_key", "source", "run_id", "contract_id", "version", "fingerprint", "is_latest", "dataset_key", "dataset_id", "dataset_version", "object", "server", "environment", "result", "started_at", "ended_at", "observed_at", "observed_hour", "observed_day", "observed_week", "received_at", "duration_ms", "row_count", "error_count", "passed_checks", "warning_checks", "failed_checks", "error_checks", "skipped_checks", "caller", "digest") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
select "contracts_test_runs"."run_key", "contracts_test_runs"."source", "contracts_test_runs"."run_id", "contracts_test_runs"."contract_id", "contracts_test_runs"."version", "contracts_test_runs"."fingerprint", "contracts_test_runs"."is_latest", "contracts_test_runs"."dataset_id", "contracts_test_runs"."dataset_version", "contracts_test_runs"."object", "contracts_test_runs"."server", "contracts_test_runs"."environment", "contracts_test_runs"."result", "contracts_test_runs"."started_at", "contracts_test_runs"."ended_at", "contracts_test_runs"."observed_at", "contracts_test_runs"."received_at", "contracts_test_runs"."duration_ms", "contracts_test_runs"."row_count", "contracts_test_runs"."error_count", "contracts_test_runs"."passed_checks", "contracts_test_runs"."warning_checks", "contracts_test_runs"."failed_checks", "contracts_test_runs"."error_checks", "contracts_test_runs"."skipped_checks", "contracts_test_runs"."caller", "contracts_test_runs"."digest", "contracts_test_reports"."run_key" from "contracts_test_runs" left join "contracts_test_reports" on "contracts_test_reports"."run_key" = "contracts_test_runs"."run_key" where "contracts_test_runs"."run_key" = ?;

-- overwriteRuns
update "contracts_test_runs" set "is_latest" = "contracts_test_runs"."is_latest" where "contracts_test_runs"."run_key" in (?);
select distinct "contract_id", "version", "server" from "contracts_test_runs" where "contracts_test_runs"."run_key" in (?) order by "contracts_test_runs"."contract_id" asc, "contracts_test_runs"."version" asc, "contracts_test_runs"."server" asc;
delete from "contracts_test_runs" where "contracts_test_runs"."run_key" in (?);
delete from "contracts_test_checks" where "contracts_test_checks"."run_key" in (?);
delete from "contracts_test_reports" where "contracts_test_reports"."run_key" in (?);
update "contracts_test_states" set "server" = ? where "contracts_test_states"."state_key" = ?;
delete from "contracts_test_states" where (("contracts_test_states"."state_key" = ?) and ("contracts_test_states"."run_key" in (?)));
select "run_key", "observed_at", "result" from "contracts_test_runs" where (("contracts_test_runs"."contract_id" = ?) and ("contracts_test_runs"."version" = ?) and ("contracts_test_runs"."server" = ?)) order by "contracts_test_runs"."observed_at" desc, "contracts_test_runs"."run_key" desc limit 1;
insert into "contracts_test_runs" ("run_key", "source", "run_id", "contract_id", "version", "fingerprint", "is_latest", "dataset_key", "dataset_id", "dataset_version", "object", "server", "environment", "result", "started_at", "ended_at", "observed_at", "observed_hour", "observed_day", "observed_week", "received_at", "duration_ms", "row_count", "error_count", "passed_checks", "warning_checks", "failed_checks", "error_checks", "skipped_checks", "caller", "digest") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts_test_checks" ("run_key", "place", "object", "property", "rule", "type", "result", "detail") values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_test_reports" ("run_key", "received_at", "report") values (?, ?, ?);
update "contracts_test_states" set "server" = ? where "contracts_test_states"."state_key" = ?;
insert into "contracts_test_states" ("state_key", "contract_id", "version", "server", "run_key", "observed_at", "severity") values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing;

-- keptRuns
select "contracts_test_runs"."run_key", "contracts_test_runs"."source", "contracts_test_runs"."run_id", "contracts_test_runs"."contract_id", "contracts_test_runs"."version", "contracts_test_runs"."fingerprint", "contracts_test_runs"."is_latest", "contracts_test_runs"."dataset_id", "contracts_test_runs"."dataset_version", "contracts_test_runs"."object", "contracts_test_runs"."server", "contracts_test_runs"."environment", "contracts_test_runs"."result", "contracts_test_runs"."started_at", "contracts_test_runs"."ended_at", "contracts_test_runs"."observed_at", "contracts_test_runs"."received_at", "contracts_test_runs"."duration_ms", "contracts_test_runs"."row_count", "contracts_test_runs"."error_count", "contracts_test_runs"."passed_checks", "contracts_test_runs"."warning_checks", "contracts_test_runs"."failed_checks", "contracts_test_runs"."error_checks", "contracts_test_runs"."skipped_checks", "contracts_test_runs"."caller", "contracts_test_runs"."digest", "contracts_test_reports"."run_key" from "contracts_test_runs" left join "contracts_test_reports" on "contracts_test_reports"."run_key" = "contracts_test_runs"."run_key" where "contracts_test_runs"."run_key" > ? order by "contracts_test_runs"."run_key" asc limit 200;
select "run_key", "object", "property", "rule", "type", "result", "detail" from "contracts_test_checks" where (("contracts_test_checks"."run_key" = ?) and ("contracts_test_checks"."place" < ?)) order by "contracts_test_checks"."run_key" asc, "contracts_test_checks"."place" asc;
select "run_key", octet_length("report") from "contracts_test_reports" where "contracts_test_reports"."run_key" = ?;
select "run_key", "report" from "contracts_test_reports" where "contracts_test_reports"."run_key" = ?;

-- keysBeginning
select "run_key" from "contracts_test_runs" where (("contracts_test_runs"."run_key" >= ?) and ("contracts_test_runs"."run_key" < ?));

-- deleteKeys
update "contracts_test_runs" set "is_latest" = "contracts_test_runs"."is_latest" where "contracts_test_runs"."run_key" in (?);
select distinct "contract_id", "version", "server" from "contracts_test_runs" where "contracts_test_runs"."run_key" in (?) order by "contracts_test_runs"."contract_id" asc, "contracts_test_runs"."version" asc, "contracts_test_runs"."server" asc;
delete from "contracts_test_runs" where "contracts_test_runs"."run_key" in (?);
delete from "contracts_test_checks" where "contracts_test_checks"."run_key" in (?);
delete from "contracts_test_reports" where "contracts_test_reports"."run_key" in (?);

-- testRun
select "contracts_test_runs"."run_key", "contracts_test_runs"."source", "contracts_test_runs"."run_id", "contracts_test_runs"."contract_id", "contracts_test_runs"."version", "contracts_test_runs"."fingerprint", "contracts_test_runs"."is_latest", "contracts_test_runs"."dataset_id", "contracts_test_runs"."dataset_version", "contracts_test_runs"."object", "contracts_test_runs"."server", "contracts_test_runs"."environment", "contracts_test_runs"."result", "contracts_test_runs"."started_at", "contracts_test_runs"."ended_at", "contracts_test_runs"."observed_at", "contracts_test_runs"."received_at", "contracts_test_runs"."duration_ms", "contracts_test_runs"."row_count", "contracts_test_runs"."error_count", "contracts_test_runs"."passed_checks", "contracts_test_runs"."warning_checks", "contracts_test_runs"."failed_checks", "contracts_test_runs"."error_checks", "contracts_test_runs"."skipped_checks", "contracts_test_runs"."caller", "contracts_test_runs"."digest", "contracts_test_reports"."run_key" from "contracts_test_runs" left join "contracts_test_reports" on "contracts_test_reports"."run_key" = "contracts_test_runs"."run_key" where "contracts_test_runs"."run_key" = ?;

-- testReport
select "run_key", "report" from "contracts_test_reports" where "contracts_test_reports"."run_key" = ?;

-- failedChecks
select "run_key", "object", "property", "rule", "type", "result", "detail" from "contracts_test_checks" where (("contracts_test_checks"."run_key" = ?) and ("contracts_test_checks"."place" < ?)) order by "contracts_test_checks"."run_key" asc, "contracts_test_checks"."place" asc;

-- testRunParts
select "run_key", "object", "property", "rule", "type", "result", "detail" from "contracts_test_checks" where (("contracts_test_checks"."run_key" in (select value from json_each(?))) and ("contracts_test_checks"."place" < ?)) order by "contracts_test_checks"."run_key" asc, "contracts_test_checks"."place" asc;
select "run_key", octet_length("report") from "contracts_test_reports" where "contracts_test_reports"."run_key" in (select value from json_each(?));
select "run_key", "report" from "contracts_test_reports" where "contracts_test_reports"."run_key" = ?;

-- testRuns
select "contracts_test_runs"."run_key", "contracts_test_runs"."source", "contracts_test_runs"."run_id", "contracts_test_runs"."contract_id", "contracts_test_runs"."version", "contracts_test_runs"."fingerprint", "contracts_test_runs"."is_latest", "contracts_test_runs"."dataset_id", "contracts_test_runs"."dataset_version", "contracts_test_runs"."object", "contracts_test_runs"."server", "contracts_test_runs"."environment", "contracts_test_runs"."result", "contracts_test_runs"."started_at", "contracts_test_runs"."ended_at", "contracts_test_runs"."observed_at", "contracts_test_runs"."received_at", "contracts_test_runs"."duration_ms", "contracts_test_runs"."row_count", "contracts_test_runs"."error_count", "contracts_test_runs"."passed_checks", "contracts_test_runs"."warning_checks", "contracts_test_runs"."failed_checks", "contracts_test_runs"."error_checks", "contracts_test_runs"."skipped_checks", "contracts_test_runs"."caller", "contracts_test_runs"."digest", "contracts_test_reports"."run_key" from "contracts_test_runs" left join "contracts_test_reports" on "contracts_test_reports"."run_key" = "contracts_test_runs"."run_key" where (((("contracts_test_runs"."contract_id" = ?) and ("contracts_test_runs"."version" = ?) and ("contracts_test_runs"."source" = ?) and ("contracts_test_runs"."object" = ?) and ("contracts_test_runs"."server" = ?) and ("contracts_test_runs"."environment" = ?) and ((("contracts_test_runs"."contract_id" in (?)) or ((("contracts_test_runs"."contract_id" >= ?) and ("contracts_test_runs"."contract_id" < ?))))) and ("contracts_test_runs"."dataset_key" = ?) and ("contracts_test_runs"."dataset_version" = ?) and ("contracts_test_runs"."result" in (?)) and ("contracts_test_runs"."observed_at" >= ?) and ("contracts_test_runs"."observed_at" < ?))) and ((("contracts_test_runs"."observed_at" < ?) or ((("contracts_test_runs"."observed_at" = ?) and ("contracts_test_runs"."run_key" < ?)))))) order by "contracts_test_runs"."observed_at" desc, "contracts_test_runs"."run_key" desc limit 11;

-- testedDatasets
select distinct "dataset_id" from "contracts_test_runs" where ((("contracts_test_runs"."dataset_id" is not null)) and ((("contracts_test_runs"."contract_id" in (?)) or ((("contracts_test_runs"."contract_id" >= ?) and ("contracts_test_runs"."contract_id" < ?)))))) order by "contracts_test_runs"."dataset_id" asc limit 10;

-- countTestRuns
select count(*) from "contracts_test_runs" where (("contracts_test_runs"."contract_id" = ?) and ("contracts_test_runs"."version" = ?));

-- lastTestRuns
select "contracts_test_runs"."run_key", "contracts_test_runs"."source", "contracts_test_runs"."run_id", "contracts_test_runs"."contract_id", "contracts_test_runs"."version", "contracts_test_runs"."fingerprint", "contracts_test_runs"."is_latest", "contracts_test_runs"."dataset_id", "contracts_test_runs"."dataset_version", "contracts_test_runs"."object", "contracts_test_runs"."server", "contracts_test_runs"."environment", "contracts_test_runs"."result", "contracts_test_runs"."started_at", "contracts_test_runs"."ended_at", "contracts_test_runs"."observed_at", "contracts_test_runs"."received_at", "contracts_test_runs"."duration_ms", "contracts_test_runs"."row_count", "contracts_test_runs"."error_count", "contracts_test_runs"."passed_checks", "contracts_test_runs"."warning_checks", "contracts_test_runs"."failed_checks", "contracts_test_runs"."error_checks", "contracts_test_runs"."skipped_checks", "contracts_test_runs"."caller", "contracts_test_runs"."digest", "contracts_test_reports"."run_key" from "contracts_test_runs" left join "contracts_test_reports" on "contracts_test_reports"."run_key" = "contracts_test_runs"."run_key" where "contracts_test_runs"."run_key" in (select ranked.run_key from (select "contracts_test_states"."run_key" as run_key, row_number() over (partition by "contracts_test_states"."server" order by "contracts_test_states"."observed_at" desc, "contracts_test_states"."run_key" desc) as place from "contracts_test_states" where "contracts_test_states"."contract_id" = ?) ranked where ranked.place = 1) order by "contracts_test_runs"."observed_at" desc, "contracts_test_runs"."server" asc limit 10;

-- testFigures
select figures.bucket, figures.runs, figures.passed, figures.warning, figures.failed, figures.error, figures.unknown, figures.all_rows, figures.all_errors, figures.duration, figures.measured, figures.p95 from (select bucket, count(*) as runs, sum(case when result = ? then 1 else 0 end) as "passed", sum(case when result = ? then 1 else 0 end) as "warning", sum(case when result = ? then 1 else 0 end) as "failed", sum(case when result = ? then 1 else 0 end) as "error", sum(case when result = ? then 1 else 0 end) as "unknown", sum(row_count) as all_rows, sum(error_count) as all_errors, sum(duration_ms) as duration, count(duration_ms) as measured, min(case when duration_ms is not null and place * 100 >= places * 95 then duration_ms end) as p95 from (select 0 as bucket, "contracts_test_runs"."result" as result, "contracts_test_runs"."row_count" as row_count, "contracts_test_runs"."error_count" as error_count, "contracts_test_runs"."duration_ms" as duration_ms, row_number() over (partition by case when "contracts_test_runs"."duration_ms" is null then 0 else 1 end order by "contracts_test_runs"."duration_ms") as place, count(*) over (partition by case when "contracts_test_runs"."duration_ms" is null then 0 else 1 end) as places from "contracts_test_runs" where "contracts_test_runs"."contract_id" = ?) measured group by bucket) figures order by figures.bucket desc limit 1;

-- testBuckets
select figures.bucket, figures.runs, figures.passed, figures.warning, figures.failed, figures.error, figures.unknown, figures.all_rows, figures.all_errors, figures.duration, figures.measured, figures.p95 from (select bucket, count(*) as runs, sum(case when result = ? then 1 else 0 end) as "passed", sum(case when result = ? then 1 else 0 end) as "warning", sum(case when result = ? then 1 else 0 end) as "failed", sum(case when result = ? then 1 else 0 end) as "error", sum(case when result = ? then 1 else 0 end) as "unknown", sum(row_count) as all_rows, sum(error_count) as all_errors, sum(duration_ms) as duration, count(duration_ms) as measured, min(case when duration_ms is not null and place * 100 >= places * 95 then duration_ms end) as p95 from (select "contracts_test_runs"."observed_day" as bucket, "contracts_test_runs"."result" as result, "contracts_test_runs"."row_count" as row_count, "contracts_test_runs"."error_count" as error_count, "contracts_test_runs"."duration_ms" as duration_ms, row_number() over (partition by "contracts_test_runs"."observed_day", case when "contracts_test_runs"."duration_ms" is null then 0 else 1 end order by "contracts_test_runs"."duration_ms") as place, count(*) over (partition by "contracts_test_runs"."observed_day", case when "contracts_test_runs"."duration_ms" is null then 0 else 1 end) as places from "contracts_test_runs" where "contracts_test_runs"."contract_id" = ?) measured group by bucket) figures order by figures.bucket desc limit 10;

-- failingChecks
select "contracts_test_checks"."object", "contracts_test_checks"."property", "contracts_test_checks"."rule", "contracts_test_checks"."type", count(distinct "contracts_test_checks"."run_key") from "contracts_test_checks" left join "contracts_test_runs" on "contracts_test_runs"."run_key" = "contracts_test_checks"."run_key" where (("contracts_test_checks"."result" in (?, ?)) and ("contracts_test_runs"."contract_id" = ?)) group by "contracts_test_checks"."object", "contracts_test_checks"."property", "contracts_test_checks"."rule", "contracts_test_checks"."type" order by count(distinct "contracts_test_checks"."run_key") desc, "contracts_test_checks"."object", "contracts_test_checks"."property", "contracts_test_checks"."rule", "contracts_test_checks"."type" limit 10;

-- failingSince
select min("observed_at") from "contracts_test_runs" where (("contracts_test_runs"."contract_id" = ?) and ("contracts_test_runs"."result" in (?, ?)) and ("contracts_test_runs"."observed_at" > (select coalesce(max("contracts_test_runs"."observed_at"), -1) from "contracts_test_runs" where (("contracts_test_runs"."contract_id" = ?) and ("contracts_test_runs"."result" in (?, ?))))));

-- sweepTestRuns
update "contracts_test_sweeps" set "until" = ? where (("contracts_test_sweeps"."id" = ?) and ("contracts_test_sweeps"."until" < ?));
insert into "contracts_test_sweeps" ("id", "until") values (?, ?) on conflict do nothing;
select "run_key" from "contracts_test_reports" where "contracts_test_reports"."received_at" < ? order by "contracts_test_reports"."received_at" asc, "contracts_test_reports"."run_key" asc limit 200;
delete from "contracts_test_reports" where (("contracts_test_reports"."run_key" in (?)) and ("contracts_test_reports"."received_at" < ?));
select "run_key" from "contracts_test_reports" where "contracts_test_reports"."received_at" < ? order by "contracts_test_reports"."received_at" asc, "contracts_test_reports"."run_key" asc limit 200;
select "event_key" from "contracts_dataset_events" where "contracts_dataset_events"."received_at" < ? order by "contracts_dataset_events"."received_at" asc, "contracts_dataset_events"."event_key" asc limit 200;
select old_groups.contract_id, old_groups.version, old_groups.server, old_groups.runs, old_groups.oldest, old_groups.place from (select "contracts_test_runs"."contract_id", "contracts_test_runs"."version", "contracts_test_runs"."server", count(*) as runs, min("contracts_test_runs"."received_at") as oldest, row_number() over (partition by "contracts_test_runs"."contract_id" order by max("contracts_test_runs"."received_at") desc, "contracts_test_runs"."version", "contracts_test_runs"."server") as place from "contracts_test_runs" group by "contracts_test_runs"."contract_id", "contracts_test_runs"."version", "contracts_test_runs"."server") old_groups where ((old_groups.oldest < ?) and (((old_groups.runs > ?) or (old_groups.place > ?)))) order by old_groups.contract_id asc, old_groups.version asc, old_groups.server asc limit 200;
select "observed_at", "run_key" from "contracts_test_runs" where (("contracts_test_runs"."contract_id" = ?) and ("contracts_test_runs"."version" = ?) and ("contracts_test_runs"."server" = ?)) order by "contracts_test_runs"."observed_at" desc, "contracts_test_runs"."run_key" desc limit 1;
select "run_key" from "contracts_test_runs" where (((("contracts_test_runs"."contract_id" = ?) and ("contracts_test_runs"."version" = ?) and ("contracts_test_runs"."server" = ?))) and ("contracts_test_runs"."received_at" < ?)) order by "contracts_test_runs"."observed_at" desc, "contracts_test_runs"."run_key" desc limit 200;
update "contracts_test_runs" set "is_latest" = "contracts_test_runs"."is_latest" where "contracts_test_runs"."run_key" in (?);
select distinct "contract_id", "version", "server" from "contracts_test_runs" where "contracts_test_runs"."run_key" in (?) order by "contracts_test_runs"."contract_id" asc, "contracts_test_runs"."version" asc, "contracts_test_runs"."server" asc;
delete from "contracts_test_runs" where "contracts_test_runs"."run_key" in (?);
delete from "contracts_test_checks" where "contracts_test_checks"."run_key" in (?);
delete from "contracts_test_reports" where "contracts_test_reports"."run_key" in (?);
update "contracts_test_states" set "server" = ? where "contracts_test_states"."state_key" = ?;
delete from "contracts_test_states" where (("contracts_test_states"."state_key" = ?) and ("contracts_test_states"."run_key" in (?)));
select "run_key", "observed_at", "result" from "contracts_test_runs" where (("contracts_test_runs"."contract_id" = ?) and ("contracts_test_runs"."version" = ?) and ("contracts_test_runs"."server" = ?)) order by "contracts_test_runs"."observed_at" desc, "contracts_test_runs"."run_key" desc limit 1;
update "contracts_test_sweeps" set "until" = ? where (("contracts_test_sweeps"."id" = ?) and ("contracts_test_sweeps"."until" = ?));

-- deleteTestRuns, one
update "contracts_test_runs" set "is_latest" = "contracts_test_runs"."is_latest" where "contracts_test_runs"."run_key" in (?);
select distinct "contract_id", "version", "server" from "contracts_test_runs" where "contracts_test_runs"."run_key" in (?) order by "contracts_test_runs"."contract_id" asc, "contracts_test_runs"."version" asc, "contracts_test_runs"."server" asc;
delete from "contracts_test_runs" where "contracts_test_runs"."run_key" in (?);
delete from "contracts_test_checks" where "contracts_test_checks"."run_key" in (?);
delete from "contracts_test_reports" where "contracts_test_reports"."run_key" in (?);

-- deleteTestRuns, those of a dataset
select "run_key" from "contracts_test_runs" where (("contracts_test_runs"."contract_id" = ?) and ("contracts_test_runs"."version" = ?) and ("contracts_test_runs"."source" = ?) and ("contracts_test_runs"."object" = ?) and ("contracts_test_runs"."server" = ?) and ("contracts_test_runs"."environment" = ?) and ((("contracts_test_runs"."contract_id" in (?)) or ((("contracts_test_runs"."contract_id" >= ?) and ("contracts_test_runs"."contract_id" < ?))))) and ("contracts_test_runs"."dataset_key" = ?) and ("contracts_test_runs"."dataset_version" = ?) and ("contracts_test_runs"."result" in (?)) and ("contracts_test_runs"."observed_at" >= ?) and ("contracts_test_runs"."observed_at" < ?)) order by "contracts_test_runs"."run_key" asc limit 200;

-- recordTestRun, an equal one of later
insert into "contracts_test_runs" ("run_key", "source", "run_id", "contract_id", "version", "fingerprint", "is_latest", "dataset_key", "dataset_id", "dataset_version", "object", "server", "environment", "result", "started_at", "ended_at", "observed_at", "observed_hour", "observed_day", "observed_week", "received_at", "duration_ms", "row_count", "error_count", "passed_checks", "warning_checks", "failed_checks", "error_checks", "skipped_checks", "caller", "digest") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
insert into "contracts_test_checks" ("run_key", "place", "object", "property", "rule", "type", "result", "detail") values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "contracts_test_reports" ("run_key", "received_at", "report") values (?, ?, ?);
update "contracts_test_states" set "server" = ? where "contracts_test_states"."state_key" = ?;
insert into "contracts_test_states" ("state_key", "contract_id", "version", "server", "run_key", "observed_at", "severity") values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing;

-- recordDatasetEvent
insert into "contracts_dataset_events" ("event_key", "dataset_key", "version_key", "dataset_id", "dataset_version", "contract_id", "contract_version", "received_at", "size", "caller", "event", "lineage") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
select "received_at", "event_key" from "contracts_dataset_events" where "contracts_dataset_events"."version_key" = ? order by "contracts_dataset_events"."received_at" desc, "contracts_dataset_events"."event_key" desc limit 1 offset ?;
insert into "contracts_dataset_events" ("event_key", "dataset_key", "version_key", "dataset_id", "dataset_version", "contract_id", "contract_version", "received_at", "size", "caller", "event", "lineage") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing;

-- eventsOfDataset
select "event_key", "size" from "contracts_dataset_events" where (("contracts_dataset_events"."version_key" = ?) and ((("contracts_dataset_events"."contract_id" in (?)) or ((("contracts_dataset_events"."contract_id" >= ?) and ("contracts_dataset_events"."contract_id" < ?)))))) order by "contracts_dataset_events"."received_at" desc, "contracts_dataset_events"."event_key" desc limit 10;
select "event_key", "dataset_id", "dataset_version", "contract_id", "contract_version", "received_at", "event", "lineage" from "contracts_dataset_events" where "contracts_dataset_events"."event_key" in (select value from json_each(?));

-- eventsOfDataset, of all versions
select "event_key", "size" from "contracts_dataset_events" where "contracts_dataset_events"."dataset_key" = ? order by "contracts_dataset_events"."received_at" desc, "contracts_dataset_events"."event_key" desc limit 10;
select "event_key", "dataset_id", "dataset_version", "contract_id", "contract_version", "received_at", "event", "lineage" from "contracts_dataset_events" where "contracts_dataset_events"."event_key" in (select value from json_each(?));

-- datasetsWithEvents
select distinct "dataset_id" from "contracts_dataset_events" where (("contracts_dataset_events"."contract_id" in (?)) or ((("contracts_dataset_events"."contract_id" >= ?) and ("contracts_dataset_events"."contract_id" < ?)))) order by "contracts_dataset_events"."dataset_id" asc limit 10;

-- deleteReceivedBefore
select "event_key" from "contracts_dataset_events" where "contracts_dataset_events"."received_at" < ? order by "contracts_dataset_events"."received_at" asc, "contracts_dataset_events"."event_key" asc limit 200;
delete from "contracts_dataset_events" where (("contracts_dataset_events"."event_key" in (?)) and ("contracts_dataset_events"."received_at" < ?));
select "event_key" from "contracts_dataset_events" where "contracts_dataset_events"."received_at" < ? order by "contracts_dataset_events"."received_at" asc, "contracts_dataset_events"."event_key" asc limit 200;

-- clear
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
update "contracts_feed" set "sequence" = ? where "contracts_feed"."id" = ?;
delete from "contracts_feed" where 1 = 1;
delete from "contracts" where 1 = 1;
delete from "contracts_sources" where 1 = 1;
delete from "contracts_locks" where 1 = 1;
delete from "contracts_revisions" where 1 = 1;
delete from "contracts_links" where 1 = 1;
delete from "contracts_active_versions" where 1 = 1;
delete from "contracts_history" where 1 = 1;
delete from "contracts_texts" where 1 = 1;
delete from "contracts_fields" where 1 = 1;
delete from "contracts_search" where 1 = 1;
delete from "contracts_segments" where 1 = 1;
delete from "contracts_postings" where 1 = 1;
delete from "contracts_validations" where 1 = 1;

-- clear, and the index follows
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
select "contract_id", "version", "revision", (select "contracts_feed"."sequence" from "contracts_feed" where "contracts_feed"."id" = ?) from "contracts_history" where ("contracts_history"."sequence" is null) order by "contracts_history"."occurred_at" asc, "contracts_history"."contract_id" asc, "contracts_history"."version" asc, "contracts_history"."revision" asc limit 500;
select "id", "sequence", case when exists (select 1 from "contracts_history" where ("contracts_history"."sequence" is null)) then 1 else 0 end from "contracts_feed" where "contracts_feed"."id" in (?, ?);
