-- put
update [contracts] set [name] = @par0, [description] = @par1, [json] = @par2, [fingerprint] = @par3, [sort_key] = @par4, [release_rank] = @par5, [status] = @par6, [owner] = @par7, [domain] = @par8, [digest] = @par9, [derived_from] = @par10 where (([contracts].[contract_id] = @par11) and ([contracts].[version] = @par12));
insert into [contracts] ([contract_id], [version], [name], [description], [json], [fingerprint], [created_at], [sort_key], [release_rank], [status], [owner], [domain], [digest], [derived_from]) values (@par0, @par1, @par2, @par3, @par4, @par5, @par6, @par7, @par8, @par9, @par10, @par11, @par12, @par13);
delete from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
insert into [contracts_sources] ([contract_id], [version], [digest], [source]) values (@par0, @par1, @par2, @par3);

-- get
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));

-- latest
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from] from [contracts] where [contracts].[contract_id] = @par0 order by [contracts].[release_rank] desc, [contracts].[sort_key] desc, [contracts].[version] desc offset @par1 rows fetch next @par2 rows only;

-- source
select [digest], [source] from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));

-- listVersions
select [version], [release_rank] from [contracts] where [contracts].[contract_id] = @par0 order by [contracts].[sort_key] asc, [contracts].[version] asc;

-- listContracts, one page
select distinct [contract_id] from [contracts] order by [contracts].[contract_id] asc offset @par0 rows fetch next @par1 rows only;
select count(distinct [contract_id]) from [contracts];

-- listContracts, all
select distinct [contract_id] from [contracts] order by [contracts].[contract_id] asc offset @par0 rows fetch next @par1 rows only;
select count(distinct [contract_id]) from [contracts];

-- check
select [version] from [contracts] order by [contracts].[contract_id] offset @par0 rows fetch next @par1 rows only;

-- get, of a row that another program wrote
select [version], [json], [fingerprint], [release_rank], [status], [digest], [derived_from] from [contracts] where (([contracts].[contract_id] = @par0) and ([contracts].[version] = @par1));
update [contracts] set [sort_key] = @par0, [release_rank] = @par1, [status] = @par2, [owner] = @par3, [domain] = @par4, [digest] = @par5, [derived_from] = @par6 where (((([contracts].[contract_id] = @par7) and ([contracts].[version] = @par8))) and ([contracts].[fingerprint] = @par9));
delete from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
select [contract_id], [version], [json], [fingerprint] from [contracts] where ((((([contracts].[derived_from] is null)) or ([contracts].[derived_from] <> [contracts].[fingerprint]))) and ([contracts].[contract_id] = @par0)) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par1 rows fetch next @par2 rows only;

-- adoptForeignRows
select [contract_id], [version], [json], [fingerprint] from [contracts] where ((([contracts].[derived_from] is null)) or ([contracts].[derived_from] <> [contracts].[fingerprint])) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par0 rows fetch next @par1 rows only;
update [contracts] set [sort_key] = @par0, [release_rank] = @par1, [status] = @par2, [owner] = @par3, [domain] = @par4, [digest] = @par5, [derived_from] = @par6 where (((([contracts].[contract_id] = @par7) and ([contracts].[version] = @par8))) and ([contracts].[fingerprint] = @par9));
delete from [contracts_sources] where (([contracts_sources].[contract_id] = @par0) and ([contracts_sources].[version] = @par1));
select [contract_id], [version], [json], [fingerprint] from [contracts] where ((((([contracts].[derived_from] is null)) or ([contracts].[derived_from] <> [contracts].[fingerprint]))) and ((([contracts].[contract_id] >= @par0) and ((([contracts].[contract_id] > @par1) or ([contracts].[version] > @par2)))))) order by [contracts].[contract_id] asc, [contracts].[version] asc offset @par3 rows fetch next @par4 rows only;
