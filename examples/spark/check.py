"""check.py PROGRAM: the recipe on a cluster of two workers of which one is killed on the way, held to the rows of one process."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet
import pyspark

FILES, ROWS = 2000, 50
HOME = Path(pyspark.__file__).parent
RECIPE = Path(__file__).with_name("recipe.py")
# One in so many answers is damaged in each of these ways.
FAULTY = 20


def answer(number: int, dice: random.Random) -> str:
    """One page of results of an invocation of its own."""
    rows = []
    for machine in range(ROWS):
        failed = dice.random() < 0.05
        rows.append({
            "InvokeId": f"t-{number}", "InstanceId": f"i-{machine}", "CommandId": f"c-{number % 7}", "InvocationStatus": "Failed" if failed else "Success",
            "ExitCode": dice.choice([1, 127, 137]) if failed else 0, "StartTime": "2026-11-20T08:00:00Z", "FinishedTime": f"2026-11-20T08:00:{dice.randint(1, 59):02}Z",
            "Repeats": 1, "Dropped": 0, "Output": dice.choice(["b2sK", "5LiA5YiH5q2j5bi4Cg==", "bGluZeKAqHNlcGFyYXRvcgo=", ""]),
        })
    return json.dumps({"Invocation": {"TotalCount": ROWS, "PageNumber": 1, "PageSize": ROWS, "InvocationResults": {"InvocationResult": rows}}})


def damaged(text: str, number: int) -> bytes:
    """What becomes of an answer on its way to a bucket."""
    ways = [
        lambda: text[: len(text) * 2 // 3].encode(),
        lambda: text.replace('"ExitCode": 0,', '"ExitCode": 0', 3).encode(),
        lambda: text.encode("utf-16"),
        lambda: b"<html><body>502 Bad Gateway</body></html>",
        lambda: b'{"Code":"Throttling","Message":"slow down","RequestId":"1"}',
        lambda: b"",
        lambda: b"\xff\xfe\x00binary\x00\n",
    ]
    return ways[number // FAULTY % len(ways)]() if number % FAULTY == 0 else text.encode()


def told_by_one(program: str, answers: Path) -> dict[str, list[dict]]:
    """The rows of one process, by file."""
    told = subprocess.run([program, "--each", "--format", "ndjson", answers], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    assert told.returncode == 2, told.returncode
    by_file: dict[str, list[dict]] = {}
    for line in told.stdout.decode().split("\n")[:-1]:
        row = json.loads(line)
        # Which of the files it is counts otherwise where each is read alone.
        del row["source"]
        by_file.setdefault(Path(row.pop("file")).name, []).append(row)
    return by_file


def told_by_many(rows: Path) -> dict[str, list[dict]]:
    by_file: dict[str, list[dict]] = {}
    for row in pyarrow.parquet.read_table(rows).to_pylist():
        by_file.setdefault(Path(row.pop("path")).name, []).append(row)
    return by_file


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def asked(port: int, path: str) -> object:
    """What a page of Spark's says; None while it says nothing."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as page:
            return json.load(page)
    except (OSError, ValueError):
        return None


