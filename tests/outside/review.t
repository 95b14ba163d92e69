#!/bin/sh
# balint-redact --review, driven through a terminal.
. "${SRCDIR:-.}/tests/lib.sh"
need tmux

server=0
tm() { tmux -L "balint$$-$server" -f /dev/null "$@"; }
trap 'tm kill-server 2>/dev/null; rm -rf "$T"' EXIT

# Wait until the screen shows a pattern, 5 seconds at most.
sees() {
	tries=0
	while [ "$tries" -lt 100 ]; do
		tm capture-pane -p >screen 2>/dev/null
		grep -q -- "$1" screen && return 0
		tries=$((tries + 1))
		sleep 0.05
	done
	return 1
}
press() { tm send-keys -l -- "$1"; }
start() {
	rm -f done
	tm kill-server 2>/dev/null
	server=$((server + 1)) # one that is going down is not talked to
	tm new-session -d -x 100 -y 30 \
	    "balint-redact --no-roster --review $* 2>said; echo \$? >done; sleep 60"
}
over() {
	tries=0
	while [ ! -s done ] && [ "$tries" -lt 100 ]; do
		tries=$((tries + 1))
		sleep 0.05
	done
	cat done
}

cat >a.txt <<'END'
Mrs Thistlewood came with Dr Gannet on 3 March. She said nothing at all to me.
END

start --all a.txt
ok 'the first span is shown in its context' sees '1 of 3, 3 open.*name'
ok 'with the keys' sees 'm mask  k keep'
press m
ok 'mask goes on to the next' sees '2 of 3, 2 open'
press k
ok 'keep too' sees '3 of 3, 1 open'
press u
ok 'undo takes one back' sees '2 of 3, 2 open'
press q
ok 'stopping is no failure' test "$(over)" = 0
ok 'and says what is open' grep -q '2 are still open' said
ok 'what was decided is beside the text' grep -q '^mask 4-15 name' a.decisions
ok 'only the user can read it' test "$(stat -c %a a.decisions)" = 600
bad 'nothing is signed off yet' grep -q '^Output' a.decisions

start --all a.txt
ok 'it goes on where it stopped' sees '2 of 3, 2 open'
press c
ok 'the class can be changed' sees '2 of 3, 1 open.*date: mask'
press b
ok 'and one can go back' sees '1 of 3, 1 open'
press ' '
ok 'and forth' sees '2 of 3, 1 open'
press k
ok 'a decision can be changed' sees '3 of 3, 1 open'
press m
ok 'the last one ends it' test "$(over)" = 0
ok 'and says so' grep -q 'reviewed' said
balint-redact --no-roster --decisions a.decisions a.txt >out
ok 'what comes out is as decided' grep -q 'Mrs \[NAME-1\] came with Dr Gannet on \[' out
ok 'its hash is written down' grep -q "^Output: $(sha256sum <out | cut -d' ' -f1)" a.decisions
ok 'with the policy and the lists' sh -c 'grep -q "^Policy: balint/1" a.decisions && grep -q "^Lists: [0-9a-f]" a.decisions'

cat >b.txt <<'END'
Mrs Thistlewood came, and Mr Gannet. In the end Gannet spoke.
END
start --all b.txt
ok 'always and never: the first span' sees '1 of 3, 3 open'
press n
ok 'never: it is gone from the list' sees 'of 2, 2 open'
press a
ok 'always: both places at once' over
balint-redact --no-roster --decisions b.decisions b.txt >out 2>/dev/null
ok 'never keeps, always masks' grep -q 'Mrs Thistlewood came, and Mr \[NAME-1\]. In the end \[NAME-1\]' out
ok 'both are in the file' sh -c 'grep -q "^Never: Thistlewood" b.decisions && grep -q "^Always: name Gannet" b.decisions'

# What was reviewed at the terminal may leave, and an export finds that.
balint-new group tuesday >/dev/null
mkdir "$BALINT_HOME/tuesday/cases"
c=$BALINT_HOME/tuesday/cases/c001-7kq.txt
printf 'Format: balint-case/1\nCase: c001-7kq\nSession: s2026-11-24\nPresenter: ana\n\n## telling\nMrs Thistlewood came.\n' >"$c"
balint-new key -q >/dev/null
i=$XDG_CONFIG_HOME/balint/identity.txt
run balint-export archive -o r.age -i "$i" --redact balint tuesday
is 'a case that nobody has reviewed' 1 '' '*E_REVIEW*'
start --all "$c"
ok 'its review' sees '1 of 1, 1 open'
press m
ok 'its review ends' test "$(over)" = 0
run balint-export archive -q -o r.age -i "$i" --redact balint tuesday
is 'reviewed at the terminal: it may leave' 0 '' ''
balint-export extract -q -C r r.age >/dev/null
ok 'as it was shown' sh -c 'grep -qx "Mrs \[NAME-1\] came." r/tuesday/cases/*'
finish
