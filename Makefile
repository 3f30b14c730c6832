# Needs Python 3.11 or newer and make. Everything else is put into .venv from constraints.txt.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test test-everywhere lint bench texts clean

demo: $(STAMP)                    ## the demo in a browser
	$(BIN)/python -m bot demo

test: $(STAMP) lint               ## the whole suite, lint and types included
	$(BIN)/python -m pytest -q -n 4 --dist worksteal

test-everywhere: $(STAMP)         ## a new process a message, every year and death on PostgreSQL too
	$(BIN)/python -m pytest -q -n 4 --dist worksteal --everywhere

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(STAMP)                   ## ratios measured side by side
	$(BIN)/python -m bench

texts: $(STAMP)                   ## rewrite tests/texts/golden and .env.example
	$(BIN)/python -m tests.texts.rewrite

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c "import sys; sys.exit('Python 3.11 or newer is needed') if sys.version_info < (3, 11) else None"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $(STAMP)

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
