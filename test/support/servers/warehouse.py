"""A SQL warehouse with the SQL Statement Execution API of Databricks, made of Spark and Delta Lake in this process.

    python warehouse.py FOLDER ROOT

FOLDER is where the tables are, ROOT what `.ci/spark` has filled: Delta Lake's jar files are kept there. It says its port when
it is ready, and ends with its standard input. What dc43's own store and the package deltalake do with a table is asked at /test/.
"""

import base64
import json
import os
import sys
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from delta import configure_spark_with_delta_pip
from pyspark.sql import SparkSession

FOLDER, ROOT = sys.argv[1:3]
TOKEN = "dapi-0123456789abcdef"
CLIENT = "client-1:secret-of-client-1"
CHUNK_BYTES = 1 << 20
TYPES = {"BIGINT": int, "INT": int}

builder = (
    SparkSession.builder.master("local[1]")
    .config("spark.jars.ivy", os.path.join(ROOT, "ivy"))
    .config("spark.driver.memory", "768m")
    .config("spark.driver.host", "127.0.0.1")
    # compiled once and not again, better: that takes more of the processor than it saves in minutes
    .config("spark.driver.extraJavaOptions", f"-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ReservedCodeCacheSize=256m -Duser.timezone=UTC -Dderby.system.home={FOLDER}")
    .config("spark.ui.enabled", "false")
    .config("spark.ui.showConsoleProgress", "false")
    .config("spark.ui.liveUpdate.period", "-1")
    .config("spark.sql.catalogImplementation", "in-memory")
    .config("spark.sql.warehouse.dir", os.path.join(FOLDER, "tables"))
    # no second file with the checksum of each file
    .config("spark.hadoop.fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem")
    .config("spark.hadoop.fs.AbstractFileSystem.file.impl", "org.apache.hadoop.fs.local.RawLocalFs")
    # what is worth its time with much data only
    .config("spark.default.parallelism", "1")
    .config("spark.locality.wait", "0")
    .config("spark.shuffle.compress", "false")
    .config("spark.broadcast.compress", "false")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.sql.shuffle.partitions", "1")
    .config("spark.sql.adaptive.enabled", "false")
    .config("spark.sql.codegen.wholeStage", "false")
    .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
    .config("spark.sql.ui.explainMode", "simple")
    .config("spark.databricks.delta.merge.materializeSource", "none")
    .config("spark.databricks.delta.stats.collect", "false")
    .config("spark.databricks.delta.stats.skipping", "false")
    .config("spark.databricks.delta.autoCompact.enabled", "false")
    .config("spark.databricks.delta.allFilesInCrc.enabled", "false")
    .config("spark.databricks.delta.snapshotPartitions", "1")
    .config("spark.databricks.delta.properties.defaults.checkpointInterval", "100")
    .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
    .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
)
spark = configure_spark_with_delta_pip(builder).getOrCreate()
spark.sparkContext.setLogLevel("OFF")
pool = ThreadPoolExecutor(8)
statements = {}


class Statement:
    """A statement that was asked for, and what came of it."""

    def __init__(self, asked):
        self.id = str(uuid.uuid4())
        self.state, self.error, self.chunks, self.columns, self.truncated = "PENDING", None, [], [], False
        self.done = threading.Event()
        statements[self.id] = self
        pool.submit(self.run, asked)

    def run(self, asked):
        try:
            self.state = "RUNNING"
            values = {one["name"]: TYPES.get(one.get("type"), str)(one["value"]) if one.get("value") is not None else None
                      for one in asked.get("parameters", [])}
            frame = spark.sql(asked["statement"], args=values)
            self.columns = frame.columns
            self.keep(frame.collect(), asked.get("byte_limit", 25 << 20), "byte_limit" in asked)
            self.state = "SUCCEEDED"
        except Exception as error:
            self.fail(message_of(error))
        finally:
            self.done.set()

    def keep(self, rows, limit, is_truncating):
        """Cuts the result into chunks."""
        size = 0
        for row in rows:
            texts = [None if value is None else str(value) for value in row]
            length = sum(len(text.encode()) for text in texts if text)
            size += length
            if size > limit and not is_truncating:
                raise ValueError(f"Inline byte limit exceeded. Statements executed with disposition=INLINE can have a result size of at most {limit} bytes.")
            if size > limit:
                self.truncated = True
                break
            if not self.chunks or self.chunks[-1][0] + length > CHUNK_BYTES:
                self.chunks.append([0, []])
            self.chunks[-1][0] += length
            self.chunks[-1][1].append(texts)

    def fail(self, message):
        self.state, self.error = "FAILED", {"error_code": "BAD_REQUEST", "message": message}

    def chunk(self, index):
        rows = self.chunks[index][1] if index < len(self.chunks) else []
        told = {"chunk_index": index, "row_count": len(rows), "data_array": rows}
        if index + 1 < len(self.chunks):
            told["next_chunk_index"] = index + 1
            told["next_chunk_internal_link"] = f"/api/2.0/sql/statements/{self.id}/result/chunks/{index + 1}"
        return told

    def answer(self):
        status = {"state": self.state, **({"error": self.error} if self.error else {})}
        told = {"statement_id": self.id, "status": status}
        if self.state == "SUCCEEDED":
            told["manifest"] = {
                "format": "JSON_ARRAY",
                "schema": {"columns": [{"name": name, "position": at} for at, name in enumerate(self.columns)]},
                "total_chunk_count": len(self.chunks),
                "truncated": self.truncated,
            }
            told["result"] = self.chunk(0)
        return told


