"""Cells of a table as one line each: row, column, value in hexadecimal.

readers.py FORMAT FILE      FORMAT is csv, excel, jsonl or tsv
readers.py package DIR      check a data package against its files
"""
import csv
import hashlib
import json
import re
import sys


def show(rows):
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            print(i, j, cell.encode("utf-8").hex())


def from_csv(path):
    with open(path, newline="", encoding="utf-8") as f:
        return list(csv.reader(f, strict=True))


def unguard(cell):
    # What the manual page says: one apostrophe from each cell that begins
    # with apostrophes and then a character that a spreadsheet takes for one
    # of a formula.
    return cell[1:] if re.match("'+[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]", cell) else cell


def from_excel(path):
    with open(path, newline="", encoding="utf-8-sig") as f:
        rows = list(csv.reader(f, delimiter=";", strict=True))
    units = rows[0].index("units")
    rows = [[unguard(c) for c in row] for row in rows]
    for row in rows[1:]:
        row[units] = row[units].replace(",", ".")
    return rows


def from_jsonl(path):
    rows = []
    with open(path, encoding="utf-8") as f:
        for line in f:
            o = json.loads(line, parse_float=str, parse_int=str)
            if not rows:
                rows.append(list(o))
            rows.append(["" if v is None else v for v in o.values()])
    return rows


def from_tsv(path):
    back = {"\\t": "\t", "\\n": "\n", "\\r": "\r", "\\\\": "\\"}
    with open(path, encoding="utf-8", newline="\n") as f:
        return [[re.sub(r"\\[tnr\\]", lambda m: back[m.group()], c)
                 for c in line.rstrip("\n").split("\t")] for line in f]


def check_package(path):
    types = {"integer": r"-?\d+", "number": r"-?\d+(\.\d+)?", "string": r"(?s).*"}
    p = json.load(open(path + "/datapackage.json", encoding="utf-8"))
    assert p["profile"] == "tabular-data-package" and p["resources"]
    names = [r["name"] for r in p["resources"]]
    assert len(set(names)) == len(names)
    for r in p["resources"]:
        raw = open(path + "/" + r["path"], "rb").read()
        assert len(raw) == r["bytes"]
        assert "sha256:" + hashlib.sha256(raw).hexdigest() == r["hash"]
        rows = from_csv(path + "/" + r["path"])
        fields = r["schema"]["fields"]
        assert [f["name"] for f in fields] == rows[0]
        key = [rows[0].index(k) for k in r["schema"]["primaryKey"]]
        assert len({tuple(row[k] for k in key) for row in rows[1:]}) == len(rows) - 1
        for row in rows[1:]:
            for f, cell in zip(fields, row):
                assert cell == "" or re.fullmatch(types[f["type"]], cell), (f, cell)
                if cell and "constraints" in f:
                    assert cell in f["constraints"]["enum"], (f, cell)
    book = from_csv(path + "/codebook.csv")
    assert [b[0] for b in book[1:]] == [f["name"] for f in p["resources"][0]["schema"]["fields"]]


if sys.argv[1] == "package":
    check_package(sys.argv[2])
else:
    show(globals()["from_" + sys.argv[1]](sys.argv[2]))
