# The two commands: `make run` and `make test`. Everything is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
PORT ?= 8501
SECONDS_TO_FUZZ ?= 60
# A file's tests stay together: what they load once is loaded once. In their order: by the number of
# their tests, the files with few long ones would come last. On two cores: tests wait for other
# processes a quarter of their time, those in a browser do not.
TOGETHER := --dist loadfile --no-loadscope-reorder --numprocesses 3
IN_BROWSERS := --dist loadfile --numprocesses 2

.PHONY: run test test-fast lint format bench fuzz samples dictionary screenshots constraints clean

run: $(VENV)/.run
	$(BIN)/cruscotto serve --port $(PORT)

test: $(VENV)/.test
	sh tools/ensure_chromium.sh
	$(BIN)/python -m pytest -m "not browser" $(TOGETHER)
	$(BIN)/python -m pytest -m browser $(IN_BROWSERS)

test-fast: $(VENV)/.test
	$(BIN)/python -m pytest -m "not browser" $(TOGETHER)

lint: $(VENV)/.lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.lint
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.test
	sh tools/ensure_chromium.sh
	$(BIN)/python -m bench

# Scratched workbooks in every format, for a bounded time. A traceback or a hang is a fault.
fuzz: $(VENV)/.test
	$(BIN)/python -m tests.workbook.fuzz $(SECONDS_TO_FUZZ)

# What is generated and kept in git; a test fails when it is not current.
samples: $(VENV)/.run
	$(BIN)/python data/build_izsler_2020.py
	$(BIN)/python data/build_izsler.py
	$(BIN)/python data/build_esempio.py

dictionary: $(VENV)/.run
	$(BIN)/python -m dashboard.store.dictionary

screenshots: $(VENV)/.test
	sh tools/ensure_chromium.sh
	$(BIN)/python -m tools.screenshots

constraints:
	$(PYTHON) -m venv --clear .venv-constraints
	.venv-constraints/bin/python -m pip install --quiet --editable ".[test,lint]"
	(sed -n '/^#/p' constraints.txt; .venv-constraints/bin/python -m pip freeze --exclude-editable) > constraints.new
	mv constraints.new constraints.txt
	rm -rf .venv-constraints

clean:
	rm -rf $(VENV) build *.egg-info src/*.egg-info

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) --editable .
	touch $@

$(VENV)/.test: $(VENV)/.run
	$(PIP) --editable ".[test]"
	touch $@

# Types are checked in tests too, so their packages belong to it. All at once: each installation
# prepares the project anew.
$(VENV)/.lint: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) --editable ".[test,lint]"
	touch $(VENV)/.run $(VENV)/.test $@
