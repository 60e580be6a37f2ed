-- How often a version has changed, and who wrote it. revision 0 is what a row has that another program inserted, or an
-- earlier release of this service, until the change is in the history.
ALTER TABLE {{table}}
  ADD COLUMN IF NOT EXISTS revision integer DEFAULT 0 NOT NULL,
  ADD COLUMN IF NOT EXISTS updated_at timestamptz,
  ADD COLUMN IF NOT EXISTS created_by varchar(255),
  ADD COLUMN IF NOT EXISTS updated_by varchar(255);
