#!/usr/bin/env python3
"""The cells of a workbook as lines of text, sheet by sheet: workbook.py FILE.xlsx

A sheet begins with "[name]"; cells are separated by tabs, dates written in ISO form. Reads only
what the product writes: inline strings and numbers."""
import datetime
import re
import sys
import xml.etree.ElementTree as xml
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def position(name):
    number = 0
    for letter in re.match("[A-Z]+", name).group():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def value(cell, date_styles):
    if cell.get("t") == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(MAIN + "t"))
    if cell.get("t") not in (None, "n") or cell.find(MAIN + "f") is not None:
        raise SystemExit("workbook.py: neither text nor number: " + cell.get("r"))
    number = cell.find(MAIN + "v")
    if number is None:
        return ""
    if int(cell.get("s", 0)) in date_styles:
        return str(datetime.date(1899, 12, 30) + datetime.timedelta(days=int(number.text)))
    return "%.10g" % float(number.text)


def main(path):
    with zipfile.ZipFile(path) as book:
        styles = xml.fromstring(book.read("xl/styles.xml"))
        formats = styles.find(MAIN + "cellXfs")
        date_styles = {i for i, f in enumerate(formats) if f.get("numFmtId") == "14"}
        sheets = xml.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")
        for number, sheet in enumerate(sheets, 1):
            print("[%s]" % sheet.get("name"))
            body = xml.fromstring(book.read("xl/worksheets/sheet%d.xml" % number))
            for row in body.iter(MAIN + "row"):
                cells = {}
                for cell in row.iter(MAIN + "c"):
                    cells[position(cell.get("r"))] = value(cell, date_styles)
                print("\t".join(cells.get(i, "") for i in range(max(cells, default=-1) + 1)))


main(sys.argv[1])
