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
	int rv = armor_reader_new(&a, flow_from_view(&state, v), f);

	if (rv == 0)
		rv = flow_all(armor_source(a), out, 1U << 20, f);
	armor_reader_free(a);
	return rv;
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
