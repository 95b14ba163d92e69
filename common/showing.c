#include "common/showing.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/utf8.h"

#define SPARKS 12 /* months in a sparkline */
#define BAR    20 /* columns of a bar */

struct row {
	char label[34]; /* a member, a session, a month */
	char date[DATE_LEN];
	unsigned held; /* sessions in a month */
	int minutes;   /* of a session */
	struct turnout_count c;
};

static const char *const words[] = { "member", "session", "month" };

static const struct emit_column member_columns[] = { { "group_name",
							 EMIT_STRING },
	{ "member", EMIT_STRING }, { "attended", EMIT_INTEGER },
	{ "sessions", EMIT_INTEGER }, { "rate", EMIT_NUMBER },
	{ "present", EMIT_INTEGER }, { "late", EMIT_INTEGER },
	{ "left_early", EMIT_INTEGER }, { "excused", EMIT_INTEGER },
	{ "absent", EMIT_INTEGER }, { "unmarked", EMIT_INTEGER },
	{ "online", EMIT_INTEGER }, { "minutes", EMIT_INTEGER },
	{ "late_minutes", EMIT_INTEGER }, { "left_minutes", EMIT_INTEGER },
	{ "longest_run", EMIT_INTEGER }, { "current_run", EMIT_INTEGER } };

static const struct emit_column session_columns[] = {
	{ "group_name", EMIT_STRING }, { "session", EMIT_STRING },
	{ "date", EMIT_STRING }, { "length", EMIT_INTEGER },
	{ "attended", EMIT_INTEGER }, { "marked", EMIT_INTEGER },
	{ "rate", EMIT_NUMBER }, { "present", EMIT_INTEGER },
	{ "late", EMIT_INTEGER }, { "left_early", EMIT_INTEGER },
	{ "excused", EMIT_INTEGER }, { "absent", EMIT_INTEGER },
	{ "online", EMIT_INTEGER }, { "minutes", EMIT_INTEGER },
	{ "late_minutes", EMIT_INTEGER }, { "left_minutes", EMIT_INTEGER }
};

static const struct emit_column month_columns[] = { { "group_name",
							EMIT_STRING },
	{ "month", EMIT_STRING }, { "sessions", EMIT_INTEGER },
	{ "attended", EMIT_INTEGER }, { "marked", EMIT_INTEGER },
	{ "rate", EMIT_NUMBER }, { "present", EMIT_INTEGER },
	{ "late", EMIT_INTEGER }, { "left_early", EMIT_INTEGER },
	{ "excused", EMIT_INTEGER }, { "absent", EMIT_INTEGER },
	{ "online", EMIT_INTEGER }, { "minutes", EMIT_INTEGER },
	{ "late_minutes", EMIT_INTEGER }, { "left_minutes", EMIT_INTEGER } };

static const struct {
	const struct emit_column *column;
	size_t n;
} tables[] = {
	{ member_columns, sizeof(member_columns) / sizeof(*member_columns) },
	{ session_columns, sizeof(session_columns) / sizeof(*session_columns) },
	{ month_columns, sizeof(month_columns) / sizeof(*month_columns) },
};

int
showing_parse(struct view word)
{
	int i;

	for (i = 0; i < 3; i++)
		if (view_is(word, words[i]))
			return i;
	return -1;
}

void
showing_begin(const struct showing *s, struct emit *e, enum emit_format format)
{
	emit_begin(e, format, NULL, "attendance", tables[s->by].column,
	    format == EMIT_TEXT ? 0 : tables[s->by].n);
}

static void
month_label(int month, char out[DATE_LEN])
{
	(void)snprintf(out, DATE_LEN, "%04d-%02d", month / 12 % 10000,
	    month % 12 + 1);
}

static struct turnout_count *
count_persons(const struct turnout *t, struct fail *f)
{
	struct turnout_count *c = calloc(t->nperson + 1, sizeof(*c));

	if (c == NULL)
		fail_memory(f);
	else
		turnout_of_persons(t, c);
	return c;
}

