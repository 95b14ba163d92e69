#include "common/redact-text.h"

#include <stdlib.h>
#include <string.h>

struct text {
	struct text_options o;
	struct redact *find;
	struct act *act;
	struct leak *leak;
	struct view in;
	struct text_span *s;
	size_t n, cap;
	/* the same as arrays, as those who read them want them */
	struct redact_span *span;
	enum act_verb *verb;
	enum leak_fate *fate;
	size_t capspan;
	const struct leak_doubt *doubt;
	size_t ndoubt;
	struct fail leaked; /* what the look back said */
	bool bad;
};

int
text_new(struct text **out, const struct text_options *o, struct fail *f)
{
	struct text *t = calloc(1, sizeof(*t));
	size_t i;
	int bad = 0;

	if (t == NULL)
		return fail_memory(f);
	t->o = *o;
	t->find = redact_new(&o->find);
	t->act = act_new(&o->act);
	t->leak = leak_new();
	if (t->leak != NULL)
		for (i = 0; i < o->find.nallow; i++)
			bad |= leak_allow(t->leak, o->find.allow[i]);
	if (t->find == NULL || t->act == NULL || t->leak == NULL || bad != 0) {
		text_free(t);
		return fail_memory(f);
	}
	*out = t;
	return 0;
}

void
text_free(struct text *t)
{
	if (t == NULL)
		return;
	redact_free(t->find);
	act_free(t->act);
	leak_free(t->leak);
	free(t->s);
	free(t->span);
	free(t->verb);
	free(t->fate);
	free(t);
}

void
text_forget(struct text *t)
{
	redact_forget(t->find);
	act_forget(t->act);
	leak_forget(t->leak);
	t->n = 0;
}

static int
add(struct text *t, const struct text_span *s, struct fail *f)
{
	struct text_span *p;
	size_t cap = t->cap == 0 ? 256 : t->cap * 2;

	if (t->n == t->cap) {
		if ((p = reallocarray(t->s, cap, sizeof(*p))) == NULL)
			return fail_memory(f);
		t->s = p;
		t->cap = cap;
	}
	t->s[t->n++] = *s;
	return 0;
}

/* "[NAME-3]" and the like come from an earlier run: they stay. */
static bool
is_tag(struct view in, size_t start, size_t end)
{
	size_t lo = start, hi = end, i;

	while (lo > 0 && start - lo < 24 && in.p[lo - 1] != '[' &&
	       in.p[lo - 1] != ' ' && in.p[lo - 1] != '\n')
		lo--;
	while (hi < in.n && hi - end < 24 && in.p[hi] != ']' &&
	       in.p[hi] != ' ' && in.p[hi] != '\n')
		hi++;
	if (lo == 0 || hi == in.n || in.p[lo - 1] != '[' || in.p[hi] != ']')
		return false;
	for (i = lo; i < hi && in.p[i] >= 'A' && in.p[i] <= 'Z'; i++)
		;
	return i - lo >= 2 && i - lo <= 11 && (i == hi || in.p[i] == '-');
}

/* What is left of a span outside the structure; false: nothing. */
static bool
unguarded(const struct policy_guards *g, size_t *at, struct redact_span *s)
{
	if (g == NULL)
		return true;
	while (*at < g->n && g->g[*at].hi <= s->start)
		(*at)++;
	if (*at == g->n || g->g[*at].lo >= s->end)
		return true;
	if (g->g[*at].lo > s->start) {
		s->end = g->g[*at].lo;
		return true;
	}
	s->start = g->g[*at].hi;
	return s->start < s->end;
}

static void
decide(const struct text *t, struct text_span *s)
{
	const struct decide_line *l;

	s->verb = t->o.act.verb[s->s.cls];
	if (t->o.decide == NULL ||
	    (l = decide_find(t->o.decide, s->s.start, s->s.end)) == NULL ||
	    l->action == DECIDE_ASK) {
		s->fate = s->verb == ACT_KEEP ? LEAK_KEPT : LEAK_MASKED;
		return;
	}
	s->decided = true;
	s->s.cls = l->cls;
	s->verb = l->action == DECIDE_KEEP	      ? ACT_KEEP
		  : t->o.act.verb[l->cls] == ACT_KEEP ? ACT_TAG
						      : t->o.act.verb[l->cls];
	s->fate = l->action == DECIDE_KEEP ? LEAK_EXEMPT : LEAK_MASKED;
}

