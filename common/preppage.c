#include "common/preppage.h"

#include <stdio.h>
#include <string.h>

#include "common/date.h"
#include "common/html.h"
#include "common/utf8.h"

#define PRIVATE "private to the leaders"
#define LONGEST 5 /* names under `not presented for longest` */

static const char *const days[] = { "Monday", "Tuesday", "Wednesday",
	"Thursday", "Friday", "Saturday", "Sunday" };

/*
 * A page is a list of items under headings; text and HTML differ only in how
 * they set them.
 */
struct page {
	struct buf *b;
	const struct bars *how; /* NULL: HTML */
};

static void
heading(struct page *g, const char *text)
{
	if (g->how == NULL) {
		buf_puts(g->b, "<h2>");
		html_text(g->b, view_of(text));
		buf_puts(g->b, "</h2>\n");
		return;
	}
	buf_putc(g->b, '\n');
	bars_bold(g->b, g->how);
	buf_puts(g->b, text);
	bars_plain(g->b, g->how);
	buf_putc(g->b, '\n');
}

/* Breaks lines at blanks so that they fit the window. */
static void
fold(struct page *g, struct view text, unsigned indent)
{
	unsigned room =
	    g->how->width > indent + 20 ? g->how->width - indent : 20;
	unsigned at = 0, w;
	struct view word;

	for (word = view_word(&text); word.p != NULL; word = view_word(&text)) {
		w = (unsigned)utf8_width(word);
		if (at > 0 && at + 1 + w > room) {
			buf_printf(g->b, "\n%*s", (int)indent, "");
			at = 0;
		}
		if (at > 0)
			buf_putc(g->b, ' ');
		buf_view(g->b, word);
		at += w + (at > 0);
	}
	buf_putc(g->b, '\n');
}

/*
 * A line `label  text`; text may hold anything.  A label of one blank goes on
 * under the item before.
 */
static void
item(struct page *g, const char *label, const struct buf *text)
{
	struct buf tame = { 0 };

	if (g->how == NULL) {
		buf_puts(g->b, "<p>");
		if (label[0] != '\0' && label[0] != ' ') {
			buf_puts(g->b, "<strong>");
			html_text(g->b, view_of(label));
			buf_puts(g->b, "</strong> ");
		}
		html_text(g->b, buf_all(text));
		buf_puts(g->b, "</p>\n");
		return;
	}
	utf8_tame(&tame, buf_all(text), false);
	buf_puts(g->b, "  ");
	if (label[0] != '\0') {
		bars_left(g->b, g->how, view_of(label), 11);
		buf_putc(g->b, ' ');
	}
	fold(g, buf_all(&tame), label[0] != '\0' ? 14 : 4);
	buf_release(&tame);
}

static void
item_text(struct page *g, const char *label, const char *text)
{
	struct buf b = { 0 };

	buf_puts(&b, text);
	item(g, label, &b);
	buf_release(&b);
}

static void
put_date(struct buf *b, int day)
{
	char s[DATE_LEN];

	date_format(day, s);
	buf_puts(b, s);
}

static void
put_list(struct buf *b, const struct names *l)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		buf_printf(b, "%s%s", i > 0 ? ", " : "", names_get(l, i));
}

static void
put_plural(struct buf *b, unsigned n, const char *what)
{
	buf_printf(b, "%u %s%s", n, what, n == 1 ? "" : "s");
}

/* How long before the evening: in days, then weeks. */
static void
put_age(struct buf *b, int days_ago)
{
	if (days_ago < 14)
		put_plural(b, (unsigned)days_ago, "day");
	else
		put_plural(b, (unsigned)days_ago / 7, "week");
}

static void
put_when(struct buf *b, const struct prep *p)
{
	char from[DATE_TIMELEN], to[DATE_TIMELEN];
	int t = p->evening.time;

	buf_printf(b, "%s ", days[date_weekday(p->date)]);
	put_date(b, p->date);
	if (!p->planned)
		return;
	if (t >= 0) {
		date_format_time(t, from);
		date_format_time((t + p->evening.minutes) % 1440, to);
		buf_printf(b, ", %s to %s", from, to);
	}
	buf_printf(b, ", %d minutes", p->evening.minutes);
}

static void
where(struct page *g, const struct prep *p)
{
	struct buf b = { 0 };
	struct view mode = p->planned ? p->evening.mode : p->frame.mode;
	struct view place = p->planned ? p->evening.place : p->frame.place;
	struct view link = p->planned ? p->evening.link : p->frame.link;

	if (view_is(mode, "online") && link.n > 0)
		buf_view(&b, link);
	else if (place.n > 0)
		buf_view(&b, place);
	else if (link.n > 0)
		buf_view(&b, link);
	else
		buf_puts(&b, "not said: Place or Link in group.txt");
	if (p->planned && p->frame.place.n > 0 && place.n > 0 &&
	    !view_is(mode, "online") && !view_equal(place, p->frame.place)) {
		buf_puts(&b, " (not the usual room, ");
		buf_view(&b, p->frame.place);
		buf_putc(&b, ')');
	}
	item(g, view_is(mode, "online") ? "Online" : "Room", &b);
	buf_release(&b);
}

