/*
 * mktables LISTDIR BLOB: read the lists, write the table of common/lists.h to
 * BLOB, and C that includes it to standard output.  Runs at build time.
 */

#include <dirent.h>
#include <err.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/lists.h"

#define BITS	20 /* slots: four thirds of the number of keys, or more */
#define SLOTS	(1u << BITS)
#define KEYMAX	96
#define CLASSES 4096

static const char *const names[] = { LISTS_NAMES };
static uint32_t print[SLOTS];
static uint64_t flags[SLOTS];
static struct lists_slot table[SLOTS];
static uint64_t class[CLASSES];
static uint32_t nclass, nkey, version = 1;

_Static_assert(sizeof(names) / sizeof(names[0]) == LISTS_COUNT,
    "a name for each bit");

static void
add(const char *key, size_t n, uint64_t f)
{
	uint64_t h = LISTS_HASH0, m;
	uint32_t slot, fp;
	size_t i;

	for (i = 0; i < n; i++)
		h = lists_hash(h, (unsigned char)key[i]);
	m = lists_mix(h);
	slot = (uint32_t)m & (SLOTS - 1);
	fp = (uint32_t)(m >> 32) | 1;
	while (print[slot] != 0 && print[slot] != fp)
		slot = (slot + 1) & (SLOTS - 1);
	if (print[slot] == 0 && ++nkey > SLOTS / 4 * 3)
		errx(1, "too many keys for the table");
	print[slot] = fp;
	flags[slot] |= f;
	version = version * 31 + fp;
}

/* Latin letters with marks, as the lists have them, to a-z. */
static const char *
letter(const unsigned char *p, size_t *len)
{
	static const struct {
		const char *from, *to;
	} map[] = { { "ä", "a" }, { "à", "a" }, { "â", "a" }, { "á", "a" },
		{ "ā", "a" }, { "é", "e" }, { "è", "e" }, { "ê", "e" },
		{ "ë", "e" }, { "ï", "i" }, { "î", "i" }, { "í", "i" },
		{ "ö", "o" }, { "ô", "o" }, { "ó", "o" }, { "ü", "u" },
		{ "ù", "u" }, { "û", "u" }, { "ú", "u" }, { "ç", "c" },
		{ "ñ", "n" }, { "ß", "ss" }, { "œ", "oe" }, { "æ", "ae" },
		{ "É", "e" }, { "Ö", "o" }, { "Ü", "u" }, { "Ä", "a" },
		{ "ł", "l" },
		{ "ē", "e" }, { "ī", "i" }, { "ō", "o" }, { "ū", "u" } };
	size_t i;

	for (i = 0; i < sizeof(map) / sizeof(map[0]); i++)
		if (strncmp((const char *)p, map[i].from, 2) == 0) {
			*len = 2;
			return map[i].to;
		}
	errx(1, "a letter that the reader of lists does not know: %.8s", p);
}

/* One entry: fold it, enter it, and mark the word that begins a phrase. */
static void
entry(const char *s, size_t n, uint64_t f)
{
	char key[KEYMAX];
	size_t i = 0, k = 0, len, first, second;
	const char *to;

	while (i < n && k < sizeof(key) - 3) {
		if ((s[i] >= 'a' && s[i] <= 'z') ||
		    (s[i] >= '0' && s[i] <= '9'))
			key[k++] = s[i++];
		else if (s[i] >= 'A' && s[i] <= 'Z')
			key[k++] = (char)(s[i++] | 0x20);
		else if (s[i] == ' ' || s[i] == '-') {
			if (k > 0 && key[k - 1] != ' ')
				key[k++] = ' ';
			i++;
		} else if (s[i] == '\'' && k <= 1 && f != 0) {
			/* French d', l': a word of its own */
			key[k++] = ' ';
			i++;
		} else if (s[i] == '\'' && k > 1 && key[k - 2] == ' ') {
			key[k++] = ' ';
			i++;
		} else if ((unsigned char)s[i] >= 0x80) {
			to = letter((const unsigned char *)s + i, &len);
			while (*to != '\0')
				key[k++] = *to++;
			i += len;
		} else
			i++;
	}
	while (k > 0 && key[k - 1] == ' ')
		k--;
	if (k == 0)
		return;
	add(key, k, f);
	for (first = 0; first < k && key[first] != ' '; first++)
		;
	if (first < k) {
		add(key, first, LISTS(PHRASE));
		for (second = first + 1; second < k && key[second] != ' ';
		     second++)
			;
		add(key + first + 1, second - first - 1, LISTS(PHRASE2));
	}
}

