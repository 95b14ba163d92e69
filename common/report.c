#include "common/report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/html.h"
#include "common/svg.h"

#define PRIVATE "Private to the leader."

#define YEAR 12 /* months side by side in one grid */

struct month {
	char label[DATE_LEN];
	size_t first, next; /* its sessions */
};

/* What a picture and its table are made of; text is counted into names. */
struct figure {
	struct names label, text;
	double *share;
	size_t n, cap;
	bool bad;
};

static void
figure_release(struct figure *g)
{
	names_release(&g->label);
	names_release(&g->text);
	free(g->share);
	memset(g, 0, sizeof(*g));
}

static void
figure_add(struct figure *g, struct view label, double share, const char *text)
{
	double *p;
	size_t cap;

	if (g->n == g->cap) {
		cap = g->cap == 0 ? 32 : g->cap * 2;
		p = reallocarray(g->share, cap, sizeof(*p));
		if (p == NULL) {
			g->bad = true;
			return;
		}
		g->share = p;
		g->cap = cap;
	}
	if (names_add(&g->label, label) == -1 ||
	    names_add(&g->text, view_of(text)) == -1) {
		g->bad = true;
		return;
	}
	g->share[g->n++] = share;
}

static void
draw_bars(struct buf *b, const struct svg_words *w, const struct figure *g,
    bool alone)
{
	struct svg_bar *bar = calloc(g->n + 1, sizeof(*bar));
	size_t i;

	if (bar == NULL || g->bad) {
		b->bad = true;
		free(bar);
		return;
	}
	for (i = 0; i < g->n; i++) {
		bar[i].label = view_of(names_get(&g->label, i));
		bar[i].share = g->share[i];
		bar[i].text = view_of(names_get(&g->text, i));
	}
	svg_bars(b, w, bar, g->n, alone);
	free(bar);
}

static void
rate_text(const struct turnout_count *c, char *text, size_t n)
{
	if (c->sessions == 0)
		(void)snprintf(text, n, "no mark");
	else
		(void)snprintf(text, n, "%u/%u %3.0f %%", c->attended,
		    c->sessions, 100 * turnout_rate(c));
}

static int
figure_members(struct figure *g, const struct turnout *t, struct fail *f)
{
	struct turnout_count *c = calloc(t->nperson + 1, sizeof(*c));
	char text[48];
	size_t i;

	if (c == NULL)
		return fail_memory(f);
	turnout_of_persons(t, c);
	for (i = 0; i < t->nperson; i++) {
		if (c[i].sessions + c[i].unmarked == 0)
			continue;
		rate_text(&c[i], text, sizeof(text));
		figure_add(g, view_of(t->person[i].id), turnout_rate(&c[i]),
		    text);
	}
	free(c);
	return g->bad ? fail_memory(f) : 0;
}

static int
figure_months(struct figure *g, const struct turnout *t, struct fail *f)
{
	struct turnout_count c;
	size_t first, next = 0;
	char label[DATE_LEN], text[48];
	int month;

	while (turnout_month(t, &first, &next, &month)) {
		turnout_of_sessions(t, first, next, &c);
		(void)snprintf(label, sizeof(label), "%04d-%02d",
		    month / 12 % 10000, month % 12 + 1);
		rate_text(&c, text, sizeof(text));
		figure_add(g, view_of(label), turnout_rate(&c), text);
	}
	return g->bad ? fail_memory(f) : 0;
}

/* The months of a turnout; *n of them.  NULL: no memory. */
static struct month *
months_of(const struct turnout *t, size_t *n)
{
	struct month *m = NULL, *p;
	size_t first, next = 0, cap = 0;
	int month;

	*n = 0;
	while (turnout_month(t, &first, &next, &month)) {
		if (*n == cap) {
			cap = cap == 0 ? 24 : cap * 2;
			p = reallocarray(m, cap, sizeof(*p));
			if (p == NULL) {
				free(m);
				return NULL;
			}
			m = p;
		}
		(void)snprintf(m[*n].label, DATE_LEN, "%04d-%02d",
		    month / 12 % 10000, month % 12 + 1);
		m[*n].first = first;
		m[(*n)++].next = next;
	}
	return m == NULL ? calloc(1, sizeof(*m)) : m;
}

