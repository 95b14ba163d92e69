#!/bin/sh
# balint-export archive, list, verify, extract; balint-new key.
. "${SRCDIR:-.}/tests/lib.sh"

C=$XDG_CONFIG_HOME/balint
run balint-new key --date 2026-11-22
is 'key: prints its path, the public half to standard error' 0 \
    "$C/identity.txt" 'balint-new: public key: age1*'
ok 'key: as age-keygen writes it' grep -q '^AGE-SECRET-KEY-1' "$C/identity.txt"
ok 'key: 0600' test "$(stat -c %a "$C/identity.txt")" = 600
ok 'key: its directory is 0700' test "$(stat -c %a "$C")" = 700
run balint-new key
is 'key: never overwritten' 2 '' '*identity.txt: E_EXISTS: *'
run balint-new key --study
is 'key: for a study' 0 "$C/study.key" ''
ok 'key: a study key is one line' grep -q '^BALINT-STUDY-KEY-1' "$C/study.key"
run balint-new key --signing
is 'key: to sign' 0 "$C/signing.key" ''
run balint-new key --study -p
is 'key: only an identity takes a passphrase' 2 '' '*E_USAGE*'
run balint-new key ../x
is 'key: no path as a name' 2 '' '*E_USAGE*'
run balint-new key -q other
is 'key: another one' 0 "$C/other.txt" ''
R=$(grep age1 "$C/identity.txt.pub")

# A group with a word in each store that must not stray.
g=$BALINT_HOME/tuesday
run balint-new group tuesday
mkdir "$g/members" "$g/sessions" "$g/cases" "$g/debriefs" "$g/.git" "$g/.tmp" \
    "$g/.undo" "$BALINT_HOME/schemes"
echo ref >"$g/.git/HEAD"
: >"$g/.lock"
echo old >"$g/.undo/1"
echo units >"$BALINT_HOME/schemes/own.txt"
printf 'Format: balint-member/1\nMember: ana\n\n' >"$g/members/ana.txt"
for d in 2025-03-04 2026-11-24; do
	printf 'Format: balint-session/1\nSession: s%s\nDate: %s\n\n' $d $d \
	    >"$g/sessions/s$d.txt"
done
printf 'Format: balint-case/1\nCase: c001-abc\nSession: s2025-03-04\nPresenter: ana\n\n## telling\nCOATWORD\n\n## private\nSECRETWORD\n' \
    >"$g/cases/c001-abc.txt"
printf 'Format: balint-case/1\nCase: c002-abd\nSession: s2026-11-24\nPresenter: ana\n\n## telling\nother\n' \
    >"$g/cases/c002-abd.txt"
printf 'Format: balint-debrief/1\nDebrief: s2026-11-24.ben\nSession: s2026-11-24\n\n## notes\nDEBRIEFWORD\n' \
    >"$g/debriefs/s2026-11-24.ben.txt"

# What goes in.
run balint-export archive -n tuesday
is 'archive -n: all of it, sorted, nothing hidden but kept revisions' 0 \
'schemes/own.txt
tuesday/.undo/1
tuesday/cases/c001-abc.txt
tuesday/cases/c002-abd.txt
tuesday/debriefs/s2026-11-24.ben.txt
tuesday/group.txt
tuesday/members/ana.txt
tuesday/sessions/s2025-03-04.txt
tuesday/sessions/s2026-11-24.txt' ''
run balint-export archive -n --attendance tuesday
is 'archive -n --attendance: no case, no debrief' 0 \
'schemes/own.txt
tuesday/group.txt
tuesday/members/ana.txt
tuesday/sessions/s2025-03-04.txt
tuesday/sessions/s2026-11-24.txt' ''
run balint-export archive -n --share tuesday
is 'archive -n --share: no debrief, no kept revision' 0 \
'schemes/own.txt
tuesday/cases/c001-abc.txt
tuesday/cases/c002-abd.txt
tuesday/group.txt
tuesday/members/ana.txt
tuesday/sessions/s2025-03-04.txt
tuesday/sessions/s2026-11-24.txt' ''
run balint-export archive -n --from 2026-01-01 tuesday
is 'archive -n --from: a year, by the date of the session' 0 \
'schemes/own.txt
tuesday/cases/c002-abd.txt
tuesday/debriefs/s2026-11-24.ben.txt
tuesday/group.txt
tuesday/members/ana.txt
tuesday/sessions/s2026-11-24.txt' ''
run balint-export archive -n --to 2025-12-31 tuesday
is 'archive -n --to' 0 '*c001-abc*s2025-03-04*' ''

