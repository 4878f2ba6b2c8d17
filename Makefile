# `make run` and `make test` are all that a fresh machine with Go and Node needs.
SHELL := /bin/bash
GO ?= go
NPM := npm --prefix frontend --no-fund --no-audit --loglevel=error
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
STATICCHECK := $(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2
export CGO_ENABLED ?= 0
# One set of flags for building and testing, so that nothing is compiled twice.
export GOFLAGS := -trimpath -buildvcs=false

SCREENS := frontend/dist/app/index.html
SCREEN_SOURCES := $(shell find frontend/src frontend/public frontend/*.html frontend/*.ts frontend/package.json -type f 2>/dev/null)

.PHONY: run build frontend guide test test-go test-frontend test-browser check bench fmt openapi clean

run: build
	bin/zhaolian serve --demo

build: $(SCREENS)
	$(GO) build -ldflags "-s -w -X main.version=$(VERSION)" -o bin/zhaolian ./cmd/zhaolian

frontend/node_modules/.package-lock.json: frontend/package-lock.json
	$(NPM) ci
	@touch $@

$(SCREENS): frontend/node_modules/.package-lock.json $(SCREEN_SOURCES)
	$(NPM) run build

frontend: $(SCREENS)

test: test-go test-frontend test-browser

test-go: $(SCREENS)
	$(GO) test ./...

test-frontend: frontend/node_modules/.package-lock.json
	$(NPM) test

# The browser tests drive the real binary in the system's Chromium.
test-browser: build
	CHROMIUM="$$(scripts/chromium)" $(NPM) run e2e

# Takes the pictures of docs/guide anew: the browser tests write them as they come by.
guide: build
	CHROMIUM="$$(scripts/chromium)" GUIDE=1 $(NPM) run e2e

check: frontend/node_modules/.package-lock.json $(SCREENS) build
	@bad="$$(gofmt -l $$(git ls-files '*.go'))"; if [ -n "$$bad" ]; then echo "not gofmt-ed:"; echo "$$bad"; exit 1; fi
	$(GO) vet ./...
	$(STATICCHECK) ./...
	@bin/zhaolian openapi | diff -q - frontend/openapi.json >/dev/null || { echo "frontend/openapi.json is not current: make openapi"; exit 1; }
	$(NPM) run types:check
	$(NPM) run typecheck
	$(NPM) run lint

# After a change of the HTTP calls: the description, and the types made from it.
openapi: build
	bin/zhaolian openapi > frontend/openapi.json
	$(NPM) run types

# Speed, printed and never judged: matcher, store, lists and figures at 100,000 leads, and the screens on a slow phone.
bench: build
	$(GO) test -run '^$$' -bench . -benchmem ./matcher ./store ./desk
	$(GO) test -run '^$$' -bench Finding -benchtime 200x -timeout 30m ./api
	$(GO) test -run '^$$' -bench Figures -benchtime 40x -timeout 30m ./api
	CHROMIUM="$$(scripts/chromium)" $(NPM) run bench

fmt:
	gofmt -w $$(git ls-files '*.go')

clean:
	rm -rf bin frontend/dist/app frontend/node_modules
