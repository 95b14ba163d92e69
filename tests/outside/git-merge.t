#!/bin/sh
# Two laptops, one group under git: five everyday cases that git alone gets
# wrong or right, and ours without a conflict; a true clash keeps both.
. "${SRCDIR:-.}/tests/lib.sh"
need git

GIT_CONFIG_GLOBAL=$T/gitconfig
GIT_AUTHOR_DATE='2026-11-12T12:00:00Z'
GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE
export GIT_CONFIG_GLOBAL GIT_AUTHOR_DATE GIT_COMMITTER_DATE
git config --global user.name t
git config --global user.email t@example.org
git config --global init.defaultBranch main

balint-new group tuesday --git --time 18:00 >/dev/null
cd "$BALINT_HOME/tuesday" || exit 2
for m in ana ben cem; do balint-new member $m --name "M $m" --grade 1 --employer E >/dev/null; done
balint-new session 2026-11-10 >/dev/null
balint-new case --date 2026-11-12 >/dev/null
mv cases/*.txt cases/c001-abc.txt
sed -i 's/^Case:.*/Case: c001-abc/' cases/c001-abc.txt
echo 'One.' | balint-note add 1
printf 'out\nerr\nok.log\n' >>.git/info/exclude
git add -A
git commit -qm base
ok 'locks, kept changes and drafts are not in git' sh -c \
	'test -z "$(git ls-files | grep -E "lock|undo|tmp")"'

# both NAME ON_ONE ON_OTHER: each as a script; then the merge.
both() {
	git checkout -q -B one main && sh -c "$2" && git add -A && git commit -qm one
	git checkout -q -B two main && sh -c "$3" && git add -A && git commit -qm two
	run git merge -q --no-edit one
	report "$status" "$1"
	[ "$status" = 0 ] || sed 's/^/# /' out err
	ok "$1: checks clean" balint-note check -q --date 2026-11-12
	git merge --abort 2>/dev/null
}

# shellcheck disable=SC2016
{
both 'both append to a section' 'echo A | balint-note add 1' 'echo B | balint-note add 1'
ok 'both texts' sh -c 'grep -qx A cases/*.txt && grep -qx B cases/*.txt'
both 'neighbouring fields' 'balint-note set ana Grade=2' 'balint-note set ana Employer=F'
ok 'both values' sh -c 'grep -qx "Grade: 2" members/ana.txt && grep -qx "Employer: F" members/ana.txt'
both 'one edits, one appends' 'sed -i "s/One/Two/" cases/*.txt' 'echo B | balint-note add 1'
ok 'both' sh -c 'grep -qx Two. cases/*.txt && grep -qx B cases/*.txt'
both 'both add the same member' 'balint-new member dora --name D >/dev/null' \
	'balint-new member dora --name D --grade 3 >/dev/null'
ok 'one member' grep -qx 'Grade: 3' members/dora.txt
both 'reorder against edit' \
	'printf "Format: balint-member/1\nMember: ben\nGrade: 1\nEmployer: E\nName: M ben\n\n" >members/ben.txt' \
	'balint-note set ben Name=Benno'
ok 'the new order, the new name' test "$(sed -n 5p members/ben.txt)" = 'Name: Benno'
both 'both add attendance' \
	'balint-note attend --date 2026-11-12 ana ben --rest absent >/dev/null; sed -i /cem/d sessions/*' \
	'balint-note attend --date 2026-11-12 cem --rest absent >/dev/null; sed -i "/ana/d; /ben/d" sessions/*'
ok 'all three' test "$(grep -c '^Attend' sessions/s2026-11-10.txt)" = 3
}

git checkout -q -B one main && balint-note set ana Grade=2 && git commit -qam one
git checkout -q -B two main && balint-note set ana Grade=3 && git commit -qam two
run git merge -q --no-edit one
ok 'a true clash is a conflict' test "$status" != 0
ok 'both values, no markers' sh -c \
	'grep -qx "Grade: 2" members/ana.txt && grep -qx "Grade: 3" members/ana.txt && ! grep -q "<<<" members/ana.txt'
git merge --abort

# Two laptops made another case under one name.
git checkout -q -B one main
printf 'Format: balint-case/1\nCase: c002-xyz\nSession: s2026-11-10\nPresenter: ana\n\n' >cases/c002-xyz.txt
git add -A && git commit -qm one
git checkout -q -B two main
printf 'Format: balint-case/1\nCase: c002-xyz\nSession: s2026-11-10\nPresenter: ben\n\n' >cases/c002-xyz.txt
git add -A && git commit -qm two
run git merge -q --no-edit one
ok 'not the same case: a conflict' test "$status" != 0
ok 'both are kept, unspliced' sh -c \
	'grep -qx "Presenter: ben" cases/c002-xyz.txt && grep -rqx "Presenter: ana" . --include="*.theirs"'
finish