def message_of(error):
    try:
        return error.getMessage() or str(error)
    except Exception:  # not all errors of Spark have one
        return str(error)


def dc43_store(asked):
    from dc43_service_backends.contracts.backend.stores.delta import DeltaContractStore

    where = {key: asked[key] for key in ("table", "path") if key in asked}
    return DeltaContractStore(spark, **where)


def dc43_put(asked):
    from open_data_contract_standard.model import OpenDataContractStandard

    dc43_store(asked).put(OpenDataContractStandard(**asked["contract"]))


def dc43_read(asked):
    store = dc43_store(asked)
    return {one: sorted(store.list_versions(one)) for one in store.list_contracts()}


def dc43_get(asked):
    return store_document(dc43_store(asked).get(asked["id"], asked["version"]))


def store_document(contract):
    return contract.model_dump(by_alias=True, exclude_none=True)


def deltalake_read(asked):
    from deltalake import DeltaTable

    table = DeltaTable(asked["path"])
    return {"columns": table.schema().to_arrow().names if hasattr(table.schema(), "to_arrow") else [f.name for f in table.schema().fields],
            "rows": table.to_pyarrow_table().to_pylist()}


TESTS = {"dc43-put": dc43_put, "dc43-read": dc43_read, "dc43-get": dc43_get, "deltalake-read": deltalake_read}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.handle_one(b"")

    def do_POST(self):
        self.handle_one(self.rfile.read(int(self.headers.get("content-length", 0))))

    def handle_one(self, body):
        if self.path == "/oidc/v1/token":
            return self.sign_in()
        if self.path.startswith("/test/"):
            try:
                return self.send(200, TESTS[self.path[6:]](json.loads(body)))
            except Exception as error:
                return self.send(500, {"message": f"{type(error).__name__}: {error}"})
        if self.headers.get("authorization") != f"Bearer {TOKEN}":
            return self.send(401, {"error_code": "UNAUTHENTICATED", "message": "Credential was not sent or was of an unsupported type for this API."})
        parts = self.path.split("/")[4:]
        if parts[0] != "statements" or len(parts) > 1 and parts[1] not in statements:
            return self.send(404, {"error_code": "NOT_FOUND", "message": "no such statement"})
        if len(parts) == 1:
            return self.execute(json.loads(body))
        statement = statements[parts[1]]
        if len(parts) == 2:
            return self.send(200, statement.answer())
        return self.send(200, {} if parts[2] == "cancel" else statement.chunk(int(parts[4])))

    def execute(self, asked):
        if asked.get("warehouse_id") != "warehouse-1":
            return self.send(404, {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "no such warehouse"})
        statement = Statement(asked)
        statement.done.wait(float(asked.get("wait_timeout", "10s").rstrip("s")))
        self.send(200, statement.answer())

    def sign_in(self):
        if self.headers.get("authorization") != f"Basic {base64.b64encode(CLIENT.encode()).decode()}":
            return self.send(401, {"error": "invalid_client", "error_description": "Client authentication failed"})
        self.send(200, {"access_token": TOKEN, "token_type": "Bearer", "expires_in": 3600})

    def send(self, status, told):
        text = json.dumps(told, default=str).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
spark.sql("SELECT 1").collect()
print(json.dumps({"port": server.server_address[1]}), flush=True)
sys.stdin.read()
os._exit(0)
