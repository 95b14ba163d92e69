/* Armor: what is read and written again reads as the same bytes. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/armor.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static int
decode(struct view v, struct buf *out, struct fail *f)
{
	struct armor_reader *a = NULL;
	struct flow_view state;
	struct source s;
	char part[61]; /* ends within lines */
	ssize_t n = -1;

	if (armor_reader_new(&a, flow_from_view(&state, v), f) == -1)
		return -1;
	s = armor_source(a);
	while ((n = s.read(s.arg, part, sizeof(part), f)) > 0)
		buf_add(out, part, (size_t)n);
	armor_reader_free(a);
	return (int)n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct view v = { (const char *)p, n };
	struct buf bytes = { 0 }, text = { 0 }, again = { 0 };
	struct armor_writer *w = NULL;
	struct sink s;
	struct fail f;

	if (decode(v, &bytes, &f) == -1) {
		if (strcmp(f.word, "E_ARMOR") != 0)
			abort();
	} else if (armor_writer_new(&w, flow_to_buf(&text), &f) == 0) {
		s = armor_sink(w);
		if (s.write(s.arg, buf_all(&bytes).p, bytes.n, &f) == -1 ||
		    armor_writer_end(w, &f) == -1 ||
		    decode(buf_all(&text), &again, &f) == -1 ||
		    !view_equal(buf_all(&bytes), buf_all(&again)))
			abort();
	}
	armor_writer_free(w);
	buf_release(&bytes);
	buf_release(&text);
	buf_release(&again);
	return 0;
}
