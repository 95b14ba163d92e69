#ifndef COMMON_STANDIN_H
#define COMMON_STANDIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/fail.h"
#include "common/view.h"

/*
 * Lists of names by sex and origin, from which a stand-in is taken, and of
 * towns by country.  Does no I/O: the text of the list is given.
 *
 * The text has lines: `#` a comment; `@group`; then, behind the letter of a
 * kind and a blank, words with blanks between; or, without such a letter, one
 * entry a line.
 */
enum standin_kind {
	STANDIN_FEMALE,
	STANDIN_MALE,
	STANDIN_SURNAME,
	STANDIN_PLACE,
	STANDIN_KINDS
};

struct standin;

/* Returns 0 and sets *out; or -1: E_LIST with the line, E_MEMORY. */
int standin_new(struct standin **out, struct view text, struct fail *f);
void standin_free(struct standin *s);

/*
 * Look v up, whatever its case; an entry of the wanted group (-1: any) comes
 * before one of another.  Returns false when it is in no list.
 */
bool standin_find(const struct standin *s, struct view v, int wanted,
    int *group, enum standin_kind *kind);

/* Number of the group of that name, or -1; and its name. */
int standin_group(const struct standin *s, const char *name);
struct view standin_group_name(const struct standin *s, int group);

/* Entry n, modulo their number, of a group's kind; "not there" if none. */
struct view standin_pick(const struct standin *s, int group,
    enum standin_kind kind, uint64_t n);

#endif
