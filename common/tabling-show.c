/* How what tabling.c counted is shown. */

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "common/date.h"
#include "common/tabling.h"

#define COLUMNS 12

static void
column(struct emit_column *c, size_t *n, const char *name, enum emit_type type)
{
	c[*n].name = name;
	c[(*n)++].type = type;
}

static bool
emotions(const struct tabling *t)
{
	return t->by[0] == TABLING_EMOTION || t->by[1] == TABLING_EMOTION;
}

static bool
presenters(const struct tabling *t)
{
	return t->by[0] == TABLING_PRESENTER && t->by[1] == TABLING_NOTHING;
}

static size_t
columns_of(const struct tabling *t, struct emit_column c[COLUMNS])
{
	static const char *const named[] = { "by_presenter", "patient_imagined",
		"by_group", "by_leader", "not_said" };
	size_t n = 0, i;

	column(c, &n, "group_name", EMIT_STRING);
	for (i = 0; i < 2 && t->by[i] != TABLING_NOTHING; i++)
		column(c, &n, tabling_name(t->by[i]), EMIT_STRING);
	switch (tabling_unit(t)) {
	case TABLING_SESSIONS:
		column(c, &n, "sessions", EMIT_INTEGER);
		column(c, &n, "minutes", EMIT_INTEGER);
		break;
	case TABLING_CASES:
		column(c, &n, "cases", EMIT_INTEGER);
		column(c, &n, "minutes", EMIT_INTEGER);
		column(c, &n, "with_minutes", EMIT_INTEGER);
		break;
	case TABLING_PHASES:
		column(c, &n, "planned", EMIT_INTEGER);
		column(c, &n, "planned_minutes", EMIT_INTEGER);
		column(c, &n, "actual", EMIT_INTEGER);
		column(c, &n, "actual_minutes", EMIT_INTEGER);
		break;
	}
	for (i = 0; i < 5 && emotions(t); i++)
		column(c, &n, named[i], EMIT_INTEGER);
	if (presenters(t)) {
		column(c, &n, "last_session", EMIT_STRING);
		column(c, &n, "sessions_since", EMIT_INTEGER);
	}
	return n;
}

void
tabling_begin(struct tabling *t, struct emit *e, enum emit_format format)
{
	size_t n = columns_of(t, t->column);

	/* Text is written by tabling_text(); the table stays empty. */
	emit_begin(e, format, NULL, "counts", t->column,
	    format == EMIT_TEXT ? 0 : n);
}

static long
sessions_since(const struct tabling *t, const struct crosstab_cell *c)
{
	size_t i = t->nsession;
	long n = 0;

	for (; i > 0; i--, n++)
		if (c->timed[1] > 0 && t->session[i - 1].date <= c->minutes[1])
			break;
	return n;
}

static void
emit_label(struct emit *e, struct view v)
{
	if (v.n == 0)
		emit_missing(e);
	else
		emit_string(e, v);
}

static void
emit_cell(const struct tabling *t, const struct crosstab_cell *c,
    struct emit *e)
{
	char day[DATE_LEN];
	size_t i;

	emit_integer(e, (long)c->count[0]);
	emit_integer(e, c->minutes[0]);
	if (tabling_unit(t) == TABLING_CASES)
		emit_integer(e, (long)c->timed[0]);
	if (tabling_unit(t) == TABLING_PHASES) {
		emit_integer(e, (long)c->count[1]);
		emit_integer(e, c->minutes[1]);
	}
	for (i = 1; i < CROSSTAB_SLOTS && emotions(t); i++)
		emit_integer(e, (long)c->count[i]);
	if (!presenters(t))
		return;
	if (c->timed[1] == 0)
		emit_missing(e);
	else {
		date_format((int)c->minutes[1], day);
		emit_string(e, view_of(day));
	}
	emit_integer(e, sessions_since(t, c));
}

void
tabling_emit(const struct tabling *t, struct view group, struct emit *e)
{
	size_t i, k;

	for (i = 0; i < t->t.row.n; i++)
		for (k = 0; k < t->t.col.n; k++) {
			emit_string(e, group);
			emit_label(e, crosstab_row(&t->t, i));
			if (t->by[1] != TABLING_NOTHING)
				emit_label(e, crosstab_col(&t->t, k));
			emit_cell(t, crosstab_get(&t->t, i, k), e);
		}
}

/* Text. */

static struct view
label(struct view v)
{
	return v.n > 0 ? v : view_of("(not said)");
}

static unsigned
label_width(const struct tabling *t)
{
	unsigned w = 8;
	size_t i, n;

	for (i = 0; i < t->t.row.n; i++)
		if ((n = label(crosstab_row(&t->t, i)).n) > w)
			w = (unsigned)n;
	return w > 24 ? 24 : w;
}

static unsigned
most_of(const struct tabling *t)
{
	const struct crosstab_cell *c;
	unsigned most = 1;
	size_t i, k;

	for (i = 0; i < t->t.row.n; i++)
		for (k = 0; k < t->t.col.n; k++) {
			c = crosstab_get(&t->t, i, k);
			if (c->count[0] > most)
				most = c->count[0];
			if (tabling_unit(t) == TABLING_PHASES &&
			    c->count[1] > most)
				most = c->count[1];
		}
	return most;
}

