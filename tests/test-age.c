/*
 * The age format: its encodings, its header, and every way to damage a small
 * file.  What other implementations think of it is in tests/outside/.
 */

#include <stdlib.h>
#include <string.h>

#include "common/age-stream.h"
#include "common/age.h"
#include "common/armor.h"
#include "common/base64.h"
#include "common/bech32.h"
#include "tests/tap.h"

#define IDENTITY                                                               \
	"AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40"  \
	"Q2P2LM0"

static const unsigned char filekey[] = "YELLOW SUBMARINE";

static const struct {
	const char *name, *in;
	bool pad;
	long want; /* bytes, or -1 */
} base64s[] = {
	{ "nothing", "", false, 0 },
	{ "three bytes", "Zm9v", false, 3 },
	{ "one byte", "Zg", false, 1 },
	{ "one byte, padded", "Zg==", true, 1 },
	{ "two bytes, padded", "Zm8=", true, 2 },
	{ "padding that is not asked for", "Zg==", false, -1 },
	{ "padding that is missing", "Zg", true, -1 },
	{ "too much padding", "Z===", true, -1 },
	{ "padding only", "====", true, -1 },
	{ "bits behind the end", "Zh", false, -1 },
	{ "bits behind the end, padded", "Zm9=", true, -1 },
	{ "a single character", "Z", false, -1 },
	{ "a blank", "Zm 9", false, -1 },
	{ "a line end", "Zm9v\n", false, -1 },
	{ "the other alphabet", "Zm-_", false, -1 },
	{ "not ASCII", "Zm9\xc3", false, -1 },
	{ "larger than the room", "Zm9vYmFyZm9vYmFy", false, -1 },
};

static void
test_base64(void)
{
	char out[8];
	struct buf b = { 0 };
	unsigned char all[256];
	unsigned char back[256];
	size_t i;

	for (i = 0; i < sizeof(base64s) / sizeof(base64s[0]); i++)
		ok(base64_decode(view_of(base64s[i].in), base64s[i].pad, out,
		       sizeof(out)) == base64s[i].want,
		    "base64: %s", base64s[i].name);
	for (i = 0; i < sizeof(all); i++)
		all[i] = (unsigned char)(i * 7);
	for (i = 0; i <= sizeof(all); i++) {
		buf_clear(&b);
		base64_encode(&b, all, i, i % 2 == 0);
		if (base64_decode(buf_all(&b), i % 2 == 0, back, i) !=
			(long)i ||
		    memcmp(all, back, i) != 0)
			break;
	}
	ok(i == sizeof(all) + 1, "base64: every length comes back");
	buf_release(&b);
}

static const struct {
	const char *name, *in, *prefix;
	long want;
} bech32s[] = {
	{ "BIP 173: upper case", "A12UEL5L", "a", 0 },
	{ "lower case", "a12uel5l", "a", 0 },
	{ "mixed case", "A12uEL5L", "a", -1 },
	{ "prefix in another case", "a12UEL5L", "a", -1 },
	{ "another prefix", "a12uel5l", "b", -1 },
	{ "a checksum cut", "a12uel5", "a", -1 },
	{ "a wrong checksum", "a12uel5m", "a", -1 },
	{ "a character outside", "a12uelbl", "a", -1 },
	{ "nothing", "", "a", -1 },
};

static void
test_bech32(void)
{
	unsigned char in[64], out[64];
	struct buf b = { 0 };
	size_t i, n, wrong = 0;

	for (i = 0; i < sizeof(bech32s) / sizeof(bech32s[0]); i++)
		ok(bech32_decode(view_of(bech32s[i].in), bech32s[i].prefix, out,
		       sizeof(out)) == bech32s[i].want,
		    "bech32: %s", bech32s[i].name);
	for (i = 0; i < sizeof(in); i++)
		in[i] = (unsigned char)(i * 29 + 1);
	for (n = 0; n <= sizeof(in); n++) {
		buf_clear(&b);
		bech32_encode(&b, "age", in, n);
		if (bech32_decode(buf_all(&b), "age", out, n) != (long)n ||
		    memcmp(in, out, n) != 0)
			break;
	}
	ok(n == sizeof(in) + 1, "bech32: every length comes back");
	for (i = 4; i < b.n; i++) {
		b.p[i] = b.p[i] == 'q' ? 'p' : 'q';
		if (bech32_decode(buf_all(&b), "age", out, sizeof(out)) != -1)
			wrong++;
		b.p[i] = 'b'; /* in no alphabet of ours: stays wrong */
	}
	ok(wrong == 0, "bech32: each changed character is seen");
	buf_release(&b);
}

