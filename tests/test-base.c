/* The base: views, bufs, the reason of a failure. */

#include <errno.h>
#include <string.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/view.h"
#include "tests/tap.h"

static const struct {
	const char *in;
	bool good;
	unsigned long want;
} numbers[] = {
	{ "0", true, 0 },
	{ "90", true, 90 },
	{ "100", true, 100 },
	{ "101", false, 0 },
	{ "", false, 0 },
	{ "-1", false, 0 },
	{ "+1", false, 0 },
	{ " 1", false, 0 },
	{ "1x", false, 0 },
	{ "99999999999999999999999999", false, 0 },
};

static void
test_view(void)
{
	struct view rest = view_of("ana,ben,,"), w;
	unsigned long n;
	char s[4];
	size_t i;

	ok(view_is(view_cut(&rest, ','), "ana"), "cut: the first part");
	ok(view_is(view_cut(&rest, ','), "ben"), "cut: the second part");
	ok(view_is(view_cut(&rest, ','), ""), "cut: an empty part counts");
	ok(view_is(view_cut(&rest, ','), "") && rest.p == NULL,
	    "cut: the last part ends it");
	rest = view_of("  ana\tpresent ");
	ok(view_is(view_word(&rest), "ana"), "word: blanks in front skipped");
	ok(view_is(view_word(&rest), "present"), "word: a tab separates");
	w = view_word(&rest);
	ok(w.p == NULL, "word: no more");
	ok(view_same(view_of("Attend"), "aTTEND"), "same: any case");
	ok(!view_same(view_of("Attend"), "Attends"), "same: not a prefix");
	ok(view_string(view_of("abc"), s, sizeof(s)) == 0, "string: fits");
	ok(view_string(view_of("abcd"), s, sizeof(s)) == -1 && s[0] == '\0',
	    "string: too long is refused, not cut");
	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		ok((view_number(view_of(numbers[i].in), 0, 100, &n) == 0) ==
			    numbers[i].good &&
			(!numbers[i].good || n == numbers[i].want),
		    "number: '%s'", numbers[i].in);
}

static void
test_buf(void)
{
	struct buf b = { 0 };
	size_t i;

	ok(view_is(buf_all(&b), ""), "buf: all zero is empty");
	for (i = 0; i < 1000; i++)
		buf_printf(&b, "%zu,", i);
	ok(b.n == 3890 && strlen(b.p) == b.n, "buf: grows, ends in NUL");
	buf_clear(&b);
	ok(b.n == 0 && !buf_bad(&b), "buf: cleared");
	ok(buf_room(&b, (size_t)-1) == NULL && buf_bad(&b),
	    "buf: an impossible size is an error that stays");
	buf_puts(&b, "x");
	ok(b.n == 0, "buf: after an error nothing is added");
	buf_release(&b);
}

static void
test_fail(void)
{
	struct fail f;

	errno = ENOSPC;
	ok(fail_set(&f, FAIL_SYSTEM, "E_WRITE", "cannot write") == -1 &&
		f.err == ENOSPC,
	    "fail: takes errno");
	fail_file(&f, "cases/c001-abc.txt");
	fail_file(&f, "group.txt");
	ok(strcmp(f.file, "cases/c001-abc.txt") == 0,
	    "fail: the innermost file stays");
	ok(fail_at(NULL, FAIL_SYNTAX, "E_CR", "x", 1, 2) == -1,
	    "fail: nobody need listen");
}

int
main(void)
{
	test_view();
	test_buf();
	test_fail();
	return tap_end();
}
