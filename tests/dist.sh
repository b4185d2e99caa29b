#!/bin/sh
# SPDX-License-Identifier: MIT
# The package is the same byte for byte wherever, whenever and by whomever it
# is made, and holds every file of the repository. TAP.
set -u
cd "$(dirname "$0")/.." || exit 1
work=$(mktemp -d) || exit 1
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT

if [ -e .git ]; then
    git ls-files
else
    tar tzf "$(ls build/libskpcheck-*.tar.gz)" | sed 's,^[^/]*/,,; /\/$/d'
fi | LC_ALL=C sort >"$work/files"

# The files are taken once, so that both packages are of the same ones even if
# somebody works on them meanwhile.
tar cf "$work/files.tar" -T "$work/files" || exit 1

# copy_to DIR: the repository's files as they were then
copy_to() {
    mkdir -p "$1" && tar xf "$work/files.tar" -C "$1"
}

# package_in DIR: makes the package in DIR/build, where every folder holds what
# a build may leave; configure is made anew unless it is there
package_in() {
    cd "$1" && { [ -e configure ] || AUTOM4TE=$autom4te ./autogen.sh; } ||
        return
    find . -type d ! -path './autom4te.cache*' >"$work/dirs"
    mkdir build && cd build && ../configure || return
    while read -r dir; do
        mkdir -p "$dir" && : >"$dir/left.o"
    done <"$work/dirs"
    make dist
}

n=0
is() {
    name=$1
    shift
    n=$((n + 1))
    if "$@" >"$work/out" 2>&1; then
        echo "ok $n - $name"
    else
        tail -n 30 "$work/out" | sed 's/^/# /'
        echo "not ok $n - $name"
    fi
}

autom4te=autom4te
a=$work/a
b=$work/another/and/deeper
here() {
    copy_to "$a" && (package_in "$a")
}

# For autom4te all of it happens in one second, as on a very fast machine.
freeze() {
    cat >"$work/autom4te" <<'EOF'
#!/bin/sh
autom4te "$@"
status=$?
find aclocal.m4 autom4te.cache m4 -exec touch -d 2001-01-01 {} + 2>/dev/null
exit $status
EOF
    chmod +x "$work/autom4te"
}

elsewhere() {
    copy_to "$b" && find "$b" -exec touch -d 2001-01-01 {} + && freeze ||
        return
    (umask 077 && autom4te=$work/autom4te TZ=Asia/Jakarta LC_ALL=C.UTF-8 \
        package_in "$b")
}

same() {
    cmp "$1"/build/libskpcheck-*.tar.gz "$2"/build/libskpcheck-*.tar.gz
}

again() {
    mkdir "$work/again" &&
        tar xzf "$a"/build/libskpcheck-*.tar.gz -C "$work/again" &&
        (package_in "$work"/again/libskpcheck-*)
}

whole() {
    tar tzf "$a"/build/libskpcheck-*.tar.gz | sed 's,^[^/]*/,,' |
        LC_ALL=C sort >"$work/packed"
    missing=$(LC_ALL=C comm -23 "$work/files" "$work/packed")
    [ -z "$missing" ] || { echo "not packed: $missing" && return 1; }
}

nothing_left() {
    ! grep 'left\.o$' "$work/packed"
}

# Without this the comparison could be of a package with itself.
differs() {
    ! (cd "$a" && echo >>README.md && cd build && make dist) ||
        ! same "$a" "$b"
}

echo 1..8
is 'a package' here
is 'one made in another folder, under another umask and in no time' elsewhere
is 'they are equal' same "$a" "$b"
is 'a package made from the package' again
is 'it is equal too' same "$a" "$work"/again/libskpcheck-*
is 'every file of the repository is packed' whole
is 'nothing that a build left is' nothing_left
is 'a changed file makes another package' differs
