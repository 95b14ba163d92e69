/*
 * The cryptography behind our own header: published vectors, and each of the
 * calls of libgcrypt that say "success" and should not.
 */

#include <stdlib.h>
#include <string.h>

#include "common/crypt.h"
#include "tests/tap.h"

/* Decode hex; returns the number of bytes. */
static size_t
unhex(unsigned char *out, const char *s)
{
	char two[3] = "";
	size_t n;

	for (n = 0; s[2 * n] != '\0'; n++) {
		memcpy(two, s + 2 * n, 2);
		out[n] = (unsigned char)strtoul(two, NULL, 16);
	}
	return n;
}

static bool
same(const unsigned char *got, const char *hex)
{
	unsigned char want[128];

	return memcmp(got, want, unhex(want, hex)) == 0;
}

static struct view
bytes(const void *p, size_t n)
{
	struct view v = { p, n };

	return v;
}

static void
test_hash(void)
{
	unsigned char out[64], key[64], salt[64], info[64];
	struct crypt_hash *h = NULL;

	ok(crypt_sha256(view_of("abc"), out, NULL) == 0 &&
		same(out, "ba7816bf8f01cfea414140de5dae2223"
			  "b00361a396177a9cb410ff61f20015ad"),
	    "sha256: FIPS 180-4 abc");
	ok(crypt_hmac_sha256(view_of("Jefe"),
	       view_of("what do ya want for nothing?"), out, NULL) == 0 &&
		same(out, "5bdcc146bf60754e6a042426089575c7"
			  "5a003f089d2739839dec58b964ec3843"),
	    "hmac: RFC 4231 case 2");
	memset(key, 0x0b, 22);
	ok(crypt_hkdf_sha256(bytes(key, 22),
	       bytes(salt, unhex(salt, "000102030405060708090a0b0c")),
	       bytes(info, unhex(info, "f0f1f2f3f4f5f6f7f8f9")), out,
	       NULL) == 0 &&
		same(out, "3cb25f25faacd57a90434f64d0362f2a"
			  "2d2d0a90cf1a5a4c5db02d56ecc4c5bf"),
	    "hkdf: RFC 5869 case 1");
	ok(crypt_hkdf_sha256(bytes(key, 22), bytes("", 0), bytes("", 0), out,
	       NULL) == 0 &&
		same(out, "8da4e775a563c18f715f802a063c5a31"
			  "b8a11f5c5ee1879ec3454e5f3c738d2d"),
	    "hkdf: RFC 5869 case 3, no salt and no info");
	ok(crypt_blake2b_new(&h, NULL) == 0, "blake2b: new");
	crypt_hash_add(h, "a", 1);
	crypt_hash_add(h, "bc", 2);
	crypt_hash_end(h, out);
	ok(same(out, "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fd"
		     "bffa2d1"
		     "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd"
		     "4009923"),
	    "blake2b: RFC 7693 abc, in pieces");
	crypt_hash_free(h);
}

static void
test_x25519(void)
{
	/* RFC 7748 section 5.2, and points of order 1, 2, 4, 8 and on the
	   twist (Bernstein's list). */
	static const char *const low[] = {
		"00000000000000000000000000000000000000000000000000000000000000"
		"00",
		"01000000000000000000000000000000000000000000000000000000000000"
		"00",
		"e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b8"
		"00",
		"5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f11"
		"57",
		"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
		"7f",
		"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
		"7f",
		"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
		"7f",
	};
	unsigned char scalar[32], point[32], out[32];
	struct fail f;
	size_t i;

	unhex(scalar,
	    "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4");
	unhex(point,
	    "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c");
	ok(crypt_x25519(out, scalar, point, &f) == 0 &&
		same(out, "c3da55379de9c6908e94ea4df28d084f"
			  "32eccf03491c71f754b4075577a28552"),
	    "x25519: RFC 7748 vector 1");
	for (i = 0; i < sizeof(low) / sizeof(low[0]); i++) {
		unhex(point, low[i]);
		ok(crypt_x25519(out, scalar, point, &f) == -1 &&
			strcmp(f.word, "E_POINT") == 0,
		    "x25519: point %zu of low order is refused", i + 1);
	}
}

