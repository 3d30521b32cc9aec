"""check.py PROGRAM: the recipe over made-up answers, held to what plain Python counts of them."""

import json
import random
import statistics
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

FILES, ROWS = 80, 50
LAST = datetime(2026, 11, 20, 8)
RECIPE = Path(__file__).with_name("recipe.sql").read_text()


def answer(number: int, dice: random.Random) -> dict:
    """One page of results of an invocation of its own."""
    begin = LAST - timedelta(days=number // 2)
    rows = []
    for machine in range(ROWS):
        failed = dice.random() < (0.5 if machine < 3 else 0.02)
        start = begin + timedelta(seconds=machine)
        rows.append({
            "InvokeId": f"t-{number}", "InstanceId": f"i-{machine}", "CommandId": f"c-{number % 3}",
            "InvocationStatus": "Failed" if failed else "Success", "ExitCode": dice.choice([1, 1, 127]) if failed else 0,
            "StartTime": f"{start:%Y-%m-%dT%H:%M:%SZ}", "FinishedTime": f"{start + timedelta(seconds=dice.randint(1, 90)):%Y-%m-%dT%H:%M:%SZ}",
        })
    return {"Invocation": {"InvocationResults": {"InvocationResult": rows}}}


def seconds(row: dict) -> float:
    read = lambda name: datetime.strptime(row[name], "%Y-%m-%dT%H:%M:%SZ")
    return (read("FinishedTime") - read("StartTime")).total_seconds()


def week(row: dict) -> datetime:
    day = datetime.strptime(row["StartTime"][:10], "%Y-%m-%d")
    return day - timedelta(days=day.weekday())


def main(program: str) -> None:
    dice = random.Random(1)
    answers = [answer(number, dice) for number in range(FILES)]
    rows = [row for one in answers for row in one["Invocation"]["InvocationResults"]["InvocationResult"]]
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder, "answers")
        files.mkdir()
        for number, one in enumerate(answers):
            Path(files, f"{number:03}.json").write_text(json.dumps(one))
        # Asked for again, and two that are none.
        Path(files, "again.json").write_text(json.dumps(answers[0]))
        Path(files, "page.txt").write_text("<html><body>502 Bad Gateway</body></html>")
        Path(files, "refused.json").write_text('{"Code":"Throttling","Message":"slow down","RequestId":"1"}')
        told = subprocess.run([program, "--each", "--format", "ndjson", files], capture_output=True, check=False)
        assert told.returncode == 2, told
        lines = Path(folder, "rows.ndjson")
        lines.write_bytes(told.stdout)
        db = duckdb.connect()
        db.execute(RECIPE.replace("rows.ndjson", str(lines)))
        ask = lambda view: db.execute(f"FROM {view}").fetchall()

        assert len(ask("executions")) == FILES * ROWS
        since = max(row["StartTime"] for row in rows)
        since = f"{datetime.strptime(since, '%Y-%m-%dT%H:%M:%SZ') - timedelta(days=30):%Y-%m-%dT%H:%M:%SZ}"
        failed = Counter(row["InstanceId"] for row in rows if row["ExitCode"] and row["StartTime"] > since)
        assert {machine: n for machine, n, _ in ask("failing")} == failed
        assert {row[0] for row in ask("failing")[:3]} == {"i-0", "i-1", "i-2"}

        took = defaultdict(list)
        for row in rows:
            took[row["CommandId"], week(row)].append(seconds(row))
        p95 = lambda all_of: statistics.quantiles(all_of, n=20, method="inclusive")[-1]
        expect = [(*key, len(all_of), p95(all_of)) for key, all_of in sorted(took.items())]
        found = ask("durations")
        assert [row[:3] for row in found] == [row[:3] for row in expect], found
        assert all(abs(one[3] - other[3]) < 1e-6 for one, other in zip(found, expect)), found

        unread = [(Path(file).name, reason) for file, reason, _ in ask("unread")]
        assert unread == [("page.txt", "unreadable"), ("refused.json", "Throttling")], unread
    print(f"DuckDB {duckdb.__version__}: {len(rows):,} executions of {FILES} files as counted by hand")


main(sys.argv[1])
