-- change, create
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
update [contracts_heads] set [clock] = case when [contracts_heads].[clock] < @par0 then @par1 when [contracts_heads].[clock] < @par2 then [contracts_heads].[clock] + 1 else [contracts_heads].[clock] end where [contracts_heads].[contract_id] = @par3;
insert into [contracts_heads] ([contract_id], [clock]) values (@par0, @par1);
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
select [contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset] from [contracts_history] where (([contracts_history].[contract_id] = @par0) and ([contracts_history].[version] = @par1)) order by [contracts_history].[revision] desc offset @par2 rows fetch next @par3 rows only;
insert into [contracts] ([contract_id], [version], [name], [description], [json], [fingerprint], [created_at], [sort_key], [release_rank], [status], [owner], [domain], [digest], [derived_from], [revision], [updated_at], [created_by], [updated_by]) values (@par0, @par1, @par2, @par3, @par4, @par5, @par6, @par7, @par8, @par9, @par10, @par11, @par12, @par13, @par14, @par15, @par16, @par17);
insert into [contracts_sources] ([contract_id], [version], [digest], [source]) values (@par0, @par1, @par2, @par3);
insert into [contracts_history] ([contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset]) values (@par0, @par1, @par2, default, @par3, @par4, @par5, @par6, @par7, @par8, @par9, @par10, @par11, @par12, @par13, @par14);
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_feed] set [sequence] = [contracts_feed].[sequence] where [contracts_feed].[id] = @par0;
insert into [contracts_feed] ([id], [sequence]) values (@par0, @par1);
update [contracts_feed] set [sequence] = [contracts_feed].[sequence] where [contracts_feed].[id] = @par0;
select [sequence] from [contracts_feed] where [contracts_feed].[id] = @par0;
select [contract_id], [version], [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[occurred_at] asc, [contracts_history].[contract_id] asc, [contracts_history].[version] asc, [contracts_history].[revision] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_history] set [sequence] = @par0 where (((([contracts_history].[contract_id] = @par1) and ([contracts_history].[version] = @par2))) and ([contracts_history].[revision] = @par3));
update [contracts_feed] set [sequence] = @par0 where [contracts_feed].[id] = @par1;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;

-- change, nothing to do
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));

-- change, nothing to do any more
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
update [contracts_heads] set [clock] = case when [contracts_heads].[clock] < @par0 then @par1 when [contracts_heads].[clock] < @par2 then [contracts_heads].[clock] + 1 else [contracts_heads].[clock] end where [contracts_heads].[contract_id] = @par3;
select [clock] from [contracts_heads] where [contracts_heads].[contract_id] = @par0;
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;

-- change, overwrite, decided on the source and all versions
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
select [digest], [source] from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
select [version], [release_rank] from [contracts] where [contracts].[contract_id] = @par0 order by [contracts].[sort_key] asc, [contracts].[version] asc;
update [contracts_heads] set [clock] = case when [contracts_heads].[clock] < @par0 then @par1 when [contracts_heads].[clock] < @par2 then [contracts_heads].[clock] + 1 else [contracts_heads].[clock] end where [contracts_heads].[contract_id] = @par3;
select [clock] from [contracts_heads] where [contracts_heads].[contract_id] = @par0;
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
select [digest], [source] from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
select [version] from [contracts] where [contracts].[contract_id] = @par0;
select [digest], [source] from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
insert into [contracts_revisions] ([contract_id], [version], [revision], [json], [source], [fingerprint], [digest], [status]) values (@par0, @par1, @par2, @par3, @par4, @par5, @par6, @par7);
update [contracts] set [name] = @par0, [description] = @par1, [json] = @par2, [fingerprint] = @par3, [sort_key] = @par4, [release_rank] = @par5, [status] = @par6, [owner] = @par7, [domain] = @par8, [digest] = @par9, [derived_from] = @par10, [revision] = @par11, [updated_at] = @par12, [updated_by] = @par13 where (((([contracts].[contract_id] = @par14) and ([contracts].[version] = @par15))) and ([contracts].[fingerprint] = @par16) and ([contracts].[revision] = @par17));
delete from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
insert into [contracts_sources] ([contract_id], [version], [digest], [source]) values (@par0, @par1, @par2, @par3);
insert into [contracts_history] ([contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset]) values (@par0, @par1, @par2, default, @par3, @par4, @par5, @par6, @par7, @par8, @par9, @par10, @par11, @par12, @par13, @par14);
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_feed] set [sequence] = [contracts_feed].[sequence] where [contracts_feed].[id] = @par0;
select [sequence] from [contracts_feed] where [contracts_feed].[id] = @par0;
select [contract_id], [version], [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[occurred_at] asc, [contracts_history].[contract_id] asc, [contracts_history].[version] asc, [contracts_history].[revision] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_history] set [sequence] = @par0 where (((([contracts_history].[contract_id] = @par1) and ([contracts_history].[version] = @par2))) and ([contracts_history].[revision] = @par3));
update [contracts_feed] set [sequence] = @par0 where [contracts_feed].[id] = @par1;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;

