"""Reads pairs of a program and a document as JSON, and writes for each whether the program finds the document valid.

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


def verdict(program, text):
    try:
        return {"cli": cli, "pyodcs": pyodcs}[program](text)
    except Exception:
        return None


print(json.dumps([verdict(program, text) for program, text in json.load(sys.stdin)]))
