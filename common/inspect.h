#ifndef COMMON_INSPECT_H
#define COMMON_INSPECT_H

#include <stdint.h>

#include "common/age.h"
#include "common/fail.h"
#include "common/flow.h"
#include "common/tarball.h"
#include "common/zst.h"

/*
 * Reading an archive in one pass: decrypt, unpack, check every name, hash
 * every file and compare with the lists.  What is handed to the visitor is
 * authentic; that it is also whole is known only when inspect() returns 0.
 *
 * The order in which things go wrong is that of age (armor, header, no match,
 * MAC, payload), then E_ZSTD, E_LIMIT, E_TAR, E_ENTRY, E_DIFFERS,
 * E_INCOMPLETE.
 */
struct inspect_visitor {
	/* Each may be NULL.  The lists themselves are not shown. */
	int (*dir)(void *arg, const struct tarball_entry *e, struct fail *f);
	int (*file)(void *arg, const struct tarball_entry *e, struct fail *f);
	int (*data)(void *arg, const void *p, size_t n, struct fail *f);
	int (*end)(void *arg, const unsigned char hash[CRYPT_HASH],
	    struct fail *f); /* of a file */
	void *arg;
};

struct inspect_options {
	const struct age_keys *keys;
	const unsigned char *filekey; /* instead of keys, or NULL */
	struct zst_limits limits;
	size_t names; /* most bytes of one directory's list, as if directories
			 stood in it, too; 0: MANIFEST_MAX */
};

struct inspect_sum {
	uint64_t files, bytes; /* without the lists */
	uint64_t groups;       /* directories with a list of their own */
	uint64_t packed;       /* bytes of compressed data */
	unsigned char hash[CRYPT_HASH];
};

/* Returns 0 and fills *sum, or -1 with *f. */
int inspect(struct source from, const struct inspect_options *o,
    const struct inspect_visitor *v, struct inspect_sum *sum, struct fail *f);

#endif
