#include "common/fail.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
fail_fill(struct fail *f, enum fail_kind kind, const char *word,
    const char *what, size_t line, size_t col)
{
	int err = errno;

	if (f == NULL)
		return;
	memset(f, 0, sizeof(*f));
	f->kind = kind;
	f->err = kind == FAIL_SYSTEM ? err : 0;
	f->word = word;
	f->what = what;
	f->line = line;
	f->col = col;
}

void
fail_blame(struct fail *f, const char *file)
{
	if (f != NULL && f->file[0] == '\0')
		(void)snprintf(f->file, sizeof(f->file), "%s", file);
}

int
fail_detail(struct fail *f, const char *fmt, ...)
{
	va_list ap;

	if (f == NULL)
		return -1;
	va_start(ap, fmt);
	(void)vsnprintf(f->detail, sizeof(f->detail), fmt, ap);
	va_end(ap);
	return -1;
}