/* `12 planned, 130 min; really 11, 160 min: 30 min more` */
static void
phase_words(const struct crosstab_cell *c, struct buf *out)
{
	long diff = c->minutes[1] - c->minutes[0];

	buf_printf(out, "planned %u (%ld min), really %u (%ld min)",
	    c->count[0], c->minutes[0], c->count[1], c->minutes[1]);
	if (c->timed[0] > 0 && c->timed[1] > 0 && diff != 0)
		buf_printf(out, ": %ld min %s", diff > 0 ? diff : -diff,
		    diff > 0 ? "over" : "under");
}

static void
emotion_words(const struct crosstab_cell *c, struct buf *out)
{
	static const char *const who[] = { "presenter", "imagined in patient",
		"group", "leader", "not said by whom" };
	const char *sep = ": ";
	size_t i;

	for (i = 0; i < 5; i++)
		if (c->count[1 + i] > 0) {
			buf_printf(out, "%s%s %u", sep, who[i],
			    c->count[1 + i]);
			sep = ", ";
		}
}

static void
presenter_words(const struct tabling *t, const struct crosstab_cell *c,
    struct buf *out)
{
	char day[DATE_LEN];
	long n = sessions_since(t, c);

	if (c->timed[1] == 0)
		buf_puts(out, "; not yet");
	else {
		date_format((int)c->minutes[1], day);
		buf_printf(out, "; last on %s, %ld session%s since", day, n,
		    n == 1 ? "" : "s");
	}
}

static void
text_line(const struct tabling *t, size_t i, unsigned width, unsigned most,
    const struct bars *how, struct buf *out)
{
	const struct crosstab_cell *c = crosstab_get(&t->t, i, 0);
	char n[16];

	buf_puts(out, "  ");
	bars_left(out, how, label(crosstab_row(&t->t, i)), width);
	buf_puts(out, "  ");
	if (tabling_unit(t) == TABLING_PHASES) {
		phase_words(c, out);
		buf_putc(out, '\n');
		return;
	}
	bars_bar(out, how, (double)c->count[0] / most,
	    how->width < 72 ? 10 : 20);
	(void)snprintf(n, sizeof(n), "%u", c->count[0]);
	buf_puts(out, "  ");
	bars_right(out, view_of(n), 4);
	if (c->timed[0] > 0)
		buf_printf(out, ", %ld min", c->minutes[0]);
	if (emotions(t))
		emotion_words(c, out);
	if (presenters(t))
		presenter_words(t, c, out);
	buf_putc(out, '\n');
}

static void
end_line(struct buf *out)
{
	while (out->n > 0 && out->p[out->n - 1] == ' ')
		out->p[--out->n] = '\0';
	buf_putc(out, '\n');
}

/* Rows against columns; what doesn't fit the window is another block. */
static void
matrix(const struct tabling *t, unsigned width, const struct bars *how,
    struct buf *out)
{
	unsigned wide = t->by[1] == TABLING_MONTH ? 7 : 12;
	unsigned fit = how->width > width + 2 + wide + 2
			   ? (how->width - width - 2) / (wide + 2)
			   : 1;
	size_t from, i, k, slot = 0;
	char n[16];

	for (from = 0; from < t->t.col.n; from += fit) {
		buf_puts(out, "  ");
		bars_left(out, how, view_of(""), width);
		for (k = from; k < from + fit && k < t->t.col.n; k++) {
			buf_puts(out, "  ");
			bars_left(out, how, label(crosstab_col(&t->t, k)),
			    wide);
		}
		end_line(out);
		for (i = 0; i < t->t.row.n; i++) {
			buf_puts(out, "  ");
			bars_left(out, how, label(crosstab_row(&t->t, i)),
			    width);
			for (k = from; k < from + fit && k < t->t.col.n; k++) {
				(void)snprintf(n, sizeof(n), "%u",
				    crosstab_get(&t->t, i, k)->count[slot]);
				buf_puts(out, "  ");
				bars_left(out, how, view_of(n), wide);
			}
			end_line(out);
		}
	}
}

void
tabling_text(const struct tabling *t, struct view group, const struct bars *how,
    struct buf *out)
{
	static const char *const unit[] = { "held sessions", "cases",
		"phases" };
	unsigned width = label_width(t), most = most_of(t);
	size_t i;

	bars_bold(out, how);
	buf_view(out, group);
	bars_plain(out, how);
	buf_printf(out, ": %s by %s", unit[tabling_unit(t)],
	    tabling_name(t->by[0]));
	if (t->by[1] != TABLING_NOTHING)
		buf_printf(out, " and %s", tabling_name(t->by[1]));
	buf_printf(out, ", %zu session%s held; private to the leader\n",
	    t->nsession, t->nsession == 1 ? "" : "s");
	if (t->t.row.n == 0)
		buf_puts(out, "  none\n");
	if (t->by[1] != TABLING_NOTHING) {
		matrix(t, width, how, out);
		return;
	}
	for (i = 0; i < t->t.row.n; i++)
		text_line(t, i, width, most, how, out);
}
