#ifndef COMMON_REDACT_H
#define COMMON_REDACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/fail.h"
#include "common/view.h"

/*
 * Find identifiers in a narrative: bytes in, spans out.  Does no I/O.
 *
 * Rules and lists first: a capital in mid-sentence is a name unless something
 * says no; titles, kin and verbs of speech give evidence; what is a name once
 * is a name throughout the document.  Then learned weights, for what the rules
 * left.  English, German, French.
 */
enum redact_class {
	REDACT_NAME,
	REDACT_DATE,
	REDACT_AGE,
	REDACT_PLACE,
	REDACT_ORG,
	REDACT_PHONE,
	REDACT_EMAIL,
	REDACT_URL,
	REDACT_ID,
	REDACT_PROFESSION,
	REDACT_NATIONALITY,
	REDACT_OTHER,
	REDACT_CLASSES
};

/* "name", "date", ... */
const char *redact_class_name(enum redact_class c);

/* The class of that name, or -1. */
int redact_class_parse(struct view v);

enum redact_mode {
	REDACT_BALANCED, /* a mask that is wrong costs as much as one missing */
	REDACT_STRICT	 /* rather one mask too many */
};

enum redact_lang { REDACT_AUTO, REDACT_EN, REDACT_DE, REDACT_FR };

/* The language of that code: en, de, fr; of any other, REDACT_AUTO. */
enum redact_lang redact_lang_parse(struct view v);

/* A name that is known to occur: of the roster, or given for one case. */
struct redact_known {
	struct view name; /* UTF-8, one or more words; folded by us */
	enum redact_class cls;
};

struct redact_options {
	enum redact_mode mode;
	enum redact_lang lang;
	bool unweighed; /* by rules alone: what the weights are learned from */
	bool quasi; /* report ages below 90, professions, nationalities too */
	const struct redact_known *known;
	size_t nknown;
	const struct view *allow; /* words and phrases never to be masked */
	size_t nallow;
	const struct redact_known *deny; /* always to be masked */
	size_t ndeny;
};

struct redact_span {
	size_t start, end; /* byte offsets, end exclusive */
	enum redact_class cls;
	unsigned char confidence; /* 1 guess ... 9 certain */
	const char *why;	  /* name of the rule; static */
	unsigned entity;	  /* from 1; the same person, the same number */
};

/* What redact_find needs, kept between calls so that none is allocated. */
struct redact;

/* Options are copied, with the words they point to.  NULL: no memory. */
struct redact *redact_new(const struct redact_options *o);
void redact_free(struct redact *r);

/*
 * Find in one document of n bytes, n < 4 GiB; they may be anything.  Sets
 * *spans (ordered, not overlapping; valid until the next call) and *nspans.
 *
 * Names found are remembered until redact_forget(), so that a long document
 * can be given in blocks.  Returns 0, or -1: FAIL_MEMORY, FAIL_LIMIT.
 */
int redact_find(struct redact *r, const char *p, size_t n,
    const struct redact_span **spans, size_t *nspans, struct fail *f);

/* The next call begins a new document. */
void redact_forget(struct redact *r);

/* Of the lists and weights: another number, and texts may fare otherwise. */
uint32_t redact_version(void);

/* The language that the last document was taken for. */
enum redact_lang redact_language(const struct redact *r);

#endif
