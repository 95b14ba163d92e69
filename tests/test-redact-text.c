/* The look back, policies, decisions, lines of JSON, patterns, marks. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/jsonline.h"
#include "common/pattern.h"
#include "common/redact-decide.h"
#include "common/redact-leak.h"
#include "common/redact-policy.h"
#include "common/redact-score.h"
#include "tests/tap.h"

static const struct {
	const char *name, *text;
	enum redact_class cls;
	int refused;	/* without gathering */
	size_t certain; /* gathered */
	size_t doubts;
} leaks[] = {
	{ "nothing left", "Mrs <Thistlewood> came.", REDACT_NAME, 0, 0, 0 },
	{ "a name left", "<Thistlewood> and Thistlewood", REDACT_NAME, 1, 1,
	    0 },
	{ "in small letters, with an s", "<Thistlewood>, thistlewood's cat",
	    REDACT_NAME, 1, 1, 0 },
	{ "within a longer word", "<Thistlewood> Thistlewoodery", REDACT_NAME,
	    0, 0, 0 },
	{ "half of a full name", "<Ann Thistlewood> met thistlewood",
	    REDACT_NAME, 1, 1, 0 },
	{ "an ordinary word", "<Grace> has grace", REDACT_NAME, 0, 0, 1 },
	{ "two ordinary words that are a full name",
	    "<Grace Baker> and grace baker", REDACT_NAME, 1, 1, 0 },
	{ "the same two apart", "<Grace Baker>: the grace of a baker",
	    REDACT_NAME, 0, 0, 2 },
	{ "a phone in other groups", "<07700 900417> or 07700-900-417",
	    REDACT_PHONE, 1, 1, 0 },
	{ "a phone with a country code", "<07700 900417>, +44 7700 900417",
	    REDACT_PHONE, 1, 1, 0 },
	{ "another phone", "<07700 900417> or 07700 900418", REDACT_PHONE, 0, 0,
	    0 },
	{ "a mail address", "<ann@example.org> x Ann@Example.org.",
	    REDACT_EMAIL, 1, 1, 0 },
	{ "another mail address", "<ann@example.org> x bann@example.org",
	    REDACT_EMAIL, 0, 0, 0 },
	{ "a short code", "<A4417EK> is a4417ek", REDACT_ID, 1, 1, 0 },
	{ "a name of another kind", "<Thistlewood> and Thistlewood", REDACT_ORG,
	    0, 0, 0 },
	{ "accents are no hiding place", "<Dvořáčková>, dvorackova too",
	    REDACT_NAME, 1, 1, 0 },
	{ "at the very end", "<Thistlewood> o Thistlewood", REDACT_NAME, 1, 1,
	    0 },
};

static void
one_leak(size_t i)
{
	char text[128];
	struct redact_span s = { 0, 0, leaks[i].cls, 9, "", 7 };
	enum leak_fate fate = LEAK_MASKED;
	const struct leak_doubt *d;
	struct leak *l = leak_new();
	const char *p;
	struct fail f;
	size_t n = 0, k, nd, certain = 0;
	int rv;

	for (p = leaks[i].text; *p != '\0'; p++) {
		if (*p == '<')
			s.start = n;
		else if (*p == '>')
			s.end = n;
		else
			text[n++] = *p;
	}
	rv = leak_check(l, (struct view){ text, n }, &s, &fate, 1, NULL, NULL,
	    &f);
	ok((rv == -1) == (leaks[i].refused != 0), "leak: %s", leaks[i].name);
	if (rv == -1)
		ok(strcmp(f.word, "E_LEAK") == 0 && f.line == 1 &&
			f.col > s.end + 1,
		    "leak: %s: where", leaks[i].name);
	leak_forget(l);
	rv = leak_check(l, (struct view){ text, n }, &s, &fate, 1, &d, &nd, &f);
	for (k = 0; k < nd; k++)
		certain += d[k].certain;
	ok(rv == 0 && certain == leaks[i].certain &&
		nd - certain == leaks[i].doubts,
	    "leak: %s: gathered", leaks[i].name);
	ok(nd == 0 || d[0].entity == 7, "leak: %s: whose", leaks[i].name);
	leak_free(l);
}

/* The text is passed over eight bytes at a time: wherever a word begins. */
static void
test_leak_everywhere(void)
{
	static const char *const word[] = { "Thistlewood", "@", "7",
		"\xc3\xa9t" };
	const enum leak_fate fate = LEAK_MASKED;
	struct redact_span s = { 0, 11, REDACT_NAME, 9, "", 1 };
	char text[64];
	size_t before, after, n, w, found = 0, wrong = 0;
	struct fail f;

	for (w = 0; w < 4; w++)
		for (before = 1; before < 20; before++)
			for (after = 0; after < 20; after++) {
				struct leak *l = leak_new();

				n = (size_t)snprintf(text, sizeof(text),
				    "Thistlewood%*s%s%.*s", (int)before, " ",
				    word[w], (int)after,
				    " of so on to me at, by. ");
				if (leak_check(l, (struct view){ text, n }, &s,
					&fate, 1, NULL, NULL, &f) == -1)
					*(w == 0 ? &found : &wrong) += 1;
				leak_free(l);
			}
	ok(found == 19 * 20, "leak: found wherever it begins");
	ok(wrong == 0, "leak: nothing else is");
}

