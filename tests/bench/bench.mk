# SPDX-License-Identifier: EUPL-1.2
#
# make bench         speed beside the floor, Hugo and Typst (BENCH=full, BENCH_ARGS="--only site1k")

BENCH_OUT := .build/bench
BENCH_FLAGS := -std=c11 -D_GNU_SOURCE -O2 $(WARN) -Igenerator

.PHONY: bench
bench: setup $(BENCH_OUT)/setup.done
	@$(MAKE) --no-print-directory program bench-programs
	@node tests/bench/bench.mjs $(if $(filter full,$(BENCH)),--full) \
		--markdown $(BENCH_OUT)/bench.md $(BENCH_ARGS)

$(BENCH_OUT)/setup.done: generator/setup.sh tests/bench/package.json
	@mkdir -p $(BENCH_OUT)
	@generator/setup.sh bench
	@cd tests/bench && npm install --no-package-lock --no-audit --no-fund --silent --ignore-scripts 2>/dev/null || \
		echo 'bench: Typst could not be installed; its lines are left out'
	@touch $@

.PHONY: bench-programs
bench-programs: $(addprefix $(BENCH_OUT)/,floor measure paper text)

$(BENCH_OUT)/floor: tests/bench/floor.c
	@$(CC) $(BENCH_FLAGS) -o $@ $< -lcmark-gfm-extensions -lcmark-gfm

$(BENCH_OUT)/measure: tests/bench/measure.c
	@$(CC) $(BENCH_FLAGS) -o $@ $<

$(BENCH_OUT)/paper: tests/bench/paper.c .build/release/libsamplan.a
	@$(CC) $(BENCH_FLAGS) $(PKG_CFLAGS) -o $@ $^ $(LDLIBS)

$(BENCH_OUT)/text: tests/bench/bench_text.c $(UNIT_AID) .build/release/libsamplan.a
	@$(CC) $(BENCH_FLAGS) $(PKG_CFLAGS) -o $@ $^ $(LDLIBS) -lcmocka
