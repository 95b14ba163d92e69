/*
 * Cases and tables as balint-redact reads them: no crash; what comes out of a
 * case is a record again; no byte outside the spans is lost.
 */

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/jsonline.h"
#include "common/redact-decide.h"
#include "common/redact-policy.h"
#include "common/redact-score.h"
#include "common/redact-text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char rules[] = "Policy: fuzz\nVersion: 1\nSection: telling\n"
			    "Section: discussion\nField: Theme\nText: X_Mine\n";

/* With every span kept, what comes out is what went in. */
static void
keep_all(struct text *t, struct view in, const struct policy_guards *g)
{
	const struct text_span *s;
	struct buf out = { 0 };
	struct fail f;
	size_t i, n, at = 0;

	text_forget(t);
	if (text_find(t, in, g, &f) == -1)
		return;
	s = text_spans(t, &n);
	for (i = 0; i < n; i++) {
		assert(s[i].s.start >= at && s[i].s.start < s[i].s.end);
		assert(s[i].s.end <= in.n);
		at = s[i].s.end;
	}
	if (text_act(t, &out, &f) == 0)
		assert(view_equal(buf_all(&out), in));
	buf_release(&out);
}

static void
project(struct text *t, struct view in)
{
	struct policy_guards g = { 0 };
	struct record r = { 0 }, again = { 0 };
	struct policy p;
	struct buf part = { 0 };
	struct fail f;

	if (policy_parse(&p, view_of(rules), &f) == 0 &&
	    record_parse(&r, in, RECORD_ALL, &f) == 0 &&
	    policy_project(&p, &r, &part, &g, &f) == 0) {
		assert(
		    record_parse(&again, buf_all(&part), RECORD_ALL, &f) == 0);
		keep_all(t, buf_all(&part), &g);
	}
	record_release(&again);
	record_release(&r);
	policy_release(&p);
	buf_release(&part);
	free(g.g);
}

static void
read_lines(struct view in)
{
	struct jsonline_member m;
	struct buf b = { 0 };
	struct fail f;
	size_t at = 0, before;

	do {
		before = at;
		if (jsonline_next(in, &at, &m, &f) != 1)
			break;
		assert(at > before && m.value.n >= 2);
		(void)jsonline_decode(&b, m.value, &f);
	} while (at < in.n);
	buf_release(&b);
}

static void
read_others(struct view in)
{
	struct decide d = { 0 };
	struct score_gold g = { 0 };
	struct policy p;
	struct fail f;
	struct buf b = { 0 };

	if (decide_parse(&d, in, &f) == 0)
		decide_format(&d, in, &b);
	if (score_parse(&g, in, &f) == 0)
		assert(g.text.n <= in.n);
	(void)policy_parse(&p, in, &f);
	decide_release(&d);
	score_release(&g);
	policy_release(&p);
	buf_release(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct text *t;
	struct view in = { (const char *)data, size };
	struct text_options o = { .find = { .quasi = true } };
	struct fail f;

	if (size > 1 << 16)
		return 0;
	if (t == NULL && text_new(&t, &o, &f) == -1) /* every verb is keep */
		abort();
	keep_all(t, in, NULL);
	project(t, in);
	read_lines(in);
	read_others(in);
	return 0;
}
