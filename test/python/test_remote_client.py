"""dc43's own HTTP client, as it comes from PyPI, against this service."""

from __future__ import annotations

import asyncio
import http.client
import json
from collections.abc import Callable

import httpx
import pytest
from dc43_service_clients.contracts.client.remote import RemoteContractServiceClient
from documents import contract, dump, exactly, samples
from open_data_contract_standard.model import OpenDataContractStandard
from service_process import PATIENCE_SECONDS, Service

SAMPLES = samples()


class TestLifeOfAContract:
    def test_publish_read_list_and_link(self, client: RemoteContractServiceClient) -> None:
        first = contract(version="1.0.0")
        client.put(first)
        assert exactly(client.get("sales.orders", "1.0.0")) == exactly(first)
        assert client.list_versions("sales.orders") == ["1.0.0"]

        second = contract(version="1.1.0", usage="More facts")
        client.put(second)
        assert client.list_versions("sales.orders") == ["1.0.0", "1.1.0"]
        assert exactly(client.latest("sales.orders")) == exactly(second)
        assert exactly(client.get("sales.orders", "1.0.0")) == exactly(first)

        client.link_dataset_contract(
            dataset_id="orders",
            dataset_version="2024-01-01",
            contract_id="sales.orders",
            contract_version="1.0.0",
        )
        assert client.get_linked_contract_version(dataset_id="orders") is None
        assert exactly(client.get("sales.orders", "1.0.0")) == exactly(first)

    def test_a_version_put_again_has_the_new_content(self, client: RemoteContractServiceClient) -> None:
        client.put(contract(usage="one"))
        client.put(contract(usage="two"))
        assert client.get("sales.orders", "1.0.0").description.usage == "two"
        assert client.latest("sales.orders").description.usage == "two"
        assert client.list_versions("sales.orders") == ["1.0.0"]

    def test_an_identical_document_may_be_put_again(self, client: RemoteContractServiceClient) -> None:
        for _ in range(3):
            client.put(contract())
        assert client.list_versions("sales.orders") == ["1.0.0"]

    def test_versions_ascend_as_versions_do_whatever_order_they_came_in(
        self, client: RemoteContractServiceClient
    ) -> None:
        ascending = ["0.9.0", "1.0.0-rc.1", "1.0.0", "2.0.0", "9.0.0", "10.0.0", "10.0.1-draft-x"]
        for version in ["10.0.0", "1.0.0", "9.0.0", "10.0.1-draft-x", "0.9.0", "2.0.0", "1.0.0-rc.1"]:
            client.put(contract(version=version))
        assert client.list_versions("sales.orders") == ascending
        assert client.latest("sales.orders").version == "10.0.0"

    def test_contracts_outlive_the_process(self, start: Callable[..., Service]) -> None:
        first = start()
        first.client.put(contract())
        first.stop()
        second = start()
        assert exactly(second.client.latest("sales.orders")) == exactly(contract())

    def test_the_service_stops_although_clients_stay_connected(self, start: Callable[..., Service]) -> None:
        service = start()
        service.client.put(contract())
        assert service.http.get("/contracts").status_code == 200
        service.stop()
        with pytest.raises(httpx.TransportError):
            service.client_with().list_contracts()

    def test_the_asynchronous_http_client_that_dc43_also_takes(self, empty: Service) -> None:
        transport = httpx.AsyncClient()
        client = RemoteContractServiceClient(base_url=f"{empty.base_url}/", client=transport)
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        try:
            client.put(contract())
            assert exactly(client.latest("sales.orders")) == exactly(contract())
        finally:
            loop.run_until_complete(transport.aclose())
            asyncio.set_event_loop(None)
            loop.close()


class TestNothingThere:
    def test_an_unknown_contract(self, client: RemoteContractServiceClient) -> None:
        assert client.latest("nobody") is None
        assert client.list_versions("nobody") == []
        assert client.list_contracts() == {"items": [], "total": 0, "limit": None, "offset": 0}
        assert status_of(lambda: client.get("nobody", "1.0.0")) == 404

    def test_an_unknown_version(self, client: RemoteContractServiceClient) -> None:
        client.put(contract())
        assert status_of(lambda: client.get("sales.orders", "2.0.0")) == 404

    def test_an_unlinked_dataset(self, client: RemoteContractServiceClient) -> None:
        for dataset_id in ("orders", "table:gold.orders", "path:/mnt/lake/orders", "été 50%", "versions"):
            assert client.get_linked_contract_version(dataset_id=dataset_id) is None
            assert (
                client.get_linked_contract_version(dataset_id=dataset_id, dataset_version="2024-01-01 / 50%") is None
            )

    @pytest.mark.parametrize(("contract_id", "version"), [("sales.orders", "9.9.9"), ("nobody", "1.0.0")])
    def test_a_link_to_nothing_is_refused(
        self, client: RemoteContractServiceClient, contract_id: str, version: str
    ) -> None:
        client.put(contract())
        link = {"dataset_id": "orders", "dataset_version": "1", "contract_id": contract_id, "contract_version": version}
        assert status_of(lambda: client.link_dataset_contract(**link)) == 404


