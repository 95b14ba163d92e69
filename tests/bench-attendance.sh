#!/bin/sh
# balint-stats attendance against mawk over xargs -0, gawk and recsel -G on the
# same data, in turn; medians.  CPU time (user and system, children too) where
# one thread is compared with other programs, since the machine may be busy;
# the clock where two threads are compared with one.
#
#	bench-attendance.sh [ROUNDS]
set -eu
SRCDIR=${SRCDIR:-$(pwd)}
BUILD=${BUILD:-$SRCDIR/build}
rounds=${1:-5}
PATH=$BUILD/bin:$PATH
T=$(mktemp -d "${TMPDIR:-/tmp}/balint-bench.XXXXXX")
trap 'rm -rf "$T"' EXIT
trap 'exit 130' INT TERM
export LC_ALL=C.UTF-8 BALINT_HOME="$T/none"
mkdir "$T/none"

# The library: GROUPS groups of 10 members and 50 sessions below $T/SIZE.
library() { # SIZE GROUPS
	seq 1 "$2" | while read -r g; do
		printf '%s/%s/g%04d/members\0%s/%s/g%04d/sessions\0' \
		    "$T" "$1" "$g" "$T" "$1" "$g"
	done | xargs -0 mkdir -p
	mawk -v dir="$T/$1" -v groups="$2" '
	function roster(d,    m, f) {
		for (m = 1; m <= 10; m++) {
			f = sprintf("%s/members/m%02d.txt", d, m)
			printf "Format: balint-member/1\nMember: m%02d\nName: Member %d\nJoined: 2023-01-01\n\n", m, m >f
			close(f)
		}
	}
	function session(d, date,    m, f, x) {
		f = d "/sessions/s" date ".txt"
		printf "Format: balint-session/1\nSession: s%s\nDate: %s\nStatus: held\nMinutes: 90\n", date, date >f
		for (m = 1; m <= 10; m++) {
			x = status[int(rand() * 10) + 1]
			printf "Attend: m%02d %s", m, x >f
			if (x == "late") printf " minutes=%d", 60 + int(rand() * 25) >f
			if (x == "left") printf " minutes=%d", 40 + int(rand() * 25) >f
			if (x == "present" && rand() < 0.1) printf " mode=online" >f
			printf "\n" >f
		}
		printf "\n" >f
		close(f)
	}
	BEGIN {
		srand(7)
		split("present present present present present present late left excused absent", status, " ")
		for (g = 1; g <= groups; g++) {
			d = sprintf("%s/g%04d", dir, g)
			f = d "/group.txt"
			printf "Format: balint-group/1\nGroup: g-a%04d\nName: Group %d\nMinutes: 90\nTimezone: Europe/London\nTime: 18:00\nQuorum: 6\n\n", g, g >f
			close(f)
			roster(d)
			year = 2024; month = 1; day = 1
			for (s = 0; s < 50; s++) {
				session(d, sprintf("%04d-%02d-%02d", year, month, day))
				day += 7
				if (day > 28) { day -= 28; month++ }
				if (month > 12) { month = 1; year++ }
			}
		}
	}'
}

# The same columns with awk; only `unmarked`, which needs the roster, is left
# out, and that a group's files must come in one piece is taken for granted.
cat >"$T/totals.awk" <<'EOA'
FNR == 1 { n = split(FILENAME, part, "/"); group = part[n - 2] }
/^Minutes: / { length_ = $2; next }
/^Mode: / { mode = $2; next }
/^Attend: / {
	k = group "\t" $2
	sessions[k]++
	count[k, $3]++
	if ($3 == "present" || $3 == "late" || $3 == "left") {
		m = length_
		online = mode == "online"
		for (i = 4; i <= NF; i++) {
			if (substr($i, 1, 8) == "minutes=") m = substr($i, 9)
			if (substr($i, 1, 5) == "mode=") online = substr($i, 6) == "online"
		}
		attended[k]++
		minutes[k] += m
		on[k] += online
		if ($3 == "late") late[k] += length_ - m
		if ($3 == "left") left[k] += length_ - m
		run[k] = 0
	} else if (++run[k] > most[k])
		most[k] = run[k]
}
END {
	OFS = "\t"
	for (k in sessions)
		print k, attended[k] + 0, sessions[k],
		    sprintf("%.4f", attended[k] / sessions[k]),
		    count[k, "present"] + 0, count[k, "late"] + 0,
		    count[k, "left"] + 0, count[k, "excused"] + 0,
		    count[k, "absent"] + 0, 0, on[k] + 0, minutes[k] + 0,
		    late[k] + 0, left[k] + 0, most[k] + 0, run[k] + 0
}
EOA