# Packing and what comes back.
run balint-export archive -o t.age -r "$R" tuesday
is 'archive: says what it wrote' 0 'files	9
bytes	*
packed	*
sha256	*' ''
sed -n 's/^sha256	//p' out >sum.txt
ok 'archive: 0600' test "$(stat -c %a t.age)" = 600
ok 'archive: nothing beside it' test "$(ls -A | grep -c 't\.age')" = 1
run balint-export verify t.age
is 'verify: the same hash' 0 "*groups	2
sha256	$(cat sum.txt)" ''
run balint-export archive -q -o again.age -r "$R" tuesday
run balint-export verify again.age
is 'archive: the same tree gives the same contents' 0 "*$(cat sum.txt)" ''
run balint-export archive -q --workers 1 --readers 1 -o one.age -r "$R" tuesday
run balint-export verify one.age
is 'archive: whatever the number of threads' 0 "*$(cat sum.txt)" ''
bad 'archive: but never the same file' cmp -s t.age again.age
run balint-export list t.age
is 'list' 0 'path	bytes	modified_utc	sha256
schemes/own.txt	6	*' ''
run balint-export list -0 t.age
is 'list -0' 0 'schemes/own.txt*' ''
run balint-export extract -q -C new t.age
is 'extract: prints the new directory' 0 'new' ''
ok 'extract: 0700' test "$(stat -c %a new)" = 700
# The directory's time is part of the archive.
touch -r "$g" stamp
rm -rf "$g/.git" "$g/.tmp" "$g/.lock"
touch -r stamp "$g"
ok 'extract: byte for byte' diff -r new/tuesday "$g"
ok 'extract: modes and times as they were' sh -c "cd new/tuesday && find . ! -path . -printf '%P %m %Ts\\n' | sort >$T/a; cd $g && find . ! -path . -printf '%P %m %Ts\\n' | sort >$T/b; diff $T/a $T/b"
run balint-export extract -C new t.age
is 'extract: never into what is there' 2 '' '*new: E_EXISTS: *'
run balint-export extract t.age
is 'extract: wants -C' 2 '' '*E_USAGE*'
run balint-export archive -q -a -o t.asc -r "$R" tuesday
ok 'archive -a: text' sh -c 'head -n 1 t.asc | grep -q BEGIN.AGE'
run balint-export verify -q t.asc
is 'verify: finds armor out' 0 '' ''
run sh -c "balint-export archive -q -o - -r $R tuesday | balint-export verify -"
is 'archive to a pipe, verify from one' 0 "*$(cat sum.txt)" ''

# libarchive takes no such name in the C locale, and warns only.
printf 'kept\n' >"$g/zürich.txt"
run env LC_ALL=C LANG=C balint-export archive -q -o utf8.age -r "$R" tuesday
is 'a name in UTF-8, in the C locale' 0 '' ''
run env LC_ALL=C LANG=C balint-export extract -q -C utf8 utf8.age
ok 'and it comes back' grep -qx kept utf8/tuesday/zürich.txt
rm "$g/zürich.txt"

# What must stay, stays.
run balint-export archive -q --share -o s.age -r "$R" tuesday
run balint-export extract -q -C shared s.age
ok '--share: the telling is there' grep -q COATWORD shared/tuesday/cases/c001-abc.txt
bad '--share: no private section' grep -rq SECRETWORD shared
bad '--share: no debrief' grep -rq DEBRIEFWORD shared
run balint-export archive -q --share --policy nosuch -o n.age -r "$R" tuesday
is '--share: no such policy' 2 '' '*nosuch: E_POLICY: *'
mkdir "$BALINT_HOME/policies"
sed 's/^Section: telling/Section: private/; s/^Policy: .*/Policy: own/' \
    "$SRCDIR/common/data/policies/balint.txt" >"$BALINT_HOME/policies/own.txt"