static const struct {
	const char *name, *in;
	bool good;
} headers[] = {
	{ "one stanza", AGE_VERSION "-> a b\n\n--- " /* MAC follows */, true },
	{ "no stanza", AGE_VERSION "--- ", false },
	{ "another version", "age-encryption.org/v2\n-> a\n\n--- ", false },
	{ "CR", "age-encryption.org/v1\r\n-> a\n\n--- ", false },
	{ "two blanks", AGE_VERSION "-> a  b\n\n--- ", false },
	{ "a blank at the end", AGE_VERSION "-> a \n\n--- ", false },
	{ "no type", AGE_VERSION "-> \n\n--- ", false },
	{ "a control character", AGE_VERSION "-> a\tb\n\n--- ", false },
	{ "a body", AGE_VERSION "-> a\nZm9v\n--- ", true },
	{ "a body not canonical", AGE_VERSION "-> a\nZm9\n--- ", false },
	{ "a short line too many", AGE_VERSION "-> a\nZm9v\nZm9v\n--- ",
	    false },
	{ "no body", AGE_VERSION "-> a\n--- ", false },
	{ "two blanks before the MAC", AGE_VERSION "-> a\n\n---  ", false },
};

static void
test_header(void)
{
	struct buf b = { 0 }, again = { 0 };
	struct age_header h;
	struct fail f;
	unsigned char mac[AGE_MAC] = { 1, 2, 3 };
	size_t i;
	int r;

	for (i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		buf_clear(&b);
		buf_puts(&b, headers[i].in);
		base64_encode(&b, mac, AGE_MAC, false);
		buf_putc(&b, '\n');
		r = age_header_parse(&h, buf_all(&b), &f);
		ok((r == 0) == headers[i].good &&
			(r == 0 || strcmp(f.word, "E_HEADER") == 0),
		    "header: %s", headers[i].name);
		if (r == -1)
			continue;
		buf_clear(&again);
		age_header_format(&again, h.stanza, h.n);
		age_header_finish(&again, h.mac);
		ok(view_equal(buf_all(&b), buf_all(&again)),
		    "header: the same bytes again");
		age_header_release(&h);
	}
	for (i = 0; i < b.n; i++)
		if (age_header_parse(&h, (struct view){ b.p, i }, NULL) != -1)
			break;
	ok(i == b.n, "header: each truncation is refused");
	buf_release(&b);
	buf_release(&again);
}

/* Seal v for keys; tests know the file key, so they are the same each run
   but for the recipients' own randomness. */
static bool
sealed(struct buf *out, const struct age_keys *keys, bool armor, struct view v)
{
	struct age_writer *w = NULL;
	struct sink s;
	bool good = false;

	buf_clear(out);
	if (age_writer_new(&w, keys, armor, filekey, flow_to_buf(out), NULL) ==
	    -1)
		return false;
	s = age_writer_sink(w);
	good =
	    s.write(s.arg, v.p, v.n, NULL) == 0 && age_writer_end(w, NULL) == 0;
	age_writer_free(w);
	return good;
}

/* Open v; the plaintext goes to out.  Returns the word of the failure. */
static const char *
opened(struct buf *out, const struct age_keys *keys, struct view v)
{
	struct age_reader *r = NULL;
	struct flow_view state;
	struct fail f = { 0 };
	int rv;

	buf_clear(out);
	rv = age_reader_new(&r, keys, NULL, flow_from_view(&state, v), &f);
	if (rv == 0)
		rv = flow_all(age_reader_source(r), out, (size_t)-1, &f);
	age_reader_free(r);
	return rv == 0 ? "success" : f.word;
}

static void
test_sizes(const char *name, const struct age_keys *keys, bool armor)
{
	static const size_t sizes[] = { 0, 1, 100, 65519, 65520, 65535, 65536,
		65537, 131071, 131072, 131073, 300001 };
	static char plain[300001];
	struct buf file = { 0 }, out = { 0 };
	size_t i;

	for (i = 0; i < sizeof(plain); i++)
		plain[i] = (char)(i * 31 + i / 251);
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct view v = { plain, sizes[i] };

		ok(sealed(&file, keys, armor, v) &&
			strcmp(opened(&out, keys, buf_all(&file)), "success") ==
			    0 &&
			view_equal(buf_all(&out), v),
		    "%s: %zu bytes come back", name, sizes[i]);
	}
	buf_release(&file);
	buf_release(&out);
}

