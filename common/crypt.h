#ifndef COMMON_CRYPT_H
#define COMMON_CRYPT_H

#include <stdbool.h>
#include <stddef.h>

#include "common/fail.h"
#include "common/view.h"

/*
 * Cryptography, all of it from libgcrypt, behind functions that close the
 * gaps its calls leave open: lengths are fixed or checked, a nonce is always
 * given, a degenerate Diffie-Hellman result is refused, plaintext is handed
 * out only after its tag was checked.
 *
 * Every function that can fail returns 0, or -1 with *f filled (E_CRYPT).
 */
#define CRYPT_KEY   32 /* bytes: symmetric keys, X25519 keys, Ed25519 seeds */
#define CRYPT_HASH  32 /* SHA-256, HMAC-SHA-256 */
#define CRYPT_NONCE 12
#define CRYPT_TAG   16
#define CRYPT_SIG   64 /* Ed25519 signature */

/*
 * Initialise libgcrypt; to be called before there are threads.  Calling it
 * again does nothing.  *locked (may be NULL) tells whether keys are kept in
 * memory that is never swapped out; false is worth a warning to the user.
 *
 * Fails with E_FIPS when libgcrypt runs in FIPS mode, which switches off
 * X25519, ChaCha20 and scrypt.
 */
int crypt_init(bool *locked, struct fail *f);

/* Memory for secrets: locked; wiped by crypt_free(), and the stack with it.
   NULL when none is left (64 KiB in all, so for keys and passphrases only). */
void *crypt_alloc(size_t n);
void crypt_free(void *p);

void crypt_wipe(void *p, size_t n);

/* The same time whatever the bytes are. */
bool crypt_equal(const void *a, const void *b, size_t n);

/* n random bytes fit for keys. */
int crypt_random(void *p, size_t n, struct fail *f);

int crypt_sha256(struct view v, unsigned char out[CRYPT_HASH], struct fail *f);
/* The same in small hexadecimal digits, with a NUL. */
#define CRYPT_HEX (2 * CRYPT_HASH + 1)
int crypt_sha256_hex(struct view v, char out[CRYPT_HEX], struct fail *f);
int crypt_hmac_sha256(struct view key, struct view v,
    unsigned char out[CRYPT_HASH], struct fail *f);

/* RFC 5869 with SHA-256 and one block of output. */
int crypt_hkdf_sha256(struct view ikm, struct view salt, struct view info,
    unsigned char out[CRYPT_HASH], struct fail *f);

/* A hash piece by piece. */
struct crypt_hash;
int crypt_sha256_new(struct crypt_hash **out, struct fail *f);	/* 32 bytes */
int crypt_blake2b_new(struct crypt_hash **out, struct fail *f); /* 64 bytes */
void crypt_hash_add(struct crypt_hash *h, const void *p, size_t n);
/* The hash of what was added; h can then be used for another one. */
void crypt_hash_end(struct crypt_hash *h, unsigned char *out);
void crypt_hash_free(struct crypt_hash *h);

/*
 * RFC 7914 with N = 2^logn, r = 8, p = 1.  logn is 1 to 30 and takes 2^logn
 * KiB of memory; the passphrase must not be empty.
 */
int crypt_scrypt(struct view pass, struct view salt, unsigned logn,
    unsigned char out[CRYPT_KEY], struct fail *f);

/* ChaCha20-Poly1305 (RFC 8439).  Not to be shared between threads. */
struct crypt_aead;
int crypt_aead_new(struct crypt_aead **out, const unsigned char key[CRYPT_KEY],
    struct fail *f);
void crypt_aead_free(struct crypt_aead *a);

/* Encrypt n bytes from in; out takes n + CRYPT_TAG bytes. */
int crypt_aead_seal(struct crypt_aead *a,
    const unsigned char nonce[CRYPT_NONCE], const void *in, size_t n, void *out,
    struct fail *f);

/*
 * Decrypt n bytes, the last CRYPT_TAG of which are the tag; out takes
 * n - CRYPT_TAG bytes and must not overlap in.  Returns 0; 1 when the tag is
 * wrong, out is then wiped; or -1.
 */
int crypt_aead_open(struct crypt_aead *a,
    const unsigned char nonce[CRYPT_NONCE], const void *in, size_t n, void *out,
    struct fail *f);

/*
 * RFC 7748; point NULL means the base point.  Fails with E_POINT when the
 * result is all zero: the point was of low order and the secret no secret.
 */
int crypt_x25519(unsigned char out[CRYPT_KEY],
    const unsigned char scalar[CRYPT_KEY], const unsigned char *point,
    struct fail *f);

/*
 * The X25519 form of an Ed25519 public key, u = (1 + y) / (1 - y).
 *
 * Source: RFC 7748 section 4.1.
 */
int crypt_ed25519_to_x25519(unsigned char out[CRYPT_KEY],
    const unsigned char key[CRYPT_KEY], struct fail *f);

/* RFC 8032.  The secret is the 32-byte seed. */
int crypt_ed25519_public(unsigned char out[CRYPT_KEY],
    const unsigned char seed[CRYPT_KEY], struct fail *f);
int crypt_ed25519_sign(unsigned char sig[CRYPT_SIG],
    const unsigned char seed[CRYPT_KEY], const unsigned char key[CRYPT_KEY],
    struct view msg, struct fail *f);
/* Returns 0: good, 1: not this key's signature of msg, or -1. */
int crypt_ed25519_verify(const unsigned char sig[CRYPT_SIG],
    const unsigned char key[CRYPT_KEY], struct view msg, struct fail *f);

#endif
