#!/bin/sh
# balint-export cases, dataset: what leaves for research, and what never does.
. "${SRCDIR:-.}/tests/lib.sh"
# shellcheck source=tests/study-library.sh
. "$SRCDIR/tests/study-library.sh"

study_library lib 12 8 30 20
balint-new key --study >/dev/null
set -- lib/g*

run balint-export cases "$@"
is 'cases: rows under study ids' 0 \
    'study_id	setting	age_band	themes	triggers	emotions_presenter	emotions_patient	emotions_group	emotions_leader
c*' 'balint-export: 240 cases in 12 groups; left out: 0 without consent, 0 whose presenter has not consented, 0 withdrawn'
cp out all.tsv
ok 'cases: one row each' test "$(wc -l <all.tsv)" = 241
ok 'cases: in the order of the ids, which says nothing' sh -c \
    'tail -n +2 all.tsv | cut -f 1 >ids; LC_ALL=C sort -c ids'
ok 'cases: an id is a letter and 80 bits' sh -c \
    '! grep -vqE "^c[0-9a-hjkmnp-tv-z]{16}$" ids'

# Nothing of the library but words of the vocabulary is in it.
grep -rhoE '(s20[0-9-]+|c[0-9]{3}-...|m0[0-9]|20[0-9]{2}-[0-9]{2}-[0-9]{2}|g-[0-9]+|CANARY[a-z]+|Person [0-9]+ of [0-9]+)' lib |
	sort -u >secrets
ok 'there are secrets to look for' test "$(wc -l <secrets)" -gt 300
cut -f 2- all.tsv >plain
bad 'cases: no date, session, case, member, group, name or prose' \
    grep -qFf secrets plain
balint-export cases -q -f jsonl --columns group_kind,profession --time year "$@" |
	sed 's/"study_id": *"[^"]*"//' >plain
ok 'the year is in it, when asked for' grep -q '"year": *"2023"' plain
bad 'and still no secret' grep -qFf secrets plain

# With another key there are other ids, in another order.
balint-new key --study other >path
run balint-export cases --key "$(cat path)" "$@"
cut -f 1 out | sort >other
ok 'cases: another key, other ids' sh -c \
    'test "$(wc -l <other)" = 241; test "$(sort ids | comm -12 - other | wc -l)" = 0'
run balint-export cases lib/g012 lib/g011 lib/g010 lib/g009 lib/g008 lib/g007 \
    lib/g006 lib/g005 lib/g004 lib/g003 lib/g002 lib/g001
ok 'cases: the order of the groups is not seen' cmp -s out all.tsv

# Consent: silence is a no; any of two may take it back.
first=$(ls lib/g001/cases | head -n 1)
who=$(sed -n 's/^Presenter: //p' "lib/g001/cases/$first")
id() { # the id that is in all.tsv and no longer in out
	cut -f 1 out | sort >now
	sort ids | comm -23 - now
}
sed -i '/^Research/d' "lib/g001/cases/$first"
run balint-export cases "$@"
is 'a case without a word on research stays' 0 '*' '* 1 without consent,*'
ok 'it alone' test "$(id | wc -l)" = 1
gone=$(id)
run balint-export cases --withdrawn-since all.tsv "$@"
is 'and is named, to drop from an earlier release' 0 "study_id
$gone" 'balint-export: 1 of 240 rows have to be dropped'
sed -i 's/^PurgeAfter/Research: withdrawn\nPurgeAfter/' "lib/g001/cases/$first"
run balint-export cases "$@"
is 'a withdrawn case' 0 '*' '* 1 withdrawn'
sed -i 's/^Research: withdrawn/Research: yes/' "lib/g001/cases/$first"
sed -i 's/^Research: yes/Research: no/' "lib/g001/members/$who.txt"
run balint-export cases "$@"
n=$(awk -v w="$who" '$1 == "g001" && $4 == w' lib/truth.tsv | wc -l)
is 'a presenter who says no takes all own cases along' 0 '*' \
    "* $n whose presenter has not consented,*"
ok 'none but them' test "$(id | wc -l)" = "$n"
sed -i 's/^Research: no/Research: yes/' "lib/g001/members/$who.txt"
sed -i '/^Presenter/d' "lib/g001/cases/$first"
run balint-export cases "$@"
is 'nobody can have consented for a case without a presenter' 0 '*' \
    '* 1 whose presenter has not consented,*'
