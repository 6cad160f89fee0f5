# The commands of `python -m scripts`, for those who have make.
SOURCES ?=
VARS ?= {}
FILE ?=
FROM ?=
A ?=
B ?=
BENCH ?=
export VARS FILE FROM A B
PYTHON ?= python3
RUN := $(PYTHON) -m scripts

.DEFAULT_GOAL := help
.PHONY: help build tableau publish-tableau check diff fetch test test-rest test-all mutants fuzz increments faults bench nightly lint format sample lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-15s %s\n", $$1, $$2}'

build: ## Build SOURCES=sample (or act_mooc, oulad, edx, moodle, xapi, files; commas between), with VARS='{time_zone: UTC}'
	@$(RUN) build $(SOURCES) --vars "$$VARS"

tableau: ## Write the Tableau workbook and data sources anew, from the last build
	@$(RUN) tableau

check: ## Try out FILE=clicks.csv: how it would be read, what is kept, what it can answer
	@$(RUN) check "$$FILE" --vars "$$VARS"

diff: ## What changed between two builds: A=old.duckdb B=new.duckdb
	@$(RUN) diff "$$A" "$$B"

fetch: ## Download SOURCES=act_mooc (or oulad), or unpack FROM=<archive downloaded by hand>
	@$(RUN) fetch $(SOURCES) $(if $(FROM),--from "$$FROM")

publish-tableau: ## Put the workbook and data sources on the Tableau Server or Cloud that TABLEAU_SERVER names
	@$(RUN) publish-tableau

test: ## What a change needs: the style and the quick tests
	@$(RUN) test

test-rest: ## What `make test` leaves out: all SQL linted and the thorough tests
	@$(RUN) test-rest

test-all: ## All of that
	@$(RUN) test-all

lint: ## Check the style of Python, YAML and changed SQL, and types
	@$(RUN) lint

mutants: ## Break every mart on purpose and name the test that notices (takes about ten minutes)
	@$(RUN) mutants

fuzz: ## Corrupt 2,000 files of every format and look for what is lost (takes about eight minutes)
	@MOOC_FUZZ_COUNT=2000 $(RUN) test tests/python/staging/test_fuzz.py

increments: ## Grow 200 warehouses by random deliveries and compare each with a full refresh (takes half an hour)
	@MOOC_INCREMENT_CASES=200 $(RUN) test tests/python/increments/test_increments.py

faults: ## Kill builds at 51 random moments and exports at 10, and look for what they left
	@MOOC_KILL_COUNT=51 MOOC_EXPORT_KILL_COUNT=10 $(RUN) test \
		tests/python/increments/test_faults.py tests/python/exports/test_export_faults.py

bench: ## Measure build and increments up to 100 million actions into docs/benchmarks.md, for hours; BENCH="--sizes 1 --runs 1 --out FILE" for less
	@$(RUN) bench $(BENCH)

nightly: test-all mutants fuzz increments faults ## All that is too slow for every change

format: ## Put Python in shape
	@$(RUN) format

sample: ## Write the committed sample and its planted truth anew
	@$(RUN) sample

lock: ## Resolve the requirements*.in to requirements*.txt, with hashes
	@$(RUN) lock

clean: ## Remove all that was built, the environment too
	rm -rf .venv target logs warehouse exports