class Cluster:
    """A master and workers of one core each, on this machine alone, in processes that end with it."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.folder, self.started = folder, []
        self.environment = {**os.environ, "SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m", "SPARK_LOCAL_DIRS": str(folder / "local"),
                            "PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}
        port, self.page = free_port(), free_port()
        self.master = f"spark://127.0.0.1:{port}"
        self.start("master", "spark-class", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", str(self.page))
        self.workers = [self.start(f"worker-{number}", "spark-class", "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "700m",
                                   "--webui-port", "0", "--work-dir", str(folder / f"work-{number}"), self.master) for number in range(workers)]
        self.wait(lambda: self.alive() == workers)

    def start(self, name: str, program: str, *arguments: object) -> subprocess.Popen:
        with Path(self.folder, f"{name}.log").open("wb") as log:
            # A group of its own, so that what a worker starts goes with it.
            command = [str(part) for part in (HOME / "bin" / program, *arguments)]
            self.started.append(subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, start_new_session=True))
        return self.started[-1]

    def wait(self, holds: Callable[[], bool]) -> None:
        for _ in range(1200):
            if holds():
                return
            time.sleep(0.1)
        self.fail("waited for two minutes")

    def fail(self, why: str) -> None:
        logs = [f"{log.name}\n{log.read_text(errors='replace')[-3000:]}" for log in sorted(self.folder.glob("*.log"))]
        raise SystemExit("\n".join([*logs, why]))

    def alive(self) -> int:
        return (asked(self.page, "/json/") or {}).get("aliveworkers", 0)

    def run(self, program: str, answers: Path, rows: Path, on_the_way: Callable[[Callable[[], int]], None] = lambda _: None) -> float:
        """Runs the recipe; the seconds it took. `on_the_way` is given what counts the tasks that are done."""
        port, began = free_port(), time.monotonic()
        job = self.start("driver", "spark-submit", "--master", self.master, "--executor-memory", "512m", "--driver-memory", "512m", "--conf", f"spark.ui.port={port}",
                         "--files", program, RECIPE, answers, rows)

        def done() -> int:
            of = "/api/v1/applications"
            applications = asked(port, of) or []
            stages = [stage for one in applications for stage in asked(port, f"{of}/{one['id']}/stages?status=active") or []]
            return max((stage["numCompleteTasks"] for stage in stages), default=0)

        on_the_way(done)
        if job.wait() != 0:
            self.fail("the job failed")
        return time.monotonic() - began

    def end(self) -> None:
        for process in self.started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def every_column_is_named() -> None:
    """The recipe's columns are those of the published schema, but for the number of the file."""
    text = RECIPE.read_text()
    named = [part.split()[0].strip("`") for part in text.split('COLUMNS = "')[1].split('"')[0].split(", ")]
    schema = json.loads(RECIPE.parents[2].joinpath("docs/schema/rows-1.json").read_text())
    assert named == [name for name in schema["required"] if name != "source"], named
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert len(lines) <= 15, len(lines)


def main(program: str) -> None:
    every_column_is_named()
    dice = random.Random(23)
    with tempfile.TemporaryDirectory() as top:
        answers, rows, logs = (Path(top, name) for name in ("answers", "rows", "logs"))
        answers.mkdir()
        logs.mkdir()
        for number in range(FILES):
            Path(answers, f"{number:04}.json").write_bytes(damaged(answer(number, dice), number))
        expect = told_by_one(program, answers)
        assert len(expect) == FILES, len(expect)
        cluster = Cluster(logs, 2)

        def kill_one(done: Callable[[], int]) -> None:
            cluster.wait(lambda: done() >= 5)
            os.killpg(cluster.workers[0].pid, signal.SIGKILL)
            cluster.wait(lambda: cluster.alive() == 1)

        try:
            seconds = cluster.run(program, answers, rows, kill_one)
        finally:
            cluster.end()
        found = told_by_many(rows)
        # Spark passes over files of no bytes.
        empty = {name for name in expect if Path(answers, name).stat().st_size == 0}
        for name in empty:
            assert found.get(name) is None and expect.pop(name)[0]["reason"] == "unreadable", name
        different = [name for name in expect.keys() | found.keys() if expect.get(name) != found.get(name)]
        for name in different[:3]:
            print(name, expect.get(name), found.get(name), sep="\n", file=sys.stderr)
        assert not different, f"{len(different)} files differ"
        unread = sum(1 for of_file in expect.values() for row in of_file if row["reason"] in ("unreadable", "no-rows", "Throttling"))
        print(f"Apache Spark {pyspark.__version__}: {sum(map(len, found.values())):,} rows of {len(found):,} files, {unread} of which say why there are none, as one process "
              f"tells them, 0 differences, but for {len(empty)} empty files, over which Spark passes; one of two workers was killed on the way ({seconds:.0f} s)")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
