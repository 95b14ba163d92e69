#ifndef COMMON_AGE_H
#define COMMON_AGE_H

#include <stdbool.h>

#include "common/age-key.h"
#include "common/fail.h"
#include "common/flow.h"

/*
 * A whole age file, written and read as a stream.
 *
 * Source: age-encryption.org/v1.
 */

/* Writing.  Nothing is complete before age_writer_end(). */
struct age_writer;
/*
 * Write the header to `to`.  filekey is NULL, for a fresh one, except in a
 * test.  armor: the text form.
 */
int age_writer_new(struct age_writer **out, const struct age_keys *keys,
    bool armor, const unsigned char *filekey, struct sink to, struct fail *f);
void age_writer_free(struct age_writer *w); /* wipes */
struct sink age_writer_sink(struct age_writer *w);
int age_writer_end(struct age_writer *w, struct fail *f);
/* The file key, AGE_FILE_KEY bytes; lives as long as w. */
const unsigned char *age_writer_filekey(const struct age_writer *w);

/* Reading; armor is found out. */
struct age_reader;
/*
 * Read the header from `from` and find the file key.  Fails with E_ARMOR,
 * E_HEADER, E_NOMATCH or E_HMAC; later reads with E_ARMOR or E_PAYLOAD.
 * filekey is NULL, or known to the caller, and keys then unused.
 */
int age_reader_new(struct age_reader **out, const struct age_keys *keys,
    const unsigned char *filekey, struct source from, struct fail *f);
void age_reader_free(struct age_reader *r); /* wipes */
struct source age_reader_source(struct age_reader *r);
bool age_reader_armored(const struct age_reader *r);

/* True if v, the beginning of a file, looks like an age file of any form. */
bool age_looks(struct view v);

#endif
