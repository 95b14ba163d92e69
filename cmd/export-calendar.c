/* balint-export calendar: the sessions of groups for a calendar program. */

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/export.h"
#include "cmd/groups.h"
#include "common/ical.h"
#include "common/zone.h"

enum { OPT_SUMMARY = 256, OPT_NAMES, OPT_FILES0 };

static const struct cli_option options[] = {
	{ OPT_SUMMARY, "summary", "TEXT", "what entries say (Balint group)" },
	{ OPT_NAMES, "names", NULL, "put the group's name behind it" },
	{ OPT_FILES0, "files0-from", "FILE", "groups, each ended by a NUL" },
};

static int run(struct cli *c);

const struct cli_verb export_calendar = { "calendar", "[GROUP...]",
	"Sessions as an iCalendar file",
	CLI_GROUP | CLI_OUTPUT | CLI_DATE | CLI_RANGE, options,
	sizeof(options) / sizeof(options[0]), run };

/* The zones that were needed, and for which days. */
struct span {
	int from, to;
};

struct job {
	struct cli *c;
	struct groups g;
	const char *summary, *files0;
	bool names;
	struct buf events, text;
	struct names zone;
	struct span *span;
	size_t capspan;
};

static int
note_zone(struct job *j, struct view name, int day, struct fail *f)
{
	size_t i = names_find(&j->zone, name), want;
	struct span *p;

	if (i == j->zone.n) {
		if (i == j->capspan) {
			want = j->capspan == 0 ? 16 : 2 * j->capspan;
			p = reallocarray(j->span, want, sizeof(*p));
			if (p == NULL)
				return fail_memory(f);
			j->span = p;
			j->capspan = want;
		}
		if (names_add(&j->zone, name) == -1)
			return fail_memory(f);
		j->span[i].from = j->span[i].to = day;
	}
	if (day < j->span[i].from)
		j->span[i].from = day;
	if (day > j->span[i].to)
		j->span[i].to = day;
	return 0;
}

static int
add_event(struct job *j, const struct session *s, struct fail *f)
{
	const struct roll *r = &j->g.roll;
	struct ical_event e = { .session = s->id,
		.group = r->frame.id,
		.zone = r->frame.zone,
		.date = s->date,
		.time = s->time,
		.minutes = s->minutes,
		.stamp = j->c->date,
		.cancelled = s->status == SESSION_CANCELLED };

	buf_clear(&j->text);
	buf_puts(&j->text, j->summary);
	if (j->names) {
		buf_puts(&j->text, ": ");
		buf_view(&j->text,
		    r->frame.name.n > 0 ? r->frame.name : roll_name(r));
	}
	e.summary = buf_all(&j->text);
	/* A room, but never a link: links let people in. */
	if (!view_is(s->mode, "online"))
		e.place = s->place;
	ical_event(&j->events, &e);
	if (buf_bad(&j->text) || buf_bad(&j->events))
		return fail_memory(f);
	return s->time < 0 ? 0 : note_zone(j, e.zone, s->date, f);
}

/* A group whose zone the system does not know is left out whole. */
static int
add_group(struct job *j, struct fail *f)
{
	const struct roll *r = &j->g.roll;
	struct zone z;
	size_t i;
	int rv;

	if (r->frame.id.n == 0) {
		fail_set(f, FAIL_RANGE, "E_MISSING",
		    "the group has no lasting id; `Group: g-...` was expected");
		return fail_file(f, r->path);
	}
	rv = zone_read(&z, r->frame.zone, f);
	zone_release(&z);
	if (rv == -1)
		return fail_file(f, r->path);
	for (i = 0; i < r->nsession; i++)
		if (add_event(j, &r->session[i].s, f) == -1)
			return -1;
	return 0;
}

static int
add_zones(struct job *j, struct buf *out, struct fail *f)
{
	struct view name;
	struct zone z;
	size_t i;
	int rv = 0;

	for (i = 0; i < j->zone.n && rv == 0; i++) {
		name = view_of(names_get(&j->zone, i));
		rv = zone_read(&z, name, f);
		if (rv == 0)
			ical_zone(out, name, &z, j->span[i].from,
			    j->span[i].to);
		zone_release(&z);
	}
	return rv;
}

static int
walk(struct job *j)
{
	struct roll_options o = ROLL_ALL;
	struct out out;
	struct fail f;
	int rv;

	o.all = true;
	o.from = j->c->from;
	o.to = j->c->to;
	if (out_open(&out, j->c->output, &f) == -1)
		return cli_fail(j->c, &f);
	rv = groups_enter(j->c, &j->g, (const char *const[]){ ZONE_DIR, NULL });
	if (rv != CLI_DONE) {
		(void)out_close(&out, false, NULL);
		return rv;
	}
	while (groups_next(j->c, &j->g, &o))
		if (add_group(j, &f) == -1)
			rv = cli_worse(rv, cli_fail(j->c, &f));
	ical_begin(&out.b);
	if (add_zones(j, &out.b, &f) == -1) {
		(void)out_close(&out, false, NULL);
		return cli_fail(j->c, &f);
	}
	buf_view(&out.b, buf_all(&j->events));
	ical_end(&out.b);
	if (out_close(&out, true, &f) == -1)
		rv = cli_worse(rv, cli_fail(j->c, &f));
	return rv;
}

static int
run(struct cli *c)
{
	struct job j = { .c = c, .summary = "Balint group" };
	struct fail f;
	int key, rv;

	while ((key = cli_getopt(c)) != -1)
		switch (key) {
		case OPT_SUMMARY:
			j.summary = c->arg;
			break;
		case OPT_NAMES:
			j.names = true;
			break;
		case OPT_FILES0:
			j.files0 = c->arg;
			break;
		}
	if (record_check_value(view_of(j.summary), &f) == -1)
		cli_usage(c, "--summary takes one line of text");
	if (c->from > c->to)
		cli_usage(c, "--from is after --to");
	groups_collect(c, &j.g, j.files0);
	rv = walk(&j);
	rv = cli_worse(rv, j.g.status);
	buf_release(&j.events);
	buf_release(&j.text);
	names_release(&j.zone);
	free(j.span);
	groups_release(&j.g);
	return rv;
}