run balint-export archive -q --share --policy own -o n.age -r "$R" tuesday
is '--share: a policy of the library' 0 '' ''
run balint-export extract -q -C own n.age
ok '--share: lets out what it names' grep -q SECRETWORD own/tuesday/cases/c001-abc.txt
bad '--share: and nothing else' grep -rq COATWORD own
rm -r "$BALINT_HOME/policies"
run balint-export archive -q --attendance -o att.age -r "$R" tuesday
run balint-export extract -q -C att att.age
bad '--attendance: no word of any case' grep -rqE 'COATWORD|SECRETWORD|DEBRIEFWORD|other' att
w=$BALINT_HOME/wednesday
run balint-new group wednesday
mkdir "$w/members" "$w/sessions"
for m in ana ben; do
	printf 'Format: balint-member/1\nMember: %s\nResearch: yes\n\n' $m \
	    >"$w/members/$m.txt"
done
for d in 2026-11-18 2026-11-25; do
	printf 'Format: balint-session/1\nSession: s%s\nDate: %s\nAttend: ana present presented=1\nAttend: ben present\n\n## notes\nCOATWORD\n' \
	    $d $d >"$w/sessions/s$d.txt"
done
run balint-export archive -q --attendance -o wed.age -r "$R" wednesday
is '--attendance: a second group' 0 '' ''
run balint-export extract -q -C wed wed.age
bad '--attendance: not on which day somebody presented' \
    grep -rqE 'presented=|COATWORD|Research' wed
ok '--attendance: but how often' \
    grep -qx 'Presented: 2' wed/wednesday/members/ana.txt
bad '--attendance: who never did has no count' \
    grep -q Presented wed/wednesday/members/ben.txt
run balint-export attendance --date 2026-12-31 --totals -f csv wed/wednesday
is '--attendance: and the register has it' 0 '*ana,*,2
*' ''
run balint-export archive -q --attendance --from 2026-11-25 -o wed2.age \
    -r "$R" wednesday
run balint-export extract -q -C wed2 wed2.age
bad '--attendance of a range: a count would tell the day' \
    grep -rqi 'presented' wed2
rm -r "$w"
# What --attendance must not open is not opened at all.
if command -v strace >/dev/null && strace -qq -o /dev/null true 2>/dev/null; then
	strace -f -qq -y -e trace=openat,open -o trace balint-export archive -q \
	    --attendance -o att2.age -r "$R" tuesday >/dev/null 2>&1
	bad '--attendance: no case and no debrief is opened' \
	    grep -qE '(c001|c002|ben)[^ ]*txt|"(cases|debriefs)' trace
	# Opened, looked at, read, looked at again, closed; for a directory
	# one look and two for its names instead.
	calls() {
		strace -f -qq -c -o trace balint-export archive -q --no-verify \
		    -o calls.age -r "$R" tuesday >/dev/null 2>&1
		rm -f calls.age
		awk '$NF ~ /^(openat|[a-z]*stat[a-z]*|read|close|fcntl|getdents64)$/ {
			n += $4 } END { print n }' trace
	}
	before=$(calls)
	mkdir "$g/many"
	for i in 0 1 2 3 4 5 6 7 8 9; do
		for j in 0 1 2 3 4 5 6 7 8 9; do
			echo "$i$j" >"$g/many/$i$j.txt"
		done
	done
	after=$(calls)
	rm -r "$g/many"
	ok "five system calls a file (of 100 files and a directory: $((after - before)))" \
	    test $((after - before)) -le 510
fi
printf 'no record\n' >"$g/cases/c003-abe.txt"
run balint-export archive -q --share -o bad.age -r "$R" tuesday
is '--share: what cannot be read does not leave' 2 '' \
    '*tuesday/cases/c003-abe.txt:1:*E_*'
