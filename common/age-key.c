#include "common/age-key.h"

#include <stdlib.h>
#include <string.h>

#include "common/base64.h"
#include "common/bech32.h"

#define PUBLIC	   "age"
#define SECRET	   "age-secret-key-"
#define LINE_MAX_  8192 /* bytes; a post-quantum recipient has 1,959 */
#define SSH_PREFIX "\0\0\0\013ssh-ed25519\0\0\0 " /* and 32 bytes */

static int
unsupported(const char *what, struct fail *f)
{
	return fail_set(f, FAIL_RANGE, "E_UNSUPPORTED", what);
}

static struct age_key *
add(struct age_keys *keys, struct fail *f)
{
	struct age_key *k;

	if (keys->n == keys->cap) {
		keys->cap = keys->cap == 0 ? 4 : keys->cap * 2;
		k = reallocarray(keys->k, keys->cap, sizeof(*k));
		if (k == NULL) {
			fail_memory(f);
			return NULL;
		}
		keys->k = k;
	}
	k = &keys->k[keys->n++];
	memset(k, 0, sizeof(*k));
	return k;
}

static void
drop(struct age_keys *keys)
{
	struct age_key *k = &keys->k[--keys->n];

	crypt_free(k->secret);
	crypt_wipe(k, sizeof(*k));
}

void
age_keys_release(struct age_keys *keys)
{
	while (keys->n > 0)
		drop(keys);
	free(keys->k);
	memset(keys, 0, sizeof(*keys));
}

bool
age_keys_doubled(const struct age_keys *keys)
{
	const struct age_key *last;
	size_t i;

	if (keys->n == 0)
		return false;
	last = &keys->k[keys->n - 1];
	for (i = 0; i + 1 < keys->n; i++)
		if (keys->k[i].kind == last->kind &&
		    crypt_equal(keys->k[i].public, last->public, CRYPT_KEY))
			return true;
	return false;
}

/* "ssh-ed25519 BASE64 comment" */
static int
ssh_recipient(struct age_keys *keys, struct view v, struct fail *f)
{
	static const char prefix[] = SSH_PREFIX;
	struct view type = view_word(&v), data = view_word(&v);
	struct age_key *k;

	if (!view_is(type, "ssh-ed25519"))
		return unsupported("unsupported kind of ssh key, expected "
				   "ssh-ed25519",
		    f);
	if ((k = add(keys, f)) == NULL)
		return -1;
	k->kind = AGE_SSH;
	if (data.p == NULL ||
	    base64_decode(data, true, k->wire, AGE_SSH_WIRE) != AGE_SSH_WIRE ||
	    memcmp(k->wire, prefix, sizeof(prefix) - 1) != 0 ||
	    crypt_ed25519_to_x25519(k->public, k->wire + sizeof(prefix) - 1,
		NULL) == -1) {
		drop(keys);
		return fail_set(f, FAIL_SYNTAX, "E_RECIPIENT",
		    "not a public key, expected ssh-ed25519 and its base64");
	}
	return 0;
}

int
age_keys_recipient(struct age_keys *keys, struct view v, struct fail *f)
{
	struct age_key *k;

	v = view_trim(v);
	if (view_starts(v, "ssh-"))
		return ssh_recipient(keys, v, f);
	if (view_starts(v, "age1pq1"))
		return unsupported(
		    "unsupported: post-quantum recipient (age1pq1); "
		    "use age 1.3 or an age1 recipient",
		    f);
	if (view_starts(v, "age1") && memchr(v.p + 4, '1', v.n - 4) != NULL)
		return unsupported(
		    "unsupported: recipient of an age plugin; use "
		    "age itself or an age1 recipient",
		    f);
	if ((k = add(keys, f)) == NULL)
		return -1;
	k->kind = AGE_X25519;
	if (bech32_decode(v, PUBLIC, k->public, CRYPT_KEY) != CRYPT_KEY ||
	    v.p[0] != 'a') {
		drop(keys);
		return fail_set(f, FAIL_SYNTAX, "E_RECIPIENT",
		    "not a recipient, expected age1... or ssh-ed25519 ...");
	}
	return 0;
}

