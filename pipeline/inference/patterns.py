"""The one costly pattern of spaCy's French tokeniser, kept between processes.

Importing `spacy.lang.fr` compiles a pattern of 1.4 million characters: two seconds, half the time
that loading the model takes, in every worker. Compiled it is a list of numbers, which `re` turns
into the same pattern in milliseconds. The numbers are kept in the user's cache folder, named by a
hash of the pattern and the version of Python; whatever is wrong there, the pattern is compiled.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import sys
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

COSTLY = 100_000  # characters; only patterns longer than this are kept


@contextmanager
def kept(folder: Path | None = None) -> Iterator[None]:
    """Take long patterns from the cache, or put them there, while this context lasts.

    Args:
        folder: Where they are kept; the user's cache folder unless told.
    """
    compiler = _compiler()
    if compiler is None:  # another Python: nothing is lost but time
        yield
        return
    original = compiler.compile
    place = folder or _user_folder()

    def compile_kept(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        if not isinstance(pattern, str) or len(pattern) < COSTLY:
            found: re.Pattern[Any] = original(pattern, flags)
            return found
        path = place / f"{_key(pattern, flags)}.pattern"
        return _recalled(path, pattern) or _compiled(path, pattern, flags, original)

    compiler.compile = compile_kept
    try:
        yield
    finally:
        compiler.compile = original


def _compiler() -> Any:
    try:
        found: Any = importlib.import_module("re._compiler")
    except ImportError:
        return None
    return found if all(hasattr(found, name) for name in ("compile", "_code", "_sre")) else None


def _user_folder() -> Path:
    root = os.environ.get("XDG_CACHE_HOME")
    return (Path(root) if root else Path.home() / ".cache") / "griefs"


def _key(pattern: str, flags: int) -> str:
    named = f"{sys.version}\0{int(flags)}\0{pattern}"
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _recalled(path: Path, pattern: str) -> re.Pattern[str] | None:
    try:
        return _rebuilt(zlib.decompress(path.read_bytes()), pattern)
    except Exception:  # noqa: BLE001  # whatever is wrong with a cache, compiling mends it
        return None


def _rebuilt(data: bytes, pattern: str) -> re.Pattern[str]:
    flags, code, groups, names = json.loads(data)
    indices: list[str | None] = [None] * (groups + 1)
    for name, index in names.items():
        indices[index] = name
    module = _compiler()._sre  # noqa: SLF001  # what `re` itself calls
    made: re.Pattern[str] = module.compile(pattern, flags, code, groups, names, tuple(indices))
    return made


def _compiled(
    path: Path, pattern: str, flags: int, original: Callable[..., re.Pattern[str]]
) -> re.Pattern[str]:
    try:
        tree = importlib.import_module("re._parser").parse(pattern, flags)
        groups, names = tree.state.groups - 1, dict(tree.state.groupdict)
        code = _compiler()._code(tree, flags)  # noqa: SLF001
        data = json.dumps([int(flags) | tree.state.flags, code, groups, names]).encode()
        made = _rebuilt(data, pattern)
    except Exception:  # noqa: BLE001  # another Python: it works without
        return original(pattern, flags)
    with suppress(OSError):  # a home that cannot be written
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        temporary.write_bytes(zlib.compress(data))
        temporary.replace(path)
    return made
