/*
 * A thousand headers, the same each time, and what is in them as we read it:
 *
 *	helper-headers DIR
 *
 * writes DIR/0000.txt ..., and prints for every field `NUMBER TAB NAME TAB
 * VALUE`, in order, as common/record.h reads them back from the file.  Each
 * name stands once, since the outside readers differ in what they make of a
 * list.
 */

#include <sys/stat.h>

#include <err.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/file.h"
#include "common/record.h"

static uint64_t state = 20261122;

static unsigned
below(unsigned n)
{
	uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (unsigned)((z ^ (z >> 31)) % n);
}

/* What readers of other formats stumble over. */
static const char *const pieces[] = { "18:00", "no", "yes", "null", "0012",
	"#2", "Z\303\274rich #2", "a: b", "a  b", "-", "=", "\"quoted\"", "'",
	"\\", "\\n", "%20", "{x}", "[1]", "*", "&", "1e5", "0x10", "NaN", "+1",
	"2026-11-24", "\342\200\224", "\360\237\231\202", "e\314\201", "~",
	"@x", "$HOME", "`", ";", ",", "|", "a/b", "<b>", "=?utf-8?q?x?=" };
#define NPIECES (sizeof(pieces) / sizeof(pieces[0]))

static void
value(struct buf *b)
{
	unsigned n = 1 + below(5);

	buf_puts(b, pieces[below(NPIECES)]);
	while (--n > 0) {
		buf_putc(b, ' ');
		buf_puts(b, pieces[below(NPIECES)]);
	}
	if (b->p[b->n - 1] == '\\')
		buf_putc(b, '.');
}

int
main(int argc, char **argv)
{
	struct buf b = { 0 }, out = { 0 };
	struct record r = { 0 };
	struct fail f;
	unsigned i, k, n;
	char name[32];
	int dir;

	if (argc != 2)
		errx(2, "DIR");
	dir = open(argv[1], O_RDONLY | O_DIRECTORY);
	if (dir == -1)
		err(2, "%s", argv[1]);
	for (i = 0; i < 1000; i++) {
		buf_clear(&b);
		buf_puts(&b, "Format: balint-member/1\nMember: m\n");
		n = 1 + below(8);
		for (k = 0; k < n; k++) {
			buf_printf(&b, "X_f%u: ", k);
			value(&b);
			buf_putc(&b, '\n');
		}
		buf_putc(&b, '\n');
		(void)snprintf(name, sizeof(name), "%04u.txt", i);
		if (record_parse(&r, buf_all(&b), RECORD_ALL, &f) == -1)
			errx(2, "%s: %s", name, f.word);
		if (file_replace(dir, name, buf_all(&b), 0600, 0, &f) == -1)
			errx(2, "%s", name);
		for (k = 0; k < r.nfield; k++) {
			buf_printf(&out, "%04u\t", i);
			buf_view(&out, r.field[k].name);
			buf_putc(&out, '\t');
			buf_view(&out, r.field[k].value);
			buf_putc(&out, '\n');
		}
	}
	if (file_write_all(1, out.p, out.n) == -1)
		err(2, "standard output");
	return 0;
}
