#define _GNU_SOURCE /* O_PATH */

#include "common/roll.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/file.h"

/*
 * The group's own directory is only passed through.  Opened this way it asks
 * for no right, so a sandbox need not give one for what else lies in it.
 */
#ifdef O_PATH
#define PASS O_PATH
#else
#define PASS O_RDONLY
#endif

#define NAME_LEN 260

static int
blame(const struct roll *r, const char *part, const char *name, struct fail *f)
{
	char path[sizeof(f->file)];

	/* part is "" for group.txt, name is "" for a directory itself. */
	(void)snprintf(path, sizeof(path), "%s/%s%s%s%s", r->path, part,
	    part[0] == '\0' || name[0] == '\0' ? "" : "/", name,
	    part[0] == '\0' || name[0] == '\0' ? "" : ".txt");
	f->file[0] = '\0';
	return fail_file(f, path);
}

static int
more(void **p, size_t *cap, size_t n, size_t size, struct fail *f)
{
	size_t want = *cap == 0 ? 64 : *cap * 2;
	void *q;

	if (n < *cap)
		return 0;
	q = reallocarray(*p, want, size);
	if (q == NULL)
		return fail_memory(f);
	*p = q;
	*cap = want;
	return 0;
}

/* The names of the records in a directory, sorted. */
static int
list(struct names *ids, DIR *d, struct fail *f)
{
	struct dirent *e;
	struct view v;

	names_clear(ids);
	for (;;) {
		errno = 0;
		if ((e = readdir(d)) == NULL)
			break;
		v = view_of(e->d_name);
		if (v.n < 5 || v.p[0] == '.' ||
		    memcmp(v.p + v.n - 4, ".txt", 4) != 0)
			continue;
		v.n -= 4; /* sorted as ids: ana before ana-b */
		if (names_add(ids, v) == -1)
			return fail_memory(f);
	}
	if (errno != 0)
		return fail_set(f, FAIL_SYSTEM, "E_READ", "cannot be listed");
	names_sort(ids);
	return 0;
}

static int
read_one(struct roll *r, int dir, size_t i, struct buf *text, struct fail *f)
{
	const char *id = names_get(&r->ids, i);
	size_t n = strlen(id);
	char name[NAME_LEN];

	if (n + sizeof(".txt") > sizeof(name))
		return fail_set(f, FAIL_LIMIT, "E_NAME",
		    "a file's name is too long; a short id was expected");
	memcpy(name, id, n);
	memcpy(name + n, ".txt", sizeof(".txt"));
	return file_read(dir, name, RECORD_SIZE_MAX, text, f);
}

/* All records of one directory end to end into text; r->ids names them. */
static int
read_part(struct roll *r, int dir, const char *part, struct buf *text,
    struct fail *f)
{
	DIR *d = NULL;
	int fd, rv = -1;
	size_t i;

	names_clear(&r->ids);
	buf_clear(text);
	fd = openat(dir, part, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (fd == -1 && errno == ENOENT)
		return 0;
	if (fd == -1 || (d = fdopendir(fd)) == NULL) {
		fail_set(f, FAIL_SYSTEM, "E_READ", "cannot be opened");
		blame(r, part, "", f);
		if (fd != -1)
			close(fd);
		return -1;
	}
	if (list(&r->ids, d, f) == -1) {
		blame(r, part, "", f);
		goto out;
	}
	for (i = 0; i < r->ids.n; i++) {
		if (more((void **)&r->mark, &r->capmark, i, sizeof(*r->mark),
			f) == -1)
			goto out;
		if (read_one(r, fd, i, text, f) == -1) {
			blame(r, part, names_get(&r->ids, i), f);
			goto out;
		}
		r->mark[i] = text->n;
	}
	rv = 0;
out:
	closedir(d); /* and fd with it */
	return rv;
}

/* Parse file i of the part that was read last into r->record. */
static int
parse(struct roll *r, const struct buf *text, size_t i, enum record_kind kind,
    struct fail *f)
{
	size_t from = i == 0 ? 0 : r->mark[i - 1];
	struct view src = { buf_all(text).p + from, r->mark[i] - from };
	struct view own;