bad '--share: and there is no archive' test -e bad.age
rm "$g/cases/c003-abe.txt"

# What a purge has to know of stands in the library.
L=$BALINT_HOME/archives.txt
ok 'archives.txt: 0600' test "$(stat -c %a "$L")" = 600
ok 'archives.txt: nothing of what trainers have' sh -c "! grep -q 'att\.age\|wed' $L"
bad 'archives.txt: of what failed, nothing' grep -q 'bad\.age' "$L"
rm "$L"
printf 'no record\n' >"$g/cases/c003-abe.txt"
run balint-export archive -q --share -o bad.age -r "$R" tuesday
rm "$g/cases/c003-abe.txt"
bad 'archives.txt: a first archive that fails leaves none' test -e "$L"
for i in 1 2 3 4 5 6; do
	balint-export archive -q -o "first$i.age" -r "$R" tuesday &
done
wait
ok 'archives.txt: six first ones at a time, six lines' test \
    "$(cut -d' ' -f7 "$L" | sort | tr -d '\n')" = \
    "$T/first1.age$T/first2.age$T/first3.age$T/first4.age$T/first5.age$T/first6.age"
rm "$L"
gid=$(sed -n 's/^Group: //p' "$g/group.txt")
run balint-export archive -o t.age -r "$R" tuesday
is 'archives.txt: recorded' 0 'files*' ''
sum=$(sed -n 's/^sha256	//p' out)
ok 'archives.txt: day, group, recipients, hash, place' grep -qxE \
    "20[0-9]{2}-[0-9]{2}-[0-9]{2} $gid tuesday all recipients=1 sha256=$sum $T/t\.age" "$L"
run balint-export archive -q -o "$T/s.age" --share --from 2026-01-01 -r "$R" tuesday
ok 'archives.txt: what kind, which days' grep -q \
    " tuesday shared from=2026-01-01 recipients=1 sha256=[0-9a-f]* $T/s\.age\$" "$L"
run sh -c "balint-export archive -o - -r $R tuesday >piped.age"
ok 'archives.txt: standard output' grep -q ' -$' "$L"
lines=$(wc -l <"$L")
run balint-export archive -q --no-record -o u.age -r "$R" tuesday
is 'archive --no-record' 0 '' ''
run balint-export archive -q --attendance -o u.age -r "$R" tuesday
run balint-export archive -n tuesday
ok 'archives.txt: no line for these' test "$(wc -l <"$L")" = "$lines"
printf 'mine, no end' >>"$L"
run balint-export archive -q -o "a
b.age" -r "$R" tuesday
ok 'archives.txt: one line, whatever the name' test "$(wc -l <"$L")" = $((lines + 2))
ok 'archives.txt: what stood there stays' grep -qx 'mine, no end' "$L"
run balint-note purge -g tuesday --yes --case 2
is 'purge: names them' 1 '*' "*W_COPY: an archive*tuesday all recipients=1*t.age*"
printf 'Format: balint-case/1\nCase: c002-abd\nSession: s2026-11-24\nPresenter: ana\n\n## telling\nother\n' \
    >"$g/cases/c002-abd.txt"
sed -i '/^Cases:/d' "$g/sessions/s2026-11-24.txt"
rm -rf "$g/.lock" "$g/.undo" "$L"
mkdir "$L"
run balint-export archive -q -o v.age -r "$R" tuesday
is 'archives.txt: cannot be written: said before anything is made' 2 '' \
    '*archives.txt: E_WRITE: *--no-record*'
