#!/bin/sh
# What reads the source and finds what a compiler lets pass.  Every step runs
# even if one before it failed; the last line says which did.
# Called by `make lint`.
set -u
cd "$(dirname "$0")/.." || exit 2
jobs=$(nproc)
failed=
sources=$(ls cmd/*.c common/*.c)
tests=$(ls tests/*.c tests/fuzz/*.c)
mkdir -p build
printf '%s\n' -std=c17 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE \
    '-DVERSION="0"' '-DDATADIR="/usr/share/balint"' "-I$PWD" "-I$PWD/build" \
    >build/compile_flags.txt

step() { # NAME COMMAND...
	name=$1
	shift
	start=$(date +%s)
	if "$@"; then
		echo "lint: $name: good ($(($(date +%s) - start)) s)"
	else
		echo "lint: $name: FAILED ($(($(date +%s) - start)) s)"
		failed="$failed $name,"
	fi
}

format() {
	# shellcheck disable=SC2086
	clang-format --dry-run -Werror $sources $tests cmd/*.h common/*.h tests/*.h
}

check_cpp() {
	cppcheck -q -j"$jobs" --error-exitcode=1 --std=c11 \
	    --enable=warning,portability,performance --inline-suppr \
	    --suppress=missingIncludeSystem -icommon/data/weights.c -I. cmd common
}

tidy() {
	echo "$sources" | xargs -P"$jobs" -n1 clang-tidy --quiet -p build 2>build/tidy.log || {
		grep 'error' build/tidy.log
		return 1
	}
}

# The analyzer of gcc follows pointers and descriptors along every path.  What
# gcc 12 says of leaks and double frees is wrong where an array of structs
# grows by reallocarray(3); clang-tidy and the sanitizers look for these.
analyze() {
	sed 's/"/\\"/g' build/compile_flags.txt >build/analyze.flags
	echo "$sources" | xargs -P"$jobs" -n1 gcc @build/analyze.flags -O1 \
	    -fanalyzer -Wno-analyzer-malloc-leak \
	    -Wno-analyzer-double-free -fdiagnostics-path-format=none -Werror -c -o /dev/null
}

shells() {
	# shellcheck disable=SC2046
	shellcheck -s sh $(ls tests/*.sh tests/*.t tests/*/*.t tests/*/*.sh 2>/dev/null) &&
		shellcheck -s bash completions/balint.bash .ci/run
}

pages() {
	for page in man/*.[157]; do
		mandoc -Tlint -Wwarning "$page" || return 1
	done
}

step 'clang-format' format
step 'shellcheck' shells
step 'mandoc' pages
step 'cppcheck' check_cpp
step 'gcc -fanalyzer' analyze
step 'clang-tidy' tidy

if [ -n "$failed" ]; then
	echo "lint: failed:${failed%,}"
	exit 1
fi
echo "lint: all good"
