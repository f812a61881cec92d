"""Files of others, fetched within limits of time and size and read as rows: JSON, CSV, a workbook, a pointer.

Whatever is wrong with one is an `Unusable` of a few words, never another error.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from http.client import HTTPException
from threading import Thread
from time import monotonic
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from xml.etree import ElementTree

from explainer.records.faults import cut, quoted

SECONDS = 8.0  # for all files, which are fetched at the same time
MEGABYTES = 5  # of a file, and of each part of a workbook when unpacked
MOST = MEGABYTES << 20
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) deportation-goals-and-the-record"}
POINTER = b"version https://git-lfs"
GONE = (404, 410)
SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
IN_XLSX = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Row = Mapping[str, Any]


class Unusable(Exception):
    """Why a file cannot be used: the end of a sentence that begins with its name."""


class NoAnswer(Unusable):
    """Nobody answered at that address."""


def fetch_all(urls: Sequence[str], seconds: float = SECONDS) -> dict[str, bytes | Unusable]:
    """Return each file, or why there is none, after `seconds` at the latest.

    Looking up a name heeds no time limit, so each file has a thread, and one that hangs is left behind.
    """
    got: dict[str, bytes | Unusable] = {}
    until = monotonic() + seconds

    def one(url: str) -> None:
        try:
            got[url] = _fetch(url, until)
        except Unusable as why:
            got[url] = why

    threads = [Thread(target=one, args=(url,), daemon=True) for url in dict.fromkeys(urls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, until - monotonic()))
    return {url: got.get(url, NoAnswer(f"did not answer within {seconds:g} seconds")) for url in urls}


def _fetch(url: str, until: float) -> bytes:
    try:
        with urlopen(Request(url, headers=BROWSER), timeout=max(0.1, until - monotonic())) as answer:
            if int(answer.headers.get("Content-Length") or 0) > MOST:
                raise Unusable(f"is larger than {MEGABYTES} MB, so it was not read")
            return _read(answer, until)
    except HTTPError as error:
        error.close()
        gone = error.code in GONE
        raise Unusable("is gone from its address" if gone else f"answers with error {error.code}") from None
    except (OSError, HTTPException, ValueError):
        raise NoAnswer("could not be reached") from None


def _read(answer: Any, until: float) -> bytes:
    read = bytearray()
    while block := answer.read1(1 << 16):
        read += block
        if len(read) > MOST:
            raise Unusable(f"is larger than {MEGABYTES} MB, so it was not read")
        if monotonic() > until:
            raise Unusable("came too slowly to be read")
    return bytes(read)


def rows(raw: bytes, kind: str, places: Iterable[str]) -> list[Row]:
    """Return a file's rows with the columns named, JSON's as one row. Raises Unusable."""
    if not raw.strip():
        raise Unusable("is empty")
    if raw.startswith(POINTER) != (kind == "pointer"):
        raise Unusable("is not the file but a pointer to it" if kind != "pointer" else "is no longer a pointer")
    if raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        raise Unusable("is a web page and not the file")
    try:
        read = {"json": _json, "csv": _csv, "xlsx": _xlsx, "pointer": _pointer}[kind](raw, list(places))
    except Unusable:
        raise
    except Exception as error:  # noqa: BLE001 what others write may break a reader in any way
        raise Unusable(f"cannot be read as {kind} ({type(error).__name__})") from None
    for place in places:
        if place not in (read[0] if read else ()):
            there = cut(", ".join(map(str, read[0]))) if read else "no row"
            raise Unusable(f"has changed its form: {quoted(place)} is not in it, but {there}")
    return read


def _json(raw: bytes, places: list[str]) -> list[Row]:
    whole = json.loads(raw.decode("utf-8-sig"))
    found: dict[str, Any] = {}
    for place in places:
        at = whole
        try:
            for step in place.split("."):
                at = at[int(step)] if isinstance(at, list) else at[step]
        except (LookupError, TypeError, ValueError):
            raise Unusable(f"has changed its form: {quoted(place)} is not in it") from None
        found[place] = at
    return [found]


def _csv(raw: bytes, _: list[str]) -> list[Row]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))


def _pointer(raw: bytes, _: list[str]) -> list[Row]:
    return [dict(line.split(" ", 1) for line in raw.decode().splitlines() if " " in line)]


def _xlsx(raw: bytes, _: list[str]) -> list[Row]:
    """Return the rows of a workbook's first sheet below its first line."""
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        texts = _xml(book, TEXTS) if TEXTS in book.namelist() else ElementTree.Element("sst")
        shared = ["".join(item.itertext()) for item in texts.iter(f"{IN_XLSX}si")]
        lines = [dict(_cells(line, shared)) for line in _xml(book, SHEET).iter(f"{IN_XLSX}row")]
    names = lines[0] if lines else {}
    return [{str(name): line.get(column) for column, name in names.items()} for line in lines[1:]]


def _xml(book: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """Return a part of a workbook, unpacked no further than to the limit; entities, which could swell, are refused."""
    with book.open(part) as file:
        text = file.read(MOST + 1)
    if len(text) > MOST:
        raise Unusable(f"is larger than {MEGABYTES} MB when unpacked")
    if b"<!" in text:
        raise Unusable("holds declarations that no workbook needs")
    return ElementTree.fromstring(text)


def _cells(line: ElementTree.Element, shared: list[str]) -> Iterator[tuple[str, Any]]:
    """Yield (letters of the column, value) of each cell that has a value; a number stays one."""
    for cell in line.iter(f"{IN_XLSX}c"):
        column = re.sub("[0-9]", "", cell.get("r", ""))
        kind, value = cell.get("t", "n"), cell.find(f"{IN_XLSX}v")
        if kind == "inlineStr":
            yield column, "".join(cell.itertext())
        elif value is not None and value.text:
            yield column, shared[int(value.text)] if kind == "s" else float(value.text) if kind == "n" else value.text
