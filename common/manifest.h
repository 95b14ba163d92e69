#ifndef COMMON_MANIFEST_H
#define COMMON_MANIFEST_H

#include <stdint.h>

#include "common/buf.h"
#include "common/crypt.h"
#include "common/fail.h"
#include "common/view.h"

/*
 * The list that ends a group in an archive, and the one that ends the archive:
 *
 *	# balint-manifest/1
 *	# files 12
 *	# bytes 34567
 *	HASH  tuesday/cases/c001-abc.txt
 *
 * sha256sum -c takes it as it stands.  The archive's own list names the
 * groups' lists and whatever belongs to no group.  Does no I/O.
 */
#define MANIFEST_NAME ".manifest"
#define MANIFEST_LINE (2 * CRYPT_HASH + 2) /* bytes before the path */
#define MANIFEST_MAX  (256U << 20) /* bytes of one list: two million files */

struct manifest {
	struct buf lines;
	uint64_t files, bytes;
};

void manifest_add(struct manifest *m, const char *path, uint64_t size,
    const unsigned char hash[CRYPT_HASH]);

/* Append the whole text; 0; or -1: E_LIMIT, or when memory was short at any
   time. */
int manifest_format(const struct manifest *m, struct buf *b, struct fail *f);

/*
 * Compare what was found (m) with what an archive's list says (text).
 * Returns 0; or -1: E_INCOMPLETE when files are missing or too many,
 * E_DIFFERS when one has another content; f->file is the first such path.
 */
int manifest_compare(const struct manifest *m, struct view text,
    struct fail *f);

void manifest_clear(struct manifest *m);
void manifest_release(struct manifest *m);

#endif
