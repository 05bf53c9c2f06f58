# Two commands on a fresh machine: `make demo`, `make test`.
SWIFT ?= swift
PREFIX ?= /usr/local
PACKAGES := libxml2-dev libarchive-dev libxlsxwriter-dev libsqlite3-dev pkg-config

.PHONY: all system build release install test lint format docs demo clean

all: build

# Installs the system libraries where that is possible, else says the command.
system:
	@scripts/system-libraries $(PACKAGES)

build: system
	$(SWIFT) build

# One binary with Swift's own libraries inside; of the system's it needs libxml2, libarchive, libxlsxwriter, libsqlite3.
release: system
	$(SWIFT) build -c release --static-swift-stdlib --product gongkai

# `make install PREFIX=/opt/gongkai`; BINARY=… installs one that is built already.
install: $(if $(BINARY),,release)
	scripts/install "$(or $(BINARY),.build/release/gongkai)" "$(DESTDIR)$(PREFIX)"

test: system
	$(SWIFT) test

# Inspects the fictional district for 2024Q3 and says where to look.
demo: system
	$(SWIFT) build -c release --product gongkai
	.build/release/gongkai check Fixtures/district --period 2024Q3 --history none --no-cache --out Reports/示例区/2024Q3
	@echo "看这里：Reports/示例区/2024Q3/index.html（总览），同一文件夹里还有 scorecard.csv、findings.csv、results.json"

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

# The reference in docs/rules, made from Rules/; a test fails while it is stale.
docs: build
	rm -rf docs/rules
	.build/debug/gongkai rules docs docs/rules

clean:
	rm -rf .build
