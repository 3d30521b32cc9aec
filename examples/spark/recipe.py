# spark-submit --files invocation-inspector recipe.py ANSWERS ROWS
import subprocess, sys, pyarrow
from pyspark import SparkFiles
from pyspark.sql import SparkSession
COLUMNS = "invokeId string, instanceId string, commandId string, commandName string, status string, legacyStatus string, outcome string, exitCode bigint, errorCode string, errorInfo string, reason string, startTime string, finishTime string, stopTime string, durationSeconds double, repeats bigint, dropped bigint, output string, outputEncoding string, outputCharset string, outputBytes bigint, invocationStatus string, invocationStatusReported string, complete boolean, execution bigint, redaction string, `group` bigint, difference string"
def rows(batches):
    command = [SparkFiles.get("invocation-inspector"), "--each", "--format", "ndjson", "-"]
    for batch in batches:
        for path, content in zip(batch["path"].to_pylist(), batch["content"].to_pylist()):
            lines = subprocess.run(command, input=content, stdout=subprocess.PIPE).stdout.decode().split("\n")[:-1]
            yield pyarrow.RecordBatch.from_pydict({"path": [path] * len(lines), "row": lines})
spark = SparkSession.builder.getOrCreate()
answers = spark.read.format("binaryFile").load(sys.argv[1]).select("path", "content")
told = answers.mapInArrow(rows, "path string, row string").selectExpr("path", f"from_json(row, '{COLUMNS}') AS row")
told.select("path", "row.*").write.parquet(sys.argv[2])
