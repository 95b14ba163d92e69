#!/bin/sh
# The five programs take their options the same way.
. "${SRCDIR:-.}/tests/lib.sh"

# PROGRAM VERB lines; a program without verbs has `-`.
for p in "$BUILD"/bin/balint-*; do
	p=${p##*/}
	verbs=$("$p" --complete verbs '')
	[ -z "$("$p" --complete table '')" ] || verbs=-
	for v in $verbs; do
		echo "$p $v"
	done
done >all

# table: PROGRAM VERB LETTER NAME ARG HELP, tab-separated.
while read -r p v; do
	[ "$v" = - ] && word='' || word=$v
	"$p" --complete table "$word" | sed "s/^/$p	$v	/"
done <all >table

ok 'there are programs, verbs and options' test "$(wc -l <table)" -gt 10

# age's own letters, in the verbs whose users know age.
awk -F '\t' '
$3 == "" { next }
$2 ~ /^(archive|list|verify|extract|key)$/ && $3 ~ /^[rRipa]$/ { next }
!($3 in name) { name[$3] = $4 }
name[$3] != $4 { print "-" $3 ": --" name[$3] ", in " $1 " " $2 " --" $4 }
' table >found
ok 'no letter has two meanings' sh -c 'cat found; ! test -s found'

awk -F '\t' '
seen[$1, $2, $4]++ { print $1 " " $2 ": --" $4 " twice" }
$4 !~ /^[a-z][a-z0-9-]*$/ { print $1 " " $2 ": --" $4 ": not a name" }
$6 == "" { print $1 " " $2 ": --" $4 ": no help" }
' table >found
ok 'each option stands once in a verb, and has a line of help' \
    sh -c 'cat found; ! test -s found'

call() { # PROGRAM VERB ARG...
	p=$1
	v=$2
	shift 2
	if [ "$v" = - ]; then
		run "$p" "$@"
	else
		run "$p" "$v" "$@"
	fi
}

one_line() { [ "$(wc -l <err)" -eq 1 ]; }

# is_usage NAME: status 2, one line with E_USAGE, nothing on standard output.
is_usage() {
	is "$1" 2 '' "balint-*: E_USAGE: *"
	one_line || report 1 "$1: one line"
}

fits() {
	awk 'length($0) > 80 { print "too wide: " $0; bad = 1 }
	END { if (NR > 24) { print NR " lines"; bad = 1 } exit bad }' out
}

while read -r p v; do
	what=$p
	[ "$v" = - ] || what="$p $v"
	call "$p" "$v" --help
	is "$what --help" 0 "usage: $what *" ''
	ok "$what --help fits a screen" fits
	call "$p" "$v" -h
	is "$what -h" 0 "usage: $what *" ''
	call "$p" "$v" -V
	is "$what -V" 0 "$p [0-9]*.[0-9]*.[0-9]*" ''
	call "$p" "$v" --no-such-thing
	is_usage "$what: an unknown long option"
	call "$p" "$v" '-^'
	is_usage "$what: an unknown letter"
	call "$p" "$v" --no-such-thing=Maria
	is "$what: what follows = is not repeated" 2 '' \
	    'balint-*: E_USAGE: *(--no-such-thing)*'
	run sh -c "$what --help >/dev/full"
	is "$what: a full disk is not success" 2 '' "$p: *E_WRITE*"
	run sh -c "$what -V >&-"
	is "$what: standard output is closed" 2 '' "$p: *E_WRITE*"
done <all

for p in "$BUILD"/bin/balint-*; do
	p=${p##*/}
	run "$p" --help
	is "$p --help" 0 "usage: $p *" ''
	ok "$p --help fits a screen" fits
	run "$p" --version
	is "$p --version" 0 "$p [0-9]*" ''
	grep -q "^$p -$" all && continue
	run "$p"
	is_usage "$p without a verb"
	run "$p" nosuchverb
	is_usage "$p: an unknown verb"
done

# --complete never writes into the prompt, whatever it is asked.
run env -u HOME -u BALINT_HOME balint-note --complete members ''
is 'completion without a library says nothing' 0 '' ''
run balint-note --complete nonsense x y z
is 'completion of nonsense says nothing' 0 '' ''

finish
