"""Contracts for the tests, and what it means that two of them are the same."""

from __future__ import annotations

import json
import random
import struct
import types
import typing
from typing import Any

import pydantic
from open_data_contract_standard.model import (
    CustomProperty,
    Description,
    OpenDataContractStandard,
    Pricing,
    SchemaObject,
    SchemaProperty,
    Server,
    ServiceLevelAgreementProperty,
)


def contract(
    contract_id: str = "sales.orders",
    version: str = "1.0.0",
    *,
    usage: str = "Orders facts",
    **members: Any,
) -> OpenDataContractStandard:
    """A small contract, complete enough for every part of dc43."""
    defaults: dict[str, Any] = {
        "kind": "DataContract",
        "apiVersion": "3.0.2",
        "name": "Orders",
        "status": "draft",
        "description": Description(usage=usage),
        "schema": [
            SchemaObject(
                name="orders",
                properties=[
                    SchemaProperty(name="order_id", physicalType="bigint", required=True),
                    SchemaProperty(name="order_ts", physicalType="string"),
                ],
            )
        ],
        "servers": [Server(server="lake", type="s3", path="lake/orders", format="delta")],
    }
    return OpenDataContractStandard(id=contract_id, version=version, **(defaults | members))


def with_values(contract_id: str, version: str = "1.0.0", **values: Any) -> OpenDataContractStandard:
    """A contract whose custom properties have these values, which dc43 keeps as they are."""
    properties = [CustomProperty(property=name, value=value) for name, value in values.items()]
    return contract(contract_id, version, apiVersion="3.1.0", customProperties=properties)


def dump(document: OpenDataContractStandard) -> dict[str, Any]:
    """The document as dc43 sends and stores it."""
    return document.model_dump(by_alias=True, exclude_none=True)


def exactly(document: object) -> str:
    """A text that is equal for two documents only if they are: members, their order, and 1 is not 1.0 or true."""
    if isinstance(document, OpenDataContractStandard):
        document = dump(document)
    return json.dumps(document)


# Every kind of value that programs tend to change on its way through them.
VALUES: dict[str, Any] = {
    "floats": [1.0, 1e16, 1e-7, 1e22, 0.1, -0.0, 25000000000.0, 5e-324, 1.7976931348623157e308, 123456.789e3],
    "integers": [0, -1, 2**53 + 1, -(2**63) - 1, 123456789012345678901234567890],
    "mixed": [1, 1.0, True, "1", "1.0", "true", "null", None],
    "nulls": {"a": None, "n": [None, 1, {"q": None}], "empty": {}, "none": []},
    "order": {"z": 1, "10": 2, "9": 3, "a": {"é": 1, "😀": 2, "\uffee": 3, "Z": 4}},
    "text": "q\" b\\ s/ \n \t \r \b \f \u0000 \u001f \u007f \u0085 \u2028 \ufeff <&> été € 😀 \ufffd",
    "yaml": ["yes", "no", "on", "~", "", " ", "0x1f", "1_000", "2024-01-01", "12:30:45", "<<", "=", "- a", "a: b", "#"],
    "keys": {"": 1, " ": 2, "__proto__": {"constructor": 3}, "toString": 4, "yes": 5, "1": 6, "null": 7},
}


def samples() -> dict[str, OpenDataContractStandard]:
    """Documents by the name of what is special about them; each has that name as part of its id."""
    documents = {
        "small": contract("small"),
        "bare": OpenDataContractStandard(id="bare", version="1.0.0"),
        "empty lists": contract("empty lists", tags=[], customProperties=[], schema=[], name=""),
        "numbers of the model": contract(
            "numbers of the model",
            apiVersion="3.1.0",
            price=Pricing(priceAmount=9.0, priceCurrency="EUR"),
            slaProperties=[
                ServiceLevelAgreementProperty(property="latency", value=value) for value in ("1", 1, 1.0, True)
            ],
        ),
        "draft": contract("draft", "1.1.0-draft-2024-01-01T00-00-00Z-orders-20260101T000000000000Z-2e89bc15", status="draft"),
        "unicode name": contract("unicode name", name="Ventes é €😀 ￮", description=Description(usage="it's", purpose="p")),
    }
    documents |= {f"values {name}": with_values(f"values {name}", value=value) for name, value in VALUES.items()}
    documents |= {f"every member {variant}": every_member(variant) for variant in range(3)}
    return documents


