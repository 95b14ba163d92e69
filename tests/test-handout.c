/* A trainer's copy of a record. */

#include "common/handout.h"
#include "tests/tap.h"

static const char session[] = "Format: balint-session/1\n"
			      "Session: s2026-11-24\n"
			      "Date: 2026-11-24\n"
			      "Attend: ana present presented=1\n"
			      "Attend: ben late minutes=70 presented=1 x=y\n"
			      "Attend: cem present\n"
			      "X_Mine: kept\n"
			      "\n"
			      "## notes\n"
			      "what was said\n";
static const char session_out[] = "Format: balint-session/1\n"
				  "Session: s2026-11-24\n"
				  "Date: 2026-11-24\n"
				  "Attend: ana present\n"
				  "Attend: ben late minutes=70 x=y\n"
				  "Attend: cem present\n"
				  "X_Mine: kept\n"
				  "\n";
static const char member[] = "Format: balint-member/1\n"
			     "Member: ana\n"
			     "Name: Ana\n"
			     "Research: yes\n"
			     "Code: MK07\n"
			     "\n";

static bool
gives(int rv, const struct buf *b, const char *want)
{
	return rv == 0 && view_is(buf_all(b), want);
}

int
main(void)
{
	struct buf b = { 0 };
	struct fail f;

	ok(gives(handout_record(view_of(session), &b, &f), &b, session_out),
	    "a session without what tells who presented, and without prose");
	buf_clear(&b);
	ok(gives(handout_member(view_of(member), 2, &b, &f), &b,
	       "Format: balint-member/1\nMember: ana\nName: Ana\n"
	       "Presented: 2\n\n"),
	    "a member with a number, without code and consent");
	buf_clear(&b);
	ok(gives(handout_member(view_of("Format: balint-member/1\nMember: ana\n"
					"Presented: 3\n\n"),
		     2, &b, &f),
	       &b, "Format: balint-member/1\nMember: ana\nPresented: 5\n\n"),
	    "a copy of a copy counts on");
	buf_clear(&b);
	ok(gives(handout_member(view_of(member), 0, &b, &f), &b,
	       "Format: balint-member/1\nMember: ana\nName: Ana\n\n"),
	    "nothing to count, no field");
	buf_clear(&b);
	ok(handout_record(view_of("no record\n"), &b, &f) == -1,
	    "what is no record does not leave");
	ok(handout_record(view_of("Format: balint-session/1\n"
				  "Attend: ana somehow\n\n"),
	       &b, &f) == -1 &&
		f.line == 2,
	    "nor attendance that cannot be read");
	buf_release(&b);
	return tap_end();
}
