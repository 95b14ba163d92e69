#!/bin/sh
# balint-stats report and --svg: whole, self-contained, nothing overlaps or is
# cut off, every colour is readable, every picture has words and a table.
. "${SRCDIR:-.}/tests/lib.sh"

g=$BALINT_HOME/tue
mkdir -p "$g/members" "$g/sessions" "$g/cases"
printf 'Format: balint-group/1\nGroup: g-8w2kd\nName: <Tuesday> & friends\nMinutes: 90\nTimezone: UTC\n\n' >"$g/group.txt"
for m in ana ben cem a-member-whose-id-is-rather-long never; do
	printf 'Format: balint-member/1\nMember: %s\n\n' $m >"$g/members/$m.txt"
done
n=0
for ym in 2025-01 2025-02 2025-03 2025-04 2025-05 2025-06 2025-07 2025-08 2025-09 \
    2025-10 2025-11 2025-12 2026-01 2026-02; do
	for d in 03 10 17; do
		n=$((n + 1))
		{
			printf 'Format: balint-session/1\nSession: s%s-%s\nDate: %s-%s\n' $ym $d $ym $d
			printf 'Attend: ana present\nAttend: a-member-whose-id-is-rather-long %s\n' \
			    "$([ $((n % 3)) = 0 ] && echo absent || echo present)"
			[ $((n % 2)) = 0 ] || echo 'Attend: ben late minutes=80'
			printf 'Phase: 18:00 telling 10\nActual: 18:00 telling 12\n\n'
		} >"$g/sessions/s$ym-$d.txt"
	done
done
printf 'Format: balint-case/1\nCase: c001-abc\nSession: s2025-01-03\nPresenter: ana\nTheme: loss\nEmotion: anger by=group\nTrigger: error\n\n## telling\nthe canary sang\n' \
    >"$g/cases/c001-abc.txt"

run balint-stats report --date 2026-03-01 -o page.html tue
is 'the page, into a file' 0 '' ''
run balint-stats report --date 2026-03-01 tue
is 'the same on standard output' 0 '<!DOCTYPE html>*</html>' ''
ok 'the same bytes' cmp out page.html
bad 'no story is in it' grep -q canary page.html
ok 'a name is no markup' grep -q '<h2>&lt;Tuesday&gt; &amp; friends</h2>' page.html
bad 'nothing is fetched, nothing runs' grep -qiE '<(script|link|img|iframe|object|embed)|src=|href=|url\(|@import|javascript:' page.html
ok 'says that it is private' grep -q 'Private to the leader' page.html

# Tags are balanced.
tags() {
	tr '\n' ' ' <"$1" | sed 's/<!DOCTYPE html>//;s/<?xml[^>]*>//' |
		grep -oE '</?[a-z][a-z0-9]*[^>]*>' | awk '
	/^<(meta|br|hr)/ || /\/>$/ { next }
	/^<\// { t = substr($0, 3); sub(/>.*/, "", t)
		if (stack[n--] != t) { print "unexpected </" t ">"; exit 1 }
		next }
	{ t = substr($0, 2); sub(/[ >].*/, "", t); stack[++n] = t }
	END { if (n != 0) { print n " left open: " stack[n]; exit 1 } }'
}
ok 'every element is closed' tags page.html
awk 'match($0, /<(svg|title|desc|h2|text)[^>]* id="[^"]*"/) || match($0, / id="[^"]*"/) {
	s = substr($0, RSTART, RLENGTH); sub(/.* id="/, "", s); sub(/".*/, "", s)
	if (seen[s]++) { print s; bad = 1 } } END { exit bad }' page.html
report $? 'every id is there once'
same() { # A B: two counts
	[ "$(grep -c "$1" page.html)" -gt 7 ] && [ "$(grep -c "$1" page.html)" = "$(grep -c "$2" page.html)" ]
}
ok 'every picture has a title' same '<svg role="img"' '<title id='
ok 'and a description' same '<svg role="img"' '<desc id='
ok 'and a caption' same '<svg role="img"' '<figcaption>'
ok 'and a table' same '<svg role="img"' '<table>'

