#include "common/redact-match.h"

#include <stdlib.h>

void
text_patterns_free(struct text_pattern *p, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		pattern_free(p[i].p);
	free(p);
}

int
text_match(const struct text_pattern *p, struct view v,
    int (*found)(void *arg, const struct text_pattern *p, size_t start,
	size_t end, struct fail *f),
    void *arg, struct fail *f)
{
	size_t at = 0, start, end;
	int rv;

	while ((rv = pattern_find(p->p, v, at, &start, &end, f)) == 1) {
		if (found(arg, p, start, end, f) == -1)
			return -1;
		at = end;
	}
	return rv;
}
