"""spreadsheet.py PROGRAM: what LibreOffice makes of the CSV and TSV exports, cell by cell, beside the facts that the rows were made of.

In both languages, with a byte order mark and without, as ODS, as XLSX and as CSV again; with quoted fields as text, as
docs/exports.md advises, and as they are opened without it, where a text may become a number or a date but never a formula."""

import base64
import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

BOM = b"\xef\xbb\xbf"
CELL, LINES = 32_767, 253
# Before these stands an apostrophe.
FORMULAS = [
    "=1+1", "+a", "-1+2", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠SUM(A1)", "  =1+1", "\t=1+1", "\u3000＝1+1", "\u00a0=1+1", "\r\n=1+1",
    "\tafter a tab", "-cmd|' /C calc'!A0", '=HYPERLINK("https://example.com";"here")',
]
# These stand as they are, however they are opened.
TEXTS = [
    "a\tb", "one\r\ntwo\r\n", "one\ntwo\n\nfour", 'say "hi", she said; ""', "Grüße aus Köln: äöüß", "成功，一二三。", "  leading", "trailing  ",
    "a  b", "\x1b[31mred\x1b[0m", "'quoted", "😀 ok", "a=1", "i-1", "x" * (CELL - 1), "\n".join("line" for _ in range(LINES + 1)), "一" * (CELL - 1),
]
# These a spreadsheet reads as numbers, dates and the like, unless quoted fields are text.
NUMBERS = ["+1", "-1", "-1.5e3", "007", "1/2", "2026-01-02", "12:30", "50%", "1,000", "TRUE"]
# These are cut in the middle.
LONG = ["begin" + "y" * CELL + "end", "begin" + "\n" * (LINES + 1) + "end"]
OUTPUTS = FORMULAS + TEXTS + NUMBERS + LONG

TABLE, TEXT, OFFICE = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "text", "office"))
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def answer() -> bytes:
    rows = [{
        "InvokeId": "t-1", "CommandId": "c-1", "InstanceId": f"i-{at}", "InvocationStatus": "Failed" if at % 3 else "Success",
        "ExitCode": at % 3, "ErrorInfo": "=1+1 is no reason, 不是" if at % 3 else "", "StartTime": "2026-11-20T08:00:00Z",
        "FinishedTime": f"2026-11-20T08:00:{at % 60:02}.5Z", "Output": base64.b64encode(output.encode()).decode(),
    } for at, output in enumerate(OUTPUTS)]
    return json.dumps({"Invocation": {"InvocationResults": {"InvocationResult": rows}}}).encode()


def run(program: str, language: str, form: str) -> bytes:
    told = subprocess.run([program, "--language", language, "--format", form, "--no-redact"], input=answer(), capture_output=True, check=False)
    assert told.stdout, told.stderr
    return told.stdout


def opened(soffice: str, files: list[Path], form: str, comma: str, as_text: bool) -> list[Path]:
    """Files as LibreOffice saves them in another form. Formulas are calculated on opening, which is the worst that a reader can choose."""
    folder = Path(tempfile.mkdtemp(dir=files[0].parent))
    # Separator, quote, UTF-8, first line, columns, language, quoted fields as text, dates and the like, …, sheet, formulas.
    read = f"CSV:{ord(comma)},34,76,1,,0,{str(as_text).lower()},true,false,false,false,0,true"
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false" if form == "csv" else form
    profile = files[0].parent.joinpath("profile").as_uri()
    subprocess.run(
        [soffice, f"-env:UserInstallation={profile}", "--headless", f"--infilter={read}", "--convert-to", form, "--outdir", folder, *files],
        check=True, capture_output=True, timeout=600,
    )
    return [folder / file.with_suffix("." + form[:4].rstrip(":")).name for file in files]


def paragraph(of: ElementTree.Element) -> str:
    """The text of one line in an ODS file, with its blanks and tabs."""
    text = of.text or ""
    for child in of:
        signs = {f"{TEXT}s": " " * int(child.get(f"{TEXT}c", "1")), f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
        text += signs.get(child.tag) or paragraph(child)
        text += child.tail or ""
    return text


def ods(file: Path) -> list[list[str]]:
    rows = []
    for row in ElementTree.fromstring(zipfile.ZipFile(file).read("content.xml")).iter(f"{TABLE}table-row"):
        cells = []
        for cell in row.iter(f"{TABLE}table-cell"):
            assert cell.get(f"{TABLE}formula") is None, (file, cell.get(f"{TABLE}formula"))
            text = "\n".join(paragraph(line) for line in cell.findall(f"{TEXT}p"))
            cells += [cell.get(f"{OFFICE}value") or text] * int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        rows.append(cells)
    return rows


def xlsx(file: Path) -> list[list[str]]:
    parts = zipfile.ZipFile(file)
    shared = ["".join(text.text or "" for text in one.iter(f"{SHEET}t")) for one in ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))]
    shared = [re.sub("_x([0-9a-fA-F]{4})_", lambda code: chr(int(code[1], 16)), text) for text in shared]
    rows = []
    for row in ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml")).iter(f"{SHEET}row"):
        cells: dict[int, str] = {}
        for cell in row:
            assert cell.find(f"{SHEET}f") is None, (file, cell.get("r"))
            column = 0
            for letter in re.sub(r"\d", "", cell.get("r", "")):
                column = column * 26 + ord(letter) - ord("A") + 1
            value = cell.findtext(f"{SHEET}v") or ""
            cells[column - 1] = shared[int(value)] if cell.get("t") == "s" else value
        rows.append([cells.get(column, "") for column in range(max(cells, default=-1) + 1)])
    return rows


