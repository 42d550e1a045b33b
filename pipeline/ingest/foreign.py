"""Files that come along with a corpus and are no input: what each is, and what to do about it.

Each gets a row in `rejected`, so that whoever counts the files of a folder finds them all.
"""

from __future__ import annotations

from pathlib import PurePath

# What the first bytes, or those behind an offset, tell.
_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF", "a PDF: export the articles as HTML, RTF or text"),
    (
        0,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an Office file of the old kind (.doc, .xls): save it as .rtf, .csv or text",
    ),
    (0, b"Rar!", "a RAR archive: unpack it, or pack it as .zip"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it, or pack it as .zip"),
    (257, b"ustar", "a tar archive: unpack it, or pack it as .zip"),
    (0, b"SQLite format 3", "a database: export its table as CSV"),
    (0, b"\x89PNG", "an image: griefs reads no pictures of text"),
    (0, b"\xff\xd8\xff", "an image: griefs reads no pictures of text"),
    (0, b"GIF8", "an image: griefs reads no pictures of text"),
    (0, b"II*\0", "an image: griefs reads no pictures of text"),
    (0, b"\0\x05\x16\x07", "what macOS stores beside a file, no article"),
    (0, b"\0\0\0\1Bud1", "what macOS stores beside a file, no article"),
)
_ENDINGS = {
    ".xlsx": "a spreadsheet: save it as CSV (UTF-8)",
    ".pptx": "slides: save their text as .txt",
    ".eml": "a mail: save its text as .txt, or the page as .html",
    ".msg": "a mail: save its text as .txt, or the page as .html",
    ".mht": "a page packed as MHTML: save it as .html",
    ".mhtml": "a page packed as MHTML: save it as .html",
    ".url": "a link to a page, not the page",
    ".webloc": "a link to a page, not the page",
    ".tmp": "a temporary file",
}
# The type that a packed document declares in its member `mimetype`.
_PACKED = (
    (b"opendocument", "an OpenDocument file (.odt, .ods): save it as .rtf, .csv or text"),
    (b"epub", "an e-book (EPUB): save its chapters as .html or text"),
)
_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})
_LOCKS = ("~$", ".~lock.")  # what Word and LibreOffice leave beside an open document
_FORKS = "__MACOSX"  # the folder of an archive in which macOS keeps its own files


def left_over(name: str) -> str | None:
    """Return what a file or folder of this name is that nobody means to be read, None if it is."""
    if name.startswith(_LOCKS):
        return "the lock of a document that was open, no article"
    if name == _FORKS or name.startswith("._") or name == ".DS_Store":
        return "what macOS stores beside a file, no article"
    if name.lower() in _SYSTEM:
        return "what Windows stores in a folder, no article"
    return "hidden, so not read" if name.startswith(".") else None


def foreign(name: str, head: bytes) -> str | None:
    """Return what a file is that griefs does not read, and the way out; None if it is unknown."""
    for offset, magic, told in _MAGIC:
        if head[offset : offset + len(magic)] == magic:
            return told
    return _ENDINGS.get(PurePath(name).suffix.lower())


def packed_document(declared: bytes) -> str | None:
    """Return what a zip archive is whose member `mimetype` says this, None if it is unknown."""
    return next((told for kind, told in _PACKED if kind in declared), None)
