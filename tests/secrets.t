#!/bin/sh
# A passphrase and what it opens: neither in the command line, the environment
# nor a core while we run, and nowhere in our memory when we end; and there no
# word of a note either.  tests/test-remains.c looks for the other keys.
. "${SRCDIR:-.}/tests/lib.sh"
if [ "$(id -u)" != 0 ] || ! command -v strace >/dev/null ||
    ! strace -qq -o /dev/null true 2>/dev/null; then
	echo '1..0 # SKIP looking into a process wants root and strace'
	exit 0
fi
if nm "$BUILD/bin/balint-export" | grep -q __asan_init; then
	echo '1..0 # SKIP instrumented build'
	exit 0
fi

# seen PID WORD: prints how much memory was read and how often the word stood
# in it.
seen() {
	perl -e 'my ($pid, $word) = @ARGV; my ($n, $all) = (0, 0);
	open my $maps, "<", "/proc/$pid/maps" or exit 2;
	open my $mem, "<:raw", "/proc/$pid/mem" or exit 2;
	while (<$maps>) {
		my ($a, $b) = /^([0-9a-f]+)-([0-9a-f]+) r/ or next;
		next if /\[v/;
		($a, $b) = (hex $a, hex $b);
		sysseek $mem, $a, 0;
		my $d = "";
		defined sysread $mem, $d, $b - $a or next;
		$all += length $d;
		$n++ while $d =~ /\Q$word\E/g;
	}
	print "$all $n\n"' "$1" "$2"
}
# ended WORD COMMAND: stops it where it would end, and looks.
ended() {
	word=$1
	shift
	rm -f trace
	strace -f -qq -o trace -e trace=exit_group \
	    -e inject=exit_group:delay_enter=2000000 "$@" >/dev/null 2>&1 5<pass &
	tracer=$!
	i=0
	pid=
	until grep -q exit_group trace 2>/dev/null || [ $i -ge 200 ]; do
		i=$((i + 1))
		sleep 0.1
	done
	pid=$(cut -d' ' -f1 trace | head -n 1)
	seen "$pid" "$word" >memory
	wait $tracer
}

balint-new group -q tuesday >/dev/null
printf 'zebra-quilt-canary\n' >pass
balint-export archive -q --no-record --passphrase-fd 5 -o p.age tuesday 5<pass

# It waits for the archive, with the passphrase in its hands.
mkfifo pipe
balint-export verify -q --passphrase-fd 5 - 5<pass <pipe &
pid=$!
exec 6>pipe
sleep 1
seen $pid zebra-quilt-canary >memory
tr '\0' ' ' <"/proc/$pid/cmdline" >shown
tr '\0' ' ' <"/proc/$pid/environ" >>shown
cat "/proc/$pid/limits" >limits
cat p.age >&6
exec 6>&-
wait $pid
ok 'while it runs the search finds the passphrase' \
    test "$(cut -d' ' -f2 memory)" -gt 0
ok 'command line and environment were read' grep -q BALINT_HOME shown
bad 'it is in neither' grep -q zebra shown
ok 'there is no core' grep -q '^Max core file size  *0 ' limits

ended zebra-quilt-canary balint-export verify -q --passphrase-fd 5 p.age
ok 'verify, at its end: memory was read' test "$(cut -d' ' -f1 memory)" -gt 100000
ok 'verify: no passphrase is left' test "$(cut -d' ' -f2 memory)" = 0

balint-new key -q >/dev/null
key=$XDG_CONFIG_HOME/balint/identity.txt
secret=$(grep '^AGE-SECRET' "$key" | cut -c 17-50)
balint-export archive -q --no-record -i "$key" -o k.age tuesday
ended "$secret" balint-export verify -q k.age
ok 'verify with a key, at its end: memory was read' \
    test "$(cut -d' ' -f1 memory)" -gt 100000
ok 'verify with a key: nothing of it is left' test "$(cut -d' ' -f2 memory)" = 0

mkdir -p "$BALINT_HOME/tuesday/cases"
perl -e 'for my $c (100 .. 499) {
	open my $f, ">", "$ARGV[0]/c$c-abc.txt" or die;
	print $f "Format: balint-case/1\nCase: c$c-abc\n",
	    "Session: s2026-11-24\nPresenter: ana\n\n## telling\n";
	for (1 .. 400) {
		print $f join("", map { chr(97 + rand 26) } 1 .. 7), "\n";
	}
	print $f "yellow-otter-canary\n";
}' "$BALINT_HOME/tuesday/cases"
ended yellow-otter-canary balint-export archive -q --no-record -i "$key" \
    -o n.age tuesday
ok 'archive, at its end: memory was read' \
    test "$(cut -d' ' -f1 memory)" -gt 100000
ok 'archive: nothing of a note is left' test "$(cut -d' ' -f2 memory)" = 0
ended yellow-otter-canary balint-export extract -q -C new n.age
ok 'extract: nothing of a note is left' test "$(cut -d' ' -f2 memory)" = 0
ok 'extract: it did' grep -q yellow-otter-canary new/tuesday/cases/c300-abc.txt
finish