/* Members against the months m[0..n-1]. */
static int
draw_grid(struct buf *b, const struct svg_words *w, const struct turnout *t,
    const struct month *m, size_t n, bool alone, struct fail *f)
{
	size_t cells = t->nperson * n, i, k;
	struct view *row = calloc(t->nperson + 1, sizeof(*row));
	struct view *col = calloc(n + 1, sizeof(*col));
	struct view *text = calloc(cells + 1, sizeof(*text));
	double *share = calloc(cells + 1, sizeof(*share));
	char(*word)[24] = calloc(cells + 1, sizeof(*word));
	struct svg_grid g = { row, col, t->nperson, n, share, text };
	struct turnout_count c;
	int rv = -1;

	if (row == NULL || col == NULL || text == NULL || share == NULL ||
	    word == NULL) {
		fail_memory(f);
		goto out;
	}
	for (k = 0; k < n; k++)
		col[k] = view_of(m[k].label + 2);
	for (i = 0; i < t->nperson; i++) {
		row[i] = view_of(t->person[i].id);
		for (k = 0; k < n; k++) {
			turnout_of_cell(t, i, m[k].first, m[k].next, &c);
			share[i * n + k] = turnout_rate(&c);
			(void)snprintf(word[i * n + k], sizeof(*word), "%u/%u",
			    c.attended, c.sessions);
			text[i * n + k] = view_of(word[i * n + k]);
		}
	}
	svg_grid(b, w, &g, alone);
	rv = 0;
out:
	free(row);
	free(col);
	free(text);
	free(share);
	free(word);
	return rv;
}

int
report_svg(struct buf *b, enum report_picture what, struct view group,
    const struct turnout *t, struct fail *f)
{
	struct svg_words w = { group,
		view_of("Attendance; every bar or cell has its count beside "
			"it.  " PRIVATE),
		view_of(PRIVATE), "p" };
	struct figure g = { 0 };
	struct month *m;
	size_t n;
	int rv;

	if (what == REPORT_GRID) {
		m = months_of(t, &n);
		rv = m == NULL ? fail_memory(f)
			       : draw_grid(b, &w, t, m, n, true, f);
		free(m);
		return rv;
	}
	rv = what == REPORT_MEMBERS ? figure_members(&g, t, f)
				    : figure_months(&g, t, f);
	if (rv == 0)
		draw_bars(b, &w, &g, true);
	figure_release(&g);
	return rv;
}

/* Page. */

static void
element(struct buf *b, const char *tag, struct view v)
{
	buf_printf(b, "<%s>", tag);
	html_text(b, v);
	buf_printf(b, "</%s>", tag);
}

static void
cell(struct buf *b, long n)
{
	buf_printf(b, "<td class=\"n\">%ld</td>", n);
}

/* A picture in its frame, with a line below it. */
static void
figure(struct buf *b, const char *id, const char *title, const char *alt,
    const struct figure *g)
{
	struct svg_words w = { view_of(title), view_of(alt), { NULL, 0 }, id };

	buf_puts(b, "<figure><div class=\"wide\" tabindex=\"0\">\n");
	draw_bars(b, &w, g, false);
	buf_puts(b, "</div><figcaption>");
	html_text(b, view_of(title));
	buf_puts(b, "</figcaption></figure>\n");
}

static void
head(struct buf *b, const char *caption, const char *first,
    const char *const *column, size_t n)
{
	size_t i;

	buf_puts(b, "<div class=\"wide\" tabindex=\"0\"><table>\n");
	element(b, "caption", view_of(caption));
	buf_puts(b, "\n<thead><tr><th scope=\"col\">");
	html_text(b, view_of(first));
	buf_puts(b, "</th>");
	for (i = 0; i < n; i++) {
		buf_puts(b, "<th scope=\"col\" class=\"n\">");
		html_text(b, view_of(column[i]));
		buf_puts(b, "</th>");
	}
	buf_puts(b, "</tr></thead>\n<tbody>\n");
}

static void
row_begin(struct buf *b, struct view label)
{
	buf_puts(b, "<tr><th scope=\"row\">");
	html_text(b, label.n > 0 ? label : view_of("(not said)"));
	buf_puts(b, "</th>");
}

static void
rate_cell(struct buf *b, const struct turnout_count *c)
{
	if (c->sessions == 0)
		buf_puts(b, "<td class=\"n\">none</td>");
	else
		buf_printf(b, "<td class=\"n\">%.0f %%</td>",
		    100 * turnout_rate(c));
}

static void
count_cells(struct buf *b, const struct turnout_count *c)
{
	size_t i;

	cell(b, c->attended);
	cell(b, c->sessions);
	rate_cell(b, c);
	for (i = ATTEND_LATE; i < ATTEND_STATUSES; i++)
		cell(b, c->status[i]);
	cell(b, c->minutes);
	cell(b, c->late_minutes);
}

static const char *const count_columns[] = { "attended", "of", "rate", "late",
	"left early", "excused", "absent", "minutes", "late minutes", "no mark",
	"longest absence" };