# shellcheck disable=SC2317
ours() { # THREADS SIZE
	balint-stats attendance -q --date 2026-12-01 --threads "$1" "$T/$2"/g*
}
# shellcheck disable=SC2317
awk_way() { # PROGRAM SIZE
	find "$T/$2" -path '*/sessions/*' -name '*.txt' -print0 |
		sort -z | xargs -0 -s 2000000 "$1" -f "$T/totals.awk"
}
# shellcheck disable=SC2317
rec_way() { # SIZE
	recsel -t session -G Group,Member -p 'Group,Member,Count(Status)' "$T/$1.rec"
}

# CPU and clock of one run, in seconds, appended to $T/NAME.SIZE.  The shell
# counts in hundredths, so a sample is several runs.
measure() { # NAME SIZE RUNS COMMAND...
	name=$1
	size=$2
	runs=$3
	shift 3
	times >"$T/before"
	from=$(date +%s.%N)
	k=0
	while [ $k -lt "$runs" ]; do
		"$@" >"$T/out.$name.$size"
		k=$((k + 1))
	done
	to=$(date +%s.%N)
	times >"$T/after"
	awk -v from="$from" -v to="$to" -v runs="$runs" '
	function seconds(t) { split(t, p, /[ms]/); return p[1] * 60 + p[2] }
	FNR == 2 { cpu[++n] = seconds($1) + seconds($2) }
	END { print (cpu[2] - cpu[1]) / runs, (to - from) / runs }
	' "$T/before" "$T/after" >>"$T/$name.$size"
}
median() { # NAME SIZE COLUMN
	awk -v c="$3" '{ print $c }' "$T/$1.$2" | sort -n |
		awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
bad=0
verdict() { # TEXT VALUE LIMIT at-least|at-most
	awk -v text="$1" -v v="$2" -v limit="$3" -v kind="$4" 'BEGIN {
		good = kind == "at-least" ? v >= limit : v <= limit
		printf "%-44s %7.2f, %s %s: %s\n", text, v, kind, limit, good ? "good" : "MISSED"
		exit !good }' || bad=1
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { print a / b }'; }

library small 200
ours 1 small | tail -n +2 | sort >"$T/a"
awk_way mawk small | sort >"$T/b"
cmp "$T/a" "$T/b" || { echo "the totals differ"; exit 1; }
echo "10,000 sessions, $rounds rounds; the totals of all are the same"

others=mawk
command -v gawk >/dev/null && others="$others gawk"
if command -v recsel >/dev/null; then
	find "$T/small" -path '*/sessions/*' -name '*.txt' | sort | xargs -s 2000000 awk '
	BEGIN { print "%rec: session\n" }
	FNR == 1 { n = split(FILENAME, part, "/") }
	/^Date: / { date = $2 }
	/^Attend: / { print "Group: " part[n - 2] "\nMember: " $2 "\nDate: " date "\nStatus: " $3 "\n" }
	' >"$T/small.rec"
	others="$others recsel"
fi
for _ in $(seq 1 "$rounds"); do
	measure ours1 small 10 ours 1 small
	measure ours2 small 10 ours 2 small
	for o in $others; do
		[ "$o" = recsel ] || measure "$o" small 5 awk_way "$o" small
	done
done
# recsel takes long: once is enough.
case $others in *recsel*) measure recsel small 1 rec_way small ;; esac
one=$(median ours1 small 1)
for o in $others; do
	case $o in mawk) limit=2.5 ;; gawk) limit=5 ;; *) limit=45 ;; esac
	verdict "CPU of $o to ours" "$(ratio "$(median "$o" small 1)" "$one")" $limit at-least
done
verdict 'clock of one thread to two' \
    "$(ratio "$(median ours1 small 2)" "$(median ours2 small 2)")" 1.3 at-least

library large 2000
for _ in 1 2 3 4 5; do
	measure ours1 small 10 ours 1 small
	measure ours1 large 1 ours 1 large
done
verdict 'CPU for 100,000 sessions to 10,000' \
    "$(ratio "$(median ours1 large 1)" "$(median ours1 small 1)")" 10.5 at-most
if [ -x /usr/bin/time ]; then
	for s in small large; do
		/usr/bin/time -f %M -o "$T/rss.$s" balint-stats attendance -q \
		    --date 2026-12-01 "$T/$s"/g* >/dev/null
	done
	verdict 'MiB for 100,000 sessions' "$(ratio "$(cat "$T/rss.large")" 1024)" 20 at-most
	verdict 'memory for 100,000 to 10,000' \
	    "$(ratio "$(cat "$T/rss.large")" "$(cat "$T/rss.small")")" 1.5 at-most
fi
exit $bad
