#!/bin/sh
# An attacker who has the attendance of 200 groups in every shape, and their
# research data, guesses who presented each case.  He may be told the group
# of every row besides; still he must do no better than by attendance alone.
# The same attacks have to succeed where there is something to find.
. "${SRCDIR:-.}/tests/lib.sh"
# shellcheck source=tests/study-library.sh
. "$SRCDIR/tests/study-library.sh"

groups=200 sessions=40 cases=20
study_library lib $groups 8 $sessions $cases 7
key=$(balint-new key --study)
set -- lib/g*

mkdir d years bands
balint-export dataset -q -o d --columns setting,age_band,sex "$@"
balint-export dataset -q -o years --columns setting --time year "$@"
balint-export dataset -q -o bands --columns profession "$@"
ok 'the research data is there' test "$(wc -l <d/cases.csv)" -gt $((groups * cases - 10))

# Every shape of attendance there is.
for shape in --long --wide --totals; do
	balint-export attendance -q $shape -f csv "$@" >"a$shape.csv" 2>err ||
		cat err
done
ok 'and the attendance, in three shapes' test "$(wc -l <a--long.csv)" -gt 60000

# 1. Join: no value of any column of the one is in any column of the other.
values() { # FILE: each cell and each word in it, but nothing and numbers < 100
	tail -n +2 "$1" | tr ', "' '[\n*]' | grep -vE '^[0-9]{0,2}$' |
		grep -vE '^[0-9]*\.[0-9]*$' | sort -u
}
for f in a--*.csv; do values "$f"; done | sort -u >theirs
values d/cases.csv >ours
ok 'there are values to join on' sh -c 'test "$(wc -l <ours)" -gt 4000; test "$(wc -l <theirs)" -gt 300'
comm -12 ours theirs >joined
ok 'no value joins cases and attendance' sh -c 'cat joined; ! test -s joined'
cut -d , -f 1 d/cases.csv | sort >ids
ok 'no id is the HMAC of what an outsider has' sh -c \
    '! cut -f 2 lib/truth.tsv | grep -qFf - ids'

# 2. Guess.  Truth in the order of the release: the key's owner can tell.
truth() { # FILE.csv: study id, group, session, presenter of each row
	while IFS='	' read -r g c s m; do
		echo "$g $c $s $m"
	done <lib/truth.tsv >plain.txt
	"$BUILD/tests/helper-studyid" "$key" <plain.txt | sort >named
	tail -n +2 "$1" | cut -d , -f 1 | awk '
	    FILENAME == "named" { t[$1] = $0; next }
	    { print t[$1] }' named -
}
truth d/cases.csv >order
ok 'each row has its truth' sh -c '! grep -q "^$" order'
grep -h '^Attend: .* present$' -r lib --include='s20*' -H |
	sed 's|^lib/\(g[0-9]*\)/sessions/\(s[-0-9]*\).txt:Attend: \(m[0-9]*\) .*|\1 \2 \3|' \
	    >present

# attack NAME KEY: the rows of a group, sorted by the KEY (its number in the
# release, a column, ...), are taken for the group's sessions with a case in
# their order; the guess is anyone who was there.  Prints the chance of a
# hit, that by attendance alone, and the half width of the interval (95 %)
# of their difference over that many cases.
attack() {
	sort -t '	' -k 1,1 -k 2,2 keyed |
	awk -v sessions="$1" '
	FILENAME == "present" { n[$1, $2]++; here[$1, $2, $3] = 1
	    all[$1]++; of[$1, $3]++; next }
	FILENAME == "evenings" { day[$1, ++days[$1]] = $2; next }
	{
		g = $3; s = day[g, ++row[g]]; m = $5
		if (sessions == "known")
			s = $4
		p = here[g, s, m] / n[g, s]
		b = of[g, m] / all[g]
		hits += p; base += b; cases++
	}
	END {
		hits /= cases; base /= cases
		v = hits * (1 - hits) + base * (1 - base)
		printf "%.4f %.4f %.4f\n", hits, base, 1.96 * sqrt(v / cases)
	}' present evenings -
}
awk '{ print $1, $3 }' lib/truth.tsv | sort >evenings
better() { # NAME: reads "attack base width" from got
	read -r a b w <got || exit 1
	echo "# $1: $a; by attendance alone $b, interval of the difference +-$w" >>figures
	awk -v a="$a" -v b="$b" -v w="$w" 'BEGIN { exit !(a - b > w + 0) }'
}

# key lines: GROUP, key, then group, session, presenter, tab-separated.
key() { awk -v k="$1" '{ printf "%s\t%s\t%s\t%s\t%s\n", $2, k == "row" ? sprintf("%06d", NR) : k == "back" ? sprintf("%06d", 999999 - NR) : $3, $2, $3, $4 }' order >keyed; }

key session
attack rank >got
ok 'control: rows in the order of the sessions would name the presenter' better 'rank in time'
key row
attack known >got
ok 'control: so would the session' better 'the session itself'
key row
attack rank >got
bad 'the order of the rows tells nothing' better 'row order'
key back
attack rank >got
bad 'nor backwards' better 'row order, backwards'
columns=$(head -n 1 d/cases.csv | tr ',' '\n' | wc -l)
c=0
while [ $((c += 1)) -le "$columns" ]; do
	name=$(head -n 1 d/cases.csv | cut -d , -f $c)
	tail -n +2 d/cases.csv | cut -d , -f $c | tr ' ' '-' | paste -d '	' - order |
		awk -F '\t' '{ split($2, t, " "); printf "%s\t%s%06d\t%s\t%s\t%s\n",
		    t[2], $1, NR, t[2], t[3], t[4] }' >keyed
	attack rank >got
	bad "sorted by $name they tell nothing" better "sorted by $name"
done

# 3. The year: those of that year's evenings.
truth years/cases.csv >order
tail -n +2 years/cases.csv | cut -d , -f 3 | paste -d ' ' - order |
awk 'FILENAME == "present" { y = substr($2, 2, 4); n[$1, y]++; of[$1, y, $3]++
	all[$1]++; by[$1, $3]++; next }
{ y = $1; if (NF < 5) next
  if (n[$3, y]) p += of[$3, y, $5] / n[$3, y]; else p += by[$3, $5] / all[$3]
  b += by[$3, $5] / all[$3]; c++ }
END { p /= c; b /= c; v = p * (1 - p) + b * (1 - b)
  printf "%.4f %.4f %.4f\n", p, b, 1.96 * sqrt(v / c) }' present - >got
bad 'the year tells no more than attendance does' better 'the year'

# 4. The profession is another matter, and the page says so: whoever knows
# the group is told a lot.  So it is never in it unless asked for.
bad 'the profession is not in the data unless asked for' \
    grep -q profession d/cases.csv years/cases.csv
truth bands/cases.csv >order
ok 'control: the profession would tell, to one who knows the group' sh -c '
tail -n +2 bands/cases.csv | cut -d , -f 2 | paste -d " " - order | awk "
    NF == 5 { band[\$3, \$5] = \$1; seen[\$3, \$1, \$5] = 1 }
    END { for (k in band) n++; exit !(n > 0) }"'
run balint-export cases --columns profession "$@"
is 'and asking for it is answered by a warning' 0 '*' \
    '*profession narrows the presenter down*'
cat figures
finish
