#include "common/minisig.h"

#include <string.h>

#include "common/base64.h"

#define PUBLIC_LEN (2 + MINISIG_ID + CRYPT_KEY)
#define SIG_LEN	   (2 + MINISIG_ID + CRYPT_SIG)
#define KDF_LEN	   (32 + 8 + 8) /* salt and two limits, unused by us */
#define SECRET_LEN (6 + KDF_LEN + MINISIG_ID + 64 + 32)
#define UNTRUSTED  "untrusted comment: "
#define TRUSTED	   "trusted comment: "

/* Where the parts of a secret key stand. */
#define AT_ID	    (6 + KDF_LEN)
#define AT_SEED	    (AT_ID + MINISIG_ID)
#define AT_CHECKSUM (AT_SEED + 64)

void
minisig_key_release(struct minisig_key *k)
{
	crypt_free(k->seed);
	memset(k, 0, sizeof(*k));
}

int
minisig_key_generate(struct minisig_key *k, struct fail *f)
{
	memset(k, 0, sizeof(*k));
	if (crypt_init(NULL, f) == -1)
		return -1;
	k->seed = crypt_alloc(CRYPT_KEY);
	if (k->seed == NULL)
		return fail_memory(f);
	if (crypt_random(k->seed, CRYPT_KEY, f) == -1 ||
	    crypt_random(k->id, MINISIG_ID, f) == -1 ||
	    crypt_ed25519_public(k->public, k->seed, f) == -1) {
		minisig_key_release(k);
		return -1;
	}
	return 0;
}

static int
bad_key(const char *what, struct fail *f)
{
	return fail_set(f, FAIL_SYNTAX, "E_KEY", what);
}

/* The next line, without a CR before its LF. */
static struct view
line(struct view *text)
{
	struct view v = *text;

	if (v.p == NULL)
		return v;
	v = view_cut(text, '\n');
	if (v.n > 0 && v.p[v.n - 1] == '\r')
		v.n--;
	return v;
}

int
minisig_parse_public(struct minisig_key *k, struct view text, struct fail *f)
{
	unsigned char raw[PUBLIC_LEN];
	struct view v = line(&text);

	memset(k, 0, sizeof(*k));
	if (v.p != NULL && view_starts(v, UNTRUSTED))
		v = line(&text);
	if (v.p == NULL ||
	    base64_decode(view_trim(v), true, raw, sizeof(raw)) != PUBLIC_LEN ||
	    memcmp(raw, "Ed", 2) != 0)
		return bad_key("not a public key of minisign, expected RW...",
		    f);
	memcpy(k->id, raw + 2, MINISIG_ID);
	memcpy(k->public, raw + 2 + MINISIG_ID, CRYPT_KEY);
	return 0;
}

/* BLAKE2b-256 over algorithm, id and key, as the file carries it.  With no
   password the checksum is zero in older files and so not asked for. */
static int
take_secret(struct minisig_key *k, const unsigned char *raw, struct fail *f)
{
	k->seed = crypt_alloc(CRYPT_KEY);
	if (k->seed == NULL)
		return fail_memory(f);
	memcpy(k->id, raw + AT_ID, MINISIG_ID);
	memcpy(k->seed, raw + AT_SEED, CRYPT_KEY);
	if (crypt_ed25519_public(k->public, k->seed, f) == -1)
		return -1;
	if (memcmp(k->public, raw + AT_SEED + CRYPT_KEY, CRYPT_KEY) != 0)
		return bad_key("the two halves of the key do not fit", f);
	return 0;
}

int
minisig_parse_secret(struct minisig_key *k, struct view text, struct fail *f)
{
	unsigned char *raw;
	struct view v = line(&text);
	int rv;

	memset(k, 0, sizeof(*k));
	if (crypt_init(NULL, f) == -1)
		return -1;
	if (v.p != NULL && view_starts(v, UNTRUSTED))
		v = line(&text);
	raw = crypt_alloc(SECRET_LEN);
	if (raw == NULL)
		return fail_memory(f);
	if (v.p == NULL ||
	    base64_decode(view_trim(v), true, raw, SECRET_LEN) != SECRET_LEN ||
	    memcmp(raw, "Ed", 2) != 0 || memcmp(raw + 4, "B2", 2) != 0)
		rv = bad_key("not a secret key of minisign", f);
	else if (memcmp(raw + 2, "\0\0", 2) != 0)
		rv = fail_set(f, FAIL_RANGE, "E_UNSUPPORTED",
		    "unsupported: a minisign key under a password; make one "
		    "with balint-new key --signing");
	else
		rv = take_secret(k, raw, f);
	crypt_free(raw);
	if (rv == -1)
		minisig_key_release(k);
	return rv;
}

static void
put_id(struct buf *b, const unsigned char id[MINISIG_ID])
{
	size_t i;

	for (i = MINISIG_ID; i > 0; i--)
		buf_printf(b, "%02X", id[i - 1]);
	buf_putc(b, '\n');
}

