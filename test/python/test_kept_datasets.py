"""dc43's own governance service keeps its datasets with a registry as it does in its own stores."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from dc43_service_backends.bootstrap import build_backends
from dc43_service_backends.config import load_config
from dc43_service_backends.governance.backend.stores.http import HttpGovernanceStore
from dc43_service_backends.governance.backend.stores.interface import GovernanceStore
from dc43_service_backends.governance.backend.stores.memory import InMemoryGovernanceStore
from dc43_service_backends.web import build_local_app
from dc43_service_clients.data_quality import ObservationPayload, ValidationResult
from dc43_service_clients.governance.client.remote import RemoteGovernanceServiceClient
from dc43_service_clients.governance.models import ContractReference, GovernanceReadContext, GovernanceWriteContext
from fastapi.testclient import TestClient
from open_data_contract_standard.model import OpenDataContractStandard
from service_process import Service

TOKEN = "super-secret"
ID = "kept.orders"
DATASETS = ["table:gold.orders", "path:/gold/ü x/orders"]
COLUMNS = {"order_id": {"odcs_type": "bigint", "backend_type": "bigint", "nullable": False}}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def registry(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """An empty registry, on each kind of database that there is."""
    directory = tmp_path_factory.mktemp(request.param)
    dsn = os.environ.get("DC43_TEST_POSTGRES_DATABASE") if request.param == "postgresql" else None
    if request.param == "postgresql" and dsn is None:
        pytest.skip("DC43_TEST_POSTGRES_DATABASE names no database")
    service = Service(directory, directory / "contracts.db", token=TOKEN, dsn=dsn)
    yield service
    service.stop()


def backend(directory: Path, governance_store: str) -> httpx.Client:
    """dc43's service with contracts in files of its own, by a configuration file as its users write it."""
    path = directory / "backends.toml"
    contracts = directory / "contracts"
    path.write_text(
        f'[contract_store]\ntype = "filesystem"\nroot = "{contracts}"\n'
        f'[data_product_store]\ntype = "memory"\n[governance_store]\n{governance_store}\n'
    )
    suite = build_backends(load_config(path))
    for version in ("1.0.0", "1.1.0"):
        suite.contract_store.put(contract(version))
    return TestClient(
        build_local_app(
            suite.contract_store,
            contract_backend=suite.contract,
            data_product_backend=suite.data_product,
            dq_backend=suite.data_quality,
            governance_backend=suite.governance,
            governance_store=suite.governance_store,
        )
    )


def contract(version: str) -> OpenDataContractStandard:
    properties = [{"name": "order_id", "physicalType": "bigint", "required": True}]
    document = {"version": version, "kind": "DataContract", "apiVersion": "3.1.0", "id": ID, "status": "active"}
    return OpenDataContractStandard.model_validate(
        document | {"schema": [{"name": "orders", "properties": properties}]}
    )


def use(http: httpx.Client) -> None:
    """What jobs do: they write versions, some twice and with faults, read them, and link what they have."""
    governance = RemoteGovernanceServiceClient(base_url="", client=http)
    for dataset in DATASETS:
        for version, by, nulls in (("1", "1.0.0", 0), ("2", "1.0.0", 3), ("2", "1.1.0", 0), ("2", "1.1.0", 0)):
            context = GovernanceWriteContext(
                contract=ContractReference(ID, contract_version=by),
                dataset_id=dataset,
                dataset_version=version,
                pipeline_context={"pipeline": "nightly", "scale": 1.0, "é": [None, {"deep": 1e-7}]},
            )
            plan = governance.resolve_write_context(context=context)
            metrics = {"row_count": 10, "violations.not_null_order_id": nulls, "share": 1.0, "big": 2**60 + 1}
            metrics |= {"text": "ü", "none": None, "nested": {"a": [1.0, "é"]}, "small": 1e-7, "true": True}
            seen = ObservationPayload(metrics=metrics, schema=COLUMNS)
            assessment = governance.evaluate_write_plan(plan=plan, validation=None, observations=lambda: seen)
            governance.register_write_activity(plan=plan, assessment=assessment)
        context = GovernanceReadContext(
            contract=ContractReference(ID, contract_version="1.1.0"), dataset_id=dataset, dataset_version="2"
        )
        plan = governance.resolve_read_context(context=context)
        seen = ObservationPayload(metrics={"violations.not_null_order_id": 1}, schema=COLUMNS, reused=True)
        assessment = governance.evaluate_read_plan(plan=plan, validation=None, observations=lambda: seen)
        governance.register_read_activity(plan=plan, assessment=assessment)
        governance.link_dataset_contract(
            dataset_id=dataset, dataset_version="9", contract_id=ID, contract_version="1.0.0"
        )