def every_member(variant: int) -> OpenDataContractStandard:
    """A document in which every member of the ODCS model is there, at every level.

    Where the model allows several kinds of values, the variant chooses.
    """
    members = {name: _example(field.annotation, name, variant, 0) for name, field in _fields(OpenDataContractStandard)}
    members |= {"id": f"every member {variant}", "version": "1.0.0", "kind": "DataContract", "apiVersion": "3.1.0"}
    return OpenDataContractStandard.model_validate(members)


def _fields(model: type[pydantic.BaseModel]) -> list[tuple[str, Any]]:
    return [(field.alias or name, field) for name, field in model.model_fields.items()]


def _example(annotation: Any, name: str, variant: int, depth: int) -> Any:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        choices = [choice for choice in arguments if choice is not type(None)]
        return _example(choices[variant % len(choices)], name, variant, depth)
    if origin is list:
        return [_example(arguments[0], f"{name} {at}", variant + at, depth) for at in range(2)]
    if origin is dict:
        return {f"{name} é": _example(arguments[1], name, variant, depth), "none": None}
    if annotation is Any:
        return [{"b": [None, 1.0, 1e-9], "a": None, "é": "😀", "schema": None}, f"{name} 2024-01-01", 2.50][variant % 3]
    if isinstance(annotation, type) and issubclass(annotation, pydantic.BaseModel):
        nested = {} if depth > 4 else dict(_fields(annotation))
        deeper = {"properties", "items"} if depth > 2 else set()
        return {
            key: _example(field.annotation, key, variant, depth + 1)
            for key, field in nested.items()
            if key not in deeper
        }
    return {str: f"{name} é😀 /{variant}", bool: variant % 2 == 0, int: 7 + variant, float: 7.0 + variant}[annotation]


# Code points where encodings, sort orders and escapes change.
_CHARACTERS = [chr(code) for code in (0x20, 0x22, 0x2F, 0x5C, 0x7F, 0x80, 0xE9, 0x7FF, 0x800, 0x2028, 0xD7FF, 0xE000)]
_CHARACTERS += [chr(code) for code in (0xFEFF, 0xFFFD, 0xFFEE, 0x10000, 0x1F600, 0x10FFFF, 0x30, 0x39, 0x41, 0x7A, 0x0A)]


def random_value(source: random.Random, depth: int = 0) -> Any:
    """Any value JSON has."""
    kind = source.randrange(7 if depth > 3 else 9)
    if kind == 0:
        return source.choice([None, True, False])
    if kind == 1:
        return source.choice([-1, 1]) * source.getrandbits(source.choice([4, 31, 53, 64, 100]))
    if kind in (2, 3):
        return _random_float(source)
    if kind == 4:
        return round(source.uniform(-1000, 1000), source.randrange(5))
    if kind in (5, 6):
        return _random_text(source)
    if kind == 7:
        return [random_value(source, depth + 1) for _ in range(source.randrange(5))]
    return {_random_text(source): random_value(source, depth + 1) for _ in range(source.randrange(6))}


def _random_float(source: random.Random) -> float:
    while True:
        (value,) = struct.unpack(">d", source.getrandbits(64).to_bytes(8, "big"))
        if value - value == 0:  # neither NaN nor an infinity
            return value


def _random_text(source: random.Random) -> str:
    return "".join(source.choice(_CHARACTERS) for _ in range(source.randrange(6)))
