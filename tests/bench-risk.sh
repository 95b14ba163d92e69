#!/bin/sh
# balint-stats risk over 1,000,000 rows and six quasi-identifiers, beside
# mawk, which merely counts the classes, and R where there is one.
set -eu
dir=$(mktemp -d "${TMPDIR:-/tmp}/balint-bench.XXXXXX")
trap 'rm -rf "$dir"' EXIT
rows=${ROWS:-1000000}
rounds=${ROUNDS:-7}
awk -v n="$rows" 'BEGIN {
	srand(7)
	print "age,sex,prof,setting,region,year,theme"
	for (i = 0; i < n; i++)
		printf "%d,%s,p%d,s%d,r%d,%d,t%d\n", int(rand() * 9) * 10,
		    rand() < .5 ? "f" : "m", int(rand() * 20), int(rand() * 5),
		    int(rand() * 16), 2015 + int(rand() * 10), int(rand() * 20)
}' >"$dir/t.csv"
awk=$(command -v mawk || command -v awk)

# CPU time, user and system, in thousandths of a second.
cpu() {
	/usr/bin/env bash -c 'TIMEFORMAT="%U %S"; time "$@" >&3' bash "$@" 3>&1 2>"$dir/time" >/dev/null
	awk 'NF == 2 { printf "%d\n", ($1 + $2) * 1000 }' "$dir/time"
}
median() {
	sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

cat >"$dir/ours.sh" <<END
balint-stats risk -q --quasi age,sex,prof,setting,region,year --sensitive theme "$dir/t.csv" >"$dir/ours" || [ \$? = 1 ]
END
cat >"$dir/awks.sh" <<END
$awk -F, 'NR > 1 { n[\$1 FS \$2 FS \$3 FS \$4 FS \$5 FS \$6]++ } END { for (k in n) c++; print c }' "$dir/t.csv" >"$dir/awks"
END
i=0
while [ $((i += 1)) -le "$rounds" ]; do
	cpu sh "$dir/ours.sh" >>"$dir/a"
	cpu sh "$dir/awks.sh" >>"$dir/b"
done
a=$(median "$dir/a")
b=$(median "$dir/b")
[ "$(awk '$1 == "classes" { print $2 }' "$dir/ours")" = "$(cat "$dir/awks")" ] || {
	echo "the two count different classes" >&2
	exit 1
}
echo "risk, $rows rows x 6: $a ms CPU (goal: 3000), $awk counting the classes: $b ms, ratio $(awk -v a="$a" -v b="$b" 'BEGIN { printf "%.2f", b / a }')x"
