# Everything a contributor runs. `make demo` and `make test` set up what they need.
# PYTHON chooses the interpreter, VENV the folder of the virtual environment.

PYTHON ?= python3
VENV ?= .venv
WORKERS ?= 2
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check install --quiet
PYTEST = $(BIN)/pytest -W error -n $(WORKERS) --dist worksteal
OLDEST = 3, 10

.PHONY: help demo test lint types unit slow coverage docs bench primer fuzz format clean
.NOTPARALLEL:

help: ## Show these lines
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 18

# Exit code 1 is what fclint says of a tree with findings, and examples/ has some on purpose.
demo: $(VENV)/.installed ## Lint examples/, as a user would
	@echo '$$ fclint examples/'
	@$(if $(NO_COLOR),,FORCE_COLOR=1) $(BIN)/fclint examples/; status=$$?; \
	if [ $$status -ne 1 ]; then \
		echo "demo: expected findings (exit code 1), fclint ended with $$status" >&2; exit 1; \
	fi

test: lint types unit slow ## Run every check: lint, types, tests

lint: $(VENV)/.installed-dev ## Run ruff (rules and formatting)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.installed-dev ## Run mypy --strict (configured in pyproject.toml)
	$(BIN)/mypy

unit: $(VENV)/.installed-dev ## Run the tests that take two minutes together, warnings as errors
	$(PYTEST) -m 'not slow'

slow: $(VENV)/.installed-dev ## Run the others: fuzzing, processes, editors, servers, hooks
	$(PYTEST) -m slow --durations=25

coverage: $(VENV)/.installed-dev ## Run the tests, and show the branches that they leave out
	$(PYTEST) --cov --cov-report=term:skip-covered

format: $(VENV)/.installed-dev ## Format the code and mend what ruff can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(VENV)/.installed-dev ## Write docs/rules/, the README's rule tables, the schema and the picture
	$(BIN)/python scripts/generate_docs.py
	$(BIN)/python scripts/generate_schema.py
	$(BIN)/python scripts/render_demo.py

bench: $(VENV)/.installed-dev ## Measure fclint beside other linters, and how its time grows (half an hour)
	$(BIN)/python -m pip install --quiet -e '.[bench]'
	$(BIN)/python bench/run.py --write
	$(BIN)/python bench/growth.py
	$(BIN)/python bench/flake8_overhead.py

primer: $(VENV)/.installed-dev ## Lint real packages, and show what fclint says differently (FOLDERS=... for more)
	$(BIN)/python scripts/primer.py $(FOLDERS)

fuzz: $(VENV)/.installed-dev ## Hold the analysis against running 150,000 programs (hours)
	$(BIN)/python tests/differential/campaign.py --jobs $(WORKERS) --programs 50000
	$(BIN)/python tests/differential/campaign.py --jobs $(WORKERS) --permutations 4

clean: ## Remove the environment, caches and build results
	rm -rf $(VENV) build dist *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .fclint_cache .coverage .coverage.*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A virtual environment that works and is new enough is kept, whoever made it.
$(VENV)/.created:
	@command -v $(PYTHON) >/dev/null || { \
		echo "fclint needs Python 3.10 or later, and '$(PYTHON)' is not there: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < ($(OLDEST)))' 2>/dev/null || { \
		version=$$($(PYTHON) -c 'import platform; print("is", platform.python_version())' 2>/dev/null); \
		echo "fclint needs Python 3.10 or later, and '$(PYTHON)' $${version:-does not run}: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' has no venv module; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@$(BIN)/python -c 'import sys, pip; sys.exit(sys.version_info < ($(OLDEST)))' 2>/dev/null || { \
		echo 'Creating $(VENV)'; $(PYTHON) -m venv --clear $(VENV); }
	@touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml
	@echo 'Installing fclint into $(VENV)'
	@$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.created pyproject.toml
	@echo 'Installing fclint and the tools of its developers into $(VENV)'
	@$(PIP) --editable '.[dev]'
	@touch $(VENV)/.installed $@