-- change, status
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
update [contracts_heads] set [clock] = case when [contracts_heads].[clock] < @par0 then @par1 when [contracts_heads].[clock] < @par2 then [contracts_heads].[clock] + 1 else [contracts_heads].[clock] end where [contracts_heads].[contract_id] = @par3;
select [clock] from [contracts_heads] where [contracts_heads].[contract_id] = @par0;
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
select [digest], [source] from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
insert into [contracts_revisions] ([contract_id], [version], [revision], [json], [source], [fingerprint], [digest], [status]) values (@par0, @par1, @par2, @par3, @par4, @par5, @par6, @par7);
update [contracts] set [name] = @par0, [description] = @par1, [json] = @par2, [fingerprint] = @par3, [sort_key] = @par4, [release_rank] = @par5, [status] = @par6, [owner] = @par7, [domain] = @par8, [digest] = @par9, [derived_from] = @par10, [revision] = @par11, [updated_at] = @par12, [updated_by] = @par13 where (((([contracts].[contract_id] = @par14) and ([contracts].[version] = @par15))) and ([contracts].[fingerprint] = @par16) and ([contracts].[revision] = @par17));
delete from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
insert into [contracts_history] ([contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset]) values (@par0, @par1, @par2, default, @par3, @par4, @par5, @par6, @par7, @par8, @par9, @par10, @par11, @par12, @par13, @par14);
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_feed] set [sequence] = [contracts_feed].[sequence] where [contracts_feed].[id] = @par0;
select [sequence] from [contracts_feed] where [contracts_feed].[id] = @par0;
select [contract_id], [version], [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[occurred_at] asc, [contracts_history].[contract_id] asc, [contracts_history].[version] asc, [contracts_history].[revision] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_history] set [sequence] = @par0 where (((([contracts_history].[contract_id] = @par1) and ([contracts_history].[version] = @par2))) and ([contracts_history].[revision] = @par3));
update [contracts_feed] set [sequence] = @par0 where [contracts_feed].[id] = @par1;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;

-- change, delete
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
update [contracts_heads] set [clock] = case when [contracts_heads].[clock] < @par0 then @par1 when [contracts_heads].[clock] < @par2 then [contracts_heads].[clock] + 1 else [contracts_heads].[clock] end where [contracts_heads].[contract_id] = @par3;
select [clock] from [contracts_heads] where [contracts_heads].[contract_id] = @par0;
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
select [digest], [source] from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
insert into [contracts_revisions] ([contract_id], [version], [revision], [json], [source], [fingerprint], [digest], [status]) values (@par0, @par1, @par2, @par3, default, @par4, @par5, @par6);
delete from [contracts] where (((([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1))) and ([contracts].[fingerprint] = @par2) and ([contracts].[revision] = @par3));
delete from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
insert into [contracts_history] ([contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset]) values (@par0, @par1, @par2, default, @par3, @par4, @par5, @par6, @par7, @par8, @par9, @par10, @par11, @par12, @par13, @par14);
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_feed] set [sequence] = [contracts_feed].[sequence] where [contracts_feed].[id] = @par0;
select [sequence] from [contracts_feed] where [contracts_feed].[id] = @par0;
select [contract_id], [version], [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[occurred_at] asc, [contracts_history].[contract_id] asc, [contracts_history].[version] asc, [contracts_history].[revision] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_history] set [sequence] = @par0 where (((([contracts_history].[contract_id] = @par1) and ([contracts_history].[version] = @par2))) and ([contracts_history].[revision] = @par3));
update [contracts_feed] set [sequence] = @par0 where [contracts_feed].[id] = @par1;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;

-- change, create again
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
update [contracts_heads] set [clock] = case when [contracts_heads].[clock] < @par0 then @par1 when [contracts_heads].[clock] < @par2 then [contracts_heads].[clock] + 1 else [contracts_heads].[clock] end where [contracts_heads].[contract_id] = @par3;
select [clock] from [contracts_heads] where [contracts_heads].[contract_id] = @par0;
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
select [contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset] from [contracts_history] where (([contracts_history].[contract_id] = @par0) and ([contracts_history].[version] = @par1)) order by [contracts_history].[revision] desc offset @par2 rows fetch next @par3 rows only;
insert into [contracts] ([contract_id], [version], [name], [description], [json], [fingerprint], [created_at], [sort_key], [release_rank], [status], [owner], [domain], [digest], [derived_from], [revision], [updated_at], [created_by], [updated_by]) values (@par0, @par1, @par2, @par3, @par4, @par5, @par6, @par7, @par8, @par9, @par10, @par11, @par12, @par13, @par14, @par15, @par16, @par17);
insert into [contracts_sources] ([contract_id], [version], [digest], [source]) values (@par0, @par1, @par2, @par3);
insert into [contracts_history] ([contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset]) values (@par0, @par1, @par2, default, @par3, @par4, @par5, @par6, @par7, @par8, @par9, @par10, @par11, @par12, @par13, @par14);
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_feed] set [sequence] = [contracts_feed].[sequence] where [contracts_feed].[id] = @par0;
select [sequence] from [contracts_feed] where [contracts_feed].[id] = @par0;
select [contract_id], [version], [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[occurred_at] asc, [contracts_history].[contract_id] asc, [contracts_history].[version] asc, [contracts_history].[revision] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_history] set [sequence] = @par0 where (((([contracts_history].[contract_id] = @par1) and ([contracts_history].[version] = @par2))) and ([contracts_history].[revision] = @par3));
update [contracts_feed] set [sequence] = @par0 where [contracts_feed].[id] = @par1;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;