static void
test_leak_kept(void)
{
	static const char text[] = "Thistlewood thistlewood.example";
	const struct redact_span s[] = { { 0, 11, REDACT_NAME, 9, "", 1 },
		{ 12, 31, REDACT_URL, 9, "", 2 } };
	enum leak_fate fate[] = { LEAK_MASKED, LEAK_KEPT };
	const struct leak_doubt *d;
	struct leak *l = leak_new();
	struct fail f;
	size_t n;

	ok(leak_check(l, view_of(text), s, fate, 2, &d, &n, &f) == -1,
	    "leak: in what is kept by its class");
	leak_forget(l);
	fate[1] = LEAK_EXEMPT;
	ok(leak_check(l, view_of(text), s, fate, 2, &d, &n, &f) == 0 && n == 0,
	    "leak: not in what a person kept");
	leak_forget(l);
	fate[1] = LEAK_KEPT;
	ok(leak_allow(l, view_of("Thistlewood")) == 0 &&
		leak_check(l, view_of(text), s, fate, 2, &d, &n, &f) == 0,
	    "leak: not what is allowed");
	leak_forget(l);
	ok(leak_check(l, view_of("Thistlewood"), NULL, NULL, 0, &d, &n, &f) ==
		    0 &&
		n == 0,
	    "leak: not of another document");
	leak_free(l);
}

static const struct {
	const char *name, *text;
	size_t line; /* blamed; 0: good */
} policies[] = {
	{ "the least", "Policy: x\nVersion: 1\n", 0 },
	{ "comments", "# x\n\nPolicy: x\nVersion: 1\n", 0 },
	{ "all lines",
	    "Policy: x\nVersion: 1\nSummary: y\nMode: strict\nQuasi: yes\n"
	    "As: name=mask\nSection: a\nField: B\nText: C\n",
	    0 },
	{ "no such line", "Policy: x\nVersion: 1\nX: y\n", 3 },
	{ "no such mode", "Policy: x\nMode: loose\n", 2 },
	{ "no such action", "Policy: x\nAs: name=hide\n", 2 },
	{ "a section that is none", "Section: A B\n", 1 },
	{ "a field that is none", "Field: a-b\n", 1 },
	{ "no colon", "Policy\n", 1 },
	{ "version 0", "Policy: x\nVersion: 0\n", 2 },
};

static void
test_policies(void)
{
	struct policy p;
	struct fail f;
	size_t i;
	int rv;

	for (i = 0; i < sizeof(policies) / sizeof(policies[0]); i++) {
		memset(&f, 0, sizeof(f));
		rv = policy_parse(&p, view_of(policies[i].text), &f);
		ok(policies[i].line == 0
			? rv == 0
			: rv == -1 && f.line == policies[i].line,
		    "policy: %s", policies[i].name);
		policy_release(&p);
	}
	ok(policy_parse(&p, view_of("Version: 1\n"), &f) == -1,
	    "policy: a name is needed");
	policy_release(&p);
}

static void
test_decisions(void)
{
	static const char text[] = "Format: balint-decisions/1\n"
				   "Policy: balint/1\nAlways: name Ann Lee\n"
				   "Never: Grace\n\n"
				   "keep 9-12 name\nmask 4-8 place x y\n";
	static const char *const bad[] = { "", "Format: balint-case/1\n",
		"Format: balint-decisions/1\nInput: abc\n",
		"Format: balint-decisions/1\nAlways: nom Ann\n",
		"Format: balint-decisions/1\n\nhide 1-2 name\n",
		"Format: balint-decisions/1\n\nmask 2-1 name\n",
		"Format: balint-decisions/1\n\nmask 1-2 nom\n",
		"Format: balint-decisions/1\n\nmask -2 name\n" };
	struct decide d = { 0 }, again = { 0 };
	struct buf out = { 0 };
	struct fail f;
	size_t i;

	ok(decide_parse(&d, view_of(text), &f) == 0, "decisions are read");
	ok(d.n == 2 && d.line[0].start == 4 && d.line[1].end == 12,
	    "and sorted");
	ok(decide_find(&d, 9, 12) != NULL && decide_find(&d, 9, 13) == NULL,
	    "and found");
	decide_format(&d,
	    view_of("abc\tefgh\xff"
		    "ann rest"),
	    &out);
	ok(decide_parse(&again, buf_all(&out), &f) == 0 && again.n == 2 &&
		again.always.n == 1 && again.never.n == 1 &&
		again.line[1].action == DECIDE_KEEP,
	    "what is written can be read");
	decide_release(&d);
	decide_release(&again);
	buf_release(&out);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ok(decide_parse(&d, view_of(bad[i]), &f) == -1,
		    "no decisions: %zu", i);
		decide_release(&d);
	}
}

