"""What the fork server imports before it forks: importing it fills the template."""

from __future__ import annotations

from pipeline.engine import template

template.fill()
