/* Schemes: any bytes parse or don't, and what parses counts within bounds. */

#include <stdint.h>
#include <stdlib.h>

#include "common/scheme.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct view src = { (const char *)data, size };
	struct scheme s;
	struct fail f;
	char how[96];
	int m;

	if (scheme_parse(&s, src, &f) == -1) {
		if (f.kind == FAIL_NONE || f.line == 0)
			abort();
		return 0;
	}
	scheme_how(&s, how, sizeof(how));
	if (scheme_parts(&s) < 1)
		abort();
	for (m = 0; m <= 1440; m += 45)
		if (scheme_count(&s, m, 90) < 0 || scheme_count(&s, 0, m) != 0)
			abort();
	return 0;
}
