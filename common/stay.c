#include "common/stay.h"

#include <stdlib.h>
#include <string.h>

static int
earlier(const void *a, const void *b)
{
	const struct stay *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

void
stay_add_up(struct stay *s, size_t n, long long begin, long long end,
    struct stay_sum *sum)
{
	long long covered = begin, total = 0, from, to;
	size_t i;

	memset(sum, 0, sizeof(*sum));
	qsort(s, n, sizeof(*s), earlier);
	for (i = 0; i < n; i++) {
		from = s[i].from < begin ? begin : s[i].from;
		to = s[i].to > end ? end : s[i].to;
		if (to <= from)
			continue;
		if (total == 0)
			sum->first = from;
		if (to > sum->last)
			sum->last = to;
		if (from < covered)
			from = covered;
		if (to > from) {
			total += to - from;
			covered = to;
		}
	}
	sum->minutes = (int)((total + 30) / 60);
}

enum attend_status
stay_status(const struct stay_sum *sum, long long begin, long long end,
    int grace)
{
	if (sum->minutes == 0)
		return ATTEND_ABSENT;
	if (sum->first - begin > 60LL * grace)
		return ATTEND_LATE;
	if (end - sum->last > 60LL * grace)
		return ATTEND_LEFT;
	return ATTEND_PRESENT;
}
