/* Files replaced whole. */

#include <sys/stat.h>

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/file.h"
#include "tests/tap.h"

static bool
holds(const char *name, const char *want)
{
	struct buf b = { 0 };
	struct fail f;
	bool same = file_read(AT_FDCWD, name, 100, &b, &f) == 0 &&
		    view_is(buf_all(&b), want);

	buf_release(&b);
	return same;
}

int
main(void)
{
	char dir[] = "/tmp/balint-test-file.XXXXXX";
	struct stat st;
	struct fail f;

	if (mkdtemp(dir) == NULL || chdir(dir) == -1)
		return 2;
	(void)umask(0);
	ok(file_replace(AT_FDCWD, "a", view_of("one"), 0600, FILE_NEW, &f) ==
		    0 &&
		holds("a", "one"),
	    "a file in the current directory");
	ok(stat("a", &st) == 0 && (st.st_mode & 0777) == 0600,
	    "its mode is what was asked, whatever the umask");
	ok(file_replace(AT_FDCWD, "a", view_of("two"), 0600, FILE_NEW, &f) ==
		    -1 &&
		f.kind == FAIL_EXISTS && holds("a", "one"),
	    "a taken name stays as it is");
	ok(file_replace(AT_FDCWD, "a", view_of("two"), 0600, 0, &f) == 0 &&
		holds("a", "two"),
	    "replaced");
	ok(symlink("a", "link") == 0 && !holds("link", "two"),
	    "a link is not followed");
	ok(mkfifo("fifo", 0600) == 0 && !holds("fifo", "two"),
	    "a FIFO does not hold us up");
	ok(file_remove(AT_FDCWD, "a", &f) == 0 && access("a", F_OK) == -1,
	    "removed");
	ok(file_remove(AT_FDCWD, "a", &f) == -1 && f.err != 0,
	    "what is not there can't be removed");
	(void)unlink("link");
	(void)unlink("fifo");
	ok(chdir("/") == 0 && rmdir(dir) == 0, "nothing was left behind");
	return tap_end();
}
