"""Registries to test against: each an own process with an own SQLite file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from dc43_service_backends.contracts.backend.stores.sql import SQLContractStore
from dc43_service_clients.contracts.client.remote import RemoteContractServiceClient
from service_process import PATIENCE_SECONDS, Service
from sqlalchemy import create_engine
from sqlalchemy.engine import Engine

# what httpx, and so dc43's clients, wait for by default: five seconds, which are few on a busy machine
for phase in ("connect", "read", "write", "pool"):
    setattr(httpx._config.DEFAULT_TIMEOUT_CONFIG, phase, PATIENCE_SECONDS)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the registry keeps its contracts; there is no such file yet."""
    return tmp_path / "contracts.db"


@pytest.fixture
def start(tmp_path: Path, database: Path) -> Iterator[Callable[..., Service]]:
    """Starts registries on the test's database. After the test each must stop at SIGTERM with exit code 0."""
    with ExitStack() as stopping:

        def start_service(**options: object) -> Service:
            service = Service(tmp_path, database, **options)
            stopping.callback(service.stop)
            return service

        yield start_service


@pytest.fixture
def service(start: Callable[..., Service]) -> Service:
    """An empty registry that is open to everybody."""
    return start()


@pytest.fixture(scope="module")
def _reused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    yield from _shared(tmp_path_factory)


@pytest.fixture
def empty(_reused: Service) -> Iterator[Service]:
    """A registry without contracts that is open to everybody. The tests of a module have it one after the other."""
    yield _reused
    _reused.delete_everything()


@pytest.fixture
def client(empty: Service) -> RemoteContractServiceClient:
    """dc43's client of a registry without contracts."""
    return empty.client


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One registry for all tests of a module that need no empty one; each brings contract ids of its own."""
    yield from _shared(tmp_path_factory)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Like `busy`, but it wants the token `super-secret`."""
    yield from _shared(tmp_path_factory, token="super-secret")


def _shared(tmp_path_factory: pytest.TempPathFactory, **options: object) -> Iterator[Service]:
    directory = tmp_path_factory.mktemp("shared")
    service = Service(directory, directory / "contracts.db", **options)
    yield service
    service.stop()


@pytest.fixture
def connect(database: Path) -> Iterator[Callable[[], Engine]]:
    """Opens the database from Python, as dc43 does. A locked file is waited for."""
    with ExitStack() as disposing:

        def connect_engine() -> Engine:
            engine = create_engine(f"sqlite:///{database}", connect_args={"timeout": 30})
            disposing.callback(engine.dispose)
            return engine

        yield connect_engine


@pytest.fixture
def python_store(connect: Callable[[], Engine]) -> Callable[[], SQLContractStore]:
    """Opens dc43's own SQL store on the test's database, creating its table when there is none."""
    return lambda: SQLContractStore(connect())
