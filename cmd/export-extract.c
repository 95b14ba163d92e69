/* balint-export extract: an archive as a directory, whole or not at all. */

#include <sys/stat.h>

#include "cmd/export-open.h"
#include "cmd/export.h"
#include "common/unpack.h"

static const struct cli_option options[] = {
	{ 'C', "directory", "DIR", "the new directory; must not exist" },
	OPENING_OPTIONS,
};

static int run(struct cli *c);

const struct cli_verb export_extract = { "extract", "FILE",
	"Unpack an archive into a new directory, whole or not at all", 0,
	options, sizeof(options) / sizeof(options[0]), run };

static int
unpack(struct cli *c, struct opening *o, const char *dir)
{
	struct unpack *u = NULL;
	struct inspect_visitor v;
	struct inspect_sum sum;
	struct buf line = { 0 };
	struct fail f;
	mode_t mask = umask(077);
	int rv = 0;

	(void)umask(0); /* unpack applies the mask itself */
	if (opening_shut(c, o, dir) != 0)
		return CLI_TROUBLE;
	if (unpack_new(&u, dir, mask, &f) == -1)
		return cli_fail(c, &f);
	v = unpack_visitor(u);
	if (opening_read(o, &v, &sum, &f) == -1 || unpack_commit(u, &f) == -1)
		rv = cli_fail(c, &f);
	unpack_free(u);
	if (rv != 0)
		return rv;
	cli_say(c, "%llu files, %llu bytes", (unsigned long long)sum.files,
	    (unsigned long long)sum.bytes);
	buf_printf(&line, "%s\n", dir);
	rv = cli_print(c, buf_all(&line));
	buf_release(&line);
	return rv;
}

static int
run(struct cli *c)
{
	struct opening o;
	const char *dir = NULL;
	int key, rv;

	opening_init(&o);
	while ((key = cli_getopt(c)) != -1) {
		if (key == 'C')
			dir = c->arg;
		else
			(void)opening_option(c, &o, key);
	}
	if (dir == NULL)
		cli_usage(c, "-C and the name of a new directory were "
			     "expected");
	rv = cli_probe(c);
	if (rv == 0)
		rv = opening_begin(c, &o);
	if (rv == 0)
		rv = unpack(c, &o, dir);
	opening_release(&o);
	return rv;
}
