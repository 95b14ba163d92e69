/* Three-way merges: cases by name, and ten thousand against a model. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/merge.h"
#include "common/record.h"
#include "tests/tap.h"

#define HEAD "Format: balint-case/1\nCase: c001-abc\nSession: s2026-11-10\n"

static const struct {
	const char *name, *base, *ours, *theirs;
	int want;	    /* a merge_result, or -1 */
	const char *result; /* NULL: not compared */
} cases[] = {
	{ "nothing changed", HEAD "\n", HEAD "\n", HEAD "\n", MERGE_CLEAN,
	    HEAD "\n" },
	{ "one side edits a field", HEAD "Sex: male\n\n",
	    HEAD "Sex: female\n\n", HEAD "Sex: male\n\n", MERGE_CLEAN,
	    HEAD "Sex: female\n\n" },
	{ "neighbouring fields", HEAD "Sex: male\nSetting: ward\n\n",
	    HEAD "Sex: female\nSetting: ward\n\n",
	    HEAD "Sex: male\nSetting: hospital\n\n", MERGE_CLEAN,
	    HEAD "Sex: female\nSetting: hospital\n\n" },
	{ "both change one field: both values", HEAD "Sex: male\n\n",
	    HEAD "Sex: female\n\n", HEAD "Sex: other\n\n", MERGE_CLASH,
	    HEAD "Sex: female\nSex: other\n\n" },
	{ "both change it alike", HEAD "Sex: male\n\n", HEAD "Sex: other\n\n",
	    HEAD "Sex: other\n\n", MERGE_CLEAN, HEAD "Sex: other\n\n" },
	{ "one takes away, one changes: the change stays", HEAD "Sex: male\n\n",
	    HEAD "\n", HEAD "Sex: other\n\n", MERGE_CLASH,
	    HEAD "Sex: other\n\n" },
	{ "one takes away, one leaves it", HEAD "Sex: male\n\n", HEAD "\n",
	    HEAD "Sex: male\n\n", MERGE_CLEAN, HEAD "\n" },
	{ "both add to a list", HEAD "Theme: loss\n\n",
	    HEAD "Theme: loss\nTheme: power\n\n",
	    HEAD "Theme: loss\nTheme: family\n\n", MERGE_CLEAN,
	    HEAD "Theme: loss\nTheme: family\nTheme: power\n\n" },
	{ "one adds, one takes from a list",
	    HEAD "Theme: loss\nTheme: family\n\n",
	    HEAD "Theme: loss\nTheme: family\nTheme: power\n\n",
	    HEAD "Theme: family\n\n", MERGE_CLEAN,
	    HEAD "Theme: family\nTheme: power\n\n" },
	{ "reorder against edit", HEAD "Sex: male\nSetting: ward\n\n",
	    HEAD "Setting: ward\nSex: male\n\n",
	    HEAD "Sex: other\nSetting: ward\n\n", MERGE_CLEAN,
	    HEAD "Setting: ward\nSex: other\n\n" },
	{ "both append to a section", HEAD "\n## telling\nA.\n",
	    HEAD "\n## telling\nA.\n\nours\n",
	    HEAD "\n## telling\nA.\n\ntheirs\n", MERGE_CLEAN,
	    HEAD "\n## telling\nA.\n\nours\n\ntheirs\n" },
	{ "one edits, one appends", HEAD "\n## telling\nA.\nB.\n",
	    HEAD "\n## telling\nA!\nB.\n", HEAD "\n## telling\nA.\nB.\nC.\n",
	    MERGE_CLEAN, HEAD "\n## telling\nA!\nB.\nC.\n" },
	{ "different sections", HEAD "\n## telling\nA.\n\n## discussion\nX.\n",
	    HEAD "\n## telling\nA.\nB.\n\n## discussion\nX.\n",
	    HEAD "\n## telling\nA.\n\n## discussion\nX.\nY.\n", MERGE_CLEAN,
	    HEAD "\n## telling\nA.\nB.\n\n## discussion\nX.\nY.\n" },
	{ "both add a section", HEAD "\n", HEAD "\n## telling\nA.\n",
	    HEAD "\n## discussion\nX.\n", MERGE_CLEAN,
	    HEAD "\n## discussion\nX.\n\n## telling\nA.\n" },
	{ "the same line: both texts, no markers", HEAD "\n## telling\nA.\n",
	    HEAD "\n## telling\nB.\n", HEAD "\n## telling\nC.\n", MERGE_CLASH,
	    HEAD "\n## telling\nB.\n\n## telling-2\nC.\n" },
	{ "both made it, alike but for a field", "", HEAD "Sex: male\n\n",
	    HEAD "Setting: ward\n\n", MERGE_CLEAN,
	    HEAD "Setting: ward\nSex: male\n\n" },
	{ "another case", HEAD "\n", HEAD "\n",
	    "Format: balint-case/1\nCase: c002-xyz\nSession: s2026-11-10\n\n",
	    -1, "" },
	{ "another session", "", HEAD "\n",
	    "Format: balint-case/1\nCase: c001-abc\nSession: s2026-11-17\n\n",
	    -1, "" },
	{ "another presenter", "", HEAD "Presenter: ana\n\n",
	    HEAD "Presenter: ben\n\n", -1, "" },
	{ "a presenter that one side corrected", HEAD "Presenter: ana\n\n",
	    HEAD "Presenter: ana\n\n", HEAD "Presenter: ben\n\n", MERGE_CLEAN,
	    HEAD "Presenter: ben\n\n" },
	{ "another kind", "", HEAD "\n",
	    "Format: balint-member/1\nMember: m\n\n", -1, "" },
	{ "one side is broken", "", HEAD "\n", HEAD "Sex male\n\n", -1, "" },
	{ "conflict markers are no merge", "", HEAD "\n",
	    HEAD "\n## telling\n<<<<<<< ours\n", -1, "" },
	{ "a newer format is not written", "",
	    "Format: balint-case/2\nCase: c001-abc\nSession: s2026-11-10\n\n",
	    "Format: balint-case/2\nCase: c001-abc\nSession: s2026-11-10\n\n",
	    -1, "" },
};

