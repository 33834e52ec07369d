"""Exports the orders of one day as CSV, row by row."""

import csv
import io
import re
import sqlite3
from urllib.parse import parse_qs

DATABASE = "/mnt/data/orders.db"
COLUMNS = ("id", "customer", "amount")


def rows_of(day):
    with sqlite3.connect(DATABASE) as connection:
        yield from connection.execute(
            "SELECT id, customer, amount FROM orders WHERE day = ? ORDER BY id", (day,)
        )


def to_line(row):
    buffer = io.StringIO()
    csv.writer(buffer).writerow(row)
    return buffer.getvalue().encode("utf-8")


def handler(environ, start_response):
    query = parse_qs(environ.get("QUERY_STRING", ""))
    day = query.get("day", [""])[0]
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        yield b"day=YYYY-MM-DD is missing\n"
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return

    start_response("200 OK", [("Content-Type", "text/csv; charset=utf-8")])
    yield to_line(COLUMNS)
    for row in rows_of(day):
        yield to_line(row)
