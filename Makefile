# The Balint toolkit.  GNU make; everything that is made lies below $(B).
#
#   make demo            install what is missing, build, walk through the main job
#   make check           the same set-up, then every test
#   make check-outside   the outside programs that check us as well
#   make fuzz            every fuzzer for a minute (FUZZTIME=60), or for so many
#                        inputs (FUZZRUNS=10000000); FUZZERS="armor bech32": these
#
# A second tree (B=build/asan) lives beside the first, so the sanitizer, the
# fuzzers and other compilers never disturb the plain build.

B       ?= build
PREFIX  ?= /usr/local
BINDIR  ?= $(PREFIX)/bin
MANDIR  ?= $(PREFIX)/share/man
DATADIR ?= $(PREFIX)/share/balint
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR  ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d
PKG_CONFIG ?= pkg-config
VERSION := 0.1.0
FUZZTIME ?= 60
FUZZRUNS ?=
FUZZFLAGS ?=
FUZZERS ?= $(patsubst tests/fuzz/fuzz-%.c,%,$(sort $(wildcard tests/fuzz/fuzz-*.c)))
PROVE   ?= prove -j$(shell nproc)

CFLAGS  ?= -O2 -g
WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 -Wvla \
           -Wstrict-prototypes -Wmissing-prototypes $(WERROR)
# Compiled the same wherever the clone lies; no path of ours in a binary.
REPRO    = -ffile-prefix-map=$(CURDIR)=.
ifeq ($(strip $(SAN)),)
HARDEN   = -fPIE -fstack-protector-strong -fstack-clash-protection \
           -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
HARDENLD = -pie -Wl,-z,relro,-z,now,-z,noexecstack
else
HARDEN   = -fPIE
HARDENLD = -pie
endif
DEFS     = -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE \
           -DVERSION='"$(VERSION)"' -DDATADIR='"$(DATADIR)"' -I. -I$(B)
LIBS     = $(LDLIBS) -lcsv -lpcre2-8 -lgsl -lgslcblas \
           $(shell $(PKG_CONFIG) --libs libgcrypt libarchive libzstd libutf8proc libseccomp) \
           -lpthread -lm

