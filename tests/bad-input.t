#!/bin/sh
# What is wrong is told in one line, with the right exit status, and nothing
# has changed.
. "${SRCDIR:-.}/tests/lib.sh"

# Every file and directory of the library: mode, name, contents.
snapshot() {
	(cd "$BALINT_HOME" && find . ! -name '.lock*' -printf '%y %m %p\n' | sort &&
		find . -type f ! -name '.lock*' -exec cksum {} + | sort -k 3)
}

# refuse NAME STATUS MESSAGE COMMAND...: standard output is $out, empty if not
# said; standard error has at most $lines lines, one if not said.
out=
lines=1
refuse() {
	name=$1
	want=$2
	message=$3
	shift 3
	snapshot >"$T/before"
	run "$@"
	is "$name" "$want" "$out" "$message"
	[ "$(wc -l <err)" -le "$lines" ] || report 1 "$name: one line"
	snapshot >"$T/after"
	cmp -s "$T/before" "$T/after" || {
		report 1 "$name: nothing changed"
		diff "$T/before" "$T/after" | sed 's/^/# /'
	}
}

balint-new group heron --leader lena >/dev/null
for m in ana ben; do
	balint-new member -g heron $m --name "Somebody $m" >/dev/null
done
balint-new session -g heron 2024-11-12 2024-11-19 >/dev/null
balint-note attend -g heron --session 2024-11-12 ana ben >/dev/null
balint-new case -g heron --session 2024-11-12 --presenter ana >/dev/null
g=$BALINT_HOME/heron
ok 'a group to spoil' test -f "$g/sessions/s2024-11-12.txt"
today='--date 2024-11-26'

# Groups.
refuse 'no group' 2 'balint-note: *E_GROUP: *' balint-note attend ana
refuse 'an unknown group' 2 'balint-note: *E_GROUP: *' balint-note attend -g wren ana
refuse 'a group by a path that is not there' 2 'balint-stats: *E_GROUP: *' \
    balint-stats attendance ./nowhere
refuse 'a group that is there already' 2 'balint-new: *E_EXISTS: *' balint-new group heron
refuse 'a name that is no id' 2 'balint-new: *' balint-new group 'Tuesday!'
refuse 'no name' 2 'balint-new: E_USAGE: *' balint-new group

# Values.
refuse 'no such date' 2 'balint-new: *' balint-new session -g heron 2023-02-29
refuse 'a date in another style' 2 'balint-new: *' balint-new session -g heron 26.11.2024
refuse 'no such time' 2 'balint-new: *' balint-new group wren --time 25:00
refuse 'no such number' 2 'balint-new: *' balint-new group wren --minutes ninety
refuse 'no such zone' 2 'balint-new: *' balint-new group wren --zone 'Mars Base'
refuse 'a value of two lines' 2 'balint-new: *' balint-new group wren --name 'a
b'
refuse 'a value that is not UTF-8' 2 'balint-new: *' \
    balint-new group wren --name "$(printf 'a\377b')"
refuse 'no such form' 2 'balint-stats: E_USAGE: *' balint-stats attendance -f pdf heron
refuse 'a --date that is none' 2 'balint-stats: E_USAGE: *' \
    balint-stats attendance --date today heron

# Members and sessions.
refuse 'a member not in the roster' 2 'balint-note: *E_MEMBER: *' \
    balint-note attend -g heron --session 2024-11-19 zed
refuse 'a member beside one not in the roster' 2 'balint-note: *E_MEMBER: *' \
    balint-note attend -g heron --session 2024-11-19 ana zed
refuse 'the same member twice' 2 'balint-note: *E_TWICE: *' \
    balint-note attend -g heron --session 2024-11-19 --rest absent ana ana=late:5
refuse 'no such status' 2 'balint-note: *E_ATTEND: *' \
    balint-note attend -g heron --session 2024-11-19 ana=asleep ben
