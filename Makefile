# Everything a fresh machine needs is Python 3.11 or newer and make.
#   make demo    summarize an example with a local model: no key, no account (fetches 1.1 GB once)
#   make test    the suite: no key, no model, no network but 127.0.0.1
#   make check   formatter, linter, types, layers, generated files, coverage of the core
#   make audit   hold what is installed against the known advisories: needs the network
#   make record  record the cassettes again with the local model
#   make floors  hold the figures of the recorded gold stories against their floors: no model
#   make faults  write docs/faults.md anew from the table in tests/faults
#   make evals   measure all systems over the gold set with the local model: hours
#   make bench   measure time beside plain instructor, and memory by rows: an hour
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
AUDIT := $(VENV)/audit
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test check audit record floors evals bench schemas faults wheel clean
.DELETE_ON_ERROR:

demo: $(VENV)/.demo
	@$(BIN)/summarizer model fetch
	@$(BIN)/summarizer summarize examples/harbour.txt --model local --format json --out demo.json
	@$(BIN)/summarizer summarize examples/harbour.txt --model local --format table
	@echo "The same as JSON: demo.json"

test: $(VENV)/.test
	$(BIN)/python -m pytest -W error

check: $(VENV)/.check
	$(BIN)/ruff format --check src tests evals bench .ci
	$(BIN)/ruff check src tests evals bench .ci
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -W error -q --cov --cov-report= tests
	$(BIN)/python -m coverage report --include='*/summarizer/core/*' --fail-under=100

audit: $(VENV)/.check $(VENV)/.demo $(VENV)/.audit
	$(AUDIT)/bin/python .ci/audit.py $(AUDIT_FLAGS) "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"

record: $(VENV)/.check $(VENV)/.demo
	[ -n "$$SUMMARIZER_TEST_MODEL$$SUMMARIZER_MODEL" ] || $(BIN)/summarizer model fetch
	$(BIN)/python -m pytest -W error tests/recorded --record
	$(BIN)/python -m pytest -W error -q tests/recorded

floors: $(VENV)/.test
	$(BIN)/python -m evals floors

evals: $(VENV)/.test $(VENV)/.demo
	[ -n "$(ADDRESS)" ] || $(BIN)/summarizer model fetch
	$(BIN)/python -m evals run $(if $(ADDRESS),--address $(ADDRESS))
	$(BIN)/python -m evals table --json evals/runs/table.json

bench: $(VENV)/.test
	$(BIN)/python -m bench batch
	$(BIN)/python -m bench memory

schemas: $(VENV)/.check
	$(BIN)/summarizer schema --out schemas

faults: $(VENV)/.test
	PYTHONPATH=tests $(BIN)/python -m faults

wheel: $(VENV)/.check
	rm -rf dist
	$(BIN)/python -m build --wheel --outdir dist .

$(VENV)/.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "summarizer needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "python3-venv is missing: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade pip
	@touch $@

$(VENV)/.demo: $(VENV)/.venv pyproject.toml
	$(PIP) install --editable '.[local]'
	@touch $@

$(VENV)/.test: $(VENV)/.venv pyproject.toml
	$(PIP) install --editable . --group test
	@touch $@

$(VENV)/.check: $(VENV)/.venv pyproject.toml
	$(PIP) install --editable . --group check
	@touch $@

# in an environment of its own: what it needs is not what is audited
$(VENV)/.audit: $(VENV)/.venv pyproject.toml
	$(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip --disable-pip-version-check --quiet install --upgrade pip
	$(AUDIT)/bin/python -m pip --disable-pip-version-check --quiet install --group audit
	@touch $@

clean:
	rm -rf $(VENV) dist demo.json