bad 'archives.txt: and no archive' test -e v.age
rmdir "$L"
if [ -c /dev/full ] && command -v strace >/dev/null &&
    strace -qq -o /dev/null true 2>/dev/null; then
	# a leak sanitizer cannot look from under strace
	run env ASAN_OPTIONS=detect_leaks=0 \
	    strace -f -qq -o trace -e inject=fsync:error=ENOSPC:when=3 \
	    -e trace=fsync balint-export archive -o v.age -r "$R" tuesday
	is 'archives.txt: a full disk afterwards: the archive stays, and that is said' \
	    2 'files	*' '*archives.txt: E_WRITE: the archive is whole, but*'
	ok 'archives.txt: it is whole' balint-export verify -q v.age
	ok 'archives.txt: no half a line' test ! -e "$L"
	# NFS and some others have no files without a name
	run env ASAN_OPTIONS=detect_leaks=0 \
	    strace -f -qq -o trace -e inject=faccessat,access:error=ENOENT \
	    -P /proc/self/fd balint-export archive -q -o v.age -r "$R" tuesday
	is 'archives.txt: without files that have no name' 0 '' '*'
	ok 'archives.txt: they were asked for' grep -q INJECTED trace
	ok 'archives.txt: it is recorded all the same' grep -q ' tuesday all ' "$L"
	rm -f "$L"
fi
run env BALINT_HOME="$T/nolibrary" balint-export archive -o w.age -r "$R" "$g"
is 'archives.txt: no library' 0 'files*' '*no library to record*'

# Keys that do not fit, or that others may read.
run balint-export verify -i "$C/other.txt" t.age
is 'verify: another key is the answer no' 1 '' '*t.age: E_NOMATCH: *'
chmod 644 "$C/other.txt"
run balint-export verify -i "$C/other.txt" t.age
is 'verify: a key that others may read' 2 '' '*other.txt: E_PERMISSION: *'
run env XDG_CONFIG_HOME="$T/nowhere" balint-export verify t.age
is 'verify: no key at all' 2 '' '*E_IDENTITY*'
run balint-export archive -o x.age tuesday
is 'archive: for nobody' 2 '' '*E_RECIPIENT*'
run balint-export archive -o x.age -r age1pq1qqqq tuesday
is 'archive: post-quantum is said, not passed over' 2 '' '*E_UNSUPPORTED: unsupported: post-quantum*'
run balint-export archive -r "$R" tuesday
is 'archive: wants -o' 2 '' '*E_USAGE*'
for v in list verify extract; do
	run balint-export $v --help
	is "$v --help: says how to ask who made it" 0 '*--passphrase-fd N *--signer KEY *' ''
done
run balint-export archive -o x.age -r "$R" nosuch
is 'archive: no such group' 2 '' '*E_GROUP*'
bad 'archive: a failure leaves no file' test -e x.age

# Passphrases.
printf 'correct horse\n' >pass
printf 'wrong horse\n' >wrong
run sh -c 'balint-export archive -q --passphrase-fd 5 -o p.age tuesday 5<pass'
is 'archive --passphrase-fd' 0 '' ''
run sh -c 'balint-export verify -q --passphrase-fd 5 p.age 5<pass'
is 'verify --passphrase-fd' 0 '' ''
run sh -c 'AGE_PASSPHRASE_FD=5 balint-export verify -q p.age 5<pass'
is 'verify: AGE_PASSPHRASE_FD' 0 '' ''
run sh -c 'balint-export verify -q --passphrase-fd 5 p.age 5<wrong'
is 'verify: the wrong passphrase is the answer no' 1 '' '*E_NOMATCH*'
run sh -c 'balint-export archive -q --passphrase-fd 5 -o q.age tuesday 5</dev/null'
is 'archive: an empty passphrase' 2 '' '*E_PASSPHRASE*'
run sh -c "balint-export archive -q -p -r $R --passphrase-fd 5 -o q.age tuesday 5<pass"
is 'archive: a passphrase must be alone' 2 '' '*E_RECIPIENT*'
run balint-export verify --max-work 10 p.age
is 'verify: no terminal to ask' 2 '' '*E_TTY*'
run sh -c 'balint-export verify --max-work 10 --passphrase-fd 5 p.age 5<pass'
is 'verify --max-work' 2 '' '*E_HEADER*max-work*'
run sh -c 'balint-new key -q --passphrase-fd 5 locked 5<pass'
is 'key: under a passphrase' 0 "$C/locked.txt" ''
bad 'key: no secret in the clear' grep -q AGE-SECRET "$C/locked.txt"
run balint-export archive -q -R "$C/locked.txt.pub" -o l.age tuesday
is 'archive -R' 0 '' ''
run sh -c "balint-export verify -q -i $C/locked.txt --passphrase-fd 5 l.age 5<pass"
is 'verify: an identity under a passphrase' 0 '' ''
run sh -c "balint-export verify -q -i $C/locked.txt --passphrase-fd 5 l.age 5<wrong"
is 'verify: and its wrong passphrase' 1 '' '*locked.txt: E_NOMATCH*'
run balint-export archive -q -i "$C/identity.txt" -o own.age tuesday
is 'archive -i: to the owner of a key' 0 '' ''
run balint-export verify -q own.age
is 'archive -i: who opens it' 0 '' ''

