#!/bin/sh
# Every verb that prints, with standard output closed, and full: status 2,
# one line that says so, and what would have been changed is not.  A new verb
# needs a line in the table below.
. "${SRCDIR:-.}/tests/lib.sh"

balint-new group heron --leader lena --kind gps >/dev/null
for m in ana ben; do
	balint-new member -g heron $m --name "Somebody $m" >/dev/null
done
balint-new session -g heron 2024-11-12 2024-11-19 2024-11-26 >/dev/null
balint-note attend -q -g heron --session 2024-11-12 ana ben >/dev/null
balint-new case -g heron --session 2024-11-12 --presenter ana >/dev/null
echo 'She never takes her coat off.' | balint-note add -g heron 1
balint-note debrief -q -g heron --leader marc 2024-11-12 >/dev/null
balint-note log lena supervision 2024-11-13 minutes=60 >/dev/null
balint-new key >/dev/null 2>&1
balint-new key --study >/dev/null 2>&1
balint-export archive -q -o a.age -i "$XDG_CONFIG_HOME/balint/identity.txt" heron
printf 'case,loss\n1,1\n2,0\n' >a.csv
cp a.csv b.csv
printf 'id,ee1,ee2,ee3,dp1,dp2,dp3,pa1,pa2,pa3\np1,1,2,3,0,0,1,5,5,6\n' >mbi.csv
printf 'id,x\np1,3\np2,4\np3,6\n' >before.csv
printf 'id,x\np1,4\np2,6\np3,7\n' >after.csv
printf 'Name,Join Time,Leave Time\nSomebody ana,2024-11-19 18:00,2024-11-19 19:30\n' >zoom.csv
ok 'an archive to read' test -s a.age

# VERB, then a command that prints; ! where the verb has nothing to print, or
# its output is a file: what for.
cat >table <<'END'
new-group	balint-new group wren
new-member	balint-new member -g heron --name Dora
new-session	balint-new session -g heron 2024-12-03
new-case	balint-new case -g heron --presenter ana --session 2024-11-12
new-key	balint-new key other
note-attend	balint-note attend -g heron --session 2024-11-19 ana ben
note-add	! prints nothing
note-check	balint-note check -f csv heron
note-set	! prints nothing
note-followup	balint-note followup -g heron
note-import	! see the test of import
note-debrief	balint-note debrief -g heron --leader lena 2024-11-12
note-edit	! prints nothing
note-log	balint-note log lena
note-show	balint-note show -g heron 1
note-undo	balint-note undo -g heron
note-purge	! see the test of purge
note-merge	! writes a file
redact	balint-redact -g heron "$BALINT_HOME"/heron/cases/*.txt
export-archive	balint-export archive -o - -i "$XDG_CONFIG_HOME/balint/identity.txt" heron
export-list	balint-export list -i "$XDG_CONFIG_HOME/balint/identity.txt" a.age
export-verify	balint-export verify -i "$XDG_CONFIG_HOME/balint/identity.txt" a.age
export-extract	balint-export extract -i "$XDG_CONFIG_HOME/balint/identity.txt" -C there a.age
export-attendance	balint-export attendance heron
export-cases	! refuses fewer than 50 rows
export-dataset	! writes files
export-certificate	balint-export certificate --all -n --scheme de-psgv --date 2024-12-31 heron
export-calendar	balint-export calendar heron
stats-prep	balint-stats prep -g heron --date 2024-11-26
stats-attendance	balint-stats attendance heron
stats-owed	balint-stats owed --schemes
stats-table	balint-stats table --by month heron
stats-log	balint-stats log -g heron lena
stats-report	balint-stats report -g heron --date 2024-11-26
stats-kappa	balint-stats kappa a.csv b.csv
stats-pairs	balint-stats pairs before.csv after.csv
stats-risk	balint-stats risk --quasi loss --k 1 a.csv
stats-score	balint-stats score --key mbi-9 mbi.csv
END

for p in "$BUILD"/bin/balint-*; do
	p=${p##*/balint-}
	verbs=$("balint-$p" --complete verbs '')
	for v in ${verbs:-$p}; do
		[ "$v" = redact ] && echo redact || echo "$p-$v"
	done
done | sort >verbs
cut -f 1 table | sort | comm -13 - verbs >missing
ok 'every verb has its line' sh -c 'cat missing; ! test -s missing'

snapshot() {
	(cd "$BALINT_HOME" && find . -type f ! -name '.lock*' -exec cksum {} + | sort -k 3)
	ls -A "$XDG_CONFIG_HOME/balint"
}

snapshot >before
while IFS='	' read -r verb command; do
	case $command in '!'*) continue ;; esac
	grep -qx "$verb" verbs || continue
	for where in '>&-' '>/dev/full'; do
		run sh -c "$command $where"
		is "$verb $where" 2 '' 'balint-*E_WRITE: *'
		[ "$(grep -c E_WRITE err)" = 1 ] || report 1 "$verb $where: said once"
		snapshot >after
		cmp -s before after || {
			report 1 "$verb $where: nothing is changed"
			diff before after | sed 's/^/# /'
			cp after before
		}
		[ ! -e there ] || report 1 "$verb $where: nothing is made"
	done
done <table

finish
