/*
 * The entries of a tar archive, as inspect() takes them: whatever is taken
 * has a proper path, and is a file or a directory.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/entry.h"
#include "common/tarball.h"

#define SECTOR	 512
#define CHECKSUM 148 /* of a header: 8 bytes */
#define MAGIC	 257

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);
size_t LLVMFuzzerMutate(uint8_t *p, size_t n, size_t max);
size_t LLVMFuzzerCustomMutator(uint8_t *p, size_t n, size_t max, unsigned seed);

static void
put_checksum(uint8_t *header)
{
	unsigned sum = 0, i;

	memset(header + CHECKSUM, ' ', 8);
	for (i = 0; i < SECTOR; i++)
		sum += header[i];
	for (i = 6; i > 0; i--, sum >>= 3)
		header[CHECKSUM + i - 1] = (uint8_t)('0' + (sum & 7));
	header[CHECKSUM + 6] = '\0';
}

/* With the checksums as they were, hardly a change would be looked at. */
size_t
LLVMFuzzerCustomMutator(uint8_t *p, size_t n, size_t max, unsigned seed)
{
	size_t at;

	n = LLVMFuzzerMutate(p, n, max);
	for (at = 0; seed % 8 > 0 && at + SECTOR <= n; at += SECTOR)
		if (memcmp(p + at + MAGIC, "ustar", 5) == 0)
			put_checksum(p + at);
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct view v = { (const char *)p, n };
	struct tarball_reader *t = NULL;
	struct tarball_entry e;
	struct flow_view state;
	struct fail f;
	char part[4096];
	uint64_t size;
	ssize_t got = 0;
	int more;

	if (tarball_reader_new(&t, flow_from_view(&state, v), &f) == -1)
		return 0;
	while ((more = tarball_next(t, &e, &f)) == 1) {
		if ((e.mode & ~0777U) != 0)
			abort();
		(void)entry_check(view_of(e.path), &f);
		size = 0;
		while (!e.dir &&
		       (got = tarball_read(t, part, sizeof(part), &f)) > 0)
			size += (uint64_t)got;
		if (got == -1)
			break;
		if (!e.dir && size != e.size)
			abort();
	}
	if (more == 0)
		(void)tarball_drain(t, &f);
	tarball_reader_free(t);
	return 0;
}
