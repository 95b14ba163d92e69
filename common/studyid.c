#include "common/studyid.h"

#include <stdint.h>

#include "common/buf.h"
#include "common/crypt.h"

/* Crockford's: no letter that could be taken for a digit. */
static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

/* 16 characters of 5 bits. */
static void
spell(char *out, const unsigned char *p)
{
	uint32_t bits = 0;
	unsigned have = 0, i;

	for (i = 0; i < 10; i++) {
		bits = bits << 8 | p[i];
		for (have += 8; have >= 5; have -= 5)
			*out++ = alphabet[bits >> (have - 5) & 31];
	}
	*out = '\0';
}

int
studyid_make(char out[STUDYID_LEN], struct view key, char kind, struct view a,
    struct view b, struct fail *f)
{
	unsigned char mac[CRYPT_HASH];
	struct buf text = { 0 };
	int rv;

	/* Neither part may hold a NUL, so that no two pairs read the same. */
	buf_puts(&text, "balint-study-id/1");
	buf_putc(&text, '\0');
	buf_putc(&text, kind);
	buf_putc(&text, '\0');
	buf_view(&text, a);
	buf_putc(&text, '\0');
	buf_view(&text, b);
	rv = buf_bad(&text) ? fail_memory(f)
			    : crypt_hmac_sha256(key, buf_all(&text), mac, f);
	buf_release(&text);
	if (rv == -1)
		return -1;
	out[0] = kind;
	spell(out + 1, mac);
	crypt_wipe(mac, sizeof(mac));
	return 0;
}