-- change, of a row that another program inserted
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
update [contracts_heads] set [clock] = case when [contracts_heads].[clock] < @par0 then @par1 when [contracts_heads].[clock] < @par2 then [contracts_heads].[clock] + 1 else [contracts_heads].[clock] end where [contracts_heads].[contract_id] = @par3;
insert into [contracts_heads] ([contract_id], [clock]) values (@par0, @par1);
update [contracts] set [sort_key] = @par0, [release_rank] = @par1, [status] = @par2, [owner] = @par3, [domain] = @par4, [digest] = @par5, [derived_from] = @par6, [revision] = @par7, [updated_at] = @par8, [updated_by] = @par9 where (((([contracts].[contract_id] = @par10) and ([contracts].[version] = @par11))) and ([contracts].[fingerprint] = @par12) and ([contracts].[revision] = @par13));
delete from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
insert into [contracts_history] ([contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset]) values (@par0, @par1, @par2, default, @par3, @par4, @par5, @par6, @par7, @par8, @par9, @par10, @par11, @par12, @par13, @par14);
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
update [contracts_feed] set [sequence] = [contracts_feed].[sequence] where [contracts_feed].[id] = @par0;
update [contracts_heads] set [clock] = case when [contracts_heads].[clock] < @par0 then @par1 when [contracts_heads].[clock] < @par2 then [contracts_heads].[clock] + 1 else [contracts_heads].[clock] end where [contracts_heads].[contract_id] = @par3;
select [sequence] from [contracts_feed] where [contracts_feed].[id] = @par0;
select [clock] from [contracts_heads] where [contracts_heads].[contract_id] = @par0;
select [contract_id], [version], [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[occurred_at] asc, [contracts_history].[contract_id] asc, [contracts_history].[version] asc, [contracts_history].[revision] asc offset @par0 rows fetch next @par1 rows only;
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
update [contracts_history] set [sequence] = @par0 where (((([contracts_history].[contract_id] = @par1) and ([contracts_history].[version] = @par2))) and ([contracts_history].[revision] = @par3));
select [digest], [source] from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
update [contracts_feed] set [sequence] = @par0 where [contracts_feed].[id] = @par1;
insert into [contracts_revisions] ([contract_id], [version], [revision], [json], [source], [fingerprint], [digest], [status]) values (@par0, @par1, @par2, @par3, default, @par4, @par5, @par6);
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
update [contracts] set [name] = @par0, [description] = @par1, [json] = @par2, [fingerprint] = @par3, [sort_key] = @par4, [release_rank] = @par5, [status] = @par6, [owner] = @par7, [domain] = @par8, [digest] = @par9, [derived_from] = @par10, [revision] = @par11, [updated_at] = @par12, [updated_by] = @par13 where (((([contracts].[contract_id] = @par14) and ([contracts].[version] = @par15))) and ([contracts].[fingerprint] = @par16) and ([contracts].[revision] = @par17));
delete from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
insert into [contracts_history] ([contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset]) values (@par0, @par1, @par2, default, @par3, @par4, @par5, @par6, @par7, @par8, @par9, @par10, @par11, @par12, @par13, @par14);
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_feed] set [sequence] = [contracts_feed].[sequence] where [contracts_feed].[id] = @par0;
select [sequence] from [contracts_feed] where [contracts_feed].[id] = @par0;
select [contract_id], [version], [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[occurred_at] asc, [contracts_history].[contract_id] asc, [contracts_history].[version] asc, [contracts_history].[revision] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_history] set [sequence] = @par0 where (((([contracts_history].[contract_id] = @par1) and ([contracts_history].[version] = @par2))) and ([contracts_history].[revision] = @par3));
update [contracts_feed] set [sequence] = @par0 where [contracts_feed].[id] = @par1;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;

