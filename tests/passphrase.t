#!/bin/sh
# Passphrases on the terminal: asked for without echo, twice for a new one,
# made on an empty answer and shown once.
. "${SRCDIR:-.}/tests/lib.sh"
need script

run balint-new group tuesday
# shellcheck disable=SC2034 # asked() of lib.sh reads it
prompt='(one[)]|more|archive): '

on_tty 'correct horse
correct horse' 'balint-export archive -q -p -o p.age tuesday'
ok 'archive -p: asked twice' sh -c \
    'grep -q "New passphrase" typescript && grep -q "once more" typescript'
ok 'archive -p: made' grep -q 'status 0' typescript
bad 'archive -p: no echo' grep -q horse typescript
printf 'correct horse\n' >pass
run sh -c 'balint-export verify -q --passphrase-fd 5 p.age 5<pass'
is 'archive -p: that passphrase opens it' 0 '' ''
on_tty 'correct horse' 'balint-export verify -q p.age'
ok 'verify: a passphrase file asks by itself' grep -q 'status 0' typescript
bad 'verify: no echo' grep -q horse typescript
on_tty 'wrong' 'balint-export verify -q -p p.age'
ok 'verify: the wrong one is the answer no' grep -q 'status 1' typescript

on_tty 'one
two' 'balint-export archive -q -p -o q.age tuesday'
ok 'archive -p: two that differ' grep -q E_PASSPHRASE typescript
bad 'archive -p: and no archive' test -e q.age

on_tty '' 'balint-export archive -q -p -o r.age tuesday'
ok 'archive -p: an empty answer makes one' grep -q 'status 0' typescript
tr -d '\r' <typescript |
    sed -nE 's/^ *(([bdfghjklmnprstvz][aiou]){2}[bdfghjklmnprstvz](-[a-z]{5}){9})$/\1/p' >pass
ok 'archive -p: ten words' test "$(wc -l <pass)" = 1
run sh -c 'balint-export verify -q --passphrase-fd 5 r.age 5<pass'
is 'archive -p: the words open it' 0 '' ''

# The terminal gets its echo back when a signal ends us.  Whoever runs this in
# the background has SIGINT ignored, which all below would inherit.
: >typescript
(
	asked 1
	printf '\003'
	sleep 0.5
) | env --default-signal=INT script -qefc 'trap : INT; stty -a | grep -o "[-]*echo "
	balint-export verify -q -p p.age; echo status $?
	stty -a | grep -o "[-]*echo "' /dev/null >typescript 2>&1
ok 'interrupted: the echo is back' sh -c \
    'test "$(tr -d "\r" <typescript | grep -c "^echo")" = 2'
ok 'interrupted: by that signal' grep -q 'status 130' typescript
finish
