-- How often a version has changed, and who wrote it. revision 0 is what a row has that another program inserted, or an
-- earlier release of this service, until the change is in the history.
ALTER TABLE {{table}} ADD COLUMN revision integer DEFAULT 0 NOT NULL;
ALTER TABLE {{table}} ADD COLUMN updated_at datetime;
ALTER TABLE {{table}} ADD COLUMN created_by varchar(255);
ALTER TABLE {{table}} ADD COLUMN updated_by varchar(255);
