#!/bin/sh
# Two builds in two folders, under two names, give the same bytes.
. "${SRCDIR:-.}/tests/lib.sh"
need tar

unset MAKEFLAGS MAKELEVEL MFLAGS
copy() { # DIRECTORY: the sources, without what is built
	mkdir -p "$1"
	(cd "$SRCDIR" && tar -cf - --exclude=./build --exclude=./.git .) | tar -xf - -C "$1"
}
ok 'two copies' copy one
ok 'the second one deeper' copy another/folder/with-a-longer-name
ok 'one is built' make -s -C one -j"$(nproc)"
ok 'and the other, later, in another time zone and locale' \
    env TZ=Asia/Tokyo LC_ALL=C make -s -C another/folder/with-a-longer-name -j"$(nproc)"
for p in one/build/bin/balint-*; do
	ok "${p##*/} is the same" cmp "$p" "another/folder/with-a-longer-name/${p#one/}"
done
(cd one/build/share/balint && find . -type f ! -name stamp -exec sha256sum {} + | sort) >a
(cd another/folder/with-a-longer-name/build/share/balint && find . -type f ! -name stamp -exec sha256sum {} + | sort) >b
ok 'the data are the same' cmp a b

finish
