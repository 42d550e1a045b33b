# Two commands on a fresh machine with Python 3.11 or later, git and make: `make run`, `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test check gate bench docs lock clean

run: $(READY)  ## the main job on the sample corpus
	$(BIN)/griefs run data/raw --out data/processed --csv

test: $(READY)  ## all tests but the gate
	$(BIN)/pytest -m "not gate"

check: $(READY)  ## everything that must hold: format, lint, types, imports, tests with coverage
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --cov -m "not gate"

gate: $(READY)  ## quality floors on the gold
	$(BIN)/pytest -m gate

bench: $(READY)  ## all measurements, written to benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks

docs: $(READY)  ## the site, into site/; a warning is an error
	$(BIN)/mkdocs build --strict

lock:  ## after a change of dependencies: versions and hashes, no addresses
	uv pip compile pyproject.toml --universal --python-version 3.11 --extra dask --extra dev --generate-hashes \
	  --no-emit-index-url --no-header --quiet --output-file requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("griefs needs Python 3.11 or later: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
