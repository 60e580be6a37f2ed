"""What a governance service knows of datasets is told as dc43's own service tells it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import httpx
import pytest
from dc43_service_backends.contracts.backend.local import LocalContractServiceBackend
from dc43_service_backends.contracts.backend.stores.sql import SQLContractStore
from dc43_service_backends.data_products import LocalDataProductServiceBackend
from dc43_service_backends.data_quality import LocalDataQualityServiceBackend
from dc43_service_backends.governance.backend.local import LocalGovernanceServiceBackend
from dc43_service_backends.server import build_app
from dc43_service_clients.data_quality import ObservationPayload
from dc43_service_clients.governance.client.remote import RemoteGovernanceServiceClient
from dc43_service_clients.governance.models import ContractReference, GovernanceReadContext, GovernanceWriteContext
from fastapi.testclient import TestClient
from open_data_contract_standard.model import OpenDataContractStandard
from service_process import Service
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

ID = "known.orders"
DATASET = "table:gold.orders"
COLUMNS = {"order_id": {"odcs_type": "bigint", "backend_type": "bigint", "nullable": False}}
DOCUMENT = {
    **{"version": "1.0.0", "kind": "DataContract", "apiVersion": "3.1.0", "id": ID, "status": "active"},
    "schema": [{"name": "orders", "properties": [{"name": "order_id", "physicalType": "bigint", "required": True}]}],
}


@pytest.fixture
def theirs() -> httpx.Client:
    """dc43's own service, which keeps what it knows in memory."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    store = SQLContractStore(engine)
    store.put(OpenDataContractStandard.model_validate(DOCUMENT))
    contracts = LocalContractServiceBackend(store)
    quality = LocalDataQualityServiceBackend()
    governance = LocalGovernanceServiceBackend(contract_client=contracts, dq_client=quality)
    return TestClient(
        build_app(
            contract_backend=contracts,
            dq_backend=quality,
            governance_backend=governance,
            data_product_backend=LocalDataProductServiceBackend(),
        )
    )


@pytest.fixture
def ours(guarded: Service) -> Iterator[httpx.Client]:
    guarded.http.put(f"/contracts/{ID}/versions/1.0.0", json=DOCUMENT).raise_for_status()
    yield guarded.http


def use(http: httpx.Client) -> None:
    """What jobs do: one writes two versions, the second with a fault, and one reads the first."""
    governance = RemoteGovernanceServiceClient(base_url="", client=http)
    reference = ContractReference(ID, contract_version="1.0.0")
    for version, nulls in (("1", 0), ("2", 3)):
        plan = governance.resolve_write_context(
            context=GovernanceWriteContext(
                contract=reference, dataset_id=DATASET, dataset_version=version, pipeline_context={"pipeline": "nightly"}
            )
        )
        metrics = {"row_count": 10, "violations.not_null_order_id": nulls, "share": 0.5, "text": "x", "none": None}
        seen = ObservationPayload(metrics=metrics, schema=COLUMNS)
        assessment = governance.evaluate_write_plan(plan=plan, validation=None, observations=lambda: seen)
        governance.register_write_activity(plan=plan, assessment=assessment)
    context = GovernanceReadContext(contract=reference, dataset_id=DATASET, dataset_version="3")
    plan = governance.resolve_read_context(context=context)
    seen = ObservationPayload(metrics={"violations.not_null_order_id": 0}, schema=COLUMNS, reused=True)
    assessment = governance.evaluate_read_plan(plan=plan, validation=None, observations=lambda: seen)
    governance.register_read_activity(plan=plan, assessment=assessment)


PATHS = [
    f"/governance/status?contract_id={ID}&contract_version=1.0.0&dataset_id={DATASET}&dataset_version=1",
    f"/governance/status?contract_id={ID}&contract_version=1.0.0&dataset_id={DATASET}&dataset_version=2",
    f"/governance/status-matrix?dataset_id={DATASET}",
    "/governance/status-matrix?dataset_id=other",
    "/governance/datasets",
    f"/governance/activity?dataset_id={DATASET}",
    f"/governance/activity?dataset_id={DATASET}&dataset_version=2&include_status=true",
    "/governance/activity?dataset_id=other",
    f"/governance/metrics?dataset_id={DATASET}",
    f"/governance/metrics?dataset_id={DATASET}&dataset_version=2&contract_id={ID}&contract_version=1.0.0",
    f"/governance/metrics?dataset_id={DATASET}&contract_version=9.9.9",
    f"/governance/linked?dataset_id={DATASET}&dataset_version=2",
    f"/governance/linked?dataset_id={DATASET}",
]


def shown(http: httpx.Client, path: str) -> str:
    """An answer without times, and without what each service says about a fault in its own words."""
    answer = http.get(path)
    assert answer.status_code == 200, answer.text
    # a whole number may be written as a float
    known = answer.json(parse_int=float)
    text = re.sub(r'"\d{4}-\d\d-\d\dT[^"]*Z"', '"a time"', json.dumps(known, indent=1))
    return re.sub(r'(\[|"(?:dq_)?reason":)\s*"[^"]+"', r'\1 "a fault"', text)


def test_answers_are_those_of_dc43(ours: httpx.Client, theirs: httpx.Client) -> None:
    for http in (ours, theirs):
        use(http)
    for path in PATHS:
        assert shown(ours, path) == shown(theirs, path), path
