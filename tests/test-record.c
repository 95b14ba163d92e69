/* The format of records: every rule, round trips, memory that runs out. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/edit.h"
#include "common/mend.h"
#include "common/record.h"
#include "common/schema.h"
#include "tests/oom.h"
#include "tests/tap.h"

#define H "Format: balint-case/1\nCase: c001-abc\nSession: s2026-11-10\n"

static const struct {
	const char *name, *in;
	const char *word; /* NULL: parses */
	size_t line, col;
} cases[] = {
	{ "a header alone", H "\n", NULL, 0, 0 },
	{ "no empty line behind the header", H, "E_HEADER", 3, 1 },
	{ "two sections", H "\n## telling\nA.\n\n## discussion\n", NULL, 0, 0 },
	{ "a section twice", H "\n## a\n## a\n", "E_SECTION", 6, 1 },
	{ "an empty value", H "Place:\n\n", NULL, 0, 0 },
	{ "a blank for an empty value", H "Place: \n\n", "E_FIELD", 4, 7 },
	{ "no blank behind the colon", H "Place:x\n\n", "E_FIELD", 4, 7 },
	{ "two blanks", H "Place:  x\n\n", "E_VALUE", 4, 8 },
	{ "a blank at the end", H "Place: x \n\n", "E_VALUE", 4, 8 },
	{ "a backslash inside", H "Place: a\\b\n\n", NULL, 0, 0 },
	{ "a backslash at the end", H "Place: a\\\n\n", "E_VALUE", 4, 8 },
	{ "a field with an underscore", H "X_Mine: 1\n\n", NULL, 0, 0 },
	{ "a field with a hyphen", H "X-Mine: 1\n\n", "E_FIELD", 4, 1 },
	{ "a field that begins with a digit", H "1X: 1\n\n", "E_FIELD", 4, 1 },
	{ "a folded line", H " x\n\n", "E_FIELD", 4, 1 },
	{ "letters of any kind",
	    H "Place: Z\303\274rich \342\200\224 \360\237\231\202\n\n", NULL, 0,
	    0 },
	{ "invalid UTF-8", H "Place: Z\374rich\n\n", "E_UTF8", 4, 9 },
	{ "an overlong form", H "Place: \300\257\n\n", "E_UTF8", 4, 8 },
	{ "a surrogate", H "Place: \355\240\200\n\n", "E_UTF8", 4, 8 },
	{ "a tab in a value", H "Place: a\tb\n\n", "E_CONTROL", 4, 9 },
	{ "a tab in prose", H "\n## a\na\tb\n", NULL, 0, 0 },
	{ "an escape in prose", H "\n## a\na\033[2Jb\n", "E_CONTROL", 6, 2 },
	{ "a bidirectional control", H "\n## a\n\342\200\256\n", "E_CONTROL", 6,
	    1 },
	{ "a line separator", H "\n## a\n\342\200\250\n", "E_CONTROL", 6, 1 },
	{ "a byte order mark", "\357\273\277" H "\n", "E_BOM", 1, 1 },
	{ "a byte order mark inside", H "Place: \357\273\277\n\n", "E_CONTROL",
	    4, 8 },
	{ "CR LF", "Format: balint-case/1\r\n\r\n", "E_CR", 1, 22 },
	{ "a lone CR in prose", H "\n## a\nx\ry\n", "E_CR", 6, 2 },
	{ "no LF at the end", H "\n## a\nx", "E_EOF", 6, 1 },
	{ "an empty file", "", "E_HEADER", 0, 1 },
	{ "no Format", "Case: c001-abc\n\n", "E_FORMAT", 1, 1 },
	{ "an unknown kind", "Format: balint-note/1\n\n", "E_FORMAT", 1, 1 },
	{ "version 0", "Format: balint-case/0\n\n", "E_FORMAT", 1, 1 },
	{ "a newer version", "Format: balint-case/2\n\n", NULL, 0, 0 },
	{ "version of four digits", "Format: balint-case/1000\n\n", "E_FORMAT",
	    1, 1 },
	{ "a conflict in the header", H "<<<<<<< HEAD\n\n", "E_CONFLICT", 4,
	    1 },
	{ "a conflict in prose", H "\n## a\n>>>>>>> theirs\n", "E_CONFLICT", 6,
	    1 },
	{ "text before a section", H "\nx\n", "E_SECTION", 5, 1 },
	{ "an empty line before a section", H "\n\n## a\n", "E_SECTION", 5, 1 },
	{ "a title with a capital", H "\n## Telling\n", "E_SECTION", 5, 1 },
	{ "a ## that is not escaped", H "\n## a\n##b\n", "E_SECTION", 6, 1 },
	{ "a ## that is escaped", H "\n## a\n\\##b\n", NULL, 0, 0 },
};

