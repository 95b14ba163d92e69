#define _GNU_SOURCE
#include "common/crypt.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <gcrypt.h>

#define POOL	  (64 * 1024) /* locked memory; it does not grow by itself */
#define LOGN_MIN  1
#define LOGN_MAX  30
#define BLAKE2LEN 64
#define LARGE	  ((size_t)2 << 20)  /* bytes of a large page */
#define WORTHWILE ((size_t)16 << 20) /* to ask for them */
#define STACK	  (16 * 1024)	     /* as deep as libgcrypt may go */

struct crypt_hash {
	gcry_md_hd_t h;
	int algo;
};

struct crypt_aead {
	gcry_cipher_hd_t h;
};

/* True if this process may lock as much memory as the pool has. */
static bool
lockable(void)
{
	void *p = mmap(NULL, POOL, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	bool good;

	if (p == MAP_FAILED)
		return false;
	good = mlock(p, POOL) == 0;
	(void)munmap(p, POOL);
	return good;
}

int
crypt_init(bool *locked, struct fail *f)
{
	bool can;

	if (gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P) == 0) {
		can = lockable();
		/* In this order: see "Initializing the library" in its manual. */
		if (gcry_check_version("1.10.0") == NULL)
			return fail_set(f, FAIL_SYSTEM, "E_CRYPT",
			    "libgcrypt is older than 1.10");
		(void)gcry_control(GCRYCTL_DISABLE_SECMEM_WARN);
		(void)gcry_control(GCRYCTL_INIT_SECMEM, POOL, 0);
		(void)gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
		if (locked != NULL)
			*locked = can;
	} else if (locked != NULL) {
		*locked = true;
	}
	if (gcry_fips_mode_active())
		return fail_set(f, FAIL_RANGE, "E_FIPS",
		    "libgcrypt is in FIPS mode, which has neither X25519 nor "
		    "ChaCha20 nor scrypt; archives need these");
	return 0;
}

void *
crypt_alloc(size_t n)
{
	return gcry_calloc_secure(1, n == 0 ? 1 : n);
}

/*
 * Below us on the stack there may be registers that held a key: the loader
 * saves them there when libgcrypt calls one of its functions for the first
 * time, and nobody wipes that.
 */
__attribute__((noinline)) static void
clear_stack(void)
{
	char below[STACK];

	explicit_bzero(below, sizeof(below));
}

void
crypt_free(void *p)
{
	gcry_free(p); /* wipes what came from the pool */
	clear_stack();
}

void
crypt_wipe(void *p, size_t n)
{
	if (p != NULL)
		explicit_bzero(p, n);
}

bool
crypt_equal(const void *a, const void *b, size_t n)
{
	const volatile unsigned char *p = a, *q = b;
	unsigned diff = 0;
	size_t i;

	for (i = 0; i < n; i++)
		diff |= (unsigned)(p[i] ^ q[i]);
	return diff == 0;
}

static int
broken(struct fail *f, gcry_error_t e)
{
	if (gcry_err_code(e) == GPG_ERR_ENOMEM)
		return fail_memory(f);
	fail_set(f, FAIL_SYSTEM, "E_CRYPT", "libgcrypt refused");
	if (f != NULL)
		f->err = 0;
	return fail_detail(f, "code %u", gcry_err_code(e));
}

int
crypt_random(void *p, size_t n, struct fail *f)
{
	if (crypt_init(NULL, f) == -1)
		return -1;
	gcry_randomize(p, n, GCRY_STRONG_RANDOM); /* ends us if it can't */
	return 0;
}

int
crypt_sha256(struct view v, unsigned char out[CRYPT_HASH], struct fail *f)
{
	if (crypt_init(NULL, f) == -1)
		return -1;
	gcry_md_hash_buffer(GCRY_MD_SHA256, out, v.n == 0 ? "" : v.p, v.n);
	return 0;
}

