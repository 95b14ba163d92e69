/*
 * The engine under any bytes: it must not crash, and its spans must be in
 * order, in range and apart.  The first byte chooses options.
 */

#include <stdint.h>
#include <stdlib.h>

#include "common/redact.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct redact_known known[] = { { view_of("Ana Will"), REDACT_NAME } };
	struct view allow[] = { view_of("Balint") };
	struct redact_options o = { 0 };
	const struct redact_span *s;
	struct redact *r;
	size_t i, n, at = 0;
	struct fail f;

	if (size == 0)
		return 0;
	o.lang = (enum redact_lang)(data[0] & 3);
	o.mode = (enum redact_mode)(data[0] >> 2 & 1);
	o.quasi = (data[0] >> 3 & 1) != 0;
	if ((data[0] >> 4 & 1) != 0) {
		o.known = known;
		o.nknown = 1;
		o.allow = allow;
		o.nallow = 1;
	}
	if ((r = redact_new(&o)) == NULL)
		return 0;
	if (redact_find(r, (const char *)data + 1, size - 1, &s, &n, &f) == -1)
		abort();
	for (i = 0; i < n; i++) {
		if (s[i].start < at || s[i].end <= s[i].start ||
		    s[i].end > size - 1 || s[i].why == NULL ||
		    s[i].cls >= REDACT_CLASSES || s[i].entity == 0)
			abort();
		at = s[i].end;
	}
	redact_free(r);
	return 0;
}
