#ifndef COMMON_AGE_STREAM_H
#define COMMON_AGE_STREAM_H

#include <stddef.h>

#include "common/crypt.h"
#include "common/fail.h"
#include "common/flow.h"

/*
 * STREAM, the payload of an age file: chunks of 64 KiB, each sealed under a
 * counter and a mark on the last one.
 *
 * Source: age-encryption.org/v1, section "Payload"; Hoang, Reyhanitabar,
 * Rogaway, Vizar, "Online Authenticated-Encryption and its Nonce-Reuse
 * Misuse-Resistance", CRYPTO 2015.
 */
#define AGE_CHUNK  (64 * 1024)
#define AGE_SEALED (AGE_CHUNK + CRYPT_TAG)

/* Sealing.  Without age_sealer_end() the last chunk is missing, and no
   reader takes the file for whole. */
struct age_sealer;
int age_sealer_new(struct age_sealer **out, const unsigned char key[CRYPT_KEY],
    struct sink to, struct fail *f);
void age_sealer_free(struct age_sealer *s); /* wipes */
struct sink age_sealer_sink(struct age_sealer *s);
int age_sealer_end(struct age_sealer *s, struct fail *f);

/*
 * Opening.  The source gives only bytes whose chunk was authenticated, and
 * its end only after the marked chunk and the end of `from`; else E_PAYLOAD.
 */
struct age_opener;
int age_opener_new(struct age_opener **out, const unsigned char key[CRYPT_KEY],
    struct source from, struct fail *f);
void age_opener_free(struct age_opener *o); /* wipes */
struct source age_opener_source(struct age_opener *o);

#endif
