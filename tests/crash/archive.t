#!/bin/sh
# Archives under kill -9, failing system calls and a full disk: the name holds
# the complete old archive, the complete new one, or nothing; extract makes
# the whole directory or none.
. "${SRCDIR:-.}/tests/lib.sh"
# The leak sanitizer gives up under strace, and a SEGV sent is no bug.
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0:handle_segv=0
export ASAN_OPTIONS

kills=8
faults=3
if [ -n "${BALINT_LONG:-}" ]; then
	kills=300
	faults=400
	ok 'every flipped bit, each kind of key' "$BUILD/tests/test-inspect"
	if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
		ok 'hostile archives, as a user without rights' setpriv \
		    --reuid=65534 --regid=65534 --clear-groups \
		    "$BUILD/tests/test-inspect"
	fi
fi

run balint-new key -q
R=$(grep age1 "$XDG_CONFIG_HOME/balint/identity.txt.pub")
export R
"$BUILD/tests/helper-generate" "$BALINT_HOME" 20 5 20 60 2000
cd "$BALINT_HOME" || exit 2
set -- g*
cd "$T" || exit 2
balint-export archive -q --no-verify -o old.age -r "$R" g001

# How long a run takes, in seconds.
took() {
	"$BUILD/tests/helper-time" "$@" 3>took.txt >/dev/null 2>&1
	cut -d' ' -f1 took.txt
}

# killed N COMMAND...: run it N times, killed after a time that grows from
# nothing to more than it needs; calls `judge` each time.
killed() {
	max=$1
	shift
	before
	all=$(took "$@")
	i=0
	while [ $i -lt "$max" ]; do
		i=$((i + 1))
		before
		# shellcheck disable=SC2016
		perl -e 'my $t = shift; my $p = fork;
			if (!$p) { open STDERR, ">/dev/null"; exec @ARGV or exit 127 }
			select undef, undef, undef, $t; kill 9, $p; waitpid $p, 0;
			exit($? ? 9 : 0)' \
		    "$(awk -v i=$i -v m="$max" -v t="$all" \
			'BEGIN { print 1.1 * t * i / m }')" \
		    "$@" >/dev/null
		died=$?
		[ $died = 9 ] && deaths=$((deaths + 1))
		judge || wrong=$((wrong + 1))
	done
}

# Nothing beside the archive but what we put there.
strays() {
	find . -maxdepth 1 -name '.*' ! -name . | grep -c .
}
whole() {
	balint-export verify -q "$1" >/dev/null 2>>trouble
}

deaths=0
wrong=0
before() { rm -f new.age; }
judge() {
	[ ! -e new.age ] || whole new.age
}
killed "$kills" balint-export archive -q -o new.age -r "$R" "$@"
ok "killed $deaths of $kills times: no archive or a whole one" test $wrong = 0
ok 'killed: no other file is left' test "$(strays)" = 0

wrong=0
before() { cp old.age new.age; }
judge() {
	cmp -s old.age new.age || whole new.age
}
killed "$kills" balint-export archive -q -o new.age -r "$R" "$@"
ok 'killed over an old archive: the old one or the new one' test $wrong = 0
rm -f .new.age.tmp
balint-export archive -q -o new.age -r "$R" "$@"

wrong=0
before() { rm -rf tree .tree.*; }
judge() {
	[ ! -e tree ] || [ "$(find tree -type f | wc -l)" = 1720 ]
}
killed "$kills" balint-export extract -q -C tree new.age
ok 'extract killed: no directory or all of it' test $wrong = 0
rm -rf tree .tree.*