/* HMAC over two pieces: the second is for HKDF's counter. */
static int
hmac(struct view key, struct view a, struct view b,
    unsigned char out[CRYPT_HASH], struct fail *f)
{
	gcry_mac_hd_t h = NULL;
	gcry_error_t e;
	size_t n = CRYPT_HASH;

	if (crypt_init(NULL, f) == -1)
		return -1;
	e = gcry_mac_open(&h, GCRY_MAC_HMAC_SHA256, GCRY_MAC_FLAG_SECURE, NULL);
	if (e != 0)
		return broken(f, e);
	e = gcry_mac_setkey(h, key.n == 0 ? "" : key.p, key.n);
	if (e == 0 && a.n > 0)
		e = gcry_mac_write(h, a.p, a.n);
	if (e == 0 && b.n > 0)
		e = gcry_mac_write(h, b.p, b.n);
	if (e == 0)
		e = gcry_mac_read(h, out, &n);
	gcry_mac_close(h);
	return e == 0 && n == CRYPT_HASH ? 0 : broken(f, e);
}

int
crypt_sha256_hex(struct view v, char out[CRYPT_HEX], struct fail *f)
{
	unsigned char hash[CRYPT_HASH];
	size_t i;

	if (crypt_sha256(v, hash, f) == -1)
		return -1;
	for (i = 0; i < sizeof(hash); i++)
		(void)snprintf(out + 2 * i, 3, "%02x", hash[i]);
	return 0;
}

int
crypt_hmac_sha256(struct view key, struct view v, unsigned char out[CRYPT_HASH],
    struct fail *f)
{
	struct view none = { NULL, 0 };

	return hmac(key, v, none, out, f);
}

int
crypt_hkdf_sha256(struct view ikm, struct view salt, struct view info,
    unsigned char out[CRYPT_HASH], struct fail *f)
{
	static const char zero[CRYPT_HASH], one[] = "\001";
	struct view none = { NULL, 0 }, count = { one, 1 },
		    nosalt = { zero, sizeof(zero) };
	unsigned char *prk = crypt_alloc(CRYPT_HASH);
	int rv;

	if (prk == NULL)
		return fail_memory(f);
	rv = hmac(salt.n == 0 ? nosalt : salt, ikm, none, prk, f);
	if (rv == 0)
		rv = hmac((struct view){ (char *)prk, CRYPT_HASH }, info, count,
		    out, f);
	crypt_free(prk);
	return rv;
}

static int
hash_new(struct crypt_hash **out, int algo, struct fail *f)
{
	struct crypt_hash *h;
	gcry_error_t e;

	if (crypt_init(NULL, f) == -1)
		return -1;
	h = gcry_calloc(1, sizeof(*h));
	if (h == NULL)
		return fail_memory(f);
	h->algo = algo;
	e = gcry_md_open(&h->h, algo, 0);
	if (e != 0) {
		gcry_free(h);
		return broken(f, e);
	}
	*out = h;
	return 0;
}

int
crypt_sha256_new(struct crypt_hash **out, struct fail *f)
{
	return hash_new(out, GCRY_MD_SHA256, f);
}

int
crypt_blake2b_new(struct crypt_hash **out, struct fail *f)
{
	return hash_new(out, GCRY_MD_BLAKE2B_512, f);
}

void
crypt_hash_add(struct crypt_hash *h, const void *p, size_t n)
{
	if (n > 0)
		gcry_md_write(h->h, p, n);
}

void
crypt_hash_end(struct crypt_hash *h, unsigned char *out)
{
	memcpy(out, gcry_md_read(h->h, h->algo),
	    gcry_md_get_algo_dlen(h->algo));
	gcry_md_reset(h->h);
}

void
crypt_hash_free(struct crypt_hash *h)
{
	if (h == NULL)
		return;
	gcry_md_close(h->h);
	gcry_free(h);
}

/* What libgcrypt asks malloc() for: 128 r N bytes with r = 8, and a little. */
static size_t
needed(unsigned logn)
{
	return ((size_t)1024 << logn) + ((size_t)1 << 20);
}

/*
 * scrypt walks through its memory at random, and most of its time goes into
 * looking up pages; with large ones it takes a third.  libgcrypt gets its
 * memory from malloc(): what it will get is put at the heap's end, large pages
 * are asked for there, and it is given back for libgcrypt to find.  Where one
 * of these steps fails, it only takes longer.
 */
static void
prepare(size_t n)
{
	uintptr_t a, b;
	void *p;

	if (mallopt(M_MMAP_MAX, 0) == 0 ||
	    mallopt(M_TRIM_THRESHOLD, INT32_MAX) == 0 ||
	    (p = malloc(n)) == NULL)
		return;
	a = ((uintptr_t)p + LARGE - 1) / LARGE * LARGE;
	b = ((uintptr_t)p + n) / LARGE * LARGE;
	if (b > a)
		(void)madvise((void *)a, b - a, MADV_HUGEPAGE);
	free(p);
}