class TestDocuments:
    @pytest.mark.parametrize("name", SAMPLES)
    def test_come_back_exactly_as_they_were(self, busy: Service, name: str) -> None:
        document = SAMPLES[name]
        busy.client.put(document)
        assert exactly(busy.client.get(document.id, document.version)) == exactly(document)
        assert exactly(busy.client.latest(document.id)) == exactly(document)
        answer = busy.http.get(f"/contracts/{document.id}/versions/{document.version}")
        assert exactly(answer.json()) == exactly(document)

    @pytest.mark.parametrize("name", SAMPLES)
    def test_mean_the_same_as_yaml_to_the_tools_of_odcs(self, busy: Service, name: str) -> None:
        document = SAMPLES[name].model_copy(update={"id": f"as yaml: {name}"})
        busy.client.put(document)
        answer = busy.http.get(f"/contracts/{document.id}/latest", headers={"Accept": "application/yaml"})
        assert answer.headers["content-type"].startswith("application/yaml")
        assert exactly(OpenDataContractStandard.from_string(answer.text)) == exactly(document)

    @pytest.mark.parametrize("name", SAMPLES)
    def test_may_be_uploaded_as_the_yaml_that_the_tools_of_odcs_write(self, busy: Service, name: str) -> None:
        document = SAMPLES[name].model_copy(update={"id": f"from yaml: {name}"})
        path = f"/contracts/{document.id}/versions/{document.version}"
        text = document.to_yaml()
        upload = busy.http.put(path, content=text.encode(), headers={"Content-Type": "application/yaml"})
        assert upload.status_code == 204, upload.text
        assert exactly(busy.client.get(document.id, document.version)) == exactly(document)
        assert busy.http.get(path, headers={"Accept": "application/yaml"}).content == text.encode()

    def test_members_that_the_client_does_not_send_are_filled_in(self, busy: Service) -> None:
        document = OpenDataContractStandard(id="filled in", version="1.0.0")
        answer = busy.http.put("/contracts/filled in/versions/1.0.0", json={})
        assert answer.status_code == 204
        assert exactly(busy.client.get("filled in", "1.0.0")) == exactly(document)

    @pytest.mark.parametrize("api_version", ["3.0.2", "3.1.0", "v3.0.2", "v3.1.0", "v3.0.0", ""])
    def test_of_every_version_of_the_standard(self, busy: Service, api_version: str) -> None:
        document = contract(f"by odcs ({api_version})", apiVersion=api_version)
        busy.client.put(document)
        assert exactly(busy.client.latest(document.id)) == exactly(document)

    def test_of_several_megabytes(self, busy: Service) -> None:
        document = contract("large", tags=[f"tag {n} " + "é" * 500 for n in range(5_000)])
        busy.client.put(document)
        assert exactly(busy.client.latest("large")) == exactly(document)

    @pytest.mark.parametrize(
        "change", [{"id": "other"}, {"version": "2.0.0"}, {"surprise": 1}, {"version": 1}, {"tags": "no list"}]
    )
    def test_that_are_no_contract_of_that_name_are_refused(self, busy: Service, change: dict[str, object]) -> None:
        answer = busy.http.put("/contracts/refused/versions/1.0.0", json=dump(contract("refused")) | change)
        assert answer.status_code == 400
        assert isinstance(answer.json()["detail"], str)
        assert busy.client.latest("refused") is None


