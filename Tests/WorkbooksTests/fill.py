"""Fills the ledgers' workbooks of a folder, and the attestation list beside them, as a clerk would: from their own
drop-downs and formats."""

import datetime
import pathlib
import sys

import openpyxl

ATTESTED = {"说明": "已看会议纪要", "确认人": "李四", "有效期": "1年", "佐证": "纪要.txt"}


def offered(sheet, cell):
    """What the cell's drop-down gives."""
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list" and cell.coordinate in rule.sqref:
            return rule.formula1.strip('"').split(",")
    return []


def value(sheet, cell, header, row, year):
    choices = offered(sheet, cell)
    if choices:
        return choices[row % len(choices)]
    if cell.number_format.startswith("yyyy"):
        return datetime.datetime(year, 5, 20 + row % 7, 16, 40)
    if cell.number_format == "General":
        return row
    return f"{header}{row}"


def fill(path, year, rows, own=None):
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    for row in rows(sheet):
        for column, header in enumerate(headers, start=1):
            cell = sheet.cell(row=row, column=column)
            if cell.value is not None:
                continue
            # openpyxl gives a new cell no format of its column.
            letter = openpyxl.utils.get_column_letter(column)
            cell._style = sheet.column_dimensions[letter]._style
            if own is None or header in own or header == "确认日期" or offered(sheet, cell):
                cell.value = (own or {}).get(header) or value(sheet, cell, header, row, year)
    book.save(path)


folder = pathlib.Path(sys.argv[1])
manifest = folder / "gongkai.yml"
year = 2024
if manifest.exists():
    lines = manifest.read_text(encoding="utf-8").splitlines()
    year = int(next(line.split()[1][:4] for line in lines if line.startswith("period:")))
    fill(folder / "attestations.xlsx", year, lambda sheet: range(2, sheet.max_row + 1), ATTESTED)
    (folder / "纪要.txt").write_text("会议纪要", encoding="utf-8")
for found in sorted((folder / "records" if manifest.exists() else folder).glob("*.xlsx")):
    fill(found, year, lambda sheet: range(2, 8))
