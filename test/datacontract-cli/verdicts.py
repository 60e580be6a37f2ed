"""Reads documents as a JSON array of texts, and writes for each what the Data Contract CLI and pyodcs say of it.

A verdict is true, false, or null where the program has an error of its own.
"""

import json
import logging
import sys

import pyodcs
from datacontract.data_contract import DataContract

logging.disable(logging.CRITICAL)


def cli(text):
    try:
        return str(DataContract(data_contract_str=text).lint().result) == "passed"
    except Exception:
        return None


def odcs(text):
    try:
        return pyodcs.is_valid(pyodcs.parse_and_validate(text, "yaml"))
    except Exception:
        return None


answers = [{"cli": cli(text), "pyodcs": odcs(text)} for text in json.load(sys.stdin)]
print(json.dumps(answers))
