#!/bin/sh
# balint-redact on cases and on tables: only what the policy names leaves.
. "${SRCDIR:-.}/tests/lib.sh"

balint-new group --zone Europe/London tuesday >/dev/null
balint-new member -g tuesday --name 'Orsolya Grendel' ana >/dev/null 2>&1 ||
	printf 'Format: balint-member/1\nMember: ana\nName: Orsolya Grendel\n\n' \
	    >home/tuesday/members/ana.txt
mkdir -p home/tuesday/cases
C=home/tuesday/cases/c001-7kq.txt
cat >$C <<'END'
Format: balint-case/1
Case: c001-7kq
Session: s2026-11-24
Presenter: ana
Theme: dependence
X_Mine: about Mrs Thistlewood

## telling
Mrs Thistlewood came on 3 March. Orsolya told us.
\## not a title, Mrs Thistlewood

## discussion
She was cross with thistlewood.

## private
The son is Cuthbert Thistlewood.
END
chmod 600 $C

run balint-redact -g tuesday $C
is 'of a case only the named fields and sections leave' 0 \
    'Format: balint-case/1
X_Redacted: balint/1
Theme: dependence

## telling
Mrs \[NAME-1\] came on \[DATE-1\]. \[NAME-2\] told us.
\\## not a title, Mrs \[NAME-1\]

## discussion
She was cross with \[NAME-1\].' ''
bad 'no other section, no presenter, no session' \
    grep -q 'private\|Cuthbert\|Presenter\|2026\|c001\|X_Mine' out
run sh -c "balint-redact --no-roster <$C"
is 'a case on standard input is a case' 0 'Format: balint-case/1*X_Redacted*' ''
bad 'there too nothing else leaves' grep -q Cuthbert out
sed 's/^## telling/## teling/' $C >typo.txt
run balint-redact --no-roster typo.txt
is 'a mistyped section stays in' 0 '*## discussion*' ''
bad 'all of it' grep -q 'telling\|told us' out
run balint-redact --no-roster home/tuesday/members/ana.txt
is 'of another record nothing leaves' 2 '' 'balint-redact: *: E_KIND: *'
sed '2d' $C | tr -d '\n' >broken.txt
run balint-redact --no-roster broken.txt
is 'a broken record is no text' 2 '' 'balint-redact: broken.txt:*'

printf 'Policy: mine\nVersion: 3\nAs: all=mask\nSection: discussion\nText: X_Mine\n' >mine.txt
run balint-redact -g tuesday --policy ./mine.txt $C
is 'a policy of one'\''s own' 0 'Format: balint-case/1
X_Redacted: mine/3
X_Mine: about Mrs \[NAME\]

## discussion
She was cross with \[NAME\].' ''
printf 'Policy: mine\nVersion: 3\nSektion: x\n' >mine.txt
run balint-redact --policy ./mine.txt $C
is 'a policy with a line that is none' 2 '' 'balint-redact: ./mine.txt:3: E_POLICY: *'

cp $C before
run balint-redact -g tuesday --in-place $C
is '--in-place on a case' 0 '' ''
ok 'the record keeps every field and section' sh -c "
    grep -q '^Presenter: ana' $C && grep -q '^## private' $C"
bad 'and loses the names in its prose' grep -q 'Cuthbert' $C
ok 'the store still takes it' sh -c 'balint-note check -g tuesday; test $? -le 1'
cp before $C

# Tables.
printf 'id,text,notes\n1,"Mrs Thistlewood, again",Thistlewood wept\n2,Mrs Gannet,\n' >t.csv
run balint-redact --columns text,notes t.csv
is 'columns of CSV: a row is a document' 0 \
    'id,text,notes
