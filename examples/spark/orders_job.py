"""A Spark job that reads one dataset by its contract and writes another by its own, with dc43's helpers.

    python orders_job.py landing/orders gold/orders

`DC43_REGISTRY_URL` and `DC43_REGISTRY_TOKEN` say where the registry is; the token has the role `steward`, because the job
links what it writes. It needs `dc43-integrations[spark]`, `dc43-service-backends` and `dc43-service-clients[http]`.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime, timezone

import httpx
from dc43_integrations.spark.io import (
    GovernanceSparkReadRequest,
    GovernanceSparkWriteRequest,
    StaticDatasetLocator,
    read_with_governance,
    write_with_governance,
)
from dc43_service_clients.governance import RemoteGovernanceServiceClient
from dc43_service_clients.governance.models import GovernanceReadContext, GovernanceWriteContext
from pyspark.sql import DataFrame, SparkSession

REGISTRY = os.environ.get("DC43_REGISTRY_URL", "http://localhost:8001")
TOKEN = os.environ.get("DC43_REGISTRY_TOKEN")

SOURCE = {"contract_id": "landing.orders", "selector": "^1.0", "status": "active"}
TARGET = {"contract_id": "gold.orders", "selector": "^2.1", "status": "active"}
PIPELINE = {"pipeline": "orders"}


def resolve(http: httpx.Client, *wanted: dict[str, str]) -> list[str]:
    """The version of each contract that the whole run goes by, whatever is published meanwhile."""
    answer = http.post("/contracts/resolve", json=list(wanted)).raise_for_status().json()
    problems = [item["problem"]["detail"] for item in answer if "problem" in item]
    if problems:
        raise SystemExit("; ".join(problems))
    return [item["version"] for item in answer]


def total(orders: DataFrame) -> DataFrame:
    """What this job is for."""
    return orders.groupBy("customer_id").agg({"amount": "sum"}).withColumnRenamed("sum(amount)", "total")


def run(spark: SparkSession, http: httpx.Client, source: str, target: str) -> None:
    source_version, target_version = resolve(http, SOURCE, TARGET)
    governance = RemoteGovernanceServiceClient(base_url=REGISTRY, token=TOKEN)
    started = datetime.now(timezone.utc)
    dataset = {"id": f"path:{target}", "version": started.isoformat(timespec="seconds")}

    # both compare the data with the contract and keep the verdict as a test run; what breaks it is not written
    read_context = GovernanceReadContext.from_contract(SOURCE["contract_id"], source_version)
    read_context.pipeline_context = PIPELINE
    orders, status = read_with_governance(
        spark,
        GovernanceSparkReadRequest(context=read_context, path=source, format="parquet"),
        governance_service=governance,
    )
    print(f"{SOURCE['contract_id']} {source_version}: {status.status}")
    if status.status == "block":
        raise SystemExit(status.reason)
    write_context = GovernanceWriteContext.from_contract(TARGET["contract_id"], target_version)
    write_context.pipeline_context = PIPELINE
    # without these, the verdict and a link would also stand under the id of the contract
    write_context.dataset_id, write_context.dataset_version = dataset["id"], dataset["version"]
    totals = total(orders).cache()
    written = write_with_governance(
        totals,
        GovernanceSparkWriteRequest(
            context=write_context,
            path=target,
            format="parquet",
            mode="overwrite",
            dataset_locator=StaticDatasetLocator(dataset_id=dataset["id"], dataset_version=dataset["version"]),
        ),
        governance_service=governance,
    )
    print(f"{TARGET['contract_id']} {target_version}: {written.status.status}")

    report(http, target_version, dataset, started, rows=spark.read.parquet(target).count(), expected=totals.count())
    linked = governance.get_linked_contract_version(dataset_id=dataset["id"], dataset_version=dataset["version"])
    print(f"{dataset['id']} follows {linked}")


def report(
    http: httpx.Client, version: str, dataset: dict[str, str], started: datetime, *, rows: int, expected: int
) -> None:
    """Tells how a test ended that no contract describes: that all was written."""
    result = "passed" if rows == expected else "failed"
    run = {
        **{"source": "spark", "run_id": f"orders/{dataset['version']}", "server": "production", "dataset": dataset},
        **{"started_at": started.isoformat(), "ended_at": datetime.now(timezone.utc).isoformat()},
        **{"result": result, "rows": rows},
        "checks": [{"rule": "all_written", "result": result, "detail": f"{rows} rows of {expected}"}],
    }
    path = f"/contracts/{TARGET['contract_id']}/versions/{version}/test-runs"
    known = http.post(path, json=run).raise_for_status().json()
    print(f"{known['run_id']}: {known['result']}")


if __name__ == "__main__":
    session = SparkSession.builder.appName("orders").getOrCreate()
    headers = {"Authorization": f"Bearer {TOKEN}"} if TOKEN else {}
    with httpx.Client(base_url=REGISTRY, headers=headers, timeout=30) as client:
        run(session, client, *sys.argv[1:3])
    session.stop()
