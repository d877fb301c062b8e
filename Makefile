# Two commands do all the set-up: `make course` (the main job) and `make test`. Both can be repeated at any time.

PYTHON ?= python3
BIN := .venv/bin
export COURSE_ADDRESS
COURSE := $(BIN)/course
SAMPLE := _build/sample-class
BENCH := autograder/publishing/pyodide
WRITTEN := intro.md LICENSE _config.yml _toc.yml pyproject.toml requirements.lock \
	$(shell find chapters solutions autograder tests -type f -not -path '*/__pycache__/*' -not -name notebook.ipynb)
RELEASED := $(filter-out tests/%,$(filter LICENSE _toc.yml %.toml %.lock %.py %.json,$(WRITTEN)))

.PHONY: help course site pdf serve test lint bench pictures scores dictionary rooms torch links lock clean always

help:  ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

# The class is graded while the site is built: each leaves a processor idle now and then. It tells its part afterwards.
course:  ## release the notebooks, build the site, grade a sample class, sum up
	@echo "While the site is built, a sample class is graded, too; what became of it is told at the end."
	@$(MAKE) --no-print-directory --jobs=2 site $(SAMPLE).txt
	@cat $(SAMPLE).txt

$(SAMPLE).txt: _build/released always
	@$(COURSE) sample $(SAMPLE) >$@

site: _build/html/index.html  ## only the notebooks and the site
	@echo "The site is up to date: $<"

pdf: site  ## print the whole book from the site, zip the site, and offer both there
	@$(COURSE) print

serve: site  ## show the site on http://localhost:8000
	@echo "The site is on http://localhost:8000 until you press Ctrl-C."
	@$(BIN)/python -m http.server 8000 --bind localhost --directory _build/html

test: .venv/installed lint site  ## all gates: style, types, tests
	@$(COURSE) doctor || true
	@$(BIN)/python -m pytest -n auto --dist loadgroup --no-loadscope-reorder --durations=10 --durations-min=5

lint: .venv/installed  ## ruff, mypy, spelling, phrases, and which room may import which
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/codespell --quiet-level 2 *.md chapters solutions
	@$(BIN)/python -m tests.house.prose
	@told=$$($(BIN)/lint-imports --no-logo) || { echo "$$told"; exit 1; }

bench: torch site  ## what has a time limit or a ratio to hold, measured against PyTorch and SciPy
	@$(BIN)/python -m tests.benchmarks

pictures: site  ## take README's pictures from the site: a chapter in light and dark, and a slider that moves
	@$(BIN)/python -m tests.house.pictures

scores: .venv/installed  ## measure how good the grader is and record it for the site; the tests hold the record
	@$(BIN)/python -m tests.scores

rooms: .venv/installed  ## draw the rooms of CONTRIBUTING.md anew from the imports; a test holds the picture
	@$(BIN)/python -m tests.house.rooms

dictionary: .venv/installed  ## plant edits in the answers and record what they return, for findings without a pattern
	@$(BIN)/python -W ignore -m tests.planting.record
	@$(BIN)/python -m tests.planting.specimens

torch: .venv/installed  ## add PyTorch, the outside judge of the mathematics (large, optional)
	@$(BIN)/python -m pip install --quiet torch==2.13.0

links: site  ## ask every outside link of the site whether it still leads somewhere (needs a network)
	@PYTHONPATH=. $(BIN)/jupyter-book build . --builder linkcheck

# Written anew only on purpose: the lock holds every version and hash that the course was made with.
lock: .venv/installed  ## solve the dependencies of pyproject.toml into requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --extra development --universal --fork-strategy fewest --generate-hashes \
		--no-annotate --no-header --python-version 3.11 --quiet --output-file requirements.lock
	@$(BIN)/uv pip compile $(BENCH)/wheels.in --no-deps --generate-hashes --no-annotate --no-header --python-version 3.14 \
		--quiet --output-file $(BENCH)/wheels.txt

# Only what `make` has made; a course folder of your own never lies below _build.
clean:  ## remove what was built (the environment stays)
	@rm -rf _build chapters/*/notebook.ipynb

_build/html/index.html: _build/released _build/address $(WRITTEN)
	@$(COURSE) site
	@touch $@

_build/released: .venv/installed $(RELEASED)
	@$(COURSE) release
	@touch $@

# New only when the address is another one than last time.
_build/address: always
	@mkdir -p _build
	@echo "$(COURSE_ADDRESS)" | cmp -s - $@ || echo "$(COURSE_ADDRESS)" > $@

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Python's venv is missing; on Debian: apt install python3-venv"; exit 1; }
	@echo "Installing what the course needs into .venv (once; about a minute) ..."
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check uv==0.13.8
# Compiled at once: kernels behind the sandbox's wall cannot, and would spend five seconds more on every start.
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@
