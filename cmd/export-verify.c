/* balint-export verify: is an archive whole, and does a key open it? */

#include "cmd/export-open.h"
#include "cmd/export.h"

static const struct cli_option options[] = { OPENING_OPTIONS };

static int run(struct cli *c);

const struct cli_verb export_verify = { "verify", "FILE",
	"Read a whole archive and say whether it is what was packed", 0,
	options, sizeof(options) / sizeof(options[0]), run };

static int
report(struct cli *c, const struct inspect_sum *sum)
{
	struct buf b = { 0 };
	int rv;

	buf_printf(&b, "files\t%llu\nbytes\t%llu\ngroups\t%llu\nsha256\t",
	    (unsigned long long)sum->files, (unsigned long long)sum->bytes,
	    (unsigned long long)sum->groups);
	export_hex(&b, sum->hash, sizeof(sum->hash));
	buf_putc(&b, '\n');
	rv = c->quiet ? 0 : cli_print(c, buf_all(&b));
	buf_release(&b);
	return rv;
}

static int
run(struct cli *c)
{
	static const struct inspect_visitor nobody;
	struct opening o;
	struct inspect_sum sum;
	struct fail f;
	int key, rv;

	opening_init(&o);
	while ((key = cli_getopt(c)) != -1)
		(void)opening_option(c, &o, key);
	rv = opening_begin(c, &o);
	if (rv == 0)
		rv = opening_shut(c, &o, NULL);
	if (rv == 0)
		rv = opening_read(&o, &nobody, &sum, &f) == -1
			 ? cli_fail(c, &f)
			 : report(c, &sum);
	opening_release(&o);
	return rv;
}
