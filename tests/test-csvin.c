/* The CSV reader: what it takes, what it refuses and on which line. */

#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/csvin.h"
#include "common/csvtable.h"
#include "tests/tap.h"

#define S(s) s, sizeof(s) - 1

/* `want` shows a row a "line:", each field in brackets. */
static const struct {
	const char *name, *in;
	size_t n;
	char sep;
	const char *want; /* rows, or NULL: refused */
	const char *word; /* why, and on which line */
	size_t line;
} cases[] = {
	{ "plain", S("id,n\na,1\n"), 0, "1[id][n]2[a][1]", NULL, 0 },
	{ "no final LF", S("id,n\na,1"), 0, "1[id][n]2[a][1]", NULL, 0 },
	{ "no final LF, last field empty", S("id,n\na,"), 0, "1[id][n]2[a][]",
	    NULL, 0 },
	{ "header only", S("id,n\n"), 0, "1[id][n]", NULL, 0 },
	{ "BOM dropped, even before a quote", S("\xEF\xBB\xBF\"id\",n\na,1\n"),
	    0, "1[id][n]2[a][1]", NULL, 0 },
	{ "half a BOM is not UTF-8", S("\xEF\xBBid,n\na,1\n"), 0, NULL,
	    "E_UTF8", 1 },
	{ "a second BOM is data", S("id\n\xEF\xBB\xBF\n"), 0,
	    "1[id]2[\xEF\xBB\xBF]", NULL, 0 },
	{ "UTF-16 is refused", S("\xFF\xFEi\0d\0\n\0"), 0, NULL, "E_NUL", 1 },
	{ "blanks are data", S("id,n\n a ,\t1\n"), 0, "1[id][n]2[ a ][\t1]",
	    NULL, 0 },
	{ "blanks within quotes stay", S("id\n\" a \"\n"), 0, "1[id]2[ a ]",
	    NULL, 0 },
	{ "a blank behind a quote is no row", S("id,n\n\"a\" ,1\n"), 0, NULL,
	    "E_CSV", 2 },
	{ "empty line in one column is a row", S("id\na\n\nb\n"), 0,
	    "1[id]2[a]3[]4[b]", NULL, 0 },
	{ "the same with CRLF", S("id\r\na\r\n\r\nb\r\n"), 0,
	    "1[id]2[a]3[]4[b]", NULL, 0 },
	{ "empty line in two columns is refused", S("id,n\na,1\n\nb,2\n"), 0,
	    NULL, "E_CSV", 3 },
	{ "empty line at the end as well", S("id,n\na,1\n\n"), 0, NULL, "E_CSV",
	    3 },
	{ "CRLF", S("id,n\r\na,1\r\nb,2\r\n"), 0, "1[id][n]2[a][1]3[b][2]",
	    NULL, 0 },
	{ "CRLF behind quotes", S("id\r\n\"a\"\r\nb\r\n"), 0, "1[id]2[a]3[b]",
	    NULL, 0 },
	{ "CR alone", S("id,n\ra,1\r"), 0, NULL, "E_CR", 1 },
	{ "CR alone, further down", S("id,n\na,1\rb,2\n"), 0, NULL, "E_CR", 2 },
	{ "CR alone at the end", S("id,n\na,1\r"), 0, NULL, "E_CR", 2 },
	{ "CR CR LF", S("id\na\r\r\nb\n"), 0, NULL, "E_CR", 2 },
	{ "CR and CRLF in quotes are data", S("id,n\n\"a\r\nb\rc\",1\n"), 0,
	    "1[id][n]2[a\r\nb\rc][1]", NULL, 0 },
	{ "doubled quote", S("id\n\"a\"\"b\"\n"), 0, "1[id]2[a\"b]", NULL, 0 },
	{ "quoted empty", S("id,n\n\"\",\"\"\n"), 0, "1[id][n]2[][]", NULL, 0 },
	{ "quote in a bare field", S("id\na\"b\n"), 0, NULL, "E_CSV", 2 },
	{ "text behind a quote", S("id\n\"a\"b\n"), 0, NULL, "E_CSV", 2 },
	{ "quote never closed: where it was opened",
	    S("id,n\na,1\n\"b,2\nc,3\n"), 0, NULL, "E_CSV", 3 },
	{ "lost quote closed by a later one", S("id,n\n\"a,1\n\"b\",2\n"), 0,
	    NULL, "E_CSV", 2 },
	{ "quote never closed in the header", S("\"id,n\na,1\n"), 0, NULL,
	    "E_CSV", 1 },
	{ "LF in quotes counts as a line", S("id,n\n\"a\nb\",1\nc\n"), 0, NULL,
	    "E_CSV", 4 },
	{ "LF in the header", S("\"i\nd\",n\na,1\n"), 0, "1[i\nd][n]3[a][1]",
	    NULL, 0 },
	{ "a field too few", S("id,n\na\n"), 0, NULL, "E_CSV", 2 },
	{ "a field too many", S("id,n\na,1\nb,2,\n"), 0, NULL, "E_CSV", 3 },
	{ "NUL", S("id,n\na,\0\n"), 0, NULL, "E_NUL", 2 },
	{ "Latin-1", S("id\nZ\xFCrich\n"), 0, NULL, "E_UTF8", 2 },
	{ "UTF-8", S("id\nZ\xC3\xBCrich\n"), 0, "1[id]2[Z\xC3\xBCrich]", NULL,
	    0 },
	{ "cut UTF-8", S("id\nZ\xC3\n"), 0, NULL, "E_UTF8", 2 },
	{ "empty file", S(""), 0, NULL, "E_HEADER", 1 },
	{ "only a BOM", S("\xEF\xBB\xBF"), 0, NULL, "E_HEADER", 1 },
	{ "only an empty line", S("\n"), 0, NULL, "E_HEADER", 1 },
	{ "unnamed column", S("id,,n\n"), 0, NULL, "E_HEADER", 1 },
	{ "column named by blanks", S("id, ,n\n"), 0, NULL, "E_HEADER", 1 },
	{ "two of a name", S("id,n,id\n"), 0, NULL, "E_HEADER", 1 },
	{ "names differ by case", S("id,ID\n"), 0, "1[id][ID]", NULL, 0 },
	{ "semicolons found", S("id;n\na;1,5\n"), 0, "1[id][n]2[a][1,5]", NULL,
	    0 },
	{ "tabs found", S("id\tn\na\t1\n"), 0, "1[id][n]2[a][1]", NULL, 0 },
	{ "the commonest wins", S("id;n;a,b\nx;y;z\n"), 0,
	    "1[id][n][a,b]2[x][y][z]", NULL, 0 },
	{ "a quoted one doesn't count", S("id;\"a,b,c\"\nx;y\n"), 0,
	    "1[id][a,b,c]2[x][y]", NULL, 0 },
	{ "a draw is refused", S("id;n,m\n"), 0, NULL, "E_SEP", 1 },
	{ "a draw is no matter when told", S("id;n,m\n"), ';', "1[id][n,m]",
	    NULL, 0 },
	{ "told wrong: one column", S("id,n\na\n"), ';', "1[id,n]2[a]", NULL,
	    0 },
	{ "values stay as they are", S("id,n\n0012,-0.50\n"), 0,
	    "1[id][n]2[0012][-0.50]", NULL, 0 },
};

