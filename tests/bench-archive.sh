#!/bin/sh
# Archives against the pipes that do the same with stock tools: 2,000 groups
# with 100,000 files, and one file of 1 GiB.  Interleaved, medians of ROUNDS.
# The archive verbs also hash every file and, by default, read back what they
# wrote; the pipes do neither.  Then against restic and borg, each into a new
# repository; with nothing in the page cache; the time to unlock; and, asked
# for by MILLION=1 since it takes 5 GB and minutes, the memory for a million
# files.
set -eu
for p in age zstd tar; do
	command -v "$p" >/dev/null || { echo "archive: needs $p"; exit 0; }
done
ROUNDS=${ROUNDS:-5}
GROUPS_=${GROUPS_:-2000}
T=$(mktemp -d "${TMPDIR:-/tmp}/balint-bench.XXXXXX")
O=$T
[ -d /dev/shm ] && O=$(mktemp -d /dev/shm/balint-bench.XXXXXX)
trap 'rm -rf "$T" "$O"' EXIT
trap 'exit 130' INT TERM
BALINT_HOME=$T/none
XDG_CONFIG_HOME=$T/config
export BALINT_HOME XDG_CONFIG_HOME
cd "$T"
balint-new key -q >key
KEY=$(cat key)
R=$(grep age1 "$KEY.pub")
"$BUILD/tests/helper-generate" D "$GROUPS_" 4 15 30 3300
export R KEY O

# took NAME COMMAND...: adds a line to NAME.t
took() {
	n=$1
	shift
	"$BUILD/tests/helper-time" "$@" 3>>"$n.t" >/dev/null
}
median() { # FILE COLUMN
	cut -d' ' -f"$2" "$1.t" | sort -n | awk '{ v[NR] = $1 }
		END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
ratio() { # TEXT OURS THEIRS
	awk -v a="$(median "$2" 1)" -v b="$(median "$3" 1)" \
	    -v c="$(median "$2" 2)" -v d="$(median "$3" 2)" \
	    -v m="$(median "$2" 3)" -v t="$1" 'BEGIN {
		printf "%-44s wall %.2fs / %.2fs = %.2f   cpu %.2fs / %.2fs = %.2f   %d MiB\n",
		    t, a, b, b ? a / b : 0, c, d, d ? c / d : 0, m / 1024 }'
}

