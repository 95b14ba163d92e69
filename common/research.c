#include "common/research.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name, *field, *list, *title;
} columns[RESEARCH_COLUMNS] = {
	{ "setting", "Setting", "setting", "where patient and presenter met" },
	{ "age_band", "AgeBand", "age-band", "the patient's stage of life" },
	{ "sex", "Sex", "sex", "the patient's sex" },
	{ "relation", "Relation", "relation", "how long they know each other" },
	{ "context", "Context", "context", "what kind of encounter" },
	{ "group_kind", NULL, "kind", "whom the group is for" },
	{ "profession", NULL, NULL,
	    "the profession of the whole group, in bands" },
	{ "year", NULL, NULL, "year of the session" },
};

static const struct {
	const char *name, *field, *list, *by, *title;
} lists[RESEARCH_LISTS] = {
	{ "themes", "Theme", "theme", NULL, "themes of the case" },
	{ "triggers", "Trigger", "trigger", NULL, "why it was brought" },
	{ "emotions_presenter", "Emotion", "emotion", "presenter",
	    "emotions, named by the presenter" },
	{ "emotions_patient", "Emotion", "emotion", "patient-imagined",
	    "emotions, imagined for the patient" },
	{ "emotions_group", "Emotion", "emotion", "group",
	    "emotions, named by the group" },
	{ "emotions_leader", "Emotion", "emotion", "leader",
	    "emotions, named by a leader" },
};

/* Bands are wide, so that whole groups share one. */
static const struct {
	const char *profession, *band;
} bands[] = {
	{ "gp", "general-practice" },
	{ "gp-trainee", "general-practice" },
	{ "psychiatrist", "psychiatry" },
	{ "psych-trainee", "psychiatry" },
	{ "psychologist", "psychology" },
	{ "psychotherapist", "psychology" },
	{ "counsellor", "psychology" },
	{ "physician", "hospital-medicine" },
	{ "surgeon", "hospital-medicine" },
	{ "obgyn", "hospital-medicine" },
	{ "paediatrician", "hospital-medicine" },
	{ "palliative", "hospital-medicine" },
	{ "nurse", "nursing" },
	{ "midwife", "nursing" },
	{ "student", "student" },
};

const char *
research_profession(struct view profession)
{
	size_t i;

	for (i = 0; i < sizeof(bands) / sizeof(bands[0]); i++)
		if (view_is(profession, bands[i].profession))
			return bands[i].band;
	return "other";
}

int
research_find(struct view name)
{
	size_t i;

	for (i = 0; i < RESEARCH_COLUMNS; i++)
		if (view_is(name, columns[i].name))
			return (int)i;
	return -1;
}

int
research_begin(struct research *r, const struct vocab *vocab, struct fail *f)
{
	size_t i;

	memset(r, 0, sizeof(*r));
	r->vocab = vocab;
	for (i = 0; i < RESEARCH_COLUMNS; i++)
		if ((r->dict[i] = dict_new()) == NULL)
			return fail_memory(f);
	return 0;
}

void
research_release(struct research *r)
{
	size_t i;

	for (i = 0; i < RESEARCH_COLUMNS; i++)
		dict_free(r->dict[i]);
	free(r->row);
	names_release(&r->words);
	memset(r, 0, sizeof(*r));
}

bool
research_allowed(struct research *r, const struct research_source *s)
{
	struct view of_case = record_value(s->record, "Research"), of_member;

	r->seen++;
	of_member = s->presenter == NULL
			? (struct view){ NULL, 0 }
			: record_value(s->presenter, "Research");
	if (view_is(of_case, "withdrawn") || view_is(of_member, "withdrawn"))
		r->withdrawn++;
	else if (!view_is(of_case, "yes"))
		r->refused++;
	else if (!view_is(of_member, "yes"))
		r->presenter++;
	else
		return true;
	return false;
}

/* A word, if the vocabulary knows it; else it stays here and is counted. */
static struct view
known(struct research *r, const char *list, struct view word)
{
	static const struct view nothing = { "", 0 };

	if (word.p == NULL || word.n == 0)
		return nothing;
	if (vocab_has(r->vocab, list, word))
		return word;
	r->unknown++;
	return nothing;
}

static struct view
value_of(struct research *r, const struct research_source *s,
    enum research_column c, char year[16])
{
	static const struct view nothing = { "", 0 };

	switch (c) {
	case RESEARCH_YEAR:
		(void)snprintf(year, 16, "%d", s->year);
		return s->year == 0 ? nothing : view_of(year);
	case RESEARCH_KIND:
		return known(r, columns[c].list, s->kind);
	case RESEARCH_PROFESSION:
		return s->band == NULL ? nothing : view_of(s->band);
	default:
		return known(r, columns[c].list,
		    record_value(s->record, columns[c].field));
	}
}

/* Sorted and each once: their order could be told apart, too. */
static int
add_words(struct research *r, struct names *w, size_t *at, struct fail *f)
{
	struct buf b = { 0 };
	const char *last = "";
	size_t i;
	int rv;

	names_sort(w);
	for (i = 0; i < w->n; i++) {
		if (strcmp(names_get(w, i), last) == 0)
			continue;
		last = names_get(w, i);
		if (b.n > 0)
			buf_putc(&b, ' ');
		buf_puts(&b, last);
	}
	*at = r->words.n;
	rv = buf_bad(&b) || names_add(&r->words, buf_all(&b)) == -1
		 ? fail_memory(f)
		 : 0;
	buf_release(&b);
	return rv;
}

