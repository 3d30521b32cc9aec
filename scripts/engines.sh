#!/usr/bin/env bash
# What the command line writes in what it is written for: tables in LibreOffice, where it is installed, and the recipes of examples/ in their
# engines, from PyPI, in an environment of its own (.tools/python).

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
have python3 || stop "Python 3 is missing. To get it: your system's package manager, python3 with python3-venv"

python3 tests/exports/spreadsheet.py "$PWD/dist/cli/invocation-inspector"

python=$PWD/.tools/python/bin/python
[ -x "$python" ] || python3 -m venv .tools/python || stop "Python's venv is missing (on Debian: apt-get install -y python3-venv)"
"$python" -m pip --quiet --disable-pip-version-check install --requirement examples/duckdb/requirements.txt --requirement examples/spark/requirements.txt ||
  stop "pip could not fetch what examples/duckdb/requirements.txt and examples/spark/requirements.txt name"
"$python" examples/duckdb/check.py "$PWD/dist/cli/invocation-inspector"

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" -version >/dev/null 2>&1 ||
  stop "a Java runtime 17 or newer is missing, which Apache Spark needs. To get it: your system's package manager (on Debian: apt-get install -y default-jre-headless)"
"$python" examples/spark/check.py "$PWD/dist/cli/invocation-inspector"
