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

mkdir d more kinds years long totals
balint-export dataset -q -o d --columns setting,age_band,sex "$@"
balint-export dataset -q -o more --columns relation,context,profession "$@"
balint-export dataset -q -o kinds --columns group_kind,profession,setting "$@"
balint-export dataset -q -o years --columns setting --time year "$@"
for f in d more kinds years; do
	ok "the research data are there: $f" \
	    test "$(wc -l <$f/cases.csv)" -gt $((groups * cases - 100))
done

# Every shape of attendance there is, and the copies that trainers keep; of
# some groups where the form is all that differs.
for shape in --long --wide --totals; do
	balint-export attendance -q $shape -f csv "$@" >"a$shape.csv" 2>err ||
		cat err
	for form in tsv jsonl sql; do
		balint-export attendance -q $shape -f $form lib/g0[0-3]* \
		    >"a$shape.$form" 2>err || cat err
	done
done
for shape in long totals; do
	balint-export attendance -q --$shape --package -o $shape lib/g0[0-3]*
done
identity=$(balint-new key 2>k.pub)
balint-export archive -q --attendance --no-verify -o a.age \
    -r "$(sed 's/.* //' k.pub)" lib/g0[0-3]*
balint-export extract -q -C copies -i "$identity" a.age
ok 'and the attendance, in three shapes and four forms' \
    sh -c 'for f in a--*.*; do test "$(wc -l <$f)" -gt 300 || exit 1; done'
ok 'and in packages' test "$(cat long/g*.csv totals/g*.csv | wc -l)" -gt 12000
ok 'and in copies' \
    test "$(find copies -name 's20*' | wc -l)" -eq $((39 * sessions))

# 1. Join: no value of any column of the one is anywhere in the other.  What
# kind of group it is and the profession of a whole group may be: they tell
# the group, which he is told anyway.
values() { # FILE: each cell and each word in it, but nothing and numbers < 100
	tail -n +2 "$1" | tr ', "' '[\n*]' | grep -vE '^[0-9]{0,2}$' |
		grep -vE '^[0-9]*\.[0-9]*$' | sort -u
}
without() { # FILE COLUMN...: the table without them
	awk -F , -v drop="$2 ${3:-}" 'NR == 1 { n = split(drop, d, " ")
	    for (i = 1; i <= n; i++) no[d[i]] = 1
	    for (i = 1; i <= NF; i++) if (!($i in no)) keep[++k] = i }
	{ for (i = 1; i <= k; i++) printf "%s%s", $keep[i], i < k ? "," : "\n" }' "$1"
}
{
	cat a--*.* long/g*.csv totals/g*.csv
	find copies -type f -exec cat {} +
} | tr -c 'A-Za-z0-9_.-' '[\n*]' | grep -vE '^[0-9]{0,2}$' | sort -u >theirs
for f in d more kinds; do
	without $f/cases.csv profession group_kind >$f.csv
	values $f.csv
done | sort -u >ours
ok 'there are values to join on' sh -c 'test "$(wc -l <ours)" -gt 4000; test "$(wc -l <theirs)" -gt 500'
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
cut -d , -f 1,3,11,17 a--long.csv | tr ',' ' ' |
    awk '$4 == "present" { print $1, $3, $2 }' >present
ok 'he knows who was there' \
    test "$(wc -l <present)" -gt $((groups * sessions * 6))
# How often each presented, too: the totals say that.
awk -F , 'FILENAME == "a--totals.csv" { if (FNR > 1) print $1, $3, $NF; next }' \
    a--totals.csv >often
ok 'and how often each presented' \
    test "$(awk '{ n += $3 } END { print n }' often)" = $((groups * cases))

# attack HOW [often]: the rows of a group, sorted by the key (its number in
# the release, a column, ...), are taken for the group's sessions with a case
# in their order; the guess is anyone who was there, with `often` weighed by
# how often they presented.  Prints the chance of a hit, that by attendance
# (and the totals) alone, and the half width of the interval (95 %) of their
# difference over that many cases.
attack() {
	sort -t '	' -k 1,1 -k 2,2 keyed |
	awk -v sessions="$1" -v often="${2:-}" '
	function weight(g, m) {
		return often == "" ? 1 : times[g, m] / of[g, m]
	}
	FILENAME == "present" { here[$1, $2, $3] = 1; of[$1, $3]++
	    who[$1] = who[$1] (of[$1, $3] == 1 ? " " $3 : ""); next }
	FILENAME == "often" { times[$1, $2] = $3; next }
	FILENAME == "evenings" { day[$1, ++days[$1]] = $2; next }
	{
		g = $3; s = day[g, ++row[g]]
		if (sessions == "known")
			s = $4
		k = split(who[g], member, " ")
		n = all = 0
		for (i = 1; i <= k; i++) {
			w = weight(g, member[i])
			n += here[g, s, member[i]] * w
			all += of[g, member[i]] * w
		}
		w = weight(g, $5)
		if (n > 0)
			hits += here[g, s, $5] * w / n
		base += of[g, $5] * w / all
		cases++
	}
	END {
		hits /= cases; base /= cases
		v = hits * (1 - hits) + base * (1 - base)
		printf "%.4f %.4f %.4f\n", hits, base, 1.96 * sqrt(v / cases)
	}' present often evenings -
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
attack known often >got
ok 'control: and with the totals' better 'the session itself, and the totals'

# by_column FILE N: the order, sorted by that column, then by the row.
by_column() {
	tail -n +2 "$1" | cut -d , -f "$2" | tr ' ' '-' | paste -d '	' - order |
		awk -F '\t' '{ split($2, t, " "); printf "%s\t%s%06d\t%s\t%s\t%s\n",
		    t[2], $1, NR, t[2], t[3], t[4] }' >keyed
}
for f in d more kinds; do
	truth $f/cases.csv >order
	for way in row back; do
		key $way
		attack rank >got
		bad "$f: the order of the rows tells nothing: $way" better "$f: $way order"
		attack rank often >got
		bad "$f: nor with the totals: $way" better "$f: $way order, totals"
	done
	columns=$(head -n 1 $f/cases.csv | tr ',' '\n' | wc -l)
	[ $f = d ] || columns=4 # those behind it are the same in all
	c=0
	while [ $((c += 1)) -le "$columns" ]; do
		name=$(head -n 1 $f/cases.csv | cut -d , -f $c)
		by_column $f/cases.csv $c
		attack rank >got
		bad "$f: sorted by $name they tell nothing" better "$f: sorted by $name"
	done
