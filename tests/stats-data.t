#!/bin/sh
# balint-stats score, pairs, kappa, risk: from CSV to tables.
. "${SRCDIR:-.}/tests/lib.sh"

# score -------------------------------------------------------------------
cat >key.txt <<'END'
Format: balint-key/1
Answers: 0..4
Scale: calm mean 2
Item: q1 calm
Item: q2 calm reverse
Item: q3 calm
END
printf 'id,q1,q2,q3\na,3,2,1\nb,4,0,4\nc,1,,\n' >in.csv
run balint-stats score --key ./key.txt in.csv
is 'score: a row a person; too few answers, no score' 0 \
    'id	calm	calm_missing
a	2.0000	0
b	4.0000	0
c		2' ''
run balint-stats score --key ./key.txt --summary in.csv
# R: mean(c(2,4)); sd(c(2,4)); X <- matrix(c(3,2,1,4,4,4), 2, byrow = TRUE)
# 3/2 * (1 - sum(apply(X, 2, var)) / var(rowSums(X)))  gives 0.9166667
is 'score: the summary' 0 'score	n	missing	mean	sd	min	max	alpha
calm	2	1	3.0000	1.4142	2.0000	4.0000	0.9167' ''
printf 'id,q1,q2,q3\na,3,2,5\nb,4,x,4\n' >bad.csv
run balint-stats score --key ./key.txt bad.csv
is 'score: wrong answers spoil the table, and are named by line and item' 2 '' \
    'balint-stats: bad.csv:2: E_ANSWER: * (item q3)
balint-stats: bad.csv:3: E_ANSWER: * (item q2)'
ok 'score: and no message quotes an answer' sh -c '! grep -q "x)" err'
printf 'id;q1;q3\na;3;2\n' >short.csv
run balint-stats score --key ./key.txt short.csv
is 'score: an item without its column' 2 '' \
    'balint-stats: short.csv:1: E_COLUMN: * (q2)'
run balint-stats score --key cbi in.csv
is 'score: a shipped key by its name' 2 '' '*E_COLUMN*(personal1)'
run balint-stats score --key nosuch in.csv
is 'score: no such key' 2 '' 'balint-stats: *nosuch.txt: E_READ*'
sed 's/calm reverse/loud/' key.txt >broken.txt
run balint-stats score --key ./broken.txt in.csv
is 'score: a key that is none is blamed by its line' 2 '' \
    'balint-stats: ./broken.txt:5: E_KEY: *'
