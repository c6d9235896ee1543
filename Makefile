# Two commands, nothing to prepare: `make demo` grades the sample class, `make test` runs every test.
# PYTHON=/path/to/python3 chooses the interpreter that a new .venv is made from.

VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip

# A stamp carries the checksum of what was installed: another lock, another stamp.
sum = $(shell cat $(1) | cksum | tr -d ' ')
BASE := $(VENV)/.base-$(call sum,locks/base.txt)
DEV := $(VENV)/.dev-$(call sum,locks/dev.txt)
PROJECT := $(VENV)/.project-$(call sum,pyproject.toml)

.NOTPARALLEL:
.PHONY: help demo test kill fuzz golden notebooks bench truth lint format torch lock clean

help:
	@echo "make demo    grade the sample class; prints a table and where the pages are"
	@echo "make test    run every test"
	@echo "make kill    kill a class run at a hundred random moments, and see that nothing is lost"
	@echo "make golden  judge every golden file as check does and as grade does; make test takes them in turn"
	@echo "make notebooks  check every golden script in a notebook's process: the verdict must be the same"
	@echo "make fuzz    load and decode 100,000 malformed inputs of each kind"
	@echo "make lint    rules, types, floors"
	@echo "make bench   what a submission costs, beside nbgrader, otter and the student's own computing; writes docs/bench.md"
	@echo "make truth   judge thousands of generated submissions, write docs/truth.md; goes on where it was stopped"
	@echo "make torch   add PyTorch's CPU build to the tests, where one can be had"
	@echo "make lock    compile locks/ anew from pyproject.toml (make format: lay out the code)"
	@echo "make clean   remove .venv and everything generated"

demo: $(BASE) $(PROJECT)
	@$(BIN)/autograder demo

test: $(DEV) $(PROJECT)
	@$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=8 --dist=loadgroup

kill: $(DEV) $(PROJECT)
	@$(BIN)/python -m pytest -o log_cli=true --log-cli-level=INFO tests/end_to_end/test_kills.py --kills 100

golden: $(DEV) $(PROJECT)
	@$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=8 --dist=loadgroup tests/end_to_end/test_golden.py --every-secret

notebooks: $(DEV) $(PROJECT)
	@$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=8 tests/end_to_end/test_same_line.py --every-notebook

fuzz: $(DEV) $(PROJECT)
	@$(BIN)/python -m pytest -o log_cli=true --log-cli-level=INFO tests/fuzz --fuzz 100000

bench: $(BASE) $(PROJECT)
	@$(BIN)/python -m benchmarks $(BENCH)

truth: $(DEV) $(PROJECT)
	@$(BIN)/python -m benchmarks.truth
	@$(BIN)/python -m benchmarks.margins

lint: $(DEV) $(PROJECT)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(DEV)
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

torch: $(DEV)
	@$(BIN)/python .ci/torch_cpu.py

COMPILE := $(BIN)/uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-config --custom-compile-command "make lock"
LOCK := $(COMPILE) --group build pyproject.toml
lock: $(DEV)
	@$(LOCK) --extra class -o locks/base.txt
	@$(LOCK) --extra class --extra cluster --extra dev -c locks/base.txt -o locks/dev.txt
	@for peer in nbgrader otter; do $(COMPILE) benchmarks/peers/$$peer.in -o locks/$$peer.txt || exit 1; done

clean:
	rm -rf $(VENV) build dist *.egg-info out .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find reference exercises autograder reports tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# Each interpreter is tried, not just looked for: a version manager's stub may exist and not run.
$(VENV)/.made:
	@for python in $(or $(PYTHON),python3 python3.13 python3.12 python3.11); do \
	  $$python -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	    && $$python -m venv --clear $(VENV) && touch $@ && exit 0; \
	done; \
	echo "no Python 3.11, 3.12 or 3.13 with the venv module found:" \
	  "install one (Debian: apt install python3-venv) or run make PYTHON=/path/to/python3" >&2; exit 1

# Quiet where nobody watches; with a terminal pip shows how far the download is.
install = @rm -f $(VENV)/.base-* $(VENV)/.dev-*; echo "installing $(1) into $(VENV) ..." >&2; \
	if [ -t 1 ]; then quiet=; else quiet=-q; fi; $(PIP) install $$quiet --require-hashes -r $(1)

$(BASE): | $(VENV)/.made
	$(call install,locks/base.txt)
	@touch $@

# Everything of base.txt is in dev.txt, at the same versions.
$(DEV): | $(VENV)/.made
	$(call install,locks/dev.txt)
	@touch $@ $(BASE)

# Editable: the tree that is tested is the one being edited. Order-only: either lock brings the build backend.
$(PROJECT): | $(BASE)
	@rm -f $(VENV)/.project-*
	@$(PIP) install -q --no-deps --no-build-isolation --editable .
	@touch $@
