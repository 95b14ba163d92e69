/* Decisions about the spans of one text: proposed, applied, kept in a file. */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/redact.h"
#include "common/crypt.h"
#include "common/file.h"

#define SURE 7 /* from here on nobody is asked */

int
job_hash(struct view v, char out[DECIDE_HEX], struct fail *f)
{
	return crypt_init(NULL, f) == -1 ? -1 : crypt_sha256_hex(v, out, f);
}

void
job_single_release(struct job_single *s)
{
	free(s->guards.g);
	buf_release(&s->bytes);
	buf_release(&s->part);
}

int
job_single(struct job *j, const char *path, struct job_single *s,
    struct fail *f)
{
	memset(s, 0, sizeof(*s));
	j->file = path;
	if (file_read(AT_FDCWD, path, RECORD_SIZE_MAX, &s->bytes, f) == -1)
		return -1;
	if (!view_starts(buf_all(&s->bytes), "Format: balint-"))
		s->text = buf_all(&s->bytes);
	else if (job_part(j, buf_all(&s->bytes), false, &s->part, &s->guards,
		     f) == -1)
		return -1;
	else
		s->text = buf_all(&s->part);
	return job_hash(s->text, s->hash, f);
}

int
job_fits(const struct job *j, const struct job_single *s, struct fail *f)
{
	const struct decide *d = &j->decide;

	if (d->input[0] == '\0' || strcmp(d->input, s->hash) == 0)
		return 0;
	fail_set(f, FAIL_RANGE, "E_STALE",
	    "these decisions are of another text or another policy; they were "
	    "expected to be of this one");
	return fail_file(f, j->decisions);
}

void
job_stamp(const struct job *j, const struct job_single *s, struct decide *d)
{
	(void)snprintf(d->policy, sizeof(d->policy), "%s/%lu", j->policy.name,
	    j->policy.version);
	(void)snprintf(d->lists, sizeof(d->lists), "%08x",
	    (unsigned)redact_version());
	memcpy(d->input, s->hash, sizeof(d->input));
}

int
job_gather(struct job *j, const struct job_single *s, struct decide *d,
    struct fail *f)
{
	const struct text_span *span;
	const struct leak_doubt *doubt;
	struct decide_line l;
	size_t i, n;

	text_forget(j->text);
	if (text_find(j->text, s->text, &s->guards, f) == -1 ||
	    text_look(j->text, f) == -1)
		return fail_file(f, j->file);
	span = text_spans(j->text, &n);
	for (i = 0; i < n; i++) {
		l = (struct decide_line){ span[i].s.start, span[i].s.end,
			span[i].s.cls, DECIDE_MASK, span[i].s.confidence,
			span[i].s.why };
		if (span[i].decided)
			l.action = span[i].verb == ACT_KEEP ? DECIDE_KEEP
							    : DECIDE_MASK;
		else if (strcmp(l.why, "deny") == 0)
			; /* always, as a person said */
		else if (l.confidence < SURE || j->every)
			l.action = DECIDE_ASK;
		if (decide_set(d, &l, f) == -1)
			return -1;
	}
	doubt = text_doubts(j->text, &n);
	for (i = 0; i < n; i++) {
		l = (struct decide_line){ doubt[i].start, doubt[i].end,
			doubt[i].cls, DECIDE_ASK, 0, "an-ordinary-word-too" };
		if (decide_find(d, l.start, l.end) == NULL &&
		    decide_set(d, &l, f) == -1)
			return -1;
	}
	return 0;
}

int
job_propose(struct job *j)
{
	struct job_single s = { 0 };
	struct decide d = { 0 };
	struct buf out = { 0 };
	struct fail f;
	int status;

	memset(&f, 0, sizeof(f));
	j->store.dir = -1;
	if ((status = job_enter(j)) != 0)
		return status;
	if (job_single(j, j->c->argv[0], &s, &f) == -1 ||
	    job_gather(j, &s, &d, &f) == -1) {
		status = cli_fail(j->c, &f);
	} else {
		job_stamp(j, &s, &d);
		decide_format(&d, s.text, &out);
		status = cli_print(j->c, buf_all(&out));
	}
	buf_release(&out);
	decide_release(&d);
	job_single_release(&s);
	return status;
}

/* The file of decisions, with what came out under them. */
int
job_save(struct job *j, const char *path, const struct decide *d,
    struct view text, struct fail *f)
{
	struct buf b = { 0 };
	int rv;

	(void)j;
	decide_format(d, text, &b);
	rv = buf_bad(&b) ? fail_memory(f)
			 : job_write(path, buf_all(&b), 0600, f);
	buf_release(&b);
	return rv;
}

int
job_apply(struct job *j, const char *path, struct fail *f)
{
	struct job_single s = { 0 };
	size_t open = decide_open(&j->decide), from = j->out.b.n;
	int rv;

	rv = job_single(j, path, &s, f);
	if (rv == 0)
		rv = job_fits(j, &s, f);
	if (rv == 0) {
		text_forget(j->text);
		rv = job_block(j, s.text, &s.guards, &j->out.b, f);
	}
	if (rv == 0 && open > 0)
		cli_say(j->c,
		    "%zu spans were left undecided and are dealt "
		    "with as the policy says",
		    open);
	if (rv == 0 && open == 0 && j->what == JOB_REDACT) {
		job_stamp(j, &s, &j->decide);
		rv = job_hash(
		    (struct view){ j->out.b.p + from, j->out.b.n - from },
		    j->decide.output, f);
		if (rv == 0)
			rv = job_save(j, j->decisions, &j->decide, s.text, f);
	}
	job_single_release(&s);
	return rv;
}
