#include "common/redact-decide.h"

#include <stdlib.h>
#include <string.h>

#include "common/utf8.h"

#define CONTEXT 40 /* bytes shown on each side */

static const char *const actions[] = { "ask", "mask", "keep" };

void
decide_release(struct decide *d)
{
	names_release(&d->always);
	names_release(&d->never);
	free(d->line);
	memset(d, 0, sizeof(*d));
}

static size_t
lower_bound(const struct decide *d, size_t start)
{
	size_t lo = 0, hi = d->n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (d->line[mid].start < start)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

struct decide_line *
decide_find(const struct decide *d, size_t start, size_t end)
{
	size_t i;

	for (i = lower_bound(d, start); i < d->n && d->line[i].start == start;
	     i++)
		if (d->line[i].end == end)
			return &d->line[i];
	return NULL;
}

int
decide_set(struct decide *d, const struct decide_line *line, struct fail *f)
{
	struct decide_line *l = decide_find(d, line->start, line->end);
	size_t i, cap = d->cap == 0 ? 64 : d->cap * 2;

	if (l != NULL) {
		*l = *line;
		return 0;
	}
	if (d->n == d->cap) {
		if ((l = reallocarray(d->line, cap, sizeof(*l))) == NULL)
			return fail_memory(f);
		d->line = l;
		d->cap = cap;
	}
	i = lower_bound(d, line->start);
	memmove(&d->line[i + 1], &d->line[i], (d->n - i) * sizeof(*l));
	d->line[i] = *line;
	d->n++;
	return 0;
}

size_t
decide_open(const struct decide *d)
{
	size_t i, n = 0;

	for (i = 0; i < d->n; i++)
		n += d->line[i].action == DECIDE_ASK;
	return n;
}

static int
hex(struct view v, char out[DECIDE_HEX])
{
	size_t i;

	if (v.n == 0) {
		out[0] = '\0';
		return 0;
	}
	for (i = 0; i < v.n; i++)
		if (memchr("0123456789abcdef", v.p[i], 16) == NULL)
			return -1;
	return v.n == 64 ? view_string(v, out, DECIDE_HEX) : -1;
}

static int
header(struct decide *d, struct view v)
{
	struct view name = view_cut(&v, ':'), cls, rest;

	if (v.p == NULL)
		return -1;
	v = view_trim(v);
	if (view_same(name, "Format"))
		return view_is(v, "balint-decisions/1") ? 0 : -1;
	if (view_same(name, "Policy"))
		return view_string(v, d->policy, sizeof(d->policy));
	if (view_same(name, "Lists"))
		return view_string(v, d->lists, sizeof(d->lists));
	if (view_same(name, "Input"))
		return hex(v, d->input);
	if (view_same(name, "Output"))
		return hex(v, d->output);
	if (view_same(name, "Never"))
		return v.n > 0 ? names_add(&d->never, v) : -1;
	if (!view_same(name, "Always"))
		return -1;
	rest = v;
	cls = view_word(&rest);
	if (cls.p == NULL || redact_class_parse(cls) == -1 ||
	    view_trim(rest).n == 0)
		return -1;
	return names_add(&d->always, v);
}

static int
span(struct decide *d, struct view v, struct fail *f)
{
	struct decide_line line = { .confidence = 0 };
	struct view action = view_word(&v), range = view_word(&v), start,
		    cls = view_word(&v);
	unsigned long a, b;
	size_t i;

	start = view_cut(&range, '-');
	if (action.p == NULL || start.p == NULL || range.p == NULL ||
	    cls.p == NULL || redact_class_parse(cls) == -1 ||
	    view_number(start, 0, UINT32_MAX, &a) == -1 ||
	    view_number(range, 0, UINT32_MAX, &b) == -1 || a >= b)
		return -1;
	for (i = 0; i < 3; i++)
		if (view_is(action, actions[i]))
			break;
	if (i == 3)
		return -1;
	line.start = a;
	line.end = b;
	line.cls = (enum redact_class)redact_class_parse(cls);
	line.action = (enum decide_action)i;
	return decide_set(d, &line, f);
}

int
decide_parse(struct decide *d, struct view text, struct fail *f)
{
	struct view rest = text, v;
	size_t number = 0;
	bool head = true;

	if (!view_starts(text, "Format: balint-decisions/1\n"))
		return fail_at(f, FAIL_SYNTAX, "E_DECISION",
		    "`Format: balint-decisions/1' was expected", 1, 1);
	while (rest.p != NULL) {
		v = view_cut(&rest, '\n');
		number++;
		if (v.n == 0) {
			head = false;
			continue;
		}
		if (v.p[0] == '#')
			continue;
		if ((head ? header(d, v) : span(d, v, f)) == -1)
			return fail_at(f, FAIL_SYNTAX, "E_DECISION",
			    head ? "no such line in the head of a file of "
				   "decisions"
				 : "`ACTION START-END CLASS' was expected, "
				   "ACTION being ask, mask or keep",
			    number, 1);
	}
	return 0;
}

/* One line of context, what is meant between brackets. */
static void
context(struct buf *out, struct view text, const struct decide_line *l)
{
	size_t lo = l->start > CONTEXT ? l->start - CONTEXT : 0;
	size_t hi = text.n - l->end > CONTEXT ? l->end + CONTEXT : text.n, i;
	struct buf b = { 0 };

	while (lo > 0 && ((unsigned char)text.p[lo] & 0xc0) == 0x80)
		lo--;
	while (hi < text.n && ((unsigned char)text.p[hi] & 0xc0) == 0x80)
		hi++;
	buf_add(&b, text.p + lo, l->start - lo);
	buf_puts(&b, "\302\273");
	buf_add(&b, text.p + l->start, l->end - l->start);
	buf_puts(&b, "\302\253");
	buf_add(&b, text.p + l->end, hi - l->end);
	for (i = 0; i < b.n; i++)
		if (b.p[i] == '\n' || b.p[i] == '\t')
			b.p[i] = ' ';
	buf_putc(out, '\t');
	utf8_tame(out, buf_all(&b), false);
	buf_release(&b);
}

void
decide_format(const struct decide *d, struct view text, struct buf *out)
{
	size_t i;

	buf_puts(out, "Format: balint-decisions/1\n");
	buf_puts(out, "# Change the first word of a line to mask or keep; the "
		      "class may be changed too.\n");
	buf_printf(out, "Policy: %s\nLists: %s\nInput: %s\n", d->policy,
	    d->lists, d->input);
	if (d->output[0] != '\0')
		buf_printf(out, "Output: %s\n", d->output);
	for (i = 0; i < d->always.n; i++)
		buf_printf(out, "Always: %s\n", names_get(&d->always, i));
	for (i = 0; i < d->never.n; i++)
		buf_printf(out, "Never: %s\n", names_get(&d->never, i));
	buf_putc(out, '\n');
	for (i = 0; i < d->n; i++) {
		const struct decide_line *l = &d->line[i];

		buf_printf(out, "%s %zu-%zu %s", actions[l->action], l->start,
		    l->end, redact_class_name(l->cls));
		if (l->why != NULL)
			buf_printf(out, " %u %s", l->confidence, l->why);
		if (text.p != NULL && l->end <= text.n)
			context(out, text, l);
		buf_putc(out, '\n');
	}
}