static void
test_cases(void)
{
	struct record r = { 0 };
	struct buf out = { 0 };
	struct fail f;
	size_t i;
	int rv;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		memset(&f, 0, sizeof(f));
		rv = record_parse(&r, view_of(cases[i].in), RECORD_ALL, &f);
		if (cases[i].word != NULL) {
			if (!ok(rv == -1 &&
				    strcmp(f.word, cases[i].word) == 0 &&
				    f.line == cases[i].line &&
				    f.col == cases[i].col,
				"%s: %s", cases[i].name, cases[i].word))
				printf("# %d %s %zu:%zu\n", rv,
				    rv == -1 ? f.word : "", f.line, f.col);
			continue;
		}
		buf_clear(&out);
		record_format(&r, &out);
		if (!ok(rv == 0 && view_is(buf_all(&out), cases[i].in), "%s",
			cases[i].name) &&
		    rv == -1)
			printf("# %s %zu:%zu\n", f.word, f.line, f.col);
	}
	record_release(&r);
	buf_release(&out);
}

static void
test_limits(void)
{
	struct record r = { 0 };
	struct buf b = { 0 };
	struct fail f;
	unsigned i;

	buf_puts(&b, H);
	for (i = 3; i < RECORD_FIELD_MAX; i++)
		buf_puts(&b, "X_A: 1\n");
	buf_putc(&b, '\n');
	ok(record_parse(&r, buf_all(&b), RECORD_ALL, &f) == 0 &&
		r.nfield == RECORD_FIELD_MAX,
	    "a thousand fields");
	b.p[b.n - 1] = 'X';
	buf_puts(&b, "_B: 1\n\n");
	ok(record_parse(&r, buf_all(&b), RECORD_ALL, &f) == -1 &&
		strcmp(f.word, "E_SIZE") == 0,
	    "a thousand and one");
	for (i = 0; i < 2; i++) {
		buf_clear(&b);
		buf_printf(&b, "%sX_A: %0*d\n\n", H,
		    (int)(RECORD_VALUE_MAX + i), 0);
		ok((record_parse(&r, buf_all(&b), RECORD_ALL, &f) == 0) ==
			(i == 0),
		    "a value of %u characters", RECORD_VALUE_MAX + i);
	}
	record_release(&r);
	buf_release(&b);
}

static uint64_t state = 20261122;

static unsigned
below(unsigned n)
{
	uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (unsigned)((z ^ (z >> 31)) % n);
}

static const char *const pieces[] = { "a", "Z\303\274rich", "#2", ":", "no",
	"18:00", "-", "\342\200\224", "\360\237\231\202", "\\", "e\314\201",
	"=", "<<<", "\"", ";", "0012", "\343\201\202" };
static const char *const kinds[] = { "group", "member", "session", "case",
	"debrief", "leader" };

static void
random_text(struct buf *b, unsigned n, bool prose)
{
	unsigned i;

	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_puts(b, prose && below(5) == 0 ? "\t" : " ");
		buf_puts(b, pieces[below(sizeof(pieces) / sizeof(pieces[0]))]);
	}
}