static bool
among(const char *word, const char *words)
{
	return strstr(words, word) != NULL;
}

/*
 * Every truncation, every flipped bit and every appended byte: nothing is
 * taken, and the word is one of a class that fits.
 */
static void
test_damage(const char *name, const struct age_keys *keys, bool armor,
    const char *words)
{
	struct buf file = { 0 }, out = { 0 };
	size_t i, taken = 0, odd = 0;
	const char *word;

	if (!ok(sealed(&file, keys, armor, view_of("a small secret\n")),
		"%s: sealed", name))
		return;
	for (i = 0; i < file.n; i++) {
		/* Without its last LF armor is whole. */
		if (armor && i == file.n - 1)
			continue;
		word = opened(&out, keys, (struct view){ file.p, i });
		taken += strcmp(word, "success") == 0;
		odd += !among(word, words);
	}
	ok(taken == 0 && odd == 0, "%s: %zu truncations", name, file.n);
	for (i = 0; i < file.n * 8; i++) {
		file.p[i / 8] ^= (char)(1 << i % 8);
		word = opened(&out, keys, buf_all(&file));
		/* LF, VT... the only flips that leave armor its meaning. */
		if (strcmp(word, "success") == 0 &&
		    !(armor && i / 8 == file.n - 1))
			taken++;
		odd += !among(word, words) && strcmp(word, "success") != 0;
		file.p[i / 8] ^= (char)(1 << i % 8);
	}
	ok(taken == 0 && odd == 0, "%s: %zu flipped bits", name, file.n * 8);
	for (i = 0; i < 256; i++) {
		buf_putc(&file, (char)i);
		word = opened(&out, keys, buf_all(&file));
		if (!(armor && strchr(" \t\r\n", (int)i) != NULL && i != 0))
			taken += strcmp(word, "success") == 0;
		file.n--;
	}
	ok(taken == 0, "%s: 256 appended bytes", name);
	buf_release(&file);
	buf_release(&out);
}

static const struct {
	const char *name, *in, *want;
} recipients[] = {
	{ "X25519",
	    "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
	    "good" },
	{ "with blanks around",
	    " "
	    "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj\t",
	    "good" },
	{ "a character changed",
	    "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwk",
	    "E_RECIPIENT" },
	{ "upper case",
	    "AGE1ZVKYG2LQZRAA2LNJVQEJ32NKUU0UES2S82HZRYE869XEEXVN73EQUNUJWJ",
	    "E_RECIPIENT" },
	{ "an identity", IDENTITY, "E_RECIPIENT" },
	{ "post-quantum", "age1pq1abc", "E_UNSUPPORTED" },
	{ "a plugin",
	    "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snv"
	    "dd3yysf5yw3rhl3t",
	    "E_UNSUPPORTED" },
	{ "ssh-ed25519",
	    "ssh-ed25519 "
	    "AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3"
	    "B1Ea me@here",
	    "good" },
	{ "ssh-ed25519 cut",
	    "ssh-ed25519 "
	    "AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYj",
	    "E_RECIPIENT" },
	{ "ssh-rsa", "ssh-rsa AAAAB3NzaC1yc2E=", "E_UNSUPPORTED" },
	{ "a word", "hello", "E_RECIPIENT" },
	{ "nothing", "", "E_RECIPIENT" },
};

static void
test_recipients(void)
{
	struct age_keys keys = { 0 };
	struct fail f;
	size_t i;

	for (i = 0; i < sizeof(recipients) / sizeof(recipients[0]); i++) {
		int r =
		    age_keys_recipient(&keys, view_of(recipients[i].in), &f);

		ok(strcmp(r == 0 ? "good" : f.word, recipients[i].want) == 0,
		    "recipient: %s", recipients[i].name);
	}
	ok(keys.n == 3, "recipient: only the good ones were added");
	ok(age_keys_recipients(&keys, view_of("# mine\n\nage1x\n"), &f) == -1 &&
		f.line == 3,
	    "recipients: the bad line is named");
	ok(age_keys_recipients(&keys, view_of("# none\n"), &f) == -1,
	    "recipients: a file of comments is an error");
	ok(age_keys_identities(&keys, view_of("AGE-SECRET-KEY-PQ-1ABC\n"),
	       &f) == -1 &&
		strcmp(f.word, "E_UNSUPPORTED") == 0,
	    "identity: post-quantum");
	ok(age_keys_identity(&keys, view_of("AGE-PLUGIN-X-1ABC"), &f) == -1 &&
		strcmp(f.word, "E_UNSUPPORTED") == 0,
	    "identity: a plugin");
	ok(age_keys_identity(&keys, view_of("age-secret-key-1abc"), &f) == -1,
	    "identity: lower case");
	ok(age_keys_passphrase(&keys, view_of(""), 10, &f) == -1 &&
		strcmp(f.word, "E_PASSPHRASE") == 0,
	    "passphrase: an empty one is refused");
	ok(age_keys_passphrase(&keys, view_of("x"), 23, &f) == -1,
	    "passphrase: work factor 23 is refused");
	age_keys_release(&keys);
}