static int
member_rows(const struct turnout *t, struct buf *out, struct fail *f)
{
	struct turnout_count *c = count_persons(t, f);
	struct row row = { 0 };
	size_t i;

	if (c == NULL)
		return -1;
	for (i = 0; i < t->nperson; i++) {
		memcpy(row.label, t->person[i].id, sizeof(t->person[i].id));
		row.c = c[i];
		buf_add(out, &row, sizeof(row));
	}
	free(c);
	return 0;
}

static void
session_rows(const struct turnout *t, struct buf *out)
{
	struct row row = { 0 };
	size_t i;

	for (i = 0; i < t->nsession; i++) {
		memcpy(row.label, t->session[i].id, sizeof(t->session[i].id));
		date_format(t->session[i].date, row.date);
		row.minutes = t->session[i].minutes;
		turnout_of_sessions(t, i, i + 1, &row.c);
		buf_add(out, &row, sizeof(row));
	}
}

static void
month_rows(const struct turnout *t, struct buf *out)
{
	struct row row = { 0 };
	size_t first, next = 0;
	int month;

	while (turnout_month(t, &first, &next, &month)) {
		month_label(month, row.date);
		row.held = (unsigned)(next - first);
		turnout_of_sessions(t, first, next, &row.c);
		buf_add(out, &row, sizeof(row));
	}
}

int
showing_rows(const struct showing *s, struct view group,
    const struct turnout *t, struct buf *out, struct fail *f)
{
	buf_add(out, &group.n, sizeof(group.n));
	buf_view(out, group);
	switch (s->by) {
	case SHOWING_MEMBER:
		return member_rows(t, out, f);
	case SHOWING_SESSION:
		session_rows(t, out);
		return 0;
	case SHOWING_MONTH:
		month_rows(t, out);
		return 0;
	}
	return 0;
}

static void
emit_row(const struct showing *s, struct emit *e, const struct row *row)
{
	const struct turnout_count *c = &row->c;
	size_t i;

	switch (s->by) {
	case SHOWING_MEMBER:
		emit_string(e, view_of(row->label));
		break;
	case SHOWING_SESSION:
		emit_string(e, view_of(row->label));
		emit_string(e, view_of(row->date));
		emit_integer(e, row->minutes);
		break;
	case SHOWING_MONTH:
		emit_string(e, view_of(row->date));
		emit_integer(e, (long)row->held);
		break;
	}
	emit_integer(e, (long)c->attended);
	emit_integer(e, (long)c->sessions);
	emit_number(e, turnout_rate(c), 4);
	for (i = 0; i < ATTEND_STATUSES; i++)
		emit_integer(e, (long)c->status[i]);
	if (s->by == SHOWING_MEMBER)
		emit_integer(e, (long)c->unmarked);
	emit_integer(e, (long)c->online);
	emit_integer(e, c->minutes);
	emit_integer(e, c->late_minutes);
	emit_integer(e, c->left_minutes);
	if (s->by == SHOWING_MEMBER) {
		emit_integer(e, (long)c->run);
		emit_integer(e, (long)c->run_now);
	}
}

void
showing_emit(const struct showing *s, struct emit *e, struct view rows)
{
	struct view group = { NULL, 0 };
	struct row row;
	size_t at;

	if (rows.n < sizeof(group.n))
		return;
	memcpy(&group.n, rows.p, sizeof(group.n));
	group.p = rows.p + sizeof(group.n);
	for (at = sizeof(group.n) + group.n; at + sizeof(row) <= rows.n;
	     at += sizeof(row)) {
		memcpy(&row, rows.p + at, sizeof(row));
		emit_string(e, group);
		emit_row(s, e, &row);
	}
}

/* Text. */

static void
headline(const struct showing *s, struct view group, const struct turnout *t,
    struct buf *out)
{
	char from[DATE_LEN], to[DATE_LEN];

