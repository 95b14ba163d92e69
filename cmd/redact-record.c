/* Cases: which of their fields and sections are redacted, and which leave. */

#include <stdlib.h>
#include <string.h>

#include "cmd/redact.h"
#include "common/schema.h"

static int
guard(struct policy_guards *l, size_t lo, size_t hi)
{
	struct policy_guard *g = reallocarray(l->g, l->n + 1, sizeof(*g));

	if (g == NULL)
		return -1;
	l->g = g;
	g[l->n++] = (struct policy_guard){ lo, hi };
	return 0;
}

/*
 * All of the record, its titles and the fields whose form we know being
 * structure: a name in them would have made them invalid.
 */
static int
all_of(const struct record *r, struct buf *part, struct policy_guards *guards,
    struct fail *f)
{
	const char *p = r->src.p;
	size_t i, from = 0;
	int bad = 0;

	buf_view(part, r->src);
	for (i = 1; i < r->nfield; i++) {
		const struct schema_field *field =
		    schema_find(r->kind, r->field[i].name);
		size_t at = (size_t)(r->field[i].value.p - p);

		if (field != NULL && field->form != SCHEMA_TEXT)
			continue;
		bad |= guard(guards, from, at);
		from = at + r->field[i].value.n;
	}
	for (i = 0; i < r->nsection; i++) {
		bad |= guard(guards, from, (size_t)(r->section[i].body.p - p));
		from =
		    (size_t)(r->section[i].body.p - p) + r->section[i].body.n;
	}
	bad |= guard(guards, from, r->src.n);
	return bad != 0 || buf_bad(part) ? fail_memory(f) : 0;
}

int
job_part(struct job *j, struct view in, bool all, struct buf *part,
    struct policy_guards *guards, struct fail *f)
{
	struct record r = { 0 };
	int rv;

	rv = record_parse(&r, in, RECORD_ALL, f);
	if (rv == 0 && r.kind != RECORD_CASE)
		rv = fail_set(f, FAIL_RANGE, "E_KIND",
		    "this record is no case; of other kinds nothing leaves");
	if (rv == 0)
		rv = all ? all_of(&r, part, guards, f)
			 : policy_project(&j->policy, &r, part, guards, f);
	record_release(&r);
	return rv == -1 && j->file != NULL ? fail_file(f, j->file) : rv;
}

int
job_whole(struct job *j, struct view in, struct buf *out, struct fail *f)
{
	struct policy_guards guards = { 0 };
	struct buf part = { 0 };
	bool all =
	    j->in_place || j->what == JOB_SPANS || j->what == JOB_EXPLAIN;
	int rv;

	text_forget(j->text);
	if (j->columns != NULL)
		return job_table(j, in, out, f);
	rv = job_part(j, in, all, &part, &guards, f);
	if (rv == 0)
		rv = job_block(j, buf_all(&part), &guards, out, f);
	free(guards.g);
	buf_release(&part);
	return rv;
}
