/* balint-redact: find and mask identifiers in narratives. */
#include <err.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/buf.h"
#include "common/redact.h"

int
main(int argc, char *argv[])
{
	struct redact_options o = { 0 };
	const struct redact_span *s;
	struct buf in = { 0 };
	bool spans = false, explain = false;
	size_t n, i, at = 0;
	struct redact *r;
	struct fail f;
	ssize_t got;
	int k;

	for (k = 1; k < argc; k++) {
		if (strcmp(argv[k], "--spans") == 0)
			spans = true;
		else if (strcmp(argv[k], "--strict") == 0)
			o.mode = REDACT_STRICT;
		else if (strcmp(argv[k], "--explain") == 0)
			explain = true;
	}
	for (;;) {
		char *p = buf_room(&in, 65536);

		if (p == NULL)
			errx(2, "memory");
		if ((got = read(0, p, 65536)) <= 0)
			break;
		in.n += (size_t)got;
	}
	if ((r = redact_new(&o)) == NULL)
		errx(2, "memory");
	if (redact_find(r, in.p, in.n, &s, &n, &f) == -1)
		errx(2, "%s", f.what);
	for (i = 0; i < n; i++) {
		if (spans)
			printf("%zu\t%zu\t%s\n", s[i].start, s[i].end,
			    redact_class_name(s[i].cls));
		else if (explain)
			printf("%s\t%d\t%s\t%u\t%.*s\n", redact_class_name(s[i].cls), s[i].confidence, s[i].why, s[i].entity, (int)(s[i].end - s[i].start), in.p + s[i].start);
		else {
			fwrite(in.p + at, 1, s[i].start - at, stdout);
			printf("[%s-%u]", redact_class_name(s[i].cls), s[i].entity);
			at = s[i].end;
		}
	}
	if (!spans && !explain)
		fwrite(in.p + at, 1, in.n - at, stdout);
	redact_free(r);
	buf_release(&in);
	return 0;
}