int
age_keys_identity(struct age_keys *keys, struct view v, struct fail *f)
{
	struct age_key *k;

	v = view_trim(v);
	if (view_starts(v, "AGE-SECRET-KEY-PQ-1"))
		return unsupported("unsupported: post-quantum identity "
				   "(AGE-SECRET-KEY-PQ-1); use age 1.3",
		    f);
	if (view_starts(v, "AGE-PLUGIN-"))
		return unsupported(
		    "unsupported: identity of an age plugin; use "
		    "age itself",
		    f);
	if (view_starts(v, "-----BEGIN"))
		return unsupported(
		    "unsupported: a private key of another program; "
		    "use age itself to open with an ssh key",
		    f);
	if ((k = add(keys, f)) == NULL)
		return -1;
	k->kind = AGE_X25519;
	k->secretlen = CRYPT_KEY;
	k->secret = crypt_alloc(CRYPT_KEY);
	if (k->secret == NULL) {
		drop(keys);
		return fail_memory(f);
	}
	if (!view_starts(v, "AGE-") ||
	    bech32_decode(v, SECRET, k->secret, CRYPT_KEY) != CRYPT_KEY ||
	    crypt_x25519(k->public, k->secret, NULL, NULL) == -1) {
		drop(keys);
		return fail_set(f, FAIL_SYNTAX, "E_IDENTITY",
		    "not an identity, expected AGE-SECRET-KEY-1...");
	}
	return 0;
}

static int
each_line(struct age_keys *keys, struct view text,
    int (*one)(struct age_keys *, struct view, struct fail *), const char *none,
    struct fail *f)
{
	struct view line;
	size_t n = keys->n, at = 0;

	while (text.p != NULL) {
		line = view_cut(&text, '\n');
		at++;
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		line = view_trim(line);
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (line.n > LINE_MAX_)
			return fail_at(f, FAIL_SYNTAX, "E_RECIPIENT",
			    "the line is too long for a key", at, 0);
		if (one(keys, line, f) == -1) {
			if (f != NULL)
				f->line = at;
			return -1;
		}
	}
	return keys->n > n ? 0 : fail_set(f, FAIL_SYNTAX, "E_RECIPIENT", none);
}

int
age_keys_recipients(struct age_keys *keys, struct view text, struct fail *f)
{
	return each_line(keys, text, age_keys_recipient,
	    "no recipient, expected one a line", f);
}

int
age_keys_identities(struct age_keys *keys, struct view text, struct fail *f)
{
	return each_line(keys, text, age_keys_identity,
	    "no identity, expected one a line", f);
}

int
age_keys_passphrase(struct age_keys *keys, struct view pass, unsigned work,
    struct fail *f)
{
	struct age_key *k;

	if (pass.n == 0)
		return fail_set(f, FAIL_RANGE, "E_PASSPHRASE",
		    "the passphrase is empty, expected some characters");
	if (work < 1 || work > AGE_WORK_HIGHEST)
		return fail_set(f, FAIL_RANGE, "E_WORK",
		    "no such work factor, expected 1 to 22");
	if (crypt_init(NULL, f) == -1 || (k = add(keys, f)) == NULL)
		return -1;
	k->kind = AGE_SCRYPT;
	k->work = work;
	k->secret = crypt_alloc(pass.n);
	if (k->secret == NULL) {
		drop(keys);
		return fail_memory(f);
	}
	memcpy(k->secret, pass.p, pass.n);
	k->secretlen = pass.n;
	return 0;
}

int
age_keys_generate(struct age_keys *keys, struct fail *f)
{
	struct age_key *k;

	if (crypt_init(NULL, f) == -1 || (k = add(keys, f)) == NULL)
		return -1;
	k->kind = AGE_X25519;
	k->secretlen = CRYPT_KEY;
	k->secret = crypt_alloc(CRYPT_KEY);
	if (k->secret == NULL) {
		drop(keys);
		return fail_memory(f);
	}
	if (crypt_random(k->secret, CRYPT_KEY, f) == -1 ||
	    crypt_x25519(k->public, k->secret, NULL, f) == -1) {
		drop(keys);
		return -1;
	}
	return 0;
}

void
age_key_format_public(struct buf *b, const struct age_key *k)
{
	bech32_encode(b, PUBLIC, k->public, CRYPT_KEY);
}

void
age_key_format_secret(struct buf *b, const struct age_key *k)
{
	size_t i, from = b->n;

	bech32_encode(b, SECRET, k->secret, CRYPT_KEY);
	for (i = from; i < b->n; i++)
		if (b->p[i] >= 'a' && b->p[i] <= 'z')
			b->p[i] = (char)(b->p[i] - 'a' + 'A');
}
