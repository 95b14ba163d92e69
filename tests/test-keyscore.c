/* Questionnaire keys: what a key may say, and what answers come to. */

#include <math.h>
#include <string.h>

#include "common/buf.h"
#include "common/keyscore.h"
#include "common/number.h"
#include "tests/tap.h"

#define N(a) (sizeof(a) / sizeof((a)[0]))
#define HEAD "Format: balint-key/1\n"
#define TWO  HEAD "Answers: 0..4\nScale: s mean 1\nItem: a s\nItem: b s\n"

static const struct {
	const char *in;
	bool good;
	double want;
} numbers[] = {
	{ "0", true, 0 },
	{ "-12.50", true, -12.5 },
	{ "007", true, 7 },
	{ "", false, 0 },
	{ "-", false, 0 },
	{ "+1", false, 0 },
	{ ".5", false, 0 },
	{ "5.", false, 0 },
	{ "1,5", false, 0 },
	{ "1e3", false, 0 },
	{ "0x10", false, 0 },
	{ "nan", false, 0 },
	{ "inf", false, 0 },
	{ " 1", false, 0 },
	{ "1 ", false, 0 },
	{ "1234567890123456789012345678901", false, 0 },
};

static const struct {
	const char *name, *text;
	size_t line; /* blamed; 0: a good key */
} keys[] = {
	{ "two items", TWO, 0 },
	{ "comments and blanks", HEAD "# x\n\n  Name: y \n" TWO, 5 },
	{ "no format", "Answers: 0..4\n", 1 },
	{ "a newer format", "Format: balint-key/2\n", 1 },
	{ "no scale", HEAD "Answers: 0..4\n", 3 },
	{ "a scale without items", TWO "Scale: t sum all\n", 6 },
	{ "an item of no scale", TWO "Item: c t\n", 6 },
	{ "an item twice in a scale", TWO "Item: a s\n", 6 },
	{ "an item in two scales", TWO "Scale: t sum all\nItem: a t\n", 0 },
	{ "two scales of a name", TWO "Scale: s sum all\n", 6 },
	{ "more needed than items",
	    HEAD "Answers: 0..4\nScale: s mean 2\n"
		 "Item: a s\n",
	    3 },
	{ "no answers", HEAD "Scale: s mean 1\nItem: a s\n", 1 },
	{ "a range instead", HEAD "Scale: s mean 1\nItem: a s 1..7\n", 0 },
	{ "an empty range", HEAD "Scale: s mean 1\nItem: a s 7..1\n", 3 },
	{ "answers that aren't numbers", HEAD "Answers: yes no\n", 2 },
	{ "Recode leaves one out", TWO "Recode: 0=0 1=1 2=1 3=1\n", 1 },
	{ "Recode has all", TWO "Recode: 0=0 1=1 2=1 3=1 4=1\n", 0 },
	{ "Recode without a number", TWO "Recode: 0=\n", 6 },
	{ "a line of no kind", TWO "Itme: c s\n", 6 },
	{ "a line without a colon", TWO "Item c s\n", 6 },
	{ "a name with a blank in it", TWO "Item: \"c d\" s\n", 6 },
	{ "atleast", TWO "Derive: d s atleast 4\n", 0 },
	{ "atleast nothing", TWO "Derive: d s atleast\n", 6 },
	{ "linear", TWO "Derive: d s linear 1 -2.5\n", 0 },
	{ "linear with one number", TWO "Derive: d s linear 1\n", 6 },
	{ "standard", TWO "Derive: d s standard 2 1\n", 0 },
	{ "no deviation", TWO "Derive: d s standard 2 0\n", 6 },
	{ "derived from what is derived",
	    TWO "Derive: d s atleast 4\nDerive: e d atleast 4\n", 7 },
	{ "an unknown way", TWO "Derive: d s squared 1 2\n", 6 },
};

