/* balint-note debrief: a leader's own account of one session. */

#include <stdio.h>
#include <string.h>

#include "cmd/desk.h"
#include "cmd/note.h"
#include "common/mergetext.h"
#include "common/names.h"
#include "common/refs.h"
#include "common/schema.h"
#include "common/sideby.h"
#include "common/utf8.h"

enum { OPT_LEADER = 256, OPT_COMPARE, OPT_NOUNDO };

static const struct cli_option options[] = {
	{ OPT_LEADER, "leader", "ID", "whose it is (the group's only leader)" },
	{ OPT_COMPARE, "compare", NULL, "show two leaders' side by side" },
	{ OPT_NOUNDO, "no-undo", NULL, "keep nothing for undo" },
};

static int run(struct cli *c);

const struct cli_verb note_debrief = { "debrief", "[SESSION]",
	"Make a leader's debrief of a session; or compare two",
	CLI_GROUP | CLI_DRY | CLI_DATE | CLI_WAIT, options,
	sizeof(options) / sizeof(options[0]), run };

/*
 * What supervision in Australia and New Zealand asks about.
 * Source: balintanz.org, template for supervision reports.
 * Behind them `unfinished`, which balint-stats prep shows before the next one.
 */
static const char *const checklist[] = { "boundaries", "safety", "relationship",
	"participation", "co-leader", "solutions", "presenter", "process",
	"frame", "confidentiality", "focus", "leadership", "newcomers",
	"unfinished" };
#define NCHECK (sizeof(checklist) / sizeof(checklist[0]))

static int
pick_leader(struct desk *d, const char *arg, char leader[64])
{
	size_t i = record_next(&d->group, "Leader", 1);
	struct view v = view_of(arg);
	struct fail f;

	if (arg == NULL && i < d->group.nfield &&
	    record_next(&d->group, "Leader", i + 1) == d->group.nfield &&
	    record_next(&d->group, "CoLeader", 1) == d->group.nfield)
		v = d->group.field[i].value;
	if (v.p == NULL || !schema_valid_id(v)) {
		fail_set(&f, FAIL_REFERENCE, "E_LEADER",
		    "whose debrief it is; --leader ID was expected");
		return cli_fail(d->c, &f);
	}
	return view_string(v, leader, 64);
}

static int
make(struct desk *d, const char *sid, const char *leader)
{
	struct buf b = { 0 }, path = { 0 };
	char id[2 * REFS_LEN];
	struct fail f;
	size_t i;
	int rv = 0;

	(void)snprintf(id, sizeof(id), "%s.%s", sid, leader);
	if (!store_has(&d->s, STORE_DEBRIEFS, id)) {
		buf_printf(&b,
		    "Format: balint-debrief/1\nDebrief: %s\nSession: %s\n"
		    "Leader: %s\n",
		    id, sid, leader);
		for (i = 0; i < NCHECK; i++)
			buf_printf(&b, "\n## %s\n", checklist[i]);
		rv = desk_check(d, buf_all(&b), id);
		if (rv == 0 && change_new(&d->change, STORE_DEBRIEFS, id,
				   buf_all(&b), &f) == -1)
			rv = cli_fail(d->c, &f);
		if (rv == 0)
			rv = desk_commit(d);
	}
	store_path(&d->s, STORE_DEBRIEFS, id, &path);
	buf_putc(&path, '\n');
	if (rv == 0)
		rv = cli_print(d->c, buf_all(&path));
	buf_release(&b);
	buf_release(&path);
	return rv;
}

struct page {
	struct buf bytes;
	struct record r;
	struct view leader;
};

static struct view
body(const struct page *p, const char *title, struct buf *prose)
{
	const struct record_section *s = record_section(&p->r, title);

	buf_clear(prose);
	if (s != NULL)
		record_prose(prose, s->body);
	return mergetext_trim(buf_all(prose));
}