static int
table_members(struct buf *b, const struct turnout *t, struct fail *f)
{
	struct turnout_count *c = calloc(t->nperson + 1, sizeof(*c));
	size_t i;

	if (c == NULL)
		return fail_memory(f);
	turnout_of_persons(t, c);
	head(b, "Attendance by member", "member", count_columns, 11);
	for (i = 0; i < t->nperson; i++) {
		row_begin(b, view_of(t->person[i].id));
		count_cells(b, &c[i]);
		cell(b, c[i].unmarked);
		cell(b, c[i].run);
		buf_puts(b, "</tr>\n");
	}
	buf_puts(b, "</tbody></table></div>\n");
	free(c);
	return 0;
}

static void
table_months(struct buf *b, const struct turnout *t, const struct month *m,
    size_t n)
{
	struct turnout_count c;
	size_t i;

	head(b, "Attendance by month, all members together", "month",
	    count_columns, 9);
	for (i = 0; i < n; i++) {
		turnout_of_sessions(t, m[i].first, m[i].next, &c);
		row_begin(b, view_of(m[i].label));
		count_cells(b, &c);
		buf_puts(b, "</tr>\n");
	}
	buf_puts(b, "</tbody></table></div>\n");
}

static void
table_grid(struct buf *b, const struct turnout *t, const struct month *m,
    size_t n)
{
	const char *column[YEAR];
	struct turnout_count c;
	size_t i, k;

	for (k = 0; k < n; k++)
		column[k] = m[k].label;
	head(b, "Sessions attended, of those marked, by member and month",
	    "member", column, n);
	for (i = 0; i < t->nperson; i++) {
		row_begin(b, view_of(t->person[i].id));
		for (k = 0; k < n; k++) {
			turnout_of_cell(t, i, m[k].first, m[k].next, &c);
			if (c.sessions == 0)
				buf_puts(b, "<td class=\"n\"></td>");
			else
				buf_printf(b, "<td class=\"n\">%u/%u</td>",
				    c.attended, c.sessions);
		}
		buf_puts(b, "</tr>\n");
	}
	buf_puts(b, "</tbody></table></div>\n");
}

/* A year of months at a time, so that a page is wide enough. */
static int
grids(struct buf *b, size_t number, const struct turnout *t,
    const struct month *m, size_t n, struct fail *f)
{
	struct svg_words w = { 0 }; /* the page itself says it is private */
	char id[48];
	size_t from, k;

	w.title = view_of("Members and months");
	w.description = view_of("A row a member, a column a month, in each "
				"cell the sessions attended of those marked; "
				"darker is more.  The table below says the "
				"same.");
	w.id = id;
	for (from = 0; from < n; from += YEAR) {
		k = n - from < YEAR ? n - from : YEAR;
		(void)snprintf(id, sizeof(id), "g%zu-grid%zu", number,
		    from / YEAR);
		buf_puts(b, "<figure><div class=\"wide\" tabindex=\"0\">\n");
		if (draw_grid(b, &w, t, m + from, k, false, f) == -1)
			return -1;
		buf_puts(b, "</div><figcaption>Members and months, sessions "
			    "attended of those marked</figcaption></figure>\n");
		table_grid(b, t, m + from, k);
	}
	return 0;
}

static int
pictures(struct buf *b, size_t number, const struct turnout *t,
    const struct month *m, size_t n, struct fail *f)
{
	struct figure g = { 0 };
	char id[32];
	int rv = -1;

	(void)snprintf(id, sizeof(id), "g%zu-members", number);
	if (figure_members(&g, t, f) == -1)
		goto out;
	figure(b, id, "Attendance by member",
	    "A bar a member: the share of the sessions attended.  The table "
	    "below says the same.",
	    &g);
	if (table_members(b, t, f) == -1)
		goto out;
	figure_release(&g);
	(void)snprintf(id, sizeof(id), "g%zu-months", number);
	if (figure_months(&g, t, f) == -1)
		goto out;
	figure(b, id, "Attendance by month",
	    "A bar a month: the share of all marks that say somebody was "
	    "there.  The table below says the same.",
	    &g);
	table_months(b, t, m, n);
	rv = grids(b, number, t, m, n, f);
out:
	figure_release(&g);
	return rv;
}

int
report_turnout(struct buf *b, struct view group, size_t number,
    const struct turnout *t, struct fail *f)
{
	char from[DATE_LEN], to[DATE_LEN];
	struct month *m;
	size_t n;
	int rv;

	element(b, "h2", group);
	if (t->nsession == 0) {
		buf_puts(b, "\n<p>No session was held in this time.</p>\n");
		return 0;
	}
	date_format(t->session[0].date, from);
	date_format(t->session[t->nsession - 1].date, to);
	buf_printf(b, "\n<p>%zu session%s held, %s to %s.</p>\n", t->nsession,
	    t->nsession == 1 ? "" : "s", from, to);
	m = months_of(t, &n);
	if (m == NULL)
		return fail_memory(f);
	rv = pictures(b, number, t, m, n, f);
	free(m);
	return rv;
}