	if (record_parse(&r->record, src, RECORD_HEADER, f) == -1)
		return -1;
	if (r->record.kind != kind)
		return fail_at(f, FAIL_SYNTAX, "E_KIND",
		    "another kind of record than belongs here", 1, 1);
	own = record_value(&r->record, record_kind_name(kind));
	if (own.p == NULL || !view_is(own, names_get(&r->ids, i)))
		return fail_at(f, FAIL_REFERENCE, "E_NAME",
		    "the record's own id is not its file's name", 1, 1);
	return 0;
}

static int
read_group(struct roll *r, int dir, struct fail *f)
{
	buf_clear(&r->gtext);
	if (file_read(dir, "group.txt", RECORD_SIZE_MAX, &r->gtext, f) == -1)
		return -1;
	if (record_parse(&r->group, buf_all(&r->gtext), RECORD_HEADER, f) == -1)
		return -1;
	if (r->group.kind != RECORD_GROUP)
		return fail_at(f, FAIL_SYNTAX, "E_KIND",
		    "another kind of record than belongs here", 1, 1);
	return frame_parse(&r->frame, &r->group, f);
}

static int
read_members(struct roll *r, int dir, struct fail *f)
{
	struct roll_member *m;
	size_t i;

	if (read_part(r, dir, "members", &r->mtext, f) == -1)
		return -1;
	for (i = 0; i < r->ids.n; i++) {
		if (more((void **)&r->member, &r->capmember, i, sizeof(*m),
			f) == -1)
			return -1;
		m = &r->member[i];
		if (parse(r, &r->mtext, i, RECORD_MEMBER, f) == -1 ||
		    frame_member(&m->m, &r->record, f) == -1)
			return blame(r, "members", names_get(&r->ids, i), f);
		m->header = r->record.header;
		r->nmember++;
	}
	return 0;
}

static bool
guest(const struct attend *a)
{
	return view_is(a->role, "guest") || view_is(a->role, "observer");
}

static int
at_field(struct fail *f, const struct record *rec, size_t i)
{
	f->line = record_line(i);
	f->col = rec->field[i].name.n + 3;
	return -1;
}

/* Put the attendance where its member belongs; hint is where to look first. */
static int
add_attend(struct roll *r, struct roll_session *s, const struct attend *a,
    size_t *hint, struct fail *f)
{
	struct roll_attend *p;
	struct view mode;
	size_t m = *hint, i;

	if (m >= r->nmember || !view_equal(r->member[m].m.id, a->member))
		m = roll_find(r, a->member);
	if (m == r->nmember)
		return guest(a)
			   ? 0
			   : fail_set(f, FAIL_REFERENCE, "E_MEMBER",
				 "nobody of that id is in members/; a member, "
				 "or role=guest, was expected");
	if (a->minutes > s->s.minutes)
		return fail_set(f, FAIL_RANGE, "E_MINUTES",
		    "more minutes than the session had");
	if (more((void **)&r->attend, &r->capattend, r->nattend, sizeof(*p),
		f) == -1)
		return -1;
	for (i = r->nattend; i > s->first && r->attend[i - 1].member >= m; i--)
		r->attend[i] = r->attend[i - 1];
	p = &r->attend[i];
	p->a = *a;
	p->member = m;
	p->minutes = attend_minutes(a, s->s.minutes);
	mode = a->mode.n > 0 ? a->mode : s->s.mode;
	p->online = view_is(mode, "online");
	r->nattend++;
	s->n++;
	if (i + 1 < r->nattend && r->attend[i + 1].member == m)
		return fail_set(f, FAIL_RANGE, "E_TWICE",
		    "the same member twice in one session");
	*hint = m + 1;
	return 0;
}

static int
read_attendance(struct roll *r, struct roll_session *s, int today,
    struct fail *f)
{
	const struct record *rec = &r->record;
	size_t i, hint = 0;
	struct attend a;

	for (i = record_next(rec, "Attend", 1); i < rec->nfield;
	     i = record_next(rec, "Attend", i + 1)) {
		if (s->s.date > today) {
			fail_set(f, FAIL_RANGE, "E_DATE",
			    "attendance after today; --date stands for today");
			return at_field(f, rec, i);
		}
		if (attend_parse(&a, rec->field[i].value, f) == -1 ||
		    add_attend(r, s, &a, &hint, f) == -1)
			return at_field(f, rec, i);
	}
	return 0;
}

static bool
wanted(const struct session *s, const struct roll_options *o)
{
	return (o->all || s->status == SESSION_HELD) && s->date >= o->from &&
	       s->date <= o->to;
}

static int
read_sessions(struct roll *r, int dir, const struct roll_options *o,
    struct fail *f)
{
	struct roll_session *s;
	size_t i;

