# A small library for the tests of completions: two groups, with names that
# must never be offered.
# shellcheck shell=sh

record() { # FILE LINE...
	file=$BALINT_HOME/$1
	mkdir -p "${file%/*}"
	shift
	printf '%s\n' "$@" '' >"$file"
}

completions_library() {
	for group in heron wren; do
		balint-new group "$group" >/dev/null || return
	done
	for member in ana anselm ben; do
		record "heron/members/$member.txt" 'Format: balint-member/1' \
		    "Member: $member" "Name: Zarathustra Quux"
	done
	record wren/members/dora.txt 'Format: balint-member/1' \
	    'Member: dora' 'Name: Zarathustra Quux'
	for day in 2026-11-10 2026-11-24; do
		record "heron/sessions/s$day.txt" 'Format: balint-session/1' \
		    "Session: s$day" "Date: $day"
	done
	record heron/cases/c014-7kq.txt 'Format: balint-case/1' \
	    'Case: c014-7kq' 'Session: s2026-11-10'
	record leaders/lena.txt 'Format: balint-leader/1' 'Leader: lena' \
	    'Name: Zarathustra Quux'
}