static int
by_start(const void *a, const void *b)
{
	const struct text_span *x = a, *y = b;

	return x->s.start < y->s.start ? -1 : x->s.start > y->s.start;
}

/* The rules found a part of s: it grows over what they found. */
static void
absorb(struct text *t, struct redact_span *s)
{
	size_t i, n = 0;

	for (i = 0; i < t->n; i++) {
		const struct redact_span *x = &t->s[i].s;

		if (x->end <= s->start || x->start >= s->end) {
			t->s[n++] = t->s[i];
			continue;
		}
		if (x->start < s->start)
			s->start = x->start;
		if (x->end > s->end)
			s->end = x->end;
	}
	t->n = n;
}

/* Does a span stand on a part of s?  `person`: one that somebody decided. */
static bool
taken(const struct text *t, const struct redact_span *s, bool person)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if ((t->s[i].decided || !person) && t->s[i].s.start < s->end &&
		    t->s[i].s.end > s->start)
			return true;
	return false;
}

/* What a person masked or kept though no rule had found it. */
static int
add_decided(struct text *t, struct fail *f)
{
	const struct decide *d = t->o.decide;
	bool added = false;
	struct text_span s;
	size_t i;

	if (d == NULL)
		return 0;
	for (i = 0; i < d->n; i++) {
		if (d->line[i].action == DECIDE_ASK || d->line[i].end > t->in.n)
			continue;
		memset(&s, 0, sizeof(s));
		s.s.start = d->line[i].start;
		s.s.end = d->line[i].end;
		s.s.cls = d->line[i].cls;
		s.s.confidence = 9;
		s.s.why = "decided";
		if (taken(t, &s.s, d->line[i].action != DECIDE_KEEP))
			continue;
		decide(t, &s);
		absorb(t, &s.s);
		if (add(t, &s, f) == -1)
			return -1;
		added = true;
	}
	if (added)
		qsort(t->s, t->n, sizeof(*t->s), by_start);
	return 0;
}

/* What a pattern allows is dropped, what it denies is added. */
static int
matched(void *arg, const struct text_pattern *p, size_t start, size_t end,
    struct fail *f)
{
	struct text *t = arg;
	struct text_span s = { .s = { start, end, p->cls, 9, "pattern", 0 } };
	size_t i, n;

	if (p->allow) {
		for (i = n = 0; i < t->n; i++)
			if (t->s[i].s.start < start || t->s[i].s.end > end)
				t->s[n++] = t->s[i];
		t->n = n;
		return leak_allow(t->leak,
			   (struct view){ t->in.p + start, end - start }) == -1
			   ? fail_memory(f)
			   : 0;
	}
	if (taken(t, &s.s, true))
		return 0;
	absorb(t, &s.s);
	decide(t, &s);
	if (add(t, &s, f) == -1)
		return -1;
	qsort(t->s, t->n, sizeof(*t->s), by_start);
	return 0;
}

static int
arrays(struct text *t, struct fail *f)
{
	size_t i;
	void *a, *b, *c;

	if (t->n > t->capspan) {
		a = reallocarray(t->span, t->cap, sizeof(*t->span));
		if (a != NULL)
			t->span = a;
		b = reallocarray(t->verb, t->cap, sizeof(*t->verb));
		if (b != NULL)
			t->verb = b;
		c = reallocarray(t->fate, t->cap, sizeof(*t->fate));
		if (c != NULL)
			t->fate = c;
		if (a == NULL || b == NULL || c == NULL)
			return fail_memory(f);
		t->capspan = t->cap;
	}
	for (i = 0; i < t->n; i++) {
		t->span[i] = t->s[i].s;
		t->verb[i] = t->s[i].verb;
		t->fate[i] = t->s[i].fate;
	}
	return 0;
}