	if (read_part(r, dir, "sessions", &r->stext, f) == -1)
		return -1;
	for (i = 0; i < r->ids.n; i++) {
		if (more((void **)&r->session, &r->capsession, r->nsession,
			sizeof(*s), f) == -1)
			return -1;
		s = &r->session[r->nsession];
		memset(s, 0, sizeof(*s));
		s->first = r->nattend;
		if (parse(r, &r->stext, i, RECORD_SESSION, f) == -1 ||
		    frame_session(&s->s, &r->record, &r->frame, f) == -1 ||
		    (s->s.status == SESSION_HELD &&
			read_attendance(r, s, o->today, f) == -1))
			return blame(r, "sessions", names_get(&r->ids, i), f);
		s->header = r->record.header;
		r->nsession++;
	}
	return 0;
}

/* Ids are dates, so only a session that was moved is out of order. */
static void
sort_sessions(struct roll *r)
{
	struct roll_session s;
	size_t i, k;

	for (i = 1; i < r->nsession; i++) {
		s = r->session[i];
		for (k = i; k > 0 && r->session[k - 1].s.date > s.s.date; k--)
			r->session[k] = r->session[k - 1];
		r->session[k] = s;
	}
}

/* Number the held ones, then keep those that were asked for. */
static void
select_sessions(struct roll *r, const struct roll_options *o)
{
	size_t i, n = 0, ordinal = 0;

	for (i = 0; i < r->nsession; i++) {
		if (r->session[i].s.status == SESSION_HELD)
			r->session[i].ordinal = ++ordinal;
		if (wanted(&r->session[i].s, o))
			r->session[n++] = r->session[i];
	}
	r->nsession = n;
}

static void
forget(struct roll *r)
{
	free(r->path);
	r->path = NULL;
	r->nmember = r->nsession = r->nattend = 0;
}

int
roll_read(struct roll *r, const char *path, const struct roll_options *o,
    struct fail *f)
{
	int dir, rv = -1;

	forget(r);
	r->path = strdup(path);
	if (r->path == NULL)
		return fail_memory(f);
	dir = open(path, PASS | O_DIRECTORY | O_CLOEXEC);
	if (dir == -1) {
		fail_set(f, FAIL_SYSTEM, "E_GROUP",
		    "the group's directory cannot be opened");
		fail_file(f, path);
		goto out;
	}
	if (read_group(r, dir, f) == -1) {
		blame(r, "", "group.txt", f);
		goto out;
	}
	if (read_members(r, dir, f) == -1 ||
	    (!o->no_sessions && read_sessions(r, dir, o, f) == -1))
		goto out;
	sort_sessions(r);
	select_sessions(r, o);
	rv = 0;
out:
	if (dir != -1)
		close(dir);
	if (rv == -1)
		forget(r);
	return rv;
}

void
roll_release(struct roll *r)
{
	forget(r);
	free(r->member);
	free(r->session);
	free(r->attend);
	free(r->mark);
	buf_release(&r->gtext);
	buf_release(&r->mtext);
	buf_release(&r->stext);
	names_release(&r->ids);
	record_release(&r->record);
	record_release(&r->group);
	memset(r, 0, sizeof(*r));
}

struct view
roll_name(const struct roll *r)
{
	const char *slash = strrchr(r->path, '/');

	return view_of(slash == NULL ? r->path : slash + 1);
}

size_t
roll_find(const struct roll *r, struct view id)
{
	size_t lo = 0, hi = r->nmember, mid;
	int c;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		c = view_compare(r->member[mid].m.id, id);
		if (c == 0)
			return mid;
		if (c < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return r->nmember;
}

const struct roll_attend *
roll_of(const struct roll *r, size_t session, size_t member)
{
	const struct roll_session *s = &r->session[session];
	size_t i;

	for (i = s->first; i < s->first + s->n; i++)
		if (r->attend[i].member == member)
			return &r->attend[i];
	return NULL;
}

/* The value of the i-th `Leader:` line of a header that was parsed before. */
static struct view
leader_line(struct view header, size_t i)
{
	struct view rest = header, line, name;

	while (rest.p != NULL) {
		line = view_cut(&rest, '\n');
		name = view_cut(&line, ':');
		if (line.p != NULL && view_same(name, "Leader") && i-- == 0)
			return view_trim(line);
	}
	return view_of(NULL);
}

struct view
roll_leader(const struct roll *r, size_t session, size_t i)
{
	struct view own = leader_line(r->session[session].header, 0);

	if (own.p != NULL)
		return leader_line(r->session[session].header, i);
	return leader_line(r->group.header, i);
}
