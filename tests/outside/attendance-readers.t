#!/bin/sh
# Four readers of tables find the same cells in what we write, whatever people
# are called.
. "${SRCDIR:-.}/tests/lib.sh"
need python3 sqlite3 mlr Rscript
. "$SRCDIR/tests/trainers-library.sh"

n=0
# Names that are hard on readers.
while IFS= read -r name; do
	n=$((n + 1))
	printf 'Format: balint-member/1\nMember: x%02d\nName: %s\nEmployer: %s\nGrade: %s\n\n' \
	    $n "$name" "$name" "$name" >"$BALINT_HOME/tuesday/members/$(printf x%02d $n).txt"
	sed -i "/^\$/i Attend: $(printf x%02d $n) present" "$BALINT_HOME/tuesday/sessions/s2026-10-20.txt"
done <<'END'
=HYPERLINK("http://x.example","y")
-5
+44
@SUM(A1)
'=1+1
''=1
'plain
O'Brien; "x"
a,b;c|d
"quoted"
"
""
\t \n \\ \ x
NULL
NA
N/A
NaN
true
1e5
0012
1,5
2026-01-01
＝cmd
Zoë Ångström 山田太郎 Наталья مريم नमस्ते 👩🏽‍⚕️
#comment
{braces} [x]
$(date) `date` %s %n
<b>&amp;</b>
e.g. a  b
END
read_py=$SRCDIR/tests/outside/readers.py
att() { balint-export attendance --date 2026-11-20 --scheme nl-points tuesday thursday "$@"; }
att -f jsonl >a.jsonl
att -f csv >a.csv
att -f tsv >a.tsv
att -f sql >a.sql
att --excel --sep ';' --decimal-comma >e.csv
python3 "$read_py" jsonl a.jsonl >want
ok 'there are cells to compare' test "$(wc -l <want)" -gt 800

python3 "$read_py" csv a.csv >got
ok 'Python csv: cell for cell' cmp want got
python3 "$read_py" tsv a.tsv >got
ok 'TSV, unescaped: cell for cell' cmp want got
python3 "$read_py" excel e.csv >got
ok 'Python csv: the guard undone, cell for cell' cmp want got

cat >query.py <<'END'
import csv, sys
names = next(csv.reader(open("a.csv", newline="", encoding="utf-8")))
print("SELECT " + "||' '||".join(f"hex(ifnull(\"{n}\",''))" for n in names) + " FROM attendance ORDER BY rowid;")
END
python3 query.py >query.sql
cat >lines.py <<'END'
import csv, sys
names = next(csv.reader(open("a.csv", newline="", encoding="utf-8")))
for j, n in enumerate(names): print(0, j, n.encode().hex())
for i, line in enumerate(sys.stdin, 1):
    for j, c in enumerate(line.rstrip("\n").split(" ")): print(i, j, c.lower())
END
sqlite3 a.db '.mode csv' '.import a.csv attendance' 2>err
sqlite3 a.db <query.sql | python3 lines.py >got
ok 'sqlite3 .import: cell for cell' cmp want got
rm a.db
sqlite3 a.db <a.sql 2>err
ok 'sqlite3 takes the script without a word' test ! -s err
# A REAL of SQL has no trailing zeros.
sed 's/"units" REAL/"units" TEXT/; s/, \([0-9]*\.[0-9][0-9]\));$/, '"'\\1'"');/' a.sql >t.sql
rm a.db
sqlite3 a.db <t.sql
sqlite3 a.db <query.sql | python3 lines.py >got
ok 'sqlite3, the script: cell for cell' cmp want got
ok 'sqlite3: missing is NULL' test "$(sqlite3 a.db "SELECT count(*) FROM attendance WHERE profession = ''")" = 0

mlr -S --icsv --ojsonl cat a.csv >m.jsonl
python3 "$read_py" jsonl m.jsonl >got
ok 'Miller: cell for cell' cmp want got
mlr --icsv --ocsv cat a.csv >m.csv
python3 "$read_py" csv m.csv >got
ok 'Miller, and back to CSV: cell for cell' cmp want got
mlr --icsv --ifs ';' --ocsv cat e.csv >m.csv
ok 'Miller reads the spreadsheet form' test "$(wc -l <m.csv)" = "$(wc -l <a.csv)"

cat >read.R <<'END'
a <- commandArgs(TRUE)
d <- read.csv(a[1], colClasses = "character", check.names = FALSE, na.strings = character(0),
    encoding = "UTF-8", sep = a[2], fileEncoding = if (a[2] == ";") "UTF-8-BOM" else "")
hex <- function(s) paste(as.character(charToRaw(enc2utf8(s))), collapse = "")
for (j in seq_along(d)) cat(0, j - 1, hex(names(d)[j]), "\n")
for (i in seq_len(nrow(d))) for (j in seq_along(d)) cat(i, j - 1, hex(d[i, j]), "\n")
END
Rscript read.R a.csv , | sed 's/ *$//' >got
sed 's/ *$//' want >wantr
ok 'R read.csv: cell for cell' cmp wantr got
Rscript read.R e.csv ';' >r.out
ok 'R reads the spreadsheet form' test "$(wc -l <r.out)" = "$(wc -l <want)"

# Wide and totals have as many cells in all of them.
for shape in wide totals; do
	att --$shape -f jsonl >w.jsonl
	att --$shape -f csv >w.csv
	python3 "$read_py" jsonl w.jsonl >want
	python3 "$read_py" csv w.csv >got
	ok "$shape: Python csv, cell for cell" cmp want got
	mlr -S --icsv --ojsonl cat w.csv >m.jsonl
	python3 "$read_py" jsonl m.jsonl >got
	ok "$shape: Miller, cell for cell" cmp want got
done

mkdir dir
att --package -o dir
ok 'the data package says what its files hold' python3 "$read_py" package dir
att --package --totals -o dir
ok 'and that of totals' python3 "$read_py" package dir
sed -i 's/present/presant/' dir/thursday.csv
bad 'evil twin: not of a file that was changed' python3 "$read_py" package dir
finish