i=0
while [ $i -lt "$ROUNDS" ]; do
	i=$((i + 1))
	# shellcheck disable=SC2016
	took pipe sh -c 'tar c D | zstd -3 -T0 -q | age -r "$R" >"$O/p.age"'
	took pack balint-export archive -q --no-verify -o "$O/o.age" -r "$R" D/*
	took packed balint-export archive -q -o "$O/v.age" -r "$R" D/*
	# shellcheck disable=SC2016
	took check_pipe sh -c 'age -d -i "$KEY" "$O/p.age" | zstd -dq | tar t >/dev/null'
	took check balint-export verify -q "$O/o.age"
	mkdir "$O/x"
	# shellcheck disable=SC2016
	took extract_pipe sh -c 'age -d -i "$KEY" "$O/p.age" | zstd -dq | tar x -C "$O/x"'
	rm -rf "$O/x"
	took extract balint-export extract -q -C "$O/x" "$O/o.age"
	rm -rf "$O/x"
done
echo "$((GROUPS_ * 50)) files, $ROUNDS rounds, medians; ours / the pipe's"
ratio "archive, not read back" pack pipe
ratio "archive, read back" packed pipe
ratio "verify (every file hashed) / ... | tar t" check check_pipe
ratio "extract / ... | tar x" extract extract_pipe
wc -c <"$O/o.age" >size
echo "size: $(cat size) / $(wc -c <"$O/p.age")"

# With nothing of it in memory, the directories included.
cold() {
	sync
	echo 3 >/proc/sys/vm/drop_caches
	took "$@"
}
if [ -w /proc/sys/vm/drop_caches ] &&
    (echo 1 >/proc/sys/vm/drop_caches) 2>/dev/null; then
	i=0
	while [ $i -lt 3 ]; do
		i=$((i + 1))
		# shellcheck disable=SC2016
		cold cold_pipe sh -c 'tar c D | zstd -3 -T0 -q | age -r "$R" >"$O/p.age"'
		cold cold balint-export archive -q --no-verify -o "$O/o.age" -r "$R" D/*
	done
	ratio "archive, cold cache, not read back" cold cold_pipe
else
	echo "cold cache: skipped, the page cache cannot be emptied here"
fi

# Both encrypt, and compress as they do by default or, borg, as zstd does.
export RESTIC_PASSWORD=bench BORG_PASSPHRASE=bench
export RESTIC_CACHE_DIR="$T/restic" BORG_BASE_DIR="$T/borg"
other() { # NAME: both in turn, each time into a new repository
	i=0
	while [ $i -lt 3 ]; do
		i=$((i + 1))
		rm -rf "$O/repo"
		if [ "$1" = restic ]; then
			restic -q init -r "$O/repo" >/dev/null
			took restic restic -q backup -r "$O/repo" D
		else
			borg init -e repokey-blake2 "$O/repo" 2>/dev/null
			took borg borg create -C zstd,3 "$O/repo::a" D
		fi
		took "with_$1" balint-export archive -q -o "$O/o.age" -r "$R" D/*
		took "bare_$1" balint-export archive -q --no-verify -o "$O/o.age" \
		    -r "$R" D/*
	done
	ratio "archive, not read back / $1" "bare_$1" "$1"
	ratio "archive, read back / $1" "with_$1" "$1"
	rm -rf "$O/repo"
}
for p in restic borg; do
	if command -v $p >/dev/null; then
		other $p
	else
		echo "$p: skipped, not installed"
	fi
done

alone() { # TEXT NAME
	awk -v t="$1" -v a="$(median "$2" 1)" -v c="$(median "$2" 2)" \
	    -v m="$(median "$2" 3)" 'BEGIN {
		printf "%-44s wall %.2fs cpu %.2fs %d MiB\n", t, a, c, m / 1024 }'
}

# What a passphrase costs: all but a few milliseconds of a small archive.
printf 'correct horse battery\n' >pass
set -- D/*
balint-export archive -q --passphrase-fd 5 -o s.age "$1" 5<pass >/dev/null
head -n 2 s.age | grep -aq '^-> scrypt [^ ]* 18$' || echo "work factor is not 18"
i=0
while [ $i -lt "$ROUNDS" ]; do
	i=$((i + 1))
	took unlock sh -c 'exec balint-export verify -q --passphrase-fd 5 s.age 5<pass'
done
alone "unlock, work factor 18" unlock
rm -rf D "$O"/*.age

if [ -n "${MILLION:-}" ]; then
	"$BUILD/tests/helper-generate" D $((GROUPS_ * 10)) 4 15 30 3300
	took m_pack balint-export archive -q --no-verify -o "$O/o.age" -r "$R" D/*
	took m_check balint-export verify -q "$O/o.age"
	alone "archive of $((GROUPS_ * 500)) files" m_pack
	alone "verify of $((GROUPS_ * 500)) files" m_check
	rm -rf D "$O"/*.age
fi

# One large file, in a group of its own.
mkdir -p B/big
printf 'Format: balint-group/1\nGroup: g-22222\nMinutes: 90\nTimezone: UTC\n\n' >B/big/group.txt
"$BUILD/tests/helper-generate" E 400 4 15 30 3300
tar c E >E.tar
rm -rf E
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18; do cat E.tar; done | head -c 1073741824 >B/big/attachment.bin
i=0
while [ $i -lt 3 ]; do
	i=$((i + 1))
	# shellcheck disable=SC2016
	took big_pipe sh -c 'tar c B | zstd -3 -T0 -q | age -r "$R" >"$O/p.age"'
	took big balint-export archive -q --no-verify -o "$O/o.age" -r "$R" B/big
done
ratio "archive of 1 GiB, not read back" big big_pipe