	bars_bold(out, &s->how);
	buf_view(out, group);
	bars_plain(out, &s->how);
	if (t->nsession == 0) {
		buf_puts(out, ": no session was held in this time; private to "
			      "the leader\n");
		return;
	}
	date_format(t->session[0].date, from);
	date_format(t->session[t->nsession - 1].date, to);
	buf_printf(out,
	    ": %zu session%s held, %s to %s%s private to the leader\n",
	    t->nsession, t->nsession == 1 ? "" : "s", from, to,
	    s->how.width < 60 + utf8_width(group) ? "\n " : ";");
}

/* `                ███████████··········  11/15  73 %` */
static void
bar_line(const struct showing *s, const char *label, unsigned width,
    unsigned digits, const struct turnout_count *c, struct buf *out)
{
	double rate = turnout_rate(c);
	char text[64];

	buf_puts(out, "  ");
	bars_left(out, &s->how, view_of(label), width);
	buf_puts(out, "  ");
	bars_bar(out, &s->how, rate, s->how.width < 60 ? BAR / 2 : BAR);
	(void)snprintf(text, sizeof(text), "  %*u/%-*u ", (int)digits,
	    c->attended, (int)digits, c->sessions);
	buf_puts(out, text);
	if (isnan(rate))
		buf_puts(out, "    - ");
	else
		buf_printf(out, "%3.0f %% ", 100 * rate);
}

static unsigned
digits_of(unsigned n)
{
	unsigned d = 1;

	while ((n /= 10) > 0)
		d++;
	return d;
}

static void
end_line(struct buf *out)
{
	while (out->n > 0 && out->p[out->n - 1] == ' ')
		out->p[--out->n] = '\0';
	buf_putc(out, '\n');
}

/* What is not plain presence, in words: no colour is needed to read it. */
static void
remarks(const struct turnout_count *c, struct buf *out)
{
	static const char *const name[ATTEND_STATUSES] = { NULL, "late",
		"left early", "excused", "absent" };
	const long minutes[ATTEND_STATUSES] = { 0, c->late_minutes,
		c->left_minutes, 0, 0 };
	const char *comma = " ";
	size_t i;

	for (i = 1; i < ATTEND_STATUSES; i++) {
		if (c->status[i] == 0)
			continue;
		buf_printf(out, "%s%s %u", comma, name[i], c->status[i]);
		if (minutes[i] > 0)
			buf_printf(out, " (%ld min)", minutes[i]);
		comma = ", ";
	}
	if (c->unmarked > 0) {
		buf_printf(out, "%sno mark %u", comma, c->unmarked);
		comma = ", ";
	}
	if (c->run_now > 1)
		buf_printf(out, "%saway the last %u times", comma, c->run_now);
	else if (c->run > 1)
		buf_printf(out, "%sonce away %u times running", comma, c->run);
}

/* The rates of the last months; returns how many. */
static size_t
months_of(const struct turnout *t, size_t person, double rate[SPARKS])
{
	struct turnout_count c;
	size_t first, next = 0, n = 0;
	int month;

	while (turnout_month(t, &first, &next, &month)) {
		if (n == SPARKS)
			memmove(rate, rate + 1, --n * sizeof(*rate));
		turnout_of_cell(t, person, first, next, &c);
		rate[n++] = turnout_rate(&c);
	}
	return n;
}

static unsigned
label_width(const struct turnout *t)
{
	unsigned w = 6;
	size_t i, n;

	for (i = 0; i < t->nperson; i++)
		if ((n = strlen(t->person[i].id)) > w)
			w = (unsigned)n;
	return w > 20 ? 20 : w;
}

static int
text_members(const struct showing *s, const struct turnout *t, struct buf *out,
    struct fail *f)
{
	struct turnout_count *c = count_persons(t, f);
	unsigned width = label_width(t),
		 digits = digits_of((unsigned)t->nsession);
	double rate[SPARKS];
	size_t i;