/* What a bar of phases shows is the share of the plan that was used. */
static void
add_phase(struct figure *g, struct view label, const struct crosstab_cell *c)
{
	long planned = c->minutes[0], really = c->minutes[1];
	char text[64];

	if (planned > 0)
		(void)snprintf(text, sizeof(text), "%ld of %ld min", really,
		    planned);
	else
		(void)snprintf(text, sizeof(text), "%ld min, no plan", really);
	figure_add(g, label,
	    planned > 0 ? (double)really / (double)planned : NAN, text);
}

static void
add_count(struct figure *g, struct view label, unsigned count, unsigned most)
{
	char text[64];

	(void)snprintf(text, sizeof(text), "%u", count);
	figure_add(g, label.n > 0 ? label : view_of("(not said)"),
	    (double)count / most, text);
}

static int
figure_tabling(struct figure *g, const struct tabling *t)
{
	const struct crosstab_cell *c;
	unsigned most = 1;
	size_t i;

	for (i = 0; i < t->t.row.n; i++) {
		c = crosstab_get(&t->t, i, 0);
		if (c->count[0] > most)
			most = c->count[0];
	}
	for (i = 0; i < t->t.row.n; i++) {
		c = crosstab_get(&t->t, i, 0);
		if (tabling_unit(t) == TABLING_PHASES)
			add_phase(g, crosstab_row(&t->t, i), c);
		else
			add_count(g, crosstab_row(&t->t, i), c->count[0], most);
	}
	return g->bad ? -1 : 0;
}

static void
table_tabling(struct buf *b, const struct tabling *t, const char *caption)
{
	static const char *const phase[] = { "planned", "planned minutes",
		"really", "real minutes" };
	static const char *const cases[] = { "cases", "minutes",
		"by the presenter", "imagined in the patient", "by the group",
		"by a leader", "not said by whom" };
	bool phases = tabling_unit(t) == TABLING_PHASES;
	bool emotion = t->by[0] == TABLING_EMOTION;
	const struct crosstab_cell *c;
	size_t i, k;

	head(b, caption, tabling_name(t->by[0]), phases ? phase : cases,
	    phases    ? 4
	    : emotion ? 7
		      : 2);
	for (i = 0; i < t->t.row.n; i++) {
		c = crosstab_get(&t->t, i, 0);
		row_begin(b, crosstab_row(&t->t, i));
		cell(b, c->count[0]);
		cell(b, c->minutes[0]);
		if (phases) {
			cell(b, c->count[1]);
			cell(b, c->minutes[1]);
		}
		for (k = 1; emotion && k < CROSSTAB_SLOTS; k++)
			cell(b, c->count[k]);
		buf_puts(b, "</tr>\n");
	}
	buf_puts(b, "</tbody></table></div>\n");
}

void
report_tabling(struct buf *b, size_t number, const struct tabling *t)
{
	struct figure g = { 0 };
	char title[64], id[48];

	if (t->t.row.n == 0)
		return;
	(void)snprintf(title, sizeof(title), "%s by %s",
	    tabling_unit(t) == TABLING_PHASES ? "Minutes" : "Cases",
	    tabling_name(t->by[0]));
	(void)snprintf(id, sizeof(id), "g%zu-%s", number,
	    tabling_name(t->by[0]));
	if (figure_tabling(&g, t) == -1)
		b->bad = true;
	else {
		figure(b, id, title,
		    tabling_unit(t) == TABLING_PHASES
			? "A bar a phase: the share of the planned minutes "
			  "that was used; full if all or more.  The table "
			  "below says the same."
			: "A bar a row; its length says how many.  The table "
			  "below says the same.",
		    &g);
		table_tabling(b, t, title);
	}
	figure_release(&g);
}

void
report_tabling_svg(struct buf *b, struct view group, const struct tabling *t)
{
	struct figure g = { 0 };
	struct buf title = { 0 };
	struct svg_words w;

	buf_view(&title, group);
	buf_printf(&title, ": %s by %s",
	    tabling_unit(t) == TABLING_PHASES  ? "minutes"
	    : tabling_unit(t) == TABLING_CASES ? "cases"
					       : "sessions",
	    tabling_name(t->by[0]));
	w.title = buf_all(&title);
	w.description = view_of("Every bar has its count beside it.  " PRIVATE);
	w.note = view_of(PRIVATE);
	w.id = "p";
	if (figure_tabling(&g, t) == -1 || buf_bad(&title))
		b->bad = true;
	else
		draw_bars(b, &w, &g, true);
	figure_release(&g);
	buf_release(&title);
}
