"""Compares two SQLite files of the registry, row by row, without any code of the registry.

Usage: compare_stores.py FIRST SECOND. Prints each row that only one of them has; exit code 1 when there is one.
"""

import sqlite3
import sys

# what contracts are, and what happened to them; the rest is made of it: locks, the feed and the search index
TABLES = ["contracts", "contracts_sources", "contracts_revisions", "contracts_history", "contracts_links"]


def rows(file: str, table: str) -> set[tuple]:
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    # stored texts may be no UTF-8 that Python knows, so they are compared as bytes
    connection.text_factory = bytes
    try:
        cursor = connection.execute(f"select * from {table}")
        names = [column[0] for column in cursor.description]
        found = [dict(zip(names, row)) for row in cursor]
        return {tuple((name, plain(name, value)) for name, value in row.items()) for row in found if is_kept(row)}
    finally:
        connection.close()


def is_kept(row: dict) -> bool:
    """A revision without a digest only says that nobody has its document; a store that saw it replaced has no row."""
    return row.get("digest") != b"" or row.get("json") != b""


def plain(name: str, value: object) -> object:
    """Whoever inserted the row by hand wrote its time without the fraction of the second."""
    if name.endswith("_at") and isinstance(value, bytes) and b"." not in value:
        return value + b".000000"
    return value


def main(first: str, second: str) -> int:
    different = 0
    for table in TABLES:
        one, other = rows(first, table), rows(second, table)
        for name, only in ((first, one - other), (second, other - one)):
            different += len(only)
            for row in sorted(only, key=repr):
                print(f"only in {name}, {table}: {dict(row)}")
        print(f"{table}: {len(one)} and {len(other)} rows")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
