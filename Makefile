# One verb a task: `make help` lists them. Each makes the environment it needs, in .venv.

VENV := $(CURDIR)/.venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
READY := $(VENV)/.ready
PEERS := $(VENV)/var/peers
AUDIT := $(VENV)/var/audit
MUTANTS := $(VENV)/var/mutants/tool
LINT := tools/lint/node_modules
# The newest of these that is there and fits is taken; PYTHON=/some/python names another.
PYTHON ?= python3.13 python3.12 python3.11 python3 python
PORT ?= 8000
# Of make pdf, epub and zip: which built book; HTML=_build/student/html is the one without solutions.
HTML ?= _build/html
# Of make attach: the tag of the release.
RELEASE ?=
# Of make audit: which pages, by their last names (none: all), and how often Lighthouse visits each (0: not at all).
PAGES ?=
RUNS ?= 3
# Of make mutants: which sample; another number draws other places.
SEED ?= 6

# The same numbers, pictures and messages everywhere: one thread (the order of sums), one hash seed, nobody's personal settings.
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1
export MKL_NUM_THREADS := 1
export VECLIB_MAXIMUM_THREADS := 1
export PYTHONHASHSEED := 0
export IPYTHONDIR := $(VENV)/var/ipython
export MPLCONFIGDIR := $(VENV)/var/matplotlib
export JUPYTER_PREFER_ENV_PATH := 1
export PYDEVD_DISABLE_FILE_VALIDATION := 1
HERE := $(PATH)
export PATH := $(BIN):$(PATH)

# Compiled modules are kept, as Python does if nobody forbids it: a kernel starts in a third of the time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help ready book student page zip pdf epub dist publish attach links chapters colab test live serve widget chapter lint notebooks bundles questions fonts picture references benchmarks audit mutants clean

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

ready: $(READY) node_modules/.ready ## make the environment, and nothing with it

book: $(READY) node_modules/.ready ## build the book into _build/html
	@$(BIN)/python tools/book.py

student: $(READY) node_modules/.ready ## the book and its notebooks without solutions, into _build/student
	@$(BIN)/python tools/student.py

page: $(READY) node_modules/.ready ## run one notebook and build its page: make page PAGE=momentum
	@$(BIN)/python tools/page.py $(PAGE)

zip: $(HTML)/index.html | $(READY) ## the built book as one archive, to open by double click
	@$(BIN)/python tools/archive.py $(HTML)

pdf: $(HTML)/index.html | $(READY) node_modules/.ready ## the built book as one PDF, with numbered pages
	@$(BIN)/python tools/paper pdf $(HTML)

epub: $(HTML)/index.html | $(READY) node_modules/.ready ## the built book as an EPUB, with MathML
	@$(BIN)/python tools/paper epub $(HTML)

dist: $(READY) ## the wheel, installed in a clean environment: chapters run, JupyterLab shows widgets
	@$(BIN)/python tools/dist.py

publish: $(READY) ## put the built book onto the branch gh-pages of origin
	@$(BIN)/python tools/publish.py

attach: $(READY) ## attach PDF, EPUB, archive and wheel to a release: RELEASE=v1.0.0
	@$(BIN)/python tools/attach.py "$(RELEASE)"

links: $(READY) ## ask for every address outside of the book that it names
	@$(BIN)/python tools/links.py

chapters: $(READY) ## run every chapter on this system; what its cells assert holds
	@$(BIN)/python tools/notebooks.py try

colab: export PATH := $(HERE)
colab: ## the same with the Python and the packages that are here, as in Colab's image
	python3 -m pip install --quiet ".[notebooks]" nbclient
	python3 tools/notebooks.py try

test: $(READY) node_modules/.ready $(LINT)/.ready ## everything that CI runs
	@$(BIN)/python tools/check.py

live: $(READY) ## open the chapters in JupyterLab
	$(BIN)/jupyter lab book

serve: $(READY) ## serve the built book on PORT (8000), with the headers of a good server
	@test -f _build/html/index.html || { echo "There is no book to serve yet: make book" >&2; exit 1; }
	@$(BIN)/python tools/serving.py --port $(PORT)

widget: $(READY) node_modules/.ready ## make a widget from a template: make widget NAME=spiral
	@$(BIN)/python tools/new.py widget "$(NAME)"

chapter: $(READY) node_modules/.ready ## make a chapter from a template: make chapter NAME=descent/newton
	@$(BIN)/python tools/new.py chapter "$(NAME)"

