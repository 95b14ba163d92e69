#!/bin/sh
# The test kit of the age format (C2SP/CCTV, npm cctv-age): 124 vectors, each
# with its exact class of failure and the hash of all that may be released;
# and 19 post-quantum ones, which are answered "unsupported".
. "${SRCDIR:-.}/tests/lib.sh"
need npm node

node_dir=$BUILD/outside/npm
mkdir -p "$node_dir" vectors
if [ ! -d "$node_dir/node_modules/cctv-age" ]; then
	(cd "$node_dir" && npm install --no-audit --no-fund --silent \
		cctv-age@0.2.0) >npm.log 2>&1
fi
ok 'the vectors are installed' test -f "$node_dir/node_modules/cctv-age/index.js"
cp "$SRCDIR/tests/outside/age-vectors.mjs" "$node_dir/vectors.mjs"
ok 'the vectors are unpacked' node "$node_dir/vectors.mjs" "$T/vectors"

# What the test kit calls a class, in our words.
word() {
	case $1 in
	success) echo success ;;
	'header failure') echo E_HEADER ;;
	'armor failure') echo E_ARMOR ;;
	'payload failure') echo E_PAYLOAD ;;
	'HMAC failure') echo E_HMAC ;;
	'no match') echo E_NOMATCH ;;
	*) echo "unknown class" ;;
	esac
}

classic=0
hybrid=0
for meta in vectors/*.txt; do
	name=$(basename "$meta" .txt)
	want=$(word "$(sed -n 1p "$meta")")
	hash=$(sed -n 2p "$meta")
	set --
	while IFS= read -r key; do set -- "$@" "$key"; done <<-KEYS
		$(sed 1,3d "$meta")
	KEYS
	[ -n "${1:-}" ] || set -- \
		AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6
	"$BUILD/tests/helper-age" open "$@" <"vectors/$name.age" >out 2>err || :
	got=$(cut -d' ' -f1 err)
	sum=$(cut -d' ' -f2 err)
	case "$*" in
	*AGE-SECRET-KEY-PQ-*)
		hybrid=$((hybrid + 1))
		report "$([ "$got" = E_UNSUPPORTED ] && grep -q 'unsupported: post-quantum' err; echo $?)" \
			"$name: unsupported"
		continue
		;;
	esac
	classic=$((classic + 1))
	good=0
	[ "$got" = "$want" ] || good=1
	[ "$hash" = - ] || [ "$sum" = "$hash" ] || good=1
	report $good "$name: $want"
	[ $good = 0 ] || echo "# got $got $sum, expected $want $hash: $(cat err)"
done
ok "124 classic vectors: $classic" test "$classic" = 124
ok "19 post-quantum vectors: $hybrid" test "$hybrid" = 19
finish