-- change, of a row that another program writes meanwhile
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
update [contracts_heads] set [clock] = case when [contracts_heads].[clock] < @par0 then @par1 when [contracts_heads].[clock] < @par2 then [contracts_heads].[clock] + 1 else [contracts_heads].[clock] end where [contracts_heads].[contract_id] = @par3;
select [clock] from [contracts_heads] where [contracts_heads].[contract_id] = @par0;
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
select [contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset] from [contracts_history] where (([contracts_history].[contract_id] = @par0) and ([contracts_history].[version] = @par1)) order by [contracts_history].[revision] desc offset @par2 rows fetch next @par3 rows only;
update [contracts] set [sort_key] = @par0, [release_rank] = @par1, [status] = @par2, [owner] = @par3, [domain] = @par4, [digest] = @par5, [derived_from] = @par6, [revision] = @par7, [updated_at] = @par8, [updated_by] = @par9 where (((([contracts].[contract_id] = @par10) and ([contracts].[version] = @par11))) and ([contracts].[fingerprint] = @par12) and ([contracts].[revision] = @par13));
delete from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
insert into [contracts_history] ([contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset]) values (@par0, @par1, @par2, default, @par3, @par4, @par5, @par6, @par7, @par8, @par9, @par10, @par11, @par12, @par13, @par14);
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
select [digest], [source] from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
insert into [contracts_revisions] ([contract_id], [version], [revision], [json], [source], [fingerprint], [digest], [status]) values (@par0, @par1, @par2, @par3, default, @par4, @par5, @par6);
update [contracts] set [name] = @par0, [description] = @par1, [json] = @par2, [fingerprint] = @par3, [sort_key] = @par4, [release_rank] = @par5, [status] = @par6, [owner] = @par7, [domain] = @par8, [digest] = @par9, [derived_from] = @par10, [revision] = @par11, [updated_at] = @par12, [updated_by] = @par13 where (((([contracts].[contract_id] = @par14) and ([contracts].[version] = @par15))) and ([contracts].[fingerprint] = @par16) and ([contracts].[revision] = @par17));
delete from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
insert into [contracts_history] ([contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset]) values (@par0, @par1, @par2, default, @par3, @par4, @par5, @par6, @par7, @par8, @par9, @par10, @par11, @par12, @par13, @par14);
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_feed] set [sequence] = [contracts_feed].[sequence] where [contracts_feed].[id] = @par0;
select [sequence] from [contracts_feed] where [contracts_feed].[id] = @par0;
select [contract_id], [version], [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[occurred_at] asc, [contracts_history].[contract_id] asc, [contracts_history].[version] asc, [contracts_history].[revision] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_history] set [sequence] = @par0 where (((([contracts_history].[contract_id] = @par1) and ([contracts_history].[version] = @par2))) and ([contracts_history].[revision] = @par3));
update [contracts_history] set [sequence] = @par0 where (((([contracts_history].[contract_id] = @par1) and ([contracts_history].[version] = @par2))) and ([contracts_history].[revision] = @par3));
update [contracts_feed] set [sequence] = @par0 where [contracts_feed].[id] = @par1;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;

-- current
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
select [digest], [source] from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
select [version], [release_rank] from [contracts] where [contracts].[contract_id] = @par0 order by [contracts].[sort_key] asc, [contracts].[version] asc;

-- current, of a row that another program overwrote
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
update [contracts_heads] set [clock] = case when [contracts_heads].[clock] < @par0 then @par1 when [contracts_heads].[clock] < @par2 then [contracts_heads].[clock] + 1 else [contracts_heads].[clock] end where [contracts_heads].[contract_id] = @par3;
select [clock] from [contracts_heads] where [contracts_heads].[contract_id] = @par0;
select [contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset] from [contracts_history] where (([contracts_history].[contract_id] = @par0) and ([contracts_history].[version] = @par1)) order by [contracts_history].[revision] desc offset @par2 rows fetch next @par3 rows only;
update [contracts] set [sort_key] = @par0, [release_rank] = @par1, [status] = @par2, [owner] = @par3, [domain] = @par4, [digest] = @par5, [derived_from] = @par6, [revision] = @par7, [updated_at] = @par8, [updated_by] = @par9 where (((([contracts].[contract_id] = @par10) and ([contracts].[version] = @par11))) and ([contracts].[fingerprint] = @par12) and ([contracts].[revision] = @par13));
delete from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
insert into [contracts_history] ([contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset]) values (@par0, @par1, @par2, default, @par3, @par4, @par5, @par6, @par7, @par8, @par9, @par10, @par11, @par12, @par13, @par14);
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision], [contract_id], [name], [owner], [domain], [created_at], [created_by], [updated_at], [updated_by] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
update [contracts_feed] set [sequence] = [contracts_feed].[sequence] where [contracts_feed].[id] = @par0;
select [digest], [source] from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
select [sequence] from [contracts_feed] where [contracts_feed].[id] = @par0;
select [source], [digest] from [contracts_revisions] where (((([contracts_revisions].[contract_id] = @par0) and ([contracts_revisions].[version] = @par1))) and ([contracts_revisions].[revision] = @par2));
select [contract_id], [version], [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[occurred_at] asc, [contracts_history].[contract_id] asc, [contracts_history].[version] asc, [contracts_history].[revision] asc offset @par0 rows fetch next @par1 rows only;
select [version], [release_rank] from [contracts] where [contracts].[contract_id] = @par0 order by [contracts].[sort_key] asc, [contracts].[version] asc;
update [contracts_history] set [sequence] = @par0 where (((([contracts_history].[contract_id] = @par1) and ([contracts_history].[version] = @par2))) and ([contracts_history].[revision] = @par3));
update [contracts_feed] set [sequence] = @par0 where [contracts_feed].[id] = @par1;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;

-- get
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));

