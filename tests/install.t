#!/bin/sh
# make install puts everything in its place, from where it runs; uninstall
# leaves nothing.
. "${SRCDIR:-.}/tests/lib.sh"

# The make that runs us is another matter.
unset MAKEFLAGS MAKELEVEL MFLAGS
mk() { make -s -C "$SRCDIR" B="${BUILD#"$SRCDIR"/}" DESTDIR="$T/root" PREFIX=/opt/balint "$@"; }

mkdir -p root/opt/balint/bin
echo mine >root/opt/balint/bin/mine
ok 'make install' mk install
P=$T/root/opt/balint
for b in "$BUILD"/bin/balint-*; do
	b=${b##*/}
	ok "$b is there, and can be run" test -x "$P/bin/$b"
	run "$P/bin/$b" --version
	is "$b runs" 0 "$b [0-9]*" ''
	ok "$b: bash completion" test -f "$P/share/bash-completion/completions/$b"
	ok "$b: fish completion" test -f "$P/share/fish/vendor_completions.d/$b.fish"
done
ok 'zsh completion' test -f "$P/share/zsh/site-functions/_balint"
for m in "$SRCDIR"/man/*.[157]; do
	[ -e "$m" ] || continue
	m=${m##*/}
	ok "page $m" cmp "$SRCDIR/man/$m" "$P/share/man/man${m##*.}/$m"
done
(cd "$BUILD/share/balint" && find . -type f ! -name stamp | sort) >shipped
(cd "$P/share/balint" && find . -type f | sort) >installed
ok 'all that is shipped is installed' cmp shipped installed
find "$P" -type f -perm /022 >loose
ok 'nobody else can write to it' test ! -s loose

ok 'make uninstall' mk uninstall
find "$P" ! -type d ! -name mine >left
ok 'uninstall leaves nothing' sh -c 'cat left; ! test -s left'
ok '... but what was there before' test "$(cat "$P/bin/mine")" = mine

finish
