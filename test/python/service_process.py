"""Starts the registry as its users do, as a process of its own, and stops it again."""

from __future__ import annotations

import atexit
import itertools
import json
import os
import signal
import socket
import subprocess
import time
from functools import cached_property
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import httpx
from dc43_service_clients.contracts.client.remote import RemoteContractServiceClient

REPOSITORY = Path(__file__).resolve().parents[2]
# what takes longer hangs, however busy the machine is
PATIENCE_SECONDS = 1500

Client = TypeVar("Client", RemoteContractServiceClient, httpx.Client)


def server_command() -> list[str]:
    """The arguments that start the service: `DC43_TEST_SERVER`, a JSON array, else the build in this repository.

    Relative paths in it are taken from the root of the repository.
    """
    given = os.environ.get("DC43_TEST_SERVER")
    command = json.loads(given) if given else ["node_modules/.bin/node", "dist/cli.js", "serve"]
    return [str(REPOSITORY / part) if "/" in part else part for part in command]


class Service:
    """One running registry, and the SQLite file it keeps its contracts in unless `dsn` names another database."""

    def __init__(
        self,
        directory: Path,
        database: Path,
        *,
        token: str | None = None,
        table: str | None = None,
        dsn: str | None = None,
    ):
        self.database = database
        self.token = token
        self.port = _free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self._stopped = False
        self._open: list[RemoteContractServiceClient | httpx.Client] = []
        self._log = directory / f"service-{self.port}.log"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DC43_")}
        environment |= {
            "DC43_CONTRACT_STORE_DSN": dsn or f"sqlite:///{database}",
            "DC43_SERVER_HOST": "127.0.0.1",
            "DC43_SERVER_PORT": str(self.port),
            "DC43_SERVER_DRAIN_DELAY": "0",
            # as `patient` of `test/support/patient.ts`
            "DC43_CONTRACT_STORE_QUEUE_TIMEOUT": "60",
            "DC43_CONTRACT_STORE_CONNECT_TIMEOUT": "300",
            "DC43_CONTRACT_STORE_STATEMENT_TIMEOUT": "600",
            "DC43_CONTRACT_STORE_START_TIMEOUT": "1200",
        }
        if token is not None:
            environment["DC43_BACKEND_TOKEN"] = token
        if table is not None:
            environment["DC43_CONTRACT_STORE_TABLE"] = table
        with self._log.open("wb") as log:
            # a directory of its own, so that no configuration file is found
            self._process = subprocess.Popen(
                server_command(), cwd=directory, env=environment, stdout=log, stderr=subprocess.STDOUT
            )
        atexit.register(self._process.kill)  # should the tests be broken off before they stop it
        try:
            self._await_readiness()
        except BaseException:
            self._process.kill()
            self._process.wait()
            raise

    @cached_property
    def client(self) -> RemoteContractServiceClient:
        """dc43's own client of this service, with the right token."""
        return self.client_with(token=self.token)

    def client_with(self, **options: object) -> RemoteContractServiceClient:
        return self.closing(RemoteContractServiceClient(base_url=self.base_url, **options))

    @cached_property
    def http(self) -> httpx.Client:
        """A plain HTTP client, for what dc43's client keeps from its callers, such as headers."""
        headers = {} if self.token is None else {"Authorization": f"Bearer {self.token}"}
        return self.closing(httpx.Client(base_url=self.base_url, headers=headers, verify=False))

    def closing(self, client: Client) -> Client:
        """The client, which is closed once the service has stopped."""
        self._open.append(client)
        return client

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def delete_everything(self) -> None:
        """Deletes all contracts, whatever their status."""
        for contract_id in self.client.list_contracts()["items"]:
            answer = self.http.delete(f"/api/datacontracts/{quote(contract_id, safe='')}", params={"force": "true"})
            assert answer.status_code == 200, answer.text

    def stop(self) -> None:
        """Stops the service as a container platform does. It must end by itself, and not in failure."""
        if self._stopped:
            return
        self._stopped = True
        self._process.send_signal(signal.SIGTERM)
        try:
            status = self._process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise AssertionError(f"still running {PATIENCE_SECONDS} s after SIGTERM\n{self.log}") from None
        finally:
            for client in self._open:
                client.close()
        atexit.unregister(self._process.kill)
        assert status == 0, f"exit code {status} after SIGTERM\n{self.log}"

    def _await_readiness(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        # without what TLS needs, which takes longer to read than all else
        with httpx.Client(base_url=self.base_url, timeout=5, verify=False, trust_env=False) as client:
            while time.monotonic() < deadline:
                if not self.running:
                    raise AssertionError(f"exit code {self._process.returncode} at start\n{self.log}")
                try:
                    if client.get("/health/ready").status_code == 200:
                        return
                except httpx.TransportError:
                    pass
                time.sleep(0.05)
        raise AssertionError(f"not ready within {PATIENCE_SECONDS} s\n{self.log}")


def _free_port() -> int:
    """A port that nobody listens on, of those that neither the system nor `test/support/free-port.ts` gives to others."""
    for _ in range(1000):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", next(_PORTS)))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise AssertionError("there is no free port")


_PORTS = itertools.cycle(range(32_000, 32_768))
