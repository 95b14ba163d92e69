#ifndef COMMON_KEYFILE_H
#define COMMON_KEYFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "common/age-key.h"
#include "common/buf.h"
#include "common/crypt.h"
#include "common/fail.h"
#include "common/passphrase.h"

/*
 * Files that hold keys, by default in the configuration directory of the
 * user: made once, 0600, never overwritten; refused when others may read them.
 */
#define KEYFILE_MAX (16 * 1024) /* bytes */

#define KEYFILE_IDENTITY "identity.txt" /* the names when none is given */
#define KEYFILE_STUDY	 "study.key"
#define KEYFILE_SIGNING	 "signing.key"

/*
 * Append the path of the key file `name` (no slash in it) in the
 * configuration directory.  make: make that directory, 0700, if need be.
 * Returns 0, or -1.
 */
int keyfile_path(struct buf *path, const char *name, bool make, struct fail *f);

/* Make a new file; E_EXISTS if there is one.  Returns 0, or -1. */
int keyfile_create(const char *path, struct view bytes, struct fail *f);

/* The bytes of a key file; *p is from crypt_alloc().  Returns 0; or -1:
   E_READ, E_PERMISSION (others may read or write it), E_SIZE. */
int keyfile_read(const char *path, char **p, size_t *n, struct fail *f);

/*
 * Add the identities in the file.  When it stands under a passphrase, ask()
 * is called for it, or E_PASSPHRASE given if that is NULL; work is the
 * highest factor taken.
 */
int keyfile_identities(struct age_keys *keys, const char *path,
    int (*ask)(void *arg, struct passphrase *p, struct fail *f), void *arg,
    unsigned work, struct fail *f);

/* The text of a study key, and back. */
void keyfile_format_study(struct buf *b, const unsigned char key[CRYPT_KEY]);

/*
 * Read the study key in the file at path, for pseudonyms and check codes by
 * crypt_hmac_sha256().  *key is from crypt_alloc(), CRYPT_KEY bytes.
 * Returns 0; or -1: as keyfile_read(), or E_KEY.
 */
int keyfile_study(const char *path, unsigned char **key, struct fail *f);

#endif
