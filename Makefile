# Every target sets up what it needs. Python 3.11 or newer and a package index (pip's own settings apply) are enough.
#
#   make dashboard   open the dashboard           make check   ruff and mypy
#   make test        check, then the tests        make fix     let ruff tidy up
#   make test-all    the same with the slow ones
#   make env         only what running needs      make bench   speed and quality
#   make lock        write requirements/*.txt anew (UPGRADE=--upgrade for newer versions)
#   make schema      write docs/timeline.schema.json anew after a change of timeline/model.py

VENV ?= .venv
HOST ?= 127.0.0.1
PORT ?= 8050
WORKERS ?= auto
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --require-hashes -r
PROJECT := $(PIP) install --no-deps --no-build-isolation --no-index --editable .

.PHONY: dashboard test test-all check fix lock schema env dev bench
.DELETE_ON_ERROR:

dashboard: env
	$(BIN)/timeline serve --host $(HOST) --port $(PORT)

test: check
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -m "not slow"

test-all: check
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

check: dev
	$(BIN)/ruff check .
	$(BIN)/mypy

fix: dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: dev
	$(BIN)/python -m benchmarks

lock: $(BIN)/python
	command -v uv >/dev/null || $(PIP) install uv
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python requirements/lock.py $(UPGRADE)

schema: dev
	$(BIN)/python -c 'import json, timeline; print(json.dumps(timeline.json_schema(), indent=2))' >docs/timeline.schema.json

env: $(VENV)/.run

dev: $(VENV)/.dev

# The stamps stand in the environment itself, so that removing it removes them too. What the tests need holds all that
# running needs.
$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing what requirements/run.txt pins; the first time this takes a few minutes."
	@test -e $(VENV)/.dev && test ! requirements/run.txt -nt $(VENV)/.dev || $(INSTALL) requirements/run.txt
	@$(PROJECT)
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(BIN)/python
	@echo "Installing what requirements/dev.txt pins; the first time this takes a few minutes."
	@$(INSTALL) requirements/dev.txt
	@$(PROJECT)
	@touch $@

$(BIN)/python:
	@for python in $(PYTHON) python3.11 python3.12 python3.13 python3; do \
	  if command -v $$python >/dev/null && $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then echo "Making $(VENV) with $$($$python --version)"; exec $$python -m venv $(VENV); fi; \
	done; \
	echo "No Python 3.11 or newer was found. Install one (Debian: apt install python3.11 python3.11-venv)," >&2; \
	echo "or name it: make PYTHON=/path/to/python3.11" >&2; exit 1
