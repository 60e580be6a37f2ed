-- How often a version has changed, and who wrote it. revision 0 is what a row has that another program inserted, or an
-- earlier release of this service, until the change is in the history.
ALTER TABLE {{table}} ADD revision integer DEFAULT 0 NOT NULL;
ALTER TABLE {{table}} ADD updated_at datetimeoffset NULL;
ALTER TABLE {{table}} ADD created_by nvarchar(255) NULL;
ALTER TABLE {{table}} ADD updated_by nvarchar(255) NULL;
