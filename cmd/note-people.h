#ifndef CMD_NOTE_PEOPLE_H
#define CMD_NOTE_PEOPLE_H

#include "common/names.h"
#include "common/store.h"

/* The members of one day, as others write their names. */
struct people {
	struct names ids;
	size_t n;
	struct names alias; /* folded: names, addresses */
	size_t *of;	    /* whose each alias is */
	size_t cap;
};

/* Who belonged to the group on that day.  0, or -1 and *f. */
int people_load(struct people *p, struct store *s, int day, struct fail *f);

/*
 * Whose row it is: the address decides if it is one's, else the name, both
 * folded and whole.  p->n: nobody's, or more than one member's.
 */
size_t people_match(const struct people *p, struct view email,
    struct view name);
void people_release(struct people *p);

#endif