sed -i "s/^Session/Presenter: $who\nSession/" "lib/g001/cases/$first"

# A word that no vocabulary knows could be a name.
sed -i 's/^Theme: .*/Theme: mrs-miller/; s/^Setting: .*/Setting: st-johns/' "lib/g001/cases/$first"
run balint-export cases "$@"
is 'an unknown word stays here' 0 '*' '*3 words that are in no vocabulary stayed here*'
bad 'and is not in the table' grep -qE 'miller|johns' out

# Hiding.
run balint-export cases --columns setting,age_band,sex --k 20 "$@"
cp out k20.tsv
balint-stats risk -q --quasi setting,age_band,sex --k 20 k20.tsv >risk || :
ok 'k is met, as balint-stats risk finds' grep -q '^rows_below_k		0$' risk
ok 'the last column was blanked first' awk -F '\t' '
    NR > 1 { for (i = 2; i <= 4; i++) if ($i == "") n[i]++ }
    END { exit !(n[4] > 0 && n[4] >= n[3] && n[3] >= n[2]) }' k20.tsv
run balint-export cases --columns setting,age_band,sex --k 20 "$@"
is 'and the loss is said' 0 '*' '*k = 20: sex blanked in * of 240 rows*'
run balint-export cases lib/g001
is 'one group is too few rows' 1 '' \
    '*E_FEW: * expected more groups, or fewer columns (* rows, expected 50)'
run balint-export cases --min-rows 10 --columns setting lib/g001
is 'unless that is said' 0 'study_id	setting	themes*' '*'
run balint-export cases --columns setting,age_band,sex,context "$@"
is 'four columns are too many' 2 '' '*at most 3 were expected*'
run balint-export cases --columns setting,age_band,sex --time year "$@"
is 'the year is one of them' 2 '' '*at most 2 others*'
run balint-export cases --time quarter "$@"
is 'nothing finer than a year' 2 '' '*none or year was expected*'
run balint-export cases --columns date "$@"
is 'no column of another name' 2 '' '*--columns: of setting,*'
run balint-export cases --key none.key "$@"
is 'no key, no ids' 2 '' '*none.key: E_READ*'
printf 'Format: balint-case/1\nCase: c999-zzz\n' >lib/g002/cases/c999-zzz.txt
run balint-export cases "$@"
is 'a group that cannot be read spoils the release' 2 '' '*c999-zzz.txt:*'
rm lib/g002/cases/c999-zzz.txt
run sh -c 'balint-export cases "$@" >/dev/full' sh "$@"
is 'a full disk is no success' 2 '' '*E_WRITE*'

# It opens neither debriefs nor, without the year, sessions.
chmod 000 lib/g001/sessions
mkdir -m 000 lib/g001/debriefs
run balint-export cases "$@"
is 'sessions and debriefs need not be readable' 0 'study_id*' '*'
chmod 700 lib/g001/sessions lib/g001/debriefs

