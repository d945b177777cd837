# Every command of the project. `make` alone lists them. PORT, HOST and DATA change where `make run` serves.
START := @sh scripts/bootstrap/start.sh
READY := $(START) ready
# The operator's orders, on DATA or else where CREANDO_DATA says.
CREANDO = $(READY) run -- python -m api.cli $(if $(DATA),--data "$(abspath $(DATA))")

.DEFAULT_GOAL := help
.PHONY: help run build test test-long faults lint format types lessons lesson preview import bytes bench
.PHONY: lighthouse release lock clean backup restore report doctor proof

help: ## List the commands
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | awk -F'|' '{printf "make %-10s %s\n", $$1, $$2}'

run: ## Build what changed and serve on http://localhost:8000 (PORT=… DATA=… HOST=…)
	$(START) run

build: ## Build lessons (var/bundles) and app (var/pwa)
	$(READY) run lessons pwa -- true

test: ## Everything that must hold: static checks, unit, API, bytes, browser
	$(READY) test lessons pwa browser voice postgres -- python -m scripts.check

test-long: ## Heavy rigs, up to 110 minutes; SEED=… repeats a run
	$(READY) test print lessons pwa browser voice lighthouse postgres -- python -m scripts.check long

faults: ## Fault rigs: broken nets, kills, restores, mutants: var/reports/faults.json (SEED=… LONG=1)
	$(READY) test lessons pwa browser -- python -m scripts.faults $(if $(SEED),--seed $(SEED)) $(if $(LONG),--long)

lint: ## Format, lint, types and import rules, both languages
	$(READY) test packages -- python -m scripts.check static

format: ## Rewrite sources in the house format
	$(READY) test -- python -m ruff check --fix --quiet .
	$(READY) test -- python -m ruff format --quiet .
	$(READY) packages -- npm run --silent format

types: ## Write the OpenAPI document's and the event registry's TypeScript types
	$(READY) test packages -- python -m scripts.generate

lessons: ## Check and build the lessons; every drawing: var/reports/dibujos.html
	$(READY) run -- python -m scripts.build_lessons --report

lesson: ## Begin a lesson: make lesson MODULE=precio TITLE="…" (ID=…)
	$(READY) run -- python -m scripts.new_lesson --module "$$MODULE" --title "$$TITLE" --id "$$ID"

preview: ## See a lesson in the app while you write it: http://localhost:8010/autor (PORT=…)
	$(READY) run pwa -- python -m scripts.preview_lessons

import: ## Bring a lesson from H5P or Moodle: make import FILE=… MODULE=… (TITLE= LICENCE= CREDIT= ID=)
	$(READY) run -- python -m scripts.importing "$$FILE" --module "$$MODULE" --title "$$TITLE" \
	  --id "$$ID" --licence "$$LICENCE" --credit "$$CREDIT"

bytes: ## Count bytes against the budgets: var/reports/bytes.json
	$(READY) test lessons pwa browser -- python -m scripts.measure_bytes

bench: ## Times, median of five: var/reports/bench.json
	$(READY) test lessons pwa browser -- python -m scripts.bench

backup: ## Back the data up (DATA=…): it counts once it was restored in a drill
	$(CREANDO) backup

restore: ## Go back to a backup: make restore FILE=… (DATA=… KEY=…); stop the server first
	$(CREANDO) restore $(if $(KEY),--key "$(KEY)") "$(FILE)"

report: ## Report of an edition, to print and as CSV: make report EDITION=… (COST=céntimos TO=folder DATA=…)
	$(CREANDO) report "$(EDITION)" $(if $(COST),--cost "$(COST)") $(if $(TO),--to "$(abspath $(TO))")

proof: ## A certificate as PDF, on your own computer: asks for its address and the name (TO=file)
	$(READY) print -- python -m api.cli proof print $(if $(TO),--to "$(abspath $(TO))")

doctor: ## Examine a server (DATA=…): disk, certificate, backups, clock, queue, versions
	$(CREANDO) doctor

lighthouse: ## Lighthouse as a phone, best of three: var/reports/lighthouse.json
	$(READY) test lessons pwa browser lighthouse -- python -m scripts.lighthouse

release: ## Archive for a server, app and lessons built: var/release/
	$(READY) run lessons pwa -- python -m scripts.release

lock: ## Resolve the dependencies of setup.cfg anew into scripts/locks/
	$(READY) run -- python -m scripts.lock

clean: ## Remove all that was built or installed; the data in var/data stays
	@rm -rf .venv pwa/node_modules
	@cd var 2>/dev/null && rm -rf bundles cache logs pwa release reports stamps tools || true