	if (c == NULL)
		return -1;
	for (i = 0; i < t->nperson; i++) {
		if (c[i].sessions + c[i].unmarked == 0)
			continue;
		bar_line(s, t->person[i].id, width, digits, &c[i], out);
		if (s->how.width >= 72) {
			buf_putc(out, ' ');
			bars_spark(out, &s->how, rate, months_of(t, i, rate),
			    1);
			buf_putc(out, ' ');
		}
		if (s->how.width < 72 && c[i].attended < c[i].sessions) {
			end_line(out);
			buf_puts(out, "   ");
		}
		remarks(&c[i], out);
		end_line(out);
	}
	free(c);
	return 0;
}

static void
text_sessions(const struct showing *s, const struct turnout *t, struct buf *out)
{
	unsigned digits = digits_of((unsigned)t->nperson);
	struct turnout_count c;
	char date[DATE_LEN];
	size_t i;

	for (i = 0; i < t->nsession; i++) {
		date_format(t->session[i].date, date);
		turnout_of_sessions(t, i, i + 1, &c);
		bar_line(s, date, DATE_LEN - 1, digits, &c, out);
		remarks(&c, out);
		end_line(out);
	}
}

static void
text_months(const struct showing *s, const struct turnout *t, struct buf *out)
{
	unsigned digits = digits_of((unsigned)t->nmark);
	struct turnout_count c;
	char label[DATE_LEN];
	size_t first, next = 0;
	int month;

	while (turnout_month(t, &first, &next, &month)) {
		month_label(month, label);
		turnout_of_sessions(t, first, next, &c);
		bar_line(s, label, 7, digits > 4 ? 4 : digits, &c, out);
		buf_printf(out, " in %zu session%s", next - first,
		    next - first == 1 ? "" : "s");
		end_line(out);
	}
}

/* One line of the grid: shade and n/m in six columns a month. */
static void
grid_line(const struct showing *s, const struct turnout *t, size_t person,
    size_t skip, struct buf *out)
{
	struct turnout_count c;
	size_t first, next = 0;
	char cell[24];
	int month;

	while (turnout_month(t, &first, &next, &month)) {
		if (skip > 0) {
			skip--;
			continue;
		}
		turnout_of_cell(t, person, first, next, &c);
		buf_puts(out, "  ");
		bars_shade(out, &s->how, turnout_rate(&c));
		if (c.sessions == 0)
			buf_puts(out, "   ");
		else {
			(void)snprintf(cell, sizeof(cell), "%u/%u", c.attended,
			    c.sessions);
			bars_right(out, view_of(cell), 3);
		}
		buf_putc(out, ' ');
	}
}

static void
text_grid(const struct showing *s, const struct turnout *t, struct buf *out)
{
	unsigned width = label_width(t);
	unsigned fit =
	    s->how.width < width + 9 ? 1 : (s->how.width - width - 2) / 7;
	size_t first, next = 0, months = 0, skip, i;
	char label[DATE_LEN];
	int month;

	while (turnout_month(t, &first, &next, &month))
		months++;
	skip = months > fit ? months - fit : 0;
	buf_puts(out, "  ");
	bars_left(out, &s->how, view_of(""), width);
	for (next = 0, i = 0; turnout_month(t, &first, &next, &month); i++)
		if (i >= skip) {
			month_label(month, label);
			/* 26-03: the year in two digits fits the cell. */
			buf_printf(out, "  %s", label + 2);
		}
	end_line(out);
	for (i = 0; i < t->nperson; i++) {
		buf_puts(out, "  ");
		bars_left(out, &s->how, view_of(t->person[i].id), width);
		grid_line(s, t, i, skip, out);
		end_line(out);
	}
	if (skip > 0)
		buf_printf(out, "  (%zu earlier month%s; see --from)\n", skip,
		    skip == 1 ? "" : "s");
}

int
showing_text(const struct showing *s, struct view group,
    const struct turnout *t, struct buf *out, struct fail *f)
{
	int rv = 0;

	headline(s, group, t, out);
	if (t->nsession == 0)
		return 0;
	if (s->grid)
		text_grid(s, t, out);
	else if (s->by == SHOWING_MEMBER)
		rv = text_members(s, t, out, f);
	else if (s->by == SHOWING_SESSION)
		text_sessions(s, t, out);
	else
		text_months(s, t, out);
	return rv;
}