done

# 3. What he knows of the members: their professions stand in the register.
# From half of the groups, of which he was told who presented, he learns which
# values go with which profession; in the other half he weighs whoever
# attended by that.  The value is the first word of each line of `told`.
cut -d , -f 1,3,8 a--long.csv | tail -n +2 | tr ',' ' ' | sort -u >roster
ok 'he knows the professions' test "$(wc -l <roster)" = $((groups * 8))
guess() {
	paste -d ' ' told order | awk '
	FILENAME == "roster" { prof[$1, $2] = $3
	    list[$1] = list[$1] " " $2; next }
	FILENAME == "present" { of[$1, $3]++; next }
	{ v[++n] = $1; g[n] = $3; m[n] = $5
	  if (!($1 in value)) { value[$1] = 1; values++ }
	  if (substr($3, 2) % 2) { c[prof[$3, $5], $1]++; sum[prof[$3, $5]]++ } }
	function likely(p, x) { return (c[p, x] + 1) / (sum[p] + values) }
	END {
		for (i = 1; i <= n; i++) {
			if (substr(g[i], 2) % 2)
				continue
			k = split(list[g[i]], member, " ")
			all = plain = 0
			for (j = 1; j <= k; j++) {
				all += of[g[i], member[j]] * likely(prof[g[i], member[j]], v[i])
				plain += of[g[i], member[j]]
			}
			hits += of[g[i], m[i]] * likely(prof[g[i], m[i]], v[i]) / all
			base += of[g[i], m[i]] / plain
			cases++
		}
		hits /= cases; base /= cases
		w = hits * (1 - hits) + base * (1 - base)
		printf "%.4f %.4f %.4f\n", hits, base, 1.96 * sqrt(w / cases)
	}' roster present -
}
truth d/cases.csv >order
awk 'FILENAME == "roster" { p[$1, $2] = $3; next }
    { sub(/-trainee$|ologist$|iatrist$/, "", p[$2, $4]); print p[$2, $4] }' \
    roster order >told
guess >got
ok 'control: the band of the presenter would name many' better 'the presenter'"'"'s band'
for f in d more kinds; do
	truth $f/cases.csv >order
	columns=$(head -n 1 $f/cases.csv | tr ',' '\n' | wc -l)
	[ $f = d ] || columns=4
	c=1
	while [ $((c += 1)) -le "$columns" ]; do
		name=$(head -n 1 $f/cases.csv | cut -d , -f $c)
		tail -n +2 $f/cases.csv | cut -d , -f $c | sed 's/ /-/g; s/^$/none/' >told
		guess >got
		bad "$f: $name does not go with who they are" better "$f: $name and the roster"
	done
	tail -n +2 $f/cases.csv | cut -d , -f 2-4 | sed 's/ /-/g; s/^$/none/' >told
	guess >got
	bad "$f: nor do its first three together" better "$f: three columns and the roster"
done

# 4. The year: those of that year's evenings.
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

# 5. The profession is told of whole groups only: there it is there, and in
# every other group it is missing in every row.
bad 'the profession is not in the data unless asked for' \
    grep -q profession d/cases.csv years/cases.csv
truth more/cases.csv >order
tail -n +2 more/cases.csv | cut -d , -f 4 | paste -d ' ' - order |
awk 'FILENAME == "roster" { sub(/-trainee$/, "", $3); sub(/iatrist$/, "", $3)
	if ($1 in p && p[$1] != $3) mixed[$1] = 1; p[$1] = $3; next }
    { told = NF == 5; g = $(NF - 2)
      if (told && g in mixed) { print "told of " g; bad = 1 }
      if (told) some++; else none++ }
    END { exit bad || some < 500 || none < 500 }' roster - >mixed
report $? 'the profession is told of groups that share one, and of no other'
run balint-export cases --columns profession "$@"
is 'what is left blank is said' 0 '*' \
    '*profession left blank in [0-9]* of 200 groups*'
cat figures
finish
