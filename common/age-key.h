#ifndef COMMON_AGE_KEY_H
#define COMMON_AGE_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "common/age-header.h"
#include "common/buf.h"
#include "common/crypt.h"
#include "common/fail.h"
#include "common/view.h"

/*
 * Who can open an age file (recipients) and with what (identities): X25519
 * keys, passphrases, and ssh-ed25519 keys as recipients only.
 *
 * Source: age-encryption.org/v1, sections "X25519 recipient stanza" and
 * "scrypt recipient stanza"; for ssh-ed25519, FiloSottile/age agessh.
 */
#define AGE_FILE_KEY	 16 /* bytes */
#define AGE_SSH_WIRE	 51 /* bytes of an ssh-ed25519 key on the wire */
#define AGE_WORK	 18 /* scrypt: N = 2^18, 256 MiB, under a second */
#define AGE_WORK_MAX	 20 /* taken on opening: 1 GiB, a few seconds */
#define AGE_WORK_HIGHEST 22 /* more is refused whatever the caller says */

enum age_kind { AGE_X25519, AGE_SCRYPT, AGE_SSH };

struct age_key {
	enum age_kind kind;
	unsigned char public[CRYPT_KEY];  /* X25519 form */
	unsigned char wire[AGE_SSH_WIRE]; /* AGE_SSH */
	unsigned char *secret; /* from crypt_alloc: an X25519 scalar or a
				  passphrase; NULL in a recipient */
	size_t secretlen;
	unsigned work; /* AGE_SCRYPT: the factor, or the most we take */
};

struct age_keys {
	struct age_key *k;
	size_t n, cap;
};

/* Wipe and free; keys is then empty. */
void age_keys_release(struct age_keys *keys);

/*
 * Add the recipient in v: age1... or "ssh-ed25519 AAAA... comment".  A kind
 * that we do not serve is E_UNSUPPORTED, anything else E_RECIPIENT.
 */
int age_keys_recipient(struct age_keys *keys, struct view v, struct fail *f);

/* Add the identity in v, AGE-SECRET-KEY-1...; E_UNSUPPORTED or E_IDENTITY. */
int age_keys_identity(struct age_keys *keys, struct view v, struct fail *f);

/* The same for every line of a text; empty lines and # comments are skipped.
   At least one must be there. */
int age_keys_recipients(struct age_keys *keys, struct view text,
    struct fail *f);
int age_keys_identities(struct age_keys *keys, struct view text,
    struct fail *f);

/* Add a passphrase, which is copied; work as in struct age_key. */
int age_keys_passphrase(struct age_keys *keys, struct view pass, unsigned work,
    struct fail *f);

/* True if `public` of the last key is there already. */
bool age_keys_doubled(const struct age_keys *keys);

/* Make a new X25519 identity, as its only key. */
int age_keys_generate(struct age_keys *keys, struct fail *f);

/* Append as age writes them: age1... and AGE-SECRET-KEY-1... */
void age_key_format_public(struct buf *b, const struct age_key *k);
void age_key_format_secret(struct buf *b, const struct age_key *k);

/*
 * Append the header, up to and including its MAC line, of a file with this
 * file key for these recipients.  A passphrase must be alone.
 */
int age_wrap(struct buf *b, const struct age_keys *keys,
    const unsigned char filekey[AGE_FILE_KEY], struct fail *f);

/*
 * Find the file key with these identities and check the MAC.  Returns 0, or
 * -1: E_HEADER, E_NOMATCH (FAIL_NO), E_HMAC in this order of precedence.
 */
int age_unwrap(const struct age_header *h, const struct age_keys *keys,
    unsigned char filekey[AGE_FILE_KEY], struct fail *f);

#endif
