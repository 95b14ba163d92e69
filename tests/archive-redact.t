#!/bin/sh
# balint-export archive --redact: only cases, only what the policy lets out,
# byte for byte what was reviewed; nothing that tells a day or a rank.
. "${SRCDIR:-.}/tests/lib.sh"

balint-new key -q >/dev/null
R=$(grep age1 "$XDG_CONFIG_HOME/balint/identity.txt.pub")
for g in tuesday wednesday; do
	balint-new group $g >/dev/null
	G=$BALINT_HOME/$g
	mkdir -p "$G/members" "$G/sessions" "$G/cases" "$G/debriefs"
	printf 'Format: balint-member/1\nMember: ana\nName: Orsolya Grendel\n\n' \
	    >"$G/members/ana.txt"
	for d in 2025-03-04 2026-11-24; do
		printf 'Format: balint-session/1\nSession: s%s\nDate: %s\nAttend: ana present presented=1\n\n' \
		    $d $d >"$G/sessions/s$d.txt"
	done
	printf 'Format: balint-debrief/1\nDebrief: s2026-11-24.ben\nSession: s2026-11-24\n\n## notes\nDEBRIEFWORD\n' \
	    >"$G/debriefs/s2026-11-24.ben.txt"
done
# case_file GROUP ID SESSION WORD
case_file() {
	printf 'Format: balint-case/1\nCase: %s\nSession: %s\nPresenter: ana\nTheme: dependence\nX_Mine: Thistlewood\n\n## telling\nMrs Thistlewood %s. Orsolya told us.\n\n## private\nSECRETWORD\n' \
	    "$2" "$3" "$4" >"$BALINT_HOME/$1/cases/$2.txt"
}
case_file tuesday c001-abc s2025-03-04 knitted
case_file tuesday c002-abd s2026-11-24 sang
case_file wednesday c001-abe s2026-11-24 danced
mkdir "$BALINT_HOME/schemes"
echo units >"$BALINT_HOME/schemes/own.txt"
# review GROUP ID: as a person would, but for the reading.
review() {
	c=$BALINT_HOME/$1/cases/$2.txt
	balint-redact -q -g "$1" --propose "$c" |
	    sed 's/^ask /mask /' >"${c%.txt}.decisions"
	balint-redact -q -g "$1" --decisions "${c%.txt}.decisions" "$c"
}

run balint-export archive -o r.age -r "$R" --redact balint tuesday wednesday
is 'not reviewed: the answer is no, with every case' 1 '' \
'*tuesday/cases/c001-abc.txt: E_REVIEW: *
*tuesday/cases/c002-abd.txt: E_REVIEW: *
*wednesday/cases/c001-abe.txt: E_REVIEW: *'
bad 'not reviewed: no archive' test -e r.age
run balint-export archive -n --redact balint tuesday
is 'not reviewed: nor a list' 1 '' '*E_REVIEW*'
review tuesday c001-abc >one
review tuesday c002-abd >two
run balint-export archive -o r.age -r "$R" --redact balint tuesday wednesday
is 'one of them not reviewed' 1 '' '*wednesday/cases/c001-abe.txt: E_REVIEW: *'
ok 'only that one is named' test "$(grep -c E_REVIEW err)" = 1
bad 'and still no archive' test -e r.age
review wednesday c001-abe >three

run balint-export archive -o r.age -r "$R" --redact balint tuesday wednesday
is 'reviewed: packed' 0 'files	3
*' ''
sed -n 's/^sha256	//p' out >sum
run balint-export extract -q -C tree r.age
is 'and opens' 0 tree ''
ok 'only cases, in both groups' sh -c 'test "$(find tree -type f | wc -l)" = 3 &&
    test "$(ls tree/tuesday/cases | wc -l)" = 2 &&
    test "$(ls tree/wednesday/cases | wc -l)" = 1'
