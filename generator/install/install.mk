# SPDX-License-Identifier: EUPL-1.2
#
# Installing, packing, and saying what is inside. Included by the Makefile.

DESTDIR ?=
BINDIR ?= $(PREFIX)/bin
DATADIR := $(PREFIX)/share
SYSCONFDIR ?= $(if $(filter /usr,$(PREFIX)),/etc,$(PREFIX)/etc)
UNITDIR ?= $(PREFIX)/lib/systemd/system
SYSUSERSDIR ?= $(PREFIX)/lib/sysusers.d
BASHDIR ?= $(DATADIR)/bash-completion/completions
ZSHDIR ?= $(if $(filter /usr,$(PREFIX)),$(DATADIR)/zsh/vendor-completions,$(DATADIR)/zsh/site-functions)

INSTALL_TO = DESTDIR='$(DESTDIR)' BUILD='$(BUILD)' BINDIR='$(BINDIR)' \
	DATADIR='$(DATADIR)' SYSCONFDIR='$(SYSCONFDIR)' UNITDIR='$(UNITDIR)' \
	SYSUSERSDIR='$(SYSUSERSDIR)' BASHDIR='$(BASHDIR)' ZSHDIR='$(ZSHDIR)'

# The date of everything that is packed: as given, else that of the last change,
# else (in an unpacked archive, where all files have one date) the Makefile's.
EPOCH = $(or $(SOURCE_DATE_EPOCH),$(shell git log -1 --format=%ct 2>/dev/null || stat -c %Y Makefile))
DIST := samplan-$(VERSION)

.PHONY: install uninstall dist deb sbom

# make install       below PREFIX (/usr/local); DESTDIR is put before it
install: program
	@generator/install/install put $(INSTALL_TO)

# make uninstall     takes away what install put there
uninstall:
	@generator/install/install remove $(INSTALL_TO)

# make dist          .build/samplan-VERSION.tar.gz, the same bytes each time
dist:
	@mkdir -p $(BUILD)
	@generator/install/dist $(DIST) $(EPOCH) $(BUILD)/$(DIST).tar.gz

# make deb           .build/samplan_VERSION_ARCH.deb, the same bytes each time
deb: dist
	@generator/setup.sh package
	@generator/install/deb $(VERSION) $(EPOCH) $(BUILD)

# make sbom          .build/samplan.spdx.json: what the program is made of
sbom: program
	@generator/install/sbom $(VERSION) $(EPOCH) $(BUILD)/samplan >$(BUILD)/samplan.spdx.json.new
	@mv $(BUILD)/samplan.spdx.json.new $(BUILD)/samplan.spdx.json
	@echo $(BUILD)/samplan.spdx.json
