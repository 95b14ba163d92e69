/* balint-export archive: gathering, writing, reading back, signing. */

#include <sys/stat.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/export-archive.h"
#include "cmd/export-open.h"
#include "common/file.h"
#include "common/keyfile.h"
#include "common/out.h"
#include "common/share.h"
#include "common/target.h"
#include "common/utf8.h"
#include "common/where.h"

/* What of the library goes along; the first two also for others' eyes. */
static const char *const own[] = { "schemes", "vocabulary.txt", "templates",
	"policies" };
#define OWN_FOR_OTHERS 2

void
archive_init(struct archiving *a)
{
	memset(a, 0, sizeof(*a));
	a->pass_fd = -1;
	a->log.fd = a->log.dir = -1;
	a->pack.level = 3;
	a->pack.workers = 2;
	a->pack.readers = 4;
}

void
archive_release(struct archiving *a)
{
	size_t i;

	for (i = 0; i < a->ntop; i++) {
		free(a->top[i].path);
		free(a->top[i].name);
	}
	free(a->top);
	free(a->library);
	age_keys_release(&a->keys);
	minisig_key_release(&a->signer);
	policy_release(&a->policy);
	archive_redact_release(a);
	archivelog_close(&a->log);
	buf_release(&a->ids);
	names_release(&a->told);
	free(a->times);
}

static int
add_top(struct archiving *a, const char *path, const char *name, bool group,
    struct fail *f)
{
	struct archive_top *t, one = { .group = group };

	if (a->ntop == a->captop) {
		a->captop = a->captop == 0 ? 16 : a->captop * 2;
		t = reallocarray(a->top, a->captop, sizeof(*t));
		if (t == NULL)
			return fail_memory(f);
		a->top = t;
	}
	one.path = strdup(path);
	one.name = strdup(name);
	if (one.path == NULL || one.name == NULL) {
		free(one.path);
		free(one.name);
		return fail_memory(f);
	}
	a->top[a->ntop++] = one;
	return 0;
}

int
archive_add(struct archiving *a, const char *path, const char *name,
    struct fail *f)
{
	return add_top(a, path, name, true, f);
}

int
archive_add_library(struct archiving *a, struct fail *f)
{
	struct buf b = { 0 };
	size_t i, n = sizeof(own) / sizeof(own[0]), len;
	int rv = where_library(&b, NULL);

	if (rv == -1) {
		buf_release(&b);
		return 0; /* no library, nothing of it */
	}
	if (a->redact != NULL)
		n = 0;
	else if (a->walk.attendance || a->walk.share)
		n = OWN_FOR_OTHERS;
	a->library = b.p == NULL ? NULL : strdup(b.p);
	rv = a->library == NULL ? fail_memory(f) : 0;
	len = b.n;
	for (i = 0; rv == 0 && i < n; i++) {
		b.n = len;
		buf_printf(&b, "/%s", own[i]);
		if (buf_bad(&b))
			rv = fail_memory(f);
		else if (access(b.p, F_OK) == 0)
			rv = add_top(a, a->library, own[i], false, f);
	}
	buf_release(&b);
	return rv;
}

static int
compare(const void *x, const void *y)
{
	const struct archive_top *a = x, *b = y;

	return strcmp(a->name, b->name);
}

int
archive_sort(struct archiving *a, struct fail *f)
{
	size_t i;

	qsort(a->top, a->ntop, sizeof(a->top[0]), compare);
	for (i = 1; i < a->ntop; i++)
		if (strcmp(a->top[i - 1].name, a->top[i].name) == 0) {
			fail_set(f, FAIL_RANGE, "E_NAME",
			    "two of the same name, expected one of each");
			return fail_file(f, a->top[i].name);
		}
	return 0;
}

int
archive_read_signer(struct archiving *a, struct fail *f)
{
	struct view v = { NULL, 0 };
	char *p = NULL;
	int rv = keyfile_read(a->sign, &p, &v.n, f);

	v.p = p;
	if (rv == 0)
		rv = minisig_parse_secret(&a->signer, v, f);
	crypt_free(p);
	return rv == -1 ? fail_file(f, a->sign) : 0;
}

/* Go through everything; a directory at the top ends in its list. */
static int
walk_all(const struct archiving *a, const struct walk_to *to, struct pack *p,
    struct fail *f)
{
	const struct archive_top *t;
	size_t i;
	int got;

	for (i = 0; i < a->ntop; i++) {
		t = &a->top[i];
		if (a->redact != NULL)
			got = archive_redact_walk(a, i, to, f);
		else
			got = t->group ? walk_group(to, t->path, t->name,
					     &a->walk, f)
				       : walk_tree(to, t->path, t->name, f);
		if (got == -1)
			return -1;
		if ((t->group || got == 2) && p != NULL &&
		    pack_list(p, t->name, f) == -1)
			return -1;
	}
	return 0;
}

/* -n */

struct listing {
	struct cli *c;
	struct out out;
};

static int
list_file(void *arg, int dir, const char *name, const char *path,
    struct fail *f)
{
	struct listing *l = arg;

