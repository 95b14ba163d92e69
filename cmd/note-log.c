/* balint-note log: what a leader did to learn leading, in leaders/ID.txt. */

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/note.h"
#include "common/date.h"
#include "common/edit.h"
#include "common/file.h"
#include "common/lock.h"
#include "common/record.h"
#include "common/schema.h"
#include "common/utf8.h"
#include "common/where.h"

static int run(struct cli *c);

const struct cli_verb note_log = { "log", "LEADER [EVENT [DATE] KEY=VALUE...]",
	"Log supervision, seminars, intensives; or show a leader's log",
	CLI_DRY | CLI_DATE | CLI_WAIT, NULL, 0, run };

/* The words of the command line, and the fields they become. */
static const char *const events[] = { "supervision", "intensive", "seminar",
	"observation", "recording", "membership" };

struct book {
	struct cli *c;
	struct buf path; /* of the library, then of the leader's folder */
	int dir;
	struct lock lock;
	char name[80];
	struct buf bytes;
	struct record r;
};

static int
open_folder(struct book *k, bool make, struct fail *f)
{
	if (where_library(&k->path, f) == -1)
		return -1;
	if (make && mkdir(k->path.p, 0700) == -1 && errno != EEXIST)
		goto cannot;
	buf_puts(&k->path, "/leaders");
	if (buf_bad(&k->path))
		return fail_memory(f);
	if (make && mkdir(k->path.p, 0700) == -1 && errno != EEXIST)
		goto cannot;
	k->dir = open(k->path.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (k->dir != -1)
		return 0;
cannot:
	fail_set(f, FAIL_SYSTEM, "E_LEADER",
	    "the leaders' folder cannot be opened");
	return fail_file(f, k->path.p);
}

static int
enter(struct book *k, bool write, struct fail *f)
{
	struct sandbox box;

	if (sandbox_init(&box, f) == -1 ||
	    sandbox_allow_at(&box, k->dir, ".",
		write ? SANDBOX_READ | SANDBOX_WRITE : SANDBOX_READ, f) == -1)
		return -1;
	return sandbox_enter(&box, write ? SANDBOX_WRITES : 0, f);
}

/* The leader's record; a new one if there is none and one is to be made. */
static int
load(struct book *k, const char *leader, bool make, struct fail *f)
{
	(void)snprintf(k->name, sizeof(k->name), "%s.txt", leader);
	if (faccessat(k->dir, k->name, F_OK, 0) == -1 && errno == ENOENT) {
		if (!make) {
			fail_set(f, FAIL_REFERENCE, "E_LEADER",
			    "this leader has no log yet");
			return fail_detail(f, "%s", leader);
		}
		buf_printf(&k->bytes, "Format: balint-leader/1\nLeader: %s\n\n",
		    leader);
	} else if (file_read(k->dir, k->name, RECORD_SIZE_MAX, &k->bytes, f) ==
		   -1)
		return -1;
	if (record_parse(&k->r, buf_all(&k->bytes), RECORD_ALL, f) == -1)
		return fail_file(f, k->name);
	if (k->r.kind != RECORD_LEADER ||
	    !view_is(record_value(&k->r, "Leader"), leader)) {
		fail_at(f, FAIL_SYNTAX, "E_KIND",
		    "not this leader's log; `Leader:` must be the file's name",
		    1, 1);
		return fail_file(f, k->name);
	}
	return 0;
}

/* Supervision: DATE KEY=VALUE ..., from what stands behind the event. */
static int
event_value(struct cli *c, int first, struct buf *value, struct fail *f)
{
	char date[DATE_LEN];
	int day, i = first;

	date_format(c->date, date);
	if (i < c->argc && date_parse(view_of(c->argv[i]), &day) == 0)
		date_format(day, date), i++;
	buf_puts(value, date);
	for (; i < c->argc; i++) {
		if (strchr(c->argv[i], '=') == NULL ||
		    strchr(c->argv[i], ' ') != NULL)
			return fail_set(f, FAIL_SYNTAX, "E_FIELD",
			    "KEY=VALUE without blanks was expected, as in "
			    "minutes=60 sessions=s2026-11-24,s2026-12-01");
		buf_printf(value, " %s", c->argv[i]);
	}
	return buf_bad(value) ? fail_memory(f) : 0;
}

static const char *
field_of(const char *event)
{
	size_t i;

	for (i = 0; i < sizeof(events) / sizeof(events[0]); i++)
		if (strcmp(event, events[i]) == 0)
			break;
	if (i == sizeof(events) / sizeof(events[0]))
		return NULL;
	return schema_find(RECORD_LEADER, view_of(events[i]))->name;
}

static int
write_event(struct book *k, struct fail *f)
{
	struct cli *c = k->c;
	const char *field = field_of(c->argv[1]);
	struct buf value = { 0 }, next = { 0 };
	size_t i;
	int rv = -1;

	if (field == NULL)
		cli_usage(c, "supervision, intensive, seminar, observation, "
			     "recording or membership was expected");
	if (event_value(c, 2, &value, f) == -1 ||
	    schema_check_value(schema_find(RECORD_LEADER, view_of(field)),
		buf_all(&value), f) == -1)
		goto out;
	/* The same line twice is a command that was given twice. */
	for (i = record_next(&k->r, field, 1); i < k->r.nfield;
	     i = record_next(&k->r, field, i + 1))
		if (view_equal(k->r.field[i].value, buf_all(&value))) {
			fail_set(f, FAIL_EXISTS, "E_TWICE",
			    "is in the log already; nothing was written");
			goto out;
		}
	if (edit_add(&next, &k->r, field, buf_all(&value), f) == -1)
		goto out;
	rv = c->dry ? 0
		    : file_replace(k->dir, k->name, buf_all(&next), 0600, 0, f);
	buf_putc(&value, '\n');
	if (rv == 0)
		rv = cli_print(c, buf_all(&value)) == 0 ? 0 : -2;
out:
	buf_release(&value);
	buf_release(&next);
	return rv;
}

static int
show(struct book *k)
{
	struct buf out = { 0 };
	int rv;

	utf8_tame(&out, buf_all(&k->bytes), true);
	rv = cli_print(k->c, buf_all(&out));
	buf_release(&out);
	return rv == 0 ? 0 : -2;
}

static int
run(struct cli *c)
{
	struct book k = { .c = c, .dir = -1, .lock = LOCK_NONE };
	bool write, change;
	struct fail f;
	int rv;

	(void)cli_getopt(c);
	if (c->argc < 1 || !schema_valid_id(view_of(c->argv[0])))
		cli_usage(c, "a leader's id was expected");
	change = c->argc > 1;
	write = change && !c->dry;
	rv = open_folder(&k, write, &f);
	if (rv == 0)
		rv = enter(&k, write, &f);
	if (rv == 0 && write)
		rv = lock_take(&k.lock, k.dir, c->wait, &f);
	if (rv == 0)
		rv = load(&k, c->argv[0], change, &f);
	if (rv == 0)
		rv = change ? write_event(&k, &f) : show(&k);
	lock_drop(&k.lock);
	if (k.dir != -1)
		close(k.dir);
	record_release(&k.r);
	buf_release(&k.bytes);
	buf_release(&k.path);
	if (rv == -1)
		return cli_fail(c, &f);
	return rv == 0 ? CLI_DONE : CLI_TROUBLE;
}
