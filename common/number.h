#ifndef COMMON_NUMBER_H
#define COMMON_NUMBER_H

#include "common/view.h"

/*
 * A decimal number, all of the view: -?digits(.digits)?, at most 30 bytes.
 * No blanks, no exponent, no thousands, no decimal comma, whatever the
 * locale.  Returns 0 and sets *out, or -1.
 */
int number_parse(struct view v, double *out);

#endif