static const char session[] =
    "Format: balint-session/1\nSession: s2026-11-10\nDate: 2026-11-10\n";

static uint64_t state;

static unsigned
below(unsigned n)
{
	uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (unsigned)((z ^ (z >> 31)) % n);
}

/*
 * The model: six single fields (a value 1..3, 0: not there), attendance of
 * six members (a status, 0: no line), eight themes (there or not), three
 * sections (a text, 0: not there).
 */
#define NSINGLE	 6
#define NATTEND	 6
#define NSECTION 3
struct model {
	unsigned single[NSINGLE], attend[NATTEND], section[NSECTION];
};

static const char *const singles[NSINGLE] = { "Place", "Link", "Mode",
	"Template", "X_One", "X_Two" };
static const char *const titles[NSECTION] = { "notes", "plan", "room" };
static const char *const statuses[] = { "", "present", "late", "absent" };

static void
shuffle(unsigned *order, unsigned n)
{
	unsigned i, k, t;

	for (i = 0; i < n; i++)
		order[i] = i;
	for (i = n; i-- > 1;) {
		k = below(i + 1);
		t = order[i];
		order[i] = order[k];
		order[k] = t;
	}
}

static void
print(const struct model *m, bool mixed, struct buf *b)
{
	unsigned order[NSINGLE + NATTEND], i, k;

	for (i = 0; i < NSINGLE + NATTEND; i++)
		order[i] = i;
	if (mixed)
		shuffle(order, NSINGLE + NATTEND);
	buf_puts(b, session);
	for (i = 0; i < NSINGLE + NATTEND; i++) {
		k = order[i];
		if (k < NSINGLE && m->single[k] > 0)
			buf_printf(b, "%s: v%u\n", singles[k], m->single[k]);
		if (k >= NSINGLE && m->attend[k - NSINGLE] > 0)
			buf_printf(b, "Attend: m%02u %s\n", k - NSINGLE,
			    statuses[m->attend[k - NSINGLE]]);
	}
	for (i = 0; i < NSECTION; i++)
		if (m->section[i] > 0)
			buf_printf(b, "\n## %s\ntext %u\n", titles[i],
			    m->section[i]);
	if (buf_all(b).n > 0 && b->p[b->n - 2] != '\n' &&
	    strstr(b->p, "\n\n") == NULL)
		buf_putc(b, '\n');
}

static void
make(struct model *m)
{
	unsigned i;

	for (i = 0; i < NSINGLE; i++)
		m->single[i] = below(4);
	for (i = 0; i < NATTEND; i++)
		m->attend[i] = below(4);
	for (i = 0; i < NSECTION; i++)
		m->section[i] = below(3);
}

static void
mutate(struct model *m)
{
	unsigned n = below(4), k;

	while (n-- > 0) {
		k = below(3);
		if (k == 0)
			m->single[below(NSINGLE)] = below(4);
		else if (k == 1)
			m->attend[below(NATTEND)] = below(4);
		else
			m->section[below(NSECTION)] = below(3);
	}
}

/*
 * What should come of one thing: the values that must be there, as a set of
 * bits, and whether that is a clash.
 */
static unsigned
merged(unsigned b, unsigned o, unsigned t, size_t *clashes)
{
	if (o == t || t == b)
		return o == 0 ? 0 : 1u << o;
	if (o == b)
		return t == 0 ? 0 : 1u << t;
	++*clashes;
	return (o == 0 ? 0 : 1u << o) | (t == 0 ? 0 : 1u << t);
}

static unsigned
field_values(const struct record *r, const char *name, const char *prefix)
{
	size_t i, n = strlen(prefix);
	unsigned set = 0, k;
	struct view v;

	for (i = record_next(r, name, 1); i < r->nfield;
	     i = record_next(r, name, i + 1)) {
		v = r->field[i].value;
		if (!view_starts(v, prefix))
			continue;
		v.p += n;
		v.n -= n;
		if (strcmp(name, "Attend") != 0)
			set |= 1u << (v.p[0] - '0');
		else
			for (k = 1; k < 4; k++)
				if (view_is(v, statuses[k]))
					set |= 1u << k;
	}
	return set;
}