static void
who_leads(struct page *g, const struct prep *p)
{
	struct buf b = { 0 };

	if (p->leader.n == 0)
		buf_puts(&b, "not said");
	put_list(&b, &p->leader);
	if (p->coleader.n > 0) {
		buf_puts(&b, " with ");
		put_list(&b, &p->coleader);
	}
	item(g, "Leads", &b);
	buf_clear(&b);
	put_list(&b, &p->observer);
	if (b.n > 0)
		item(g, "Observes", &b);
	buf_release(&b);
}

static void
sessions_left(struct page *g, const struct prep *p)
{
	struct buf b = { 0 };

	if (p->frame.ends != FRAME_NOEND && p->frame.ends < p->date)
		buf_puts(&b, "none");
	else if (!p->left_known)
		buf_puts(&b, "not known: none are planned behind this one");
	else if (p->left_guessed)
		buf_printf(&b, "%u more by the rhythm, none of them planned",
		    p->left);
	else
		buf_printf(&b, "%u more planned", p->left);
	if (p->frame.ends != FRAME_NOEND) {
		buf_printf(&b, "; the group end%s on ",
		    p->frame.ends < p->date ? "ed" : "s");
		put_date(&b, p->frame.ends);
	}
	item(g, "Left", &b);
	buf_release(&b);
}

static void
put_person(struct buf *b, const struct prep_person *q, const char *sep)
{
	buf_puts(b, sep);
	buf_view(b, q->name);
}

static void
quorum(struct page *g, const struct prep *p)
{
	struct buf b = { 0 };
	int quorum = p->frame.quorum;

	buf_printf(&b, "%u of %u", p->expected, p->expected + p->away);
	if (quorum == 0)
		buf_puts(&b, "; no quorum is set");
	else if ((unsigned)quorum <= p->expected)
		buf_printf(&b, "; the quorum of %d is met", quorum);
	else
		buf_printf(&b, "; QUORUM OF %d NOT MET, %u short", quorum,
		    (unsigned)quorum - p->expected);
	item(g, "Expected", &b);
	buf_release(&b);
}

static void
away(struct page *g, const struct prep *p)
{
	struct buf b = { 0 };
	const char *sep = "";
	size_t i;

	for (i = 0; i < p->nperson; i++)
		if (p->person[i].away) {
			put_person(&b, &p->person[i], sep);
			sep = ", ";
		}
	item_text(g, "Away", b.n > 0 ? b.p : "nobody said so");
	buf_clear(&b);
	sep = "";
	for (i = 0; i < p->nperson; i++)
		if (p->person[i].expected && p->person[i].absent > 1) {
			put_person(&b, &p->person[i], sep);
			buf_printf(&b, " (%u times)", p->person[i].absent);
			sep = ", ";
		}
	if (b.n > 0)
		item(g, "Missed", &b);
	buf_release(&b);
}

static void
come_and_go(struct page *g, const struct prep *p)
{
	const struct prep_person *q;
	struct buf new = { 0 }, leaving = { 0 }, gone = { 0 };
	size_t i;

	for (i = 0; i < p->nperson; i++) {
		q = &p->person[i];
		if (q->fresh)
			put_person(&new, q, new.n > 0 ? ", " : "");
		if (q->leaving) {
			put_person(&leaving, q, leaving.n > 0 ? ", " : "");
			buf_puts(&leaving, " (last day ");
			put_date(&leaving, q->left);
			buf_putc(&leaving, ')');
		}
		if (q->gone)
			put_person(&gone, q, gone.n > 0 ? ", " : "");
	}
	if (new.n > 0)
		item(g, "New", &new);
	if (leaving.n > 0)
		item(g, "Leaving", &leaving);
	if (gone.n > 0)
		item(g, "Gone", &gone);
	buf_release(&new);
	buf_release(&leaving);
	buf_release(&gone);
}

/* The expected member who waits longest behind those already named. */
static const struct prep_person *
next_longest(const struct prep *p, const struct prep_person *after)
{
	const struct prep_person *q, *best = NULL;
	size_t i;

	for (i = 0; i < p->nperson; i++) {
		q = &p->person[i];
		if (!q->expected ||
		    (after != NULL &&
			(q->since > after->since ||
			    (q->since == after->since && q <= after))))
			continue;
		if (best == NULL || q->since > best->since)
			best = q;
	}
	return best;
}

