"""What the commands are for: the headings under which `--help` shows them, in this order."""

from __future__ import annotations

MAKE = "Make tables"
LOOK = "Look"
CHECK = "Check"
HAND_ON = "Hand on"
KNOW = "Know"
STAGES = "Stages of a run, one by one"
ORDER = (MAKE, LOOK, CHECK, HAND_ON, KNOW, STAGES)
