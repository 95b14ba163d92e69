#include "common/redact-policy.h"

#include <stdlib.h>
#include <string.h>

static int
yes_no(struct view v, bool *out)
{
	*out = view_is(v, "yes");
	return *out || view_is(v, "no") ? 0 : -1;
}

static int
mode(struct view v, enum redact_mode *out)
{
	*out = view_is(v, "strict") ? REDACT_STRICT : REDACT_BALANCED;
	return view_is(v, "strict") || view_is(v, "balanced") ? 0 : -1;
}

/* One line; -1 with *f but for the line. */
static int
line(struct policy *p, struct view name, struct view value, struct fail *f)
{
	struct names *list = NULL;
	int rv = 0;

	if (view_same(name, "Policy"))
		rv = record_valid_title(value)
			 ? view_string(value, p->name, sizeof(p->name))
			 : -1;
	else if (view_same(name, "Version"))
		rv = view_number(value, 1, 999999, &p->version);
	else if (view_same(name, "Summary"))
		rv = view_string(value, p->summary, sizeof(p->summary));
	else if (view_same(name, "Mode"))
		rv = mode(value, &p->mode);
	else if (view_same(name, "Quasi"))
		rv = yes_no(value, &p->quasi);
	else if (view_same(name, "As"))
		return act_parse(p->verb, value, f);
	else if (view_same(name, "Section"))
		list = record_valid_title(value) ? &p->section : NULL;
	else if (view_same(name, "Field"))
		list = record_valid_name(value) ? &p->field : NULL;
	else if (view_same(name, "Text"))
		list = record_valid_name(value) ? &p->text : NULL;
	else
		return fail_set(f, FAIL_SYNTAX, "E_POLICY",
		    "no such line; Policy, Version, Summary, Mode, Quasi, As, "
		    "Section, Field or Text was expected");
	if (list != NULL)
		return names_add(list, value) == -1 ? fail_memory(f) : 0;
	if (rv == -1 || view_same(name, "Section") ||
	    view_same(name, "Field") || view_same(name, "Text"))
		return fail_set(f, FAIL_RANGE, "E_POLICY",
		    "the value does not fit this line");
	return 0;
}

int
policy_parse(struct policy *p, struct view text, struct fail *f)
{
	struct view rest = text, v, name;
	size_t number = 0;
	int i;

	memset(p, 0, sizeof(*p));
	for (i = 0; i < REDACT_CLASSES; i++)
		p->verb[i] = ACT_TAG;
	while (rest.p != NULL) {
		v = view_trim(view_cut(&rest, '\n'));
		number++;
		if (v.n == 0 || v.p[0] == '#')
			continue;
		name = view_cut(&v, ':');
		if (v.p == NULL)
			return fail_at(f, FAIL_SYNTAX, "E_POLICY",
			    "`Name: value' was expected", number, 1);
		if (line(p, name, view_trim(v), f) == -1) {
			if (f != NULL)
				f->line = number;
			return -1;
		}
	}
	if (p->name[0] == '\0' || p->version == 0)
		return fail_set(f, FAIL_SYNTAX, "E_POLICY",
		    "a policy needs `Policy:' and `Version:'");
	return 0;
}

void
policy_release(struct policy *p)
{
	names_release(&p->section);
	names_release(&p->field);
	names_release(&p->text);
	memset(p, 0, sizeof(*p));
}

bool
policy_uses(const struct policy *p, enum act_verb verb)
{
	int i;

	for (i = 0; i < REDACT_CLASSES; i++)
		if (p->verb[i] == verb)
			return true;
	return false;
}

static void
explain_list(struct buf *out, const char *what, const struct names *l)
{
	size_t i;

	buf_puts(out, what);
	for (i = 0; i < l->n; i++)
		buf_printf(out, "%s%s", i > 0 ? ", " : " ", names_get(l, i));
	buf_puts(out, l->n == 0 ? " none\n" : "\n");
}

void
policy_explain(const struct policy *p, struct buf *out)
{
	static const char *const does[] = { "is kept", "becomes [CLASS]",
		"becomes [CLASS-n], the same one throughout a document",
		"is taken out",
		"becomes [CLASS-code], the same one under the same key",
		"becomes another one of its kind", "becomes its year",
		"becomes its quarter and year", "becomes a band of ten years",
		"becomes its country", "becomes its group of occupations",
		"becomes its region of the world",
		"is moved by a fixed number of days" };
	int i;

	buf_printf(out, "policy %s, version %lu: %s\n", p->name, p->version,
	    p->summary);
	buf_printf(out, "mode %s\n",
	    p->mode == REDACT_STRICT ? "strict" : "balanced");
	for (i = 0; i < REDACT_CLASSES; i++)
		buf_printf(out, "%-12s %s\n",
		    redact_class_name((enum redact_class)i),
		    (i == REDACT_PROFESSION || i == REDACT_NATIONALITY) &&
			    !p->quasi
			? "is not looked for"
			: does[p->verb[i]]);
	if (!p->quasi)
		buf_puts(out, "ages below 90 are not looked for\n");
	explain_list(out, "of a case may leave the sections", &p->section);
	explain_list(out, "and, as they are, the fields", &p->field);
	explain_list(out, "and, redacted, the fields", &p->text);
	buf_puts(out, "what is not named stays in\n");
}

static int
guard(struct policy_guards *l, size_t lo, size_t hi)
{
	struct policy_guard *g;
	size_t cap = l->cap == 0 ? 32 : l->cap * 2;

	if (l->n > 0 && l->g[l->n - 1].hi == lo) {
		l->g[l->n - 1].hi = hi;
		return 0;
	}
	if (l->n == l->cap) {
		if ((g = reallocarray(l->g, cap, sizeof(*g))) == NULL)
			return -1;
		l->g = g;
		l->cap = cap;
	}
	l->g[l->n++] = (struct policy_guard){ lo, hi };
	return 0;
}

static bool
listed(const struct names *l, struct view name)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (view_same(name, names_get(l, i)))
			return true;
	return false;
}

int
policy_project(const struct policy *p, const struct record *r, struct buf *out,
    struct policy_guards *guards, struct fail *f)
{
	size_t i, from = out->n;
	bool text;
	int bad = 0;

	buf_printf(out, "Format: balint-%s/%lu\nX_Redacted: %s/%lu\n",
	    record_kind_name(r->kind), r->version, p->name, p->version);
	for (i = 1; i < r->nfield; i++) {
		text = listed(&p->text, r->field[i].name);
		if (!text && !listed(&p->field, r->field[i].name))
			continue;
		buf_view(out, r->field[i].name);
		buf_puts(out, r->field[i].value.n > 0 ? ": " : ":");
		if (text) {
			bad |= guard(guards, from, out->n);
			from = out->n + r->field[i].value.n;
		}
		buf_view(out, r->field[i].value);
		buf_putc(out, '\n');
	}
	buf_putc(out, '\n');
	for (i = 0; i < r->nsection; i++) {
		if (!listed(&p->section, r->section[i].title))
			continue;
		buf_puts(out, "## ");
		buf_view(out, r->section[i].title);
		buf_putc(out, '\n');
		bad |= guard(guards, from, out->n);
		buf_view(out, r->section[i].body);
		from = out->n;
	}
	bad |= guard(guards, from, out->n);
	return bad != 0 || buf_bad(out) ? fail_memory(f) : 0;
}
