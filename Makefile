# Two commands on a fresh machine: `make demo`, `make test`.
SWIFT ?= swift
PREFIX ?= /usr/local
PACKAGES := libxml2-dev libarchive-dev libxlsxwriter-dev libsqlite3-dev libmimalloc-dev pkg-config

.PHONY: all system build release install test lint format docs demo clean

all: build

# Installs the system libraries where that is possible, else says the command.
system:
	@scripts/system-libraries $(PACKAGES)

build: system
	$(SWIFT) build

# One binary with Swift's own libraries inside; of the system's it needs libxml2, libarchive, libxlsxwriter, libsqlite3
# and libmimalloc.
release: system
	$(SWIFT) build -c release --static-swift-stdlib --product gongkai

# `make install PREFIX=/opt/gongkai`; BINARY=… installs one that is built already.
install: $(if $(BINARY),,release)
	scripts/install "$(or $(BINARY),.build/release/gongkai)" "$(DESTDIR)$(PREFIX)"

test: system
	$(SWIFT) test

# Inspects the fictional district quarter after quarter and says where to look.
demo: system
	$(SWIFT) build -c release --product gongkai
	scripts/demo .build/release/gongkai
	@echo
	@echo "看这里：Reports/示例区/2024Q4/index.html（总览和与上季度相比），bulletin.html（通报），各镇一个文件夹；"
	@echo "同一文件夹里还有 scorecard.xlsx、scorecard.csv、findings.csv、results.json；2024Q3 是上一季度的。"

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