static int
show(void *arg, const struct csvin_row *row, struct fail *f)
{
	struct buf *b = arg;
	size_t i;

	(void)f;
	buf_printf(b, "%zu", row->line);
	for (i = 0; i < row->n; i++) {
		buf_putc(b, '[');
		buf_view(b, row->field[i]);
		buf_putc(b, ']');
	}
	return 0;
}

/* Read n bytes in pieces of `piece`. */
static int
read_in(const struct csvin_options *o, const char *in, size_t n, size_t piece,
    struct buf *b, struct fail *f)
{
	struct csvin *c = csvin_new(o, show, b);
	size_t k;
	int rv = 0;

	while (rv == 0 && n > 0) {
		k = n < piece ? n : piece;
		rv = csvin_feed(c, in, k, f);
		in += k;
		n -= k;
	}
	if (rv == 0)
		rv = csvin_finish(c, f);
	csvin_free(c);
	return rv;
}

static void
test_cases(void)
{
	static const size_t pieces[] = { 1, 2, 3, 5, 4096 };
	struct csvin_options o = { 0 };
	struct fail f;
	struct buf b = { 0 };
	size_t i, j;
	bool good;
	int rv;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		good = true;
		for (j = 0; j < sizeof(pieces) / sizeof(pieces[0]); j++) {
			memset(&f, 0, sizeof(f));
			buf_clear(&b);
			o.sep = cases[i].sep;
			rv = read_in(&o, cases[i].in, cases[i].n, pieces[j], &b,
			    &f);
			if (cases[i].want != NULL)
				good = good && rv == 0 &&
				       view_is(buf_all(&b), cases[i].want);
			else
				good = good && rv == -1 &&
				       strcmp(f.word, cases[i].word) == 0 &&
				       f.line == cases[i].line;
		}
		ok(good, "%s", cases[i].name);
		if (!good)
			printf("# got %s, %s line %zu\n", buf_all(&b).p,
			    rv == -1 ? f.word : "no error", f.line);
	}
	buf_release(&b);
}

