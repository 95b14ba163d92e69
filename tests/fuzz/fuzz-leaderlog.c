/* The rules of a body, and a leader's record against them. */

#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "common/bars.h"
#include "common/leaderlog.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* A body, a line of ===, then a record. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct bars how = { true, false, 80 };
	struct view all = { (const char *)data, n }, body = all, line;
	struct leaderlog log = { 0 };
	struct leaderlog_body b;
	struct leaderlog_page p = { &log, { "x", 1 }, { NULL, 0 }, 20000, &b,
		1 };
	struct record r = { 0 };
	struct buf out = { 0 };
	struct fail f;

	while (all.n > 0) {
		line = view_cut(&all, '\n');
		if (view_is(line, "===")) {
			body.n = (size_t)(line.p - body.p);
			break;
		}
	}
	if (record_parse(&r, all.p == NULL ? (struct view){ "", 0 } : all,
		RECORD_HEADER, &f) == 0)
		(void)leaderlog_record(&log, &r, 20000, &f);
	leaderlog_sort(&log);
	if (leaderlog_parse(&b, body, &f) == 0) {
		leaderlog_text(&p, &how, &out);
		(void)leaderlog_met(&p);
	}
	buf_release(&out);
	record_release(&r);
	leaderlog_release(&log);
	return 0;
}
