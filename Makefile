# Needs make, bash and Python 3.11 or later; everything else comes from the package registries, locked by hash.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
OUT ?= out
HOST ?= 127.0.0.1
PORT ?= 8000
SERVE ?= 1
PYTEST_ARGS ?= -n 2 --dist loadfile
IMAGE ?= tuoyu-planner
export PYTHON

BIN := .venv/bin
CODE := planning maps service

.PHONY: help run test lint format bench demo-data notebooks lock image clean setup setup-dev vendor test-tools

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "  PYTHON=python3.12 chooses the Python; SERVE=0 ends 'make run' after the tables; PORT=8080 moves the pages."

run: setup vendor ## analyse the sample city into out/, then serve its maps on port 8000 until Ctrl-C
	@$(BIN)/tuoyu demo --out "$(OUT)"
	@if [ "$(SERVE)" != 0 ]; then exec scripts/serve.sh --host "$(HOST)" --port "$(PORT)"; fi

test: test-tools lint ## check format, style, types and Dockerfile, then run every test
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: setup-dev ## format, style, types and Dockerfile
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/hadolint Dockerfile

format: setup-dev ## put the code into shape
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

bench: setup-dev ## measure how long the analysis takes and how much memory
	@$(BIN)/python scripts/bench.py

demo-data: setup-dev ## make sample_data anew from its seed
	@scripts/web.sh dev
	@$(BIN)/python sample_data/generate.py

notebooks: setup-dev ## run every notebook from top to bottom and keep its output
	@$(BIN)/jupyter-execute --inplace notebooks/*.ipynb

lock: setup-dev ## pin the packages anew; UPGRADE=1 moves them to the newest versions
	@scripts/lock.sh $(if $(UPGRADE),--upgrade)
	@cd maps/web && npm install --package-lock-only --ignore-scripts --no-audit --no-fund --loglevel=error

image: ## build the container image with docker or podman
	@$$(command -v docker || command -v podman) build -t "$(IMAGE)" .

clean: ## remove what make has made
	@rm -rf .venv $(OUT) dist maps/static/vendor maps/web/node_modules test-results
	@rm -rf .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find $(CODE) tests scripts sample_data -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

setup:
	@scripts/setup.sh run

setup-dev:
	@scripts/setup.sh dev

vendor: setup
	@scripts/web.sh run

test-tools: setup-dev
	@scripts/web.sh dev
	@scripts/install-test-tools.sh
