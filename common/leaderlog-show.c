/* A leader's log, shown as a table, as text and as a page for printing. */

#include <limits.h>
#include <stdio.h>

#include "common/date.h"
#include "common/frame.h"
#include "common/html.h"
#include "common/leaderlog.h"

static const struct emit_column columns[] = { { "part", EMIT_STRING },
	{ "body", EMIT_STRING }, { "what", EMIT_STRING },
	{ "asked", EMIT_INTEGER }, { "have", EMIT_INTEGER },
	{ "missing", EMIT_INTEGER }, { "met", EMIT_STRING },
	{ "words", EMIT_STRING }, { "source", EMIT_STRING },
	{ "seen", EMIT_STRING } };

void
leaderlog_begin(struct emit *e, enum emit_format format)
{
	emit_begin(e, format, NULL, "leader_log", columns,
	    format == EMIT_TEXT ? 0 : sizeof(columns) / sizeof(columns[0]));
}

/* Which counts are shown, and what they are called. */
static const struct {
	const char *metric, *label;
} counts[] = { { "led", "sessions led" }, { "co-led", "sessions co-led" },
	{ "cases", "case discussions in them" },
	{ "minutes", "minutes in them" },
	{ "supervision", "supervision contacts" },
	{ "supervision-minutes", "minutes of supervision" },
	{ "recorded-supervised", "recorded sessions supervised" },
	{ "recordings", "recordings" }, { "intensives", "intensives" },
	{ "seminars", "leader seminars" },
	{ "seminar-minutes", "minutes of leader seminars" },
	{ "observations", "observations by a trainer" },
	{ "member-sessions", "sessions as a member" },
	{ "member-minutes", "minutes as a member" } };
#define NCOUNTS (sizeof(counts) / sizeof(counts[0]))

static long
count_of(const struct leaderlog_page *p, size_t i)
{
	return leaderlog_count(p->log,
	    leaderlog_metric(view_of(counts[i].metric)), INT_MIN, p->today);
}

/* `months with sessions >= 1, running` for people and scripts alike. */
static void
put_way(struct buf *b, const struct leaderlog_way *w)
{
	const char *name = leaderlog_metric_name(w->metric);

	if (w->each == LEADERLOG_TOTAL)
		buf_puts(b, name);
	else
		buf_printf(b, "%s running with %ld %s",
		    w->each == LEADERLOG_MONTH ? "months" : "years", w->asked,
		    name);
}

static void
put_month(struct buf *b, int month)
{
	buf_printf(b, "%04d-%02d", month / 12, month % 12 + 1);
}

static void
emit_row(struct emit *e, const char *part, struct view body, struct view what)
{
	emit_string(e, view_of(part));
	emit_string(e, body);
	emit_string(e, what);
}

static void
emit_rest(struct emit *e, struct view words)
{
	emit_string(e, words);
	emit_missing(e);
	emit_missing(e);
}

static void
emit_rule(const struct leaderlog_page *p, const struct leaderlog_body *b,
    const struct leaderlog_rule *r, struct emit *e)
{
	const struct leaderlog_way *w;
	struct buf what = { 0 };
	char seen[DATE_LEN];
	long have, need;

	w = leaderlog_best(p->log, r, p->today, &have);
	need = leaderlog_need(w);
	put_way(&what, w);
	emit_row(e, r->wanted ? "wish" : "rule", b->id, buf_all(&what));
	emit_integer(e, need);
	emit_integer(e, have);
	emit_integer(e, have < need ? need - have : 0);
	emit_string(e, view_of(have < need ? "no" : "yes"));
	emit_string(e, r->words);
	emit_string(e, b->source);
	date_format(b->seen, seen);
	emit_string(e, view_of(seen));
	buf_release(&what);
}

