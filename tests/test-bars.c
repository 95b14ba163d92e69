/* Bars, shades and sparklines, character by character. */

#include <math.h>
#include <string.h>

#include "common/bars.h"
#include "common/utf8.h"
#include "tests/tap.h"

static const struct {
	const char *name;
	double share;
	unsigned columns;
	const char *unicode, *ascii;
} bars[] = {
	{ "nothing", 0, 4, "····", "...." },
	{ "everything", 1, 4, "████", "####" },
	{ "half", 0.5, 4, "██··", "##.." },
	{ "an eighth of a column", 1.0 / 32, 4, "▏···", "#..." },
	{ "three eighths more than one", 11.0 / 32, 4, "█▍··", "#..." },
	{ "little is not nothing", 0.0001, 4, "▏···", "#..." },
	{ "almost everything is not everything", 0.9999, 4, "███▉", "###." },
	{ "more than everything", 7, 4, "████", "####" },
	{ "less than nothing", -1, 4, "····", "...." },
	{ "no value", NAN, 4, "····", "...." },
};

static bool
is(struct buf *b, const char *want)
{
	bool good = view_is(buf_all(b), want);

	if (!good)
		printf("# got '%s', expected '%s'\n", b->n > 0 ? b->p : "",
		    want);
	buf_release(b);
	return good;
}

static void
test_bar(void)
{
	const struct bars unicode = { false, false, 80 };
	const struct bars ascii = { true, false, 80 };
	const struct bars colour = { true, true, 80 };
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < sizeof(bars) / sizeof(bars[0]); i++) {
		bars_bar(&b, &unicode, bars[i].share, bars[i].columns);
		ok(utf8_width(buf_all(&b)) == bars[i].columns,
		    "%s: as wide as asked", bars[i].name);
		ok(is(&b, bars[i].unicode), "%s", bars[i].name);
		bars_bar(&b, &ascii, bars[i].share, bars[i].columns);
		ok(is(&b, bars[i].ascii), "%s in ASCII", bars[i].name);
	}
	bars_bar(&b, &colour, 0.5, 2);
	ok(is(&b, "\033[36m#\033[0m\033[2m.\033[0m"),
	    "colour is put around, and taken back");
}

static void
test_small(void)
{
	const struct bars unicode = { false, false, 80 };
	const struct bars ascii = { true, false, 80 };
	const double v[] = { 0, 0.5, 1, NAN, 0.01, 0.99 };
	struct buf b = { 0 };

	bars_spark(&b, &unicode, v, 6, 1);
	ok(is(&b, "▁▅█ ▂▇"), "spark: heights, and a blank for no value");
	bars_spark(&b, &ascii, v, 6, 1);
	ok(is(&b, "059 18"), "spark in ASCII: digits");
	bars_spark(&b, &ascii, v, 3, 0);
	ok(is(&b, "000"), "spark: no top, no height");
	bars_shade(&b, &unicode, 0);
	bars_shade(&b, &unicode, 0.1);
	bars_shade(&b, &unicode, 0.9);
	bars_shade(&b, &unicode, 1);
	bars_shade(&b, &unicode, NAN);
	ok(is(&b, " ░▓█·"), "shades");
	bars_left(&b, &unicode, view_of("abc"), 5);
	ok(is(&b, "abc  "), "left: filled");
	bars_left(&b, &unicode, view_of("abcdef"), 4);
	ok(is(&b, "abc…"), "left: cut, and marked");
	bars_left(&b, &ascii, view_of("abcdef"), 4);
	ok(is(&b, "abc~"), "left: cut in ASCII");
	bars_left(&b, &unicode, view_of("日本語"), 4);
	ok(is(&b, "日… "), "left: wide characters are not halved");
	bars_left(&b, &unicode, view_of("a\033[31mb"), 20);
	ok(strchr(b.p, '\033') == NULL, "left: nothing steers the terminal");
	buf_release(&b);
	bars_right(&b, view_of("ab"), 4);
	ok(is(&b, "  ab"), "right: filled");
	bars_right(&b, view_of("abcdef"), 4);
	ok(is(&b, "abcdef"), "right: a number is never cut");
}

int
main(void)
{
	test_bar();
	test_small();
	return tap_end();
}
