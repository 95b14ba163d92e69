/* Anything may stand in a file: parse it, print it, check it, edit it. */

#include <stdint.h>
#include <stdlib.h>

#include "common/edit.h"
#include "common/frame.h"
#include "common/mend.h"
#include "common/merge.h"
#include "common/record.h"
#include "common/schema.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static int
problem(void *arg, const struct fail *f)
{
	if (f->word == NULL || f->what == NULL)
		abort();
	++*(unsigned *)arg;
	return 0;
}

static void
try_frames(const struct record *r)
{
	struct frame g;
	struct member m;
	struct session s;
	struct fail f;

	(void)frame_parse(&g, r, &f);
	(void)frame_member(&m, r, &f);
	(void)frame_session(&s, r, NULL, &f);
	(void)frame_away(r, 20000);
}

/* What an edit leaves is a record, and the other fields are as before. */
static void
try_edits(const struct record *r)
{
	struct buf b = { 0 };
	struct record again = { 0 };
	struct fail f;

	if (r->version > RECORD_VERSION)
		return;
	if (edit_add(&b, r, "X_New", view_of("value"), &f) == 0 &&
	    r->nfield < RECORD_FIELD_MAX && b.n < RECORD_HEADER_MAX &&
	    (record_parse(&again, buf_all(&b), RECORD_ALL, &f) == -1 ||
		again.nfield != r->nfield + 1 || again.nsection != r->nsection))
		abort();
	buf_clear(&b);
	if (edit_append(&b, r, "telling", view_of("## new\n"), &f) == 0 &&
	    record_parse(&again, buf_all(&b), RECORD_ALL, &f) == -1)
		abort();
	record_release(&again);
	buf_release(&b);
}

static void
try_merge(struct view v)
{
	struct buf b = { 0 };
	size_t clashes;
	struct fail f;

	/* A record merged with itself is clean. */
	if (merge_records(&b, v, v, v, &clashes, &f) == MERGE_CLASH)
		abort();
	buf_release(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct view v = { (const char *)p, n };
	struct record r = { 0 };
	struct buf b = { 0 };
	unsigned problems = 0;
	struct fail f;

	if (n == 0)
		return 0;
	if (record_parse(&r, v, RECORD_ALL, &f) == 0) {
		record_format(&r, &b);
		if (!view_equal(buf_all(&b), v))
			abort();
		(void)schema_check(&r, problem, &problems);
		try_frames(&r);
		try_edits(&r);
		try_merge(v);
	}
	buf_clear(&b);
	(void)mend_bytes(v, &b);
	record_release(&r);
	buf_release(&b);
	return 0;
}
