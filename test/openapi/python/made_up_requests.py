"""What schemathesis does not know of the registry."""

import schemathesis

FLAGS = {"allow_downgrade", "documents", "dry_run", "force", "include_prerelease"}


@schemathesis.deserializer("application/x-ndjson", "application/yaml")
def text(_context, response):
    """Lines and YAML are described as the text they are."""
    return response.text


@schemathesis.hook
def filter_query(_context, query):
    """A flag may also be 1, 0 or a name alone, as dc43 takes it: no such request is made up to be refused."""
    return not any(str(query[name]) in ("", "0", "1") for name in FLAGS & set(query or {}))