def again(file: Path) -> list[list[str]]:
    csv.field_size_limit(1 << 20)
    with file.open(encoding="utf-8-sig", newline="") as table:
        return list(csv.reader(table))


READERS = {"ods": ods, "xlsx": xlsx, "csv": again}


def lines(text: str) -> str:
    """A cell has one kind of line end, and in ODS no control characters."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text.replace("\r\n", "\n").replace("\r", "\n"))


def expected(text: str) -> str:
    return ("'" if text in FORMULAS else "") + lines(text)


def check_output(cell: str, output: str, where: object) -> None:
    if output in LONG:
        assert cell.startswith("begin") and cell.endswith("end") and cell != lines(output), (where, cell[:40])
        assert len(cell) <= CELL and cell.count("\n") <= LINES, (where, len(cell), cell.count("\n"))
    else:
        assert lines(cell) == expected(output), (where, cell[:60], output[:60])


def check(table: list[list[str]], facts: dict[str, dict], as_text: bool, where: object) -> int:
    """Every cell; how many."""
    names, *rows = [row for row in table if any(row)]
    names = [name for name in names if name]
    assert {row[1] for row in rows} == set(facts) and len(rows) == len(facts), where
    for row in rows:
        row = row + [""] * (len(names) - len(row))
        fact = facts[row[1]]
        for name, cell in zip(names, row):
            output = OUTPUTS[int(row[1][2:])]
            if name in ("output", "difference") and output in NUMBERS and not as_text:
                continue
            if name == "output":
                check_output(cell, output, (where, row[1]))
            elif fact[name] is None:
                assert cell == "", (where, row[1], name, cell)
            elif isinstance(fact[name], str):
                told = lines(fact[name])
                # By its second way of saying it: no formula begins so.
                assert cell == told or cell == "'" + told, (where, row[1], name, cell[:60], told[:60])
                assert not re.match(r"\s*[=@＝＠]", cell), (where, row[1], name, cell[:60])
            else:
                assert float(cell) == fact[name], (where, row[1], name, cell, fact[name])
    return len(rows) * len(names)


def detects(soffice: str, folder: Path) -> None:
    """That a formula would be found."""
    file = folder / "formula.csv"
    file.write_text('"a"\r\n=1+1\r\n')
    for form in ("ods", "xlsx"):
        try:
            READERS[form](opened(soffice, [file], form, ",", False)[0])
        except AssertionError:
            continue
        raise AssertionError(f"{form}: a formula was not found")


def main(program: str) -> None:
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        print("LibreOffice: not installed, so that its reading of the CSV export is not tried (on Debian: apt-get install -y libreoffice-calc)")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        detects(soffice, folder)
        tables: dict[str, list[Path]] = {"csv": [], "tsv": []}
        facts = {}
        for language in ("en", "zh"):
            rows = [json.loads(line) for line in run(program, language, "ndjson").splitlines()]
            for form, files in tables.items():
                plain = run(program, language, form).removeprefix(BOM)
                for kind, begin in (("plain", b""), ("bom", BOM)):
                    file = folder / f"{language}-{kind}-{form}.csv"
                    file.write_bytes(begin + plain)
                    facts[file.stem] = {row["instanceId"]: row for row in rows}
                    files.append(file)
        cells = 0
        for saved, form, as_text in (
            ("ods", "csv", True), ("xlsx", "csv", True), ("csv", "csv", True), ("ods", "tsv", True), ("ods", "csv", False), ("xlsx", "csv", False),
        ):
            for file in opened(soffice, tables[form], saved, "\t" if form == "tsv" else ",", as_text):
                cells += check(READERS[saved](file), facts[file.stem], as_text, (saved, file.name, as_text))
        version = subprocess.run([soffice, "--version"], check=True, capture_output=True, text=True).stdout.split()[1]
        print(f"LibreOffice {version}: {cells:,} cells of 24 tables as the rows have them, none a formula")


main(sys.argv[1])
