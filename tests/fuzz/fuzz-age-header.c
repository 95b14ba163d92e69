/* The header of an age file: what parses is written again as the same bytes. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/age-header.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct view v = { (const char *)p, n };
	struct age_header h;
	struct buf b = { 0 };
	struct fail f;
	size_t i;

	if (age_header_parse(&h, v, &f) == -1) {
		if (strcmp(f.word, "E_HEADER") != 0)
			abort();
		return 0;
	}
	for (i = 0; i < h.n; i++)
		if (h.stanza[i].narg > AGE_STANZA_ARGS)
			break;
	if (i == h.n) {
		age_header_format(&b, h.stanza, h.n);
		age_header_finish(&b, h.mac);
		if (!view_equal(buf_all(&b), v))
			abort();
	}
	buf_release(&b);
	age_header_release(&h);
	return 0;
}
