/** The answer to `--help`. */
export const help = `dc43-registry: keeps data contracts (ODCS) and their versions in a SQL
database, a folder, git, Delta Lake, Collibra or a store of your own

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
  export         write every version with its history, every test run and link, a line each
    --output FILE  to this file instead of standard output; goes on with what an
                   interrupted export left. With a slash at the end, to a folder
    --ids IDS      only these contracts, such as "sales.*,hr.people"
    --from STORE   of this store: a DSN, a configuration file (.toml), or a folder with
                   a slash at the end
  import FILE    record what an export has; FILE is - for standard input. Goes on
                 where an interrupted import ended
    --dry-run      only check the file and the store, and say what would be done
    --to STORE     into this store
  verify OTHER   compare the store with another store or an export; exit 1 when they
                 differ
    --ids IDS      only these contracts
    --from STORE   compare this store
    --json         print the differences as JSON
  token create   print a new token, and its entry for the configuration file
    --name NAME      what the history calls the caller
    --role ROLE      reader (default), reporter, publisher, steward
                     or admin
    --contracts IDS  only these contracts, such as "sales.*,hr.people"; default: all
    --expires TIME   such as 2027-01-01T00:00:00Z; default: never
  openapi        print the API description (OpenAPI 3.1, YAML)

Commands for files
  diff A B       what changed from one contract to another, each a file, a URL or - for
                 standard input; exit 1 when a change breaks somebody
    --format NAME  text (default), json or markdown; --json is --format json
    --protect WHO  exit 1 when it breaks consumers (consumer), producers (producer) or
                   any of them (full, the default)
  lint FILES…    validate files, the contracts in folders, and standard input (-), as the
                 registry does; exit 1 when one has errors
    --format NAME  table (default), json, github (annotations) or sarif; --json
    --overlay FILE a JSON Schema beside the official one
    --rule R=LEVEL the level of a rule: error, warning, info or off; may be repeated
    --fail-on LEVEL  exit 1 for findings of that level, too

Commands for a running registry
  push FILES…    publish files, and the contracts (.yaml, .yml, .json) in folders. What
                 the registry has already is not sent
    --dry-run      only say what would be done
    --ci           try all files first, and publish none when one would be refused;
                   without --yes only try
    --yes          publish in CI mode
    --reason TEXT  why, for the history
  pull IDS…      write all versions of contracts to a folder, as they were published. Goes
                 on where an interrupted pull ended
    --output DIR   the folder
    --all          all contracts
    --overwrite    also replace files that were changed since they were pulled
  status FILES…  compare files and folders with the registry; exit 1 when they differ.
                 Without files: whether the registry answers, and what it has
  promote ID VERSION STATUS
                 change the status of a version; has the options of push, and
    --successor VERSION  the version that takes its place
    --sunset TIME        when its support ends, such as 2027-01-01T00:00:00Z
  search WORDS…  find contracts
    --status, --tests, --owner, --domain, --data-product, --tag, --field, --field-type,
    --classification, --server-type, --tenant VALUE  only those; may be repeated
    --updated-after TIME, --updated-before TIME  only what was changed then
    --valid false  only versions in which a validation has found errors; true: the others
    --versions all show all versions that are found, not only the latest of a contract
    --sort ORDER   relevance, updated, name or id
    --limit N      how many to show (20)
  show ID        show a contract; with a version, or latest, its document
  history        show the last changes; of a contract with ID, of a version with
    --limit N    ID VERSION
  all of these:
    --json         print the result as JSON
    --context NAME a registry of the file of contexts; else $DC43_REGISTRY_CONTEXT,
                   else $DC43_REGISTRY_URL with $DC43_REGISTRY_TOKEN or
                   $DC43_REGISTRY_TOKEN_FILE, else the default context
    --timeout N    seconds that one request may take (60)
    --parallel N   push, pull and status: requests at a time (4)

Options
  -c, --config FILE   configuration file; else $DC43_SERVICE_BACKENDS_CONFIG,
                      else ./dc43-service-backends.toml
  -h, --help          this text
  -v, --version       the version

Exit codes: 0 done, 1 a check failed, or something was refused or differs, 2 an error.
`
