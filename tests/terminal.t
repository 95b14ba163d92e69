#!/bin/sh
# What is asked on a terminal: attend's members, edit's menu, purge's yes; each
# answer, and the one that changes nothing.
. "${SRCDIR:-.}/tests/lib.sh"
need script
prompt='[)][?] '

balint-new group tuesday --time 18:00 --leader lena >/dev/null
g=$BALINT_HOME/tuesday
for m in ana ben cem; do balint-new member -g tuesday $m >/dev/null; done
balint-new session -g tuesday 2026-11-10 >/dev/null
sess=$g/sessions/s2026-11-10.txt
asks() { grep -oE "$prompt" typescript | wc -l; }
# Nothing of the group changed since the last `before`.
sums() { (cd "$g" && find . -type f -exec cksum {} + | sort); }
before() { sums >"$T/sums"; }
same() { sums | cmp -s - "$T/sums"; }

# attend
before
on_tty '' 'balint-note attend -g tuesday --date 2026-11-12 ana'
ok 'attend: an end without an answer is an error' grep -q 'status 2' typescript
bad 'attend: half the answers write nothing' grep -q Attend "$sess"
on_tty 'asleep
late:20

' 'balint-note attend -g tuesday --date 2026-11-12 ana'
ok 'attend: done' grep -q 'status 0' typescript
ok 'attend: what cannot be read is asked again' test "$(asks)" = 3
ok 'attend: and said' grep -q E_ATTEND typescript
ok 'attend: the answer' grep -qx 'Attend: ben late minutes=70' "$sess"
ok 'attend: an empty one is present' grep -qx 'Attend: cem present' "$sess"
script -qec 'balint-note attend -g tuesday --date 2026-11-12 ben' /dev/null \
    >typescript 2>&1 </dev/null
ok 'attend: who is written is not asked for' test "$(asks)" = 0

# edit; the editor writes what the file `next` says, then the next one
balint-new case -g tuesday --date 2026-11-12 --presenter ana >/dev/null
id=$(ls "$g/cases")
id=${id%.txt}
case=$g/cases/$id.txt
cat >editor <<'EOF'
#!/bin/sh
n=$(cat "$TURN")
echo $((n + 1)) >"$TURN"
cp "$TURN.$n" "$1"
EOF
chmod +x editor
export VISUAL="$T/editor" TURN="$T/turn"
sed 's/^Case: .*/&\nDate of it: nonsense/' "$case" >turn.1
sed 's/^Presenter: ana/Presenter: ben/' "$case" >turn.2
cp turn.1 turn.3
editing() { # LINES
	echo "$2" >turn
	on_tty "$1" "balint-note edit -g tuesday $id"
}
before
editing g 1
ok 'edit: gives up' grep -q 'status 0' typescript
ok 'edit: the line is shown' grep -qE "${id}[^:]*:[0-9]+:.* E_" typescript
ok 'edit: giving up changes nothing' same
editing k 1
ok 'edit: keeps the draft' grep -q 'status 2' typescript
draft=$(ls "$g/.tmp")
ok 'edit: as it was typed' cmp turn.1 "$g/.tmp/$draft"
ok 'edit: for its owner only' test "$(stat -c %a "$g/.tmp/$draft")" = 600
rm "$g/.tmp/$draft"
ok 'edit: the record is the old one' same
editing 'what
e' 1
ok 'edit: another word is asked again' test "$(asks)" = 2
ok 'edit: edits again' grep -q 'status 0' typescript
ok 'edit: and takes it in' cmp turn.2 "$case"
ok 'edit: no draft is left' test -z "$(ls "$g/.tmp")"

# purge
balint-note set -g tuesday "$id" PurgeAfter=2026-12-01
before
on_tty no 'balint-note purge -g tuesday --date 2026-12-24'
ok 'purge: no is the answer no' grep -q 'status 1' typescript
ok 'purge: and removes nothing' same
on_tty y 'balint-note purge -g tuesday --date 2026-12-24'
ok 'purge: y is not yes' grep -q 'status 1' typescript
ok 'purge: and removes nothing either' same
on_tty yes 'balint-note purge -g tuesday --date 2026-12-24'
ok 'purge: yes' grep -q 'status 0' typescript
bad 'purge: is gone' test -e "$case"
finish