/*
 * What was masked in one place is masked wherever else it stands in clear.
 * Returns how many were added, or -1.
 */
static int
add_repeats(struct text *t, const struct policy_guards *guards, struct fail *f)
{
	size_t i, n = t->n, at = 0;
	struct text_span s;

	for (i = 0; i < t->ndoubt; i++) {
		if (!t->doubt[i].certain)
			continue;
		memset(&s, 0, sizeof(s));
		s.s.start = t->doubt[i].start;
		s.s.end = t->doubt[i].end;
		s.s.cls = t->doubt[i].cls;
		s.s.entity = t->doubt[i].entity;
		s.s.confidence = 7;
		s.s.why = "repeat";
		if (!unguarded(guards, &at, &s.s))
			continue;
		decide(t, &s);
		if (add(t, &s, f) == -1)
			return -1;
	}
	if (t->n > n)
		qsort(t->s, t->n, sizeof(*t->s), by_start);
	return t->n > n;
}

/* Repeats are masked; what is left after that is a leak. */
static int
look_back(struct text *t, const struct policy_guards *guards, struct fail *f)
{
	int rv;

	t->bad = leak_check(t->leak, t->in, t->span, t->fate, t->n, &t->doubt,
		     &t->ndoubt, &t->leaked) == -1;
	if (t->bad && t->leaked.kind == FAIL_MEMORY)
		return fail_memory(f);
	if ((rv = add_repeats(t, guards, f)) == -1 || arrays(t, f) == -1)
		return -1;
	for (size_t i = 0; i < t->ndoubt && rv == 0; i++)
		rv = t->doubt[i].certain; /* one that is structure */
	if (rv == 0 || t->bad)
		return 0;
	t->bad = leak_check(t->leak, t->in, t->span, t->fate, t->n, NULL, NULL,
		     &t->leaked) == -1;
	if (t->bad)
		return t->leaked.kind == FAIL_MEMORY ? fail_memory(f) : 0;
	t->bad = leak_check(t->leak, t->in, t->span, t->fate, t->n, &t->doubt,
		     &t->ndoubt, &t->leaked) == -1;
	return 0;
}

int
text_find(struct text *t, struct view in, const struct policy_guards *guards,
    struct fail *f)
{
	const struct redact_span *s;
	struct text_span one;
	size_t i, n, at = 0;

	t->in = in;
	t->n = t->ndoubt = 0;
	if (redact_find(t->find, in.p, in.n, &s, &n, f) == -1)
		return -1;
	for (i = 0; i < n; i++) {
		memset(&one, 0, sizeof(one));
		one.s = s[i];
		if (!unguarded(guards, &at, &one.s) ||
		    is_tag(in, one.s.start, one.s.end))
			continue;
		decide(t, &one);
		if (add(t, &one, f) == -1)
			return -1;
	}
	for (i = 0; i < t->o.npattern; i++)
		if (text_match(&t->o.pattern[i], in, matched, t, f) == -1)
			return -1;
	if (add_decided(t, f) == -1)
		return -1;
	if (arrays(t, f) == -1)
		return -1;
	return look_back(t, guards, f);
}

const struct text_span *
text_spans(const struct text *t, size_t *n)
{
	*n = t->n;
	return t->s;
}

int
text_look(const struct text *t, struct fail *f)
{
	if (t->bad && f != NULL)
		*f = t->leaked;
	return t->bad ? -1 : 0;
}

int
text_act(struct text *t, struct buf *out, struct fail *f)
{
	size_t before = out->n;

	if (text_look(t, f) == -1)
		return -1;
	act_language(t->act, redact_language(t->find));
	if (act_apply(t->act, t->in, t->span, t->n, t->verb, out, f) == -1) {
		out->n = before;
		return -1;
	}
	return 0;
}

const struct leak_doubt *
text_doubts(const struct text *t, size_t *n)
{
	*n = t->ndoubt;
	return t->doubt;
}
