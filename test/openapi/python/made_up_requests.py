"""What schemathesis does not know of the registry."""

import schemathesis
from schemathesis.core.parameters import ParameterLocation

FLAGS = {"allow_downgrade", "documents", "dry_run", "force", "include_prerelease"}


@schemathesis.deserializer("application/x-ndjson", "application/yaml")
def text(_context, response):
    """Lines and YAML are described as the text they are."""
    return response.text


@schemathesis.hook
def filter_query(_context, query):
    """A flag may also be 1, 0 or a name alone, as dc43 takes it: no such request is made up to be refused."""
    return not any(str(query[name]) in ("", "0", "1") for name in FLAGS & set(query or {}))


@schemathesis.hook
def filter_case(_context, case):
    """Documents in YAML are described as texts, and what is no text is one when it is written as YAML."""
    is_yaml = case.media_type == "application/yaml"
    return not (is_yaml and case.meta is not None and case.meta.is_negative_at(ParameterLocation.BODY))