# Signatures.
run balint-export archive -q --sign "$C/signing.key" -r "$R" -o sig.age tuesday
is 'archive --sign' 0 '' ''
P=$(sed -n 2p "$C/signing.key.pub")
run balint-export verify -q --signer "$P" sig.age
is 'verify --signer: the key itself' 0 '' ''
run balint-export extract -q --signer "$C/signing.key.pub" -C signed sig.age
is 'extract --signer: a file with the key' 0 signed ''
run balint-export verify --signer "$P" t.age
is 'verify --signer: not signed' 1 '' '*E_SIGNER*'
run balint-export archive -r "$R" -o sig.age tuesday
is 'archive: an old signature is said to be one' 0 'files*' '*signature beside it*'
cp t.age sig.age
run balint-export extract --signer "$P" -C forged sig.age
is 'extract --signer: another file under the signature' 1 '' '*E_SIGNER*'
bad 'extract --signer: nothing was made' test -e forged
run balint-new key -q --signing two
run balint-export verify --signer "$C/two.key.pub" sig.age
is 'verify --signer: another key' 1 '' '*E_SIGNER*'

# Damage: each class by its word.
size=$(stat -c %s t.age)
flip() { # FILE OFFSET
	perl -e 'open F,"+<",$ARGV[0] or die; seek F,$ARGV[1],0; read F,$c,1;
	    seek F,$ARGV[1],0; print F chr(ord($c)^1)' "$1" "$2"
}
cp t.age d.age && flip d.age 3
run balint-export verify d.age
is 'damage: the header' 2 '' '*d.age:*E_HEADER*'
cp t.age d.age && flip d.age $((size - 20))
run balint-export verify d.age
is 'damage: the payload' 2 '' '*d.age: E_PAYLOAD*'
head -c $((size - 1)) t.age >d.age
run balint-export extract -C damaged d.age
is 'damage: cut off' 2 '' '*d.age: E_PAYLOAD*'
bad 'damage: no directory' test -e damaged
ok 'damage: nothing hidden either' sh -c '! ls -A | grep -q "^\.damaged"'
ls -A . >names
bad 'no temporary file is left' grep -qE '\.tmp$|^\.t\.age' names

# What is no file must not be packed, and must not hold us up.
mkfifo "$g/cases/c009-fif.txt"
run timeout 5 balint-export archive -q -o f.age -r "$R" tuesday
is 'a FIFO: refused and named' 2 '' '*tuesday/cases/c009-fif.txt: E_ENTRY: *'
rm "$g/cases/c009-fif.txt"
ln -s /etc/passwd "$g/cases/c009-lin.txt"
run balint-export archive -q -o f.age -r "$R" tuesday
is 'a link: refused and named' 2 '' '*tuesday/cases/c009-lin.txt: E_READ: *'
rm "$g/cases/c009-lin.txt"
bad 'refused: no archive' test -e f.age
run env LIBGCRYPT_FORCE_FIPS_MODE=1 balint-export verify t.age
is 'FIPS mode is said' 2 '' '*E_FIPS*'
run sh -c 'ulimit -l 0; balint-export verify -q t.age'
is 'no locked memory: said at most' 0 '' '*'
finish
