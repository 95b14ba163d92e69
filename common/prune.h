#ifndef COMMON_PRUNE_H
#define COMMON_PRUNE_H

/*
 * Remove the directory `name` of the open directory dir with all that is in
 * it, following no link.  Goes on whatever fails, and says nothing: it is
 * for clearing away on the way out.
 */
void prune(int dir, const char *name);

#endif
