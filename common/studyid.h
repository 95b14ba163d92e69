#ifndef COMMON_STUDYID_H
#define COMMON_STUDYID_H

#include "common/fail.h"
#include "common/view.h"

/*
 * Names under which cases and people stand in data that leaves: 80 bits of an
 * HMAC-SHA-256 under the key of the study.  The same key gives the same names
 * on every machine; without it they tell nothing.
 */
#define STUDYID_LEN 18 /* a letter, 16 characters, NUL */

/*
 * kind is the letter, one for each sort of thing: 'c' a case, 'p' a person;
 * a and b name the thing (a group's lasting id and a case's).  Returns 0, or
 * -1: E_CRYPT.
 */
int studyid_make(char out[STUDYID_LEN], struct view key, char kind,
    struct view a, struct view b, struct fail *f);

#endif