def asked() -> Iterator[tuple[str, dict[str, str]]]:
    yield "/governance/datasets", {}
    yield "/governance/dataset-records", {}
    yield "/governance/activity", {"dataset_id": "other"}
    for dataset in DATASETS:
        of = {"dataset_id": dataset}
        yield "/governance/activity", of
        yield "/governance/status-matrix", of
        yield "/governance/dataset-records", of
        for version in ("1", "2", "9", "10"):
            yield "/governance/activity", of | {"dataset_version": version, "include_status": "true"}
        for version in ("1", "2", "9"):
            yield "/governance/linked", of | {"dataset_version": version}
        yield "/governance/metrics", of | {"dataset_version": "1"}
        for version, by in (("1", "1.0.0"), ("2", "1.1.0")):
            by_contract = {"contract_id": ID, "contract_version": by, "dataset_version": version}
            yield "/governance/status", of | by_contract


def shown(http: httpx.Client, path: str, params: dict[str, str]) -> str:
    """The answer but for times. Numbers are as they are written."""
    answer = http.get(path, params=params)
    assert answer.status_code == 200, answer.text
    text = json.dumps(without_parts(answer.json()), indent=1, ensure_ascii=False)
    return re.sub(r'"\d{4}-\d\d-\d\dT[^"]*Z"', '"a time"', text)


def without_parts(value: object) -> object:
    """dc43's HTTP store, as its SQL store, makes a status of its details, which have its parts as well."""
    if isinstance(value, list):
        return [without_parts(one) for one in value]
    if not isinstance(value, dict):
        return value
    names = {"ok", "status", "reason", "details"} if value.keys() >= {"ok", "details"} else value.keys()
    return {name: without_parts(one) for name, one in value.items() if name in names}


def test_a_service_answers_as_one_that_keeps_its_datasets_itself(registry: Service, tmp_path: Path) -> None:
    stores = {
        "memory": 'type = "memory"',
        "http": f'type = "http"\nbase_url = "{registry.base_url}"\ntoken = "{TOKEN}"',
    }
    services = {}
    for name, store in stores.items():
        directory = tmp_path / name
        directory.mkdir()
        services[name] = backend(directory, store)
        use(services[name])
    for path, params in asked():
        answers = {name: shown(http, path, params) for name, http in services.items()}
        assert answers["http"] == answers["memory"], (path, params)
    # five runs were evaluated for each dataset; what replaces a status is no run of its own, and activity is none at all
    runs = registry.http.get("/api/test-results").json()
    kept = [(run["dataset"]["id"], run["dataset"]["version"], run["version"]) for run in runs_of(registry)]
    assert len(runs) == len(kept) == 6
    assert set(kept) == {(one, *by) for one in DATASETS for by in (("1", "1.0.0"), ("2", "1.0.0"), ("2", "1.1.0"))}


def runs_of(registry: Service) -> list[dict[str, object]]:
    names = [run["id"] for run in registry.http.get("/api/test-results").json()]
    return [registry.http.get(f"/test-runs/{name}").json() for name in names]


def use_store(store: GovernanceStore, dataset: str) -> list[object]:
    """What no job does, but a service of dc43 may."""
    subject = {"contract_id": "nowhere.known", "contract_version": "7", "dataset_id": dataset, "dataset_version": "v/1"}
    status = ValidationResult(
        status="warn", reason="ü\n", details={"list": [1.0, 2, None], "empty": {}}, metrics={"m": 1.50}
    )
    found: list[object] = [store.load_status(**subject)]
    store.save_status(**subject, status=status)
    store.save_status(**subject, status=status)
    loaded = store.load_status(**subject)
    found += [(loaded.status, loaded.reason, loaded.ok, json.dumps(loaded.details, sort_keys=True))]
    event = {"operation": "write", "contract_id": "nowhere.known", "contract_version": "7", "x": 1.0}
    for second in ("01", "02"):
        timed = event | {"recorded_at": f"2024-01-01T00:00:{second}Z"}
        store.record_pipeline_event(**subject, event=timed, lineage_event={"eventType": second, "n": 1.0})
    of = {"dataset_id": dataset, "dataset_version": "v/1"}
    found += [store.load_pipeline_activity(**of), store.load_pipeline_activity(dataset_id=dataset)]
    found += [store.get_linked_contract_version(**of)]
    store.link_dataset_contract(**subject)
    found += [store.get_linked_contract_version(**of), store.get_linked_contract_version(dataset_id=dataset)]
    found += [dataset in store.list_datasets()]
    found += [[one["metric_key"], one["metric_value"]] for one in store.load_metrics(**of)][:1]
    store.save_status(**subject, status=None)
    return [*found, store.load_status(**subject)]


@pytest.mark.parametrize("dataset", ["d", "path:/a/b c", "s3://bucket/ü/"])
def test_the_store_itself_gives_back_what_was_put_in(registry: Service, dataset: str) -> None:
    theirs = use_store(InMemoryGovernanceStore(), dataset)
    ours = use_store(HttpGovernanceStore(registry.base_url, token=TOKEN), dataset)
    assert json.dumps(ours, ensure_ascii=False) == json.dumps(theirs, ensure_ascii=False)
