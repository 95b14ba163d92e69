/* Whatever the key: no memory error, and a good one scores anything. */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "common/keyscore.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const char *const answers[] = { "", "0", "1", "4", "100", "x" };
	struct keyscore_result r[200];
	struct view v = { (const char *)p, n };
	struct keyscore *k = NULL;
	struct fail f;
	double x[500];
	size_t i, t;

	if (keyscore_parse(&k, v, &f) == -1) {
		if (k != NULL)
			abort();
		return 0;
	}
	if (keyscore_items(k) > 500 || keyscore_scores(k) > 200)
		abort();
	for (t = 0; t < 6; t++) {
		for (i = 0; i < keyscore_items(k); i++)
			(void)keyscore_answer(k, i,
			    view_of(answers[(t + i) % 6]), &x[i], &f);
		keyscore_score(k, x, r);
		for (i = 0; i < keyscore_scales(k); i++)
			if (r[i].answered == 0 && !isnan(r[i].value))
				abort();
	}
	keyscore_free(k);
	return 0;
}
