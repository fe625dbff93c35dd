# make run        load the bundled data, print chains and gaps, write out/gaps-changzhou.xlsx, serve the page (SERVE=0: not)
# make test       the everyday tests; what is missing on this machine is named and skipped
# make test-all   every test on every engine with the full budgets
# make check      lint and the tests that need no store, while editing
# make lint       ruff, mypy, import-linter, generated files
# make lock       resolve the lock files again (uv)
# make neo4j      a real Neo4j 5.26 on a free port of loopback (Java 17, Maven)
# make chaos      kill writers and engines at random moments (KILLS=10000: so many; goes on where it stopped)
# make fuzz       fuzz what reads strangers' input under Atheris (SECONDS=60 for each; TARGETS="link statement": only these)
# make bench      the benchmarks
# make screenshots   every page at both sizes into out/screenshots, those of the documentation into docs/images
# make wheel      build the wheel into dist/
# make bundle-check   the archive for linux-x86_64, installed and started in a namespace without a network (root)
# make update     one signed file of the bundled datasets alone, into dist/ (LIANTU_SIGNING_KEY: the private key's file)
# make bundle     one archive to install from without a network, into dist/ (PLATFORM=linux-x86_64, …; deploy/bundle)

PYTHON ?= python3
BIN := .venv/bin
SERVE ?= 1
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Processes that share the tests: more than the cores, because a test on an engine waits for it.
WORKERS ?= 4
KILLS ?= 20
PYTEST = $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup
UV ?= uv
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock"
BENCHMARKS := startup loading gaps planning paint users network lists beside classification linking regions atlas companies bulk

.PHONY: run test test-all chaos fuzz check lint lock neo4j bench wheel bundle bundle-check update docs screenshots clean

run: .venv/installed
	$(BIN)/liantu start $(if $(filter 0,$(SERVE)),--no-serve)

test: .venv/dev
	$(PYTEST)

test-all: .venv/dev
	LIANTU_TEST_PROFILE=full $(PYTEST)

check: lint
	$(PYTEST) -m "not store"

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python docs/generate.py --check

docs: .venv/installed
	$(BIN)/python docs/generate.py

lock:
	$(COMPILE) pyproject.toml --group dev --all-extras -o requirements-dev.lock
	$(COMPILE) pyproject.toml -c requirements-dev.lock -o requirements.lock
	$(COMPILE) --group fuzz -c requirements-dev.lock -o requirements-fuzz.lock
	$(COMPILE) --group build -c requirements-dev.lock -o requirements-build.lock

neo4j: .venv/installed
	$(BIN)/python deploy/neo4j/server.py

chaos: .venv/dev
	$(BIN)/python -m tests.support.chaos --kills $(KILLS) --folder out/chaos

SECONDS ?= 60
fuzz: .venv/dev requirements-fuzz.lock
	$(PIP) --require-hashes -r requirements-fuzz.lock
	$(BIN)/python -m tests.support.hostile.fuzz --seconds $(SECONDS) --folder out/fuzz $(TARGETS)

bench: .venv/dev
	set -e; for name in $(BENCHMARKS); do $(BIN)/python -m benchmarks.$$name; done

screenshots: .venv/dev
	PYTHONPATH=. $(BIN)/python docs/screenshots.py out/screenshots

wheel: .venv/installed
	$(BIN)/python -m hatchling build -t wheel

PLATFORM ?= linux-x86_64
bundle: .venv/dev
	PYTHONPATH=. $(BIN)/python -m deploy.bundle.build $(PLATFORM) dist

bundle-check:
	$(MAKE) bundle PLATFORM=linux-x86_64
	$(BIN)/python -m deploy.bundle.check dist/liantu-linux-x86_64.tar.gz

update: .venv/dev
	PYTHONPATH=. $(BIN)/python -m deploy.bundle.update dist

# The product: hashes are checked, then the package itself is installed without looking for anything more.
.venv/installed: requirements.lock requirements-build.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock -r requirements-build.lock
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

# Beside it the tools, the tests and the extras, for whoever changes the code.
# pyspark is a source archive alone, which pip builds apart from the environment: that has no package `wheel`.
.venv/dev: .venv/installed requirements-dev.lock
	$(PIP) --use-pep517 --require-hashes -r requirements-dev.lock
	touch $@

clean:
	rm -rf .venv out dist
