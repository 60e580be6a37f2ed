"""Uses a client that was generated from openapi.yaml; the argument is the URL of a new registry."""

import sys

from generated.client import Client
from generated.client.api.contracts import (
    get_contract,
    get_latest,
    list_contracts,
    list_versions,
    put_status,
    put_version,
    resolve_versions,
)
from generated.client.api.history import list_version_history
from generated.client.api.links import get_linked, link_dataset
from generated.client.api.search import list_fields, search
from generated.client.models import (
    Contract,
    DatasetLinkRequest,
    DryRun,
    DryRunAction,
    ListVersionHistoryOrder,
    ListVersionsExpand,
    Problem,
    ProblemCode,
    ResolvedItems,
    ResolvedVersion,
    ResolveItem,
    ResolveItems,
    StatusChange,
    UnresolvedItem,
    VersionSummary,
)

ID = "sales.orders"
DOCUMENT = {
    "id": ID,
    "version": "1.0.0",
    "kind": "DataContract",
    "apiVersion": "v3.1.0",
    "name": "Orders",
    "status": "active",
    "description": {"usage": "One row per order"},
    "schema": [{"name": "orders", "properties": [{"name": "order_id", "logicalType": "integer"}]}],
}


def publish(client: Client) -> None:
    contract = Contract.from_dict(DOCUMENT)
    preview = put_version.sync(ID, "1.0.0", client=client, body=contract, dry_run=True)
    assert isinstance(preview, DryRun)
    assert preview.action is DryRunAction.CREATE

    published = put_version.sync_detailed(ID, "1.0.0", client=client, body=contract)
    assert published.status_code == 204
    assert published.headers["dc43-revision"] == "1"

    draft = Contract.from_dict({**DOCUMENT, "version": "1.1.0", "status": "draft"})
    assert put_version.sync_detailed(ID, "1.1.0", client=client, body=draft).status_code == 204


def read_back(client: Client) -> None:
    latest = get_latest.sync(ID, client=client)
    assert isinstance(latest, Contract)
    assert latest.version == "1.1.0"

    selected = get_latest.sync(ID, client=client, selector="^1.0", status=["active", "validated"])
    assert isinstance(selected, Contract)
    assert selected.to_dict() == DOCUMENT
    assert selected.schema[0]["name"] == "orders"

    assert list_versions.sync(ID, client=client) == ["1.0.0", "1.1.0"]
    first = list_versions.sync(ID, client=client, expand=ListVersionsExpand.SUMMARY)[0]
    assert isinstance(first, VersionSummary)
    assert first.name == "Orders"

    overview = get_contract.sync(ID, client=client)
    assert overview.versions_by_status.to_dict() == {"active": ["1.0.0"], "draft": ["1.1.0"]}


def find(client: Client) -> None:
    assert list_contracts.sync(client=client).items == [ID]

    found = search.sync(client=client, q="order", facets="status")
    assert [hit.contract_id for hit in found.items] == [ID]
    assert found.facets["status"][0].count == 1

    fields = list_fields.sync(client=client, name=["order_id"])
    assert fields.items[0].logical_type == "integer"

    items = [ResolveItem(ID, selector="^1.0", status="active"), ResolveItem("sales.refunds")]
    resolved = resolve_versions.sync(client=client, body=ResolveItems(items), documents=False)
    assert isinstance(resolved, ResolvedItems)
    one, other = resolved.items
    assert isinstance(one, ResolvedVersion)
    assert one.version == "1.0.0"
    assert isinstance(other, UnresolvedItem)
    assert other.problem.code is ProblemCode.CONTRACT_NOT_FOUND
    assert isinstance(resolve_versions.sync(client=client, body=items), list)


def change(client: Client) -> None:
    moved = put_status.sync(ID, "1.1.0", client=client, body=StatusChange("active", reason="approved"))
    assert isinstance(moved, VersionSummary)
    assert moved.status == "active"

    newest = ListVersionHistoryOrder.NEWEST
    history = list_version_history.sync(ID, "1.1.0", client=client, order=newest, limit=1)
    assert [event.reason for event in history.items] == ["approved"]

    link = DatasetLinkRequest("table:gold.orders", "2024-01-01", ID, "1.1.0")
    assert link_dataset.sync_detailed(client=client, body=link).status_code == 200
    linked = get_linked.sync("table:gold.orders", client=client, dataset_version="2024-01-01")
    assert linked.contract_version == "1.1.0"


def be_refused(client: Client) -> None:
    missing = get_latest.sync("sales.refunds", client=client)
    assert isinstance(missing, Problem)
    assert missing.code is ProblemCode.CONTRACT_NOT_FOUND

    contract = Contract.from_dict({**DOCUMENT, "version": "2.0.0", "colour": "red"})
    invalid = put_version.sync(ID, "2.0.0", client=client, body=contract)
    assert isinstance(invalid, Problem)
    assert invalid.code is ProblemCode.INVALID_DOCUMENT
    assert [fault.pointer for fault in invalid.errors] == ["/colour"]


with Client(base_url=sys.argv[1]) as registry:
    for step in (publish, read_back, find, change, be_refused):
        step(registry)
