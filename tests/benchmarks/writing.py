"""Contributions through the real web form, and the same rows by plain INSERT … COMMIT."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import psycopg
from lxml import html
from psycopg import sql
from psycopg.types.json import Jsonb

from tests.benchmarks.load import Measured

AT_MOST_PAGES = 6
ASKED = "not(ancestor::details) and not(ancestor::*[@aria-hidden])"
TEXT = "Ik vind dat de bomen moeten blijven, en dat het fietspad breder moet. " * 6


def through_the_form(host: str, slug: str, *, clients: int, each: int) -> Measured:
    """Fill in, check and send the form, as a browser without scripts does: five requests."""
    address = f"http://{host}/inspraak/{slug}/reageren/"

    def send() -> None:
        with httpx.Client(follow_redirects=True, timeout=60) as browser:
            page = browser.get(address)
            for _ in range(AT_MOST_PAGES):
                if _is_receipt(page):
                    return
                page = _submit(browser, page)
            errors = html.fromstring(page.text).xpath("string(//*[@role='group'])")
            raise RuntimeError(f"the form does not end at a receipt: {page.url} {errors}")

    return _together(send, clients, each)


def _is_receipt(page: httpx.Response) -> bool:
    page.raise_for_status()
    return page.url.path.endswith("/ontvangen/")


def _submit(browser: httpx.Client, page: httpx.Response) -> httpx.Response:
    form = next(
        form
        for form in html.fromstring(page.text).forms
        if (form.method or "").upper() == "POST" and "csrfmiddlewaretoken" in form.fields
    )
    data = {name: value for name, value in form.form_values() if name not in form_files(form)}
    for field in form.xpath(f".//textarea[@name and {ASKED}]"):
        data[field.get("name")] = TEXT
    if "name" in form.fields:
        data |= {"name": "Inwoner van Woldermark", "email": "inwoner@voorbeeld.example"}
    for name, value in _choices(form).items():
        data.setdefault(name, value)
    button = form.xpath(".//button[@type='submit' and @name] | .//button[not(@type) and @name]")
    primary = [b for b in button if "primary" in (b.get("class") or "")]
    if primary:
        data[primary[0].get("name")] = primary[0].get("value") or ""
    target = str(page.url.join(form.action)) if form.action else str(page.url)
    return browser.post(target, data=data)


def form_files(form: Any) -> set[str]:
    """The names of the fields that take files."""
    return {field.get("name") for field in form.xpath(".//input[@type='file']")}


def _choices(form: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for radio in form.xpath(".//input[@type='radio']"):
        value = radio.get("value") or ""
        if radio.get("name") not in found or value == "collect":
            found[radio.get("name")] = value
    return found


Row = tuple[str, list[str], list[Any]]


def rows_of_one(connection: psycopg.Connection[Any], slug: str) -> list[Row]:
    """The rows that the newest contribution through the form wrote: (table, columns, values)."""
    key = connection.execute(
        "SELECT c.id, c.submitter_id FROM pipeline_contribution c JOIN pipeline_consultation k "
        "ON k.id = c.consultation_id WHERE k.slug = %s AND c.channel = 'web' "
        "ORDER BY c.number DESC LIMIT 1",
        [slug],
    ).fetchone()
    if key is None:
        raise RuntimeError("no contribution came through the form")
    contribution, submitter = key
    wanted = [
        ("pipeline_submitter", "id", submitter),
        ("pipeline_contribution", "id", contribution),
        ("pipeline_event", "contribution_id", contribution),
        ("pipeline_delivery", "contribution_id", contribution),
        ("intake_web_draft", "contribution_id", contribution),
    ]
    rows: list[Row] = []
    for table, column, value in wanted:
        cursor = connection.execute(
            sql.SQL("SELECT * FROM {} WHERE {} = %s").format(
                sql.Identifier(table), sql.Identifier(column)
            ),
            [value],
        )
        names = [description.name for description in cursor.description or []]
        rows += [(table, names, list(row)) for row in cursor]
    return rows


def plain(url: str, rows: list[Row], *, clients: int, each: int) -> Measured:
    """The same rows into tables of the same columns and indexes, one transaction a time."""
    statements = []
    with psycopg.connect(url, autocommit=True) as connection:
        for table in {table for table, _names, _values in rows}:
            names = sql.Identifier(f"bench_{table}"), sql.Identifier(table)
            connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(names[0]))
            connection.execute(sql.SQL("CREATE TABLE {} (LIKE {})").format(*names))
    for table, columns, values in rows:
        statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
            sql.Identifier(f"bench_{table}"),
            sql.SQL(", ").join(map(sql.Identifier, columns)),
            sql.SQL(", ").join(sql.Placeholder() * len(columns)),
        )
        statements.append(
            (statement, [Jsonb(v) if isinstance(v, dict | list) else v for v in values])
        )
    connections = [psycopg.connect(url) for _ in range(clients)]
    free = list(connections)

    def insert() -> None:
        connection = free.pop()
        with connection.transaction():
            for statement, values in statements:
                connection.execute(statement, values)
        free.append(connection)

    measured = _together(insert, clients, each)
    for connection in connections:
        connection.close()
    return measured


def _together(act: Callable[[], None], clients: int, each: int) -> Measured:
    def timed(_number: int) -> float:
        begun = time.perf_counter()
        act()
        return time.perf_counter() - begun

    begun = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        took = list(pool.map(timed, range(clients * each)))
    return Measured(took, time.perf_counter() - begun)
