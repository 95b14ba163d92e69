#ifndef COMMON_DICT_H
#define COMMON_DICT_H

#include <stddef.h>
#include <stdint.h>

#include "common/fail.h"
#include "common/view.h"

/*
 * Words as numbers: the first that comes is 1, the next new one 2, and so on.
 * An empty word is 0 and is not kept.
 */
struct dict;

struct dict *dict_new(void); /* NULL: no memory */
void dict_free(struct dict *d);

/* The number of a word, new or known.  0, or -1: E_MEMORY, E_LIMIT. */
int dict_code(struct dict *d, struct view word, uint32_t *code, struct fail *f);

uint32_t dict_count(const struct dict *d); /* the highest number */

/* Word number code, 1 to dict_count(); valid until the next dict_code(). */
struct view dict_word(const struct dict *d, uint32_t code);

#endif
