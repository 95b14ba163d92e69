#ifndef COMMON_REDACT_NAME_H
#define COMMON_REDACT_NAME_H

/* What the files that find names share. */

#include "common/redact-int.h"

/* Can the word at i be part of a name by its look? */
bool name_word(const struct redact *r, size_t i);

/* Titles behind which any capital is a name. */
bool name_strong_title(const struct redact *r, size_t i);

/* May the word at i follow a forename as a surname? */
bool name_may_follow(const struct redact *r, size_t i);

/* Mrs Harbottle, Frau Doktor Maier: the title at i; true if a name follows. */
bool name_titled(struct redact *r, size_t i);

/* The last token of the name that begins at i. */
size_t name_extend(struct redact *r, size_t i, bool titled);

/* Record the name a..b and remember its parts. */
void name_take(struct redact *r, size_t a, size_t b, unsigned conf,
    const char *why);

/* redact-name.c: what stands around the word at i. */
bool name_speaks(const struct redact *r, size_t i, bool weak); /* a verb */
bool name_determined(const struct redact *r, size_t i); /* the, my, every */
bool name_opens_verb(const struct redact *r, size_t i); /* Will you, May I */
bool name_called(const struct redact *r, size_t i);	/* calls him X */
bool name_heads_line(const struct redact *r, size_t i); /* X: ... */
bool name_subject(struct redact *r, size_t i);		/* French: X avait */
bool name_office(const struct token *t); /* an ordinary noun: Ward, Sister */

/* The evidence for a name, 0 to 9, where the word is ordinary besides; g is
 * its grade.  redact-mid.c, redact-start.c, redact-upper.c. */
unsigned name_in_middle(struct redact *r, size_t i, int g);
unsigned name_at_start(struct redact *r, size_t i, int g);
unsigned name_in_capitals(struct redact *r, size_t i, int g);
bool name_camel(const struct redact *r, const struct token *t);

/* Is the word explained behind a comma: X, my brother, ...? */
bool name_abbreviated(const struct redact *r, size_t i); /* Unfallchir., */
bool name_person(struct redact *r, size_t i);		 /* Christian, Yasmin */
bool name_explained(struct redact *r, size_t i);

void name_try(struct redact *r, size_t i, unsigned floor);
void initials_find(struct redact *r);

/* redact-minutes.c: people listed by letters.  The single ones, as bits. */
uint64_t minutes_find(struct redact *r);

void german_names(struct redact *r);
void lower_find(struct redact *r);
void lower_titled(struct redact *r);

/* redact-rest.c, in the order in which they are called. */
void rest_signature(struct redact *r);
void rest_articles(struct redact *r);
void rest_again(struct redact *r); /* what was masked once, everywhere */

#endif
