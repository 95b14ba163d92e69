#ifndef COMMON_NAMES_H
#define COMMON_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/view.h"

/* A list of strings in one piece of memory.  All zero is a valid, empty list. */
struct names {
	struct buf pool; /* the strings, each with its NUL */
	size_t *at;	 /* where each begins */
	size_t n, cap;
};

/* Append a copy of v up to its first NUL.  Returns 0, or -1: no memory. */
int names_add(struct names *l, struct view v);

/* String i, i < l->n; valid until the next names_add(). */
const char *names_get(const struct names *l, size_t i);

/* Sort by bytes. */
void names_sort(struct names *l);

/* Index of s, or l->n; the list need not be sorted. */
size_t names_find(const struct names *l, struct view s);

/* The same in a list that is sorted, by halves. */
size_t names_search(const struct names *l, struct view s);

void names_clear(struct names *l);
void names_release(struct names *l);

#endif