class TestIds:
    @pytest.mark.parametrize(
        "contract_id",
        [
            "with space",
            "two  spaces",
            "urn:x:y",
            "a+b",
            "50%",
            "50% off",
            "100%zz",
            "%",
            "été",
            "e\u0301te\u0301",
            "заказы",
            "注文",
            "😀",
            "a@b!$&'()*,;=~",
            "a.b_c-d",
            "[x]",
            'say "hi"',
            "a|b^c`d{e}",
            "back\\slash",
            "...",
            "datasets",
            "link",
            "versions",
            "latest",
            "linked",
            "__proto__",
            "UPPER",
            "upper",
            "l" * 255,
        ],
    )
    def test_any_id_that_the_client_can_send(self, busy: Service, contract_id: str) -> None:
        document = contract(contract_id)
        busy.client.put(document)
        assert exactly(busy.client.get(contract_id, "1.0.0")) == exactly(document)
        assert exactly(busy.client.latest(contract_id)) == exactly(document)
        assert busy.client.list_versions(contract_id) == ["1.0.0"]
        assert contract_id in busy.client.list_contracts()["items"]
        busy.client.link_dataset_contract(
            dataset_id=contract_id, dataset_version="1", contract_id=contract_id, contract_version="1.0.0"
        )

    @pytest.mark.parametrize(
        "version", ["1.0.0+build 5%", "1.0.0rc2", "banana", "2024-01-01 10:00", "été", "1.0.0-é😀", "v" * 128]
    )
    def test_any_version_that_the_client_can_send(self, busy: Service, version: str) -> None:
        document = contract("odd versions", version)
        busy.client.put(document)
        assert exactly(busy.client.get("odd versions", version)) == exactly(document)
        assert version in busy.client.list_versions("odd versions")

    @pytest.mark.parametrize("version", ["latest", "^1.4", "1.x"])
    def test_a_version_that_reads_as_a_selector_is_refused(self, busy: Service, version: str) -> None:
        with pytest.raises(httpx.HTTPStatusError) as refusal:
            busy.client.put(contract("selectors", version))
        assert refusal.value.response.status_code == 400
        assert busy.client.list_versions("selectors") == []

    def test_ids_that_differ_little_are_different(self, client: RemoteContractServiceClient) -> None:
        ids = sorted(["a", "A", "á", "a\u0301", "a b", "a+b", "a  b", "ａ"])
        for contract_id in ids:
            client.put(contract(contract_id, usage=contract_id))
        assert client.list_contracts()["items"] == ids
        assert [client.latest(contract_id).description.usage for contract_id in ids] == ids

    def test_an_id_with_a_slash_is_reachable_with_the_slash_encoded(self, empty: Service) -> None:
        document = contract("team/orders")
        assert empty.http.put("/contracts/team%2Forders/versions/1.0.0", json=dump(document)).status_code == 204
        assert empty.client.list_contracts()["items"] == ["team/orders"]
        assert exactly(empty.http.get("/contracts/team%2Forders/latest").json()) == exactly(document)

    @pytest.mark.parametrize("contract_id", ["..", ".", "../escape", "a/b", "a?b", "a#b", "", " lead", "x" * 256])
    def test_an_id_that_the_client_can_not_send_is_an_error(self, busy: Service, contract_id: str) -> None:
        before = busy.client.list_contracts()
        with pytest.raises((httpx.HTTPStatusError, ValueError)) as raised:
            busy.client.put(contract(contract_id))
        if isinstance(raised.value, httpx.HTTPStatusError):
            assert 400 <= raised.value.response.status_code < 500
        assert busy.client.list_contracts() == before

    @pytest.mark.parametrize(
        "path",
        [
            "/contracts/../versions/1.0.0",
            "/contracts/%2e%2e/versions/1.0.0",
            "/contracts/%2E./versions/1.0.0",
            "/contracts/./versions/1.0.0",
            "/contracts/%2e/versions/1.0.0",
            "/contracts/a/versions/..",
            "/contracts/a/versions/%2e%2e",
            "/contracts//versions/1.0.0",
            "/contracts/a/versions/%20",
            "/contracts/%00/versions/1.0.0",
            "/contracts/a%0ab/versions/1.0.0",
            "/contracts/%20/versions/1.0.0",
            "/contracts/a%20/versions/1.0.0",
            "/contracts/%ff/versions/1.0.0",
            "/contracts/%c0%ae%c0%ae/versions/1.0.0",
            "/contracts/%ed%a0%80/versions/1.0.0",
            f"/contracts/{'x' * 256}/versions/1.0.0",
            f"/contracts/a/versions/{'1' * 129}",
            f"/contracts/{'x' * 20_000}/versions/1.0.0",
        ],
    )
    def test_a_path_that_names_no_contract_version_is_refused(self, busy: Service, path: str) -> None:
        before = busy.client.list_contracts()
        for method, body in (("PUT", "{}"), ("GET", None)):
            assert 400 <= send(busy, method, path, body) < 500
        assert busy.client.list_contracts() == before


