"""Run every measurement that needs no gold and write `benchmarks/RESULTS.md`; takes two hours.

python -m benchmarks [NAME…]
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MEASUREMENTS = (
    "startup",
    "model",
    "stages",
    "ingest",
    "clean",
    "whole_job",
    "killed",
    "memory",
)
RESULTS = Path(__file__).with_name("RESULTS.md")


def main(names: tuple[str, ...]) -> None:
    """Run the measurements one after the other; what fails is reported and the others go on."""
    sections = ["# Results\n\nRatios travel, seconds do not. Written by `make bench`.\n"]
    for name in names:
        print(f"measuring {name}", file=sys.stderr)
        command = [sys.executable, "-m", f"benchmarks.{name}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        failure = f"\nfailed: {done.stderr.strip()[-500:]}" if done.returncode else ""
        sections.append(f"## {name}\n\n```text\n{done.stdout.strip()}{failure}\n```\n")
    RESULTS.write_text("\n".join(sections), encoding="utf-8")


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or MEASUREMENTS)