/* `WORD by=WORD`: without a `by` it is the group's. */
static bool
is_by(struct view rest, const char *by)
{
	struct view w;

	while ((w = view_word(&rest)).p != NULL)
		if (view_starts(w, "by=")) {
			w.p += 3;
			w.n -= 3;
			return view_is(w, by);
		}
	return strcmp(by, "group") == 0;
}

static int
add_list(struct research *r, const struct record *rec, size_t list, size_t *at,
    struct fail *f)
{
	struct names w = { 0 };
	struct view rest, word;
	size_t i;
	int rv = 0;

	for (i = record_next(rec, lists[list].field, 0);
	     i < rec->nfield && rv == 0;
	     i = record_next(rec, lists[list].field, i + 1)) {
		rest = rec->field[i].value;
		word = view_word(&rest);
		if (lists[list].by != NULL && !is_by(rest, lists[list].by))
			continue;
		word = known(r, lists[list].list, word);
		if (word.n > 0 && names_add(&w, word) == -1)
			rv = fail_memory(f);
	}
	if (rv == 0)
		rv = add_words(r, &w, at, f);
	names_release(&w);
	return rv;
}

int
research_add(struct research *r, const char *id,
    const struct research_source *s, struct fail *f)
{
	struct research_case *row;
	char year[16];
	size_t i, cap = r->cap == 0 ? 64 : r->cap * 2;

	if (r->n == r->cap) {
		row = reallocarray(r->row, cap, sizeof(*row));
		if (row == NULL)
			return fail_memory(f);
		r->row = row;
		r->cap = cap;
	}
	row = &r->row[r->n];
	(void)snprintf(row->id, sizeof(row->id), "%s", id);
	for (i = 0; i < RESEARCH_COLUMNS; i++)
		if (dict_code(r->dict[i],
			value_of(r, s, (enum research_column)i, year),
			&row->value[i], f) == -1)
			return -1;
	for (i = 0; i < RESEARCH_LISTS; i++)
		if (add_list(r, s->record, i, &row->list[i], f) == -1)
			return -1;
	row->text = r->words.n;
	if (r->text && names_add(&r->words, s->text) == -1)
		return fail_memory(f);
	r->n++;
	return 0;
}

static int
by_id(const void *a, const void *b)
{
	return strcmp(((const struct research_case *)a)->id,
	    ((const struct research_case *)b)->id);
}

void
research_sort(struct research *r)
{
	if (r->n > 0)
		qsort(r->row, r->n, sizeof(*r->row), by_id);
}

bool
research_has(const struct research *r, struct view id)
{
	struct research_case key = { 0 };

	if (r->n == 0 || view_string(id, key.id, sizeof(key.id)) == -1)
		return false;
	return bsearch(&key, r->row, r->n, sizeof(key), by_id) != NULL;
}

int
research_protect(struct research *r, const enum research_column *column,
    size_t n, size_t least, struct kanon_loss *loss, struct fail *f)
{
	uint32_t *code = calloc(r->n + 1, (n + 1) * sizeof(*code));
	bool *drop = calloc(r->n + 1, sizeof(*drop));
	size_t i, j, kept = 0;
	int rv = -1;

	memset(loss, 0, sizeof(*loss));
	if (code == NULL || drop == NULL)
		fail_memory(f);
	else {
		for (i = 0; i < r->n; i++)
			for (j = 0; j < n; j++)
				code[i * n + j] = r->row[i].value[column[j]];
		rv = n == 0 ? 0
			    : kanon_blank(code, r->n, n, least, drop, loss, f);
	}
	for (i = 0; rv == 0 && i < r->n; i++) {
		for (j = 0; j < n; j++)
			r->row[i].value[column[j]] = code[i * n + j];
		if (!drop[i])
			r->row[kept++] = r->row[i];
	}
	if (rv == 0)
		r->n = kept;
	free(code);
	free(drop);
	return rv;
}

size_t
research_layout(const struct research *r, const enum research_column *column,
    size_t n, struct research_field *out)
{
	size_t i, at = 0;

	out[at++] = (struct research_field){ { "study_id", EMIT_STRING },
		"case", "an id of this study only" };
	for (i = 0; i < n; i++)
		out[at++] = (struct research_field){ { columns[column[i]].name,
							 EMIT_STRING },
			columns[column[i]].title,
			"missing also where it was suppressed" };
	for (i = 0; i < RESEARCH_LISTS; i++)
		out[at++] = (struct research_field){
			{ lists[i].name, EMIT_STRING },
			lists[i].title,
			"words, a blank between, sorted",
		};
	if (r->text)
		out[at++] = (struct research_field){ { "text", EMIT_STRING },
			"the case", "redacted under a policy, and reviewed" };
	return at;
}

void
research_emit(const struct research *r, const enum research_column *column,
    size_t n, struct emit *e)
{
	const struct research_case *row;
	struct view v;
	size_t i, j;

	for (i = 0; i < r->n; i++) {
		row = &r->row[i];
		emit_string(e, view_of(row->id));
		for (j = 0; j < n; j++)
			if (row->value[column[j]] == 0)
				emit_missing(e);
			else
				emit_string(e, dict_word(r->dict[column[j]],
						   row->value[column[j]]));
		for (j = 0; j < RESEARCH_LISTS; j++) {
			v = view_of(names_get(&r->words, row->list[j]));
			if (v.n == 0)
				emit_missing(e);
			else
				emit_string(e, v);
		}
		if (r->text)
			emit_string(e,
			    view_of(names_get(&r->words, row->text)));
	}
}
