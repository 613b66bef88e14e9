# SPDX-License-Identifier: EUPL-1.2
# Fuzzing with libFuzzer (clang), and replay of what was found (any compiler).

FUZZ_SECONDS ?= 60
FUZZ_TARGETS := $(patsubst tests/fuzz/fuzz_%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
FUZZ_OBJ := $(BUILD)/fuzz
FUZZ_FLAGS := -O1 -g -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=undefined -fno-omit-frame-pointer
FUZZ_AID := tests/unit/aid_text.c tests/fuzz/html_normal.c
FUZZ_LIB := $(patsubst %.c,$(FUZZ_OBJ)/%.o,$(filter-out $(MAIN),$(SRC)) $(FUZZ_AID))

.PHONY: fuzz fuzz-programs fuzz-replay

# make fuzz          each target for FUZZ_SECONDS; FUZZ=plan: only that one
fuzz: fuzz-programs
	@tests/fuzz/run $(FUZZ_SECONDS) $(or $(FUZZ),$(FUZZ_TARGETS))

fuzz-programs: $(FUZZ_TARGETS:%=$(FUZZ_OBJ)/fuzz_%)

$(FUZZ_OBJ)/%.o: %.c Makefile tests/fuzz/fuzz.mk
	@mkdir -p $(@D)
	@echo "  clang $<"
	@clang $(filter-out -fPIE -D_FORTIFY_SOURCE=2,$(CFLAGS_ALL)) -w -fPIE $(FUZZ_FLAGS) \
		-U_FORTIFY_SOURCE -MMD -MP -c -o $@ $<

$(FUZZ_OBJ)/libsamplan.a: $(FUZZ_LIB)
	@rm -f $@
	@ar rcs $@ $^

$(FUZZ_OBJ)/fuzz_%: $(FUZZ_OBJ)/tests/fuzz/fuzz_%.o $(FUZZ_OBJ)/libsamplan.a
	@clang -fsanitize=fuzzer,address,undefined -pie -o $@ $^ $(LDLIBS)

# Programs that replay, in the flavour of the tests.
fuzz-replay: $(FUZZ_TARGETS:%=$(OBJ)/fuzz/%)

$(OBJ)/fuzz/%: $(OBJ)/tests/fuzz/fuzz_%.o $(OBJ)/tests/fuzz/replay.o \
		$(FUZZ_AID:%.c=$(OBJ)/%.o) $(OBJ)/libsamplan.a
	@mkdir -p $(@D)
	@$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LDLIBS)

-include $(shell find $(FUZZ_OBJ) -name '*.d' 2>/dev/null)
