#include "common/random.h"

#include <unistd.h>

int
random_word(char *out, size_t n, struct fail *f)
{
	static const char letters[] = "abcdefghjkmnpqrstvwxyz23456789";
	unsigned char c;
	size_t i;

	for (i = 0; i < n;) {
		if (getentropy(&c, 1) == -1)
			return fail_set(f, FAIL_SYSTEM, "E_RANDOM",
			    "the system gives no randomness");
		if (c < 240) /* a multiple of 30, so that all are as likely */
			out[i++] = letters[c % 30];
	}
	out[n] = '\0';
	return 0;
}