static const struct {
	const char *name, *in, *want; /* name=value, in order; NULL: bad */
} lines[] = {
	{ "strings", "{\"a\":\"x\",\"b\": \"y\"}", "a=x;b=y;" },
	{ "others are passed over", "{\"a\":1.50,\"b\":null,\"c\":\"z\"}",
	    "c=z;" },
	{ "deep", "{\"a\":{\"b\":[\"x\",{\"c\":\"y\"}]},\"d\":\"z\"}",
	    "b=x;c=y;d=z;" },
	{ "escapes", "{\"a\":\"\\\"\\u00e9\\ud83d\\ude00\\n\"}",
	    "a=\"\303\251\360\237\230\200\n;" },
	{ "a name with a quote", "{\"a\\\"b\":\"x\"}", "a\\\"b=x;" },
	{ "empty", "{}", "" },
	{ "not closed", "{\"a\":\"x\"", NULL },
	{ "a string not closed", "{\"a\":\"x}", NULL },
	{ "half a surrogate", "{\"a\":\"\\ud83d\"}", NULL },
	{ "no such escape", "{\"a\":\"\\q\"}", NULL },
	{ "no object", "x", NULL },
	{ "closed twice", "{}}", NULL },
};

static void
test_lines(void)
{
	struct jsonline_member m;
	struct buf got = { 0 };
	struct view v;
	struct fail f;
	size_t i, at;
	int rv;

	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		v = view_of(lines[i].in);
		buf_clear(&got);
		at = 0;
		while ((rv = jsonline_next(v, &at, &m, &f)) == 1) {
			buf_view(&got, m.name);
			buf_putc(&got, '=');
			if (jsonline_decode(&got, m.value, &f) == -1) {
				rv = -1;
				break;
			}
			buf_putc(&got, ';');
		}
		ok(lines[i].want == NULL
			? rv == -1
			: rv == 0 && view_is(buf_all(&got), lines[i].want),
		    "JSON: %s", lines[i].name);
	}
	buf_release(&got);
}

static void
test_patterns(void)
{
	struct pattern *p = NULL;
	struct fail f;
	size_t a, b;

	ok(pattern_new(&p, view_of("(x"), &f) == -1 && f.col == 3,
	    "pattern: a mistake has its column");
	ok(pattern_new(&p, view_of("\\b\\p{Lu}{2}\\d*"), &f) == 0,
	    "pattern: compiled");
	ok(pattern_find(p, view_of("ab \303\204B12 x"), 0, &a, &b, &f) == 1 &&
		a == 3 && b == 8,
	    "pattern: letters of any script");
	ok(pattern_find(p, view_of("\377\376 AB"), 0, &a, &b, &f) == 1 &&
		a == 3,
	    "pattern: bytes that are no UTF-8");
	ok(pattern_find(p, view_of("AB cd"), 2, &a, &b, &f) == 0,
	    "pattern: none behind");
	pattern_free(p);
	ok(pattern_new(&p, view_of("(a+)+$"), &f) == 0, "pattern: a slow one");
	ok(pattern_find(p, view_of("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"),
	       0, &a, &b, &f) != 1,
	    "pattern: comes to an end");
	pattern_free(p);
}

static void
test_marks(void)
{
	static const char text[] =
	    "Lang: en\n\nDr [[NAME|Ann Lee]], [[AGE|40]], has ((hope)).\n";
	static const char *const bad[] = { "", "Lang: en\n",
		"Lang: en\n\n[[NOM|x]]\n", "Lang: en\n\n[[NAME|x\n",
		"Lang: en\n\nx]] y\n", "Lang: en\n\n((x\n", "\n\nx\n" };
	struct redact_span s[] = { { 3, 6, REDACT_NAME, 9, "", 1 },
		{ 7, 10, REDACT_NAME, 9, "", 1 },
		{ 20, 24, REDACT_NAME, 9, "", 2 } };
	struct score_gold g = { 0 };
	struct score sum = { 0 };
	struct fail f;
	size_t i;

	ok(score_parse(&g, view_of(text), &f) == 0 && g.n == 3 &&
		view_is(buf_all(&g.text), "Dr Ann Lee, 40, has hope.\n"),
	    "marks are read");
	ok(score_add(&sum, &g, s, 3, &f) == 0 && sum.covered[SCORE_NAME] == 1 &&
		sum.touched[SCORE_AGE] == 0 && sum.touched[SCORE_TRAP] == 1,
	    "a blank within need not be masked; a trap is missed");
	ok(sum.missed == 0 && sum.leaky == 0 && sum.with_direct == 1 &&
		sum.masked == 10 && sum.masked_right == 6,
	    "characters are counted");
	ok(sum.words == 3 && sum.words_kept == 2, "words too");
	ok(score_add(&sum, &g, NULL, 0, &f) == 0 && sum.missed == 1,
	    "one that masks nothing misses");
	score_release(&g);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ok(score_parse(&g, view_of(bad[i]), &f) == -1, "no marks: %zu",
		    i);
		score_release(&g);
	}
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(leaks) / sizeof(leaks[0]); i++)
		one_leak(i);
	test_leak_everywhere();
	test_leak_kept();
	test_policies();
	test_decisions();
	test_lines();
	test_patterns();
	test_marks();
	return tap_end();
}