/* libgcrypt leaves what it computed in that memory: wipe it, and give it up. */
static void
clear(size_t n)
{
	void *p = malloc(n);

	if (p != NULL)
		explicit_bzero(p, n);
	free(p);
	(void)mallopt(M_MMAP_MAX, 65536); /* as glibc has them */
	(void)mallopt(M_TRIM_THRESHOLD, 128 * 1024);
	(void)malloc_trim(0);
}

/* libgcrypt takes any N and an empty passphrase; we do not. */
int
crypt_scrypt(struct view pass, struct view salt, unsigned logn,
    unsigned char out[CRYPT_KEY], struct fail *f)
{
	size_t n = needed(logn < LOGN_MAX ? logn : LOGN_MAX);
	gcry_error_t e;

	if (pass.n == 0)
		return fail_set(f, FAIL_RANGE, "E_PASSPHRASE",
		    "the passphrase is empty, expected some characters");
	if (logn < LOGN_MIN || logn > LOGN_MAX)
		return fail_set(f, FAIL_RANGE, "E_WORK",
		    "no such work factor, expected 1 to 30");
	if (crypt_init(NULL, f) == -1)
		return -1;
	if (n >= WORTHWILE)
		prepare(n);
	e = gcry_kdf_derive(pass.p, pass.n, GCRY_KDF_SCRYPT, (int)(1U << logn),
	    salt.p, salt.n, 1, CRYPT_KEY, out);
	if (n >= WORTHWILE)
		clear(n);
	return e == 0 ? 0 : broken(f, e);
}

int
crypt_aead_new(struct crypt_aead **out, const unsigned char key[CRYPT_KEY],
    struct fail *f)
{
	struct crypt_aead *a;
	gcry_error_t e;

	if (crypt_init(NULL, f) == -1)
		return -1;
	a = gcry_calloc(1, sizeof(*a));
	if (a == NULL)
		return fail_memory(f);
	e = gcry_cipher_open(&a->h, GCRY_CIPHER_CHACHA20,
	    GCRY_CIPHER_MODE_POLY1305, GCRY_CIPHER_SECURE);
	/* The length is ours to fix: 16 would silently be a weaker cipher. */
	if (e == 0)
		e = gcry_cipher_setkey(a->h, key, CRYPT_KEY);
	if (e != 0) {
		crypt_aead_free(a);
		return broken(f, e);
	}
	*out = a;
	return 0;
}

void
crypt_aead_free(struct crypt_aead *a)
{
	if (a == NULL)
		return;
	gcry_cipher_close(a->h);
	gcry_free(a);
}

int
crypt_aead_seal(struct crypt_aead *a, const unsigned char nonce[CRYPT_NONCE],
    const void *in, size_t n, void *out, struct fail *f)
{
	gcry_error_t e;

	/* Never without: with no nonce set libgcrypt would use zero. */
	e = gcry_cipher_setiv(a->h, nonce, CRYPT_NONCE);
	if (e == 0 && n > 0)
		e = gcry_cipher_encrypt(a->h, out, n, in, n);
	if (e == 0)
		e = gcry_cipher_gettag(a->h, (char *)out + n, CRYPT_TAG);
	return e == 0 ? 0 : broken(f, e);
}

int
crypt_aead_open(struct crypt_aead *a, const unsigned char nonce[CRYPT_NONCE],
    const void *in, size_t n, void *out, struct fail *f)
{
	gcry_error_t e;

	if (n < CRYPT_TAG)
		return 1;
	n -= CRYPT_TAG;
	e = gcry_cipher_setiv(a->h, nonce, CRYPT_NONCE);
	if (e == 0 && n > 0)
		e = gcry_cipher_decrypt(a->h, out, n, in, n);
	if (e == 0)
		e = gcry_cipher_checktag(a->h, (const char *)in + n, CRYPT_TAG);
	if (e == 0)
		return 0;
	crypt_wipe(out, n);
	return gcry_err_code(e) == GPG_ERR_CHECKSUM ? 1 : broken(f, e);
}