-- get, of a row that another program inserted
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
update [contracts_heads] set [clock] = case when [contracts_heads].[clock] < @par0 then @par1 when [contracts_heads].[clock] < @par2 then [contracts_heads].[clock] + 1 else [contracts_heads].[clock] end where [contracts_heads].[contract_id] = @par3;
insert into [contracts_heads] ([contract_id], [clock]) values (@par0, @par1);
update [contracts] set [sort_key] = @par0, [release_rank] = @par1, [status] = @par2, [owner] = @par3, [domain] = @par4, [digest] = @par5, [derived_from] = @par6, [revision] = @par7, [updated_at] = @par8, [updated_by] = @par9 where (((([contracts].[contract_id] = @par10) and ([contracts].[version] = @par11))) and ([contracts].[fingerprint] = @par12) and ([contracts].[revision] = @par13));
delete from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
insert into [contracts_history] ([contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset]) values (@par0, @par1, @par2, default, @par3, @par4, @par5, @par6, @par7, @par8, @par9, @par10, @par11, @par12, @par13, @par14);
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
update [contracts_feed] set [sequence] = [contracts_feed].[sequence] where [contracts_feed].[id] = @par0;
select [sequence] from [contracts_feed] where [contracts_feed].[id] = @par0;
select [contract_id], [version], [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[occurred_at] asc, [contracts_history].[contract_id] asc, [contracts_history].[version] asc, [contracts_history].[revision] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_history] set [sequence] = @par0 where (((([contracts_history].[contract_id] = @par1) and ([contracts_history].[version] = @par2))) and ([contracts_history].[revision] = @par3));
update [contracts_feed] set [sequence] = @par0 where [contracts_feed].[id] = @par1;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;

-- latest
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision] from [contracts] where [contracts].[contract_id] = @par0 order by [contracts].[release_rank] desc, [contracts].[sort_key] desc, [contracts].[version] desc offset @par1 rows fetch next @par2 rows only;

-- latest, of a contract with a row that another program inserted
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision] from [contracts] where [contracts].[contract_id] = @par0 order by [contracts].[release_rank] desc, [contracts].[sort_key] desc, [contracts].[version] desc offset @par1 rows fetch next @par2 rows only;
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where ((([contracts].[revision] = 0 or [contracts].[derived_from] is null or [contracts].[derived_from] <> [contracts].[fingerprint])) and ([contracts].[contract_id] in (@par0))) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par1 rows fetch next @par2 rows only;
update [contracts_heads] set [clock] = case when [contracts_heads].[clock] < @par0 then @par1 when [contracts_heads].[clock] < @par2 then [contracts_heads].[clock] + 1 else [contracts_heads].[clock] end where [contracts_heads].[contract_id] = @par3;
select [clock] from [contracts_heads] where [contracts_heads].[contract_id] = @par0;
select [contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset] from [contracts_history] where (([contracts_history].[contract_id] = @par0) and ([contracts_history].[version] = @par1)) order by [contracts_history].[revision] desc offset @par2 rows fetch next @par3 rows only;
update [contracts] set [sort_key] = @par0, [release_rank] = @par1, [status] = @par2, [owner] = @par3, [domain] = @par4, [digest] = @par5, [derived_from] = @par6, [revision] = @par7, [updated_at] = @par8, [updated_by] = @par9 where (((([contracts].[contract_id] = @par10) and ([contracts].[version] = @par11))) and ([contracts].[fingerprint] = @par12) and ([contracts].[revision] = @par13));
delete from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
insert into [contracts_history] ([contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset]) values (@par0, @par1, @par2, default, @par3, @par4, @par5, @par6, @par7, @par8, @par9, @par10, @par11, @par12, @par13, @par14);
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where ((([contracts].[revision] = 0 or [contracts].[derived_from] is null or [contracts].[derived_from] <> [contracts].[fingerprint])) and ([contracts].[contract_id] in (@par0)) and ((([contracts].[contract_id] >= @par1) and ((([contracts].[contract_id] > @par2) or ([contracts].[version] > @par3)))))) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par4 rows fetch next @par5 rows only;
update [contracts_feed] set [sequence] = [contracts_feed].[sequence] where [contracts_feed].[id] = @par0;
select [version], [release_rank] from [contracts] where [contracts].[contract_id] = @par0 order by [contracts].[sort_key] asc, [contracts].[version] asc;
select [sequence] from [contracts_feed] where [contracts_feed].[id] = @par0;
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
select [contract_id], [version], [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[occurred_at] asc, [contracts_history].[contract_id] asc, [contracts_history].[version] asc, [contracts_history].[revision] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_history] set [sequence] = @par0 where (((([contracts_history].[contract_id] = @par1) and ([contracts_history].[version] = @par2))) and ([contracts_history].[revision] = @par3));
update [contracts_feed] set [sequence] = @par0 where [contracts_feed].[id] = @par1;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;

-- revisions
select [contract_id], [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision] from [contracts] where (((((([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1))) and ([contracts].[revision] = @par2))) or ((((([contracts].[contract_id] = @par3) and ([contracts].[version] = @par4))) and ([contracts].[revision] = @par5))));
select [contract_id], [version], [revision], [json], [fingerprint], [digest], [status] from [contracts_revisions] where (((((([contracts_revisions].[contract_id] = @par0) and ([contracts_revisions].[version] = @par1))) and ([contracts_revisions].[revision] = @par2))) or ((((([contracts_revisions].[contract_id] = @par3) and ([contracts_revisions].[version] = @par4))) and ([contracts_revisions].[revision] = @par5))));

-- source
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
select [digest], [source] from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));

