"""How much one input may cost. Beyond a bound an item is rejected as `too_large`."""

from __future__ import annotations

MIB = 1024 * 1024

# A file that must be in memory as a whole (a web page, an export), in bytes.
WHOLE_FILE = 512 * MIB
# One line of a file that is read line by line, in bytes.
LINE = 64 * MIB
# One article, in characters: spaCy refuses more than a million at once, a novel has as many.
ARTICLE = 2_000_000
# Compressed data may grow by this factor once it has passed `FREE_EXPANSION` bytes.
EXPANSION = 200
FREE_EXPANSION = 64 * MIB
# Archives in archives, and members of one archive.
ARCHIVE_DEPTH = 3
ARCHIVE_MEMBERS = 500_000
# Elements inside elements of a page; lxml returns empty text, without a word, further down.
NESTING = 240