void
leaderlog_emit(const struct leaderlog_page *p, struct emit *e)
{
	const struct view none = { NULL, 0 };
	struct buf month = { 0 };
	size_t i, k;
	int m;

	for (i = 0; i < NCOUNTS; i++) {
		emit_row(e, "count", none, view_of(counts[i].metric));
		emit_missing(e);
		emit_integer(e, count_of(p, i));
		emit_missing(e);
		emit_missing(e);
		emit_rest(e, view_of(counts[i].label));
	}
	for (m = leaderlog_gap(p->log, -1, p->today); m != -1;
	     m = leaderlog_gap(p->log, m, p->today)) {
		buf_clear(&month);
		put_month(&month, m);
		emit_row(e, "gap", none, buf_all(&month));
		emit_missing(e);
		emit_integer(e, 0);
		emit_missing(e);
		emit_missing(e);
		emit_rest(e, view_of("a month without a session"));
	}
	for (i = 0; i < p->nbody; i++)
		for (k = 0; k < p->body[i].nrule; k++)
			emit_rule(p, &p->body[i], &p->body[i].rule[k], e);
	buf_release(&month);
}

static void
put_gaps(const struct leaderlog_page *p, struct buf *out)
{
	const char *sep = "";
	int m;

	for (m = leaderlog_gap(p->log, -1, p->today); m != -1;
	     m = leaderlog_gap(p->log, m, p->today)) {
		buf_puts(out, sep);
		put_month(out, m);
		sep = ", ";
	}
	if (sep[0] == '\0')
		buf_puts(out, "none");
}

/* Where it was read and when, and what must be said about it. */
static void
put_origin(const struct leaderlog_body *b, struct buf *out)
{
	char day[DATE_LEN];

	date_format(b->seen, day);
	buf_puts(out, "Source: ");
	buf_view(out, b->source);
	buf_printf(out, "; seen %s.", day);
	if (b->until != FRAME_NOEND) {
		date_format(b->until, day);
		buf_printf(out, " In force until %s.", day);
	}
	if (b->note.n > 0) {
		buf_putc(out, ' ');
		buf_view(out, b->note);
	}
}

/* 105 double hours are counted as minutes: the numbers beside it are these. */
static void
put_words(const struct leaderlog_rule *r, const struct leaderlog_way *w,
    struct buf *out)
{
	buf_view(out, r->words);
	if (leaderlog_in_minutes(w))
		buf_puts(out, "; in minutes");
}

static void
text_body(const struct leaderlog_page *p, const struct leaderlog_body *b,
    const struct bars *how, struct buf *out)
{
	const struct leaderlog_rule *r;
	const struct leaderlog_way *w;
	long have, need;
	size_t i;

	buf_putc(out, '\n');
	bars_bold(out, how);
	buf_view(out, b->title);
	bars_plain(out, how);
	buf_putc(out, '\n');
	for (i = 0; i < b->nrule; i++) {
		r = &b->rule[i];
		w = leaderlog_best(p->log, r, p->today, &have);
		need = leaderlog_need(w);
		buf_puts(out, "  ");
		bars_bar(out, how, need > 0 ? (double)have / (double)need : 0,
		    10);
		buf_printf(out, "  %5ld/%-5ld ", have, need);
		bars_left(out, how,
		    view_of(have >= need ? "met"
			    : r->wanted	 ? "wished"
					 : "MISSING"),
		    8);
		put_words(r, w, out);
		buf_putc(out, '\n');
	}
	for (i = 0; i < b->nalso; i++) {
		buf_puts(out, "  also, not counted here: ");
		buf_view(out, b->also[i]);
		buf_putc(out, '\n');
	}
	bars_faint(out, how);
	buf_puts(out, "  ");
	put_origin(b, out);
	bars_plain(out, how);
	buf_putc(out, '\n');
}

static void
put_title(const struct leaderlog_page *p, struct buf *out)
{
	char day[DATE_LEN];

	date_format(p->today, day);
	buf_puts(out, "Log of ");
	buf_view(out, p->name.n > 0 ? p->name : p->leader);
	buf_printf(out, ", up to %s", day);
}

void
leaderlog_text(const struct leaderlog_page *p, const struct bars *how,
    struct buf *out)
{
	struct buf n = { 0 };
	size_t i;

