/* Bech32, and recipients and identities as lines of a file. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/age-key.h"
#include "common/bech32.h"
#include "common/minisig.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
check_bech32(struct view v)
{
	unsigned char raw[64];
	struct buf b = { 0 };
	long len = bech32_decode(v, "age", raw, sizeof(raw));

	if (len >= 0) {
		bech32_encode(&b, "age", raw, (size_t)len);
		if (!view_same(v, b.p))
			abort();
	}
	buf_release(&b);
}

/* No change finds a checksum that fits: so any bytes, as they are written, are
   read, and with a character changed are not. */
static void
check_written(struct view v)
{
	unsigned char raw[64];
	struct buf b = { 0 };
	size_t at;

	if (v.n == 0 || v.n > sizeof(raw))
		return;
	bech32_encode(&b, "age", v.p, v.n);
	if (bech32_decode(buf_all(&b), "age", raw, sizeof(raw)) != (long)v.n ||
	    memcmp(raw, v.p, v.n) != 0)
		abort();
	at = (unsigned char)v.p[0] % b.n;
	b.p[at] = b.p[at] == 'q' ? 'p' : 'q';
	if (bech32_decode(buf_all(&b), "age", raw, sizeof(raw)) != -1)
		abort();
	buf_release(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct view v = { (const char *)p, n }, comment;
	struct age_keys keys = { 0 };
	struct minisig_key k;
	unsigned char hash[MINISIG_HASH] = { 0 };

	check_bech32(v);
	check_written(v);
	(void)age_keys_recipients(&keys, v, NULL);
	(void)age_keys_identities(&keys, v, NULL);
	age_keys_release(&keys);
	(void)minisig_parse_public(&k, v, NULL);
	if (minisig_parse_secret(&k, v, NULL) == 0)
		minisig_key_release(&k);
	memset(&k, 0, sizeof(k));
	if (minisig_verify(v, &k, hash, &comment, NULL) == 0)
		abort();
	return 0;
}
