#ifndef COMMON_MERGE_H
#define COMMON_MERGE_H

#include "common/buf.h"
#include "common/fail.h"
#include "common/view.h"

/*
 * Three versions of one record become one: field by field, list by list,
 * section by section.  Does no I/O.
 *
 * What only one side changed is taken from it.  In a list field each value
 * stands for itself (an Attend for its member, a Followup for its day).  In a
 * section, changes of lines that don't touch each other are both taken, and
 * two texts added at one place both stay.  A field that both sides changed
 * stands twice, once with each value; a section stays as one side has it,
 * with the other side's as a second section, TITLE-2.  Nothing is lost, there
 * are no conflict markers, and swapping the sides gives the same bytes.
 */
enum merge_result {
	MERGE_CLEAN = 0,
	MERGE_CLASH = 1 /* both versions are in there; somebody must choose */
};

/*
 * base may be empty: both sides made the record.  Appends the merged record.
 *
 * Returns a merge_result and *clashes, how many; or -1 and *f: one side is
 * no record, or E_MERGE: they are not the same record (another id, another
 * Session or Presenter under one name), and nothing is appended.
 */
int merge_records(struct buf *out, struct view base, struct view ours,
    struct view theirs, size_t *clashes, struct fail *f);

#endif
