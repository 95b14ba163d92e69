#!/bin/sh
# balint-export attendance of 200 groups (100,000 rows) to CSV against Miller,
# which only copies that CSV; of 2,000 groups (1,000,000 rows); memory; and
# certificates for 2,000 members.  In turn, medians; CPU time is user and
# system, children too.
#
#	bench-register.sh [ROUNDS]
set -eu
SRCDIR=${SRCDIR:-$(pwd)}
BUILD=${BUILD:-$SRCDIR/build}
rounds=${1:-7}
PATH=$BUILD/bin:$PATH
command -v mlr >/dev/null || { echo 'register: needs mlr'; exit 0; }
T=$(mktemp -d "${TMPDIR:-/tmp}/balint-bench.XXXXXX")
trap 'rm -rf "$T"' EXIT
trap 'exit 130' INT TERM
export LC_ALL=C.UTF-8 BALINT_HOME="$T/none" XDG_CONFIG_HOME="$T/config"
mkdir "$T/none" "$T/certificates"
cd "$T"

took() { # NAME COMMAND...: wall, CPU, KiB into NAME.t
	name=$1
	shift
	"$BUILD/tests/helper-time" "$@" 3>>"$name.t" >"$name.out"
}
median() { # NAME COLUMN
	cut -d' ' -f"$2" "$1.t" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
bad=0
verdict() { # TEXT VALUE LIMIT
	awk -v text="$1" -v v="$2" -v limit="$3" 'BEGIN {
		printf "%-52s %7.3f, at most %s: %s\n", text, v, limit, v <= limit ? "good" : "MISSED"
		exit v > limit }' || bad=1
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { print a / b }'; }

"$BUILD/tests/helper-groups" small 200 50 10
"$BUILD/tests/helper-groups" large 2000 50 10
balint-export attendance -f csv small/* >a.csv
for _ in $(seq 1 "$rounds"); do
	took ours balint-export attendance -f csv small/*
	took miller mlr --icsv --ocsv cat a.csv
	took large balint-export attendance -f csv large/*
	# Far more groups would not fit on a command line.
	took list sh -c 'printf "%s\0" large/* | balint-export attendance -f csv --files0-from -'
done
cmp ours.out miller.out
echo "$(wc -l <ours.out) and $(wc -l <large.out) rows with the heading, $rounds rounds"
echo "CPU seconds: ours $(median ours 2), Miller $(median miller 2), ours of ten times as much $(median large 2)"
verdict 'CPU of ours to Miller copying the CSV' "$(ratio "$(median ours 2)" "$(median miller 2)")" 0.333
verdict 'CPU for 1,000,000 rows to 100,000' "$(ratio "$(median large 2)" "$(median ours 2)")" 12
verdict 'MiB for 1,000,000 rows' "$(ratio "$(median large 3)" 1024)" 32
verdict 'memory for 1,000,000 rows to 100,000' "$(ratio "$(median large 3)" "$(median ours 3)")" 1.5

balint-export certificate --make-key >/dev/null
for _ in $(seq 1 "$rounds"); do
	took certificates balint-export certificate --scheme uk-mersey --issuer Office --all -o certificates small/*
done
n=$(find certificates -name '*.html' | wc -l)
[ "$n" = 2000 ] || { echo "2,000 certificates were expected, $n were made"; exit 1; }
echo "2,000 certificates: $(median certificates 1) s on the clock, $(median certificates 2) s of CPU"
# On a busy machine the clock is that of the others, and of their disk.
if awk '{ exit $1 > 1.5 }' /proc/loadavg; then
	verdict 'seconds on the clock for 2,000 certificates' "$(median certificates 1)" 2
else
	verdict 'CPU seconds for 2,000 certificates (busy machine)' "$(median certificates 2)" 2
fi
exit $bad