/* A section, if either of the two has something to say there. */
static void
compare_section(struct buf *out, const struct page *a, const struct page *b,
    const char *title)
{
	struct buf left = { 0 }, right = { 0 };
	struct view l = body(a, title, &left), r = body(b, title, &right);

	if (sideby_empty(l) && sideby_empty(r))
		goto out;
	buf_printf(out, "\n%s\n", title);
	sideby_add(out, l, r);
out:
	buf_release(&left);
	buf_release(&right);
}

static void
compare_pages(struct buf *out, const struct page *a, const struct page *b)
{
	char title[RECORD_NAME_MAX + 1];
	size_t i;

	sideby_add(out, a->leader, b->leader);
	for (i = 0; i < NCHECK; i++)
		compare_section(out, a, b, checklist[i]);
	for (i = 0; i < a->r.nsection + b->r.nsection; i++) {
		const struct page *p = i < a->r.nsection ? a : b;
		size_t k = i < a->r.nsection ? i : i - a->r.nsection, n;

		(void)view_string(p->r.section[k].title, title, sizeof(title));
		for (n = 0; n < NCHECK; n++)
			if (strcmp(title, checklist[n]) == 0)
				break;
		if (n < NCHECK ||
		    (p == b && record_section(&a->r, title) != NULL))
			continue;
		compare_section(out, a, b, title);
	}
}

static int
compare(struct desk *d, const char *sid)
{
	struct page page[2] = { 0 };
	struct names ids = { 0 };
	struct buf out = { 0 };
	struct fail f;
	size_t i, n = 0, len = strlen(sid);
	const char *id;
	int rv = 0;

	if (store_list(&d->s, STORE_DEBRIEFS, &ids, &f) == -1)
		rv = cli_fail(d->c, &f);
	for (i = 0; i < ids.n && rv == 0 && n < 2; i++) {
		id = names_get(&ids, i);
		if (strncmp(id, sid, len) != 0 || id[len] != '.')
			continue;
		if (store_read(&d->s, STORE_DEBRIEFS, id, RECORD_ALL,
			&page[n].bytes, &page[n].r, &f) == -1)
			rv = cli_fail(d->c, &f);
		page[n].leader = record_value(&page[n].r, "Leader");
		n++;
	}
	if (rv == 0 && n < 2) {
		fail_set(&f, FAIL_NO, "E_RECORD",
		    "two leaders' debriefs of the session were expected");
		fail_detail(&f, "%s has %zu", sid, n);
		rv = cli_fail(d->c, &f);
	}
	if (rv == 0) {
		compare_pages(&out, &page[0], &page[1]);
		rv = cli_print(d->c, buf_all(&out));
	}
	for (i = 0; i < 2; i++) {
		record_release(&page[i].r);
		buf_release(&page[i].bytes);
	}
	names_release(&ids);
	buf_release(&out);
	return rv;
}

static int
debrief(struct desk *d, const char *leader, bool side_by_side)
{
	struct cli *c = d->c;
	char sid[REFS_LEN], who[64];
	struct fail f;
	int rv;

	if ((c->argc > 0 ? refs_session(&d->s, c->argv[0], sid, &f)
			 : refs_last_session(&d->s, c->date, sid, &f)) == -1)
		return cli_fail(c, &f);
	if (side_by_side)
		return compare(d, sid);
	if ((rv = pick_leader(d, leader, who)) != 0)
		return rv;
	return make(d, sid, who);
}

static int
run(struct cli *c)
{
	const char *leader = NULL;
	bool keep = true, side = false;
	struct desk d;
	int key, rv;

	while ((key = cli_getopt(c)) != -1)
		if (key == OPT_LEADER)
			leader = c->arg;
		else if (key == OPT_COMPARE)
			side = true;
		else
			keep = false;
	if (c->argc > 1)
		cli_usage(c, "one session was expected");
	if ((rv = desk_open(c, &d, side ? DESK_READ : DESK_WRITE, keep)) == 0)
		rv = debrief(&d, leader, side);
	desk_close(&d);
	return rv;
}
