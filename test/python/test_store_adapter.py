"""This service as the contract store of dc43's own backends: what they expect of any store, it has to do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from dc43_service_backends.contracts.backend.local import LocalContractServiceBackend
from dc43_service_backends.contracts.backend.stores.interface import ContractStore
from dc43_service_backends.contracts.backend.stores.sql import SQLContractStore
from dc43_service_backends.core.odcs import build_odcs
from dc43_service_backends.core.versioning import SemVer, version_key
from dc43_service_backends.data_quality.backend.local import LocalDataQualityServiceBackend
from dc43_service_backends.governance.backend.local import LocalGovernanceServiceBackend
from dc43_service_clients.contracts.client.remote import RemoteContractServiceClient
from dc43_service_clients.data_quality import ObservationPayload
from dc43_service_clients.governance.models import ContractReference, GovernanceReadContext, GovernanceWriteContext
from documents import contract, exactly, samples
from open_data_contract_standard.model import OpenDataContractStandard
from service_process import Service
from sqlalchemy import create_engine, text


class RegistryStore(ContractStore):
    """A dc43 contract store that keeps everything in the registry."""

    def __init__(self, client: RemoteContractServiceClient) -> None:
        self.client = client

    def put(self, contract: OpenDataContractStandard) -> None:
        self.client.put(contract)

    def get(self, contract_id: str, version: str) -> OpenDataContractStandard:
        return self.client.get(contract_id, version)

    def list_contracts(self) -> list[str]:
        return list(self.client.list_contracts()["items"])

    def list_versions(self, contract_id: str) -> list[str]:
        return list(self.client.list_versions(contract_id))

    def latest(self, contract_id: str) -> OpenDataContractStandard | None:
        return self.client.latest(contract_id)


@pytest.fixture
def store(client: RemoteContractServiceClient) -> RegistryStore:
    return RegistryStore(client)


@pytest.fixture
def backend(store: RegistryStore) -> LocalContractServiceBackend:
    return LocalContractServiceBackend(store)


class TestContractStore:
    def test_an_empty_store(self, store: RegistryStore) -> None:
        assert store.list_contracts() == []
        assert store.list_versions("test.orders") == []
        assert store.latest("test.orders") is None
        with pytest.raises(httpx.HTTPStatusError):
            store.get("test.orders", "1.0.0")

    def test_what_was_put_is_there_and_nothing_else(self, store: RegistryStore) -> None:
        store.put(contract("test.orders"))
        stored = store.get("test.orders", "1.0.0")
        assert (stored.id, stored.version, stored.description.usage) == ("test.orders", "1.0.0", "Orders facts")
        assert store.list_contracts() == ["test.orders"]
        assert store.list_versions("test.orders") == ["1.0.0"]

    def test_putting_a_version_again_replaces_it(self, store: RegistryStore) -> None:
        store.put(contract("test.orders"))
        store.put(contract("test.orders", usage="Orders facts v2"))
        assert store.get("test.orders", "1.0.0").description.usage == "Orders facts v2"
        assert store.list_versions("test.orders") == ["1.0.0"]

    def test_the_table_is_the_one_that_dc43_has(self, store: RegistryStore, empty: Service) -> None:
        document = contract("test.orders")
        store.put(document)
        engine = create_engine(f"sqlite:///{empty.database}")
        with engine.begin() as connection:
            rows = connection.execute(text("select contract_id, version, name, description, json from contracts")).all()
        engine.dispose()
        ((contract_id, version, name, description, stored),) = rows
        assert (contract_id, version, name, description) == ("test.orders", "1.0.0", "Orders", "Orders facts")
        assert exactly(json.loads(stored)) == exactly(document)

    def test_every_sample_is_stored_as_the_sql_store_of_dc43_stores_it(
        self, store: RegistryStore, empty: Service, tmp_path: Path
    ) -> None:
        theirs = create_engine(f"sqlite:///{tmp_path / 'python.db'}")
        sql_store = SQLContractStore(theirs)
        for document in samples().values():
            sql_store.put(document)
            store.put(document)
        columns = "contract_id, version, name, description, json, fingerprint"
        tables = []
        for engine in (theirs, create_engine(f"sqlite:///{empty.database}")):
            with engine.begin() as connection:
                query = text(f"select {columns} from contracts order by contract_id, version")
                tables.append([tuple(row) for row in connection.execute(query)])
            engine.dispose()
        for expected, stored in zip(*tables, strict=True):
            assert stored == expected

    def test_a_release_is_later_than_its_release_candidate(self, store: RegistryStore) -> None:
        for version in ("0.32.0.0", "0.32.0.0rc2"):
            store.put(contract(version=version))
        assert store.latest("sales.orders").version == "0.32.0.0"

    def test_versions_ascend_as_dc43_compares_them(self, store: RegistryStore) -> None:
        versions = [
            *("1.0.0", "1.0", "2.0", "10.0.0", "9.0.0", "0.32.0.0", "0.32.0.0rc2", "0.32.0.0rc10", "0.32.0.0.post1"),
            *("0.32.0.0.dev3", "0.32.0.0a1", "0.32.0.0b1", "1.1.0-draft-x", "1.1.0", "1.1.0-rc1"),
        ]
        for version in versions:
            store.put(contract(version=version))
        listed = store.list_versions("sales.orders")
        assert sorted(listed) == sorted(versions)
        keys = [version_key(version) for version in listed]
        assert keys == sorted(keys)
        assert store.latest("sales.orders").version == "10.0.0"


class TestContractBackend:
    def test_it_passes_everything_on(self, backend: LocalContractServiceBackend) -> None:
        document = build_odcs(
            contract_id="orders", version="1.0.0", kind="DatasetContract", api_version="3.0.2"
        )
        backend.put(document)
        listing = backend.list_contracts()
        assert (list(listing.items), listing.total) == (["orders"], 1)
        assert backend.get("orders", "1.0.0") == document
        assert backend.latest("orders") == document
        assert backend.list_versions("orders") == ["1.0.0"]

    def test_linking_leaves_the_contract_where_it_is(self, backend: LocalContractServiceBackend) -> None:
        backend.put(contract("orders"))
        backend.link_dataset_contract(
            dataset_id="table.orders", dataset_version="current", contract_id="orders", contract_version="1.0.0"
        )
        assert backend.get("orders", "1.0.0").contract_id == "orders"
        assert exactly(backend.get("orders", "1.0.0")) == exactly(contract("orders"))
        assert backend.get_linked_contract_version(dataset_id="table.orders") is None

    def test_it_pages(self, backend: LocalContractServiceBackend) -> None:
        ids = sorted(f"orders {n}" for n in range(5))
        for contract_id in reversed(ids):
            backend.put(contract(contract_id))
        listing = backend.list_contracts(limit=2, offset=1)
        assert (list(listing.items), listing.total, listing.limit, listing.offset) == (ids[1:3], 5, 2, 1)


@pytest.fixture(params=["through the adapter", "through the client"])
def governance(request: pytest.FixtureRequest, empty: Service) -> Iterator[LocalGovernanceServiceBackend]:
    """dc43's governance service with this registry behind it, in the two ways that can be wired."""
    store = RegistryStore(empty.client)
    through_adapter = request.param == "through the adapter"
    yield LocalGovernanceServiceBackend(
        contract_client=LocalContractServiceBackend(store) if through_adapter else empty.client,
        dq_client=LocalDataQualityServiceBackend(),
        draft_store=store,
    )


