#ifndef COMMON_VOCAB_H
#define COMMON_VOCAB_H

#include <stdbool.h>
#include <stddef.h>

#include "common/fail.h"
#include "common/names.h"
#include "common/record.h"
#include "common/view.h"

/*
 * The controlled words of the fields, in lists ("theme", "phase").  A word
 * that is not in its list is worth a warning, never an error: people's words
 * are theirs.  Does no I/O.
 *
 * A vocabulary file has lines `LIST: WORD WORD ...`; a list may stand on
 * several lines, and a second file adds to the first.  `#` begins a comment.
 */
struct vocab {
	struct names word; /* "list word", sorted by vocab_ready() */
};

/* Take in a file.  0, or -1 and *f with the line (E_VOCABULARY, E_MEMORY). */
int vocab_add(struct vocab *v, struct view bytes, struct fail *f);

/* After the last vocab_add(), before the questions below. */
void vocab_ready(struct vocab *v);

bool vocab_has(const struct vocab *v, const char *list, struct view word);

/*
 * The word of that list with the fewest letters to change, or NULL if the
 * list is empty.  Borrowed from v.
 *
 * Source: V. I. Levenshtein, "Binary codes capable of correcting deletions,
 * insertions and reversals", Soviet Physics Doklady 10(8), 1966.
 */
const char *vocab_nearest(const struct vocab *v, const char *list,
    struct view word);

/*
 * The first word of field i of r that is in no list it should be in: sets
 * *word, which points into the value, and *list.  False when all are known.
 */
bool vocab_unknown(const struct vocab *v, const struct record *r, size_t i,
    struct view *word, const char **list);

void vocab_release(struct vocab *v);

#endif
