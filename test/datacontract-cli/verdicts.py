"""Reads pairs of a program and what it is asked about as JSON, and writes for each what the program says.

Of a document that is whether it is valid; of two documents, which `pyodcs-diff` is given, the worst kind of their changes.
A verdict is null where the program has an error of its own.
"""

import json
import logging
import sys

logging.disable(logging.CRITICAL)


def cli(text):
    from datacontract.data_contract import DataContract

    return DataContract(data_contract_str=text).lint().result == "passed"


def pyodcs(text):
    import pyodcs

    return pyodcs.is_valid(pyodcs.parse_and_validate(text, "yaml"))


def pyodcs_diff(texts):
    import pyodcs

    before, after = (pyodcs.parse(text, "json")["contract"] for text in json.loads(texts))
    kinds = {change["kind"].lower() for change in pyodcs.diff(before, after)["changes"]}
    return next((kind for kind in ("breaking", "additive") if kind in kinds), "unchanged")


def verdict(program, asked):
    try:
        return {"cli": cli, "pyodcs": pyodcs, "pyodcs-diff": pyodcs_diff}[program](asked)
    except Exception:
        return None


print(json.dumps([verdict(program, asked) for program, asked in json.load(sys.stdin)]))