static void
test_parse(void)
{
	struct keyscore *k;
	struct fail f;
	double x;
	size_t i;
	int rv;

	for (i = 0; i < N(numbers); i++)
		ok((number_parse(view_of(numbers[i].in), &x) == 0) ==
			    numbers[i].good &&
			(!numbers[i].good || !(fabs(x - numbers[i].want) > 0)),
		    "number: '%s'", numbers[i].in);
	for (i = 0; i < N(keys); i++) {
		k = NULL;
		memset(&f, 0, sizeof(f));
		rv = keyscore_parse(&k, view_of(keys[i].text), &f);
		ok(keys[i].line == 0
			? rv == 0
			: rv == -1 && f.line == keys[i].line && k == NULL,
		    "key: %s", keys[i].name);
		if (rv == -1 && f.line != keys[i].line)
			printf("# line %zu: %s\n", f.line, f.what);
		keyscore_free(k);
	}
}

/* A key with each rule; n: NaN, no answer. */
#define n NAN
static const char full[] = HEAD "Answers: 1..5\n"
				"Scale: m mean 2\nScale: s sum 2\n"
				"Item: a m\nItem: b m reverse\nItem: c m\n"
				"Item: a s\nItem: b s\nItem: c s 0..9\n"
				"Derive: cut m atleast 3\n"
				"Derive: lin m linear 10 2\n"
				"Derive: t m standard 3 0.5\n";
static const struct {
	const char *name;
	double x[3], want[5];
	size_t missing;
} people[] = {
	/* b reversed is 6 - b: (1 + 4 + 3) / 3 */
	{ "all answered", { 1, 2, 3 },
	    { 8.0 / 3, 6, 0, 10 + 16.0 / 3, 50 + 10 * (8.0 / 3 - 3) / .5 }, 0 },
	{ "the threshold itself", { 3, 3, 3 }, { 3, 9, 1, 16, 50 }, 0 },
	/* mean (5 + 1) / 2; sum (5 + 5) / 2 * 3 */
	{ "one missing", { 5, 5, n }, { 3, 15, 1, 16, 50 }, 1 },
	{ "two missing are too many", { 5, n, n }, { n, n, n, n, n }, 2 },
	{ "nothing", { n, n, n }, { n, n, n, n, n }, 3 },
};
#undef n

static bool
same(double a, double b)
{
	return isnan(b) ? isnan(a) : fabs(a - b) < 1e-12;
}

static void
test_score(void)
{
	struct keyscore_result r[5];
	struct keyscore *k = NULL;
	struct fail f;
	size_t i, j;
	double x;
	bool good;

	/* c has answers of its own in one scale: so it has in both. */
	if (keyscore_parse(&k, view_of(full), &f) == -1) {
		ok(false, "key of the scores: line %zu, %s", f.line, f.what);
		return;
	}
	ok(keyscore_items(k) == 3 && keyscore_scales(k) == 2 &&
		keyscore_scores(k) == 5 &&
		strcmp(keyscore_score_name(k, 4), "t") == 0,
	    "a key's size and names");
	for (i = 0; i < N(people); i++) {
		keyscore_score(k, people[i].x, r);
		for (good = true, j = 0; j < 5; j++)
			good = good && same(r[j].value, people[i].want[j]);
		good = good && r[0].missing == people[i].missing &&
		       r[0].answered == 3 - people[i].missing;
		/* b reversed within 1..5, the range of the answers. */
		ok(good, "scores: %s", people[i].name);
	}
	ok(keyscore_answer(k, 0, view_of("5"), &x, &f) == 0 && same(x, 5),
	    "answer: allowed");
	ok(keyscore_answer(k, 0, view_of(" 5 "), &x, &f) == 0 && same(x, 5),
	    "answer: blanks around it don't matter");
	ok(keyscore_answer(k, 0, view_of(" "), &x, &f) == 0 && isnan(x),
	    "answer: none");
	ok(keyscore_answer(k, 0, view_of("6"), &x, &f) == -1 &&
		strcmp(f.detail, "item a") == 0,
	    "answer: out of range, and the message names the item only");
	ok(keyscore_answer(k, 0, view_of("2.5"), &x, &f) == -1,
	    "answer: between two allowed ones");
	ok(keyscore_answer(k, 0, view_of("NA"), &x, &f) == -1,
	    "answer: a word is never a missing one");
	ok(keyscore_answer(k, 2, view_of("9"), &x, &f) == 0 &&
		keyscore_answer(k, 2, view_of("0.5"), &x, &f) == -1,
	    "answer: whole numbers of an item's own range");
	keyscore_free(k);
	keyscore_free(NULL);
}

int
main(void)
{
	test_parse();
	test_score();
	return tap_end();
}
