# Everything here works on a machine with Python 3.11 or newer (pip, venv) and make, from a fresh clone.
#   make demo                  the desk on a made-up pizzeria          make demo ARGS=--headless   the same, by itself
#   make desk                  your own desk                           make install                reviewdesk on the PATH
#   make test                  all tests                               make check                  what CI checks

PYTHON ?= python3
VENV ?= .venv
PREFIX ?= $(HOME)/.local
ARGS ?=
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements/constraints.txt
PLANS := pyproject.toml $(wildcard plugins/*/pyproject.toml) $(wildcard requirements/*.txt)

.PHONY: demo desk install uninstall test check format messages settings pictures bench clean

demo: $(VENV)/.app
	@$(BIN)/reviewdesk demo $(ARGS)

desk: $(VENV)/.app
	@$(BIN)/reviewdesk $(ARGS)

install:
	@$(PYTHON) -m venv $(PREFIX)/share/reviewdesk/venv
	@$(PREFIX)/share/reviewdesk/venv/bin/python -m pip install --quiet --disable-pip-version-check \
	    --constraint requirements/constraints.txt . ./plugins/booking ./plugins/google ./plugins/tripadvisor ./plugins/yelp
	@mkdir -p $(PREFIX)/bin
	@ln -sf $(PREFIX)/share/reviewdesk/venv/bin/reviewdesk $(PREFIX)/bin/reviewdesk
	@echo "reviewdesk is installed: $(PREFIX)/bin/reviewdesk"
	@case ":$$PATH:" in *":$(PREFIX)/bin:"*) ;; *) echo "Put $(PREFIX)/bin on your PATH to call it by name." ;; esac

uninstall:
	rm -rf $(PREFIX)/share/reviewdesk/venv $(PREFIX)/bin/reviewdesk

test: $(VENV)/.test
	@sh .ci/tests $(BIN) $(ARGS)

check: $(VENV)/.test
	@sh .ci/check $(BIN)

format: $(VENV)/.test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

messages: $(VENV)/.test
	$(BIN)/python -m reviewdesk.locale.messages

settings: $(VENV)/.test
	$(BIN)/python -m reviewdesk.engine.config_page docs/settings.md

pictures: $(VENV)/.test
	$(BIN)/python -m pictures

bench: $(VENV)/.test
	$(BIN)/python -m benchmarks $(ARGS)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit("reviewdesk needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Call make PYTHON=python3.11 ...") if sys.version_info < (3, 11) else None'
	@echo "Setting up $(VENV) (once, about a minute) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.app: $(VENV)/pyvenv.cfg $(PLANS)
	@$(PIP) --requirement requirements/app.txt
	@touch $@

$(VENV)/.test: $(VENV)/.app
	@$(PIP) --requirement requirements/test.txt
	@touch $@
