/* What balint-redact tells besides the text: spans, reasons, report, map. */

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cmd/redact.h"
#include "common/age.h"
#include "common/emit.h"
#include "common/file.h"

void
job_print_spans(struct job *j, struct view in, struct buf *out)
{
	const struct text_span *s;
	size_t i, n;

	(void)in;
	s = text_spans(j->text, &n);
	for (i = 0; i < n; i++)
		if (s[i].verb != ACT_KEEP)
			buf_printf(out, "%zu\t%zu\t%s\n",
			    j->base + s[i].s.start, j->base + s[i].s.end,
			    redact_class_name(s[i].s.cls));
}

/* Line and column of byte `at' of the block; asked for in rising order. */
static void
place(struct job *j, struct view in, size_t at, size_t *line, size_t *col)
{
	const char *lf;

	if (at < j->seen) {
		j->seen = j->seen_at = j->seen_line = 0;
	}
	while ((lf = memchr(in.p + j->seen, '\n', at - j->seen)) != NULL) {
		j->seen = j->seen_at = (size_t)(lf - in.p) + 1;
		j->seen_line++;
	}
	j->seen = at;
	*line = j->line + j->seen_line + 1;
	*col = at - j->seen_at + 1;
}

void
job_print_why(struct job *j, struct view in, struct buf *out)
{
	const struct text_span *s;
	const struct leak_doubt *d;
	size_t i, k = 0, n, nd, line, col;

	s = text_spans(j->text, &n);
	d = text_doubts(j->text, &nd);
	j->seen = j->seen_line = j->seen_at = 0;
	for (i = 0; i <= n; i++) {
		for (; k < nd && (i == n || d[k].start < s[i].s.start); k++) {
			place(j, in, d[k].start, &line, &col);
			buf_printf(out,
			    "%zu:%zu\tname\tkeep\tan ordinary word that is a "
			    "name elsewhere in this text\n",
			    line, col);
		}
		if (i == n)
			break;
		place(j, in, s[i].s.start, &line, &col);
		buf_printf(out, "%zu:%zu\t%s\t%s\t%s, sure to %u of 9\n", line,
		    col, redact_class_name(s[i].s.cls),
		    act_verb_name(s[i].verb),
		    s[i].decided ? "decided by a person" : s[i].s.why,
		    s[i].s.confidence);
	}
	j->seen = j->seen_line = j->seen_at = 0;
}

static void
report(struct job *j, const struct redact_span *s, enum act_verb verb,
    struct view from, struct view to)
{
	struct buf *b = &j->told;
	size_t line, col;

	place(j, j->block, s->start, &line, &col);
	buf_puts(b, "{\"file\":");
	emit_json(b, view_of(j->file != NULL ? j->file : "-"));
	buf_printf(b,
	    ",\"start\":%zu,\"end\":%zu,\"line\":%zu,\"column\":%zu,"
	    "\"class\":\"%s\",\"action\":\"%s\",\"rule\":",
	    j->base + s->start, j->base + s->end, line, col,
	    redact_class_name(s->cls), act_verb_name(verb));
	emit_json(b, view_of(s->why));
	buf_printf(b, ",\"confidence\":%u", s->confidence);
	if (verb != ACT_KEEP) {
		buf_puts(b, ",\"to\":");
		emit_json(b, to);
	}
	if (j->values) {
		buf_puts(b, ",\"value\":");
		emit_json(b, from);
	}
	buf_puts(b, "}\n");
}

/* A line of the map: tabs and line ends in a value become blanks. */
static void
map(struct job *j, enum redact_class cls, struct view from, struct view to)
{
	struct buf b = { 0 };
	size_t i, at;

	buf_printf(&b, "%s\t", redact_class_name(cls));
	buf_view(&b, to);
	buf_putc(&b, '\t');
	at = b.n;
	buf_view(&b, from);
	for (i = at; i < b.n; i++)
		if (b.p[i] == '\t' || b.p[i] == '\n' || b.p[i] == '\r' ||
		    b.p[i] == '\0')
			b.p[i] = ' ';
	if (j->file != NULL)
		buf_printf(&b, "\t%s", j->file);
	/* what is lost here is noticed when the map is written */
	if (buf_bad(&b) || names_add(&j->mapped, buf_all(&b)) == -1)
		j->map_lost = true;
	buf_release(&b);
}

void
job_told(void *arg, const struct redact_span *s, enum act_verb verb,
    struct view from, struct view to)
{
	struct job *j = arg;

	if (j->report != NULL)
		report(j, s, verb, from, to);
	if (j->map != NULL && verb != ACT_KEEP)
		map(j, s->cls, from, to);
}

int
job_write(const char *path, struct view bytes, mode_t mode, struct fail *f)
{
	const char *slash = strrchr(path, '/');
	struct buf name = { 0 };
	int dir, rv;

	buf_add(&name, slash != NULL ? path : ".",
	    slash == NULL || slash == path ? 1 : (size_t)(slash - path));
	if (buf_bad(&name))
		return fail_memory(f);
	dir = open(name.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	buf_release(&name);
	if (dir == -1) {
		fail_set(f, FAIL_SYSTEM, "E_WRITE", "cannot be written");
		return fail_file(f, path);
	}
	rv = file_replace(dir, slash != NULL ? slash + 1 : path, bytes, mode, 0,
	    f);
	close(dir);
	return rv;
}

int
job_write_report(struct job *j, struct fail *f)
{
	if (j->report == NULL)
		return 0;
	if (buf_bad(&j->told))
		return fail_memory(f);
	return job_write(j->report, buf_all(&j->told), 0600, f);
}

static int
seal(struct job *j, struct view plain, struct buf *sealed, struct fail *f)
{
	struct age_writer *w = NULL;
	struct age_keys keys = { 0 };
	struct sink to;
	size_t i;
	int rv = 0;

	for (i = 0; rv == 0 && i < j->recipients.n; i++)
		rv = age_keys_recipient(&keys,
		    view_of(names_get(&j->recipients, i)), f);
	if (rv == 0)
		rv = age_writer_new(&w, &keys, false, NULL, flow_to_buf(sealed),
		    f);
	if (rv == 0) {
		to = age_writer_sink(w);
		rv = to.write(to.arg, plain.p, plain.n, f);
	}
	if (rv == 0)
		rv = age_writer_end(w, f);
	age_writer_free(w);
	age_keys_release(&keys);
	return rv;
}

int
job_write_map(struct job *j, struct fail *f)
{
	struct buf plain = { 0 }, sealed = { 0 };
	size_t i;
	int rv;

	if (j->map == NULL)
		return 0;
	names_sort(&j->mapped);
	buf_puts(&plain, "class\tto\tvalue\tfile\n");
	for (i = 0; i < j->mapped.n; i++)
		if (i == 0 || strcmp(names_get(&j->mapped, i - 1),
				  names_get(&j->mapped, i)) != 0)
			buf_printf(&plain, "%s\n", names_get(&j->mapped, i));
	if (j->map_lost || buf_bad(&plain))
		rv = fail_memory(f);
	else
		rv = seal(j, buf_all(&plain), &sealed, f);
	if (rv == 0)
		rv = job_write(j->map, buf_all(&sealed), 0600, f);
	buf_release(&plain);
	buf_release(&sealed);
	return rv;
}
