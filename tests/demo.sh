#!/bin/sh
# The main job from end to end, in a library that goes away afterwards.
# Called by `make demo`.  Each command is printed before it runs; the first
# that fails ends it.  All people here are made up.
set -eu

D=$(mktemp -d "${TMPDIR:-/tmp}/balint-demo.XXXXXX")
trap 'rm -rf "$D"' EXIT
trap 'exit 130' INT TERM
cd "$D"
HOME=$D
BALINT_HOME=$D/balint
XDG_CONFIG_HOME=$D/.config
LC_ALL=C.UTF-8
TZ=UTC
COLUMNS=80
export HOME BALINT_HOME XDG_CONFIG_HOME LC_ALL TZ COLUMNS
unset BALINT_GROUP BALINT_DATA VISUAL EDITOR

title() { printf '\n-- %s\n' "$1"; }
try() { # COMMAND, as one would type it
	printf '$ %s\n' "$1"
	eval "$1" </dev/null || {
		printf 'demo: that command failed, status %s\n' $? >&2
		exit 1
	}
}
given() { # FILE: what a person has at hand already
	cat >"$1"
	printf '(%s, made by the demo)\n' "$1"
	sed 's/^/    /' "$1"
}

title 'A group, with the roster that the office sent as a spreadsheet'
try 'balint-new group tuesday --name "Tuesday group" --kind gps --quorum 4 --time 18:00 --zone Europe/London --leader lena'
printf '\357\273\277' >roster.csv
cat >>roster.csv <<'END'
Member,Name,Profession,Joined
ana,"Harker, Ana",gp,2024-09-03
ben,Ben Osei,gp,2024-09-03
dora,Dora Lindqvist,psychiatrist,2024-09-03
eli,Eli Nakamura,gp,2024-09-03
END
printf '(roster.csv: UTF-8 with a BOM, as Excel saves it)\n'
sed 's/^/    /' roster.csv
try 'balint-new member -g tuesday --import roster.csv'

title 'A second group; its office uses semicolons'
try 'balint-new group thursday --name "Thursday group" --kind residents --leader marc'
given thursday.csv <<'END'
id;given;surname;profession
fay;Fay;"Bright; Moss";nurse
gil;Gil;Ferreira;gp
END
try 'balint-new member -g thursday --import thursday.csv'

title 'Sessions: two that took place, one to come, with a plan'
try 'balint-new session -g tuesday 2024-11-12 2024-11-19'
try 'balint-new session -g tuesday 2024-11-26 --template push-back'
try 'balint-new session -g thursday 2024-11-14'

title 'Who was there, in one line an evening'
try 'balint-note attend -g tuesday --session 2024-11-12 ana ben dora eli'
try 'balint-note attend -g tuesday --session 2024-11-19 ana ben=late:20 dora=excused eli=present,online'
try 'balint-note attend -g thursday --session 2024-11-14 fay gil=absent'

title 'A case, written down after the session; a follow-up is due in a week'
try 'case=$(balint-new case -g tuesday --presenter ana --session 2024-11-19); echo "$case"'
given telling.txt <<'END'
Ana told of a retired teacher, Mrs Margaret Whitcombe, 93, from Ipswich. She
never takes her coat off. On 3 March she rang the surgery on 07911 123456, and
asked for nobody but Dr Osei. Ben said he dreads Mondays.
END
try 'balint-note add -g tuesday 1 <telling.txt'
try 'balint-note followup -g tuesday --due 2024-11-26 1'

title 'Dora says that she will be away'
try 'balint-note set -g tuesday dora Away+=2024-11-25..2024-12-08'

title 'Is all in order?'
try 'balint-note check --date 2024-11-20 tuesday thursday && echo yes'

title 'The case, redacted, to standard output'
try 'balint-redact -g tuesday "$case"'

title 'Attendance of both groups as CSV; sqlite3 reads it back'
try 'balint-export attendance -f csv tuesday thursday >attendance.csv'
try 'sqlite3 -box :memory: ".import --csv attendance.csv a" "select name, surname, date, status, minutes from a where minutes < 90"'

title 'The group as one encrypted file'
try 'key=$(balint-new key); echo "$key"'
try 'age-keygen -y "$key" >recipient.txt; cat recipient.txt'
try 'balint-export archive -R recipient.txt -o tuesday.tar.zst.age tuesday'

title 'Opened by the stock age program, and by balint-export'
try 'mkdir by-age && age -d -i "$key" tuesday.tar.zst.age | zstd -dq | tar -xf - -C by-age'
try 'balint-export extract -i "$key" -C by-balint tuesday.tar.zst.age'
try 'diff -r -x .lock -x .manifest balint/tuesday by-age/tuesday'
try 'diff -r -x .lock -x .manifest balint/tuesday by-balint/tuesday && echo the same, byte for byte'

title 'Attendance, with bars'
try 'balint-stats attendance -f text tuesday'

title 'The page for the next session'
try 'balint-stats prep -g tuesday --date 2024-11-26'

printf '\nThat was the main job.  man balint, or man ./man/balint.7, has more.\n'
