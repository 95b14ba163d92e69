#!/bin/sh
# Our age files opened by stock age and by typage (npm age-encryption), and
# theirs by us: sizes around the chunks' edges, one and two recipients,
# passphrase, armor, ssh recipients.  Archives restored by stock tools alone.
. "${SRCDIR:-.}/tests/lib.sh"
need age age-keygen zstd tar minisign npm node ssh-keygen

H=$BUILD/tests/helper-age
npm_dir=$BUILD/outside/npm
mkdir -p "$npm_dir"
if [ ! -d "$npm_dir/node_modules/age-encryption" ]; then
	(cd "$npm_dir" && npm install --no-audit --no-fund --silent \
		age-encryption@0.3.1) >npm.log 2>&1
fi
ok 'typage is installed' test -d "$npm_dir/node_modules/age-encryption"
cat >"$npm_dir/typage.mjs" <<'JS'
import * as age from "age-encryption";
import fs from "node:fs";
const [verb, src, dst, armor, ...keys] = process.argv.slice(2);
const data = fs.readFileSync(src);
if (verb === "seal") {
	const e = new age.Encrypter();
	for (const k of keys)
		if (k.startsWith("pass:")) {
			e.setPassphrase(k.slice(5));
			e.setScryptWorkFactor(10);
		} else e.addRecipient(k);
	let out = await e.encrypt(new Uint8Array(data));
	if (armor === "armor") out = age.armor.encode(out);
	fs.writeFileSync(dst, out);
} else {
	const d = new age.Decrypter();
	for (const k of keys)
		if (k.startsWith("pass:")) d.addPassphrase(k.slice(5));
		else d.addIdentity(k);
	const bytes = armor === "armor" ? age.armor.decode(data.toString())
		: new Uint8Array(data);
	fs.writeFileSync(dst, await d.decrypt(bytes));
}
JS
typage() { node "$npm_dir/typage.mjs" "$@"; }

for k in one two; do age-keygen -o $k.key 2>/dev/null; done
I1=$(grep -v '^#' one.key)
R1=$(age-keygen -y one.key)
R2=$(age-keygen -y two.key)

for n in 0 1 100 65519 65520 65535 65536 65537 131071 131072 131073 1048576 \
    3000001; do
	head -c $n /dev/urandom >plain
	"$H" seal "$R1" <plain >x.age 2>err && age -d -i one.key x.age >back
	ok "$n bytes: ours, opened by age" cmp plain back
	rm -f back
	"$H" seal -a "$R1" "$R2" <plain >x.age 2>err &&
		age -d -i two.key x.age >back
	ok "$n bytes: ours, two recipients, armor, opened by age" cmp plain back
	rm -f back
	age -r "$R2" -r "$R1" -o y.age plain && "$H" open "$I1" <y.age >back 2>err
	ok "$n bytes: of age, two recipients" cmp plain back
	age -a -r "$R1" -o y.age plain && "$H" open "$I1" <y.age >back 2>err
	ok "$n bytes: of age, armor" cmp plain back
	rm -f x.age y.age back
	"$H" seal "$R1" "$R2" <plain >x.age 2>err && typage open x.age back no "$I1"
	ok "$n bytes: ours, opened by typage" cmp plain back
	typage seal plain y.age armor "$R1" && "$H" open "$I1" <y.age >back 2>err
	ok "$n bytes: of typage, armor" cmp plain back
	"$H" seal 'pass:correct horse' <plain >x.age 2>err &&
		typage open x.age back no 'pass:correct horse'
	ok "$n bytes: ours, passphrase, opened by typage" cmp plain back
	typage seal plain y.age no 'pass:correct horse' &&
		"$H" open 'pass:correct horse' <y.age >back 2>err
	ok "$n bytes: of typage, passphrase" cmp plain back
	rm -f x.age y.age back
done

