#ifndef COMMON_RANDOM_H
#define COMMON_RANDOM_H

#include <stddef.h>

#include "common/fail.h"

/*
 * n random characters, each one of 30 small letters and digits that are not
 * mistaken for one another (no i, l, o, u, 0, 1), and a NUL, to out.
 * Returns 0, or -1: E_RANDOM (system).
 */
int random_word(char *out, size_t n, struct fail *f);

#endif
