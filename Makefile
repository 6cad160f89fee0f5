# Everything a newcomer needs. Each target sets up by itself what it uses.
SOURCES ?=
VARS ?= {}
FILE ?=
FROM ?=
A ?=
B ?=
BENCH ?=
export VARS FILE FROM A B
PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help build tableau publish-tableau check diff fetch test mutants fuzz increments faults bench nightly lint format sample lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-15s %s\n", $$1, $$2}'

build: $(READY) ## Build SOURCES=sample (or act_mooc, oulad, edx, moodle, xapi, files; commas between), with VARS='{time_zone: UTC}'
	@$(BIN)/python -m scripts.build $(SOURCES) --vars "$$VARS"

tableau: $(READY) ## Write the Tableau workbook and data sources anew, from the last build
	@$(BIN)/python -m scripts.tableau

check: $(READY) ## Try out FILE=clicks.csv: how it would be read, what is kept, what it can answer
	@$(BIN)/python -m scripts.check "$$FILE" --vars "$$VARS"

diff: $(READY) ## What changed between two builds: A=old.duckdb B=new.duckdb
	@$(BIN)/python -m scripts.compare "$$A" "$$B"

fetch: $(READY) ## Download SOURCES=act_mooc (or oulad), or unpack FROM=<archive downloaded by hand>
	@$(BIN)/python -m scripts.fetch $(SOURCES) $(if $(FROM),--from "$$FROM")

publish-tableau: $(READY) ## Put the workbook and data sources on the Tableau Server or Cloud that TABLEAU_SERVER names
	@$(BIN)/python -m scripts.tableau.publish

test: lint ## Lint, data tests, unit tests and Python tests, all on throw-away warehouses
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

mutants: $(READY) ## Break every mart on purpose and name the test that notices (takes about ten minutes)
	$(BIN)/python -m scripts.mutate

fuzz: $(READY) ## Corrupt 2,000 files of every format and look for what is lost (takes about eight minutes)
	MOOC_FUZZ_COUNT=2000 $(BIN)/python -m pytest tests/python/test_fuzz.py

increments: $(READY) ## Grow 200 warehouses by random deliveries and compare each with a full refresh (takes half an hour)
	MOOC_INCREMENT_CASES=200 $(BIN)/python -m pytest --numprocesses 2 tests/python/test_increments.py

faults: $(READY) ## Kill builds at 51 random moments and exports at 10, and look for what they left
	MOOC_KILL_COUNT=51 MOOC_EXPORT_KILL_COUNT=10 $(BIN)/python -m pytest --numprocesses 2 --dist loadfile \
		tests/python/test_faults.py tests/python/test_export_faults.py

bench: $(READY) ## Measure build and increments up to 100 million actions into docs/benchmarks.md, for hours; BENCH="--sizes 1 --runs 1 --out FILE" for less
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-bench.txt
	$(BIN)/python -m scripts.bench $(BENCH)

nightly: test mutants fuzz increments faults ## All that is too slow for every change

lint: $(READY) ## Check the style of Python, SQL and YAML
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/check-yaml $$(git ls-files '*.yml' '*.yaml')
	MOOC_WAREHOUSE=target/lint/mooc.duckdb $(BIN)/sqlfluff lint --processes 2 --disable-progress-bar analyses models tests

format: $(READY) ## Put Python in shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

sample: $(READY) ## Write the committed sample and its planted truth anew
	$(BIN)/python -m scripts.simulate

lock: $(READY) ## Resolve the requirements*.in to requirements*.txt, with hashes
	$(PYTHON) -m venv target/lock && target/lock/bin/pip install --quiet uv
	target/lock/bin/uv pip compile --quiet --generate-hashes --no-strip-extras --no-emit-index-url \
		--no-emit-find-links --no-header --no-annotate --universal --python-version 3.11 \
		requirements.in -o requirements.txt
	target/lock/bin/uv pip compile --quiet --generate-hashes --no-strip-extras --no-emit-index-url \
		--no-emit-find-links --no-header --no-annotate --universal --python-version 3.11 \
		--constraint requirements.txt requirements-bench.in -o requirements-bench.txt

clean: ## Remove all that was built, the environment too
	rm -rf $(VENV) target logs warehouse exports

$(READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name it, as in make PYTHON=python3.11")'
	@echo "Setting up $(VENV) from requirements.txt, once; this takes about a minute"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@touch $@
