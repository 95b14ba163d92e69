#ifndef COMMON_CERTIFICATE_H
#define COMMON_CERTIFICATE_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/names.h"
#include "common/owed.h"
#include "common/scheme.h"
#include "common/view.h"

/*
 * Certificates of attendance.  What one states are its facts, lines of
 * `Name: value` in a fixed order; the page is made from these and a template
 * and nothing else, so it can be made again and compared.  The check code is
 * a MAC of the facts under the office's key.  Does no I/O.
 *
 *	balint-certificate/1
 *	Number: ...
 *	...
 *	Session: DATE TIME MINUTES MODE UNITS GROUP		one a session
 *	Code: xxxxx-xxxxx-xxxxx-xxxxx
 *	End: balint-certificate/1
 */
#define CERTIFICATE_CODELEN 24 /* with its hyphens and NUL */

/* What the records don't say, and what groups are called; borrowed. */
struct certificate_office {
	struct view issuer;	   /* who signs */
	struct view number;	   /* "not there": one is made from the facts */
	struct view leader;	   /* "not there": as `leaders` has it */
	struct view template;	   /* its name and hash: "de.html 3f2a..." */
	struct view lang;	   /* "en" */
	int issued;		   /* a day */
	const struct names *group; /* by the group's number in owed: name */
	const struct names *groupid; /* g-8w2kd */
	const struct names *place;
	const struct names *leaderid;	/* ids of leaders ... */
	const struct names *leadername; /* ... and what to call them */
};

/*
 * Append the facts of a person, without number and code.  r is what
 * owed_look() said last of this person.
 */
void certificate_facts(struct buf *out, const struct owed *o, size_t person,
    const struct scheme *s, const struct owed_result *r,
    const struct certificate_office *office);

/*
 * Put number and code to the facts.  Returns 0; or -1: E_CRYPT, E_MEMORY.
 */
int certificate_seal(struct buf *out, struct view facts, struct view number,
    struct view key, struct fail *f);

/*
 * Find the facts in a page, as text or HTML, and append them as they were
 * sealed.  Returns 0; or -1: E_CERTIFICATE, there are none.
 */
int certificate_find(struct buf *out, struct view page, struct fail *f);

/* Returns 0: the code fits; 1: it doesn't; -1: E_CERTIFICATE, E_CRYPT. */
int certificate_check(struct view sealed, struct view key, struct fail *f);

/* The first value of that name; "not there" if there is none. */
struct view certificate_value(struct view facts, const char *name);

/*
 * Append the page.  words gives a word for each mode, lines of `Name: value`.
 * Returns 0; or -1: E_TEMPLATE, E_MEMORY.
 */
int certificate_page(struct buf *out, struct view sealed, struct view template,
    bool html, struct view words, struct fail *f);

/*
 * Call differs() for each line that only one of the two has, in order; name
 * is the field, a or b is "not there".  Number, code, template and language
 * are passed over.
 */
void certificate_compare(struct view a, struct view b,
    void (*differs)(void *arg, struct view name, struct view a, struct view b),
    void *arg);

#endif