1,"Mrs \[NAME-1\], again",\[NAME-1\] wept
2,Mrs \[NAME-1\],' ''
run balint-redact --columns text t.csv
is 'other columns stay as they are' 0 '*1,"Mrs \[NAME-1\], again",Thistlewood wept*' ''
run balint-redact --columns text,nose t.csv
is 'a column that is not there' 2 '' 'balint-redact: t.csv: E_COLUMN: *'
printf 'id,text\n1,"Mrs Thistlewood\n' >bad.csv
run balint-redact --columns text bad.csv
is 'a quote that does not end' 2 '*' 'balint-redact: bad.csv:*E_CSV: *'
printf 'id\ttext\n1\t"Mrs Thistlewood" x\n' >t.tsv
run balint-redact --columns text t.tsv
is 'TSV has no quotes' 0 'id	text
1	"Mrs \[NAME-1\]" x' ''
printf 'id\ttext\n1\n' >bad.tsv
run balint-redact --columns text bad.tsv
is 'a row that is too short' 2 '' 'balint-redact: bad.tsv:2:*E_TSV: *'
printf '{"id": 1.50, "text":"Mrs Thistlewood\\nand \\u00e9","deep":{"text":["Thistlewood said"]}}\n{"id":2,"text":""}\n' >t.jsonl
run balint-redact --columns text t.jsonl
is 'JSON Lines: what is not redacted keeps its bytes' 0 \
    '{"id": 1.50, "text":"Mrs \[NAME-1\]\\nand *","deep":{"text":\["\[NAME-1\] said"\]}}
{"id":2,"text":""}' ''
printf '{"text":"Mrs Thistlewood}\n' >bad.jsonl
run balint-redact --columns text bad.jsonl
is 'JSON that is none' 2 '' 'balint-redact: bad.jsonl:1:*E_JSON: *'

# Decisions, without a terminal.
cat >d.txt <<'END'
Mrs Thistlewood came with Grace. There was grace in it. Will came too.
END
run balint-redact --propose --all d.txt
is '--propose prints a file to edit' 0 'Format: balint-decisions/1*ask 4-15 name*' ''
sed 's/^ask 4-15/keep 4-15/; s/^ask/mask/' out >d.decisions
run balint-redact --decisions d.decisions d.txt
is '--decisions applies it' 0 'Mrs Thistlewood came with *' ''
sum=$(sha256sum <out | cut -d' ' -f1)
ok 'and writes down what came out' grep -q "^Output: $sum" d.decisions
ok 'with policy and lists' grep -q '^Policy: balint/1' d.decisions
sed 's/^keep 4-15/mask 0-20/' d.decisions >w.decisions
run balint-redact --decisions w.decisions d.txt
is 'a span that a person made wider is masked whole' 0 '\[NAME-*\] with *' ''
echo more >>d.txt
run balint-redact --decisions d.decisions d.txt
is 'decisions of another text are refused' 2 '' 'balint-redact: d.decisions: E_STALE: *'
sed 's/^keep/kepp/' d.decisions >e.decisions
run balint-redact --decisions e.decisions d.txt
is 'a line that is no decision' 2 '' 'balint-redact: e.decisions:*: E_DECISION: *'
run balint-redact --review d.txt
is '--review needs a terminal' 2 '' 'balint-redact: E_TERMINAL: *'

# Score.
cat >g.gold <<'END'
Lang: en
Variety: UK

Mrs [[NAME|Thistlewood]] lives in [[PLACE|Todmorden]] and has [[ID|zzqq]] and ((hope)).
END
run balint-redact --no-roster --score -f tsv g.gold
is '--score counts against marks' 0 '*touched NAME	1	1	1.000*touched ID	0	1	0.000*touched direct	2	3	0.667*texts with one missed	1	1	1.000
traps kept	1	1	1.000
other words kept	7	7	1.000' ''
printf 'Lang: en\n\nMrs [[NAME|x\n' >bad.gold
run balint-redact --score bad.gold
is 'a mark that does not end' 2 '' 'balint-redact: bad.gold:3:*: E_GOLD: *'
finish