# Passphrases of stock age go over a terminal.
if command -v script >/dev/null; then
	printf 'hello\n' >plain
	"$H" seal 'pass:correct horse' <plain >x.age 2>err
	(sleep 1; printf 'correct horse\n'; sleep 2) |
		script -qec 'age -d -o back x.age' /dev/null >log 2>&1
	ok 'passphrase: ours, opened by age' cmp plain back
	rm -f back
	(sleep 1; printf 'correct horse\n'; sleep 1; printf 'correct horse\n'
	sleep 3) | script -qec 'age -p -o y.age plain' /dev/null >log 2>&1
	"$H" open 'pass:correct horse' <y.age >back 2>err
	ok 'passphrase: of age' cmp plain back
fi

ssh-keygen -q -t ed25519 -N '' -f ssh_key
printf 'hello\n' >plain
"$H" seal "$(cat ssh_key.pub)" <plain >x.age 2>err
rm -f back
ok 'ssh-ed25519: ours, opened by age with the ssh key' \
    age -d -i ssh_key -o back x.age
ok 'ssh-ed25519: the same bytes' cmp plain back

# Keys both ways.
run balint-new key
K=$XDG_CONFIG_HOME/balint/identity.txt
R=$(age-keygen -y "$K")
ok 'our identity is one of age' grep -q "public key: $R" "$K"
rm -f back
age -r "$R" -o y.age plain && age -d -i "$K" -o back y.age
ok 'age opens with our identity' cmp plain back

# An archive, by stock tools alone.
"$BUILD/tests/helper-generate" "$BALINT_HOME" 3 4 10 20 2000
run balint-export archive -q -o a.age -r "$R" -r "$(cat ssh_key.pub)" g001 g002 g003
mkdir stock
age -d -i "$K" a.age | zstd -dq | tar x -C stock
find stock -name .manifest | wc -l >lists
ok 'age, zstd, tar: a list for each group and one for all' test "$(cat lists)" = 4
ok 'age, zstd, tar: sha256sum takes the lists' \
    sh -c 'cd stock && sha256sum -c --quiet g00?/.manifest .manifest'
find stock -name .manifest -exec rm {} +
ok 'age, zstd, tar: the tree, byte for byte' diff -r -x archives.txt stock "$BALINT_HOME"
age -d -i ssh_key a.age | zstd -dq | tar t >names
ok 'the same with an ssh key' test "$(grep -c '/cases/c' names)" = 60
sum=$(age -d -i "$K" a.age | sha256sum | cut -d' ' -f1)
run balint-export verify a.age
is 'the hash that is printed is that of age -d' 0 "*sha256	$sum" ''

# What kill -9 on tar gives in a pipe: all of them say yes, we say no.
tar -C "$BALINT_HOME" -c g001 | head -c 20480 | zstd -q | age -r "$R" -o cut.age
run balint-export verify cut.age
is 'a pipe cut short is refused' 2 '' '*cut.age: E_*'
tar -C "$BALINT_HOME" -c g001 | zstd -q | age -r "$R" -o foreign.age
run balint-export extract -C foreign foreign.age
is 'a tar without lists is refused' 2 '' '*foreign.age: E_*'

# Signatures both ways.
run balint-new key -q --signing
S=$XDG_CONFIG_HOME/balint/signing.key
run balint-export archive -q --sign "$S" -r "$R" -o s.age g001
ok 'minisign takes our signature' minisign -V -q -p "$S.pub" -m s.age
cp s.age t.age
printf x >>t.age
cp s.age.minisig t.age.minisig
bad 'minisign refuses another file' minisign -V -q -p "$S.pub" -m t.age
ok 'minisign signs with our key' minisign -S -s "$S" -m plain
ok 'and takes that' minisign -V -q -p "$S.pub" -m plain
minisign -G -W -p m.pub -s m.key >log 2>&1
cp a.age b.age
minisign -S -s m.key -m b.age >log 2>&1
run balint-export verify -q --signer m.pub b.age
is 'we take a signature of minisign' 0 '' ''
chmod 600 m.key
run balint-export archive -q --sign m.key -r "$R" -o c.age g001
is 'we sign with a key of minisign' 0 '' ''
ok 'and minisign takes that' minisign -V -q -p m.pub -m c.age
finish
