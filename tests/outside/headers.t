#!/bin/sh
# A thousand headers read the same in Python's email, R's read.dcf, recutils
# and Miller as we read them.
. "${SRCDIR:-.}/tests/lib.sh"
need python3 recsel mlr Rscript

mkdir h
"$BUILD/tests/helper-headers" h >ours
ok 'a thousand of them' test "$(find h -name '*.txt' | wc -l)" = 1000

cat >mail.py <<'X'
import email, email.policy, os, sys
out = open("email.out", "w", encoding="utf-8", newline="\n")
for name in sorted(os.listdir("h")):
    with open("h/" + name, encoding="utf-8", newline="\n") as f:
        m = email.message_from_file(f, policy=email.policy.compat32)
    for key, value in m.raw_items():
        out.write("%s\t%s\t%s\n" % (name[:4], key, value))
X
python3 mail.py
ok "Python's email" cmp ours email.out

cat >dcf.R <<'X'
out <- file("dcf.out", "wb")
for (name in sort(list.files("h"))) {
	d <- read.dcf(file.path("h", name), all = TRUE)
	for (key in names(d))
		writeLines(enc2utf8(paste(substr(name, 1, 4), key, d[[key]],
		    sep = "\t")), out, useBytes = TRUE)
}
close(out)
X
LC_ALL=C.UTF-8 Rscript --vanilla dcf.R
ok "R's read.dcf" cmp ours dcf.out

# recutils: one database of all of them, a record each.
for f in h/*.txt; do
	recsel "$f" | sed "s/^/$(basename "$f" .txt)	/; s/: /	/" | grep -v '^[0-9]*	$'
done >rec.out
ok 'recsel' cmp ours rec.out

for f in h/*.txt; do
	mlr --infer-none --ixtab --ips ': ' --ojson cat "$f"
done >mlr.json
python3 - >mlr.out <<'X'
import json
text = open("mlr.json", encoding="utf-8").read()
ours = {}
for line in open("ours", encoding="utf-8", newline="\n"):
    n, key, value = line.rstrip("\n").split("\t")
    ours.setdefault(n, []).append((key, value))
dec, at, n, wrong = json.JSONDecoder(parse_int=str, parse_float=str), 0, 0, 0
while True:
    while at < len(text) and text[at] in " \n[],":
        at += 1
    if at >= len(text):
        break
    record, at = dec.raw_decode(text, at)
    # Miller aligns xtab: it eats blanks in front of a value, we have none.
    got = [(k, str(v)) for k, v in record.items()]
    wrong += got != ours["%04d" % n]
    n += 1
print(n, wrong)
X
ok 'Miller' test "$(cat mlr.out)" = '1000 0'
finish
