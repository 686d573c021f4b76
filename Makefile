# The commands of this project. `make` alone lists them.

BIN := .venv/bin
PY := $(BIN)/python
TEMPLATES = $(shell find templates participatie cms -name '*.html')

.DEFAULT_GOAL := help
.PHONY: help run install check test bench screenshots messages lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/base.installed ## server, worker and database on http://127.0.0.1:8000 (PORT= changes it)
	@exec $(PY) manage.py run

install: .venv/dev.installed ## only the environment
	@$(PY) -m participatie.core.translations

check: install ## formatting, lint, types, import rules, migrations, translations
	@.ci/system-packages gettext
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py translations --check

test: install ## all tests, on all cores
	@.ci/system-packages chromium dovecot-imapd clamav-daemon tesseract-ocr tesseract-ocr-nld tesseract-ocr-osd
	@.ci/html-checker
	@.ci/design-system
	$(BIN)/pytest

bench: install ## the benchmarks
	$(PY) -m tests.benchmarks

screenshots: install ## the pictures of README.md, from a demo that runs (PORT= as for run)
	@.ci/system-packages chromium
	$(PY) -m docs.screenshots http://127.0.0.1:$(or $(PORT),8000)

messages: install ## collect the texts of the source into locale/, to be translated
	@.ci/system-packages gettext
	$(PY) manage.py makemessages --no-obsolete --no-location --no-wrap \
		--ignore=var --ignore=tests --locale=nl --locale=en
	@for file in locale/*/LC_MESSAGES/django.po; do \
		msgcat --no-wrap --sort-output $$file --output-file=$$file; done

lock: .venv/base.installed ## lock the requirements of pyproject.toml anew
	requirements/lock

clean: ## remove everything that was installed, made or stored
	rm -rf .venv var .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

.venv/%.installed: requirements/%.txt
	@requirements/install $*