static unsigned
section_values(const struct record *r, const char *title)
{
	char second[32];
	const struct record_section *s[2];
	unsigned set = 0;
	size_t i;

	(void)snprintf(second, sizeof(second), "%s-2", title);
	s[0] = record_section(r, title);
	s[1] = record_section(r, second);
	for (i = 0; i < 2; i++)
		if (s[i] != NULL && view_starts(s[i]->body, "text "))
			set |= 1u << (s[i]->body.p[5] - '0');
	return set;
}

/* Two texts in a section that was not there: both, one behind the other. */
static bool
section_agrees(const struct record *r, const char *title, unsigned b,
    unsigned o, unsigned t, size_t *clashes)
{
	const struct record_section *s = record_section(r, title);
	char want[64];

	if (b == 0 && o != 0 && t != 0 && o != t) {
		(void)snprintf(want, sizeof(want), "text %u\n\ntext %u\n",
		    o < t ? o : t, o < t ? t : o);
		return s != NULL && s->body.n >= strlen(want) &&
		       memcmp(s->body.p, want, strlen(want)) == 0;
	}
	return section_values(r, title) == merged(b, o, t, clashes);
}

static bool
agrees(const struct model *b, const struct model *o, const struct model *t,
    struct view result, size_t clashes)
{
	struct record r = { 0 };
	char member[16];
	bool same = true;
	size_t want = 0, i;

	if (record_parse(&r, result, RECORD_ALL, NULL) == -1)
		same = false;
	for (i = 0; i < NSINGLE && same; i++)
		same = field_values(&r, singles[i], "v") ==
		       merged(b->single[i], o->single[i], t->single[i], &want);
	for (i = 0; i < NATTEND && same; i++) {
		(void)snprintf(member, sizeof(member), "m%02zu ", i);
		same = field_values(&r, "Attend", member) ==
		       merged(b->attend[i], o->attend[i], t->attend[i], &want);
	}
	for (i = 0; i < NSECTION && same; i++)
		same = section_agrees(&r, titles[i], b->section[i],
		    o->section[i], t->section[i], &want);
	record_release(&r);
	return same && want == clashes;
}

static void
test_random(void)
{
	struct model m[3];
	struct buf b[3] = { 0 }, out = { 0 }, swapped = { 0 };
	unsigned wrong = 0, other = 0, round;
	size_t clashes, again;
	struct fail f;
	int rv;

	state = 20261122;
	for (round = 0; round < 10000; round++) {
		buf_clear(&b[0]);
		buf_clear(&b[1]);
		buf_clear(&b[2]);
		buf_clear(&out);
		buf_clear(&swapped);
		make(&m[0]);
		m[1] = m[2] = m[0];
		mutate(&m[1]);
		mutate(&m[2]);
		print(&m[0], false, &b[0]);
		print(&m[1], below(4) == 0, &b[1]);
		print(&m[2], below(4) == 0, &b[2]);
		rv = merge_records(&out, buf_all(&b[0]), buf_all(&b[1]),
		    buf_all(&b[2]), &clashes, &f);
		if (rv == -1 || (rv == MERGE_CLASH) != (clashes > 0) ||
		    !agrees(&m[0], &m[1], &m[2], buf_all(&out), clashes))
			wrong++;
		(void)merge_records(&swapped, buf_all(&b[0]), buf_all(&b[2]),
		    buf_all(&b[1]), &again, &f);
		if (again != clashes ||
		    !view_equal(buf_all(&out), buf_all(&swapped)))
			other++;
	}
	ok(wrong == 0, "10,000 merges agree with the model (%u do not)", wrong);
	ok(other == 0, "10,000 merges are commutative (%u are not)", other);
	buf_release(&b[0]);
	buf_release(&b[1]);
	buf_release(&b[2]);
	buf_release(&out);
	buf_release(&swapped);
}

int
main(void)
{
	struct buf out = { 0 }, swapped = { 0 };
	size_t i, clashes;
	struct fail f;
	int rv, again;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&out);
		buf_clear(&swapped);
		rv = merge_records(&out, view_of(cases[i].base),
		    view_of(cases[i].ours), view_of(cases[i].theirs), &clashes,
		    &f);
		again = merge_records(&swapped, view_of(cases[i].base),
		    view_of(cases[i].theirs), view_of(cases[i].ours), &clashes,
		    &f);
		if (!ok(rv == cases[i].want && again == rv &&
			    (rv == -1 ||
				view_is(buf_all(&out), cases[i].result)) &&
			    view_equal(buf_all(&out), buf_all(&swapped)),
			"%s", cases[i].name))
			printf("# %d\n%s", rv, out.p == NULL ? "" : out.p);
	}
	test_random();
	buf_release(&out);
	buf_release(&swapped);
	return tap_end();
}
