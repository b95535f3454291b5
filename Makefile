# Every target sets up what it needs in a local virtual environment (.venv).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help run test check slow bench docs test-corpora clean

help:
	@echo "make run           send the 1,000-recipient campaign, end to end"
	@echo "make test          lint, types, layers and the whole test suite"
	@echo "make slow          the long property tests"
	@echo "make bench         speed and memory against their yardsticks"
	@echo "make test-corpora  public Apex code bases laid out under SFSIM_CORPORA"
	@echo "make docs          build the documentation, strictly"

$(STAMP): pyproject.toml
	$(PYTHON) scripts/require_python.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,coverage]'
	@touch $(STAMP)

run: $(STAMP)
	$(BIN)/sfsim run

test: $(STAMP)
	scripts/check $(BIN)
	scripts/test $(BIN)

slow: $(STAMP)
	$(BIN)/python -m pytest -m slow -n 2

bench: $(STAMP)
	$(BIN)/python -m benchmarks

test-corpora: $(STAMP)
	$(BIN)/python scripts/test_corpora.py

docs: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	$(BIN)/mkdocs build --strict

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache site
