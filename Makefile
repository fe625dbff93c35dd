# make run     load the bundled data, print chains and gaps, write out/gaps.xlsx, serve the page (SERVE=0: not)
# make test    the whole test suite; what is missing on this machine is named and skipped
# make lint    ruff, mypy, import-linter, generated files
# make lock    resolve the lock file again
# make neo4j   a real Neo4j 5.26 on a free port of loopback (Java 17, Maven)
# make bench   the benchmarks
# make screenshots   every page at both sizes into out/screenshots, those of the documentation into docs/images
# make wheel   build the wheel into dist/

PYTHON ?= python3
BIN := .venv/bin
SERVE ?= 1

.PHONY: run test lint lock neo4j bench wheel docs screenshots clean

run: .venv/installed
	$(BIN)/liantu start $(if $(filter 0,$(SERVE)),--no-serve)

test: .venv/installed
	$(BIN)/python -m pytest

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python docs/generate.py --check

docs: .venv/installed
	$(BIN)/python docs/generate.py

lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --group dev --all-extras -o requirements.lock

neo4j: .venv/installed
	$(BIN)/python deploy/neo4j/server.py

bench: .venv/installed
	$(BIN)/python -m benchmarks.loading
	$(BIN)/python -m benchmarks.gaps
	$(BIN)/python -m benchmarks.planning
	$(BIN)/python -m benchmarks.users
	$(BIN)/python -m benchmarks.network
	$(BIN)/python -m benchmarks.lists
	$(BIN)/python -m benchmarks.classification
	$(BIN)/python -m benchmarks.linking

screenshots: .venv/installed
	PYTHONPATH=. $(BIN)/python docs/screenshots.py out/screenshots

wheel: .venv/installed
	$(BIN)/python -m hatchling build -t wheel

# Hashes are checked, then the package itself is installed without looking for anything more.
.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf .venv out dist