static void
random_record(struct buf *b)
{
	unsigned i, k, n;

	buf_printf(b, "Format: balint-%s/%u\n", kinds[below(6)], 1 + below(3));
	for (i = 0, n = below(12); i < n; i++) {
		buf_printf(b, "%s%u:", below(2) ? "X_f" : "Attend", below(4));
		if (below(8) > 0) {
			buf_putc(b, ' ');
			random_text(b, below(6), false);
			buf_puts(b, below(2) ? "." : "9");
		}
		buf_putc(b, '\n');
	}
	buf_putc(b, '\n');
	for (i = 0, n = below(4); i < n; i++) {
		buf_printf(b, "## s%u\n", i);
		for (k = below(6); k > 0; k--) {
			if (below(6) == 0)
				buf_puts(b, "\\## no title");
			else
				random_text(b, below(9), true);
			buf_putc(b, '\n');
		}
	}
}

static void
test_round_trip(void)
{
	struct buf b = { 0 }, out = { 0 };
	struct record r = { 0 };
	unsigned i, wrong = 0;
	struct fail f;

	for (i = 0; i < 100000; i++) {
		buf_clear(&b);
		buf_clear(&out);
		random_record(&b);
		if (record_parse(&r, buf_all(&b), RECORD_ALL, &f) == -1) {
			if (wrong++ == 0)
				printf("# %s %zu:%zu\n%s", f.word, f.line,
				    f.col, b.p);
			continue;
		}
		record_format(&r, &out);
		wrong += !view_equal(buf_all(&b), buf_all(&out));
	}
	ok(wrong == 0, "100,000 valid files parse and print identically");
	record_release(&r);
	buf_release(&b);
	buf_release(&out);
}

static void
test_prose(void)
{
	static const char *const texts[] = { "plain\n", "## title\n",
		"\\## one\n", "\\\\### two\n", " ## not at the front\n",
		"a\n\n## b\n" };
	struct buf in = { 0 }, out = { 0 };
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		buf_clear(&in);
		buf_clear(&out);
		record_escape(&in, view_of(texts[i]));
		record_prose(&out, buf_all(&in));
		ok(view_is(buf_all(&out), texts[i]) && in.p[0] != '#',
		    "prose comes back as it was: %zu", i);
	}
	buf_release(&in);
	buf_release(&out);
}

/* How many lines differ between two texts of the same number of lines. */
static size_t
lines_changed(struct view a, struct view b)
{
	size_t n = 0;

	while (a.n > 0 && b.n > 0)
		n += !view_equal(view_cut(&a, '\n'), view_cut(&b, '\n'));
	return n + (a.n > 0) + (b.n > 0);
}