-- source, of a document that was replaced
select [contract_id], [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from], [revision] from [contracts] where (((([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1))) and ([contracts].[revision] = @par2));
select [contract_id], [version], [revision], [json], [fingerprint], [digest], [status] from [contracts_revisions] where (((([contracts_revisions].[contract_id] = @par0) and ([contracts_revisions].[version] = @par1))) and ([contracts_revisions].[revision] = @par2));
select [digest], [source] from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
select [source], [digest] from [contracts_revisions] where (((([contracts_revisions].[contract_id] = @par0) and ([contracts_revisions].[version] = @par1))) and ([contracts_revisions].[revision] = @par2));

-- listVersions
select [version], [release_rank] from [contracts] where [contracts].[contract_id] = @par0 order by [contracts].[sort_key] asc, [contracts].[version] asc;

-- summaries, of one contract
select [contract_id], [version], [name], [status], [owner], [domain], [fingerprint], [derived_from], [revision], [created_at], [created_by], [updated_at], [updated_by], [release_rank] from [contracts] where [contracts].[contract_id] = @par0 order by [contracts].[sort_key] asc, [contracts].[version] asc;

-- summaries, of several contracts
select [contract_id], [version], [name], [status], [owner], [domain], [fingerprint], [derived_from], [revision], [created_at], [created_by], [updated_at], [updated_by], [release_rank] from [contracts] where [contracts].[contract_id] in (@par0, @par1) order by [contracts].[contract_id] asc, [contracts].[sort_key] asc, [contracts].[version] asc;

-- summaries, of a row that another program overwrote
select [contract_id], [version], [name], [status], [owner], [domain], [fingerprint], [derived_from], [revision], [created_at], [created_by], [updated_at], [updated_by], [release_rank] from [contracts] where [contracts].[contract_id] in (@par0, @par1) order by [contracts].[contract_id] asc, [contracts].[sort_key] asc, [contracts].[version] asc;
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where ((([contracts].[revision] = 0 or [contracts].[derived_from] is null or [contracts].[derived_from] <> [contracts].[fingerprint])) and ([contracts].[contract_id] in (@par0))) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par1 rows fetch next @par2 rows only;
update [contracts_heads] set [clock] = case when [contracts_heads].[clock] < @par0 then @par1 when [contracts_heads].[clock] < @par2 then [contracts_heads].[clock] + 1 else [contracts_heads].[clock] end where [contracts_heads].[contract_id] = @par3;
select [clock] from [contracts_heads] where [contracts_heads].[contract_id] = @par0;
select [contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset] from [contracts_history] where (([contracts_history].[contract_id] = @par0) and ([contracts_history].[version] = @par1)) order by [contracts_history].[revision] desc offset @par2 rows fetch next @par3 rows only;
update [contracts] set [sort_key] = @par0, [release_rank] = @par1, [status] = @par2, [owner] = @par3, [domain] = @par4, [digest] = @par5, [derived_from] = @par6, [revision] = @par7, [updated_at] = @par8, [updated_by] = @par9 where (((([contracts].[contract_id] = @par10) and ([contracts].[version] = @par11))) and ([contracts].[fingerprint] = @par12) and ([contracts].[revision] = @par13));
delete from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
insert into [contracts_history] ([contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset]) values (@par0, @par1, @par2, default, @par3, @par4, @par5, @par6, @par7, @par8, @par9, @par10, @par11, @par12, @par13, @par14);
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where ((([contracts].[revision] = 0 or [contracts].[derived_from] is null or [contracts].[derived_from] <> [contracts].[fingerprint])) and ([contracts].[contract_id] in (@par0)) and ((([contracts].[contract_id] >= @par1) and ((([contracts].[contract_id] > @par2) or ([contracts].[version] > @par3)))))) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par4 rows fetch next @par5 rows only;
update [contracts_feed] set [sequence] = [contracts_feed].[sequence] where [contracts_feed].[id] = @par0;
select [contract_id], [version], [name], [status], [owner], [domain], [fingerprint], [derived_from], [revision], [created_at], [created_by], [updated_at], [updated_by], [release_rank] from [contracts] where [contracts].[contract_id] in (@par0, @par1) order by [contracts].[contract_id] asc, [contracts].[sort_key] asc, [contracts].[version] asc;
select [sequence] from [contracts_feed] where [contracts_feed].[id] = @par0;
select [contract_id], [version], [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[occurred_at] asc, [contracts_history].[contract_id] asc, [contracts_history].[version] asc, [contracts_history].[revision] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_history] set [sequence] = @par0 where (((([contracts_history].[contract_id] = @par1) and ([contracts_history].[version] = @par2))) and ([contracts_history].[revision] = @par3));
update [contracts_feed] set [sequence] = @par0 where [contracts_feed].[id] = @par1;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;

-- summariesAsOf, of one contract
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where ((([contracts].[revision] = 0 or [contracts].[derived_from] is null or [contracts].[derived_from] <> [contracts].[fingerprint])) and ([contracts].[contract_id] in (@par0))) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par1 rows fetch next @par2 rows only;
select [contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset] from [contracts_history] where (([contracts_history].[contract_id] in (@par0)) and ([contracts_history].[occurred_at] <= @par1)) order by [contracts_history].[contract_id] asc, [contracts_history].[version] asc, [contracts_history].[revision] asc;

-- summariesAsOf, of several contracts
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where ((([contracts].[revision] = 0 or [contracts].[derived_from] is null or [contracts].[derived_from] <> [contracts].[fingerprint])) and ([contracts].[contract_id] in (@par0, @par1))) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par2 rows fetch next @par3 rows only;
select [contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset] from [contracts_history] where (([contracts_history].[contract_id] in (@par0, @par1)) and ([contracts_history].[occurred_at] <= @par2)) order by [contracts_history].[contract_id] asc, [contracts_history].[version] asc, [contracts_history].[revision] asc;

-- listContracts, one page
select distinct [contract_id] from [contracts] order by [contracts].[contract_id] asc offset @par0 rows fetch next @par1 rows only;
select count(distinct [contract_id]) from [contracts];

-- listContracts, all
select distinct [contract_id] from [contracts] order by [contracts].[contract_id] asc offset @par0 rows fetch next @par1 rows only;
select count(distinct [contract_id]) from [contracts];

-- history, all
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where ([contracts].[revision] = 0 or [contracts].[derived_from] is null or [contracts].[derived_from] <> [contracts].[fingerprint]) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par0 rows fetch next @par1 rows only;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
select [contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset] from [contracts_history] where ([contracts_history].[sequence] is not null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;

-- history, newest first
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where ([contracts].[revision] = 0 or [contracts].[derived_from] is null or [contracts].[derived_from] <> [contracts].[fingerprint]) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par0 rows fetch next @par1 rows only;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
select [contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset] from [contracts_history] where ((([contracts_history].[sequence] is not null)) and ([contracts_history].[sequence] < @par0)) order by [contracts_history].[sequence] desc offset @par1 rows fetch next @par2 rows only;

-- history, going on
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where ([contracts].[revision] = 0 or [contracts].[derived_from] is null or [contracts].[derived_from] <> [contracts].[fingerprint]) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par0 rows fetch next @par1 rows only;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
select [contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset] from [contracts_history] where ((([contracts_history].[sequence] is not null)) and ([contracts_history].[sequence] > @par0)) order by [contracts_history].[sequence] asc offset @par1 rows fetch next @par2 rows only;

-- history, of a contract
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where ((([contracts].[revision] = 0 or [contracts].[derived_from] is null or [contracts].[derived_from] <> [contracts].[fingerprint])) and ([contracts].[contract_id] in (@par0))) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par1 rows fetch next @par2 rows only;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
select [contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset] from [contracts_history] where ((([contracts_history].[sequence] is not null)) and ([contracts_history].[contract_id] = @par0)) order by [contracts_history].[sequence] asc offset @par1 rows fetch next @par2 rows only;

-- history, of a version, newest first
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where ((([contracts].[revision] = 0 or [contracts].[derived_from] is null or [contracts].[derived_from] <> [contracts].[fingerprint])) and ([contracts].[contract_id] in (@par0))) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par1 rows fetch next @par2 rows only;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
select [contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset] from [contracts_history] where ((([contracts_history].[sequence] is not null)) and ([contracts_history].[contract_id] = @par0) and ([contracts_history].[version] = @par1)) order by [contracts_history].[sequence] desc offset @par2 rows fetch next @par3 rows only;

-- history, of a caller
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where ([contracts].[revision] = 0 or [contracts].[derived_from] is null or [contracts].[derived_from] <> [contracts].[fingerprint]) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par0 rows fetch next @par1 rows only;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
select [contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset] from [contracts_history] where ((([contracts_history].[sequence] is not null)) and ([contracts_history].[caller] = @par0)) order by [contracts_history].[sequence] asc offset @par1 rows fetch next @par2 rows only;

-- history, of an operation
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where ([contracts].[revision] = 0 or [contracts].[derived_from] is null or [contracts].[derived_from] <> [contracts].[fingerprint]) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par0 rows fetch next @par1 rows only;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
select [contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset] from [contracts_history] where ((([contracts_history].[sequence] is not null)) and ([contracts_history].[operation] = @par0)) order by [contracts_history].[sequence] asc offset @par1 rows fetch next @par2 rows only;

-- history, with all filters
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where ((([contracts].[revision] = 0 or [contracts].[derived_from] is null or [contracts].[derived_from] <> [contracts].[fingerprint])) and ([contracts].[contract_id] in (@par0))) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par1 rows fetch next @par2 rows only;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
select [contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset] from [contracts_history] where ((([contracts_history].[sequence] is not null)) and ([contracts_history].[contract_id] = @par0) and ([contracts_history].[version] = @par1) and ([contracts_history].[caller] = @par2) and ([contracts_history].[operation] = @par3) and ([contracts_history].[sequence] > @par4) and ([contracts_history].[sequence] < @par5)) order by [contracts_history].[sequence] asc offset @par6 rows fetch next @par7 rows only;

-- link, new
select [dataset_id], [dataset_version], [contract_id], [contract_version], [linked_at], [linked_by] from [contracts_links] where [contracts_links].[link_key] = @par0;
update [contracts_links] set [contract_id] = @par0, [contract_version] = @par1, [linked_at] = @par2, [linked_by] = @par3 where [contracts_links].[link_key] = @par4;
insert into [contracts_links] ([link_key], [dataset_id], [dataset_version], [contract_id], [contract_version], [linked_at], [linked_by]) values (@par0, @par1, @par2, @par3, @par4, @par5, @par6);

-- link, again
select [dataset_id], [dataset_version], [contract_id], [contract_version], [linked_at], [linked_by] from [contracts_links] where [contracts_links].[link_key] = @par0;

-- link, moved
select [dataset_id], [dataset_version], [contract_id], [contract_version], [linked_at], [linked_by] from [contracts_links] where [contracts_links].[link_key] = @par0;
update [contracts_links] set [contract_id] = @par0, [contract_version] = @par1, [linked_at] = @par2, [linked_by] = @par3 where [contracts_links].[link_key] = @par4;

-- linked
select [dataset_id], [dataset_version], [contract_id], [contract_version], [linked_at], [linked_by] from [contracts_links] where [contracts_links].[link_key] = @par0;

-- links
select [dataset_id], [dataset_version], [contract_id], [contract_version], [linked_at], [linked_by] from [contracts_links] where (([contracts_links].[contract_id] = @par0) and ([contracts_links].[contract_version] = @par1)) order by [contracts_links].[dataset_id] asc, [contracts_links].[dataset_version] asc offset @par2 rows fetch next @par3 rows only;
select count(*) from [contracts_links] where (([contracts_links].[contract_id] = @par0) and ([contracts_links].[contract_version] = @par1));

-- countLinks
select count(*) from [contracts_links] where [contracts_links].[contract_id] = @par0;

-- check
select [version] from [contracts] order by [contracts].[contract_id] offset @par0 rows fetch next @par1 rows only;

-- adoptForeignRows
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where ([contracts].[revision] = 0 or [contracts].[derived_from] is null or [contracts].[derived_from] <> [contracts].[fingerprint]) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_heads] set [clock] = case when [contracts_heads].[clock] < @par0 then @par1 when [contracts_heads].[clock] < @par2 then [contracts_heads].[clock] + 1 else [contracts_heads].[clock] end where [contracts_heads].[contract_id] = @par3;
select [clock] from [contracts_heads] where [contracts_heads].[contract_id] = @par0;
select [contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset] from [contracts_history] where (([contracts_history].[contract_id] = @par0) and ([contracts_history].[version] = @par1)) order by [contracts_history].[revision] desc offset @par2 rows fetch next @par3 rows only;
update [contracts] set [sort_key] = @par0, [release_rank] = @par1, [status] = @par2, [owner] = @par3, [domain] = @par4, [digest] = @par5, [derived_from] = @par6, [revision] = @par7, [updated_at] = @par8, [updated_by] = @par9 where (((([contracts].[contract_id] = @par10) and ([contracts].[version] = @par11))) and ([contracts].[fingerprint] = @par12) and ([contracts].[revision] = @par13));
delete from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
insert into [contracts_history] ([contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset]) values (@par0, @par1, @par2, default, @par3, @par4, @par5, @par6, @par7, @par8, @par9, @par10, @par11, @par12, @par13, @par14);
update [contracts_heads] set [clock] = case when [contracts_heads].[clock] < @par0 then @par1 when [contracts_heads].[clock] < @par2 then [contracts_heads].[clock] + 1 else [contracts_heads].[clock] end where [contracts_heads].[contract_id] = @par3;
insert into [contracts_heads] ([contract_id], [clock]) values (@par0, @par1);
update [contracts] set [sort_key] = @par0, [release_rank] = @par1, [status] = @par2, [owner] = @par3, [domain] = @par4, [digest] = @par5, [derived_from] = @par6, [revision] = @par7, [updated_at] = @par8, [updated_by] = @par9 where (((([contracts].[contract_id] = @par10) and ([contracts].[version] = @par11))) and ([contracts].[fingerprint] = @par12) and ([contracts].[revision] = @par13));
delete from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
insert into [contracts_history] ([contract_id], [version], [revision], [sequence], [occurred_at], [caller], [operation], [name], [status_before], [status_after], [fingerprint_before], [fingerprint_after], [reason], [request_id], [successor], [sunset]) values (@par0, @par1, @par2, default, @par3, @par4, @par5, @par6, @par7, @par8, @par9, @par10, @par11, @par12, @par13, @par14);
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
select [contract_id], [version], [name], [json], [fingerprint], [created_at], [digest], [derived_from], [revision] from [contracts] where ((([contracts].[revision] = 0 or [contracts].[derived_from] is null or [contracts].[derived_from] <> [contracts].[fingerprint])) and ((([contracts].[contract_id] >= @par0) and ((([contracts].[contract_id] > @par1) or ([contracts].[version] > @par2)))))) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par3 rows fetch next @par4 rows only;
update [contracts_feed] set [sequence] = [contracts_feed].[sequence] where [contracts_feed].[id] = @par0;
select [sequence] from [contracts_feed] where [contracts_feed].[id] = @par0;
select [contract_id], [version], [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[occurred_at] asc, [contracts_history].[contract_id] asc, [contracts_history].[version] asc, [contracts_history].[revision] asc offset @par0 rows fetch next @par1 rows only;
update [contracts_history] set [sequence] = @par0 where (((([contracts_history].[contract_id] = @par1) and ([contracts_history].[version] = @par2))) and ([contracts_history].[revision] = @par3));
update [contracts_history] set [sequence] = @par0 where (((([contracts_history].[contract_id] = @par1) and ([contracts_history].[version] = @par2))) and ([contracts_history].[revision] = @par3));
update [contracts_feed] set [sequence] = @par0 where [contracts_feed].[id] = @par1;
select [revision] from [contracts_history] where ([contracts_history].[sequence] is null) order by [contracts_history].[sequence] asc offset @par0 rows fetch next @par1 rows only;
