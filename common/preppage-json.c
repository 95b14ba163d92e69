/* The page for the evening, for scripts. */

#include <stddef.h>

#include "common/date.h"
#include "common/emit.h"
#include "common/preppage.h"

static void
json_string(struct buf *b, const char *name, struct view v)
{
	buf_printf(b, ",\"%s\":", name);
	if (v.p == NULL)
		buf_puts(b, "null");
	else
		emit_json(b, v);
}

static void
json_date(struct buf *b, const char *name, int day)
{
	bool none = day == FRAME_NODATE || day == FRAME_NOEND;
	char s[DATE_LEN];

	if (!none)
		date_format(day, s);
	json_string(b, name, view_of(none ? NULL : s));
}

static void
json_bool(struct buf *b, const char *name, bool yes)
{
	buf_printf(b, ",\"%s\":%s", name, yes ? "true" : "false");
}

static void
json_names(struct buf *b, const char *name, const struct names *l)
{
	size_t i;

	buf_printf(b, ",\"%s\":[", name);
	for (i = 0; i < l->n; i++) {
		if (i > 0)
			buf_putc(b, ',');
		emit_json(b, view_of(names_get(l, i)));
	}
	buf_putc(b, ']');
}

static void
json_session(struct buf *b, const struct prep *p)
{
	char time[DATE_TIMELEN];
	const struct session *s = &p->evening;

	buf_puts(b, "{\"kind\":\"session\"");
	json_string(b, "group", p->name);
	json_string(b, "session", p->planned ? s->id : view_of(NULL));
	json_date(b, "date", p->date);
	json_bool(b, "planned", p->planned);
	if (p->planned && s->time >= 0)
		date_format_time(s->time, time);
	json_string(b, "time",
	    p->planned && s->time >= 0 ? view_of(time) : view_of(NULL));
	buf_printf(b, ",\"minutes\":%d,\"number\":%u",
	    p->planned ? s->minutes : p->frame.minutes, p->nheld + 1);
	json_string(b, "mode", p->planned ? s->mode : p->frame.mode);
	json_string(b, "place", p->planned ? s->place : p->frame.place);
	json_string(b, "link", p->planned ? s->link : p->frame.link);
	json_names(b, "leader", &p->leader);
	json_names(b, "coleader", &p->coleader);
	json_names(b, "observer", &p->observer);
	buf_printf(b, ",\"expected\":%u,\"away\":%u", p->expected, p->away);
	if (p->frame.quorum > 0) {
		buf_printf(b, ",\"quorum\":%d", p->frame.quorum);
		json_bool(b, "quorum_met",
		    p->expected >= (unsigned)p->frame.quorum);
	}
	if (p->left_known)
		buf_printf(b, ",\"sessions_left\":%u", p->left);
	json_bool(b, "sessions_left_estimated", p->left_guessed);
	json_date(b, "ends", p->frame.ends);
	buf_puts(b, "}\n");
}

static void
json_member(struct buf *b, const struct prep *p, const struct prep_person *q)
{
	buf_puts(b, "{\"kind\":\"member\"");
	json_string(b, "member", q->id);
	json_bool(b, "expected", q->expected);
	json_bool(b, "away", q->away);
	json_bool(b, "new", q->fresh);
	json_bool(b, "leaving", q->leaving);
	json_date(b, "left", q->left);
	buf_printf(b, ",\"missed_running\":%u", q->absent);
	if (p->presented) {
		json_date(b, "presented", q->presented);
		buf_printf(b, ",\"sessions_since\":%u", q->since);
	}
	buf_puts(b, "}\n");
}

static void
json_rest(struct buf *b, const struct prep *p)
{
	char time[DATE_TIMELEN];
	size_t i;

	for (i = 0; i < p->nfollowup; i++) {
		buf_puts(b, "{\"kind\":\"followup\"");
		json_string(b, "case", view_of(p->followup[i].id));
		json_date(b, "due", p->followup[i].due);
		buf_printf(b, ",\"days_overdue\":%d",
		    p->date - p->followup[i].due);
		json_date(b, "told", p->followup[i].told);
		json_date(b, "asked", p->followup[i].asked);
		buf_puts(b, "}\n");
	}
	for (i = 0; i < p->by.n; i++) {
		buf_puts(b, "{\"kind\":\"unfinished\"");
		json_string(b, "leader", view_of(names_get(&p->by, i)));
		json_string(b, "text", buf_all(&p->unfinished[i]));
		buf_puts(b, "}\n");
	}
	for (i = 0; i < p->nphase; i++) {
		date_format_time(p->phase[i].time, time);
		buf_puts(b, "{\"kind\":\"phase\"");
		json_string(b, "time", view_of(time));
		json_string(b, "phase", p->phase[i].word);
		if (p->phase[i].minutes >= 0)
			buf_printf(b, ",\"minutes\":%d", p->phase[i].minutes);
		buf_puts(b, "}\n");
	}
}

void
preppage_jsonl(struct buf *b, const struct prep *p)
{
	size_t i;

	json_session(b, p);
	for (i = 0; i < p->nperson; i++)
		if (p->person[i].expected || p->person[i].away ||
		    p->person[i].gone)
			json_member(b, p, &p->person[i]);
	json_rest(b, p);
}