static uint64_t
parse_flags(char *s, const char *file)
{
	uint64_t f = 0;
	size_t i;
	char *p;

	for (p = strtok(s, ",\n"); p != NULL; p = strtok(NULL, ",\n")) {
		for (i = 0; i < LISTS_COUNT; i++)
			if (strcmp(p, names[i]) == 0)
				break;
		if (i == LISTS_COUNT)
			errx(1, "%s: no such flag: %s", file, p);
		f |= UINT64_C(1) << i;
	}
	return f;
}

static void
read_list(const char *dir, const char *name)
{
	char path[1024], *line = NULL, *p, *end;
	size_t cap = 0;
	uint64_t f = 0;
	FILE *fp;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if ((fp = fopen(path, "r")) == NULL)
		err(1, "%s", path);
	while (getline(&line, &cap, fp) != -1) {
		if (line[0] == '#' || line[0] == '\n')
			continue;
		if (line[0] == '@') {
			f = parse_flags(line + 1, path);
			continue;
		}
		if (f == 0)
			errx(1, "%s: words before the first @flag", path);
		for (p = line; p != NULL && *p != '\0'; p = end) {
			end = strchr(p, ',');
			while (*p == ' ')
				p++;
			entry(p,
			    end != NULL ? (size_t)(end - p) : strcspn(p, "\n"),
			    f);
			if (end != NULL)
				end++;
		}
	}
	free(line);
	fclose(fp);
}

static uint16_t
class_of(uint64_t f)
{
	uint32_t i;

	for (i = 0; i < nclass; i++)
		if (class[i] == f)
			return (uint16_t)i;
	if (nclass == CLASSES)
		errx(1, "too many combinations of flags");
	class[nclass] = f;
	return (uint16_t)nclass++;
}

static void
put(FILE *fp, const void *p, size_t size, size_t n)
{
	if (fwrite(p, size, n, fp) != n)
		err(1, "write");
}

static void
write_table(const char *path)
{
	struct lists_head h;
	uint32_t i;
	FILE *fp;

	class_of(0);
	for (i = 0; i < SLOTS; i++)
		if (print[i] != 0)
			table[i] = (struct lists_slot) { print[i],
				class_of(flags[i]) };
	h = (struct lists_head){ LISTS_MAGIC, BITS, nclass, version };
	if ((fp = fopen(path, "wb")) == NULL)
		err(1, "%s", path);
	put(fp, &h, sizeof(h), 1);
	put(fp, class, sizeof(class[0]), nclass);
	put(fp, table, sizeof(table[0]), SLOTS);
	if (fclose(fp) != 0)
		err(1, "%s", path);
}

static int
order(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

int
main(int argc, char *argv[])
{
	char *file[256];
	size_t n = 0, i, len;
	struct dirent *e;
	DIR *d;

	if (argc != 3)
		errx(1, "usage: mktables LISTDIR BLOB");
	if ((d = opendir(argv[1])) == NULL)
		err(1, "%s", argv[1]);
	while ((e = readdir(d)) != NULL) {
		len = strlen(e->d_name);
		if (n == 256 || len < 5 ||
		    strcmp(e->d_name + len - 4, ".txt") != 0)
			continue;
		if ((file[n++] = strdup(e->d_name)) == NULL)
			err(1, "strdup");
	}
	closedir(d);
	qsort(file, n, sizeof(file[0]), order); /* the same on any machine */
	for (i = 0; i < n; i++) {
		read_list(argv[1], file[i]);
		free(file[i]);
	}
	write_table(argv[2]);
	printf("__asm__(\".section .rodata\\n.balign 64\\n\"\n"
	       "    \".globl balint_tables\\nbalint_tables:\\n\"\n"
	       "    \".incbin \\\"%s\\\"\\n.byte 0\\n.previous\\n\");\n",
	    argv[2]);
	return ferror(stdout) != 0;
}