/* libgcrypt takes a point of low order and gives zeros: a key that anybody
   knows.  Neither may a recipient be one, nor what stands in a header. */
static void
test_low_order(void)
{
	struct age_keys low = { 0 }, good = { 0 };
	struct age_header h;
	struct buf b = { 0 }, share = { 0 };
	struct fail f = { 0 };
	unsigned char zero[CRYPT_KEY] = { 0 }, key[AGE_FILE_KEY];

	if (age_keys_generate(&low, NULL) == -1 ||
	    age_keys_identity(&good, view_of(IDENTITY), NULL) == -1)
		exit(2);
	memset(low.k[0].public, 0, CRYPT_KEY);
	ok(age_wrap(&b, &low, filekey, &f) == -1 &&
		strcmp(f.word, "E_POINT") == 0,
	    "wrap: a recipient of low order is refused");
	buf_clear(&b);
	if (age_wrap(&b, &good, filekey, NULL) == -1 ||
	    age_header_parse(&h, buf_all(&b), NULL) == -1)
		exit(2);
	ok(age_unwrap(&h, &good, key, &f) == 0, "unwrap: a sound share");
	base64_encode(&share, zero, CRYPT_KEY, false);
	h.stanza[0].arg[1] = buf_all(&share);
	ok(age_unwrap(&h, &good, key, &f) == -1 &&
		strcmp(f.word, "E_HEADER") == 0 &&
		strstr(f.what, "low order") != NULL,
	    "unwrap: a share of low order is refused");
	age_header_release(&h);
	buf_release(&b);
	buf_release(&share);
	age_keys_release(&low);
	age_keys_release(&good);
}

int
main(void)
{
	struct age_keys one = { 0 }, other = { 0 }, pass = { 0 }, ssh = { 0 };
	struct buf file = { 0 }, out = { 0 };
	struct fail f;

	test_base64();
	test_bech32();
	test_header();
	test_recipients();
	test_low_order();
	if (age_keys_identity(&one, view_of(IDENTITY), NULL) == -1 ||
	    age_keys_generate(&other, NULL) == -1 ||
	    age_keys_passphrase(&pass, view_of("correct horse"), 4, NULL) ==
		-1 ||
	    age_keys_recipient(&ssh, view_of(recipients[7].in), NULL) == -1)
		return 2;
	test_sizes("binary", &one, false);
	test_sizes("armor", &one, true);
	test_sizes("passphrase", &pass, false);
	test_damage("X25519", &one, false,
	    "E_HEADER E_NOMATCH E_HMAC E_PAYLOAD E_ARMOR");
	test_damage("passphrase", &pass, false,
	    "E_HEADER E_NOMATCH E_HMAC E_PAYLOAD E_ARMOR");
	test_damage("armor", &one, true,
	    "E_HEADER E_NOMATCH E_HMAC E_PAYLOAD E_ARMOR");
	ok(sealed(&file, &one, false, view_of("x")) &&
		strcmp(opened(&out, &other, buf_all(&file)), "E_NOMATCH") == 0,
	    "another identity: E_NOMATCH");
	ok(strcmp(opened(&out, &pass, buf_all(&file)), "E_NOMATCH") == 0,
	    "a passphrase for a file without one: E_NOMATCH");
	ok(sealed(&file, &ssh, false, view_of("x")) &&
		strcmp(opened(&out, &one, buf_all(&file)), "E_NOMATCH") == 0,
	    "an ssh recipient only: E_NOMATCH");
	age_keys_passphrase(&one, view_of("and a passphrase"), 4, NULL);
	ok(age_wrap(&file, &one, filekey, &f) == -1 &&
		strcmp(f.word, "E_RECIPIENT") == 0,
	    "a passphrase must be alone");
	buf_release(&file);
	buf_release(&out);
	age_keys_release(&one);
	age_keys_release(&other);
	age_keys_release(&pass);
	age_keys_release(&ssh);
	return tap_end();
}