	(void)dir;
	(void)name;
	utf8_tame(&l->out.b, view_of(path), false);
	buf_putc(&l->out.b, l->c->nul ? '\0' : '\n');
	return out_pump(&l->out, f);
}

int
archive_list(struct cli *c, struct archiving *a, struct fail *f)
{
	struct listing l = { .c = c };
	struct walk_to to = { walk_no_dir, list_file, walk_close, &l };
	int rv = a->redact == NULL ? 0 : archive_redact_gather(c, a, f);

	if (rv != 0)
		return rv;
	if (out_open(&l.out, NULL, f) == -1)
		return -1;
	rv = walk_all(a, &to, NULL, f);
	if (out_close(&l.out, rv == 0, rv == 0 ? f : NULL) == -1)
		rv = -1;
	return rv;
}

/* Packing. */

static int
to_dir(void *arg, const char *path, unsigned mode, int64_t mtime,
    struct fail *f)
{
	return pack_dir(arg, path, mode, mtime, f);
}

static int
to_file(void *arg, int dir, const char *name, const char *path, struct fail *f)
{
	return pack_file(arg, dir, name, path, f);
}

static int
to_done(void *arg, int dir, struct fail *f)
{
	return pack_close_dir(arg, dir, f);
}

/* What belongs to a group is a record; the library's files are none. */
static int
share(void *arg, const char *path, struct view in, struct buf *out,
    struct fail *f)
{
	const struct archiving *a = arg;
	const char *slash = strchr(path, '/');

	if (slash == NULL || (strchr(slash + 1, '/') == NULL &&
				 strcmp(slash + 1, "group.txt") != 0))
		return 1;
	return share_record(in, &a->policy.section, out, f);
}

static int
pack_all(struct archiving *a, struct sink to, unsigned char *filekey,
    struct pack_sum *sum, struct fail *f)
{
	struct walk_to w = { to_dir, to_file, to_done, NULL };
	struct pack *p = NULL;
	int rv;

	a->pack.keys = &a->keys;
	if (a->redact != NULL) {
		a->pack.filter = archive_redact_filter;
		a->pack.arg = a;
		a->pack.undated = true;
	} else if (a->walk.share) {
		a->pack.filter = share;
		a->pack.arg = a;
	} else if (a->walk.attendance) {
		if (archive_count_told(a, f) == -1)
			return -1;
		a->pack.filter = archive_hand_out;
		a->pack.arg = a;
	}
	rv = pack_new(&p, &a->pack, to, f);
	w.arg = p;
	if (rv == 0)
		rv = walk_all(a, &w, p, f);
	if (rv == 0)
		rv = pack_end(p, sum, f);
	if (rv == 0)
		memcpy(filekey, pack_filekey(p), AGE_FILE_KEY);
	pack_free(p);
	return rv;
}

/* Read back what is on its way to the disk, and hash it for the signature. */
struct reading {
	int fd;
	struct crypt_hash *hash;
};

static ssize_t
read_hashed(void *arg, void *p, size_t n, struct fail *f)
{
	struct reading *r = arg;
	struct source s = flow_from_fd(&r->fd);
	ssize_t got = s.read(s.arg, p, n, f);

	if (got > 0 && r->hash != NULL)
		crypt_hash_add(r->hash, p, (size_t)got);
	return got;
}

static int
verify(struct reading *r, const unsigned char *filekey,
    const struct pack_sum *want, struct fail *f)
{
	static const struct inspect_visitor nobody;
	struct inspect_options o = { NULL, filekey, { 0, 0 }, 0 };
	struct source from = { read_hashed, r };
	struct inspect_sum got;

	if (inspect(from, &o, &nobody, &got, f) == -1)
		return -1;
	if (got.files != want->files || got.bytes != want->bytes ||
	    memcmp(got.hash, want->hash, sizeof(got.hash)) != 0)
		return fail_set(f, FAIL_SYSTEM, "E_DIFFERS",
		    "what was read back is not what was written");
	return 0;
}

static int
read_through(struct reading *r, struct fail *f)
{
	char part[65536];
	ssize_t n;

	while ((n = read_hashed(r, part, sizeof(part), f)) > 0)
		;
	return (int)n;
}

static int
read_back(struct archiving *a, int fd, const unsigned char *filekey,
    const struct pack_sum *sum, unsigned char *hash, struct fail *f)
{
	struct reading r = { fd, NULL };
	int rv = 0;

	if (a->no_verify && a->sign == NULL)
		return 0;
	if (lseek(fd, 0, SEEK_SET) == -1)
		return fail_set(f, FAIL_SYSTEM, "E_READ", "cannot read back");
	if (a->sign != NULL && crypt_blake2b_new(&r.hash, f) == -1)
		return -1;
	rv = a->no_verify ? read_through(&r, f) : verify(&r, filekey, sum, f);
	if (rv == 0 && r.hash != NULL)
		crypt_hash_end(r.hash, hash);
	crypt_hash_free(r.hash);
	return rv;
}