lint: $(READY) node_modules/.ready $(LINT)/.ready ## ruff and mypy, Biome and tsc; mends what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/mypy
	$(LINT)/.bin/biome check --write --error-on-warnings
	$(LINT)/.bin/tsc

notebooks: $(READY) ## run the committed notebooks again and write them back, normalised
	@$(BIN)/python tools/notebooks.py run

bundles: $(READY) node_modules/.ready ## build each widget's bundle.js
	@$(BIN)/node tools/bundle.mjs

questions: $(READY) node_modules/.ready ## put the questions of the chapters, written in TOML, into the package
	@$(BIN)/python tools/questions.py

fonts: $(READY) ## cut the font of the formulas down to the signs that they need
	@$(BIN)/python tools/fonts.py

picture: $(READY) ## draw the stepper of the README
	@$(BIN)/python tools/readme_picture.py

references: $(PEERS)/.ready ## ask PyTorch, Keras and Optax again for the values that tests compare with
	for script in tests/references/make_*.py; do $(PEERS)/bin/python $$script || exit 1; done

benchmarks: $(PEERS)/.ready ## measure the library beside its peers, and the widgets in the built book
	for script in $(filter-out %/widgets.py %/live_cells.py %/readers.py %/typed_contours.py,$(sort $(wildcard benchmarks/*.py))); do $(PEERS)/bin/python $$script || exit 1; done
	$(BIN)/python benchmarks/widgets.py
	$(BIN)/python benchmarks/typed_contours.py
	$(BIN)/python benchmarks/live_cells.py
	$(BIN)/python benchmarks/readers.py

audit: $(READY) $(AUDIT)/.ready ## measure the built pages: weight, movement, axe, Lighthouse (PAGES="momentum sgd" RUNS=1)
	@test -f _build/html/index.html || { echo "There is no book to audit yet: make book" >&2; exit 1; }
	@$(BIN)/python tools/audit.py --runs $(RUNS) $(PAGES)

mutants: $(MUTANTS)/.ready node_modules/.ready ## plant faults in a sample of places; does a test see them? (an hour or two)
	$(BIN)/python tools/mutants python --count 150 --seed $(SEED)
	$(BIN)/python tools/mutants javascript --count 80 --seed $(SEED)

clean: ## remove what was built; .venv stays
	rm -rf _build node_modules $(LINT) .hypothesis .pytest_cache .mypy_cache .ruff_cache
	find book lecture_lib tests tools benchmarks -name __pycache__ -prune -exec rm -rf {} +

# A book that is there is taken as it is.
_build/html/index.html: | $(READY) node_modules/.ready
	@$(BIN)/python tools/book.py

_build/student/html/index.html: | $(READY) node_modules/.ready
	@$(BIN)/python tools/student.py

%/index.html:
	@echo "There is no book in $*: make book, or make student" >&2; exit 1

node_modules/.ready: package.json package-lock.json | $(READY)
	@echo "Installing what sets formulas and bundles the widgets into node_modules"
	@$(BIN)/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(LINT)/.ready: tools/lint/package.json tools/lint/package-lock.json | $(READY)
	@echo "Installing what lints, formats and type-checks JavaScript into $(LINT)"
	@$(BIN)/npm ci --prefix tools/lint --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(PEERS)/.ready: benchmarks/requirements.txt | $(READY)
	@echo "Installing PyTorch and other peers into an environment of their own (a large download)"
	@$(BIN)/python -m venv --clear $(PEERS)
	@$(PEERS)/bin/python -m pip install -qq --disable-pip-version-check -r $<
	@$(PEERS)/bin/python -m pip install -qq --disable-pip-version-check --no-deps --editable .
	@touch $@

$(AUDIT)/.ready: | $(READY)
	@echo "Installing Lighthouse into a folder of its own"
	@mkdir -p $(AUDIT)
	@$(BIN)/npm install --prefix $(AUDIT) --ignore-scripts --no-audit --no-fund --loglevel=error lighthouse@12.8.2
	@touch $@

$(MUTANTS)/.ready: tools/mutants/requirements.txt tools/mutants/package-lock.json | $(READY)
	@$(BIN)/python -m venv --clear $(MUTANTS)
	@$(MUTANTS)/bin/python -m pip install -qq --disable-pip-version-check -r $<
	@$(BIN)/npm ci --prefix tools/mutants --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(READY): requirements.txt pyproject.toml
	@sh tools/make_venv.sh "$(VENV)" $(PYTHON)
	@touch $@