void
minisig_format_public(struct buf *b, const struct minisig_key *k)
{
	unsigned char raw[PUBLIC_LEN];

	memcpy(raw, "Ed", 2);
	memcpy(raw + 2, k->id, MINISIG_ID);
	memcpy(raw + 2 + MINISIG_ID, k->public, CRYPT_KEY);
	buf_puts(b, UNTRUSTED "minisign public key ");
	put_id(b, k->id);
	base64_encode(b, raw, sizeof(raw), true);
	buf_putc(b, '\n');
}

int
minisig_format_secret(struct buf *b, const struct minisig_key *k,
    struct fail *f)
{
	unsigned char *raw = crypt_alloc(SECRET_LEN);

	if (raw == NULL)
		return fail_memory(f);
	memcpy(raw, "Ed\0\0B2", 6);
	memcpy(raw + AT_ID, k->id, MINISIG_ID);
	memcpy(raw + AT_SEED, k->seed, CRYPT_KEY);
	memcpy(raw + AT_SEED + CRYPT_KEY, k->public, CRYPT_KEY);
	buf_puts(b, UNTRUSTED "minisign unencrypted secret key\n");
	base64_encode(b, raw, SECRET_LEN, true);
	buf_putc(b, '\n');
	crypt_free(raw);
	return buf_bad(b) ? fail_memory(f) : 0;
}

int
minisig_sign(struct buf *b, const struct minisig_key *k,
    const unsigned char hash[MINISIG_HASH], const char *comment, struct fail *f)
{
	unsigned char raw[SIG_LEN], global[CRYPT_SIG];
	struct view v = { (const char *)hash, MINISIG_HASH };
	struct buf signed_part = { 0 };
	int rv;

	memcpy(raw, "ED", 2);
	memcpy(raw + 2, k->id, MINISIG_ID);
	if (crypt_ed25519_sign(raw + 2 + MINISIG_ID, k->seed, k->public, v,
		f) == -1)
		return -1;
	buf_add(&signed_part, raw + 2 + MINISIG_ID, CRYPT_SIG);
	buf_puts(&signed_part, comment);
	rv = buf_bad(&signed_part) ? fail_memory(f)
				   : crypt_ed25519_sign(global, k->seed,
					 k->public, buf_all(&signed_part), f);
	buf_release(&signed_part);
	if (rv == -1)
		return -1;
	buf_puts(b, UNTRUSTED "signature from balint-export\n");
	base64_encode(b, raw, sizeof(raw), true);
	buf_printf(b, "\n" TRUSTED "%s\n", comment);
	base64_encode(b, global, sizeof(global), true);
	buf_putc(b, '\n');
	return buf_bad(b) ? fail_memory(f) : 0;
}

static int
no(const char *what, struct fail *f)
{
	return fail_set(f, FAIL_NO, "E_SIGNER", what);
}

static int
verify_global(const struct minisig_key *k, const unsigned char *sig,
    struct view comment, const unsigned char *global, struct fail *f)
{
	struct buf b = { 0 };
	int rv;

	buf_add(&b, sig, CRYPT_SIG);
	buf_view(&b, comment);
	rv = buf_bad(&b)
		 ? fail_memory(f)
		 : crypt_ed25519_verify(global, k->public, buf_all(&b), f);
	buf_release(&b);
	return rv == 1 ? no("the signature's comment was changed", f) : rv;
}

int
minisig_verify(struct view text, const struct minisig_key *k,
    const unsigned char hash[MINISIG_HASH], struct view *comment,
    struct fail *f)
{
	unsigned char raw[SIG_LEN], global[CRYPT_SIG];
	struct view v = { (const char *)hash, MINISIG_HASH };
	struct view first = line(&text), sig = line(&text), third = line(&text),
		    last = line(&text);
	int r;

	if (last.p == NULL || !view_starts(first, UNTRUSTED) ||
	    !view_starts(third, TRUSTED) ||
	    base64_decode(sig, true, raw, sizeof(raw)) != SIG_LEN ||
	    base64_decode(last, true, global, sizeof(global)) != CRYPT_SIG)
		return no("not a signature of minisign", f);
	if (memcmp(raw, "ED", 2) != 0)
		return no("a signature of the old kind, expected a prehashed "
			  "one (minisign -H)",
		    f);
	if (!crypt_equal(raw + 2, k->id, MINISIG_ID))
		return no("signed with another key than --signer names", f);
	r = crypt_ed25519_verify(raw + 2 + MINISIG_ID, k->public, v, f);
	if (r != 0)
		return r == 1 ? no("the signature is not of this file", f) : -1;
	third.p += sizeof(TRUSTED) - 1;
	third.n -= sizeof(TRUSTED) - 1;
	if (verify_global(k, raw + 2 + MINISIG_ID, third, global, f) == -1)
		return -1;
	*comment = third;
	return 0;
}
