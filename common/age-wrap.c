#include "common/age-key.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base64.h"

#define LABEL_X25519 "age-encryption.org/v1/X25519"
#define LABEL_SCRYPT "age-encryption.org/v1/scrypt"
#define LABEL_SSH    "age-encryption.org/v1/ssh-ed25519"
#define SALT	     16
#define WRAPPED	     (AGE_FILE_KEY + CRYPT_TAG)

/* A stanza being made, with what its views point into. */
struct made {
	struct buf arg[2];
	unsigned char body[WRAPPED];
};

static const unsigned char zero_nonce[CRYPT_NONCE];

static struct view
bytes(const void *p, size_t n)
{
	struct view v = { p, n };

	return v;
}

/* The one key that wraps the file key is used once: hence a zero nonce. */
static int
wrap(unsigned char body[WRAPPED], const unsigned char key[CRYPT_KEY],
    const unsigned char *filekey, struct fail *f)
{
	struct crypt_aead *a = NULL;
	int rv;

	if (crypt_aead_new(&a, key, f) == -1)
		return -1;
	rv = crypt_aead_seal(a, zero_nonce, filekey, AGE_FILE_KEY, body, f);
	crypt_aead_free(a);
	return rv;
}

/* Returns 0, 1 for a wrong key, or -1. */
static int
unwrap(unsigned char *filekey, const unsigned char key[CRYPT_KEY],
    struct view body, struct fail *f)
{
	struct crypt_aead *a = NULL;
	int rv;

	if (crypt_aead_new(&a, key, f) == -1)
		return -1;
	rv = crypt_aead_open(a, zero_nonce, body.p, body.n, filekey, f);
	crypt_aead_free(a);
	return rv;
}

/* The wrapping key from a shared secret and both public keys. */
static int
derive(unsigned char *key, const unsigned char *shared,
    const unsigned char *share, const unsigned char *public, const char *label,
    struct fail *f)
{
	unsigned char salt[2 * CRYPT_KEY];

	memcpy(salt, share, CRYPT_KEY);
	memcpy(salt + CRYPT_KEY, public, CRYPT_KEY);
	return crypt_hkdf_sha256(bytes(shared, CRYPT_KEY),
	    bytes(salt, sizeof(salt)), view_of(label), key, f);
}

/* For an ssh key the secret is bound to the key as ssh writes it. */
static int
tweak(unsigned char *shared, const struct age_key *k, struct fail *f)
{
	unsigned char t[CRYPT_KEY], in[CRYPT_KEY];

	memcpy(in, shared, CRYPT_KEY);
	if (crypt_hkdf_sha256(bytes("", 0), bytes(k->wire, AGE_SSH_WIRE),
		view_of(LABEL_SSH), t, f) == -1)
		return -1;
	if (crypt_x25519(shared, t, in, f) == -1)
		return -1;
	crypt_wipe(in, sizeof(in));
	return 0;
}

static int
wrap_dh(struct age_stanza *s, struct made *m, const struct age_key *k,
    const unsigned char *filekey, struct fail *f)
{
	/* eph, shared, key */
	unsigned char *secret = crypt_alloc(3 * (size_t)CRYPT_KEY);
	unsigned char share[CRYPT_KEY], tag[CRYPT_HASH];
	unsigned char *shared, *key;
	bool ssh = k->kind == AGE_SSH;
	int rv = -1;

	if (secret == NULL)
		return fail_memory(f);
	shared = secret + CRYPT_KEY;
	key = shared + CRYPT_KEY;
	if (crypt_random(secret, CRYPT_KEY, f) == -1 ||
	    crypt_x25519(share, secret, NULL, f) == -1 ||
	    crypt_x25519(shared, secret, k->public, f) == -1 ||
	    (ssh && tweak(shared, k, f) == -1) ||
	    derive(key, shared, share, k->public,
		ssh ? LABEL_SSH : LABEL_X25519, f) == -1 ||
	    wrap(m->body, key, filekey, f) == -1)
		goto out;
	s->arg[s->narg++] = view_of(ssh ? "ssh-ed25519" : "X25519");
	if (ssh) {
		if (crypt_sha256(bytes(k->wire, AGE_SSH_WIRE), tag, f) == -1)
			goto out;
		base64_encode(&m->arg[0], tag, 4, false);
		s->arg[s->narg++] = buf_all(&m->arg[0]);
	}
	base64_encode(&m->arg[1], share, CRYPT_KEY, false);
	s->arg[s->narg++] = buf_all(&m->arg[1]);
	rv = 0;
out:
	crypt_free(secret);
	return rv;
}

