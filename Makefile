# make run: set up and serve. make test: set up and pass every check. make lint, make bench.
# make coverage: which lines the tests do not reach; counting them takes a third of the time of the tests again.
# make calibrate SERIES=FILE: how often each test of a change is wrong, on the months of a file or build;
# MONTHS=4 for other periods than years, WRITE=docs/methods.md to put the table there. Without SERIES: how often the
# families of verdicts are wrong in simulated worlds (some minutes).
# make mutate: how many small faults in statistics, builds and checks the unit tests notice (some minutes);
# NUMBER=60 and SEED=1 say how many are tried and which.
# make lock: after a change of requirements.txt, write requirements.lock anew, with the hash of each file.
# make sbom: what is installed, as CycloneDX. make audit: known faults of it, where a list of them can be reached.
PYTHON ?= python3
VENV := .venv
SUPPLY := .venv-supply
BIN := $(VENV)/bin
# The crime-dashboard command, by what requirements.txt has brought.
INSTALL = $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
STORE := $(or $(DASHBOARD_STORE),data/store)

# Files are handed out in their order, those of the browser first: a long one at the end would keep one worker waiting.
# Each of the servers and commands that tests start finds the project compiled: it would take two seconds each time.
PYTEST = PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: run test coverage lint bench calibrate mutate browser lock sbom audit

run: $(VENV)/runtime
	@test -e "$(STORE)" || $(BIN)/python -m etl demo
	@exec $(BIN)/python app.py

test: lint browser
	$(PYTEST)

coverage: browser
	$(PYTEST) --cov --cov-report=term

lint: $(VENV)/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/development
	$(BIN)/python -m tests.bench

calibrate: $(VENV)/development
	@$(BIN)/python -m tests.calibration $(if $(SERIES),"$(SERIES)") $(if $(MONTHS),--months $(MONTHS)) $(if $(WRITE),--write "$(WRITE)")

mutate: $(VENV)/development
	@$(BIN)/python -m tests.mutation $(if $(NUMBER),--number $(NUMBER)) $(if $(SEED),--seed $(SEED))

# A browser for the tests, one that draws no window of its own first: Debian's where we may install it, else what is
# there, else Playwright's own.
APT = DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends fonts-dejavu-core
browser: $(VENV)/development
	@command -v chromium-headless-shell >/dev/null \
	|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
		&& { $(APT) chromium-headless-shell || $(APT) chromium; }; } \
	|| command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	|| $(BIN)/playwright install --only-shell chromium

$(BIN)/python:
	@$(PYTHON) -m venv $(VENV) || { \
		rm -rf $(VENV); \
		[ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
		&& apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv && $(PYTHON) -m venv $(VENV); \
	} || { rm -rf $(VENV); echo "Python 3.11 or newer with venv is needed: install python3-venv"; exit 1; }

# Only files whose hash is in the lock are installed; pip and setuptools are raised with them.
$(VENV)/runtime: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(INSTALL)
	@touch $@

$(VENV)/development: requirements-dev.txt $(VENV)/runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(SUPPLY)/made: requirements-supply.txt | $(BIN)/python
	@$(PYTHON) -m venv $(SUPPLY)
	$(SUPPLY)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-supply.txt
	@touch $@

lock: $(SUPPLY)/made
	$(SUPPLY)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" requirements.txt --output-file requirements.lock

sbom: $(SUPPLY)/made
	@$(SUPPLY)/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-file sbom.json
	@echo "sbom.json: CycloneDX, what requirements.lock installs"

audit: $(SUPPLY)/made
	@$(SUPPLY)/bin/python deploy/audit.py requirements.lock
