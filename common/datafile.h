#ifndef COMMON_DATAFILE_H
#define COMMON_DATAFILE_H

#include "common/buf.h"
#include "common/fail.h"
#include "common/names.h"
#include "common/vocab.h"

/*
 * Data files: templates, vocabulary, schemes.  What lies in the user's own
 * library stands before what is shipped.
 */
enum { DATAFILE_SHIPPED = 1, DATAFILE_OWN = 2 };

/*
 * Append the file `name` ("templates/classic.txt"), at most 1 MiB.  where
 * says which; with both, the user's own replaces the shipped one.
 *
 * Returns 0; 1 when there is none; or -1 and *f with its path.
 */
int datafile_read(const char *name, int where, struct buf *b, struct fail *f);

/* Names in a folder ("templates"), without .txt, sorted, each once. */
int datafile_list(const char *folder, struct names *l, struct fail *f);

/*
 * The shipped vocabulary and the library's own, ready for questions.  v is
 * all zero before; release it in any case.  0, or -1 and *f with the file.
 */
int datafile_vocabulary(struct vocab *v, struct fail *f);

#endif
