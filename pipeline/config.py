"""`griefs.toml` to frozen values. Defaults are written here, once."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from pipeline.errors import ConfigError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What changes the tables: every value here is part of the key of a batch.

    Attributes:
        language: ISO 639-1 code that articles must be in; `any` keeps all.
        input_format: Reader to force; None recognises the format of each file.
        mapping: Column of tables and records by field of an article; what is left out is guessed.
        seed: Of the bootstrap and of samples.
        actors: CSV of the user's own actor names (columns as `lexicons/institutions.csv`).
        frames: TOML of the user's own frames (keys as `lexicons/frames.toml`).
    """

    language: str = "fr"
    input_format: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    seed: int = 0
    actors: str | None = None
    frames: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the values as plain data, for the manifest and for keys."""
        return asdict(self)


def load(path: Path | None, **overrides: Any) -> Config:
    """Return the configuration of a file, options given on the command line first.

    Args:
        path: A TOML file; None means defaults.
        overrides: Values that win over the file; None means not given.

    Raises:
        ConfigError: The file cannot be read or is no TOML.
        UnknownNameError: It has a key that means nothing here.
    """
    config = Config()
    if path is not None:
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigError(f"{path}: {error}") from error
        known = {entry.name for entry in fields(Config)}
        for key in values:
            if key not in known:
                raise UnknownNameError("configuration key", key, known)
        config = replace(config, **values)
    return replace(config, **{k: v for k, v in overrides.items() if v is not None})
