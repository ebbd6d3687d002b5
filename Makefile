# Two commands do everything on a fresh machine: `make serve` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
TESTS := $(BIN)/pytest -n 3 --dist worksteal -m "not long"
LOCK := uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header -p 3.11

.PHONY: serve test coverage test-long check lock bench clean

serve: $(VENV)/run.stamp node_modules/run.stamp  ## Install, publish data/ and serve it on http://127.0.0.1:8000
	$(BIN)/samverkan-ld publish
	$(BIN)/samverkan-ld serve

check: $(VENV)/test.stamp  ## The fast checks: style, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: check node_modules/test.stamp  ## Every check
	./tests/install-servers
	$(TESTS)

coverage: $(VENV)/test.stamp node_modules/test.stamp  ## Which lines the checks reach; takes twice as long
	./tests/install-servers
	$(TESTS) --cov --cov-report=term

# `make test` tries the same examples each time; this tries others.
test-long: $(VENV)/test.stamp node_modules/test.stamp  ## What takes minutes, and more at random
	./tests/install-servers
	$(BIN)/pytest -m "long or hypothesis" --hypothesis-profile=patient

bench: $(VENV)/bench.stamp  ## Measure, beside peers, as ratios
	$(BIN)/python -m bench

lock: $(VENV)/pip.stamp  ## Renew the lock files
	$(BIN)/$(LOCK) pyproject.toml --group build -o requirements.txt
	$(BIN)/$(LOCK) pyproject.toml --group build --group test -o requirements-test.txt
	$(BIN)/$(LOCK) pyproject.toml --group build --group bench -o requirements-bench.txt
	$(BIN)/$(LOCK) --group tools -o requirements-tools.txt

$(VENV)/pip.stamp:
	$(PYTHON) -m venv $(VENV) || { $(SUDO) apt-get update -q && \
	  $(SUDO) apt-get install -qy python3-venv && $(PYTHON) -m venv $(VENV); }
	$(BIN)/pip install -q --require-hashes -r requirements-tools.txt
	touch $@

# One rule for the three sets: each installs its lock file, then this project as it stands.
$(VENV)/run.stamp: requirements.txt
$(VENV)/test.stamp: requirements-test.txt
$(VENV)/bench.stamp: requirements-bench.txt
$(VENV)/%.stamp: pyproject.toml | $(VENV)/pip.stamp
	$(BIN)/uv pip install -q --require-hashes $(foreach f,$(filter requirements%,$^),-r $(f))
	$(BIN)/uv pip install -q --no-deps --no-build-isolation -e .
	touch $@

# The editor of the query page; tests ask with Comunica too. `npm ci` empties the folder first.
node_modules/run.stamp: package.json package-lock.json
	./vendor/install --omit=dev
	touch $@
node_modules/test.stamp: package.json package-lock.json
	./vendor/install
	touch node_modules/run.stamp $@

clean:  ## Remove what is made here
	rm -rf node_modules src/samverkan_ld/web/static/vendor
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
