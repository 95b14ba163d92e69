#!/bin/sh
# The EXAMPLES of the manual pages are true.  Each page gets a home of its
# own; its commands run in order, in one shell, and what they print is
# compared with the page:
#
#	.Bd -literal
#	$ command                  standard output and error together follow
#	> its next line            where a command has more than one line
#	what it prints
#	\&...                      any lines; within a line, any characters (...)
#	.Ed
#	.Dl $ command              its output is not shown; it has to succeed
#
# README.md has its tour between ```console and ```.  Ids with random letters
# may be any, and the home of the pages is /home/lena.
#
# A command that wants an outside program is left out where that is not
# installed (tests/outside/examples.t does not allow it).
. "${SRCDIR:-.}/tests/lib.sh"

outsiders='age minisign sqlite3 mlr Rscript recsel git python3 chromium zstd jq
gpg systemctl crontab'

# cut PAGE: writes cmd.NNN, and want.NNN where the page shows an output.
cut_page() {
	awk '
	function plain(s) {
		gsub(/\\&/, "", s); gsub(/\\-/, "-", s)
		gsub(/\\\(aq/, "'\''", s); gsub(/\\\(dq/, "\"", s)
		gsub(/\\\(ti/, "~", s); gsub(/\\\(ha/, "^", s)
		gsub(/\\e/, "\\", s)
		return s
	}
	function open(text) {
		n++; cmd = sprintf("cmd.%03d", n); want = sprintf("want.%03d", n)
		print plain(text) >cmd; incmd = 1
	}
	/^```/ { block = on = /^```console/; incmd = shown = 0; next }
	/^\.Sh / { on = /EXAMPLES/; next }
	!on { next }
	/^\.Dl \$ / { open(substr($0, 7)); close(cmd); next }
	/^\.Bd .*-literal/ { block = 1; incmd = shown = 0; next }
	/^\.Ed/ { block = 0; next }
	!block { next }
	/^\$ / { open(substr($0, 3)); shown = 1; printf "" >want; next }
	/^> / && incmd { print plain(substr($0, 3)) >cmd; next }
	shown { incmd = 0; print plain($0) >want }
	' "$1"
}

# Random letters of ids, and where the page has its home.
same_ids() {
	sed 's/\bc\([0-9]\{3,\}\)-[a-z0-9]\{3\}\b/c\1-7kq/g
	s/\bg-[a-z0-9]\{5\}\b/g-8w2kd/g
	s/age1[a-z0-9]\{58\}/age1.../g
	s,'"$PAGE"'/home,/home/lena,g' "$1"
}

# The text of a file as a pattern for case: only ... is special.
pattern() {
	same_ids "$1" | sed 's/[][\\*?!]/\\&/g; s/\.\.\./*/g'
}

missing() { # COMMAND_FILE: an outside program that it wants and we lack
	for o in $outsiders; do
		if grep -qE "(^|[|(;&] *|&& |xargs )$o( |\$)" "$1" &&
			! command -v "$o" >/dev/null; then
			echo "$o"
		fi
	done
}

# The driver: every command in one shell, as at a terminal.
cat >driver <<'END'
for command in "$PAGE"/cmd.*; do
	n=${command##*.}
	if [ -e "$PAGE/skip.$n" ]; then continue; fi
	eval "$(cat "$command")" >"$PAGE/got.$n" 2>&1 </dev/null
	echo $? >"$PAGE/status.$n"
done
END

compare() { # NAME N
	got=
	[ ! -e "got.$2" ] || got=$(same_ids "got.$2")
	s=$(cat "status.$2" 2>/dev/null || echo none)
	good=0
	if [ -e "want.$2" ]; then
		want=$(pattern "want.$2")
		# shellcheck disable=SC2254
		case $got in $want) ;; *) good=1 ;; esac
		[ "$s" != none ] && [ "$s" -lt 126 ] || good=1
	else
		[ "$s" = 0 ] || good=1
	fi
	report $good "$1: $(head -n 1 "cmd.$2")"
	[ $good = 0 ] || {
		echo "status $s, shown:"
		cat "want.$2" 2>/dev/null
		echo "printed:"
		head -n 40 "got.$2" 2>/dev/null
	} | sed 's/^/# /'
}

page() { # FILE
	PAGE=$T/pages/${1##*/}
	mkdir -p "$PAGE/home"
	cd "$PAGE" || exit 2
	cut_page "$1"
	if [ ! -e cmd.001 ]; then
		cd "$T" || exit 2
		return
	fi
	for c in cmd.*; do
		for o in $(missing "$c"); do
			[ -n "${BALINT_NOSKIP:-}" ] || echo "$o" >"skip.${c##*.}"
		done
	done
	(
		HOME=$PAGE/home
		BALINT_HOME=$HOME/balint
		XDG_CONFIG_HOME=$HOME/.config
		EDITOR=true
		TZ=UTC
		export PAGE HOME BALINT_HOME XDG_CONFIG_HOME EDITOR TZ
		cd home && sh "$T/driver"
	) >driver.log 2>&1
	for c in cmd.*; do
		if [ -e "skip.${c##*.}" ]; then
			count=$((count + 1))
			echo "ok $count # SKIP $(cat "skip.${c##*.}") is not installed"
		else
			compare "${1##*/}" "${c##*.}"
		fi
	done
	cd "$T" || exit 2
}

for m in ${PAGES:-"$SRCDIR"/README.md "$SRCDIR"/man/*.[157]}; do
	[ -e "$m" ] || continue
	page "$m"
done

# The test itself can fail: a page that lies is found out.
cat >lie.7 <<'END'
.Sh EXAMPLES
.Bd -literal
$ echo one; echo two
one
$ printf '%s\en' a b
a
b
$ cat <<X
> hello
> X
he...o
$ echo a b c
...
.Ed
.Dl $ false
END
before=$failed
so_far=$count
page "$T/lie.7" >lie.log
failed=$before
count=$so_far
ok 'an output that is not so is noticed' grep -q '^not ok .*echo one' lie.log
ok 'a shown output that is so is good' grep -q '^ok .*printf' lie.log
ok 'a command of several lines' grep -q '^ok .*cat <<X' lie.log
ok 'anything is anything' grep -q '^ok .*echo a b c' lie.log
ok 'a command that has to succeed' grep -q '^not ok .*false' lie.log

finish