BINS     = $(sort $(patsubst cmd/%.c,%,$(wildcard cmd/balint-*.c)))
MAN      = $(sort $(wildcard man/*.[157]))
COMMON   = $(sort $(wildcard common/*.c))
OBJS     = $(COMMON:%.c=$(B)/%.o) $(B)/common/data/weights.o \
           $(patsubst %,$(B)/common/tables.o,$(wildcard common/data/mktables.c))
# What is in cmd/ and belongs to no one program is shared by all five.
CLI      = $(patsubst %.c,$(B)/%.o,$(sort $(filter-out cmd/balint-%.c \
           $(BINS:balint-%=cmd/%-%.c),$(wildcard cmd/*.c))))
UNIT     = $(patsubst %.c,$(B)/%,$(sort $(wildcard tests/test-*.c)))
FUZZ     = $(FUZZERS:%=$(B)/tests/fuzz/fuzz-%)
HELPERS  = $(patsubst %.c,$(B)/%,$(sort $(wildcard tests/helper-*.c)))
# One file a verb: cmd/export-attendance.c belongs to balint-export.
verbs    = $(patsubst %.c,$(B)/%.o,$(sort $(wildcard cmd/$(1:balint-%=%)-*.c)))
# What is compiled in, or only learned from, is not shipped beside the programs.
DATA     = $(sort $(filter-out %.sh %.c %.inc %.gold,$(shell find common/data -type f 2>/dev/null)))

# make V=1 shows every command.
ifeq ($(V),)
say = @echo '  $(1)';
endif

all: $(BINS:%=$(B)/bin/%) $(B)/share/balint/stamp

$(B)/%.o: %.c Makefile
	@mkdir -p $(@D) $(B)/bin
	$(call say,CC $@)$(CC) $(DEFS) $(CPPFLAGS) -std=c17 $(WARN) $(REPRO) $(HARDEN) $(SAN) $(CFLAGS) -MMD -MP -c -o $@ $<

# Lists that speed needs are compiled into one read-only table.
$(B)/common/tables.o: $(B)/common/tables.c
	$(call say,CC $@)$(CC) -std=c17 $(REPRO) $(HARDEN) $(CFLAGS) -c -o $@ $<
$(B)/common/tables.c: common/data/mktables.c $(sort $(wildcard common/data/lists/*)) Makefile
	@mkdir -p $(@D)
	$(call say,CC $(B)/common/mktables)$(CC) $(DEFS) -std=c17 -O1 -o $(B)/common/mktables common/data/mktables.c
	$(B)/common/mktables common/data/lists $(B)/common/tables.bin >$@.tmp
	mv $@.tmp $@

$(B)/libcommon.a: $(OBJS)
	$(call say,AR $@)rm -f $@ && $(AR) rcsD $@ $(OBJS)

define program
$(B)/bin/$(1): $(B)/cmd/$(1).o $(CLI) $(call verbs,$(1)) $(B)/libcommon.a
	$$(call say,LD $$@)$$(CC) $$(HARDENLD) $$(SAN) $$(LDFLAGS) -o $$@ $$^ -Wl,--as-needed $$(LIBS)
endef
$(foreach b,$(BINS),$(eval $(call program,$(b))))

# Where a program looks for its data: ../share/balint beside its own folder.
$(B)/share/balint/stamp: $(DATA) Makefile
	@rm -rf $(B)/share/balint && mkdir -p $(B)/share/balint
	@for f in $(filter-out common/data/lists/%,$(DATA)); do \
	    mkdir -p "$(B)/share/balint/$$(dirname "$${f#common/data/}")" && \
	    cp "$$f" "$(B)/share/balint/$${f#common/data/}"; done
	@touch $@

$(FUZZ): LDFLAGS += -fsanitize=fuzzer
$(UNIT) $(FUZZ) $(HELPERS) $(B)/common/data/learn: %: %.o $(B)/libcommon.a
	$(call say,LD $@)$(CC) $(HARDENLD) $(SAN) $(LDFLAGS) -o $@ $^ -Wl,--as-needed $(LIBS)

RUN = SRCDIR='$(CURDIR)' BUILD='$(CURDIR)/$(B)' PATH='$(CURDIR)/$(B)/bin':"$$PATH" LC_ALL=C.UTF-8

# setup installs what is missing and says why; it does nothing when all is there.
setup:
	@sh tests/setup.sh build
setup-outside:
	@sh tests/setup.sh build outside
setup-demo:
	@sh tests/setup.sh build demo
demo: setup-demo
	+@$(MAKE) --no-print-directory -s -j$$(nproc) all
	@$(RUN) sh tests/demo.sh
# Everything that is compiled, nothing run.
tests: all $(UNIT) $(HELPERS) $(B)/common/data/learn
check: setup
	+@$(MAKE) --no-print-directory -s -j$$(nproc) tests
	$(RUN) $(PROVE) -e '' $(UNIT) $(filter-out $(NOT:%=tests/%.t),$(sort $(wildcard tests/*.t tests/crash/*.t)))
check-outside: setup-outside
	+@$(MAKE) --no-print-directory -s -j$$(nproc) tests
	$(RUN) BALINT_NOSKIP=1 $(PROVE) -e '' $(sort $(wildcard tests/outside/*.t))
bench: all $(HELPERS)
	$(RUN) sh tests/bench.sh
crashtest: all $(UNIT) $(HELPERS)
	$(RUN) BALINT_LONG=1 $(PROVE) -v -e '' $(sort $(wildcard tests/crash/*.t))
# Without what reads our source, pages and completions, and runs none of our code.
asan:
	+$(MAKE) check NOT='layers pages words completions' B=build/asan CFLAGS='-O1 -g -fno-omit-frame-pointer' \
	    SAN='-fsanitize=address,undefined -fno-sanitize-recover=all'
# What one input frees is far below 4 MB, so that memory used after it is still
# found; with 256, all memory is new to the cache and runs are 15 times slower.
fuzz:
	+ASAN_OPTIONS=quarantine_size_mb=4:$$ASAN_OPTIONS \
	    $(MAKE) fuzz-run B=build/fuzz CC=clang CFLAGS='-O1 -g -DTARBALL_PART=4096' \
	    SAN='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all'
fuzz-run: $(FUZZ)
	set -e; for c in $(FUZZERS); do mkdir -p $(B)/new/$$c; \
	    d=tests/fuzz/$$c.dict; test -f $$d && d="-dict=$$d" || d=; \
	    $(B)/tests/fuzz/fuzz-$$c $$d $(if $(FUZZRUNS),-runs=$(FUZZRUNS),-max_total_time=$(FUZZTIME)) \
	    $(FUZZFLAGS) -artifact_prefix=$(B)/new/ -print_final_stats=1 $(B)/new/$$c $$(test -d tests/fuzz/$$c && echo tests/fuzz/$$c); done
# The weights of common/redact-weigh.c, from the narratives; they are committed.
learn: $(B)/common/data/learn
	set -e; for l in en de fr; do w=common/data/weights/$$l.inc; \
	    $< $$l tests/redact/rules.txt common/data/narratives/*.$$l.gold >$$w.tmp; \
	    mv $$w.tmp $$w; done
lint: all
	sh tests/lint.sh

install: all
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(BASHDIR) $(DESTDIR)$(ZSHDIR) $(DESTDIR)$(FISHDIR) $(DESTDIR)$(DATADIR)
	install -m 755 $(BINS:%=$(B)/bin/%) $(DESTDIR)$(BINDIR)
	set -e; for b in $(BINS); do install -m 644 completions/balint.bash $(DESTDIR)$(BASHDIR)/$$b; \
	    install -m 644 completions/balint.fish $(DESTDIR)$(FISHDIR)/$$b.fish; done
	install -m 644 completions/_balint $(DESTDIR)$(ZSHDIR)
	set -e; for m in $(MAN); do d=$(DESTDIR)$(MANDIR)/man$${m##*.}; \
	    install -d $$d; install -m 644 $$m $$d; done
	set -e; cd $(B)/share/balint && find . -type f ! -name stamp | while read -r f; do \
	    install -d "$(DESTDIR)$(DATADIR)/$$(dirname "$$f")"; \
	    install -m 644 "$$f" "$(DESTDIR)$(DATADIR)/$$f"; done
uninstall:
	rm -f $(BINS:%=$(DESTDIR)$(BINDIR)/%) $(BINS:%=$(DESTDIR)$(BASHDIR)/%) \
	    $(BINS:%=$(DESTDIR)$(FISHDIR)/%.fish) $(DESTDIR)$(ZSHDIR)/_balint
	set -e; for m in $(MAN); do rm -f $(DESTDIR)$(MANDIR)/man$${m##*.}/$${m##*/}; done
	rm -rf $(DESTDIR)$(DATADIR)
clean:
	rm -rf build

.PHONY: all tests setup setup-demo setup-outside demo check check-outside bench crashtest asan \
    fuzz fuzz-run learn lint install uninstall clean
.SECONDARY:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
