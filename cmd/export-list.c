/* balint-export list: what is in an archive. */

#include <time.h>

#include "cmd/export-open.h"
#include "cmd/export.h"
#include "common/emit.h"
#include "common/out.h"
#include "common/utf8.h"

static const struct cli_option options[] = { OPENING_OPTIONS };

static int run(struct cli *c);

const struct cli_verb export_list = { "list", "FILE",
	"The files in an archive, with size, time and hash",
	CLI_FORMAT | CLI_OUTPUT | CLI_NUL, options,
	sizeof(options) / sizeof(options[0]), run };

static const struct emit_column columns[] = {
	{ "path", EMIT_STRING },
	{ "bytes", EMIT_INTEGER },
	{ "modified_utc", EMIT_STRING },
	{ "sha256", EMIT_STRING },
};

struct listing {
	struct cli *c;
	struct out out;
	struct emit table;
	struct buf path;
	int64_t mtime;
	uint64_t size;
};

static int
begin_file(void *arg, const struct tarball_entry *e, struct fail *f)
{
	struct listing *l = arg;

	buf_clear(&l->path);
	/* Names were checked; what a terminal may still mistake is tamed. */
	utf8_tame(&l->path, view_of(e->path), false);
	l->mtime = e->mtime;
	l->size = e->size;
	return buf_bad(&l->path) ? fail_memory(f) : 0;
}

static void
put_row(struct listing *l, const unsigned char hash[CRYPT_HASH])
{
	struct buf hex = { 0 };
	char when[32] = "";
	time_t t = (time_t)l->mtime;
	struct tm tm;

	if (gmtime_r(&t, &tm) != NULL)
		(void)strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%SZ", &tm);
	export_hex(&hex, hash, CRYPT_HASH);
	emit_string(&l->table, buf_all(&l->path));
	emit_integer(&l->table, (long)l->size);
	emit_string(&l->table, view_of(when));
	emit_string(&l->table, buf_all(&hex));
	buf_release(&hex);
}

static int
end_file(void *arg, const unsigned char hash[CRYPT_HASH], struct fail *f)
{
	struct listing *l = arg;

	if (l->c->nul) {
		buf_view(&l->out.b, buf_all(&l->path));
		buf_putc(&l->out.b, '\0');
	} else {
		put_row(l, hash);
		if (l->c->format != EMIT_TEXT) {
			buf_view(&l->out.b, buf_all(&l->table.out));
			buf_clear(&l->table.out);
		}
	}
	return out_pump(&l->out, f);
}

static int
list(struct listing *l, struct opening *o)
{
	struct inspect_visitor v = { NULL, begin_file, NULL, end_file, l };
	struct inspect_sum sum;
	struct fail f;
	int rv = 0;

	if (out_open(&l->out, l->c->output, &f) == -1)
		return cli_fail(l->c, &f);
	emit_begin(&l->table, l->c->format, NULL, "archive", columns,
	    sizeof(columns) / sizeof(columns[0]));
	if (opening_read(o, &v, &sum, &f) == -1)
		rv = cli_fail(l->c, &f);
	if (!l->c->nul && !emit_end(&l->table)) {
		fail_memory(&f);
		rv = cli_fail(l->c, &f);
	}
	if (!l->c->nul)
		buf_view(&l->out.b, buf_all(&l->table.out));
	if (out_close(&l->out, rv == 0, &f) == -1 && rv == 0)
		rv = cli_fail(l->c, &f);
	emit_release(&l->table);
	buf_release(&l->path);
	return rv;
}

static int
run(struct cli *c)
{
	struct opening o;
	struct listing l = { .c = c };
	int key, rv;

	opening_init(&o);
	while ((key = cli_getopt(c)) != -1)
		(void)opening_option(c, &o, key);
	rv = opening_begin(c, &o);
	if (rv == 0)
		rv = opening_shut(c, &o, c->output);
	if (rv == 0)
		rv = list(&l, &o);
	opening_release(&o);
	return rv;
}
