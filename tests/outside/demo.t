#!/bin/sh
# make demo goes through, says what it does, and leaves nothing behind.
. "${SRCDIR:-.}/tests/lib.sh"
need age sqlite3 zstd

mkdir tmp
run env TMPDIR="$T/tmp" sh "$SRCDIR/tests/demo.sh"
is 'the demo' 0 '*the same, byte for byte*That was the main job.*' '*'
for said in 'balint-new group' 'balint-new member' 'balint-new session' \
    'balint-note attend' 'balint-new case' 'balint-note add' \
    'balint-note check' 'balint-redact' 'balint-export attendance' 'sqlite3' 'balint-export archive' 'age -d' \
    'balint-export extract' 'balint-stats attendance' 'balint-stats prep'; do
	ok "it shows $said" grep -q "^\\$ .*$said" out
done
ok 'the attendance came back from sqlite3' grep -q 'Ben Osei *│.*late *│ 70' out
ok 'nothing is left' test -z "$(ls -A tmp)"

# It stops at the first command that fails.
mkdir bad
printf '#!/bin/sh\nexit 2\n' >bad/balint-note
chmod +x bad/balint-note
run env TMPDIR="$T/tmp" PATH="$T/bad:$PATH" sh "$SRCDIR/tests/demo.sh"
is 'a command that fails ends it' 1 '*balint-note attend*' '*that command failed, status 2*'
bad '... at once' grep -q 'balint-new case' out

finish