static int
scrypt_key(unsigned char *key, const struct age_key *k,
    const unsigned char salt[SALT], unsigned work, struct fail *f)
{
	unsigned char labelled[sizeof(LABEL_SCRYPT) - 1 + SALT];

	memcpy(labelled, LABEL_SCRYPT, sizeof(LABEL_SCRYPT) - 1);
	memcpy(labelled + sizeof(LABEL_SCRYPT) - 1, salt, SALT);
	return crypt_scrypt(bytes(k->secret, k->secretlen),
	    bytes(labelled, sizeof(labelled)), work, key, f);
}

static int
wrap_scrypt(struct age_stanza *s, struct made *m, const struct age_key *k,
    const unsigned char *filekey, struct fail *f)
{
	unsigned char *key = crypt_alloc(CRYPT_KEY);
	unsigned char salt[SALT];
	int rv = -1;

	if (key == NULL)
		return fail_memory(f);
	if (crypt_random(salt, SALT, f) == -1 ||
	    scrypt_key(key, k, salt, k->work, f) == -1 ||
	    wrap(m->body, key, filekey, f) == -1)
		goto out;
	base64_encode(&m->arg[0], salt, SALT, false);
	buf_printf(&m->arg[1], "%u", k->work);
	s->arg[s->narg++] = view_of("scrypt");
	s->arg[s->narg++] = buf_all(&m->arg[0]);
	s->arg[s->narg++] = buf_all(&m->arg[1]);
	rv = 0;
out:
	crypt_free(key);
	return rv;
}

static int
header_mac(unsigned char mac[AGE_MAC], const unsigned char *filekey,
    struct view header, struct fail *f)
{
	unsigned char *key = crypt_alloc(CRYPT_KEY);
	int rv = -1;

	if (key == NULL)
		return fail_memory(f);
	if (crypt_hkdf_sha256(bytes(filekey, AGE_FILE_KEY), bytes("", 0),
		view_of("header"), key, f) == 0)
		rv = crypt_hmac_sha256(bytes(key, CRYPT_KEY), header, mac, f);
	crypt_free(key);
	return rv;
}

static int
check_recipients(const struct age_keys *keys, struct fail *f)
{
	size_t i;

	if (keys->n == 0)
		return fail_set(f, FAIL_RANGE, "E_RECIPIENT",
		    "nobody could open it, expected a recipient or a "
		    "passphrase");
	for (i = 0; i < keys->n && keys->n > 1; i++)
		if (keys->k[i].kind == AGE_SCRYPT)
			return fail_set(f, FAIL_RANGE, "E_RECIPIENT",
			    "a passphrase must be alone, expected no other "
			    "recipient");
	return 0;
}

int
age_wrap(struct buf *b, const struct age_keys *keys,
    const unsigned char filekey[AGE_FILE_KEY], struct fail *f)
{
	struct age_stanza *s;
	struct made *m;
	unsigned char mac[AGE_MAC];
	size_t i, from = b->n;
	int rv = check_recipients(keys, f);

	if (rv == -1)
		return -1;
	s = calloc(keys->n, sizeof(*s));
	m = calloc(keys->n, sizeof(*m));
	if (s == NULL || m == NULL)
		rv = fail_memory(f);
	for (i = 0; s != NULL && m != NULL && rv == 0 && i < keys->n; i++) {
		rv = keys->k[i].kind == AGE_SCRYPT
			 ? wrap_scrypt(&s[i], &m[i], &keys->k[i], filekey, f)
			 : wrap_dh(&s[i], &m[i], &keys->k[i], filekey, f);
		s[i].body = bytes(m[i].body, WRAPPED);
		if (buf_bad(&m[i].arg[0]) || buf_bad(&m[i].arg[1]))
			rv = fail_memory(f);
	}
	if (rv == 0) {
		age_header_format(b, s, keys->n);
		rv = buf_bad(b) ? fail_memory(f)
				: header_mac(mac, filekey,
				      bytes(b->p + from, b->n - from), f);
	}
	if (rv == 0) {
		age_header_finish(b, mac);
		if (buf_bad(b))
			rv = fail_memory(f);
	}
	for (i = 0; m != NULL && i < keys->n; i++) {
		buf_release(&m[i].arg[0]);
		buf_release(&m[i].arg[1]);
	}
	free(m);
	free(s);
	return rv;
}