cat one two | sort >want
cat tree/tuesday/cases/* | sort >got
ok 'byte for byte what was reviewed' cmp want got
ok 'in the other group too' cmp three tree/wednesday/cases/*
bad 'no name, in clear or in a roster' grep -rqE 'Thistlewood|Orsolya|Grendel|ana' tree
bad 'no section and no field that the policy keeps in' \
    grep -rqE 'SECRETWORD|DEBRIEFWORD|X_Mine|Presenter|Session' tree
balint-export list -f csv r.age >list
bad 'no number of a case in a name' grep -qE 'c00|ab[cde]' list
bad 'no day in a time' grep -qE ',20[0-9][0-9]-' list
age -d -i "$XDG_CONFIG_HOME/balint/identity.txt" r.age 2>/dev/null |
    zstd -dqc 2>/dev/null >r.tar
if [ -s r.tar ]; then
	bad 'not in the bare tar either' grep -aqE 'c00|ab[cde]|2026|2025|Grendel' r.tar
fi
ls tree/tuesday/cases >byname
run balint-export archive -n --redact balint tuesday
is '-n: the same names' 0 "$(sed 's,^,tuesday/cases/,' byname)" ''
touch -d 2020-01-01 "$BALINT_HOME"/*/cases/*.txt
run balint-export archive -o r2.age -r "$R" --redact balint wednesday tuesday
is 'the same texts give the same contents, at any time' 0 "*$(cat sum)" ''
run balint-export archive -n --from 2026-01-01 --redact balint tuesday
ok '--from: by the day of the session' cmp -s \
    "tree/$(cat out)" two

# What is not the very text that was read does not leave.
echo 'And Orsolya again.' >>"$BALINT_HOME/tuesday/cases/c002-abd.txt"
run balint-export archive -q -o r.age -r "$R" --redact balint tuesday
is 'a line where nothing leaves changes nothing' 0 '' ''
sed -i 's/told us[.]/told us. And again./' "$BALINT_HOME/tuesday/cases/c002-abd.txt"
run balint-export archive -o x.age -r "$R" --redact balint tuesday
is 'one more line, and it was never reviewed' 1 '' '*c002-abd.txt: E_REVIEW: *'
case_file tuesday c002-abd s2026-11-24 sang
run balint-export archive -o x.age -r "$R" --redact gdpr tuesday
is 'reviewed under another policy' 1 '' '*c001-abc.txt: E_REVIEW: *'
sed -i 's/^Name: .*/&\nNickname: knitted/' "$BALINT_HOME/tuesday/members/ana.txt"
run balint-export archive -o x.age -r "$R" --redact balint tuesday
is 'a roster under which another text would leave' 1 '' '*c001-abc.txt: E_REVIEW: *'
printf 'Format: balint-member/1\nMember: ana\nName: Orsolya Grendel\n\n' \
    >"$BALINT_HOME/tuesday/members/ana.txt"
printf 'no record\n' >"$BALINT_HOME/tuesday/cases/c003-abf.txt"
run balint-export archive -o x.age -r "$R" --redact balint tuesday
is 'what is no record stops it' 2 '' '*tuesday/cases/c003-abf.txt:1:*E_*'
rm "$BALINT_HOME/tuesday/cases/c003-abf.txt"
bad 'no archive of any of these' test -e x.age

# Cases of which the same leaves are one file.
sed 's/^Case: .*/Case: c004-abg/' "$BALINT_HOME/tuesday/cases/c002-abd.txt" \
    >"$BALINT_HOME/tuesday/cases/c004-abg.txt"
review tuesday c004-abg >/dev/null
run balint-export archive -n --redact balint tuesday
ok 'two of the same text: one file' test "$(wc -l <out)" = 2
rm "$BALINT_HOME"/tuesday/cases/c004*

# Pseudonyms need the study's key.
mkdir "$BALINT_HOME/policies"
printf 'Policy: own\nVersion: 1\nAs: all=pseudonym\nSection: telling\n' \
    >"$BALINT_HOME/policies/own.txt"
run balint-export archive -o x.age -r "$R" --redact own tuesday
is 'pseudonyms: no key' 2 '' '*study.key: E_READ: *'
balint-new key -q --study >/dev/null
c=$BALINT_HOME/tuesday/cases/c001-abc.txt
k=$XDG_CONFIG_HOME/balint/study.key
rm "$BALINT_HOME"/tuesday/cases/c002*
balint-redact -q -g tuesday --policy own --key "$k" --propose "$c" |
    sed 's/^ask /mask /' >"${c%.txt}.decisions"
balint-redact -q -g tuesday --policy own --key "$k" \
    --decisions "${c%.txt}.decisions" "$c" >pseudonym
run balint-export archive -q -o x.age -r "$R" --redact own tuesday
is 'pseudonyms: under the key' 0 '' ''
balint-export extract -q -C p x.age >/dev/null
ok 'pseudonyms: as reviewed' cmp pseudonym p/tuesday/cases/*
mv "$k" other.key
run balint-export archive -q -o x.age -r "$R" --redact own --key other.key tuesday
is 'pseudonyms: --key' 0 '' ''

run balint-export archive -n --redact balint --share tuesday
is 'not with --share' 2 '' '*E_USAGE*'
run balint-export archive -n --redact balint --attendance tuesday
is 'not with --attendance' 2 '' '*E_USAGE*'
run balint-export archive -n --policy balint tuesday
is '--policy alone would do nothing' 2 '' '*E_USAGE*'
run balint-export archive -n --redact nosuch tuesday
is 'no such policy' 2 '' '*nosuch: E_POLICY: *'

# No debrief is opened for it.
if command -v strace >/dev/null && strace -qq -o /dev/null true 2>/dev/null; then
	strace -f -qq -y -e trace=openat,open -o trace balint-export archive -q \
	    -o y.age -r "$R" --redact own --key other.key tuesday >/dev/null 2>&1
	ok 'traced: done' test -s y.age
	bad 'no debrief is opened' grep -qE 'ben[^ ]*txt' trace
fi
finish
