#ifndef COMMON_ZST_H
#define COMMON_ZST_H

#include <stdint.h>

#include "common/fail.h"
#include "common/flow.h"

/*
 * Zstandard as a layer of an archive.  The only module that sees <zstd.h>.
 *
 * Source: RFC 8878.
 */

/*
 * Compressing.  workers is at least 1: the bytes are the same for any number
 * of them, but not the same as without.  Nothing is complete before
 * zst_writer_end().
 */
struct zst_writer;
int zst_writer_new(struct zst_writer **out, int level, int workers,
    struct sink to, struct fail *f);
void zst_writer_free(struct zst_writer *w);
struct sink zst_writer_sink(struct zst_writer *w);
int zst_writer_end(struct zst_writer *w, struct fail *f);

/* How much a reader takes before it says E_LIMIT; 0 for no limit. */
struct zst_limits {
	uint64_t bytes; /* unpacked */
	uint64_t ratio; /* unpacked bytes for one packed, beyond 64 MiB */
};

/*
 * Unpacking one frame, whose window is at most 128 MiB.  The source ends only
 * after the end of the frame and of `from`: E_INCOMPLETE when the frame is
 * cut off, E_ZSTD for what is no frame or stands behind it.
 */
struct zst_reader;
int zst_reader_new(struct zst_reader **out, const struct zst_limits *limits,
    struct source from, struct fail *f);
void zst_reader_free(struct zst_reader *r); /* wipes */
struct source zst_reader_source(struct zst_reader *r);

#endif