static int
header(const char *what, struct fail *f)
{
	return fail_set(f, FAIL_SYNTAX, "E_HEADER", what);
}

/*
 * Check the form of the stanzas that we know, whatever the identities: a
 * damaged one is damage, not "no match".
 */
static int
check_stanza(const struct age_header *h, const struct age_stanza *s,
    struct fail *f)
{
	unsigned char share[CRYPT_KEY];
	unsigned long work;

	if (view_is(s->arg[0], "X25519")) {
		if (s->narg != 2 || base64_decode(s->arg[1], false, share,
					CRYPT_KEY) != CRYPT_KEY)
			return header("a damaged X25519 recipient", f);
	} else if (view_is(s->arg[0], "scrypt")) {
		if (h->n != 1)
			return header("a passphrase beside other recipients",
			    f);
		if (s->narg != 3 ||
		    base64_decode(s->arg[1], false, share, SALT) != SALT ||
		    s->arg[2].p[0] == '0' ||
		    view_number(s->arg[2], 1, 99, &work) == -1)
			return header("a damaged passphrase recipient", f);
	} else {
		return 0;
	}
	/* Before it is tried: see "partitioning oracle attacks". */
	if (s->body.n != WRAPPED)
		return header("a wrapped key of the wrong length", f);
	return 0;
}

static int
unwrap_x25519(const struct age_stanza *s, const struct age_key *k,
    unsigned char *filekey, struct fail *f)
{
	unsigned char *shared = crypt_alloc(2 * (size_t)CRYPT_KEY);
	unsigned char share[CRYPT_KEY];
	int rv = -1;

	if (shared == NULL)
		return fail_memory(f);
	(void)base64_decode(s->arg[1], false, share, CRYPT_KEY);
	if (crypt_x25519(shared, k->secret, share, f) == -1)
		header("a recipient with a key of low order", f);
	else if (derive(shared + CRYPT_KEY, shared, share, k->public,
		     LABEL_X25519, f) == 0)
		rv = unwrap(filekey, shared + CRYPT_KEY, s->body, f);
	crypt_free(shared);
	return rv;
}

static int
unwrap_scrypt(const struct age_stanza *s, const struct age_key *k,
    unsigned char *filekey, struct fail *f)
{
	unsigned char *key;
	unsigned char salt[SALT];
	unsigned long work = 0;
	int rv = -1;

	(void)base64_decode(s->arg[1], false, salt, SALT);
	(void)view_number(s->arg[2], 1, 99, &work);
	if (work > k->work) {
		header("the work factor of the passphrase is too high; see "
		       "--max-work",
		    f);
		return fail_detail(f, "%lu, at most %u", work, k->work);
	}
	key = crypt_alloc(CRYPT_KEY);
	if (key == NULL)
		return fail_memory(f);
	if (scrypt_key(key, k, salt, (unsigned)work, f) == 0)
		rv = unwrap(filekey, key, s->body, f);
	crypt_free(key);
	return rv;
}

/* Returns 0, 1: not with this key, or -1. */
static int
try(const struct age_stanza *s, const struct age_key *k, unsigned char *filekey,
    struct fail *f)
{
	if (k->secret == NULL)
		return 1;
	if (k->kind == AGE_X25519 && view_is(s->arg[0], "X25519"))
		return unwrap_x25519(s, k, filekey, f);
	if (k->kind == AGE_SCRYPT && view_is(s->arg[0], "scrypt"))
		return unwrap_scrypt(s, k, filekey, f);
	return 1;
}

int
age_unwrap(const struct age_header *h, const struct age_keys *keys,
    unsigned char filekey[AGE_FILE_KEY], struct fail *f)
{
	unsigned char mac[AGE_MAC];
	size_t i, j;
	int r = 1;

	for (i = 0; i < h->n; i++)
		if (check_stanza(h, &h->stanza[i], f) == -1)
			return -1;
	for (j = 0; r == 1 && j < keys->n; j++)
		for (i = 0; r == 1 && i < h->n; i++)
			r = try(&h->stanza[i], &keys->k[j], filekey, f);
	if (r == -1)
		return -1;
	if (r == 1)
		return fail_set(f, FAIL_NO, "E_NOMATCH",
		    "no identity or passphrase given opens this archive");
	if (header_mac(mac, filekey, h->signed_part, f) == -1)
		return -1;
	if (!crypt_equal(mac, h->mac, AGE_MAC))
		return fail_set(f, FAIL_SYNTAX, "E_HMAC",
		    "the header was changed: its MAC does not fit");
	return 0;
}