# Text: only under a policy, only what was reviewed to the byte.
study_library text 3 4 6 3
sed -i 's/^CANARYtelling.*/Dr Thistlewood of Leeds rang me on 3 March 2024./' text/g*/cases/*.txt
set -- text/g*
run balint-export cases --with-text balint --min-rows 1 --columns '' "$@"
is 'text: not reviewed' 1 '' 'balint-export: text/g001/cases/c001-???.txt: E_REVIEW:*'
ok 'text: every case is named' test "$(grep -c E_REVIEW err)" = 9
for f in text/g*/cases/*.txt; do
	g=${f%/cases/*}
	balint-redact -q -g "./$g" --propose "$f" >"${f%.txt}.decisions"
done
run balint-export cases --with-text balint --min-rows 1 --columns '' "$@"
is 'text: proposed is not reviewed' 1 '' '*E_REVIEW*'
for f in text/g*/cases/*.txt; do
	g=${f%/cases/*}
	sed -i 's/^ask /mask /' "${f%.txt}.decisions"
	balint-redact -q -g "./$g" --decisions "${f%.txt}.decisions" "$f" >/dev/null
done
run balint-export cases -q --with-text balint --min-rows 1 --columns '' "$@"
is 'text: reviewed' 0 'study_id	themes	*	text
c*## telling*' ''
ok 'text: of every case' test "$(grep -c '## telling' out)" = 9
bad 'text: redacted' grep -qE 'Thistlewood|Leeds|March' out
ok 'text: otherwise as it was' grep -q 'rang me on' out
bad 'text: none of its fields, which have columns or stay' \
    grep -qE 'Minutes|X_Redacted|PurgeAfter' out
for f in text/g002/cases/*.txt; do break; done
cp "$f" kept
printf 'And her sister Ann Poe came.\n' >>"$f"
run balint-export cases --with-text balint --min-rows 1 --columns '' "$@"
is 'text: one word more, and it was never reviewed' 1 '' \
    "balint-export: $f: E_REVIEW:*"
cp kept "$f"
sed -i 's/^Output: [0-9a-e]/Output: f/; t
s/^Output: f/Output: 0/' "${f%.txt}.decisions"
run balint-export cases --with-text balint --min-rows 1 --columns '' "$@"
is 'text: another output' 1 '' "balint-export: $f: E_REVIEW:*"
run balint-export cases --with-text nosuch "$@"
is 'text: no such policy' 2 '' '*nosuch: E_POLICY:*'
run balint-export cases --with-text gdpr --min-rows 1 --columns '' "$@"
is 'text: reviewed under another policy' 1 '' '*E_REVIEW*'
set -- lib/g*

# dataset -------------------------------------------------------------------
{
	echo id,ee,dp,dose
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do
		echo "Ab$i,$i.5,$((i * 3 % 7)),$((i % 3 * 7))"
	done
} >before.csv
mkdir d1 d2
run balint-export dataset -q -o d1 --scores before.csv --dose dose "$@"
is 'dataset: quiet' 0 '' ''
ok 'dataset: its files' sh -c 'test "$(ls d1 | tr "\n" " ")" = \
    "cases.csv codebook.csv datapackage.json disclosure.csv groups.csv scores-before.csv "'
run balint-export dataset -q -o d2 --scores before.csv --dose dose lib/g012 \
    lib/g011 lib/g010 lib/g009 lib/g008 lib/g007 lib/g006 lib/g005 lib/g004 \
    lib/g003 lib/g002 lib/g001
ok 'dataset: same input, same key, same bytes, in any order' diff -r d1 d2
ok 'dataset: for its owner' sh -c '! stat -c %a d1/* | grep -qv 600'
cat d1/* | sed -E 's/[cp][0-9a-hjkmnp-tv-z]{16}//g' >plain
bad 'dataset: no secret' grep -qFf secrets plain
bad 'dataset: no code of a person' grep -qiwE 'ab[0-9]+' plain
bad 'dataset: no exact dose' grep -q ',14$' d1/scores-before.csv
sed 's/Ab/aB/' before.csv >d2.csv
mkdir d3
run balint-export dataset -q -o d3 --scores before.csv --scores d2.csv --dose dose "$@"
cut -d , -f 1 d3/scores-before.csv >p1
cut -d , -f 1 d3/scores-d2.csv >p2
ok 'dataset: before and after join by person' cmp p1 p2
ok 'dataset: every count of groups is 11 or more' awk -F , \
    'NR > 1 && $4 < 11 { exit 1 }' d1/groups.csv
run balint-export dataset -q -o d1 --threshold 3 "$@"
ok 'dataset: a lower threshold is written into the report' \
    grep -q '^threshold,groups,3$' d1/disclosure.csv
printf 'id,name\na,Miller\nb,x\nc,x\nd,x\ne,x\n' >names.csv
run balint-export dataset -q -o d1 --scores names.csv "$@"
is 'dataset: only numbers leave' 2 '' 'balint-export: names.csv:2: E_NUMBER:*'
printf 'id,Mrs Miller\na,1\nb,1\nc,1\nd,1\ne,1\n' >names.csv
run balint-export dataset -q -o d1 --scores names.csv "$@"
is 'dataset: nor do the names of such columns' 2 '' \
    'balint-export: names.csv:1: E_HEADER:*'
printf 'id,ee\na,1\nb,1\n' >few.csv
run balint-export dataset -q -o d1 --scores few.csv "$@"
is 'dataset: two people are too few' 1 '' '*few.csv: E_FEW:*'
run balint-export dataset -q -o nodir "$@"
is 'dataset: the directory has to exist' 2 '' '*nodir: E_WRITE:*'
mkdir d4
run balint-export dataset -q -o d4 lib/g001
is 'dataset: refused' 1 '' '*E_FEW*'
ok 'dataset: and then nothing is there' sh -c 'test -z "$(ls d4)"'
finish
