#ifndef COMMON_MINISIG_H
#define COMMON_MINISIG_H

#include <stddef.h>

#include "common/buf.h"
#include "common/crypt.h"
#include "common/fail.h"
#include "common/view.h"

/*
 * Signatures that stock minisign(1) takes, and the other way round: Ed25519
 * over the BLAKE2b-512 of the file, and over signature and trusted comment.
 *
 * Source: https://jedisct1.github.io/minisign/, "Signature format", "Public
 * key format", "Secret key format".
 */
#define MINISIG_ID   8
#define MINISIG_HASH 64

struct minisig_key {
	unsigned char id[MINISIG_ID];
	unsigned char public[CRYPT_KEY];
	unsigned char *seed; /* from crypt_alloc(); NULL in a public key */
};

void minisig_key_release(struct minisig_key *k);
int minisig_key_generate(struct minisig_key *k, struct fail *f);

/*
 * A public key: the file's two lines, or just the base64.  A secret key: the
 * file, made without a password (minisign -G -W, balint-new key --signing).
 * Return 0; or -1: E_KEY, E_UNSUPPORTED for one under a password.
 */
int minisig_parse_public(struct minisig_key *k, struct view text,
    struct fail *f);
int minisig_parse_secret(struct minisig_key *k, struct view text,
    struct fail *f);

/* Append the files. */
void minisig_format_public(struct buf *b, const struct minisig_key *k);
int minisig_format_secret(struct buf *b, const struct minisig_key *k,
    struct fail *f);

/* Append the .minisig of a file with this hash; comment is one line. */
int minisig_sign(struct buf *b, const struct minisig_key *k,
    const unsigned char hash[MINISIG_HASH], const char *comment,
    struct fail *f);

/*
 * Check the .minisig in text.  Returns 0 and the trusted comment, which
 * points into text; or -1: FAIL_NO, E_SIGNER, when it is damaged, of another
 * key or of another file.
 */
int minisig_verify(struct view text, const struct minisig_key *k,
    const unsigned char hash[MINISIG_HASH], struct view *comment,
    struct fail *f);

#endif
