"""The contracts of a job: one request at the start of its driver, and the last good answer when the registry is away.

    python contracts_of_job.py          # needs requests

`DC43_REGISTRY_URL` and `DC43_REGISTRY_TOKEN` say where the registry is, and `DC43_CONTRACTS_CACHE` where answers are
kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import requests

REGISTRY = os.environ.get("DC43_REGISTRY_URL", "http://localhost:8001").rstrip("/")
CACHE = Path(os.environ.get("DC43_CONTRACTS_CACHE", ".contracts"))
SECONDS = 10

WANTED = [
    {"contract_id": "sales.orders", "selector": "^1.0", "status": "active"},
    {"contract_id": "sales.customers"},
]


class ContractsMissing(Exception):
    """The registry has no such contract for the job, which must not go on without it."""


def resolve(wanted: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The documents by contract id: those of now or, while the registry is away, those of the last run."""
    file = _file_of(wanted)
    try:
        found = _ask(wanted)
    except requests.RequestException as error:
        kept = _kept(file)
        if not (_is_away(error) and kept):
            raise
        print(f"the registry is away ({error}); the last contracts are used", file=sys.stderr)
        return kept
    _write(file, found)
    return found


def _ask(wanted: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    answer = _session().post(f"{REGISTRY}/contracts/resolve", json=wanted, timeout=SECONDS)
    answer.raise_for_status()
    problems = [item["problem"]["detail"] for item in answer.json() if "problem" in item]
    if problems:
        raise ContractsMissing("; ".join(problems))
    return {item["contract_id"]: item["document"] for item in answer.json()}


def read(contract_id: str, version: str) -> dict[str, Any]:
    """One exact version, which is sent again only when it has changed."""
    file = _file_of([contract_id, version])
    known = _kept(file)
    path = "/".join(requests.utils.quote(part, safe="") for part in ("contracts", contract_id, "versions", version))
    try:
        headers = {"If-None-Match": known["etag"]} if known else {}
        answer = _session().get(f"{REGISTRY}/{path}", headers=headers, timeout=SECONDS)
        answer.raise_for_status()
    except requests.RequestException as error:
        if not (_is_away(error) and known):
            raise
        return known["document"]
    if answer.status_code == 304:
        return known["document"]
    _write(file, {"etag": answer.headers["ETag"], "document": answer.json()})
    return answer.json()


def _session() -> requests.Session:
    session = requests.Session()
    if token := os.environ.get("DC43_REGISTRY_TOKEN"):
        session.headers["Authorization"] = f"Bearer {token}"
    return session


def _is_away(error: requests.RequestException) -> bool:
    """Whether nobody answered, or a service that cannot; other answers are about the request."""
    return error.response is None or error.response.status_code >= 500 or error.response.status_code == 429


def _file_of(wanted: object) -> Path:
    """Each registry has files of its own: what one has answered is not what another would."""
    digest = hashlib.sha256(json.dumps([REGISTRY, wanted], sort_keys=True).encode()).hexdigest()
    return CACHE / f"{digest[:32]}.json"


def _kept(file: Path) -> dict[str, Any] | None:
    """What was written there; nothing when that was never, or the file is damaged."""
    try:
        value = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def _write(file: Path, value: object) -> None:
    """Puts it there as a whole: a job that is killed meanwhile leaves the file of the run before."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=CACHE, delete=False) as draft:
        json.dump(value, draft)
    os.replace(draft.name, file)


if __name__ == "__main__":
    for contract_id, contract in resolve(WANTED).items():
        exact = read(contract_id, contract["version"])
        print(contract_id, exact["version"], [table["name"] for table in exact.get("schema", [])])
