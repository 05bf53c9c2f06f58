"""Fills the ledgers' workbooks of a folder as a clerk would, from their own drop-downs and formats."""

import datetime
import pathlib
import sys

import openpyxl


def offered(sheet, cell):
    """What the cell's drop-down gives."""
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list" and cell.coordinate in rule.sqref:
            return rule.formula1.strip('"').split(",")
    return []


def value(sheet, cell, header, row):
    choices = offered(sheet, cell)
    if choices:
        return choices[row % len(choices)]
    if cell.number_format.startswith("yyyy"):
        return datetime.datetime(2024, 5, 20 + row, 16, 40)
    if cell.number_format == "General":
        return row
    return f"{header}{row}"


def fill(path):
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    for row in range(2, 8):
        for column, header in enumerate(headers, start=1):
            cell = sheet.cell(row=row, column=column)
            # openpyxl gives a new cell no format of its column.
            letter = openpyxl.utils.get_column_letter(column)
            cell._style = sheet.column_dimensions[letter]._style
            cell.value = value(sheet, cell, header, row)
    book.save(path)


for found in sorted(pathlib.Path(sys.argv[1]).glob("*.xlsx")):
    fill(found)
