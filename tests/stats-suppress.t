#!/bin/sh
# balint-stats table and attendance --suppress: tables to give away.
. "${SRCDIR:-.}/tests/lib.sh"
# shellcheck source=tests/study-library.sh
. "$SRCDIR/tests/study-library.sh"

study_library lib 6 8 30 20 3
set -- lib/g*

run balint-stats table --by theme --by month --suppress 5 "$@"
is 'table: two dimensions and their totals' 0 'theme	month	cases
dependence	2023-08	*
total	total	*' 'balint-stats: T = 5: * counts hidden for being small, * more to protect them'
cp out t5.tsv
ok 'no small count is shown' awk -F '\t' \
    'NR > 1 && $3 > 0 && $3 < 5 { exit 1 }' t5.tsv
ok 'some are hidden, most are not' awk -F '\t' 'NR > 1 { n++; h += $3 == "" }
    END { exit !(h > 1 && h < n / 2) }' t5.tsv

# The same counts in the open: hidden ones are the small and their cover.
balint-stats table --by theme --by month -f tsv "$@" 2>err | awk -F '\t' '
    NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
    { n[$c["theme"] "\t" $c["month"]] += $c["cases"] }
    END { for (k in n) print k "\t" n[k] }' | sort >open.tsv
ok 'what is shown is true' awk -F '\t' '
    FILENAME == "open.tsv" { n[$1, $2] = $3; next }
    FNR > 1 && $1 != "total" && $2 != "total" && $3 != "" &&
	$3 != n[$1, $2] + 0 { print; exit 1 }' open.tsv t5.tsv
ok 'every small one is hidden' awk -F '\t' '
    FILENAME == "open.tsv" { n[$1, $2] = $3; next }
    $3 != "" && n[$1, $2] > 0 && n[$1, $2] < 5 { exit 1 }' open.tsv t5.tsv
ok 'no line has a single hidden cell, or it could be subtracted' awk -F '\t' '
    FNR > 1 && $3 == "" { r[$1]++; c[$2]++ }
    END { for (k in r) if (r[k] == 1) exit 1
	for (k in c) if (c[k] == 1) exit 1 }' t5.tsv

run balint-stats table --by month --suppress 11 "$@"
is 'one dimension' 0 'month	sessions
2023-08	*
total	180' 'balint-stats: T = 11: *'

run balint-stats attendance --by month --suppress 11 "$@"
is 'attendance: months against statuses, zeros shown' 0 'month	status	marks
2023-08	absent	0
*total	total	1440' 'balint-stats: T = 11: *'
ok 'attendance: no small count is shown' awk -F '\t' \
    'NR > 1 && $3 > 0 && $3 < 11 { exit 1 }' out
run balint-stats attendance --by month --suppress 11 --threads 1 "$@"
cp out one
run balint-stats attendance --by month --suppress 11 --threads 2 "$@"
ok 'attendance: the same with more threads' cmp -s out one

# What was hidden stays hidden, when it is large enough by now.
run balint-stats table --by theme --by month --suppress 8 --ledger \
    suppressed.tsv lib/g001 lib/g002 lib/g003
is 'a ledger is made' 0 '*' '*'
ok 'it names tables, cells and what became of them' \
    grep -q '^table theme month	[a-z]*	2023-08	hidden$' suppressed.tsv
grep 'hidden$' suppressed.tsv | cut -f 2,3 | sort >before
run balint-stats table --by theme --by month --suppress 8 --ledger \
    suppressed.tsv "$@"
awk -F '\t' 'NR > 1 && $3 == "" { print $1 "\t" $2 }' out | sort >now
ok 'what was hidden is hidden again' sh -c 'test -s before; test -z "$(comm -23 before now)"'
run balint-stats table --by theme --by month --suppress 8 "$@"
awk -F '\t' 'NR > 1 && $3 == "" { print $1 "\t" $2 }' out | sort >now
ok 'without the ledger some would be shown' sh -c 'test -n "$(comm -23 before now)"'
run balint-stats table --by theme --suppress 8 --ledger suppressed.tsv "$@"
ok 'another table has its own lines' sh -c \
    'grep -q "^table theme	" suppressed.tsv; grep -q "^table theme month	" suppressed.tsv'
run balint-stats table --by theme --by month --from 2023-09-01 --suppress 8 \
    --ledger suppressed.tsv "$@"
ok 'cells that are not in a release keep their lines' \
    grep -q '^table theme month	[a-z]*	2023-08	hidden$' suppressed.tsv
printf 'a\tb\n1\t2\n' >wrong.tsv
run balint-stats table --by theme --suppress 8 --ledger wrong.tsv "$@"
is 'a file that is no ledger' 2 '' 'balint-stats: wrong.tsv:1: E_COLUMN:*'
ok 'and it is as it was' grep -q '^a	b$' wrong.tsv

# A word that no vocabulary knows could be a name.
sed -i 's/^Theme: loss/Theme: mrs-miller/' lib/g00[1-4]/cases/*
run balint-stats table --by theme --suppress 5 "$@"
bad 'an unknown word is not given away' grep -q miller out
ok 'it counts as other' grep -q '^other	[0-9]' out

run balint-stats attendance --suppress 11 "$@"
is 'members are never given away' 2 '' '*--suppress: by month only*'
run balint-stats table --by presenter --suppress 11 "$@"
is 'nor presenters' 2 '' '*never given away*'
run balint-stats table --by member --by month --suppress 11 "$@"
is 'nor members beside a month' 2 '' '*never given away*'
run balint-stats table --by theme --by month --by trigger --suppress 11 "$@"
is 'three dimensions' 2 '' '*two at most*'
run balint-stats table --by theme --suppress 1 "$@"
is 'a threshold that hides nothing' 2 '' '*E_USAGE*'
run balint-stats table --by theme --ledger x.tsv "$@"
is 'a ledger of nothing' 2 '' '*--ledger goes with --suppress*'
printf 'Format: balint-case/1\nCase: c999-zzz\n' >lib/g002/cases/c999-zzz.txt
run balint-stats table --by theme --suppress 5 "$@"
is 'a release that lacks something is none' 2 '' '*c999-zzz.txt:*'
rm lib/g002/cases/c999-zzz.txt
run sh -c 'balint-stats table --by theme --suppress 5 "$@" >/dev/full' sh "$@"
is 'a full disk is no success' 2 '' '*E_WRITE*'
finish