/*
 * After the archive has its name: until then an old signature beside it fits
 * nothing, and whoever asks for one is told so.
 */
static int
sign(const struct archiving *a, const struct target *t,
    const unsigned char *hash, const struct pack_sum *sum, struct fail *f)
{
	struct buf text = { 0 }, name = { 0 }, comment = { 0 };
	int rv;

	buf_printf(&name, "%s.minisig", t->name);
	buf_puts(&comment, "sha256:");
	export_hex(&comment, sum->hash, sizeof(sum->hash));
	if (buf_bad(&name) || buf_bad(&comment))
		rv = fail_memory(f);
	else
		rv = minisig_sign(&text, &a->signer, hash, comment.p, f);
	if (rv == 0)
		rv = file_replace(t->dir, name.p, buf_all(&text), 0644, 0, f);
	buf_release(&text);
	buf_release(&name);
	buf_release(&comment);
	return rv;
}

/* The archive is there and stays; that it isn't in the list is said. */
static void
record(struct cli *c, struct archiving *a, const struct pack_sum *sum)
{
	struct fail f;

	if (archive_record(c, a, sum, &f) == -1) {
		(void)cli_fail(c, &f);
		a->unrecorded = true;
	}
}

static int
write_file(struct cli *c, struct archiving *a, struct target *t,
    struct pack_sum *sum, struct fail *f)
{
	unsigned char *filekey = crypt_alloc(AGE_FILE_KEY);
	unsigned char hash[MINISIG_HASH];
	int fd = t->fd, rv;

	if (filekey == NULL)
		return fail_memory(f);
	rv = pack_all(a, flow_to_fd(&fd), filekey, sum, f);
	if (rv == 0)
		rv = read_back(a, t->fd, filekey, sum, hash, f);
	crypt_free(filekey);
	if (rv == 0)
		rv = target_commit(t, f);
	if (rv == 0)
		record(c, a, sum);
	if (rv == 0 && a->sign != NULL)
		rv = sign(a, t, hash, sum, f);
	return rv == -1 ? fail_file(f, c->output) : 0;
}

/* What may be read of one thing at the top. */
static int
allow_top(struct sandbox *box, const struct archiving *a,
    const struct archive_top *t, struct fail *f)
{
	static const char *const others[] = { "group.txt", "members",
		"sessions", "cases" };
	struct buf path = { 0 };
	size_t i, n, parts = a->redact != NULL ? 4 : 3;
	int rv;

	if (t->group && !a->walk.attendance && a->redact == NULL)
		return sandbox_allow(box, t->path, SANDBOX_READ, f);
	/* For trainers' eyes no case can be opened, only their names be seen;
	   for those of --redact no debrief. */
	rv = sandbox_allow(box, t->path, SANDBOX_LIST, f);
	buf_printf(&path, "%s/", t->path);
	n = path.n;
	for (i = 0; rv == 0 && i < (t->group ? parts : 1); i++) {
		path.n = n;
		buf_puts(&path, t->group ? others[i] : t->name);
		rv = buf_bad(&path)
			 ? fail_memory(f)
			 : sandbox_allow(box, path.p, SANDBOX_READ, f);
	}
	buf_release(&path);
	return rv;
}

/* Groups and library may be read; beside the target files may be made. */
static int
shut(struct cli *c, struct archiving *a, bool file, struct fail *f)
{
	struct sandbox box;
	size_t i;

	if (sandbox_init(&box, f) == -1)
		return -1;
	for (i = 0; i < a->ntop; i++)
		if (allow_top(&box, a, &a->top[i], f) == -1)
			return -1;
	if (a->log.dir != -1 && /* archives.txt is to get its name */
	    sandbox_allow_at(&box, a->log.dir, ".", SANDBOX_NEW, f) == -1)
		return -1;
	if (file && export_allow_around(&box, c->output, SANDBOX_MAKE, f) == -1)
		return -1;
	return sandbox_enter(&box,
	    SANDBOX_THREADS | (file || a->log.fd != -1 ? SANDBOX_WRITES : 0),
	    f);
}

int
archive_write(struct cli *c, struct archiving *a, struct pack_sum *sum,
    struct fail *f)
{
	struct target t = TARGET_NONE;
	unsigned char filekey[AGE_FILE_KEY];
	bool file = strcmp(c->output, "-") != 0;
	int fd = STDOUT_FILENO, rv = 0;

	if (file)
		rv = target_open(&t, c->output, f);
	if (rv == 0)
		rv = archive_record_open(c, a, f);
	if (rv == 0)
		rv = shut(c, a, file, f);
	if (rv == 0 && a->redact != NULL)
		rv = archive_redact_gather(c, a, f);
	if (rv == 0)
		rv = file ? write_file(c, a, &t, sum, f)
			  : pack_all(a, flow_to_fd(&fd), filekey, sum, f);
	if (rv == 0 && !file)
		record(c, a, sum);
	crypt_wipe(filekey, sizeof(filekey));
	target_close(&t);
	return rv;
}
