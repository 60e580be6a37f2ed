-- How often a version has changed, and who wrote it. revision 0 is what a row has that another program inserted, or an
-- earlier release of this service, until the change is in the history.
ALTER TABLE {{table}}
  ADD COLUMN revision integer DEFAULT 0 NOT NULL,
  ADD COLUMN updated_at datetime(6),
  ADD COLUMN created_by varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  ADD COLUMN updated_by varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
