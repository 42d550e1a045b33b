"""A corpus of hostile files, made on the spot: none of them may stop a run or vanish from it."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING

import zstandard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MIB = 1024 * 1024
SENTENCE = "Le maire accuse la régie d’avoir caché une fuite. "

# What each file must become: `article`, or a reason of `rejected`; several where both are sound.
Made = tuple[str, bytes, Sequence[str]]


def write(folder: Path) -> dict[str, Sequence[str]]:
    """Write the corpus and return what may become of each file, by name."""
    allowed: dict[str, Sequence[str]] = {}
    for make in (_texts, _records, _pages, _compressed, _archives, _wrongly_named):
        for name, data, outcomes in make():
            (folder / name).write_bytes(data)
            allowed[name] = outcomes
    return allowed


def write_special(folder: Path) -> dict[str, Sequence[str]]:
    """Write what only a file system can do: loops, dead links, pipes, rights."""
    (folder / "below").mkdir()
    (folder / "below" / "back").symlink_to(folder, target_is_directory=True)
    (folder / "dead.txt").symlink_to(folder / "nowhere.txt")
    (folder / "itself.txt").symlink_to(folder / "itself.txt")
    os.mkfifo(folder / "pipe.txt")
    allowed: dict[str, Sequence[str]] = {
        "back": ("unreadable",),
        "dead.txt": ("unreadable",),
        "itself.txt": ("unreadable",),
        "pipe.txt": ("unreadable",),
    }
    if os.geteuid() != 0:  # root reads everything
        (folder / "locked.txt").write_text(SENTENCE, encoding="utf-8")
        (folder / "locked.txt").chmod(0)
        allowed["locked.txt"] = ("unreadable",)
    return allowed


def _texts() -> Iterator[Made]:
    yield "empty.txt", b"", ("empty",)
    yield "blank.txt", b" \n\t\r\n", ("empty",)
    yield "nul_only.txt", b"\0" * 1000, ("empty",)
    yield "punctuation.txt", b"... --- ???", ("empty",)
    yield "mark_only.txt", b"\xef\xbb\xbf", ("empty",)
    yield "nul_inside.txt", SENTENCE.encode().replace(b" ", b"\0", 1), ("article",)
    yield "controls.txt", b"\x01\x02\x03\x1b[31m" + SENTENCE.encode(), ("article", "unknown_format")
    yield "noise.txt", bytes(range(256)) * 40, ("article", "unknown_format", "empty")
    yield "half_utf_16.txt", SENTENCE.encode("utf-16")[:-1], ("article",)
    yield "surrogates.txt", b"\xed\xa0\x80 " + SENTENCE.encode(), ("article",)
    yield "one_line_20_mb.txt", b"a" * (20 * MIB), ("too_large",)
    yield "no_spaces.txt", b"l'" * 100_000, ("article",)
    yield "code_sign_first.txt", b"<\n" + SENTENCE.encode(), ("article",)
    yield "brace_first.txt", b"{ " + SENTENCE.encode(), ("article",)


def _records() -> Iterator[Made]:
    good = json.dumps({"text": SENTENCE}).encode()
    yield (
        "long_line.jsonl",
        b'{"text": "' + b"a " * (10 * MIB) + b'"}\n' + good,
        (
            "article",
            "too_large",
        ),
    )
    yield "deep.jsonl", b"[" * 100_000 + b"\n" + good, ("article", "too_large", "malformed")
    yield "deep.json", b"[" * 100_000, ("too_large", "malformed", "truncated")
    yield (
        "huge_number.jsonl",
        b'{"text": ' + b"9" * 10_000 + b"}\n" + good,
        (
            "article",
            "malformed",
        ),
    )
    yield "not_a_number.jsonl", b'{"text": NaN, "id": Infinity}\n' + good, ("article", "no_text")
    yield (
        "lone_surrogate.jsonl",
        b'{"text": "Le maire \\udc80 accuse.", "id": "\\ud800"}',
        ("article",),
    )
    yield (
        "types.jsonl",
        b'{"text": ["a", {"b": 1}], "title": 3}\n{"text": true}\n' + good,
        (
            "article",
            "no_text",
        ),
    )
    yield "cut.json", b'[{"text": "Le maire', ("truncated", "malformed")
    yield "empty_array.json", b"[]", ("empty",)
    yield "empty_keys.jsonl", b'{"": "", "text": "Le maire accuse."}', ("article",)
    yield "open_quote.csv", b'id,text\n1,"Le maire\n2,accuse\n', ("article", "malformed")
    yield "header_only.csv", b"id,text\n", ("empty",)
    yield "no_text_column.csv", b"a,b\n1,2\n", ("no_text",)
    yield "same_names.csv", b"text,text\nLe maire accuse,la suite\n", ("article",)
    yield "cut.parquet", b"PAR1" + b"\0" * 100, ("truncated", "malformed")


def _pages() -> Iterator[Made]:
    yield "deep.html", b"<html><body>" + b"<div>" * 10_000 + SENTENCE.encode() * 20, ("too_large",)
    yield (
        "deep_spans.html",
        (b"<html><body>" + b"<span><b>" * 5_000 + b"x" + b"</b></span>" * 5_000),
        ("too_large",),
    )
    yield (
        "unclosed.html",
        b"<html><body>" + b"<p>" + b"<p>".join([SENTENCE.encode()] * 2000),
        ("article",),
    )
    yield (
        "no_article.html",
        b"<!DOCTYPE html><html><head></head><body></body></html>",
        (
            "no_text",
            "empty",
        ),
    )
    yield (
        "cut.html",
        b"<!DOCTYPE html><html><body><article><p>" + SENTENCE.encode() * 10 + b"<p cl",
        ("article",),
    )
    yield (
        "attribute.html",
        b"<html><body a='" + b"x" * MIB + b"'><p>" + SENTENCE.encode() * 9,
        (
            "article",
            "no_text",
        ),
    )
    yield (
        "nul.html",
        b"<html><body>\0<article><p>" + SENTENCE.encode() * 10 + b"</p></article>",
        ("article",),
    )
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    yield (
        "laughs.xml",
        (
            b'<?xml version="1.0"?><!DOCTYPE corpus [<!ENTITY l0 "ha">' + laughs + b"]>"
            b'<corpus><text id="a">&l11;</text></corpus>'
        ),
        ("no_text", "malformed", "too_large", "unknown_format"),
    )
    yield (
        "outside.xml",
        (
            b'<?xml version="1.0"?><!DOCTYPE corpus [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            b'<corpus><text id="a">&x;</text></corpus>'
        ),
        ("no_text", "malformed", "unknown_format"),
    )
    yield "deep.xml", b"<corpus>" + b"<text>" * 20_000, ("too_large", "truncated", "malformed")
    yield "cut.xml", b"<rss><channel><item><title>Un", ("truncated", "malformed")
    yield (
        "empty_export.HTML",
        b"<html><body><span class='DocPublicationName'>x</span></body></html>",
        ("malformed",),
    )
    yield "cut.rtf", b"{\\rtf1 Le maire accuse", ("truncated",)
    yield (
        "deep.rtf",
        b"{\\rtf1" + b"{" * 20_000 + b"x" + b"}" * 20_001,
        (
            "too_large",
            "unknown_format",
        ),
    )
    yield (
        "cut.warc",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900\r\n\r\nHTTP/1.1",
        (
            "empty",
            "malformed",
            "truncated",
        ),
    )


def _compressed() -> Iterator[Made]:
    lines = b"\n".join(
        json.dumps({"id": n, "text": SENTENCE * (n % 9 + 1)}).encode() for n in range(3000)
    )
    yield "cut.jsonl.gz", gzip.compress(lines)[:-40], ("article", "truncated")
    yield "cut.jsonl.zst", zstandard.compress(lines)[:-40], ("article", "truncated")
    yield "no.txt.gz", b"this is no gzip", ("malformed",)
    yield "no.txt.zst", b"this is no zstandard", ("malformed",)
    yield "nothing.txt.gz", b"", ("empty",)
    yield "bomb.txt.gz", gzip.compress(b"a" * (600 * MIB), 9), ("too_large",)
    yield "members.txt.gz", gzip.compress(b"Le maire ") + gzip.compress(b"accuse."), ("article",)


def packed(members: dict[str, bytes]) -> bytes:
    """Return a zip archive."""
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return store.getvalue()


def _archives() -> Iterator[Made]:
    text = SENTENCE.encode()
    yield (
        "slip.zip",
        packed({"../../out.txt": text, "/abs.txt": text, "c:\\x.txt": text}),
        ("unsafe_path",),
    )
    yield "bomb.zip", packed({f"{n}.txt": b"\0" * (60 * MIB) for n in range(3)}), ("too_large",)
    nested = packed({"a.txt": text})
    for level in range(6):
        nested = packed({f"{level}.zip": nested})
    yield "nested.zip", nested, ("too_large",)
    yield "cut.zip", packed({"a.txt": text * 1000})[:-30], ("truncated",)
    yield "no.zip", b"PK\x03\x04 this is none", ("truncated", "malformed")
    yield "void.zip", packed({}), ("empty",)
    broken = bytearray(packed({"a.txt": text * 50}))
    broken[40:60] = b"\xff" * 20
    yield "broken.zip", bytes(broken), ("malformed", "truncated", "unreadable", "unsafe_path")


def _wrongly_named() -> Iterator[Made]:
    yield "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, ("unknown_format",)
    yield "picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, ("unknown_format",)
    yield "text.pdf", b"%PDF-1.4\n" + bytes(range(256)) * 8, ("unknown_format",)
    yield "letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ("unknown_format",)
    opened = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}
    yield "note.odt", packed(opened), ("unknown_format",)
    book = {"mimetype": b"application/epub+zip", "a.xhtml": b"<html><p>" + SENTENCE.encode() * 9}
    yield "book.epub", packed(book), ("unknown_format",)
    yield "sheet.xlsx", packed({"[Content_Types].xml": b"<a/>"}), ("unknown_format",)
    yield ".DS_Store", b"\0\0\0\1Bud1", ("unknown_format",)
    yield "._article.txt", b"\0\5\26\7", ("unknown_format",)
    yield "~$letter.docx", b"\5Marie", ("unknown_format",)
    yield "no.docx", b"PK\x03\x04 this is none", ("truncated", "malformed", "unknown_format")
    yield "text.jsonl", SENTENCE.encode(), ("malformed",)
    yield "text.parquet", SENTENCE.encode(), ("unknown_format",)
    yield "text.warc", SENTENCE.encode(), ("unknown_format",)
    yield "script.py", b"print(1)", ("unknown_format",)
