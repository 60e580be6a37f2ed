"""dc43's own client of a governance service works with the registry alone."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from dc43_service_clients.data_products import DataProductInputBinding
from dc43_service_clients.data_quality import ObservationPayload
from dc43_service_clients.governance.client.remote import RemoteGovernanceServiceClient
from dc43_service_clients.governance.models import (
    ContractReference,
    GovernancePolicy,
    GovernanceReadContext,
    GovernanceWriteContext,
)
from service_process import Service

ID = "governed.orders"
COLUMNS = {"order_id": {"odcs_type": "bigint", "backend_type": "bigint", "nullable": False}}


def document(version: str, status: str) -> dict[str, object]:
    properties = [{"name": "order_id", "physicalType": "bigint", "required": True}]
    schema = [{"name": "orders", "properties": properties}]
    return {"version": version, "kind": "DataContract", "apiVersion": "v3.1.0", "id": ID, "status": status, "schema": schema}


@pytest.fixture
def governance(guarded: Service) -> Iterator[RemoteGovernanceServiceClient]:
    for version, status in (("1.0.0", "active"), ("1.1.0", "draft")):
        path = f"/contracts/{ID}/versions/{version}"
        guarded.http.put(path, json=document(version, status)).raise_for_status()
    client = RemoteGovernanceServiceClient(base_url=guarded.base_url, token=guarded.token)
    yield client
    client.close()


def read(reference: ContractReference | None, **options: object) -> GovernanceReadContext:
    return GovernanceReadContext(contract=reference, **options)


def test_a_read_is_resolved_evaluated_and_registered(governance: RemoteGovernanceServiceClient) -> None:
    plan = governance.resolve_read_context(context=read(ContractReference(ID, version_selector="~1.0")))
    assert (plan.contract_version, plan.dataset_id, plan.contract.schema_[0].name) == ("1.0.0", ID, "orders")
    expectations = governance.describe_expectations(contract_id=ID, contract_version="1.0.0")
    assert [one["key"] for one in expectations] == ["not_null_order_id"]
    seen = ObservationPayload(metrics={"violations.not_null_order_id": 0}, schema=COLUMNS, reused=True)
    assessment = governance.evaluate_read_plan(plan=plan, validation=None, observations=lambda: seen)
    assert (assessment.status.status, assessment.validation.ok, assessment.observations_reused) == ("ok", True, True)
    governance.register_read_activity(plan=plan, assessment=assessment)


def test_a_write_that_breaks_the_contract_is_blocked_and_its_dataset_linked(
    governance: RemoteGovernanceServiceClient,
) -> None:
    context = GovernanceWriteContext(
        contract=ContractReference(ID, contract_version="1.0.0"), dataset_id="path:/gold/x", dataset_version="7"
    )
    plan = governance.resolve_write_context(context=context)
    seen = ObservationPayload(metrics={"violations.not_null_order_id": 2}, schema=COLUMNS)
    assessment = governance.evaluate_write_plan(plan=plan, validation=None, observations=lambda: seen)
    assert (assessment.status.status, assessment.validation.ok) == ("block", False)
    assert assessment.status.details["violations"] == 2
    governance.register_write_activity(plan=plan, assessment=assessment)
    linked = governance.get_linked_contract_version(dataset_id="path:/gold/x", dataset_version="7")
    assert linked == f"{ID}:1.0.0"


@pytest.mark.parametrize(
    "context",
    [
        read(ContractReference(ID), policy=GovernancePolicy(draft_on_violation=True)),
        GovernanceReadContext(input_binding=DataProductInputBinding(data_product="product", port_name="port")),
    ],
)
def test_what_only_a_service_of_dc43_can_do_says_so(
    governance: RemoteGovernanceServiceClient, context: GovernanceReadContext
) -> None:
    with pytest.raises(httpx.HTTPStatusError) as refused:
        governance.resolve_read_context(context=context)
    assert refused.value.response.status_code == 501
    assert "this registry" in refused.value.response.json()["detail"]