static void
longest(struct page *g, const struct prep *p)
{
	const struct prep_person *q = NULL;
	struct buf b = { 0 };
	unsigned n;

	heading(g, "Not presented for longest (to offer, never to order)");
	if (!p->presented) {
		item_text(g, "",
		    p->cases ? "nobody has presented yet, as far as the cases "
			       "say"
			     : "not known without the cases");
		return;
	}
	if (!p->cases)
		item_text(g, "",
		    "(only what the sessions count; no case was opened)");
	for (n = 0; n < LONGEST; n++) {
		q = next_longest(p, q);
		if (q == NULL || q->since == 0)
			break;
		buf_clear(&b);
		put_person(&b, q, "");
		if (q->presented == FRAME_NODATE)
			buf_puts(&b, ": not yet, ");
		else {
			buf_puts(&b, ": last on ");
			put_date(&b, q->presented);
			buf_puts(&b, ", ");
		}
		put_plural(&b, q->since, "session");
		buf_puts(&b,
		    q->presented == FRAME_NODATE ? " in the group" : " since");
		item(g, "", &b);
	}
	if (n == 0)
		item_text(g, "", "everybody, the last time");
	buf_release(&b);
}

static void
followups(struct page *g, const struct prep *p)
{
	const struct prep_followup *q;
	struct buf b = { 0 };
	size_t i;

	if (!p->cases)
		return;
	heading(g, "Follow-ups due");
	for (i = 0; i < p->nfollowup; i++) {
		q = &p->followup[i];
		buf_clear(&b);
		buf_puts(&b, "due ");
		put_date(&b, q->due);
		if (p->date > q->due) {
			buf_puts(&b, ", ");
			put_age(&b, p->date - q->due);
			buf_puts(&b, " ago");
		}
		if (q->told != FRAME_NODATE) {
			buf_puts(&b, "; told ");
			put_age(&b, p->date - q->told);
			buf_puts(&b, " before");
		}
		if (q->asked != FRAME_NODATE) {
			buf_puts(&b, "; asked on ");
			put_date(&b, q->asked);
		}
		item(g, q->id, &b);
	}
	if (p->nfollowup == 0)
		item_text(g, "", "none");
	buf_release(&b);
}

static void
unfinished(struct page *g, const struct prep *p)
{
	struct view rest, line;
	struct buf b = { 0 };
	size_t i;
	bool first;

	if (p->by.n == 0)
		return;
	heading(g, "Unfinished last time");
	for (i = 0; i < p->by.n; i++) {
		rest = buf_all(&p->unfinished[i]);
		for (first = true; rest.p != NULL; first = false) {
			line = view_cut(&rest, '\n');
			buf_clear(&b);
			buf_view(&b, line);
			item(g, first ? names_get(&p->by, i) : " ", &b);
		}
	}
	buf_release(&b);
}

static void
clock_plan(struct page *g, const struct prep *p)
{
	char time[DATE_TIMELEN];
	struct buf b = { 0 };
	size_t i;

	if (p->nphase == 0)
		return;
	heading(g, "The clock");
	for (i = 0; i < p->nphase; i++) {
		date_format_time(p->phase[i].time, time);
		buf_clear(&b);
		buf_view(&b, p->phase[i].word);
		if (p->phase[i].minutes >= 0)
			buf_printf(&b, ", %d min", p->phase[i].minutes);
		item(g, time, &b);
	}
	buf_release(&b);
}

static void
body(struct page *g, const struct prep *p)
{
	where(g, p);
	who_leads(g, p);
	sessions_left(g, p);
	heading(g, "Who comes");
	quorum(g, p);
	away(g, p);
	come_and_go(g, p);
	longest(g, p);
	followups(g, p);
	unfinished(g, p);
	clock_plan(g, p);
}

static void
title(struct buf *b, const struct prep *p)
{
	buf_view(b, p->name);
	buf_puts(b, ": ");
	if (p->planned)
		buf_printf(b, "session %u, ", p->nheld + 1);
	else
		buf_puts(b, "no session is planned from here on; as of ");
	put_when(b, p);
}

void
preppage_text(struct buf *b, const struct prep *p, const struct bars *how)
{
	struct page g = { b, how };
	struct buf t = { 0 };

	title(&t, p);
	bars_bold(b, how);
	utf8_tame(b, buf_all(&t), false);
	bars_plain(b, how);
	buf_puts(b, "\n  (" PRIVATE ")\n");
	body(&g, p);
	if (buf_bad(&t))
		b->bad = true;
	buf_release(&t);
}

/* On paper in small type and lines close together: it is one page. */
static const char print_style[] =
    "@page{margin:12mm}@media print{body{font-size:9.5pt;line-height:1.25}"
    "h1{font-size:13pt;margin-top:0}h2{font-size:11pt;margin:.6rem 0 .2rem}"
    "p,pre{margin:.1rem 0}footer{margin-top:.6rem;padding:0}}";

void
preppage_html(struct buf *b, const struct prep *p)
{
	struct page g = { b, NULL };
	struct buf t = { 0 };

	title(&t, p);
	html_begin(b, buf_all(&t), print_style);
	buf_puts(b, "<h1>");
	html_text(b, buf_all(&t));
	buf_puts(b, "</h1>\n");
	body(&g, p);
	html_end(b, "For the leaders of this group only.");
	if (buf_bad(&t))
		b->bad = true;
	buf_release(&t);
}
