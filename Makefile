# Two commands on a fresh machine: `make demo`, `make test`.
SWIFT ?= swift
PREFIX ?= /usr/local
PACKAGES := libxml2-dev libarchive-dev libxlsxwriter-dev libsqlite3-dev pkg-config

.PHONY: all system build release install test lint format demo clean

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

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

clean:
	rm -rf .build
