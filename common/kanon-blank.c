#include "common/kanon-blank.h"

#include <string.h>

/* The classes of the rows as they stand now; NULL: no memory. */
static struct kanon *
count(const uint32_t *code, size_t n, size_t ncols, struct fail *f)
{
	struct kanon *k = kanon_new(ncols);
	size_t i;

	if (k == NULL) {
		fail_memory(f);
		return NULL;
	}
	for (i = 0; i < n; i++)
		if (kanon_add(k, code + i * ncols, 0, f) == -1) {
			kanon_free(k);
			return NULL;
		}
	if (kanon_count(k, (1U << ncols) - 1, false, f) == -1) {
		kanon_free(k);
		return NULL;
	}
	return k;
}

int
kanon_blank(uint32_t *code, size_t n, size_t ncols, size_t least, bool *drop,
    struct kanon_loss *loss, struct fail *f)
{
	struct kanon *k;
	size_t i, col;

	memset(loss, 0, sizeof(*loss));
	for (col = ncols; col-- > 0;) {
		k = count(code, n, ncols, f);
		if (k == NULL)
			return -1;
		for (i = 0; i < n; i++)
			if (kanon_f(k, i) < least &&
			    code[i * ncols + col] != 0) {
				code[i * ncols + col] = 0;
				loss->blanked[col]++;
			}
		kanon_free(k);
	}
	/* A class goes as a whole, so no other gets smaller by it. */
	k = count(code, n, ncols, f);
	if (k == NULL)
		return -1;
	for (i = 0; i < n; i++)
		if (kanon_f(k, i) < least) {
			drop[i] = true;
			loss->dropped++;
		}
	kanon_free(k);
	return 0;
}