class TestGovernance:
    """What a Spark job causes: dc43's governance reads, links and drafts contracts."""

    def test_contracts_are_resolved(
        self, governance: LocalGovernanceServiceBackend, client: RemoteContractServiceClient
    ) -> None:
        for version in ("1.0.0", "1.2.0", "1.3.0-draft-x"):
            client.put(contract(version=version))
        assert governance.get_contract(contract_id="sales.orders", contract_version="1.0.0").version == "1.0.0"
        assert governance.latest_contract(contract_id="sales.orders").version == "1.2.0"
        assert list(governance.list_contract_versions(contract_id="sales.orders"))[:2] == ["1.0.0", "1.2.0"]
        for selector, expected in (("==1.0.0", "1.0.0"), ("latest", "1.2.0")):
            reference = ContractReference(contract_id="sales.orders", version_selector=selector)
            plan = governance.resolve_read_context(context=GovernanceReadContext(contract=reference))
            assert plan.contract_version == expected

    def test_a_write_links_its_dataset(
        self, governance: LocalGovernanceServiceBackend, client: RemoteContractServiceClient
    ) -> None:
        client.put(contract())
        reference = ContractReference(contract_id="sales.orders", contract_version="1.0.0")
        plan = governance.resolve_write_context(
            context=GovernanceWriteContext(contract=reference, dataset_id="table:gold.orders", dataset_version="7")
        )
        assessment = governance.evaluate_write_plan(plan=plan, validation=None, observations=observations)
        governance.register_write_activity(plan=plan, assessment=assessment)
        linked = governance.get_linked_contract_version(dataset_id="table:gold.orders", dataset_version="7")
        # the service knows the version, dc43's own store of links the contract and the version
        assert linked.rpartition(":")[2] == "1.0.0"
        assert exactly(client.get("sales.orders", "1.0.0")) == exactly(contract())

    def test_a_violation_leaves_a_draft_and_the_latest_release_as_it_is(
        self, governance: LocalGovernanceServiceBackend, client: RemoteContractServiceClient
    ) -> None:
        client.put(contract())
        assessment = governance.evaluate_dataset(
            contract_id="sales.orders",
            contract_version="1.0.0",
            dataset_id="table:catalog.schema.orders",
            dataset_version="2024-01-01T00:00:00Z",
            validation=None,
            observations=observations,
            pipeline_context={"pipeline": "etl-orders-daily-job"},
            draft_on_violation=True,
        )
        draft = assessment.draft
        assert draft is not None
        assert draft.version.startswith("1.1.0-draft-")
        assert len(draft.version) > 64
        assert SemVer.parse(draft.version).prerelease
        assert client.list_versions("sales.orders") == ["1.0.0", draft.version]
        stored = client.get("sales.orders", draft.version)
        assert exactly(stored) == exactly(draft)
        assert stored.status == "draft"
        assert client.latest("sales.orders").version == "1.0.0"


def observations() -> ObservationPayload:
    """A dataset whose required column has a missing value and another type."""
    return ObservationPayload(
        metrics={"row_count": 10, "violations.not_null_order_id": 3},
        schema={
            "order_id": {"odcs_type": "string", "nullable": True},
            "order_ts": {"odcs_type": "string", "nullable": True},
        },
    )