# A full disk, and every call failing in turn.
if command -v strace >/dev/null 2>&1 &&
    strace -qq -o /dev/null true 2>/dev/null; then
	# fault CALL ERROR N: that call fails the N-th time.
	fault() {
		cp old.age new.age
		status=0
		strace -f -qq -o trace -e trace="$1" \
		    -e inject="$1:error=$2:when=$3" \
		    balint-export archive -q -o new.age -r "$R" g001 g002 \
		    >/dev/null 2>err || status=$?
		if [ $status = 0 ]; then
			whole new.age
		else
			cmp -s old.age new.age || {
				# Only the last step may come too late: the
				# new one has its name, but may not be on disk.
				whole new.age && grep -qE 'to disk|archive is whole' err
			}
		fi
	}
	for e in write:EIO write:ENOSPC fsync:EIO renameat:EIO linkat:EIO \
	    close:EIO read:EIO openat:EIO openat:EMFILE read:EINTR \
	    write:EINTR newfstatat:EIO fstat:EIO getdents64:EIO mmap:ENOMEM; do
		call=${e%:*}
		wrong=0
		refused=0
		tried=0
		# Evenly over all calls of the kind; all of them if few.
		strace -f -qq -o trace -e trace="$call" balint-export archive \
		    -q -o new.age -r "$R" g001 g002 >/dev/null 2>&1
		calls=$(grep -c "$call(" trace)
		[ "$calls" -gt 0 ] || continue
		# shellcheck disable=SC2013
		for n in $(awk -v c="$calls" -v f=$faults 'BEGIN {
			# strace counts the calls of each thread.
			if (f < 100 && c > 20) c /= 6
			s = c > f ? c / f : 1
			for (i = s; i <= c + .5; i += s) print int(i) }'); do
			tried=$((tried + 1))
			fault "$call" "${e#*:}" "$n" || {
				wrong=$((wrong + 1))
				echo "# $e $n: status $status $(cat err)"
			}
			[ $status = 0 ] || refused=$((refused + 1))
		done
		ok "$e: $tried of $calls calls, $refused refused, the archive is old or whole" \
		    test $wrong = 0
	done
	ok 'after all that no other file is left' test "$(strays)" = 0
	wrong=0
	balint-export archive -q --no-verify -o new.age -r "$R" g001 g002
	strace -f -qq -o trace -e trace=write,openat,renameat2,syncfs,mkdirat \
	    balint-export extract -q -C tree new.age >/dev/null 2>&1
	calls=$(grep -c '(' trace)
	# shellcheck disable=SC2013
	for n in $(awk -v c="$calls" -v f=$faults 'BEGIN {
		s = c > f ? c / f : 1
		for (i = s; i <= c + .5; i += s) print int(i) }'); do
		rm -rf tree
		strace -f -qq -o trace -e trace=write,openat,renameat2,syncfs,mkdirat \
		    -e inject=write,openat,renameat2,syncfs,mkdirat:error=ENOSPC:when="$n" \
		    balint-export extract -q -C tree new.age >/dev/null 2>err &&
		    { [ "$(find tree -type f | wc -l)" = 172 ] || wrong=$((wrong + 1)); }
		[ ! -e tree ] || [ "$(find tree -type f | wc -l)" = 172 ] ||
		    wrong=$((wrong + 1))
	done
	ok "extract: of $calls calls one fails, all of it or nothing" test $wrong = 0
	ok 'extract: nothing hidden is left' test "$(strays)" = 0
fi

# A really full disk, where we may mount one.
mkdir small
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=64k tmpfs small 2>/dev/null; then
	run balint-export archive -q -o small/x.age -r "$R" "$@"
	if [ "$status" != 0 ]; then
		is 'a full disk: said' 2 '' '*E_WRITE*'
		ok 'a full disk: nothing there' test -z "$(ls -A small)"
	else
		report 1 'the disk was to be too small'
	fi
	run balint-export extract -q -C small/tree new.age
	is 'extract onto a full disk: said' 2 '' '*E_*'
	ok 'extract onto a full disk: nothing there' test -z "$(ls -A small)"
	umount small
fi

# No core dump, whatever the limit says.
mkfifo pipe
(
	# shellcheck disable=SC3045
	ulimit -c unlimited
	exec balint-export verify --passphrase-fd 5 old.age 5<pipe
) >/dev/null 2>&1 &
pid=$!
exec 6>pipe
sleep 0.2
kill -SEGV $pid
s=0
wait $pid 2>/dev/null || s=$?
exec 6>&-
ok "killed with SIGSEGV ($s)" test $s = 139
ok 'no core is left' sh -c '! ls | grep -q ^core'
finish
