#!/bin/sh
# The data package of balint-export dataset, read by R, SQLite and Python:
# each finds the same cells, and the package describes what is there.
. "${SRCDIR:-.}/tests/lib.sh"
# shellcheck source=tests/study-library.sh
. "$SRCDIR/tests/study-library.sh"
need Rscript sqlite3 python3

study_library lib 12 8 30 20
balint-new key --study >/dev/null
{
	echo id,ee,dose
	i=0
	while [ $((i += 1)) -le 30 ]; do
		echo "p$i,$((i * 7 % 54)).5,$((i % 4 * 5))"
	done
} >before.csv
mkdir d
ok 'the package is made' balint-export dataset -q -o d --time year \
    --columns setting,age_band --k 20 --threshold 3 --scores before.csv \
    --dose dose lib/g*

cat >read.py <<'END'
import csv, hashlib, json, sys
p = json.load(open('d/datapackage.json'))
assert p['profile'] == 'tabular-data-package'
seen = set()
for r in p['resources']:
    raw = open('d/' + r['path'], 'rb').read()
    assert len(raw) == r['bytes'], r['path']
    assert 'sha256:' + hashlib.sha256(raw).hexdigest() == r['hash'], r['path']
    rows = list(csv.reader(open('d/' + r['path'], newline='', encoding='utf-8'), strict=True))
    fields = r['schema']['fields']
    assert rows[0] == [f['name'] for f in fields], r['path']
    for row in rows[1:]:
        assert len(row) == len(fields)
        for v, f in zip(row, fields):
            if v == '':
                continue
            if f['type'] == 'integer':
                int(v)
            elif f['type'] == 'number':
                float(v)
            else:
                assert f['type'] == 'string'
            enum = f.get('constraints', {}).get('enum')
            assert enum is None or v in enum, (f['name'], v)
    key = r['schema'].get('primaryKey')
    if key:
        at = [rows[0].index(k) for k in key]
        ids = [tuple(row[i] for i in at) for row in rows[1:]]
        assert len(set(ids)) == len(ids), r['path']
    seen.add(r['path'])
    out = open('py-' + r['path'], 'w', encoding='utf-8')
    for row in rows:
        out.write('\x1f'.join(row) + '\n')
assert seen == {'cases.csv', 'groups.csv', 'scores-before.csv', 'disclosure.csv'}, seen
names = {row[0] for row in csv.reader(open('d/codebook.csv', newline=''))}
assert all(f['name'] in names for r in p['resources'] for f in r['schema']['fields'])
END
ok 'Python: sizes, hashes, types, keys, codebook' python3 read.py

cat >read.R <<'END'
for (f in c("cases", "groups", "scores-before", "disclosure")) {
	t <- read.csv(paste0("d/", f, ".csv"), colClasses = "character",
	    na.strings = character(), check.names = FALSE, encoding = "UTF-8")
	out <- file(paste0("r-", f, ".csv"), "wb")
	writeLines(paste(names(t), collapse = "\x1f"), out)
	writeLines(do.call(paste, c(t, sep = "\x1f")), out)
	close(out)
}
# And as one would read them for work: types by themselves.
t <- read.csv("d/cases.csv", na.strings = "")
stopifnot(is.character(t$study_id), is.numeric(t$year), nrow(t) > 200)
s <- read.csv("d/scores-before.csv", na.strings = "")
stopifnot(is.numeric(s$ee), is.character(s$person), nrow(s) == 30)
END
ok 'R reads it' Rscript read.R
for f in cases groups scores-before disclosure; do
	ok "R and Python find the same cells in $f.csv" cmp "r-$f.csv" "py-$f.csv"
	sqlite3 x.db -cmd '.mode csv' ".import d/$f.csv t_$(echo $f | tr - _)" >/dev/null
	{
		head -n 1 "py-$f.csv"
		sqlite3 -separator "$(printf '\037')" x.db "select * from t_$(echo $f | tr - _)"
	} >"s-$f.csv"
	ok "so does SQLite" cmp "s-$f.csv" "py-$f.csv"
done
ok 'k holds, as SQLite counts' sh -c 'test -z "$(sqlite3 x.db "select 1 from t_cases
    group by setting, age_band, year having count(*) < 20")"'
finish
