"""dc43's own adapter for Collibra at a server: what it reads, writes and makes active, as JSON on one line."""

from __future__ import annotations

import json
import sys

import httpx
from dc43_service_backends.contracts.backend.stores.collibra import (
    CollibraContractStore,
    HttpCollibraContractAdapter,
)
from open_data_contract_standard.model import OpenDataContractStandard

url, token = sys.argv[1:]
catalog = {"theirs": ("Sales", "Orders"), "ours": ("Sales", "Other")}


def contract(contract_id: str, version: str, status: str) -> OpenDataContractStandard:
    return OpenDataContractStandard(
        id=contract_id, version=version, status=status, kind="DataContract", apiVersion="3.0.2", name="It's é"
    )


with HttpCollibraContractAdapter(url, token=token, contract_catalog=catalog) as adapter:
    store = CollibraContractStore(adapter)
    validated = CollibraContractStore(adapter, status_filter="Validated")
    seen = [(one.version, one.status) for one in adapter.list_versions("ours")]
    latest = validated.latest("ours")
    store.put(contract("theirs", "1.0.0", "active"))
    store.put(contract("theirs", "1.1.0", "draft"))
    store.put(contract("ours", "3.0.0", "draft"))
    adapter.update_status("theirs", "1.1.0", "Validated")
    try:
        store.put(contract("theirs", "1.1.0", "draft"))
        again = None
    except httpx.HTTPStatusError as error:
        again = error.response.status_code
    print(
        json.dumps(
            {
                "seen": seen,
                "latest": latest and [latest.version, latest.name],
                "theirs": store.list_versions("theirs"),
                "active": [one.version for one in adapter.list_versions("theirs") if one.status == "Validated"],
                "again": again,
            }
        )
    )
