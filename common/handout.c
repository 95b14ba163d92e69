#include "common/handout.h"

#include "common/attend.h"
#include "common/record.h"

static void
put_field(struct buf *out, const struct record_field *d)
{
	buf_view(out, d->name);
	buf_puts(out, d->value.n == 0 ? ":" : ": ");
	buf_view(out, d->value);
	buf_putc(out, '\n');
}

/* An Attend field without its count. */
static int
put_attend(struct buf *out, const struct record *r, size_t i, struct fail *f)
{
	struct attend a;

	if (attend_parse(&a, r->field[i].value, f) == -1) {
		f->line = record_line(i);
		return -1;
	}
	if (a.presented == 0) {
		put_field(out, &r->field[i]);
		return 0;
	}
	a.presented = 0;
	buf_view(out, r->field[i].name);
	buf_puts(out, ": ");
	attend_format(&a, out);
	buf_putc(out, '\n');
	return 0;
}

static bool
stays_behind(struct view name)
{
	return view_same(name, "Code") || view_same(name, "Research") ||
	       view_same(name, "Presented");
}

static int
finish(struct record *r, struct buf *out, int rv, struct fail *f)
{
	buf_putc(out, '\n');
	record_release(r);
	if (rv == 0 && buf_bad(out))
		return fail_memory(f);
	return rv;
}

int
handout_record(struct view src, struct buf *out, struct fail *f)
{
	struct record r = { 0 };
	int rv = record_parse(&r, src, RECORD_ALL, f);
	size_t i;

	for (i = 0; rv == 0 && i < r.nfield; i++)
		if (view_same(r.field[i].name, "Attend"))
			rv = put_attend(out, &r, i, f);
		else
			put_field(out, &r.field[i]);
	return finish(&r, out, rv, f);
}

int
handout_member(struct view src, unsigned presented, struct buf *out,
    struct fail *f)
{
	struct record r = { 0 };
	int rv = record_parse(&r, src, RECORD_ALL, f);
	unsigned long own = 0;
	size_t i;

	for (i = 0; rv == 0 && i < r.nfield; i++)
		if (!stays_behind(r.field[i].name))
			put_field(out, &r.field[i]);
	if (rv == 0)
		(void)view_number(record_value(&r, "Presented"), 0, 9999, &own);
	if (rv == 0 && own + presented > 0)
		buf_printf(out, "Presented: %lu\n", own + presented);
	return finish(&r, out, rv, f);
}