	bars_bold(out, how);
	put_title(p, out);
	bars_plain(out, how);
	buf_puts(out, "; private to the leader\n");
	for (i = 0; i < NCOUNTS; i++) {
		buf_clear(&n);
		buf_printf(&n, "%ld", count_of(p, i));
		buf_puts(out, "  ");
		bars_right(out, buf_all(&n), 6);
		buf_printf(out, "  %s\n", counts[i].label);
	}
	buf_puts(out, "  months without a session: ");
	put_gaps(p, out);
	buf_putc(out, '\n');
	for (i = 0; i < p->nbody; i++)
		text_body(p, &p->body[i], how, out);
	buf_release(&n);
}

static void
html_cell(struct buf *out, const char *tag, const char *class, struct view v)
{
	buf_printf(out, "<%s%s>", tag, class);
	html_text(out, v);
	buf_printf(out, "</%.2s>", tag);
}

static void
html_number(struct buf *out, long n)
{
	buf_printf(out, "<td class=\"n\">%ld</td>", n);
}

static void
html_body(const struct leaderlog_page *p, const struct leaderlog_body *b,
    struct buf *out)
{
	const struct leaderlog_rule *r;
	const struct leaderlog_way *w;
	struct buf t = { 0 };
	long have, need;
	size_t i;

	html_cell(out, "h2", "", b->title);
	buf_puts(out,
	    "\n<div class=\"wide\" "
	    "tabindex=\"0\"><table>\n<thead><tr><th>Asked</th>"
	    "<th class=\"n\">Have</th><th class=\"n\">Of</th><th "
	    "class=\"n\">Missing</th><th>Met</th></tr></thead>\n<tbody>\n");
	for (i = 0; i < b->nrule; i++) {
		r = &b->rule[i];
		w = leaderlog_best(p->log, r, p->today, &have);
		need = leaderlog_need(w);
		buf_puts(out, "<tr>");
		buf_clear(&t);
		put_words(r, w, &t);
		html_cell(out, "td", "", buf_all(&t));
		html_number(out, have);
		html_number(out, need);
		html_number(out, have < need ? need - have : 0);
		html_cell(out, "td", "",
		    view_of(have >= need ? "yes"
			    : r->wanted	 ? "no, only wished"
					 : "no"));
		buf_puts(out, "</tr>\n");
	}
	buf_puts(out, "</tbody>\n</table></div>\n");
	for (i = 0; i < b->nalso; i++) {
		buf_puts(out, "<p>Also, not counted here: ");
		html_text(out, b->also[i]);
		buf_puts(out, "</p>\n");
	}
	buf_clear(&t);
	put_origin(b, &t);
	if (buf_bad(&t))
		out->bad = true;
	buf_puts(out, "<p class=\"quiet\">");
	html_text(out, buf_all(&t));
	buf_puts(out, "</p>\n");
	buf_release(&t);
}

void
leaderlog_html(const struct leaderlog_page *p, struct buf *out)
{
	struct buf title = { 0 };
	size_t i;

	put_title(p, &title);
	if (buf_bad(&title))
		out->bad = true;
	html_begin(out, buf_all(&title), NULL);
	html_cell(out, "h1", "", buf_all(&title));
	buf_puts(out, "\n<h2>What there is</h2>\n<table>\n<tbody>\n");
	for (i = 0; i < NCOUNTS; i++) {
		buf_puts(out, "<tr>");
		html_cell(out, "th", " scope=\"row\"",
		    view_of(counts[i].label));
		html_number(out, count_of(p, i));
		buf_puts(out, "</tr>\n");
	}
	buf_puts(out, "</tbody>\n</table>\n<p>Months without a session: ");
	put_gaps(p, out);
	buf_puts(out, "</p>\n");
	for (i = 0; i < p->nbody; i++)
		html_body(p, &p->body[i], out);
	html_end(out, "Private to the leader.");
	buf_release(&title);
}
