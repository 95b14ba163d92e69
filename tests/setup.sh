#!/bin/sh
# Install what is missing, on Debian and its relatives, and say why.  Does
# nothing, and asks for nothing, when everything is there.
#	setup.sh [build|demo|outside|ci]...
set -eu

why() {
	case $1 in
	gcc | make) echo "to build" ;;
	libc6-dev) echo "the C library's headers, to build" ;;
	pkg-config) echo "to find the libraries" ;;
	libcsv-dev) echo "reads CSV" ;;
	libarchive-dev) echo "reads and writes archives" ;;
	libzstd-dev) echo "compresses archives" ;;
	libgcrypt20-dev) echo "cryptography" ;;
	libutf8proc-dev) echo "Unicode" ;;
	libpcre2-dev) echo "your own patterns in balint-redact" ;;
	libseccomp-dev) echo "the sandbox" ;;
	libgsl-dev) echo "distributions for the statistics" ;;
	libical-dev) echo "calendars" ;;
	perl) echo "prove(1), which runs the tests" ;;
	sqlite3 | miller) echo "reads our tables back" ;;
	age | zstd) echo "opens our archives without us" ;;
	clang | clang-* | libclang-rt-*) echo "the second compiler, fuzzers, format" ;;
	cppcheck | shellcheck) echo "reads the source for mistakes" ;;
	*) echo "an outside program that checks us" ;;
	esac
}

build="gcc libc6-dev make pkg-config libcsv-dev libarchive-dev libzstd-dev
libgcrypt20-dev libutf8proc-dev libpcre2-dev libseccomp-dev libgsl-dev perl"
demo="age sqlite3 zstd"
outside="age minisign zstd sqlite3 miller recutils r-base-core python3
python3-icalendar chromium poppler-utils glpk-utils mandoc bash-completion zsh
fish tmux strace git nodejs npm"

ci="clang clang-tidy clang-format libclang-rt-14-dev cppcheck shellcheck
mandoc"

want=
for set in "${@:-build}"; do
	case $set in
	build) want="$want $build" ;;
	demo) want="$want $demo" ;;
	outside) want="$want $outside" ;;
	ci) want="$want $ci" ;;
	*) echo "setup: no such set: $set" >&2 && exit 2 ;;
	esac
done

missing=
for p in $want; do
	if command -v dpkg-query >/dev/null 2>&1; then
		case $(dpkg-query -W -f '${Status}' "$p" 2>/dev/null) in
		'install ok installed') continue ;;
		esac
	fi
	# A program that came another way (a compiler, a language) is as good.
	case $p in
	gcc | make | pkg-config | age | sqlite3 | git | python3 | npm)
		command -v "$p" >/dev/null 2>&1 && continue
		;;
	# perl-base, which every Debian has, comes without prove.
	perl) command -v prove >/dev/null 2>&1 && continue ;;
	nodejs) command -v node >/dev/null 2>&1 && continue ;;
	miller) command -v mlr >/dev/null 2>&1 && continue ;;
	esac
	missing="$missing $p"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
	{
		echo "setup: this system has no apt-get; please install, under whatever names it gives them:"
		for p in $missing; do echo "  $p: $(why "$p")"; done
		echo "and run make again."
	} >&2
	exit 2
fi
echo "Installing what is missing:"
for p in $missing; do echo "  $p: $(why "$p")"; done
sudo=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null 2>&1 || {
		echo "setup: not root and no sudo; as root, run: apt-get install$missing" >&2
		exit 2
	}
	sudo=sudo
fi
$sudo env DEBIAN_FRONTEND=noninteractive apt-get update -qq
# shellcheck disable=SC2086
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
