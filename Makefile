# SPDX-License-Identifier: EUPL-1.2
#
# make           sets up, builds samplan and runs the main job on the samples
# make test      sets up the test tools and runs the whole suite
# make help      lists everything else

.DEFAULT_GOAL := all
FLAVOUR ?= release
BUILD := .build
OBJ := $(BUILD)/$(FLAVOUR)
SHELL := /bin/bash

VERSION := 0.1.0
DATE ?= 2026-11-21
PREFIX ?= /usr/local
JOBS ?= $(shell nproc)

LIBS := libcmark-gfm yaml-0.1 harfbuzz-subset harfbuzz libdeflate expat \
	libutf8proc libxxhash libqrencode libical libqpdf libmicrohttpd nettle
# Asked once a run, and only when something is to be compiled.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(LIBS)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $(LIBS)))$(PKG_LIBS)

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wvla -Wformat=2 -Wundef
WERROR := $(if $(CI),-Werror)
CFLAGS_release := -O2 -g
CFLAGS_asan := -O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer \
	-fno-sanitize-recover=undefined
CFLAGS_debug := -O0 -g
CFLAGS_coverage := -O0 -g --coverage
HARDEN := -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
HARDEN_asan := -fPIE
HARDEN_debug := -fPIE
HARDEN_coverage := -fPIE
CFLAGS_ALL = -std=c11 -D_GNU_SOURCE $(WARN) $(WERROR) $(CFLAGS_$(FLAVOUR)) \
	$(if $(HARDEN_$(FLAVOUR)),$(HARDEN_$(FLAVOUR)),$(HARDEN)) \
	-Igenerator -isystem /usr/include/hpdf $(PKG_CFLAGS) \
	-DSAMPLAN_VERSION='"$(VERSION)"' $(CFLAGS)
LDFLAGS_ALL = -pie -Wl,-z,relro,-z,now $(CFLAGS_$(FLAVOUR)) $(LDFLAGS)
LDLIBS = $(PKG_LIBS) -lcmark-gfm-extensions -lcmark-gfm -lhpdf -lstemmer -lm

