#!/bin/sh
# No byte of prose outside the store: strace(1) names every file that a command
# makes, and a sentence that nobody else would write is looked for in all that
# is not the group.
. "${SRCDIR:-.}/tests/lib.sh"
need strace git

canary='The wallpaper hummed in E flat.'
d='--date 2026-11-12'
balint-new group tuesday --time 18:00 --leader lena >/dev/null
cd "$BALINT_HOME/tuesday" || exit 2
for m in ana ben; do balint-new member $m --name "M $m" >/dev/null; done
balint-new session 2026-11-10 >/dev/null
balint-note attend --date 2026-11-12 ana ben >/dev/null
mkdir "$T/scratch"
TMPDIR=$T/scratch
export TMPDIR
echo "$canary" >"$T/in"
touch "$T/before"

# traced NAME COMMAND...: where files were made, opened to write, or linked.
traced() {
	name=$1
	shift
	strace -f -qq -o "$T/trace" -y -s 4096 \
		-e trace=open,openat,creat,mkdir,mkdirat,link,linkat,rename,renameat,renameat2,symlink,symlinkat \
		"$@" <"$T/in" >"$T/stdout" 2>"$T/stderr"
	# Paths that are not below the group or what the test itself holds.
	grep -E 'O_CREAT|O_WRONLY|O_RDWR|^[0-9]+ +(creat|mkdir|link|rename|symlink)' "$T/trace" |
		grep -v ' = -1 ' |
		grep -vF "$BALINT_HOME/" |
		grep -vE '"/dev/(null|tty)"' >"$T/elsewhere"
	if [ -s "$T/elsewhere" ]; then
		report 1 "$name: nothing is made elsewhere"
		sed 's/^/# /' "$T/elsewhere"
	else
		report 0 "$name: nothing is made elsewhere"
	fi
	if grep -qF "$canary" "$T/stderr"; then
		report 1 "$name: no prose in a message"
	else
		report 0 "$name: no prose in a message"
	fi
}

# shellcheck disable=SC2086,SC2089,SC2090
{
traced 'new case' balint-new case $d --presenter ana
traced add balint-note add 1
c=$(ls cases)
cp "cases/$c" keep
printf 'broken' >>"cases/$c"
traced 'add, to a broken record' balint-note add 1
cat keep >"cases/$c"
rm keep
traced set balint-note set 1 Theme=loss
traced followup balint-note followup 1 --due 2026-12-01
traced debrief balint-note debrief $d
traced 'add to a debrief' balint-note add s2026-11-10.lena frame
VISUAL='printf "\n## own\nmore\n" >>'
export VISUAL
traced edit balint-note edit 1
VISUAL='printf "\n## own\nmore\n" >>'
traced 'edit, in vain' balint-note edit 1
traced undo balint-note undo
traced show balint-note show 1
traced check balint-note check
traced prep balint-stats prep $d
traced purge balint-note purge --yes --date 2030-01-01
traced attendance balint-export attendance
}

grep -rlF "$canary" "$T" --exclude-dir=home >"$T/found" 2>/dev/null
sed -i "\\,^$T/in\$,d; \\,^$T/found\$,d; \\,^$T/stdout\$,d; \\,^$T/trace\$,d" "$T/found"
ok 'not in any other file of ours' test ! -s "$T/found"
find /tmp /dev/shm /var/tmp "$HOME" -xdev -newer "$T/before" -type f \
	! -path "$T/*" -user "$(id -un)" -size -1000k 2>/dev/null |
	while read -r f; do grep -lF "$canary" "$f"; done >"$T/found" 2>/dev/null
ok 'nor in the temporary folders' test ! -s "$T/found"
ok 'in the scratch folder there is nothing' sh -c 'test -z "$(ls "$TMPDIR")"'
ok 'modes' sh -c \
	'test -z "$(find "$BALINT_HOME" -type f ! -perm 600 -o -type d ! -perm 700)"'
finish
