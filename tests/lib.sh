# Tests in sh that speak TAP to prove(1).  A test file begins with
#	. "${SRCDIR:-.}/tests/lib.sh"
# and ends with
#	finish
#
#   run COMMAND ARG...       runs it; leaves its exit status in $status and
#                            what it printed in the files out and err
#   is 'name' STATUS OUT ERR each of the three must match; OUT and ERR are
#                            shell patterns ('*' for anything)
#   ok 'name' COMMAND...     the command succeeds
#   bad 'name' COMMAND...    the command fails (and is not killed by a signal)
#
# Every test file runs in a directory of its own, with a library of its own
# ($BALINT_HOME) and no configuration of the person who runs it.
# shellcheck shell=sh

SRCDIR=${SRCDIR:-$(pwd)}
BUILD=${BUILD:-$SRCDIR/build}
PATH=$BUILD/bin:$PATH
LC_ALL=C.UTF-8
export SRCDIR BUILD PATH LC_ALL
unset BALINT_GROUP VISUAL EDITOR NO_COLOR AGE_PASSPHRASE_FD
umask 022

T=$(mktemp -d "${TMPDIR:-/tmp}/balint-test.XXXXXX") || exit 2
trap 'chmod -R u+rwx "$T" 2>/dev/null; rm -rf "$T"' EXIT
trap 'exit 130' INT TERM
cd "$T" || exit 2
BALINT_HOME=$T/home
XDG_CONFIG_HOME=$T/config
HOME=$T
export BALINT_HOME XDG_CONFIG_HOME HOME
mkdir -m 700 "$BALINT_HOME"

count=0
failed=0
status=0

run() {
	status=0
	"$@" >out 2>err </dev/null || status=$?
}

# The same with standard input from the file `in`.
run_in() {
	status=0
	"$@" >out 2>err <in || status=$?
}

report() { # GOOD NAME
	count=$((count + 1))
	if [ "$1" = 0 ]; then
		echo "ok $count - $2"
	else
		failed=$((failed + 1))
		echo "not ok $count - $2"
	fi
}

is() { # NAME STATUS OUT ERR
	good=0
	gotout=$(cat out)
	goterr=$(cat err)
	[ "$status" = "$2" ] || good=1
	# shellcheck disable=SC2254
	case $gotout in $3) ;; *) good=1 ;; esac
	# shellcheck disable=SC2254
	case $goterr in $4) ;; *) good=1 ;; esac
	report $good "$1"
	if [ $good != 0 ]; then
		{
			echo "status $status, expected $2"
			echo "out:"
			head -n 20 out
			echo "err:"
			head -n 20 err
		} | sed 's/^/# /'
	fi
}

ok() { # NAME COMMAND...
	name=$1
	shift
	good=0
	"$@" >"$T/ok.log" 2>&1 || good=1
	report $good "$name"
	[ $good = 0 ] || head -n 20 "$T/ok.log" | sed 's/^/# /'
}

bad() { # NAME COMMAND...
	name=$1
	shift
	s=0
	"$@" >"$T/ok.log" 2>&1 || s=$?
	good=0
	if [ $s = 0 ] || [ $s -ge 126 ]; then good=1; fi
	report $good "$name"
	[ $good = 0 ] || head -n 20 "$T/ok.log" | sed 's/^/# /'
}

# A program that must be there: a test that needs it is skipped with a
# message, or fails where a skip is not allowed (make check-outside).
need() {
	for p in "$@"; do
		if ! command -v "$p" >/dev/null 2>&1; then
			if [ -n "${BALINT_NOSKIP:-}" ]; then
				echo "not ok 1 - $p is installed"
				echo "1..1"
				exit 1
			fi
			echo "1..0 # SKIP $p is not installed"
			exit 0
		fi
	done
}

# Dialogues on a pseudo-terminal; a test that has them says `need script` and
# sets prompt to what a question ends in (an extended regular expression).

# Wait until the terminal has asked N times.
asked() {
	i=0
	# shellcheck disable=SC2154
	until [ "$(grep -oE "$prompt" typescript | wc -l)" -ge "$1" ] ||
	    [ $i -ge 100 ]; do
		sleep 0.1
		i=$((i + 1))
	done
}

# on_tty LINES COMMAND: types each line once it is asked for; what was seen and
# `status N` are in the file typescript.
on_tty() {
	printf '%s\n' "$1" >lines
	: >typescript
	(
		nth=0
		while IFS= read -r line; do
			nth=$((nth + 1))
			asked $nth
			printf '%s\n' "$line"
		done <lines
		sleep 0.2
	) | script -qefc "$2; echo status \$?" /dev/null >typescript 2>&1
}

finish() {
	echo "1..$count"
	[ "$failed" = 0 ] && [ "$count" -gt 0 ]
	exit $?
}
