# The front door. `make status` shows the plan, `make test` passes the tests; both set up what
# they need on a machine that has Python 3.11 or later, git and make.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
FUZZ_SECONDS ?= 180
FUZZ_SEED ?= 1
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

unexport PYTHONDONTWRITEBYTECODE # or every process, and every worker, compiles all anew

.PHONY: help site status test fuzz check lint types docs docs-check bench bench-guard browser site-check fleet-check lake-bench spark-check documents-check build clean
.DEFAULT_GOAL := help

help: ## Say what there is to make
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/make \1	\2/' | expand -t 18

status: $(VENV)/.ready ## Show where every measure of plan/ stands, and the budget of its last year
	@$(BIN)/plantool status
	@echo
	@$(BIN)/plantool budget --year 31

site: $(VENV)/.ready ## Write the site of plan/ into build/site (open build/site/index.html)
	@$(BIN)/plantool --plan plan site --output build/site

test: $(VENV)/.ready-dev ## Run the tests
	@$(BIN)/python -m pytest

fuzz: $(VENV)/.ready-dev ## Every example the tests can draw; spoilt files of plans; plans made to be slow
	@$(BIN)/python -m pytest --hypothesis-profile=thorough
	@$(BIN)/python benchmarks/fuzz.py --seconds $(FUZZ_SECONDS) --seed $(FUZZ_SEED)
	@$(BIN)/python benchmarks/series.py --check

check: lint types docs-check test ## Everything a pull request must pass

lint: $(VENV)/.ready-dev ## Style, formatting, and what workflows may do
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/zizmor --offline --quiet --strict-collection --config .github/zizmor.yml .github action.yml docs/ci/github*.yml

types: $(VENV)/.ready-dev ## Types, strictly
	@$(BIN)/mypy

docs: $(VENV)/.ready-dev ## Write the generated parts of the docs and the READMEs anew
	@$(BIN)/python docs/refresh.py
	@$(BIN)/python benchmarks/mutations.py --write docs/mutations.md

docs-check: $(VENV)/.ready-dev ## Fail where a generated part of the docs is out of date
	@$(BIN)/python docs/refresh.py --check
	@$(BIN)/python benchmarks/mutations.py --check docs/mutations.md

bench: $(VENV)/.ready-bench ## Time plantool against its peers and write docs/performance.md
	@$(BIN)/python benchmarks/run.py --write docs/performance.md

browser: $(VENV)/.ready ## Open the HTML documents in a real browser (needs node and a Chromium)
	@mkdir -p build
	@$(BIN)/plantool --plan examples/ward/plan report --year R1 --as-of 2020-07-31 --output build/ward.html
	@$(BIN)/plantool --lang en report --year 30 --as-of 2019-06-30 --output build/plan.html
	@$(BIN)/plantool diff plan examples/ward/plan --format html > build/diff.html
	@npm install --silent --prefix tests/browser --no-save playwright-core axe-core
	@node tests/browser/check.mjs build/ward.html build/plan.html build/diff.html

SITES := build/sites
site-check: $(VENV)/.ready-dev ## Open sites in a real browser, and search them with the keyboard (needs node and a Chromium)
	@rm -rf $(SITES) && mkdir -p $(SITES)/plans
	@$(BIN)/plantool --plan examples/ward/plan site --output $(SITES)/ward --as-of 2021-07-31
	@$(BIN)/plantool --plan examples/scorecard/plan site --output $(SITES)/scorecard --as-of 2018-07-31
	@$(BIN)/python -m tests.site.hostile_plan $(SITES)/plans/hostile
	@$(BIN)/plantool --plan $(SITES)/plans/hostile site --output $(SITES)/hostile --as-of 2019-07-31
	@$(BIN)/python benchmarks/generate.py 1000 $(SITES)/plans/large
	@$(BIN)/plantool --plan $(SITES)/plans/large site --output $(SITES)/large --as-of 2022-07-31
	@if ! command -v node >/dev/null; then echo "SKIPPED: node is not installed; no page was opened"; \
	elif ! npm install --silent --prefix tests/browser --no-save playwright-core axe-core; then \
	  echo "SKIPPED: playwright-core and axe-core could not be installed; no page was opened"; \
	else node tests/browser/check_site.mjs $(SITES)/ward $(SITES)/scorecard && \
	  node tests/browser/check_site.mjs --all $(SITES)/hostile && \
	  node tests/browser/check_site.mjs --search $(SITES)/large; fi

documents-check: $(VENV)/.ready-dev ## Print reports for Word, PDF and Excel as pictures to look at (needs LibreOffice, Pango)
	@$(BIN)/python tests/print_documents.py build/documents

bench-guard: $(VENV)/.ready-dev ## Fail where processor time or memory got worse than before the change (BASE=REV)
	@$(BIN)/python benchmarks/guard.py $(if $(BASE),--base $(BASE))

fleet-check: $(VENV)/.ready-dev ## Build a lake of 1,788 generated plans, and compare its sums with those that were drawn
	@rm -rf build/fleet
	@$(BIN)/python benchmarks/fleet.py build/fleet

lake-bench: $(VENV)/.ready-dev ## Ask 7 million facts by plantool and by bare DuckDB (the lake stays in build/)
	@mkdir -p build
	@$(BIN)/python benchmarks/lake.py build/lake

spark-check: $(VENV)/.ready-dev ## Every question about many plans on DuckDB and on Spark (needs Java)
	@mkdir -p build
	@$(PIP) --editable '.[spark]'
	@test -d build/lake || $(BIN)/python benchmarks/lake.py build/lake --only-make
	@test -d build/odd-lake || $(BIN)/python -m tests.fleet.lake_making build/odd-lake
	@$(BIN)/python benchmarks/spark_check.py build/odd-lake build/lake

build: $(VENV)/.ready-dev ## Build the wheel into dist/
	@$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean: ## Remove the environment and everything built
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.ready: pyproject.toml constraints.txt
	@echo "Setting up $(VENV) …" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --editable .
	@touch $@

# not on top of .ready: the package is built and its libraries are looked up once
$(VENV)/.ready-dev: pyproject.toml constraints.txt
	@echo "Setting up $(VENV) …" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --editable '.[dev]'
	@touch $(VENV)/.ready $@

$(VENV)/.ready-bench: $(VENV)/.ready-dev
	@$(PIP) --editable '.[bench]'
	@touch $@