refuse 'later than the session is long' 2 'balint-note: *' \
    balint-note attend -g heron --session 2024-11-19 ana=late:500 ben
refuse 'no such session' 2 'balint-note: *E_SESSION: *' \
    balint-note attend -g heron --session 2024-12-24 ana ben
refuse 'attendance before the session' 2 'balint-note: *' \
    balint-note attend -g heron --session 2024-11-19 --date 2024-11-18 ana ben
refuse 'a member who is there already' 2 'balint-new: *E_EXISTS: *' \
    balint-new member -g heron ana --name Other
refuse 'a presenter not in the roster' 2 'balint-new: *E_MEMBER: *' \
    balint-new case -g heron --session 2024-11-12 --presenter zed
# shellcheck disable=SC2086
refuse 'a case of a session to come' 2 'balint-new: *' \
    balint-new case -g heron --session 2024-11-19 --presenter ana --date 2024-11-12

# Text from standard input.
: >in
refuse 'no text' 2 'balint-note: *E_EMPTY: *' balint-note add -g heron 1
text() { # what printf prints goes to balint-note add
	# shellcheck disable=SC2059
	printf "$1" | balint-note add -g heron 1
}
refuse 'text with a NUL' 2 'balint-note: standard input:*E_NUL: *' text 'a\000b\n'
refuse 'text that is not UTF-8' 2 'balint-note: standard input:*E_UTF8: *' text 'a\377b\n'
refuse 'a case that is not there' 2 'balint-note: *E_CASE: *' \
    sh -c 'echo text | balint-note add -g heron 99'

# Rosters: one wrong row, and nobody is taken in.  A line a wrong row, and one
# that nothing was done.
lines=2
roster() { # MESSAGE NAME; the table in roster.csv
	refuse "roster: $2" 2 "balint-new: $1" balint-new member -g heron --import roster.csv
}
printf 'member,name\ndora,Dora\neli,"Eli\n' >roster.csv
roster 'roster.csv:*E_CSV: *' 'a quote that is not closed'
printf 'member,name\ndora,Dora\neli,Eli,gp\n' >roster.csv
roster 'roster.csv:3:*E_CSV: *' 'a row that is too long'
printf 'member,name\ndora,Dora\nEli!,Eli\n' >roster.csv
roster 'roster.csv:3:*' 'an id that is none'
printf 'member,name\ndora,Dora\ndora,Dorothea\n' >roster.csv
roster 'roster.csv:3:*' 'one id twice'
printf 'member,name,joined\ndora,Dora,2024-01-01\neli,Eli,1.2.2024\n' >roster.csv
roster 'roster.csv:3:*' 'no such date'
printf 'member,name\ndora,D\377ra\n' >roster.csv
roster 'roster.csv:*E_UTF8: *' 'not UTF-8'
: >roster.csv
roster 'roster.csv:*E_HEADER: *' 'empty'
refuse 'roster: not there' 2 'balint-new: none.csv: E_READ: *' \
    balint-new member -g heron --import none.csv

lines=1

# Records that somebody spoiled: named by file, line and column.
spoil() { # PRINTF_FORMAT NAME MESSAGE
	cp "$g/sessions/s2024-11-12.txt" "$T/saved"
	# shellcheck disable=SC2059
	printf "$1" >"$g/sessions/s2024-11-12.txt"
	shift
	refuse "record: $1" 2 "balint-note: *s2024-11-12*:$2" \
	    balint-note attend -g heron --session 2024-11-12 ana ben
	cp "$T/saved" "$g/sessions/s2024-11-12.txt"
}
head='Format: balint-session/1\nSession: s2024-11-12\n'
spoil "${head}Date: 2024-11-12\r\n\n" 'CR' '3:*E_CR: *'
spoil "\357\273\277${head}Date: 2024-11-12\n\n" 'BOM' '1:*E_BOM: *'
spoil "${head}Date: 2024-11-12\nPlace: a\000b\n\n" 'NUL' '4:*E_NUL: *'
spoil "${head}Date: 2024-11-12\nPlace: \377\n\n" 'not UTF-8' '4:*E_UTF8: *'
spoil "${head}Date: 2024-11-12\n\n## notes\nx" 'no LF at the end' '*E_EOF: *'
spoil "${head}Date: 2024-11-32\n\n" 'no such date' '3:*E_DATE: *'
spoil "${head}Date: 2024-11-12\nDate: 2024-11-12\n\n" 'a field twice' '4:*E_REPEAT: *'
spoil "${head}Date:2024-11-12\n\n" 'no blank' '3:*E_FIELD: *'
spoil "${head}<<<<<<< ours\nDate: 2024-11-12\n=======\n>>>>>>> theirs\n\n" \
    'conflict markers' '3:*E_CONFLICT: *'
