#!/bin/sh
# The report in a real browser, at two widths and printed: nothing of the page
# is wider than the window, no text of a picture leaves it or lies on another,
# and everything is there on paper.
. "${SRCDIR:-.}/tests/lib.sh"
need chromium pdftotext pdfinfo

"$BUILD/tests/helper-generate" "$BALINT_HOME" 1 10 40 30 200 >/dev/null
g=$(ls "$BALINT_HOME")
run balint-stats report --date 2026-11-22 -o page.html "$g"
is 'the report is made' 0 '' ''

browser() {
	chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars \
	    --user-data-dir="$T/profile" "$@" 2>/dev/null
}

# The page with a measuring script; the script is the test's, not the page's.
{
	sed '/Content-Security-Policy/d; s/<\/body>//; s/<\/html>//' page.html
	cat <<'JS'
<pre id="result"></pre><script>
const bad = [];
if (document.documentElement.scrollWidth > window.innerWidth)
	bad.push("the page is " + document.documentElement.scrollWidth + " wide");
let n = 0;
for (const svg of document.querySelectorAll("svg")) {
	const s = svg.getBoundingClientRect();
	const box = [...svg.querySelectorAll("text")].map(t => [t.textContent, t.getBoundingClientRect()]);
	for (const [t, r] of box) {
		n++;
		if (r.left < s.left - 1 || r.right > s.right + 1 || r.top < s.top - 1 || r.bottom > s.bottom + 1)
			bad.push("cut off: " + t);
	}
	for (let i = 0; i < box.length; i++)
		for (let k = i + 1; k < box.length; k++) {
			const a = box[i][1], b = box[k][1];
			if (a.left + 1 < b.right && b.left + 1 < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom)
				bad.push("overlap: " + box[i][0] + " / " + box[k][0]);
		}
}
document.getElementById("result").textContent = "measured " + n + " texts, " + bad.length + " faults " + bad.slice(0, 5).join("; ");
</script></body></html>
JS
} >measured.html
for w in 1200 500; do
	browser --window-size=$w,900 --dump-dom "file://$T/measured.html" >dom
	sed -n 's/.*\(measured [0-9]* texts.*\)<\/pre>.*/\1/p' dom >got
	sed 's/^/# /' got
	ok "at a width of $w: texts were measured" grep -qE 'measured [0-9]{3,} texts' got
	ok "at a width of $w: nothing overlaps, is cut off or too wide" grep -q ' 0 faults' got
	browser --window-size=$w,900 --screenshot="$T/p$w.png" "file://$T/page.html" >/dev/null
	ok "at a width of $w: there is a picture of it" test -s "p$w.png"
done

browser --no-pdf-header-footer --print-to-pdf="$T/page.pdf" "file://$T/page.html" >/dev/null
pdftotext -layout page.pdf text
ok 'printed: every member is there' sh -c 'for m in 01 02 03 04 05 06 07 08 09 10; do grep -q "m$m" text || exit 1; done'
ok 'printed: every table is there' sh -c 'test "$(grep -cE "^ *(Attendance by|Sessions attended|Cases by|Minutes by)" text)" -ge 7'
pages=$(pdfinfo page.pdf | awk '/^Pages/ { print $2 }')
ok "printed: $pages pages, none of them empty" sh -c \
    'p=1; while [ $p -le '"$pages"' ]; do pdftotext -f $p -l $p page.pdf - | grep -q "[a-z]" || exit 1; p=$((p + 1)); done'

# prep is one page on paper.
mkdir -p "$BALINT_HOME/$g/sessions"
{
	printf 'Format: balint-session/1\nSession: s2026-11-24\nDate: 2026-11-24\n'
	for phase in '18:00 follow-up' '18:05 case-call' '18:10 telling' '18:20 questions' \
	    '18:25 pushed-back' '19:15 return' '19:20 process-review' '19:25 close'; do
		printf 'Phase: %s 5\n' "$phase"
	done
	echo
} >"$BALINT_HOME/$g/sessions/s2026-11-24.txt"
run balint-stats prep -f html --date 2026-11-22 -o prep.html "$g"
is 'the page for the evening is made' 0 '' ''
browser --no-pdf-header-footer --print-to-pdf="$T/prep.pdf" "file://$T/prep.html" >/dev/null
ok 'and prints on one' sh -c 'test "$(pdfinfo prep.pdf | awk "/^Pages/ { print \$2 }")" = 1'
finish
