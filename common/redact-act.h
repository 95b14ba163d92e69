#ifndef COMMON_REDACT_ACT_H
#define COMMON_REDACT_ACT_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/redact.h"
#include "common/standin.h"
#include "common/view.h"
#include "common/when.h"

/*
 * What is put in the place of an identifier.  Bytes and spans in, bytes out;
 * what lies outside the spans is copied as it is.  Does no I/O; the key and
 * the lists are arguments.
 */
enum act_verb {
	ACT_KEEP,
	ACT_MASK,      /* [NAME] */
	ACT_TAG,       /* [NAME-3]: the same person, the same number */
	ACT_REMOVE,    /* nothing */
	ACT_PSEUDONYM, /* [NAME-k7f3q2m9xw]: the same in all documents */
	ACT_SURROGATE, /* another value of the same kind */
	ACT_YEAR,      /* of a date */
	ACT_QUARTER,
	ACT_BAND,    /* of an age: 80-89 */
	ACT_COUNTRY, /* of a place */
	ACT_GROUP,   /* of an occupation: craft worker */
	ACT_REGION,  /* of a nationality: European */
	ACT_SHIFT,   /* a date, all by the same number of days */
	ACT_VERBS
};

const char *act_verb_name(enum act_verb verb);

/*
 * The verb of that name, or -1.  `generalise' stands for what is usual with
 * the class: the quarter, the band, the country, the group, the region;
 * elsewhere a mask.
 */
int act_verb_parse(struct view v, enum redact_class cls);

/* Can this be done to that class? */
bool act_verb_fits(enum act_verb verb, enum redact_class cls);

/*
 * Read "name=tag,date=quarter" into verb[].  Returns 0; or -1: E_AS, and
 * verb[] may then be changed in part.
 */
int act_parse(enum act_verb verb[REDACT_CLASSES], struct view list,
    struct fail *f);

struct act_options {
	enum act_verb verb[REDACT_CLASSES];

	/* HMAC-SHA-256 of v under the user's key: pseudonyms, surrogates. */
	int (*mac)(void *arg, struct view v, unsigned char out[32],
	    struct fail *f);
	void *macarg;

	const struct standin *names;	 /* ACT_SURROGATE */
	const struct standin *countries; /* ACT_COUNTRY */
	int shift;			 /* days; ACT_SHIFT */
	int year;			 /* of dates without one; ACT_SHIFT */
	enum when_order order;

	/* Called for every span that was acted upon; may be NULL. */
	void (*told)(void *arg, const struct redact_span *s, enum act_verb verb,
	    struct view from, struct view to);
	void *toldarg;
};

/* What was put where, as far as one document goes. */
struct act;

/* o is copied, what it points to is not.  NULL: no memory. */
struct act *act_new(const struct act_options *o);
void act_free(struct act *a);

/* The next call begins a new document: numbers begin at 1 again. */
void act_forget(struct act *a);

/* The language of what ACT_GROUP and ACT_REGION write; English at first. */
void act_language(struct act *a, enum redact_lang lang);

/*
 * Append in with its n spans (ordered, not overlapping) acted upon.  verb[i]
 * is for span i; verb NULL: as the options say for its class.  Where a date
 * can't be read, a place is in no list and so on, a tag is put instead.
 *
 * Returns 0; or -1: E_MEMORY, or what mac() said; out is then to be dropped.
 */
int act_apply(struct act *a, struct view in, const struct redact_span *s,
    size_t n, const enum act_verb *verb, struct buf *out, struct fail *f);

#endif
