#!/bin/sh
# The rules of the house that a reader of one file can't see.
. "${SRCDIR:-.}/tests/lib.sh"

cd "$SRCDIR" || exit 2

# silent NAME COMMAND...: what it prints are the offences.
silent() {
	name=$1
	shift
	s=0
	"$@" >"$T/found" 2>&1 || s=$?
	if [ $s = 0 ] && [ ! -s "$T/found" ]; then
		report 0 "$name"
	else
		report 1 "$name"
		sed 's/^/# /' "$T/found"
	fi
}

# FILE LINE HEADER, one #include a line; library headers keep their <.
includes() {
	awk '/^[ \t]*#[ \t]*include/ {
		h = $0; sub(/^[ \t]*#[ \t]*include[ \t]*/, "", h)
		sub(/"$/, "", h); sub(/^"/, "", h); sub(/>.*$/, "", h)
		print FILENAME, FNR, h
	}' "$@"
}

# What awk needs to know of layers.txt: the layer of a module, who may have a header.
rules='
function part(m) {
	while (!(m in layer) && m ~ /-/)
		sub(/-[^-]*$/, "", m)
	return m
}
function layer_of(m) { m = part(m); return m in layer ? layer[m] : 0 }
function rank_of(m) { return layer_of(m) ? layer_of(m) : 3 }
function module(file) {
	sub(/^.*\//, "", file); sub(/\.[ch]$/, "", file); return file
}
BEGIN {
	rank["base"] = 1; rank["domain"] = 2; rank["edge"] = 3
	while ((getline line < "tests/layers.txt") > 0) {
		n = split(line, w, " ")
		if (w[1] in rank)
			layer[w[2]] = rank[w[1]]
		else if (w[1] == "library")
			for (i = 3; i <= n; i++)
				may[w[2], w[i]] = known[w[2]] = 1
	}
}'

every_module_is_listed() {
	ls common/*.[ch] | awk "$rules"'
	layer_of(module($1)) == 0 {
		print $1 ": in no layer; give it a line in tests/layers.txt"
	}'
}
silent 'every module of common/ is in a layer' every_module_is_listed

who_includes_what() {
	includes common/*.[ch] | awk "$rules"'
	$3 ~ /^common\/data\// { next }
	$3 ~ /^common\// {
		if (rank_of(module($3)) > rank_of(module($1)))
			print $1 ":" $2 ": includes " $3 ", a layer above"
		next
	}
	$3 !~ /^</ { print $1 ":" $2 ": includes " $3 ", outside common/" }'
}
silent 'a module includes its own layer and those below' who_includes_what

# Headers with which nothing can be asked of the system.
pure='assert ctype errno float inttypes limits math stdarg stdbool stddef
stdint stdio stdlib string strings wchar'
domain_headers() {
	includes common/*.[ch] | awk -v pure="$pure" "$rules"'
	BEGIN { n = split(pure, p, /[ \n]+/)
		for (i = 1; i <= n; i++) ok["<" p[i] ".h"] = 1 }
	{ h = substr($3, 2) }
	$3 ~ /^</ && rank_of(module($1)) < 3 && !($3 in ok) && !(h in known) {
		print $1 ":" $2 ": " $3 "> is for the edge"
	}'
}
silent 'base and domain include no header of the system' domain_headers

one_module_a_library() {
	includes common/*.[ch] cmd/*.[ch] | awk "$rules"'
	$3 !~ /^</ { next }
	{
		h = substr($3, 2); m = module($1); whole = m
		if (!(h in known)) next
		while (!((h, m) in may) && m ~ /-/)
			sub(/-[^-]*$/, "", m)
		if (!((h, m) in may) || $1 ~ /^cmd/)
			print $1 ":" $2 ": <" h "> belongs to another module"
	}'
}
silent 'one module a foreign library' one_module_a_library

# Anything in < > is either the system's (known here) or has its line.
system='arpa/inet assert ctype dirent endian errno fcntl float fnmatch getopt
glob grp inttypes langinfo limits linux/audit linux/filter linux/seccomp locale
math netinet/in poll pwd sched signal spawn stdarg stdatomic stdbool stddef
stdint stdio stdlib stdnoreturn string strings sys/file sys/ioctl sys/mman
sys/param sys/prctl sys/random sys/resource sys/select sys/socket sys/stat
sys/statvfs sys/syscall sys/sysmacros sys/time sys/types sys/uio sys/un
sys/utsname sys/vfs sys/wait sys/xattr syslog termios time unistd wchar pthread'
foreign_are_listed() {
	includes common/*.[ch] cmd/*.[ch] | awk -v sys="$system" "$rules"'
	BEGIN { n = split(sys, p, /[ \n]+/)
		for (i = 1; i <= n; i++) ok["<" p[i] ".h"] = 1 }
	$3 ~ /^</ && !($3 in ok) && !(substr($3, 2) in known) {
		print $1 ":" $2 ": " $3 "> has no library line in layers.txt"
	}'
}
silent 'no library that nobody answers for' foreign_are_listed

# A verb knows what all share, its own program's header and common/.
commands_apart() {
	includes cmd/*.[ch] | awk '
	$3 !~ /^cmd\// { next }
	$3 !~ /^cmd\/(balint-)?(new|note|redact|export|stats)[-.]/ { next }
	{
		prog = $1; sub(/^cmd\/(balint-)?/, "", prog)
		sub(/[-.].*$/, "", prog)
		if ($3 !~ "^cmd/" prog "[-.]")
			print $1 ":" $2 ": includes " $3 " of another program"
	}'
}
silent 'a command includes no other' commands_apart

# The rest is asked of the compiled objects: no macro hides from them.
objects() {
	for o in "$BUILD"/common/*.o; do
		m=${o##*/}
		if [ -f "common/${m%.o}.c" ] || [ "$m" = tables.o ]; then
			echo "$o"
		fi
	done
}
undefined() {
	for o in $(objects); do
		nm -u "$o" | awk -v o="${o##*/}" '{ print o, $2 }'
	done
}
undefined | sed 's/\.o / /; s/ __\([a-z_]*\)_chk$/ \1/' >"$T/undefined"
ok 'the compiled modules can be read' test "$(wc -l <"$T/undefined")" -gt 50