/* A field that a lost quote made: refused long before the end. */
static void
test_limits(void)
{
	struct csvin_options o = { .maxfield = 1000, .maxcols = 3 };
	struct fail f = { 0 };
	struct buf in = { 0 }, out = { 0 };
	struct csvin *c = csvin_new(&o, show, &out);
	size_t i, fed = 0;

	csvin_feed(c, "id\n\"", 4, &f);
	for (i = 0; i < 1000; i++, fed += 1000)
		if (csvin_feed(c, memset(buf_room(&in, 1000), 'x', 1000), 1000,
			&f) == -1)
			break;
	ok(fed < 200000 && f.kind == FAIL_LIMIT && f.line == 2,
	    "an endless field is refused after %zu bytes", fed);
	ok(csvin_feed(c, "\"\n", 2, &f) == -1 && csvin_finish(c, &f) == -1,
	    "after an error nothing more is taken");
	csvin_free(c);

	buf_clear(&in);
	buf_puts(&in, "id\n");
	for (i = 0; i < 1000; i++)
		buf_putc(&in, 'x');
	ok(read_in(&o, in.p, in.n, 64, &out, &f) == 0, "1000 bytes fit");
	buf_putc(&in, 'x');
	ok(read_in(&o, in.p, in.n, 64, &out, &f) == -1 &&
		f.kind == FAIL_LIMIT && f.line == 2,
	    "1001 don't");
	ok(read_in(&o, S("a,b,c\n1,2,3\n"), 64, &out, &f) == 0,
	    "three columns fit");
	ok(read_in(&o, S("a,b,c,d\n"), 64, &out, &f) == -1 &&
		f.kind == FAIL_LIMIT,
	    "four don't");
	buf_release(&in);
	buf_release(&out);
}

static int
stop_at_2(void *arg, const struct csvin_row *row, struct fail *f)
{
	unsigned *calls = arg;

	(*calls)++;
	if (row->number == 2)
		return fail_at(f, FAIL_RANGE, "E_TEST", "enough", row->line, 0);
	return 0;
}

static void
test_stop(void)
{
	unsigned calls = 0;
	struct csvin *c = csvin_new(NULL, stop_at_2, &calls);
	struct fail f = { 0 };
	struct view in = view_of("id,n\na,1\nb,2\nc,3\nd,4\n");

	ok(csvin_separator(c) == '\0', "no separator before the header");
	ok(csvin_feed(c, in.p, in.n, &f) == -1 && f.kind == FAIL_RANGE &&
		f.line == 3 && strcmp(f.word, "E_TEST") == 0,
	    "the callback stops it, and says why");
	ok(calls == 3, "and isn't called again");
	ok(csvin_separator(c) == ',', "the separator that was found");
	csvin_free(c);
	csvin_free(NULL);
}

static void
test_table(void)
{
	struct view in = view_of("id,n\n\"a\nb\",1\nc,\n"),
		    evil = view_of("id,n\na,1\nb\n");
	struct csvtable *t = NULL;
	struct fail f = { 0 };

	ok(csvtable_parse(&t, NULL, evil, &f) == -1 && t == NULL && f.line == 3,
	    "table: a bad row is refused");
	ok(csvtable_parse(&t, NULL, in, &f) == 0, "table: a good one is read");
	ok(csvtable_rows(t) == 2 && csvtable_cols(t) == 2, "table: its size");
	ok(view_is(csvtable_name(t, 1), "n") &&
		view_is(csvtable_cell(t, 0, 0), "a\nb") &&
		view_is(csvtable_cell(t, 1, 1), ""),
	    "table: its cells");
	ok(csvtable_line(t, 0) == 2 && csvtable_line(t, 1) == 4,
	    "table: lines of the file");
	ok(csvtable_find(t, view_of("n")) == 1 &&
		csvtable_find(t, view_of("N")) == CSVTABLE_NONE,
	    "table: columns are found by their exact name");
	csvtable_free(t);
	csvtable_free(NULL);
}

int
main(void)
{
	test_cases();
	test_limits();
	test_stop();
	test_table();
	return tap_end();
}
