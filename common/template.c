#include "common/template.h"

#include <string.h>

#include "common/date.h"
#include "common/record.h"
#include "common/schema.h"

static int
wrong(struct fail *f, const char *what, size_t line)
{
	return fail_at(f, FAIL_SYNTAX, "E_TEMPLATE", what, line, 1);
}

static int
parse_phase(struct template_line *l, struct view v)
{
	struct view minutes;
	unsigned long n;

	l->what = TEMPLATE_PHASE;
	l->name = view_word(&v);
	minutes = view_word(&v);
	if (l->name.p == NULL || !record_valid_title(l->name) ||
	    minutes.p == NULL || view_word(&v).p != NULL)
		return -1;
	if (view_is(minutes, "*")) {
		l->minutes = -1;
		return 0;
	}
	if (view_number(minutes, 1, 1440, &n) == -1)
		return -1;
	l->minutes = (int)n;
	return 0;
}

static int
parse_field(struct template_line *l, struct view v)
{
	const struct schema_field *d;

	l->what = TEMPLATE_FIELD;
	l->name = view_word(&v);
	l->value = view_trim(v);
	if (l->name.p == NULL || !record_valid_name(l->name) ||
	    record_check_value(l->value, NULL) == -1)
		return -1;
	d = schema_find(RECORD_CASE, l->name);
	if (d == NULL)
		return 0;
	if (d->flags & (SCHEMA_SELF | SCHEMA_REQUIRED))
		return -1;
	return schema_check_value(d, l->value, NULL);
}

static int
parse_months(struct template *t, struct view v)
{
	unsigned long n;

	if (view_number(v, 0, 600, &n) == -1)
		return -1;
	t->purge_months = (int)n;
	return 0;
}

static int
parse_line(struct template *t, struct view key, struct view v)
{
	struct template_line *l = &t->line[t->n];

	if (view_is(key, "PurgeMonths") && !t->session)
		return parse_months(t, v);
	if (t->n == TEMPLATE_LINES)
		return -1;
	memset(l, 0, sizeof(*l));
	t->n++;
	if (t->session) {
		l->each = view_is(key, "Each");
		return l->each || view_is(key, "Phase") ? parse_phase(l, v)
							: -1;
	}
	if (view_is(key, "Field"))
		return parse_field(l, v);
	l->what = TEMPLATE_SECTION;
	l->name = v;
	return view_is(key, "Section") && record_valid_title(v) ? 0 : -1;
}

int
template_parse(struct template *t, struct view bytes, struct fail *f)
{
	struct view line, key;
	bool first = true;
	size_t no = 0;

	memset(t, 0, sizeof(*t));
	while (bytes.n > 0) {
		line = view_trim(view_cut(&bytes, '\n'));
		no++;
		if (line.n == 0 || line.p[0] == '#')
			continue;
		key = view_cut(&line, ':');
		line = view_trim(line);
		if (first) {
			t->session = view_is(line, "session");
			if (!view_is(key, "For") ||
			    !(t->session || view_is(line, "case")))
				return wrong(f,
				    "`For: session` or `For: case` was "
				    "expected first",
				    no);
			first = false;
		} else if (line.p == NULL || parse_line(t, key, line) == -1)
			return wrong(f,
			    "not a line of such a template; `Phase: WORD "
			    "MINUTES`, `Field: NAME VALUE` or `Section: "
			    "TITLE` was expected",
			    no);
	}
	return first ? wrong(f, "an empty template", no) : 0;
}

/* Where the run of lines that repeat together ends. */
static size_t
run_end(const struct template *t, size_t i)
{
	while (i < t->n && t->line[i].each)
		i++;
	return i;
}

/* Minutes that are fixed, and how many phases share what is left. */
static void
count(const struct template *t, unsigned cases, int *fixed, int *stars)
{
	size_t i;
	int times;

	*fixed = *stars = 0;
	for (i = 0; i < t->n; i++) {
		times = t->line[i].each ? (int)cases : 1;
		if (t->line[i].minutes == -1)
			*stars += times;
		else
			*fixed += times * t->line[i].minutes;
	}
}

struct plan {
	int now, rest, stars;
	struct buf *out;
};

static void
put(struct plan *p, const struct template_line *l)
{
	char time[DATE_TIMELEN];
	int minutes = l->minutes;

	if (minutes == -1 && p->stars > 0) {
		/* Shared out so that the last one ends on time. */
		minutes = p->rest / p->stars;
		p->rest -= minutes;
		p->stars--;
	}
	date_format_time(p->now % 1440, time);
	buf_printf(p->out, "Phase: %s ", time);
	buf_view(p->out, l->name);
	buf_printf(p->out, " %d\n", minutes);
	p->now += minutes;
}

int
template_plan(const struct template *t, int start, int minutes, unsigned cases,
    struct buf *out, struct fail *f)
{
	struct plan p = { start, 0, 0, out };
	size_t i, k, end;
	unsigned c;
	int fixed;

	count(t, cases, &fixed, &p.stars);
	p.rest = minutes - fixed;
	if (p.rest < p.stars) {
		fail_set(f, FAIL_RANGE, "E_TEMPLATE",
		    "the phases take longer than the session; fewer cases or "
		    "more minutes were expected");
		return fail_detail(f, "%d of %d minutes", fixed + p.stars,
		    minutes);
	}
	for (i = 0; i < t->n;) {
		if (!t->line[i].each) {
			put(&p, &t->line[i++]);
			continue;
		}
		end = run_end(t, i);
		for (c = 0; c < cases; c++)
			for (k = i; k < end; k++)
				put(&p, &t->line[k]);
		i = end;
	}
	return buf_bad(out) ? fail_memory(f) : 0;
}