static void
test_edit(void)
{
	static const char file[] =
	    H "theme: loss\nX_mine: a  b\nTHEME: power\n\n## telling\nA.\n\n\n"
	      "## own\n\\## x\n";
	struct record r = { 0 };
	struct buf out = { 0 };
	struct fail f;
	size_t i;

	ok(record_parse(&r, view_of(file), RECORD_ALL, &f) == 0,
	    "to be edited");
	ok(edit_set(&out, &r, "Theme", view_of("family"), &f) == 0 &&
		lines_changed(view_of(file), buf_all(&out)) == 1 &&
		strstr(out.p, "theme: family\n") != NULL,
	    "set: one line, the name as it was spelled");
	buf_clear(&out);
	ok(edit_add(&out, &r, "Theme", view_of("guilt"), &f) == 0 &&
		strstr(out.p, "THEME: power\nTheme: guilt\n\n") != NULL &&
		out.n == strlen(file) + strlen("Theme: guilt\n"),
	    "add: behind the last of that name");
	buf_clear(&out);
	i = record_next(&r, "X_Mine", 1);
	ok(edit_drop(&out, &r, i, &f) == 0 && strstr(out.p, "X_mine") == NULL &&
		out.n == strlen(file) - strlen("X_mine: a  b\n"),
	    "drop: that line and no other");
	buf_clear(&out);
	ok(edit_append(&out, &r, "telling", view_of("B.\n"), &f) == 0 &&
		strstr(out.p, "A.\n\nB.\n\n## own") != NULL,
	    "append: a blank line between, and before the next title");
	buf_clear(&out);
	ok(edit_append(&out, &r, "new", view_of("## x"), &f) == 0 &&
		strstr(out.p, "\n\n## new\n\\## x\n") != NULL,
	    "append: a section is made, a title in it escaped");
	buf_clear(&out);
	ok(edit_set(&out, &r, "Theme", view_of("a\nb"), &f) == -1 &&
		strcmp(f.word, "E_CONTROL") == 0,
	    "a value of two lines is refused");
	buf_clear(&out);
	ok(edit_append(&out, &r, "telling", view_of("a\033"), &f) == -1,
	    "a control character in prose is refused");
	ok(record_parse(&r, view_of("Format: balint-case/2\nA: 1\n\n"),
	       RECORD_ALL, &f) == 0 &&
		edit_set(&out, &r, "A", view_of("2"), &f) == -1 &&
		strcmp(f.word, "E_VERSION") == 0,
	    "a newer format is read and never written");
	record_release(&r);
	buf_release(&out);
}

static void
test_mend(void)
{
	static const struct {
		const char *in, *out;
	} mends[] = {
		{ H "\n", H "\n" },
		{ "\357\273\277" H "\n", H "\n" },
		{ "A: 1\r\n\r\n## a\r\nx", "A: 1\n\n## a\nx\n" },
		{ "A: 1", "A: 1\n\n" },
		{ "A: 1\n\n## a\nlone\rcr\n", "A: 1\n\n## a\nlone\rcr\n" },
	};
	struct buf out = { 0 };
	size_t i;
	bool changed;

	for (i = 0; i < sizeof(mends) / sizeof(mends[0]); i++) {
		buf_clear(&out);
		changed = mend_bytes(view_of(mends[i].in), &out);
		ok(view_is(buf_all(&out), mends[i].out) &&
			changed == (strcmp(mends[i].in, mends[i].out) != 0),
		    "mend %zu", i);
	}
	buf_release(&out);
}

static int
count(void *arg, const struct fail *f)
{
	(void)f;
	++*(unsigned *)arg;
	return 0;
}

/* The first allocation fails, the second, and so on until none does. */
static void
test_memory(void)
{
	struct record r;
	struct buf b = { 0 }, out;
	unsigned n = 0, wrong = 0, problems = 0;
	struct fail f;
	bool done = false;
	int rv;

	state = 1;
	buf_puts(&b, H);
	for (n = 0; n < 200; n++)
		buf_printf(&b, "X_%u: 1\n", n);
	buf_putc(&b, '\n');
	for (n = 0; n < 20; n++)
		buf_printf(&b, "## s%u\ntext\n", n);
	for (n = 1; n < 1000 && !done; n++) {
		memset(&r, 0, sizeof(r));
		memset(&out, 0, sizeof(out));
		oom_hit = false;
		oom_at = n;
		rv = record_parse(&r, buf_all(&b), RECORD_ALL, &f);
		if (rv == 0)
			(void)schema_check(&r, count, &problems);
		if (rv == 0)
			rv = edit_set(&out, &r, "X_7", view_of("2"), &f);
		oom_at = 0;
		done = !oom_hit;
		wrong +=
		    (rv == 0) != done || (rv == -1 && f.kind != FAIL_MEMORY);
		record_release(&r);
		buf_release(&out);
	}
	if (OOM_WORKS)
		ok(done && n > 5 && wrong == 0,
		    "each of %u allocations may fail", n - 2);
	buf_release(&b);
}

int
main(void)
{
	test_cases();
	test_limits();
	test_prose();
	test_edit();
	test_mend();
	test_round_trip();
	test_memory();
	return tap_end();
}
