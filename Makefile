# What a person types. How each thing is done stands in scripts/, one file per concern.

PORT ?= 8080
TIME ?= 60

# Make's own timestamps decide what is stale. Directories are listed beside their files, so that a deleted
# file counts as a change. Names with blanks are left out: make cannot hold them.
core_sources := $(wildcard Cargo.toml Cargo.lock build.rs rust-toolchain.toml .cargo/config.toml) \
  $(shell find src catalogue outputs $(wildcard $(addprefix lang/*/,core.json outputs.json)) ! -name '* *' 2>/dev/null)
# Not the folder itself: its name is that of a target.
cli_sources := .cargo/config.toml $(shell find cli/Cargo.toml cli/build.rs cli/src lang/*/cli.json ! -name '* *' -print 2>/dev/null)
page_sources := THIRD-PARTY-NOTICES.txt $(shell find www lang tests/cases -mindepth 1 \
  \( -name node_modules -o -name dist -o -name pkg -o -name test -o -name "*.report.json" \) -prune -o ! -name '* *' -print 2>/dev/null)

packages := www/node_modules/.installed
wasm := www/pkg/invocation_inspector_bg.wasm
node := www/pkg/cli.wasm
page := www/dist/index.html
package := package/package.json

.DEFAULT_GOAL := help
.PHONY: help start build package cli check test examples test-browsers test-engines test-environments bench fuzz clean
# A recipe that fails half-way must not leave a file that looks finished.
.DELETE_ON_ERROR:
.SUFFIXES:

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' Makefile

start: ## Build what is stale and serve the page on http://127.0.0.1:8080 (PORT=9000 for another port)
	@bash scripts/need.sh rust node 'port=$(PORT)'
	@$(MAKE) --silent --no-print-directory $(page)
	@exec bash scripts/serve.sh '$(PORT)'

build: $(page) ## Compile the core to www/pkg and the page to www/dist
	@echo 'The page is built: www/dist'

package: $(package) ## Build the npm package to package/: the custom elements, the core alone, both inside one script, the command line
	@echo 'The package is built: package (npm pack ./package)'

cli: ## Build the command line to dist/cli: one binary, completions, the man page
	@bash scripts/cli.sh

check: ## Format, lints, unit tests, cases and types: after every change, in under a minute once it is warm
	@bash scripts/check.sh

test: ## Run the whole check: format, lints, tests, docs, the boundary under Node, page and package in Chromium
	@bash scripts/test.sh

examples: $(page) $(package) ## Build and try the examples in Chromium, with the package as npm packs it
	@bash scripts/examples.sh

test-browsers: $(page) $(package) ## Paste to answer, the widget in each example, the single file, offline, in Firefox and WebKitGTK, where they are installed
	@node www/test/browsers/browsers.js

test-engines: cli ## Open the CSV export in LibreOffice, where it is installed, and run the recipes for DuckDB and Apache Spark (PyPI, once; a Java runtime)
	@bash scripts/engines.sh

test-environments: $(package) ## Build and try the package in each bundler and framework of its README's table, which is written anew (npm, ten minutes; ONLY="vite next" for a part)
	@bash scripts/environments.sh $(ONLY)

bench: $(page) ## Measure speed and size in the browsers that are here, about fifteen minutes (BENCH="--only fleet" for a part)
	@bash scripts/bench.sh $(BENCH)

fuzz: ## Try inputs that nobody wrote, 60 seconds for each target (TIME=600 for longer, FUZZ=json for one)
	@bash scripts/fuzz.sh '$(TIME)' $(FUZZ)

clean: ## Remove what was built; what was fetched (.tools, www/node_modules) stays
	rm -rf target www/pkg www/dist package dist

$(packages): www/package.json www/package-lock.json
	@bash scripts/packages.sh
	@touch $@

$(wasm): $(core_sources) www/build/instances.js scripts/wasm.sh scripts/tools.sh $(packages)
	@bash scripts/wasm.sh

# What the core is built of is part of it, and building the core empties its folder.
$(node): $(wasm) $(cli_sources) scripts/node.sh
	@bash scripts/node.sh

$(page): $(page_sources) $(wasm) $(packages)
	@bash scripts/page.sh

$(package): $(page_sources) $(wasm) $(node) $(packages)
	@bash scripts/package.sh
