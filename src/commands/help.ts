/** The answer to `--help`. */
export const help = `dc43-registry: keeps data contracts (ODCS) and their versions in a SQL database

Usage: dc43-registry [command] [options]

Commands
  serve          start the HTTP service (default)
  migrate        update the tables to the schema of this release
    --status       only list the migrations; exit 1 when some are pending
    --dry-run      only print the SQL that would run
  reindex        rebuild the search index while services go on
    --after ID     start after this contract, to resume an interrupted run
    --missing      only index what is not indexed yet
  check-config   print the effective configuration and where each value comes from
  export         write every version with its history, and every link, a line each
    --output FILE  to this file instead of standard output; goes on with what an
                   interrupted export left
    --ids IDS      only these contracts, such as "sales.*,hr.people"
    --from STORE   of this store: a DSN, or a configuration file (.toml)
  import FILE    record what an export has; FILE is - for standard input. Goes on
                 where an interrupted import ended
    --dry-run      only check the file and the store, and say what would be done
    --to STORE     into this store: a DSN, or a configuration file (.toml)
  verify OTHER   compare the store with a DSN, a configuration file (.toml) or an
                 export; exit 1 when they differ
    --ids IDS      only these contracts
    --from STORE   compare this store
    --json         print the differences as JSON
  token create   print a new token, and its entry for the configuration file
    --name NAME      what the history calls the caller
    --role ROLE      reader (default), publisher, steward or admin
    --contracts IDS  only these contracts, such as "sales.*,hr.people"; default: all
    --expires TIME   such as 2027-01-01T00:00:00Z; default: never
  openapi        print the API description (OpenAPI 3.1, YAML)

Options
  -c, --config FILE   configuration file; else $DC43_SERVICE_BACKENDS_CONFIG,
                      else ./dc43-service-backends.toml
  -h, --help          this text
  -v, --version       the version

Exit codes: 0 done, 1 a check failed, 2 an error.
`
