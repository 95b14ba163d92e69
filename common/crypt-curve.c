#include "common/crypt.h"

#include <string.h>

#include <gcrypt.h>

static int
broken(struct fail *f, gcry_error_t e)
{
	if (gcry_err_code(e) == GPG_ERR_ENOMEM)
		return fail_memory(f);
	fail_set(f, FAIL_RANGE, "E_CRYPT", "libgcrypt refused a key");
	return fail_detail(f, "code %u", gcry_err_code(e));
}

int
crypt_x25519(unsigned char out[CRYPT_KEY],
    const unsigned char scalar[CRYPT_KEY], const unsigned char *point,
    struct fail *f)
{
	static const unsigned char zero[CRYPT_KEY];
	gcry_error_t e;

	if (crypt_init(NULL, f) == -1)
		return -1;
	e = gcry_ecc_mul_point(GCRY_ECC_CURVE25519, out, scalar, point);
	if (e != 0)
		return broken(f, e);
	/* It returns success and zeros for a point of low order. */
	if (crypt_equal(out, zero, CRYPT_KEY))
		return fail_set(f, FAIL_RANGE, "E_POINT",
		    "a key of low order, expected a usable public key");
	return 0;
}

static void
reverse(unsigned char *out, const unsigned char *in)
{
	size_t i;

	for (i = 0; i < CRYPT_KEY; i++)
		out[i] = in[CRYPT_KEY - 1 - i];
}

int
crypt_ed25519_to_x25519(unsigned char out[CRYPT_KEY],
    const unsigned char key[CRYPT_KEY], struct fail *f)
{
	unsigned char big[CRYPT_KEY];
	gcry_mpi_t p = NULL, y = NULL, num = NULL, den = NULL;
	gcry_error_t e;
	size_t n = 0;
	int rv = -1;

	if (crypt_init(NULL, f) == -1)
		return -1;
	reverse(big, key);
	big[0] &= 0x7f; /* the sign of x */
	e = gcry_mpi_scan(&y, GCRYMPI_FMT_USG, big, sizeof(big), NULL);
	if (e != 0)
		return broken(f, e);
	p = gcry_mpi_new(256);
	num = gcry_mpi_new(256);
	den = gcry_mpi_new(256);
	gcry_mpi_set_ui(p, 1);
	gcry_mpi_mul_2exp(p, p, 255);
	gcry_mpi_sub_ui(p, p, 19);
	gcry_mpi_add_ui(num, y, 1);
	gcry_mpi_set_ui(den, 1);
	gcry_mpi_sub(den, den, y);
	gcry_mpi_mod(den, den, p);
	if (gcry_mpi_cmp(y, p) >= 0 || gcry_mpi_invm(den, den, p) == 0) {
		fail_set(f, FAIL_RANGE, "E_POINT",
		    "an unusable key, expected an Ed25519 public key");
		goto out;
	}
	gcry_mpi_mulm(num, num, den, p);
	memset(big, 0, sizeof(big));
	e = gcry_mpi_print(GCRYMPI_FMT_USG, big, sizeof(big), &n, num);
	if (e != 0) {
		broken(f, e);
		goto out;
	}
	memmove(big + sizeof(big) - n, big, n);
	memset(big, 0, sizeof(big) - n);
	reverse(out, big);
	rv = 0;
out:
	gcry_mpi_release(p);
	gcry_mpi_release(y);
	gcry_mpi_release(num);
	gcry_mpi_release(den);
	return rv;
}

/* Copy the n bytes of element `name` of s into out. */
static int
element(gcry_sexp_t s, const char *name, unsigned char *out, size_t n)
{
	gcry_sexp_t e = gcry_sexp_find_token(s, name, 0);
	const char *p;
	size_t got = 0;
	int rv = -1;

	if (e == NULL)
		return -1;
	p = gcry_sexp_nth_data(e, 1, &got);
	if (p != NULL && got == n) {
		memcpy(out, p, n);
		rv = 0;
	}
	gcry_sexp_release(e);
	return rv;
}

