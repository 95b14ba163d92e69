/* The rules of a body, read from its file. */

#include <string.h>

#include "common/date.h"
#include "common/frame.h"
#include "common/leaderlog.h"

static int
wrong(struct fail *f, const char *what, size_t line)
{
	return fail_at(f, FAIL_SYNTAX, "E_SCHEME", what, line, 1);
}

/* METRIC N [each month|year M]; takes the words it reads off *v. */
static int
parse_way(struct leaderlog_way *w, struct view *v)
{
	unsigned long n;
	struct view rest, word;

	w->metric = leaderlog_metric(view_word(v));
	if (w->metric == -1 || view_number(view_word(v), 1, 999999, &n) == -1)
		return -1;
	w->asked = (long)n;
	w->each = LEADERLOG_TOTAL;
	rest = *v;
	if (!view_is(view_word(&rest), "each"))
		return 0;
	word = view_word(&rest);
	if (view_is(word, "month"))
		w->each = LEADERLOG_MONTH;
	else if (view_is(word, "year"))
		w->each = LEADERLOG_YEAR;
	else
		return -1;
	if (view_number(view_word(&rest), 1, 600, &n) == -1)
		return -1;
	w->times = (long)n;
	*v = rest;
	return 0;
}

/* WAY [or WAY ...] -- words */
static int
parse_rule(struct leaderlog_body *b, struct view v, bool wanted, struct fail *f,
    size_t line)
{
	struct leaderlog_rule *r;
	struct view word;

	if (b->nrule == LEADERLOG_RULES)
		return wrong(f, "more rules than are taken here", line);
	r = &b->rule[b->nrule++];
	memset(r, 0, sizeof(*r));
	r->wanted = wanted;
	do {
		if (r->n == LEADERLOG_WAYS ||
		    parse_way(&r->way[r->n++], &v) == -1)
			return wrong(f,
			    "`METRIC N [each month|year M] [or ...] -- words` "
			    "was expected",
			    line);
		word = view_word(&v);
	} while (view_is(word, "or"));
	if (!view_is(word, "--"))
		return wrong(f, "` -- ` and words were expected", line);
	r->words = view_trim(v);
	return 0;
}

static int
parse_day(struct view v, int *day, struct fail *f, size_t line)
{
	if (date_parse(v, day) == -1)
		return wrong(f, "no such date; YYYY-MM-DD was expected", line);
	return 0;
}

static int
parse_line(struct leaderlog_body *b, struct view name, struct view v,
    struct fail *f, size_t line)
{
	if (view_is(name, "Asks") || view_is(name, "Wants"))
		return parse_rule(b, v, view_is(name, "Wants"), f, line);
	if (view_is(name, "Seen"))
		return parse_day(v, &b->seen, f, line);
	if (view_is(name, "Until"))
		return parse_day(v, &b->until, f, line);
	if (view_is(name, "Body"))
		b->id = v;
	else if (view_is(name, "Title"))
		b->title = v;
	else if (view_is(name, "Source"))
		b->source = v;
	else if (view_is(name, "Note"))
		b->note = v;
	else if (view_is(name, "Also") && b->nalso < LEADERLOG_RULES)
		b->also[b->nalso++] = v;
	else
		return wrong(f,
		    "Body, Title, Source, Seen, Until, Note, Asks, Wants or "
		    "Also was expected",
		    line);
	return 0;
}

int
leaderlog_parse(struct leaderlog_body *b, struct view bytes, struct fail *f)
{
	struct view line, name;
	size_t no = 0;

	memset(b, 0, sizeof(*b));
	b->seen = FRAME_NODATE;
	b->until = FRAME_NOEND;
	while (bytes.n > 0) {
		line = view_cut(&bytes, '\n');
		no++;
		if (line.n == 0 || line.p[0] == '#')
			continue;
		name = view_cut(&line, ':');
		if (line.p == NULL)
			return wrong(f, "`Name: value` was expected", no);
		if (parse_line(b, name, view_trim(line), f, no) == -1)
			return -1;
	}
	if (b->id.n == 0 || b->title.n == 0 || b->source.n == 0 ||
	    b->seen == FRAME_NODATE)
		return wrong(f, "Body, Title, Source and Seen must be there",
		    no);
	return 0;
}