run balint-stats score in.csv
is 'score: needs a key' 2 '' '*--key was expected*'
run balint-stats score --key ./key.txt -o out.tsv in.csv
is 'score: into a file' 0 '' ''
ok 'score: the file is for its owner' sh -c '[ "$(stat -c %a out.tsv)" = 600 ]'
run balint-stats score --key ./key.txt -o out.tsv bad.csv
is 'score: after an error' 2 '' '*'
ok 'score: the old file is still there' grep -q '^b	4.0000	0$' out.tsv
run sh -c 'balint-stats score --key ./key.txt in.csv >/dev/full'
is 'score: a full disk is no success' 2 '' 'balint-stats: standard output: E_WRITE*'
for k in "$SRCDIR"/common/data/keys/*.txt; do
	{
		sed -n 's/^Item: \([^ ]*\).*/\1/p' "$k" | paste -sd, | sed 's/^/id,/'
		sed -n 's/^Item: .*/0/p' "$k" | paste -sd, | sed 's/^/p,/'
	} >zero.csv
	k=${k##*/}
	run balint-stats score --key "${k%.txt}" --summary -f csv zero.csv
	is "score: the shipped key $k can be used" 0 'score,n,missing,mean*' ''
done
run_in_csv() { # a person who answers 100 to everything of the CBI
	{
		sed -n 's/^Item: \([^ ]*\).*/\1/p' "$SRCDIR/common/data/keys/cbi.txt" |
			paste -sd, | sed 's/^/id,/'
		sed -n 's/^Item: .*/100/p' "$SRCDIR/common/data/keys/cbi.txt" |
			paste -sd, | sed 's/^/p,/'
	} >in
	run_in balint-stats score --key cbi -
}
run_in_csv
is 'score: CBI, all 100: work has one reversed item of seven' 0 \
    '*p	100.0000	85.7143	100.0000	0	0	0' ''

# pairs -------------------------------------------------------------------
cat >b.csv <<'END'
code,ee,word
AB1,52,x
ab2,61,x
ab3,47,x
ab4,70,x
ab5,66,x
ab6,58,x
ab7,49,x
ab8,73,x
ab9,55,x
ac1,64,x
lost,80,x
END
cat >a.csv <<'END'
code,ee,word,dose
ac1,57,x,8
ab1,48,x,3
ab2,55,x,9
 ab3 ,47.5,x,1
ab4,61,x,10
ab5,60,x,8
ab6,59,x,2
ab7,41,x,7
ab8,66,x,9
ab9,53,x,4
new,1,x,1
END
run balint-stats pairs --dose dose b.csv a.csv
cat >want <<'END'
score	pairs	only_before	only_after	mean_before	sd_before	mean_after	sd_after	change	sd_change	change_lo	change_hi	t	df	p_t	v	p_wilcoxon	wilcoxon	g	g_lo	g_hi	g_before	g_before_lo	g_before_hi	lost_minus_kept	p_lost	mean_dose	rho_dose	p_dose
ee	10	1	1	59.5000	8.8349	54.7500	7.5028	-4.7500	3.5059	-7.2580	-2.2420	-4.2844	9	0.002037	3.0000	0.014306	normal	-1.2382	-2.0201	-0.4229	-0.4913	-0.8189	-0.1637	20.5000		6.1000	-0.8037	0.005089
END
# The figures stand beside their R calls in tests/test-stattest.c.
is 'pairs: codes join whatever their case; words are no scores' 0 \
    "$(cat want)" 'balint-stats: 10 pairs; 1 only before, 1 only after'
run balint-stats pairs -q --score ee,word b.csv a.csv
is 'pairs: a column that was asked for must be of numbers' 2 '' \
    'balint-stats: b.csv:2: E_NUMBER: * (column 3)'
run balint-stats pairs -q --score nosuch b.csv a.csv
is 'pairs: no such column' 2 '' 'balint-stats: b.csv:1: E_COLUMN:*(nosuch)'
printf 'code,ee\nab1,1\nAB1 ,2\n' >twice.csv
run balint-stats pairs -q b.csv twice.csv
is 'pairs: one code twice' 2 '' \
    'balint-stats: twice.csv:3: E_TWICE: * (the other is on line 2)'
printf 'code,ee\n,1\n' >nocode.csv
run balint-stats pairs -q b.csv nocode.csv
is 'pairs: a row without a code' 2 '' 'balint-stats: nocode.csv:2: E_EMPTY:*'
printf 'code,ee\nzz,1\n' >nobody.csv
run balint-stats pairs -q b.csv nobody.csv
is 'pairs: nobody came back: counts, and no figures' 0 \
    "*
ee	0	11	1																									" ''
run balint-stats pairs b.csv
is 'pairs: needs two files' 2 '' '*two files were expected*'
run balint-stats pairs b.csv missing.csv
is 'pairs: a file that is not there' 2 '' 'balint-stats: missing.csv: E_READ*'

# kappa -------------------------------------------------------------------
{
	echo case,anger
	i=0
	while [ $((i += 1)) -le 50 ]; do
		if [ $i -le 25 ]; then echo "c$i,yes"; else echo "c$i,no"; fi
	done
} >k1.csv
{
	echo case,anger
	i=0
	while [ $((i += 1)) -le 50 ]; do
		if [ $i -le 20 ] || { [ $i -gt 25 ] && [ $i -le 35 ]; }; then
			echo "C$i,yes"
		else
			echo "C$i,no"
		fi
	done
} >k2.csv
run balint-stats kappa k1.csv k2.csv
is 'kappa: the textbook table 20 5 10 15' 0 \
    'code	n	missing	categories	differ	agreement	chance	kappa	se	lo	hi
anger	50	0	2	15	0.7000	0.5000	0.4000	0.1270	0.1511	0.6489' \
    'balint-stats: 50 cases of both; 0 only of the first, 0 only of the second'
printf 'case,a,b,c\nx,1,,1\ny,1,0,1\nz,1,1,0\n' >k3.csv
printf 'case,c,b,a\nx,0,1,0\ny,1,0,0\nz,0,1,1\nw,0,0,0\n' >k4.csv
run balint-stats kappa -q --cases k3.csv k4.csv
is 'kappa: the worst case first' 0 'case	differ	of	codes
x	2	2	a c
y	1	3	a' ''
run balint-stats kappa -q k3.csv k4.csv
is 'kappa: an empty cell counts as missing' 0 '*
b	2	1	2	0	1.0000	0.5000	1.0000*' ''
printf 'case,d\nx,1\n' >k5.csv
run balint-stats kappa -q k3.csv k5.csv
is 'kappa: no code in common' 2 '' 'balint-stats: E_COLUMN:*'

# risk --------------------------------------------------------------------
# sdcMicro's test_freqCalc, with and without wildcards: tests/test-kanon.c.
cat >freq.csv <<'END'
A,B,C,S
2,3,1,u
3,3,3,v
2,3,,w
2,3,2,u
3,3,1,v
3,3,1,w
1,4,,u
2,3,1,v
END
run balint-stats risk -q --quasi A,B,C --k 2 --wildcard freq.csv
is 'risk: one of eight agrees with no other' 1 '*rows		8
classes		6
smallest_class		1
unique_rows		2
rows_below_k		2
share_below_k		0.250000
prosecutor_risk		1.000000
marketer_risk		0.552083
*
coarsen	A	1
coarsen	B	2' ''
run balint-stats risk --quasi A,B,C --k 2 --wildcard --rows freq.csv
is 'risk: which rows' 1 'line	alike
3	1
8	1' '*k = 2 is not met: 2 of 8 rows*'
run balint-stats risk -q --quasi A,B,C --k 1 freq.csv
is 'risk: k is met' 0 '*smallest_class		1*' ''
printf 'g,s\na,x\na,x\nb,x\nb,y\n' >l.csv
run balint-stats risk --quasi g --k 2 --sensitive s l.csv
is 'risk: alike, but all of one class have the same' 1 \
    '*l_distinct		1
l_entropy		1.0000*' '*l = 2 is not met*'
run balint-stats risk -q --quasi g --k 2 --l 1 --sensitive s l.csv
is 'risk: unless that is enough' 0 '*l_distinct		1*' ''
run balint-stats risk --quasi g,h l.csv
is 'risk: no such column' 2 '' 'balint-stats: l.csv:1: E_COLUMN:*(h)'
run balint-stats risk --quasi g,g l.csv
is 'risk: a column twice' 2 '' '*a column twice*'
run balint-stats risk --quasi g --sensitive g l.csv
is 'risk: quasi-identifying and sensitive at once' 2 '' '*both*'
printf 'g,s\n"a,x\n' >open.csv
run balint-stats risk --quasi g open.csv
is 'risk: an open quote' 2 '' 'balint-stats: open.csv:2: E_CSV:*'
printf 'g\n' >none.csv
run balint-stats risk -q --quasi g none.csv
is 'risk: no rows, no risk' 0 'measure	column	value
rows		0*' ''
finish