SRC := $(sort $(wildcard generator/*/*.c))
MAIN := generator/cli/main.c
LIB_OBJ := $(patsubst %.c,$(OBJ)/%.o,$(filter-out $(MAIN),$(SRC)))
PO := $(sort $(wildcard generator/po/sv/*.po))
UNIT_SRC := $(sort $(wildcard tests/unit/test_*.c))
UNIT := $(patsubst tests/unit/%.c,$(OBJ)/unit/%,$(UNIT_SRC))
UNIT_AID := $(patsubst %.c,$(OBJ)/%.o,$(sort $(wildcard tests/unit/aid_*.c)))

.PHONY: all setup program samples catalogue unit asan-programs test test-full test-asan \
	test-valgrind coverage clean help layers lint format format-check \
	compile_commands.json gallery bench

all: setup
	@$(MAKE) --no-print-directory samples

help:
	@sed -n 's/^# \(make.*\)/\1/p' Makefile generator/install/install.mk tests/fuzz/fuzz.mk tests/bench/bench.mk

setup: $(BUILD)/setup.done
$(BUILD)/setup.done: generator/setup.sh
	@mkdir -p $(BUILD)
	@generator/setup.sh build
	@touch $@

program: $(BUILD)/samplan catalogue
ifeq ($(FLAVOUR),release)
$(BUILD)/samplan: $(OBJ)/samplan
	@cp -f $< $@.new && mv -f $@.new $@
else
$(BUILD)/samplan: ;
endif

$(OBJ)/samplan: $(OBJ)/$(MAIN:.c=.o) $(OBJ)/libsamplan.a
	@echo '  link  $@'
	@$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LDLIBS)

$(OBJ)/libsamplan.a: $(LIB_OBJ)
	@rm -f $@
	@ar rcs $@ $^

$(OBJ)/%.o: %.c Makefile
	@mkdir -p $(@D)
	@echo '  cc    $<'
	@$(CC) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

catalogue: $(BUILD)/locale/sv/LC_MESSAGES/samplan.mo
$(BUILD)/locale/sv/LC_MESSAGES/samplan.mo: $(PO)
	@mkdir -p $(@D)
	@msgcat --use-first $(PO) | msgfmt --check-format -o $@ -

samples: program
	$(BUILD)/samplan build --date $(DATE)

unit: $(UNIT)
	@fail=0; for t in $(UNIT); do $$t || fail=1; done; exit $$fail

$(OBJ)/unit/%: $(OBJ)/tests/unit/%.o $(UNIT_AID) $(OBJ)/libsamplan.a
	@mkdir -p $(@D)
	@echo '  link  $@'
	@$(CC) $(LDFLAGS_ALL) -o $@ $< $(UNIT_AID) $(OBJ)/libsamplan.a $(LDLIBS) -lcmocka

$(BUILD)/test-setup.done: generator/setup.sh tests/package.json tests/package-lock.json
	@mkdir -p $(BUILD)
	@generator/setup.sh test
	@cd tests && { npm ci --no-audit --no-fund --silent --ignore-scripts 2>/dev/null || npm install --no-audit --no-fund --silent --ignore-scripts; }
	@touch $@

# make test          the whole suite once, at most 20 minutes
test: setup $(BUILD)/test-setup.done
	@$(MAKE) --no-print-directory samples
	@$(MAKE) --no-print-directory FLAVOUR=asan asan-programs
	@tests/suite

# make test-full     every demand at full size
test-full: setup $(BUILD)/test-setup.done
	@$(MAKE) --no-print-directory samples
	@$(MAKE) --no-print-directory FLAVOUR=asan asan-programs
	@tests/suite --full

asan-programs: $(UNIT) $(OBJ)/samplan fuzz-replay

# make test-asan     unit tests with the address and undefined sanitizers
test-asan: setup $(BUILD)/test-setup.done
	@$(MAKE) --no-print-directory FLAVOUR=asan unit

# make test-valgrind unit tests and one build under valgrind
test-valgrind: setup $(BUILD)/test-setup.done
	@$(MAKE) --no-print-directory samples
	@$(MAKE) --no-print-directory FLAVOUR=debug asan-programs
	@tests/valgrind

# make coverage      lines of load/ and render/ reached by tests and seeds
coverage: setup $(BUILD)/test-setup.done
	@$(MAKE) --no-print-directory FLAVOUR=coverage asan-programs
	@tests/coverage

# make layers        the include lines against the table of ARCHITECTURE.md
layers:
	@tests/lint/layers

# make lint          layers, habits, clang-tidy, cppcheck, format
lint: program layers
	@tests/lint/habits
	@tests/lint/static

# make format        every C file as .clang-format says
format:
	@clang-format -i $(wildcard generator/*/*.[ch] tests/*/*.[ch])

# make format-check  says which files are not
format-check:
	@clang-format --dry-run -Werror $(wildcard generator/*/*.[ch] tests/*/*.[ch])

# make compile_commands.json   for editors and clang-tidy
compile_commands.json:
	@mkdir -p $(BUILD)
	$(file >$(BUILD)/flags,$(CFLAGS_ALL))
	@flags=$$(sed 's/\\/\\\\/g; s/"/\\"/g' $(BUILD)/flags); { echo '['; sep=; \
	for f in $(SRC); do \
		printf '%s{"directory":"%s","file":"%s","command":"cc %s -c %s"}\n' \
		"$$sep" "$$PWD" "$$f" "$$flags" "$$f"; sep=,; done; echo ']'; } \
		>$(BUILD)/compile_commands.json

# make gallery       a picture of every page of every document, in .build/gallery
gallery: setup
	@$(MAKE) --no-print-directory samples
	@tests/pdf/gallery

include generator/install/install.mk
include tests/fuzz/fuzz.mk
include tests/bench/bench.mk

# make clean         removes .build, not output

clean:
	rm -rf $(BUILD)

.SECONDARY:

-include $(shell find $(OBJ) -name '*.d' 2>/dev/null)