# geometry FILE: no text leaves its picture or touches another or a foreign
# shape.  A column of the monospaced face is taken as 8 units, a line as 13.
geometry() {
	awk '
	function att(name,    s) {
		if (!match($0, " " name "=\"[^\"]*\"")) return ""
		s = substr($0, RSTART, RLENGTH); sub(/^[^"]*"/, "", s); sub(/"$/, "", s)
		return s
	}
	function fault(s) { print "picture " pictures ": " s; bad = 1 }
	/<svg / { split(att("viewBox"), v, " "); n = 0; pictures++ }
	/^<rect / { n++; kind[n] = "rect"; x1[n] = att("x"); y1[n] = att("y")
		x2[n] = x1[n] + att("width"); y2[n] = y1[n] + att("height") }
	/^<text / { n++; kind[n] = "text"
		t = $0; sub(/^<text[^>]*>/, "", t); sub(/<\/text>.*/, "", t)
		gsub(/&[a-z#0-9]+;/, "x", t); gsub(/…/, "x", t)
		w = 8 * length(t); x = att("x") + 0
		if ($0 ~ /text-anchor="end"/) { x1[n] = x - w; x2[n] = x }
		else { x1[n] = x; x2[n] = x + w }
		y2[n] = att("y") + 3; y1[n] = att("y") - 11; words[n] = t }
	/<\/svg>/ {
		for (i = 1; i <= n; i++) {
			shapes++
			if (x1[i] < 0 || y1[i] < 0 || x2[i] > v[3] + .01 || y2[i] > v[4] + .01)
				fault(kind[i] " " words[i] " is cut off")
			if (kind[i] != "text") continue
			for (k = 1; k <= n; k++) {
				if (k == i) continue
				if (x2[i] <= x1[k] || x2[k] <= x1[i] || y2[i] <= y1[k] || y2[k] <= y1[i]) continue
				# a cell holds its own text
				if (kind[k] == "rect" && x1[i] >= x1[k] && x2[i] <= x2[k] && y1[i] >= y1[k] && y2[i] <= y2[k]) continue
				fault(words[i] " lies on " kind[k] " " words[k])
			}
		}
	}
	END { if (pictures == 0 || shapes < 4) { print "no picture"; bad = 1 } exit bad }' "$1"
}
ok 'nothing overlaps or is cut off' geometry page.html

# Contrast of each pair that is used, in light, dark and print.
contrast() {
	grep -o ':root{[^}]*}' page.html | awk '
	function part(h, i,    v) {
		v = (index("0123456789abcdef", substr(h, i, 1)) - 1) * 16 + index("0123456789abcdef", substr(h, i + 1, 1)) - 1
		v /= 255
		return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ^ 2.4
	}
	function light(h) { return 0.2126 * part(h, 2) + 0.7152 * part(h, 4) + 0.0722 * part(h, 6) }
	function ratio(a, b,    t) { a = light(a); b = light(b); if (a < b) { t = a; a = b; b = t } return (a + 0.05) / (b + 0.05) }
	{ gsub(/:root\{|\}/, ""); m = split($0, pair, ";")
		for (i = 1; i <= m; i++) { split(pair[i], kv, ":"); c[kv[1]] = kv[2] }
		split("ink paper,ink s1,ink s2,onfill s3,onfill s4,quiet paper", want, ",")
		for (i = 1; i <= 6; i++) { split(want[i], ab, " ")
			r = ratio(c["--" ab[1]], c["--" ab[2]])
			if (r < 4.5) { print NR ": " want[i] ": " r; bad = 1 } } }
	END { if (NR != 3) { print NR " sets of colours"; bad = 1 } exit bad }'
}
ok 'every text has a contrast of 4.5 at least' contrast

for what in '' '--grid' '--by month'; do
	# shellcheck disable=SC2086
	run balint-stats attendance --date 2026-03-01 $what --svg p.svg -o t.tsv tue
	is "the picture alone: $what" 0 '' 'balint-stats: private to the leader*'
	ok "of the right form: $what" tags p.svg
	ok "nothing overlaps: $what" geometry p.svg
	ok "namespace and words: $what" sh -c 'grep -q "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"" p.svg && grep -q "<title" p.svg && grep -q "<desc" p.svg'
	ok "it says it is private: $what" sh -c 'grep -q "<text [^>]*>Private to the leader.</text>" p.svg && grep -q "<desc.*Private" p.svg'
done
run balint-stats table --date 2026-03-01 --by theme --svg p.svg -o t.tsv tue
is 'a picture of a table' 0 '' 'balint-stats: private to the leader*'
ok 'nothing overlaps in it' geometry p.svg
ok 'it says it is private' grep -q '<text [^>]*>Private to the leader.</text>' p.svg

# A bar of phases is the share of the plan, not of the longest phase.
h=$BALINT_HOME/phases
mkdir -p "$h/members" "$h/sessions"
printf 'Format: balint-group/1\nGroup: g-8w2kf\nName: Phases\nMinutes: 90\nTimezone: UTC\n\n' >"$h/group.txt"
printf 'Format: balint-member/1\nMember: ana\n\n' >"$h/members/ana.txt"
printf 'Format: balint-session/1\nSession: s2025-01-03\nDate: 2025-01-03\nPhase: 18:00 close 10\nPhase: 18:10 questions 10\nPhase: 18:20 telling 40\nActual: 18:00 questions 15\nActual: 18:15 return 5\nActual: 18:20 telling 10\nAttend: ana present\n\n' \
    >"$h/sessions/s2025-01-03.txt"
run balint-stats table -q --date 2026-03-01 --by phase --svg phases.svg phases
is 'a picture of phases' 0 '*' ''
sed -n 's/^<rect class="\(full\|rest\)".* width="\([0-9.]*\)".*/\1 \2/p; s/^<text[^>]*>\([0-9].*\)<.text>/\1/p' phases.svg >bars
ok 'over the plan a bar is full, without one there is none' sh -c \
    'test "$(tr "\n" ";" <bars)" = "rest 200.0;0 of 10 min;rest 200.0;full 200.0;15 of 10 min;rest 200.0;5 min, no plan;rest 200.0;full 50.0;10 of 40 min;"'

run balint-stats report --date 2026-03-01 --no-cases tue
bad 'without cases there are no themes' grep -q theme out
ok 'but phases' grep -q 'Minutes by phase' out
cp out without
mv "$g/cases" .
run balint-stats report --date 2026-03-01 --no-cases tue
ok 'and no case is opened' cmp out without
mv cases "$g"
run balint-stats report --date 2026-03-01 --from 2030-01-01 tue
is 'no session in that time' 0 '*No session was held in this time.*' ''
mkdir old && run balint-stats attendance --date 2026-03-01 --svg old tue
is 'a picture that can'"'"'t be written' 2 '*' 'balint-stats: *E_WRITE: *'
run balint-stats attendance --svg p.svg tue tue
is 'a picture of two groups' 2 '' 'balint-stats: E_USAGE: --svg: one group *'
printf 'x\n' >"$g/sessions/s2025-01-03.txt"
rm -f page.html p.svg
run balint-stats report --date 2026-03-01 -o page.html tue nowhere
is 'broken groups are named' 2 '' 'balint-stats: nowhere: E_GROUP: *
balint-stats: */s2025-01-03.txt:1:*'
run balint-stats attendance --date 2026-03-01 --svg p.svg tue
is 'a broken group has no picture' 2 '*' 'balint-stats: *'
bad 'no file is left of it' test -e p.svg
finish
