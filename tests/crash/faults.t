#!/bin/sh
# shellcheck disable=SC2089,SC2090
# One system call fails, or the program is killed there; at each of the calls
# of every command that writes, and for each way to fail.  After each:
#
#	the store checks clean,
#	every file is byte for byte the old one or the new one,
#	exit status 0 means that all of the change is there.
#
# make check runs a part of it; BALINT_LONG=1 (make crashtest) all.
# A file system in memory, where there is one: fsync(2) is fast there.
if [ -w /dev/shm ] && [ -z "${TMPDIR:-}" ]; then TMPDIR=/dev/shm; fi
. "${SRCDIR:-.}/tests/lib.sh"

if ldd "$BUILD/bin/balint-note" | grep -q libasan; then
	echo "1..0 # SKIP the sanitizer wants to be loaded first"
	exit 0
fi
${CC:-cc} -shared -fPIC -O1 -o fault.so "$SRCDIR/tests/crash/fault.c" -ldl ||
	exit 2
date=2026-11-12

# What there is before: in old/home.
mkdir old new
BALINT_HOME=$T/old/home
export BALINT_HOME
mkdir -m 700 "$BALINT_HOME"
{
	balint-new group tuesday --time 18:00 --leader lena
	cd "$BALINT_HOME/tuesday" || exit 2
	for m in ana ben dora; do balint-new member "$m" --name "M $m"; done
	balint-new session 2026-11-10
	balint-new session 2026-12-08
	balint-note attend --date $date ana ben dora=excused
	balint-new case --date $date --presenter ana
	mv cases/*.txt cases/c001-abc.txt
	sed -i 's/^Case:.*/Case: c001-abc/' cases/c001-abc.txt
	rm -rf .undo
	echo 'She waits.' | balint-note add 1
	cd "$T" || exit 2
	printf 'Format: balint-member/1\nMember: m\n\n' >old/ours
} >/dev/null 2>&1
printf 'id,name\neli,Eli\nfay,Fay\ngus,Gus\n' >roster.csv
echo 'She came back.' >text
printf 'Name,Join Time,Leave Time\nM ben,2026-11-10 18:30:00,2026-11-10 19:30:00\n' >list.csv
printf 'Format: balint-member/1\nMember: m\n\n' >base
printf 'Format: balint-member/1\nMember: m\nGrade: 1\n\n' >theirs

# each NAME COMMAND...: standard input is the file text.
total=0
worst=0
step=13
[ -z "${BALINT_LONG:-}" ] || step=1

scene() { # DIR: the same beginning, again
	cd "$T" || exit 2
	rm -rf "$1"
	cp -a old "$1"
	BALINT_HOME=$T/$1/home
	cd "$T/$1/home/tuesday" || exit 2
}

each() {
	name=$1
	shift
	scene new
	FAULT_AT=0 FAULT_FD=9 LD_PRELOAD="$T/fault.so" "$@" 9>"$T/count" \
		<"$T/text" >/dev/null 2>"$T/first" || {
		bad "$name: works without a fault" true
		sed 's/^/# /' "$T/first"
	}
	n=$(sort -n "$T/count" | tail -n 1)
	wrong=0
	k=0
	for kind in ENOSPC EIO EDQUOT EINTR SHORT KILL; do
		i=$((1 + k % step))
		k=$((k + 3))
		while [ "$i" -le "$n" ]; do
			one "$@"
			i=$((i + step))
		done
	done
	cd "$T" || exit 2
	report $wrong "$name: $n calls"
}

files() { find "$T/$1" -name '*.txt' ! -path '*/.*' | wc -l; }

one() {
	scene now
	s=0
	FAULT_AT=$i FAULT_KIND=$kind LD_PRELOAD="$T/fault.so" "$@" \
		<"$T/text" >/dev/null 2>"$T/said" || s=$?
	total=$((total + 1))
	fault=
	"$BUILD/tests/helper-tree" "$T/old" "$T/new" "$T/now" >"$T/found" || {
		# The new group's id is another one each time.
		grep -vE '^new |^neither .* home/wren/group.txt$' "$T/found" \
			>"$T/rest" && fault="$(cat "$T/rest")"
	}
	c=0
	balint-note check -q --date $date >"$T/checked" 2>&1 || c=$?
	# A file that was broken before may be so still.
	grep -v '/members/flo.txt:' "$T/checked" >"$T/rest"
	[ $c -le 1 ] && [ ! -s "$T/rest" ] || fault="check: $(cat "$T/rest")"
	if [ $s = 0 ] && [ $random = 0 ] && ! "$BUILD/tests/helper-tree" \
		"$T/new" "$T/new" "$T/now" >"$T/found"; then
		fault="status 0, and $(cat "$T/found")"
	fi
	if [ $s = 0 ] && [ "$(files new)" != "$(files now)" ]; then
		fault='status 0, and not as many files as there should be'
	fi
	if [ -n "$fault" ]; then
		wrong=1
		echo "# $kind at call $i of $n, status $s: $fault"
		sed 's/^/#   /' "$T/said"
	fi
	[ $s -le $worst ] || worst=$s
}

random=1 # an id that is another one each time
each 'new group' balint-new group wren
each 'new case' balint-new case --date $date --presenter dora
random=0
each 'new member' balint-new member eli --name Eli
each 'new member --import' balint-new member --import "$T/roster.csv"
each 'new session, a series' balint-new session --every week --count 3 \
	--from 2027-01-05
each 'note attend' balint-note attend --date $date ana=late:20 ben=absent
each 'note add' balint-note add 1
each 'note add, without undo' balint-note add 1 --no-undo
each 'note set' balint-note set ben Away=2026-12-01 Grade=2
each 'note followup' balint-note followup 1 --due $date
each 'note debrief' balint-note debrief --date $date
each 'note log' balint-note log lena supervision 2026-11-20 minutes=60
each 'note import' balint-note import --date $date "$T/list.csv"
each 'note undo' balint-note undo
each 'note purge' balint-note purge --yes --case 1
each 'note merge' balint-note merge "$T/base" ../../ours "$T/theirs"
# shellcheck disable=SC2089,SC2090
VISUAL="sed -i 's/^Name:.*/Name: Other/'"
# shellcheck disable=SC2090
export VISUAL
each 'note edit' balint-note edit ben
printf 'Format: balint-member/1\r\nMember: flo\r\nName: F' \
	>"$T/old/home/tuesday/members/flo.txt"
each 'note check --fix' balint-note check --fix --date $date
echo "# $total faults"
if [ -n "${BALINT_LONG:-}" ]; then
	ok 'at least 1,000 faults' test "$total" -ge 1000
fi
finish
