#ifndef COMMON_IDCHECK_H
#define COMMON_IDCHECK_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Numbers of people, accounts and licences that verify themselves: by check
 * digits, or by ranges that were never given out.
 */
#define IDCHECK_LONGEST 34 /* letters and digits; an IBAN */
#define IDCHECK_GROUPS	12

enum idcheck {
	IDCHECK_NONE,  /* no scheme has numbers of this form */
	IDCHECK_SHAPE, /* the form of a scheme, but the check fails */
	IDCHECK_GOOD   /* the check holds: chance does that once in 10 to 97 */
};

/*
 * Look at a number in digits and capitals, without what separates them, and
 * at the sizes of the groups it is written in (NULL: however it is grouped):
 * without a word in front that says so, 94 347 65919 is no NHS number.  Sets
 * *scheme, a short name like "nhs" (static), unless it returns IDCHECK_NONE.
 */
enum idcheck idcheck(const char *s, size_t n, const unsigned char *size,
    size_t groups, const char **scheme);

#endif
