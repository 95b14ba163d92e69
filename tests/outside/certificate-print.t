#!/bin/sh
# Certificates as a browser prints them: pages, text, and how they look.
. "${SRCDIR:-.}/tests/lib.sh"
need chromium pdftotext pdfinfo pdftoppm python3
. "$SRCDIR/tests/trainers-library.sh"

mkdir "$BALINT_HOME/schemes"
printf 'Scheme: small\nTitle: Two <b>visits</b> & more\nSource: S\nSeen: 2026-11-20\nRequired: 2\n' >"$BALINT_HOME/schemes/small.txt"
balint-export certificate --make-key >/dev/null
cert() { balint-export certificate --date 2026-11-20 --issuer 'Office & Söhne <x>' --scheme small "$@"; }
print() { # PAGE PDF
	chromium --headless --no-sandbox --disable-gpu --no-first-run \
	    --user-data-dir="$T/chromium" --no-pdf-header-footer \
	    --print-to-pdf="$2" "file://$T/$1" >chromium.log 2>&1 </dev/null
}
text() { pdftotext -layout "$1" - | tr -s ' '; }
pages() { pdfinfo "$1" | sed -n 's/^Pages: *//p'; }

for l in en de fr; do
	cert --member 700 --lang $l tuesday thursday -o $l.html
	ok "$l: printed" print $l.html $l.pdf
	ok "$l: one page" test "$(pages $l.pdf)" = 1
	text $l.pdf >$l.text
	ok "$l: names in every script, readable" grep -q 'Çem Yıldız .*田 Ελένη Наталья' $l.text
	ok "$l: what looks like markup is text" grep -q '<b>visits</b> & more' $l.text
	ok "$l: the check code" grep -q "$(sed -n 's/^Code: //p' $l.html)" $l.text
	ok "$l: the days" sh -c "grep -q '2026-10-22 12:30 60' $l.text && grep -q '2026-11-10 18:00 90' $l.text"
	ok "$l: the facts at its end are not printed" sh -c "! grep -q 'SchemeTitle' $l.text"
done
# An Arabic name is drawn from the right, so its letters are looked for alone.
ok 'an Arabic name' sh -c 'pdftotext en.pdf - | grep -q "مريم\|ميرم"'

# A hundred days: the heading of the table is on every page.
i=0
while [ $i -lt 100 ]; do
	d=$(date -u -d "2024-01-02 +$((i * 7)) days" +%F)
	printf 'Format: balint-session/1\nSession: s%s\nDate: %s\nAttend: bo present\n' "$d" "$d" | record "thursday/sessions/s$d.txt"
	i=$((i + 1))
done
cert --member bo thursday -o long.html
ok 'a long list: printed' print long.html long.pdf
n=$(pages long.pdf)
ok 'a long list: several pages' test "$n" -ge 3
ok 'a long list: a heading on each page that has days' test "$(text long.pdf | grep -c 'Date Time Minutes')" -ge $((n - 1))
ok 'a long list: every day is there' test "$(text long.pdf | grep -c '^ *20[0-9-]* 12:30 60')" = 101
ok 'A4 or Letter: the page leaves the size to the printer' sh -c '! grep -q "@page[^}]*size:" long.html'

# A picture: dark text on white, inside margins, nothing cut off at the right.
pdftoppm -r 50 -gray -f 1 -l 1 en.pdf picture
cat >look.py <<'END'
import sys
raw = open(sys.argv[1], "rb").read()
magic, size, depth, data = raw.split(b"\n", 3)
w, h = map(int, size.split())
rows = [data[y * w:(y + 1) * w] for y in range(h)]
dark = [(x, y) for y in range(h) for x in range(w) if rows[y][x] < 128]
assert magic == b"P5" and len(dark) > 500, len(dark)
left, right = min(x for x, _ in dark), max(x for x, _ in dark)
top = min(y for _, y in dark)
assert left > w * 0.05 and right < w * 0.95 and top > h * 0.04, (left, right, top, w, h)
assert sum(v > 200 for r in rows for v in r) > 0.8 * w * h
END
ok 'a picture of it: text within its margins, on white' python3 look.py picture-1.pgm
finish