spoil 'Format: balint-case/1\nCase: c001-abc\n\n' 'another kind' '*E_KIND: *'
spoil 'Format: balint-session/1\nSession: s2024-11-13\nDate: 2024-11-13\n\n' \
    'under another name' '*E_NAME: *'
spoil 'Format: balint-session/999\nSession: s2024-11-12\nDate: 2024-11-12\n\n' \
    'of a newer version' '*E_VERSION: *'
spoil '' 'empty' '*'

# What can't be read: no file at all where one should be.
out='*'
mkdir "$g/members/cem.txt"
refuse 'a directory where a record should be' 2 '*cem.txt: E_READ: *' \
    balint-stats attendance heron
rmdir "$g/members/cem.txt"
if [ "$(id -u)" != 0 ]; then
	chmod 000 "$g/members/ben.txt"
	refuse 'a record without permission' 2 '*ben.txt: E_READ: *' \
	    balint-stats attendance heron
	chmod 600 "$g/members/ben.txt"
fi
out=

# Standard output is closed or full: known before anything is written.
for where in '>&-' '>/dev/full'; do
	for command in 'balint-new group wren' \
	    'balint-new member -g heron --name Dora' \
	    'balint-new session -g heron 2024-12-03' \
	    "balint-new case -g heron --presenter ana --session 2024-11-12 $today" \
	    'balint-note attend -g heron --session 2024-11-19 ana ben' \
	    'balint-note show -g heron 1' \
	    'balint-stats attendance heron' \
	    "balint-stats prep -g heron $today"; do
		refuse "$command $where" 2 'balint-*: *E_WRITE: *' sh -c "$command $where"
	done
done

# A file system that is full.  Filled to the last byte, so that whatever a
# verb writes first is what fails.
full() {
	mkdir disk
	mount -t tmpfs -o size=256k,mode=0700 tmpfs disk 2>/dev/null
}
if [ "$(id -u)" = 0 ] && full; then
	trap 'umount "$T/disk" 2>/dev/null; chmod -R u+rwx "$T" 2>/dev/null; rm -rf "$T"' EXIT
	cp -a "$BALINT_HOME" disk/library
	BALINT_HOME=$T/disk/library
	cat /dev/zero >disk/filler 2>/dev/null
	for command in 'balint-new group wren' \
	    'balint-new member -g heron --name Dora' \
	    'balint-new session -g heron 2024-12-03' \
	    "balint-new case -g heron --presenter ana --session 2024-11-12 $today" \
	    'balint-note attend -g heron --session 2024-11-19 ana ben'; do
		refuse "full file system: $command" 2 'balint-*: *E_WRITE: *No space left*' \
		    sh -c "$command"
	done
	echo text >in
	refuse 'full file system: balint-note add' 2 'balint-*: *E_WRITE: *No space left*' \
	    sh -c 'echo text | balint-note add -g heron 1'
	rm disk/filler
	run balint-new session -g heron 2024-12-03
	is 'and with room again it works' 0 '*s2024-12-03.txt' ''
else
	echo '# a full file system is left out: no root, or no tmpfs'
fi

finish
