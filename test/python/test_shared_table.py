"""One table, two programs: dc43's own SQL store in Python and this service, before, after and beside each other."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
import pytest
import yaml
from dc43_service_backends.contracts.backend.stores._sql_common import prepare_contract_row
from dc43_service_backends.contracts.backend.stores.sql import SQLContractStore
from dc43_service_backends.core.odcs import fingerprint
from dc43_service_clients.contracts.client.remote import RemoteContractServiceClient
from documents import VALUES, contract, dump, exactly, random_value, samples, with_values
from open_data_contract_standard.model import OpenDataContractStandard
from service_process import PATIENCE_SECONDS, Service
from sqlalchemy import Column, DateTime, MetaData, String, Table, Text, delete, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

Connect = Callable[[], Engine]
OpenStore = Callable[[], SQLContractStore]
Start = Callable[..., Service]

# the table as dc43's documentation has it, for reading columns that its store never reads
CONTRACTS = Table(
    "contracts",
    MetaData(),
    Column("contract_id", String(255), primary_key=True),
    Column("version", String(64), primary_key=True),
    Column("name", String(255)),
    Column("description", Text),
    Column("json", Text),
    Column("fingerprint", String(64)),
    Column("created_at", DateTime(timezone=True)),
)

DRAFT = "1.3.0-draft-2024-01-01T00-00-00Z-table-catalog-schema-orders-etl-20261120T151610602860Z-2e89bc15"

# versions in the order they have, and which of them is the latest
HISTORIES: dict[str, tuple[list[str], str]] = {
    "released": (["0.9.0", "1.0.0", "1.2.0", "9.0.0", "10.0.0"], "10.0.0"),
    "with a draft": (["1.0.0", "1.2.0", DRAFT], "1.2.0"),
    "with candidates": (["2.0.0-alpha", "2.0.0-rc.1", "2.0.0-rc.2", "2.0.0-rc.10", "2.0.0", "2.1.0-rc.1"], "2.0.0"),
    "candidates only": (["1.0.0-draft-x", "1.0.0-rc.9", "1.0.0-rc.10"], "1.0.0-rc.10"),
    "four numbers": (["0.32.0.0.dev1", "0.32.0.0rc2", "0.32.0.0", "0.32.0.0.post1"], "0.32.0.0.post1"),
    "no versions at all": (["apple", "banana"], "banana"),
    "mixed": (["banana", "1.0.0", "2.0", "2.0.1-SNAPSHOT", "2.0.1"], "2.0.1"),
}


def row(engine: Engine, contract_id: str, version: str = "1.0.0") -> Any:
    with engine.begin() as connection:
        of_version = (CONTRACTS.c.contract_id == contract_id) & (CONTRACTS.c.version == version)
        return connection.execute(select(CONTRACTS).where(of_version)).one()


def path_of(document: OpenDataContractStandard) -> str:
    return f"/contracts/{document.id}/versions/{document.version}"


def row_of(document: OpenDataContractStandard) -> dict[str, Any]:
    """The columns that dc43 writes."""
    return prepare_contract_row(document)[2]


def assert_served(service: Service, document: OpenDataContractStandard) -> httpx.Response:
    """The service answers with exactly this document, and with the fingerprint Python computes of it."""
    answer = service.http.get(path_of(document))
    assert answer.status_code == 200, answer.text
    assert exactly(answer.json()) == exactly(document)
    assert exactly(service.client.get(document.id, document.version)) == exactly(document)
    assert answer.headers["dc43-fingerprint"] == fingerprint(document)
    return answer


class TestTableThatPythonMade:
    """An existing installation of dc43 is taken over: its file is opened by the service."""

    def test_every_document_is_served_as_python_stored_it(
        self, python_store: OpenStore, start: Start, connect: Connect
    ) -> None:
        store = python_store()
        documents = list(samples().values())
        for document in documents:
            store.put(document)
        service = start()
        engine = connect()
        for document in documents:
            stored = store.get(document.id, document.version)
            answer = assert_served(service, stored)
            columns = row(engine, document.id, document.version)
            assert answer.headers["dc43-fingerprint"] == columns.fingerprint
            assert answer.text == columns.json
            assert unquote(answer.headers.get("dc43-contract-status", "")) == (stored.status or "")
        assert service.client.list_contracts()["items"] == sorted(document.id for document in documents)

    @pytest.mark.parametrize("history", HISTORIES)
    def test_versions_have_their_order_and_their_latest(
        self, python_store: OpenStore, start: Start, history: str
    ) -> None:
        versions, latest = HISTORIES[history]
        store = python_store()
        documents = [contract(version=version, usage=f"facts of {version}") for version in versions]
        random.Random(history).shuffle(documents)
        for document in documents:
            store.put(document)
        service = start()
        # first what is answered before the service has had a look at the rows, then what is afterwards
        for _ in range(3):
            assert service.client.latest("sales.orders").description.usage == f"facts of {latest}"
            assert service.client.list_versions("sales.orders") == versions
            time.sleep(0.2)
        for document in documents:
            assert_served(service, document)

    def test_python_goes_on_with_its_table(self, python_store: OpenStore, start: Start) -> None:
        before = python_store()
        before.put(contract())
        service = start()
        before.put(contract(version="1.1.0"))
        after = python_store()
        after.put(contract(version="1.2.0"))
        service.client.put(contract(version="1.3.0"))
        versions = ["1.0.0", "1.1.0", "1.2.0", "1.3.0"]
        for store in (before, after):
            assert store.list_versions("sales.orders") == versions
            assert [exactly(store.get("sales.orders", version)) for version in versions] == [
                exactly(contract(version=version)) for version in versions
            ]
        assert service.client.list_versions("sales.orders") == versions

    def test_the_service_may_come_and_go(self, python_store: OpenStore, start: Start) -> None:
        store = python_store()
        for n in range(3):
            store.put(contract(version=f"1.{n}.0"))
            service = start()
            service.client.put(contract(version=f"2.{n}.0"))
            service.stop()
        service = start()
        assert service.client.list_versions("sales.orders") == ["1.0.0", "1.1.0", "1.2.0", "2.0.0", "2.1.0", "2.2.0"]

    def test_a_table_of_another_name(self, connect: Connect, start: Start) -> None:
        store = SQLContractStore(connect(), table_name="governance_contracts")
        store.put(contract())
        service = start(table="governance_contracts")
        assert_served(service, contract())
        service.client.put(contract(version="1.1.0"))
        assert store.list_versions("sales.orders") == ["1.0.0", "1.1.0"]

    def test_ids_that_no_url_had_a_place_for(self, python_store: OpenStore, start: Start) -> None:
        store = python_store()
        ids = ["a#b", "a/b", "a?b"]
        for contract_id in ids:
            store.put(contract(contract_id))
        service = start()
        assert service.client.list_contracts()["items"] == ids
        for contract_id, encoded in zip(ids, ("a%23b", "a%2Fb", "a%3Fb"), strict=True):
            assert exactly(service.http.get(f"/contracts/{encoded}/latest").json()) == exactly(contract(contract_id))

    def test_a_draft_with_a_name_beyond_the_limit_is_listed_and_hinders_nobody(
        self, python_store: OpenStore, start: Start
    ) -> None:
        # dc43 names drafts after their dataset and pipeline, and SQLite takes any length
        store = python_store()
        version = f"1.1.0-draft-2024-01-01T00-00-00Z-{'path-mnt-lake-gold-orders-' * 4}20260101T000000000000Z-2e89bc15"
        draft = contract(version=version, status="proposed")
        store.put(contract())
        store.put(draft)
        service = start()
        assert service.client.list_versions("sales.orders") == ["1.0.0", version]
        assert exactly(service.client.latest("sales.orders")) == exactly(contract())
        newest = service.http.get("/contracts/sales.orders/latest", params={"status": "proposed"})
        assert exactly(newest.json()) == exactly(draft)
        by_name = service.http.get(path_of(draft))
        assert by_name.status_code == 400
        assert "it has 168 characters; at most 128 are allowed" in by_name.json()["detail"]

    def test_a_version_that_is_blank_is_not_the_latest(self, python_store: OpenStore, start: Start) -> None:
        store = python_store()
        for version in ("", "1.0.0"):
            store.put(contract(version=version))
        service = start()
        assert service.client.latest("sales.orders").version == "1.0.0"


class TestTableOfTheService:
    """Python opens the file that the running service made, and both go on."""

    @pytest.fixture
    def store(self, service: Service, python_store: OpenStore) -> SQLContractStore:
        assert service.running
        return python_store()

    def test_python_reads_what_the_service_stored(self, service: Service, store: SQLContractStore) -> None:
        documents = samples().values()
        for document in documents:
            service.client.put(document)
            assert exactly(store.get(document.id, document.version)) == exactly(document)
            assert store.list_versions(document.id) == [document.version]
        assert store.list_contracts() == sorted(document.id for document in documents)

    def test_python_overwrites_a_version(self, service: Service, store: SQLContractStore) -> None:
        service.client.put(contract(usage="the service's"))
        before = service.http.get(path_of(contract()))
        latest_before = service.http.get("/contracts/sales.orders/latest")
        store.put(contract(usage="Python's", status="draft"))
        expected = contract(usage="Python's", status="draft")
        for path, old in ((path_of(expected), before), ("/contracts/sales.orders/latest", latest_before)):
            answer = service.http.get(path, headers={"If-None-Match": old.headers["etag"]})
            assert answer.status_code == 200
            assert exactly(answer.json()) == exactly(expected)
            assert answer.headers["etag"] != old.headers["etag"]
            assert answer.headers["dc43-fingerprint"] == fingerprint(expected)
            assert answer.headers["dc43-contract-status"] == "draft"
            unchanged = service.http.get(path, headers={"If-None-Match": answer.headers["etag"]})
            assert unchanged.status_code == 304
        assert_served(service, expected)
        assert service.client.list_versions("sales.orders") == ["1.0.0"]

    def test_each_overwriting_is_seen_at_once(self, service: Service, store: SQLContractStore) -> None:
        etags = set()
        for n in range(40):
            document = contract(usage=f"round {n}")
            (store if n % 2 else service.client).put(document)
            etags.add(assert_served(service, document).headers["etag"])
            assert exactly(service.client.latest("sales.orders")) == exactly(document)
            assert exactly(store.get("sales.orders", "1.0.0")) == exactly(document)
        assert len(etags) == 40

    def test_an_etag_stands_for_one_sequence_of_bytes(self, service: Service, store: SQLContractStore) -> None:
        # Python's store writes the members in the order of its model, which leaves the fingerprint as it is
        document = contract()
        reordered = dict(sorted(dump(document).items()))
        assert exactly(reordered) != exactly(document)
        assert service.http.put(path_of(document), json=reordered).status_code == 204
        before = service.http.get(path_of(document))
        store.put(store.get(document.id, document.version))
        after = service.http.get(path_of(document))
        assert before.headers["dc43-fingerprint"] == after.headers["dc43-fingerprint"] == fingerprint(document)
        assert exactly(after.json()) == exactly(document)
        assert (before.headers["etag"] == after.headers["etag"]) == (before.content == after.content)

    def test_new_versions_are_seen_at_once(self, service: Service, store: SQLContractStore) -> None:
        service.client.put(contract(version="1.0.0"))
        old = service.http.get("/contracts/sales.orders/latest").headers["etag"]
        steps = [
            ("1.1.0", ["1.0.0", "1.1.0"], "1.1.0"),
            (DRAFT, ["1.0.0", "1.1.0", DRAFT], "1.1.0"),
            ("0.9.0", ["0.9.0", "1.0.0", "1.1.0", DRAFT], "1.1.0"),
            ("10.0.0", ["0.9.0", "1.0.0", "1.1.0", DRAFT, "10.0.0"], "10.0.0"),
            ("9.0.0", ["0.9.0", "1.0.0", "1.1.0", DRAFT, "9.0.0", "10.0.0"], "10.0.0"),
        ]
        for version, versions, latest in steps:
            store.put(contract(version=version))
            assert service.client.list_versions("sales.orders") == versions
            answer = service.http.get("/contracts/sales.orders/latest", headers={"If-None-Match": old})
            assert answer.json()["version"] == latest
            assert answer.headers["dc43-contract-version"] == latest
            assert_served(service, contract(version=version))
            assert service.client.list_versions("sales.orders") == versions

    def test_new_contracts_are_seen_at_once(self, service: Service, store: SQLContractStore) -> None:
        ids: list[str] = []
        for contract_id in ("b", "a", "été 50%", "B"):
            assert service.client.latest(contract_id) is None
            assert service.client.list_versions(contract_id) == []
            store.put(contract(contract_id))
            ids.append(contract_id)
            assert service.client.list_contracts() == {
                "items": sorted(ids),
                "total": len(ids),
                "limit": None,
                "offset": 0,
            }
            assert_served(service, contract(contract_id))
            assert exactly(service.client.latest(contract_id)) == exactly(contract(contract_id))
            link = {"dataset_id": "d", "dataset_version": "1", "contract_id": contract_id, "contract_version": "1.0.0"}
            service.client.link_dataset_contract(**link)

    def test_rows_that_are_deleted_are_gone_at_once(
        self, service: Service, store: SQLContractStore, connect: Connect
    ) -> None:
        for version in ("1.0.0", "1.1.0"):
            service.client.put(contract(version=version))
        store.put(contract(version="1.2.0"))
        engine = connect()
        for left in (["1.0.0", "1.1.0"], ["1.0.0"], []):
            with engine.begin() as connection:
                connection.execute(delete(CONTRACTS).where(CONTRACTS.c.version.not_in(left)))
            assert service.client.list_versions("sales.orders") == left
            latest = service.client.latest("sales.orders")
            assert (latest.version if latest else None) == (left[-1] if left else None)
        assert service.http.get(path_of(contract())).status_code == 404
        assert service.client.list_contracts()["items"] == []

    def test_a_document_that_json_has_no_words_for_hinders_nobody(
        self, service: Service, store: SQLContractStore, connect: Connect
    ) -> None:
        store.put(with_values("odd", value=[float("inf"), "\ud800"]))
        store.put(contract("odd", "0.9.0"))
        service.client.put(contract("even"))
        assert service.client.list_contracts()["items"] == ["even", "odd"]
        assert service.client.list_versions("odd") == ["0.9.0", "1.0.0"]
        assert exactly(service.client.get("odd", "0.9.0")) == exactly(contract("odd", "0.9.0"))
        for format_ in ("application/json", "application/yaml"):
            for _ in range(2):
                answer = service.http.get("/contracts/odd/latest", headers={"Accept": format_})
                assert answer.status_code == 406, answer.text
                assert answer.json()["code"] == "not-acceptable"
        assert "Infinity" in row(connect(), "odd").json


class TestLocks:
    """While Python is in the middle of writing, the service goes on."""

    def test_reads_do_not_wait(self, service: Service, python_store: OpenStore, connect: Connect) -> None:
        store = python_store()
        service.client.put(contract())
        store.put(contract(version="1.1.0"))
        with connect().begin() as connection:
            connection.execute(delete(CONTRACTS))
            # what waited for the transaction would be refused before that ends
            for _ in range(3):
                assert service.client.latest("sales.orders").version == "1.1.0"
                assert service.client.list_versions("sales.orders") == ["1.0.0", "1.1.0"]
                assert_served(service, contract(version="1.1.0"))
                assert service.client.list_contracts()["total"] == 1
            connection.rollback()

    def test_a_write_waits_for_its_turn(self, service: Service, python_store: OpenStore, connect: Connect) -> None:
        store = python_store()
        writer = threading.Thread(target=service.client.put, args=[contract(version="2.0.0")])
        with connect().begin() as connection:
            connection.execute(CONTRACTS.insert().values(row_of(contract(version="1.0.0"))))
            writer.start()
            time.sleep(0.3)
            assert writer.is_alive()
            assert httpx.get(f"{service.base_url}/health").status_code == 200
        writer.join(PATIENCE_SECONDS)
        assert not writer.is_alive()
        assert store.list_versions("sales.orders") == ["1.0.0", "2.0.0"]
        for version in ("1.0.0", "2.0.0"):
            assert_served(service, contract(version=version))


class TestYamlSources:
    """A source that was uploaded as YAML is the document only for as long as nobody else writes the version."""

    SOURCE = (
        "# kept by its author\n"
        "version: 1.0.0\n"
        "id: sales.orders\n"
        "apiVersion: v3.1.0\n"
        "kind: DataContract\n"
        "description: {usage: from YAML}\n"
        "price: {priceAmount: 1.50, priceCurrency: EUR}\n"
    )

    @pytest.fixture
    def store(self, service: Service, python_store: OpenStore) -> SQLContractStore:
        headers = {"Content-Type": "application/yaml"}
        assert service.http.put(path_of(contract()), content=self.SOURCE, headers=headers).status_code == 204
        assert self.read(service).text == self.SOURCE
        return python_store()

    def read(self, service: Service, **headers: str) -> httpx.Response:
        return service.http.get(path_of(contract()), headers={"Accept": "application/yaml"} | headers)

    def test_python_reads_the_document(self, store: SQLContractStore) -> None:
        expected = OpenDataContractStandard.from_string(self.SOURCE)
        assert exactly(store.get("sales.orders", "1.0.0")) == exactly(expected)

    @pytest.mark.parametrize("first_read", ["as YAML", "as JSON", "as JSON, and some time later as YAML"])
    def test_what_python_stores_over_it_is_what_is_read(
        self, service: Service, store: SQLContractStore, first_read: str
    ) -> None:
        before = self.read(service)
        document = contract(usage="Python's")
        store.put(document)
        if "JSON" in first_read:
            assert_served(service, document)
        if "later" in first_read:
            time.sleep(0.3)
        for _ in range(3):
            answer = self.read(service, **{"If-None-Match": before.headers["etag"]})
            assert answer.status_code == 200
            assert "kept by its author" not in answer.text
            assert exactly(yaml.safe_load(answer.text)) == exactly(document)
            assert answer.headers["etag"] != before.headers["etag"]
            assert answer.headers["dc43-fingerprint"] == fingerprint(document)
            time.sleep(0.1)

    def test_also_after_the_service_was_restarted(
        self, service: Service, store: SQLContractStore, start: Start
    ) -> None:
        service.stop()
        document = contract(usage="Python's")
        store.put(document)
        again = start()
        assert exactly(yaml.safe_load(self.read(again).text)) == exactly(document)
        assert_served(again, document)

    def test_a_row_that_was_deleted_takes_its_source_along(
        self, service: Service, store: SQLContractStore, connect: Connect
    ) -> None:
        with connect().begin() as connection:
            connection.execute(delete(CONTRACTS))
        assert self.read(service).status_code == 404
        store.put(contract())
        assert exactly(yaml.safe_load(self.read(service).text)) == exactly(contract())

    def test_a_new_source_may_follow(self, service: Service, store: SQLContractStore) -> None:
        store.put(contract(usage="Python's"))
        source = self.SOURCE.replace("from YAML", "from YAML again")
        headers = {"Content-Type": "application/yaml"}
        assert service.http.put(path_of(contract()), content=source, headers=headers).status_code == 204
        assert self.read(service).text == source
        assert store.get("sales.orders", "1.0.0").description.usage == "from YAML again"


class TestFingerprints:
    """Both programs compute the same fingerprint of the same document."""

    @pytest.mark.parametrize("name", samples())
    def test_of_the_samples(self, busy: Service, name: str) -> None:
        document = samples()[name].model_copy(update={"id": f"fingerprint of {name}"})
        answer = busy.http.put(path_of(document), json=dump(document))
        assert answer.headers["dc43-fingerprint"] == fingerprint(document)
        assert_served(busy, document)

    @pytest.mark.parametrize("name", samples())
    def test_whatever_members_are_written_out_as_null(self, busy: Service, name: str) -> None:
        document = samples()[name].model_copy(update={"id": f"nulls of {name}"})
        answer = busy.http.put(path_of(document), json=document.model_dump(by_alias=True))
        assert answer.status_code == 204, answer.text
        assert answer.headers["dc43-fingerprint"] == fingerprint(document)
        assert exactly(busy.client.get(document.id, document.version)) == exactly(document)

    @pytest.mark.parametrize("name", samples())
    def test_of_yaml(self, busy: Service, name: str) -> None:
        document = samples()[name].model_copy(update={"id": f"yaml of {name}"})
        headers = {"Content-Type": "application/yaml"}
        answer = busy.http.put(path_of(document), content=document.to_yaml().encode(), headers=headers)
        assert answer.headers["dc43-fingerprint"] == fingerprint(document)

    @pytest.mark.parametrize("seed", range(8))
    def test_of_random_values(self, busy: Service, seed: int) -> None:
        source = random.Random(seed)
        for n in range(25):
            document = with_values("random", f"{seed}.{n}.0", value=[random_value(source) for _ in range(8)])
            answer = busy.http.put(path_of(document), json=dump(document))
            assert answer.headers["dc43-fingerprint"] == fingerprint(document), exactly(document)
            assert exactly(busy.http.get(path_of(document)).json()) == exactly(document)

    def test_of_any_order_of_members(self, busy: Service) -> None:
        document = with_values("any order", **VALUES)
        members = dump(document)
        for seed in range(5):
            names = list(members)
            random.Random(seed).shuffle(names)
            answer = busy.http.put(path_of(document), json={name: members[name] for name in names})
            assert answer.headers["dc43-fingerprint"] == fingerprint(document)

    def test_in_the_column(self, service: Service, connect: Connect) -> None:
        engine = connect()
        for document in samples().values():
            service.client.put(document)
            assert row(engine, document.id, document.version).fingerprint == fingerprint(document)


class TestTimeOfCreation:
    def test_it_is_utc_and_readable_by_sqlalchemy(self, service: Service, connect: Connect) -> None:
        earliest = utc_now() - timedelta(seconds=1)
        service.client.put(contract())
        created = row(connect(), "sales.orders").created_at
        assert isinstance(created, datetime)
        assert earliest <= created.replace(tzinfo=None) <= utc_now()

    def test_overwriting_keeps_it(self, service: Service, python_store: OpenStore, connect: Connect) -> None:
        store, engine = python_store(), connect()
        service.client.put(contract("ours"))
        store.put(contract("theirs"))
        created = {contract_id: row(engine, contract_id).created_at for contract_id in ("ours", "theirs")}
        time.sleep(1.1)  # Python's clock for this is the database's, which has seconds only
        for contract_id, at in created.items():
            for write in (service.client.put, store.put):
                write(contract(contract_id, usage=f"by {write}"))
                service.client.latest(contract_id)
                assert row(engine, contract_id).created_at == at

    def test_both_sort_together(self, service: Service, python_store: OpenStore, connect: Connect) -> None:
        store, engine = python_store(), connect()
        for n, write in enumerate((service.client.put, store.put, service.client.put)):
            if n > 0:
                time.sleep(1.1)
            write(contract(str(n)))
        with engine.begin() as connection:
            ids = connection.execute(select(CONTRACTS.c.contract_id).order_by(CONTRACTS.c.created_at)).scalars().all()
        assert ids == ["0", "1", "2"]


def utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


class Writer(threading.Thread):
    """Puts new versions, overwrites one of its own and one that all share, as fast as it can."""

    def __init__(self, name: str, put: Callable[[OpenDataContractStandard], None], ended: threading.Event) -> None:
        super().__init__(name=name)
        self.put, self.ended = put, ended
        self.acknowledged: dict[tuple[str, str], OpenDataContractStandard] = {}
        self.errors: list[Exception] = []

    def run(self) -> None:
        n = 0
        while not self.ended.is_set():
            usage = f"{self.name} {n}"
            for document in (
                contract(f"contract {n % 7}", f"1.{n}.0-{self.name}", usage=usage),
                contract(f"only {self.name}", usage=usage),
                contract("shared", usage=usage),
            ):
                try:
                    self.put(document)
                    self.acknowledged[document.id, document.version] = document
                except Exception as error:  # judged at the end, by the test
                    self.errors.append(error)
            n += 1


class Reader(threading.Thread):
    """Reads what is written all the time; every answer must be one whole document with what belongs to it."""

    def __init__(self, service: Service, ended: threading.Event) -> None:
        super().__init__(name="reader")
        self.service, self.ended = service, ended
        self.http = service.closing(httpx.Client(base_url=service.base_url))
        self.bodies: dict[str, bytes] = {}
        self.errors: list[str] = []
        self.answers = 0

    def run(self) -> None:
        paths = ["/contracts/shared/latest", path_of(contract("shared")), "/contracts/contract 3/latest", "/contracts"]
        while not self.ended.is_set():
            for path in paths:
                try:
                    self.check(self.http.get(path))
                except Exception as error:  # a thread's own exceptions would be lost
                    self.errors.append(repr(error))

    def check(self, answer: httpx.Response) -> None:
        self.answers += 1
        if answer.status_code != 200 or "etag" not in answer.headers:
            if answer.status_code not in (200, 404):
                self.errors.append(f"{answer.status_code} {answer.text}")
            return
        document = OpenDataContractStandard.model_validate(answer.json())
        if answer.headers["dc43-fingerprint"] != fingerprint(document):
            self.errors.append(f"the fingerprint is of another document than {answer.text}")
        if self.bodies.setdefault(answer.headers["etag"], answer.content) != answer.content:
            self.errors.append(f"the ETag is of another document than {answer.text}")


def test_both_write_at_the_same_time(service: Service, python_store: OpenStore) -> None:
    store = python_store()
    store.put(contract("shared"))
    ended = threading.Event()
    python = [Writer(f"python{n}", python_store().put, ended) for n in range(2)]
    remote = [Writer(f"http{n}", service.client_with().put, ended) for n in range(2)]
    reader = Reader(service, ended)
    for thread in (*python, *remote, reader):
        thread.start()
    begin = time.monotonic()
    # on a busy machine, longer: each has had its turns by then
    while time.monotonic() < begin + 4 or any(len(writer.acknowledged) < 3 for writer in (*python, *remote)):
        if time.monotonic() > begin + PATIENCE_SECONDS:
            break
        time.sleep(0.1)
    ended.set()
    for thread in (*python, *remote, reader):
        thread.join()

    assert reader.errors == []
    assert reader.answers > 0
    assert [error for writer in remote for error in writer.errors] == []
    for error in (error for writer in python for error in writer.errors):
        # what SQLite tells a program that has waited for the lock long enough
        assert isinstance(error, OperationalError) and "database is locked" in str(error)
    for writer in (*python, *remote):
        assert len(writer.acknowledged) > 2, f"{writer.name} was kept from writing"

    everything = {key: document for writer in (*python, *remote) for key, document in writer.acknowledged.items()}
    shared = everything.pop(("shared", "1.0.0"))
    for document in everything.values():
        assert_served(service, document)
        assert exactly(store.get(document.id, document.version)) == exactly(document)
    assert_served(service, store.get(shared.id, shared.version))
    assert service.client.list_contracts()["items"] == store.list_contracts()
    for contract_id in store.list_contracts():
        assert sorted(service.client.list_versions(contract_id)) == sorted(store.list_versions(contract_id))
    for contract_id in {contract_id for contract_id, _ in everything if contract_id.startswith("contract ")}:
        highest = max(int(version.split(".")[1]) for id_, version in everything if id_ == contract_id)
        assert service.client.latest(contract_id).version.startswith(f"1.{highest}.0-")
