#include "common/share.h"

#include "common/record.h"

int
share_record(struct view src, const struct names *sections, struct buf *out,
    struct fail *f)
{
	struct record r = { 0 };
	size_t i, kept = 0;
	int rv = record_parse(&r, src, RECORD_ALL, f);

	if (rv == 0) {
		for (i = 0; i < r.nsection; i++)
			if (names_find(sections, r.section[i].title) <
			    sections->n)
				r.section[kept++] = r.section[i];
		r.nsection = kept;
		record_format(&r, out);
		if (buf_bad(out))
			rv = fail_memory(f);
	}
	record_release(&r);
	return rv;
}