calls() { # PATTERN [MODULE_THAT_MAY...]
	pattern=$1
	shift
	awk -v p="^($pattern)\$" -v may=" $* " '
	$2 ~ p && !index(may, " " $1 " ") {
		print "common/" $1 ".c: " $2 "() has no place there"
	}' "$T/undefined"
}
silent 'common/ prints nothing' calls 'v?f?printf|puts|fputs|f?putc|putchar|fwrite|perror|psignal|v?err|v?errx|v?warn|v?warnx|error|error_at_line|v?dprintf|stdout|stderr|v?syslog'
silent 'common/ never ends the program' calls 'exit|_exit|_Exit|quick_exit|abort|kill|raise|execv.*|execl.*' spawn
standard_output() {
	grep -nE 'STD(OUT|ERR)_FILENO|write\([12],' common/*.[ch] |
		grep -v '^common/out\.[ch]:'
	true
}
silent 'only out.c knows standard output' standard_output

domain_calls() {
	awk "$rules"'
	{ l = $1 == "tables" ? 1 : rank_of($1) }
	l < 3 && $2 ~ /^(getenv|secure_getenv|setenv|time|clock|clock_gettime|gettimeofday|localtime|localtime_r|gmtime|mktime|rand|rand_r|random|srand|srandom|arc4random.*|getrandom|getentropy|open|openat|fopen|freopen|read|write|close|stat|lstat|fstat|unlink|rename|remove|mkdir|opendir|system|popen|fork|socket|setlocale|isatty|getpid|gethostname|uname|getuid|tmpfile)$/ {
		print "common/" $1 ".c: " $2 "() is for the edge"
	}' "$T/undefined"
}
silent 'base and domain ask the system for nothing' domain_calls

# Sections that can be written to after the start: .data and .bss, but not
# what the loader relocates once (.data.rel.ro).
globals() {
	for o in $(objects); do
		objdump -t "$o" | awk -v o="${o##*/}" '
		NF > 4 && $(NF - 2) ~ /^(\.data|\.bss|\.tdata|\.tbss|\*COM\*)/ &&
		    $(NF - 2) !~ /^\.data\.rel\.ro/ && $0 !~ / d  / &&
		    $NF !~ /^(\.L|__(asan|ubsan|odr|sancov|sanitizer|unnamed))/ {
			print o ": " $NF " can change"
		}'
	done
}
case $(objdump -h "$BUILD/common/buf.o") in
*asan* | *sancov*) echo "# instrumented objects: globals are looked at in the plain build" ;;
*) silent 'common/ has no global that can change' globals ;;
esac

top_level() {
	git ls-files 2>/dev/null | sed 's,/.*,,' | sort -u >"$T/top"
	test -s "$T/top" || ls >"$T/top"
	grep -vxE 'cmd|common|man|tests|completions|Makefile|README\.md|LICENSE|CHANGELOG\.md|\..*|build' "$T/top"
	true
}
silent 'the top level is what it should be' top_level

finish