class TestToken:
    def test_the_right_token_opens_every_route(self, guarded: Service) -> None:
        client = guarded.client
        client.put(contract())
        assert exactly(client.get("sales.orders", "1.0.0")) == exactly(contract())
        assert client.latest("sales.orders").version == "1.0.0"
        assert client.list_versions("sales.orders") == ["1.0.0"]
        assert client.list_contracts()["items"] == ["sales.orders"]
        assert client.get_linked_contract_version(dataset_id="orders") is None
        client.link_dataset_contract(
            dataset_id="orders", dataset_version="1", contract_id="sales.orders", contract_version="1.0.0"
        )

    @pytest.mark.parametrize(
        "options",
        [
            {},
            {"token": "wrong"},
            {"token": ""},
            {"token": "super-secret "[:-2]},
            {"token": "super-secretx"},
            {"token": "SUPER-SECRET"},
            {"token": "super-secret", "token_scheme": "Basic"},
            {"token": "super-secret", "token_scheme": ""},
            {"token": "super-secret", "token_header": "X-Token"},
            {"auth": ("super-secret", "super-secret")},
        ],
        ids=str,
    )
    def test_anything_else_is_an_error_on_every_route(self, guarded: Service, options: dict[str, object]) -> None:
        guarded.client.put(contract())
        stranger = guarded.client_with(**options)
        link = {"dataset_id": "d", "dataset_version": "1", "contract_id": "sales.orders", "contract_version": "1.0.0"}
        for call in (
            lambda: stranger.get("sales.orders", "1.0.0"),
            lambda: stranger.latest("sales.orders"),
            lambda: stranger.latest("nobody"),
            lambda: stranger.list_versions("sales.orders"),
            lambda: stranger.list_contracts(),
            lambda: stranger.put(contract(usage="stolen")),
            lambda: stranger.link_dataset_contract(**link),
            lambda: stranger.get_linked_contract_version(dataset_id="d"),
        ):
            assert status_of(call) in (401, 403)
        assert exactly(guarded.client.get("sales.orders", "1.0.0")) == exactly(contract())

    def test_the_scheme_is_not_case_sensitive(self, guarded: Service) -> None:
        client = guarded.client_with(token="super-secret", token_scheme="bearer")
        assert client.latest("nobody") is None

    def test_health_and_documentation_need_none(self, guarded: Service) -> None:
        for path in ("/health", "/openapi.json", "/docs"):
            assert httpx.get(f"{guarded.base_url}{path}", follow_redirects=True).status_code == 200
        assert httpx.get(guarded.base_url).headers["location"] == "docs"


class TestPages:
    @pytest.fixture
    def ids(self, client: RemoteContractServiceClient) -> list[str]:
        ids = ["B", "a", "b", "c 1", "é", "\uffee", "😀"]
        for contract_id in reversed(ids):
            for version in ("1.0.0", "1.1.0"):
                client.put(contract(contract_id, version))
        return ids

    def test_pages_of_any_size_join_to_the_whole(self, client: RemoteContractServiceClient, ids: list[str]) -> None:
        assert client.list_contracts() == {"items": ids, "total": 7, "limit": None, "offset": 0}
        for limit in range(1, 9):
            pages = [client.list_contracts(limit=limit, offset=offset) for offset in range(0, 7, limit)]
            assert [item for page in pages for item in page["items"]] == ids
            assert {(page["total"], page["limit"]) for page in pages} == {(7, limit)}
            assert [page["offset"] for page in pages] == list(range(0, 7, limit))

    def test_the_edges(self, client: RemoteContractServiceClient, ids: list[str]) -> None:
        assert client.list_contracts(limit=0) == {"items": [], "total": 7, "limit": 0, "offset": 0}
        assert client.list_contracts(offset=5) == {"items": ids[5:], "total": 7, "limit": None, "offset": 5}
        assert client.list_contracts(limit=5, offset=7) == {"items": [], "total": 7, "limit": 5, "offset": 7}
        assert client.list_contracts(limit=10**15 - 1, offset=1)["items"] == ids[1:]

    @pytest.mark.parametrize("page", [{"limit": -1}, {"offset": -1}], ids=str)
    def test_negative_numbers_are_refused(self, client: RemoteContractServiceClient, page: dict[str, int]) -> None:
        assert 400 <= status_of(lambda: client.list_contracts(**page)) < 500


def status_of(call: Callable[[], object]) -> int:
    """The status that dc43's client raised."""
    with pytest.raises(httpx.HTTPStatusError) as raised:
        call()
    return raised.value.response.status_code


def send(service: Service, method: str, path: str, body: str | None) -> int:
    """The status of a request whose path goes out as it is; other HTTP clients resolve dots and mend escapes."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=PATIENCE_SECONDS)
    try:
        headers = {} if body is None else {"Content-Type": "application/json"}
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(None if body is None else body.encode())
        answer = connection.getresponse()
        if answer.status >= 400:
            assert json.loads(answer.read())["detail"]
        return answer.status
    finally:
        connection.close()