int
crypt_ed25519_public(unsigned char out[CRYPT_KEY],
    const unsigned char seed[CRYPT_KEY], struct fail *f)
{
	gcry_sexp_t k = NULL;
	gcry_ctx_t ctx = NULL;
	gcry_mpi_t q = NULL;
	gcry_error_t e;
	unsigned nbits = 0;
	const void *p;

	if (crypt_init(NULL, f) == -1)
		return -1;
	e = gcry_sexp_build(&k, NULL,
	    "(private-key (ecc (curve Ed25519)(flags eddsa)(d %b)))", CRYPT_KEY,
	    (const char *)seed);
	if (e == 0)
		e = gcry_mpi_ec_new(&ctx, k, NULL);
	if (e == 0) {
		q = gcry_mpi_ec_get_mpi("q@eddsa", ctx, 1);
		p = q == NULL ? NULL : gcry_mpi_get_opaque(q, &nbits);
		if (p != NULL && nbits == CRYPT_KEY * 8)
			memcpy(out, p, CRYPT_KEY);
		else
			e = gcry_error(GPG_ERR_BAD_SECKEY);
	}
	gcry_mpi_release(q);
	gcry_ctx_release(ctx);
	gcry_sexp_release(k);
	return e == 0 ? 0 : broken(f, e);
}

static gcry_error_t
message(gcry_sexp_t *out, struct view msg)
{
	return gcry_sexp_build(out, NULL,
	    "(data (flags eddsa)(hash-algo sha512)(value %b))", (int)msg.n,
	    msg.n == 0 ? "" : msg.p);
}

int
crypt_ed25519_sign(unsigned char sig[CRYPT_SIG],
    const unsigned char seed[CRYPT_KEY], const unsigned char key[CRYPT_KEY],
    struct view msg, struct fail *f)
{
	gcry_sexp_t k = NULL, m = NULL, s = NULL;
	gcry_error_t e;
	int rv = -1;

	if (crypt_init(NULL, f) == -1)
		return -1;
	e = gcry_sexp_build(&k, NULL,
	    "(private-key (ecc (curve Ed25519)(flags eddsa)(q %b)(d %b)))",
	    CRYPT_KEY, (const char *)key, CRYPT_KEY, (const char *)seed);
	if (e == 0)
		e = message(&m, msg);
	if (e == 0)
		e = gcry_pk_sign(&s, m, k);
	if (e != 0)
		broken(f, e);
	else if (element(s, "r", sig, CRYPT_KEY) == -1 ||
		 element(s, "s", sig + CRYPT_KEY, CRYPT_KEY) == -1)
		fail_set(f, FAIL_RANGE, "E_CRYPT",
		    "libgcrypt gave an odd signature");
	else
		rv = 0;
	gcry_sexp_release(s);
	gcry_sexp_release(m);
	gcry_sexp_release(k);
	return rv;
}

int
crypt_ed25519_verify(const unsigned char sig[CRYPT_SIG],
    const unsigned char key[CRYPT_KEY], struct view msg, struct fail *f)
{
	gcry_sexp_t k = NULL, m = NULL, s = NULL;
	gcry_error_t e;

	if (crypt_init(NULL, f) == -1)
		return -1;
	e = gcry_sexp_build(&k, NULL,
	    "(public-key (ecc (curve Ed25519)(flags eddsa)(q %b)))", CRYPT_KEY,
	    (const char *)key);
	if (e == 0)
		e = message(&m, msg);
	if (e == 0)
		e = gcry_sexp_build(&s, NULL, "(sig-val (eddsa (r %b)(s %b)))",
		    CRYPT_KEY, (const char *)sig, CRYPT_KEY,
		    (const char *)sig + CRYPT_KEY);
	if (e == 0)
		e = gcry_pk_verify(s, m, k);
	gcry_sexp_release(s);
	gcry_sexp_release(m);
	gcry_sexp_release(k);
	if (gcry_err_code(e) == GPG_ERR_ENOMEM)
		return broken(f, e);
	return e == 0 ? 0 : 1;
}