static void
test_ed25519(void)
{
	unsigned char seed[32], key[32], sig[64], u[32];

	unhex(seed,
	    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
	ok(crypt_ed25519_public(key, seed, NULL) == 0 &&
		same(key, "d75a980182b10ab7d54bfed3c964073a"
			  "0ee172f3daa62325af021a68f707511a"),
	    "ed25519: RFC 8032 test 1, public key");
	ok(crypt_ed25519_sign(sig, seed, key, view_of(""), NULL) == 0 &&
		same(sig,
		    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522"
		    "4901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe246551"
		    "41438e7a100b"),
	    "ed25519: RFC 8032 test 1, signature");
	ok(crypt_ed25519_verify(sig, key, view_of(""), NULL) == 0,
	    "ed25519: good signature");
	ok(crypt_ed25519_verify(sig, key, view_of("x"), NULL) == 1,
	    "ed25519: another message");
	sig[3] ^= 1;
	ok(crypt_ed25519_verify(sig, key, view_of(""), NULL) == 1,
	    "ed25519: a flipped bit in R");
	sig[3] ^= 1;
	sig[40] ^= 1;
	ok(crypt_ed25519_verify(sig, key, view_of(""), NULL) == 1,
	    "ed25519: a flipped bit in S");
	ok(crypt_ed25519_to_x25519(u, key, NULL) == 0 &&
		same(u, "d85e07ec22b0ad881537c2f44d662d1a"
			"143cf830c57aca4305d85c7a90f6b62e"),
	    "ed25519: as an X25519 key");
	memset(key, 0xff, sizeof(key));
	ok(crypt_ed25519_to_x25519(u, key, NULL) == -1,
	    "ed25519: not a field element");
	memset(key, 0, sizeof(key));
	key[0] = 1;
	ok(crypt_ed25519_to_x25519(u, key, NULL) == -1,
	    "ed25519: the identity has no X25519 form");
}

static void
test_aead(void)
{
	unsigned char key[32], nonce[12] = { 0 }, in[100], sealed[116],
			       other[116], out[100];
	struct crypt_aead *a = NULL, *b = NULL;
	size_t i, wrong = 0;

	/* RFC 8439 A.5 without its additional data: the first block. */
	memset(key, 7, sizeof(key));
	memset(in, 'x', sizeof(in));
	ok(crypt_aead_new(&a, key, NULL) == 0, "aead: new");
	ok(crypt_aead_seal(a, nonce, in, sizeof(in), sealed, NULL) == 0 &&
		crypt_aead_open(a, nonce, sealed, sizeof(sealed), out, NULL) ==
		    0 &&
		memcmp(in, out, sizeof(in)) == 0,
	    "aead: sealed and opened");
	nonce[11] = 1;
	ok(crypt_aead_seal(a, nonce, in, sizeof(in), other, NULL) == 0 &&
		memcmp(sealed, other, sizeof(in)) != 0,
	    "aead: the nonce is used");
	ok(crypt_aead_open(a, nonce, sealed, sizeof(sealed), out, NULL) == 1,
	    "aead: another nonce does not open it");
	for (i = 0; i < sizeof(out) && out[i] == 0; i++)
		;
	ok(i == sizeof(out), "aead: what was not authentic is wiped");
	nonce[11] = 0;
	for (i = 0; i < sizeof(sealed) * 8; i++) {
		sealed[i / 8] ^= (unsigned char)(1 << i % 8);
		if (crypt_aead_open(a, nonce, sealed, sizeof(sealed), out,
			NULL) != 1)
			wrong++;
		sealed[i / 8] ^= (unsigned char)(1 << i % 8);
	}
	ok(wrong == 0, "aead: each flipped bit is seen");
	ok(crypt_aead_open(a, nonce, sealed, 15, out, NULL) == 1,
	    "aead: shorter than a tag");
	key[31] = 8; /* with a 128-bit key this would change nothing */
	ok(crypt_aead_new(&b, key, NULL) == 0 &&
		crypt_aead_open(b, nonce, sealed, sizeof(sealed), out, NULL) ==
		    1,
	    "aead: the last byte of the key counts");
	crypt_aead_free(a);
	crypt_aead_free(b);
}

static void
test_scrypt(void)
{
	unsigned char out[32];
	struct fail f;

	ok(crypt_scrypt(view_of("pleaseletmein"), view_of("SodiumChloride"), 14,
	       out, &f) == 0 &&
		same(out, "7023bdcb3afd7348461c06cd81fd38eb"
			  "fda8fbba904f8e3ea9b543f6545da1f2"),
	    "scrypt: RFC 7914, N = 16384, r = 8, p = 1");
	ok(crypt_scrypt(view_of(""), view_of("salt"), 4, out, &f) == -1 &&
		strcmp(f.word, "E_PASSPHRASE") == 0,
	    "scrypt: an empty passphrase is refused");
	ok(crypt_scrypt(view_of("x"), view_of("salt"), 0, out, &f) == -1,
	    "scrypt: N = 1 is refused");
	ok(crypt_scrypt(view_of("x"), view_of("salt"), 31, out, &f) == -1,
	    "scrypt: N = 2^31 is refused");
}

static void
test_memory(void)
{
	unsigned char a[32], b[32];
	char *p = crypt_alloc(1000), *q;

	ok(p != NULL, "memory: locked memory is there");
	memset(p, 'x', 1000);
	crypt_free(p);
	/* The pool gives the same place again: it must have been wiped. */
	q = crypt_alloc(1000);
	ok(q != NULL && memchr(q, 'x', 1000) == NULL, "memory: wiped");
	crypt_free(q);
	crypt_free(NULL);
	ok(crypt_random(a, 32, NULL) == 0 && crypt_random(b, 32, NULL) == 0 &&
		memcmp(a, b, 32) != 0,
	    "random: differs");
	ok(!crypt_equal(a, b, 32) && crypt_equal(a, a, 32), "equal");
}

int
main(void)
{
	struct fail f = { 0 };

	/* The test of FIPS mode runs this program under it. */
	if (crypt_init(NULL, &f) == -1) {
		printf("Bail out! %s\n", f.word);
		return 3;
	}
	ok(crypt_init(NULL, NULL) == 0, "init: once more does nothing");
	test_hash();
	test_x25519();
	test_ed25519();
	test_aead();
	test_scrypt();
	test_memory();
	return tap_end();
}
