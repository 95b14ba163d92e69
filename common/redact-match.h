#ifndef COMMON_REDACT_MATCH_H
#define COMMON_REDACT_MATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "common/fail.h"
#include "common/pattern.h"
#include "common/redact.h"
#include "common/view.h"

/* Patterns of the user: what they match stays, or goes. */
struct text_pattern {
	struct pattern *p;
	bool allow;
	enum redact_class cls; /* of what goes */
};

void text_patterns_free(struct text_pattern *p, size_t n);

/*
 * Call found() for every match in v, in order.  Returns 0, or -1: E_PATTERN,
 * or what found() said.
 */
int text_match(const struct text_pattern *p, struct view v,
    int (*found)(void *arg, const struct text_pattern *p, size_t start,
	size_t end, struct fail *f),
    void *arg, struct fail *f);

#endif
