#ifndef COMMON_ARMOR_H
#define COMMON_ARMOR_H

#include <stdbool.h>

#include "common/fail.h"
#include "common/flow.h"

/*
 * The text form of an age file: base64 in lines of 64 columns between a BEGIN
 * and an END line.  Strict: only canonical base64, at most 1 KiB of blanks
 * around it, LF or CR LF.
 *
 * Source: age-encryption.org/v1, section "ASCII armor"; RFC 7468 section 3
 * (stricttextualmsg).
 */
#define ARMOR_BEGIN "-----BEGIN AGE ENCRYPTED FILE-----"
#define ARMOR_END   "-----END AGE ENCRYPTED FILE-----"

/* Reading. */
struct armor_reader;
int armor_reader_new(struct armor_reader **out, struct source from,
    struct fail *f);
void armor_reader_free(struct armor_reader *a);
/* The decoded bytes; failures are E_ARMOR with the line. */
struct source armor_source(struct armor_reader *a);

/* Writing; nothing is complete before armor_writer_end(). */
struct armor_writer;
int armor_writer_new(struct armor_writer **out, struct sink to, struct fail *f);
void armor_writer_free(struct armor_writer *a);
struct sink armor_sink(struct armor_writer *a);
int armor_writer_end(struct armor_writer *a, struct fail *f);

/* True if this beginning of a file (blanks skipped) can only be armor. */
bool armor_looks(struct view v);

#endif
