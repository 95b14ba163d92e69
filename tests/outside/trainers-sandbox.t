#!/bin/sh
# No command for trainers opens cases/ or debriefs/, its sandbox would not let
# it, and none needs them: seen by the kernel's own record of system calls.
. "${SRCDIR:-.}/tests/lib.sh"
need strace
. "$SRCDIR/tests/trainers-library.sh"

mkdir "$BALINT_HOME/schemes" dir
printf 'Scheme: small\nTitle: T\nSource: S\nSeen: 2026-11-20\nRequired: 2\n' >"$BALINT_HOME/schemes/small.txt"
balint-export certificate --make-key >/dev/null
balint-export certificate --date 2026-11-20 --issuer O --scheme small --member ana tuesday -o cert.html
balint-export attendance --date 2026-11-20 -f csv tuesday -o sent.csv
printf 'tuesday\0' >list

# A line each; they run as a shell takes them apart.
cat >commands <<'END'
balint-export attendance tuesday thursday
balint-export attendance --wide tuesday thursday
balint-export attendance --totals --scheme small tuesday
balint-export attendance --changed-since sent.csv tuesday
balint-export attendance -f csv -o dir --package tuesday
balint-export attendance --files0-from list
balint-export attendance -o out.tsv -g tuesday
balint-export certificate --scheme small --member ana --issuer O tuesday
balint-export certificate --scheme small --all --issuer O -o dir tuesday
balint-export certificate --scheme small --all -n tuesday
balint-export certificate --check cert.html tuesday
balint-export calendar tuesday thursday -o cal.ics
balint-stats owed --scheme small tuesday thursday
END
: >rules
while read -r line; do
	# shellcheck disable=SC2086
	set -- $line
	s=0
	strace -f -y -s 4096 -o trace "$@" --date 2026-11-20 >out 2>err </dev/null || s=$?
	ok "runs: $line" test "$s" -le 1
	ok "sees its groups: $line" grep -q 'openat(.*"sessions"' trace
	ok "opens no case and no debrief: $line" sh -c '! grep -E "(open|openat|openat2|stat|newfstatat|access|faccessat2?|readlink)\(.*(cases|debriefs)" trace'
	ok "makes no socket, starts no program: $line" sh -c '! grep -E "^[0-9]+ +(socket|connect)\(" trace && test "$(grep -c "execve(" trace)" = 1'
	ok "has entered the filter: $line" grep -q 'seccomp(SECCOMP_SET_MODE_FILTER\|prctl(PR_SET_SECCOMP' trace
	grep 'landlock_add_rule' trace >>rules
done <commands

# Where the kernel has Landlock: what may be read at all.
if [ -s rules ]; then
	sed -n 's/.*parent_fd=[0-9]*<\([^>]*\)>.*/\1/p' rules | sort -u >allowed
	ok 'the rules name paths' test -s allowed
	ok 'of a group only group.txt, members and sessions' sh -c \
	    "! grep '^$BALINT_HOME/' allowed | grep -v -E '/(tuesday|thursday)/(group.txt|members|sessions)\$'"
	ok 'nor the library as a whole' sh -c "! grep -x '$BALINT_HOME' allowed"
	grep -v "^$BALINT_HOME/" allowed >others || :
	ok 'else only the zones, and where -o writes' sh -c "! grep -v -x -e /usr/share/zoneinfo -e '$T' -e '$T/dir' others"
	grep "<$T>\|<$T/dir>" rules >writes
	ok 'and there nothing can be read' sh -c '! grep READ_FILE writes'
fi

# The same output when they are gone, or are something that can't be opened.
cp -r "$BALINT_HOME" whole
try() {
	while read -r line; do
		case $line in *-o*) continue ;; esac
		# shellcheck disable=SC2086
		set -- $line
		"$@" --date 2026-11-20 2>&1 </dev/null || :
	done <commands
}
try >want
rm -r "$BALINT_HOME"/*/cases "$BALINT_HOME"/*/debriefs
try >got
ok 'the same without cases/ and debriefs/' cmp want got
for g in tuesday thursday; do
	: >"$BALINT_HOME/$g/cases"
	ln -s debriefs "$BALINT_HOME/$g/debriefs"
done
try >got
ok 'the same when they cannot be opened' cmp want got
finish
