# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# For tests of the tool from outside: . "$(dirname "$0")/tool.sh" at their
# begin, tool_end at their end. They run in a folder of their own.
tool=${SKPCHECK:-skpcheck}
here=$(cd "$(dirname "$0")" && pwd)
case $tool in
*/*) tool=$(cd "$(dirname "$tool")" && pwd)/$(basename "$tool") ;;
esac
work=$(mktemp -d "${TMPDIR:-/tmp}/test_tool.XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 99
export SKPCHECK_LANG=id
unset NO_COLOR POSIXLY_CORRECT
esc=$(printf '\033')
tests=0
failures=0

# ok NAME COMMAND...: the command must succeed
ok() {
	test_name=$1
	shift
	tests=$((tests + 1))
	if "$@"; then
		echo "ok $tests - $test_name"
	else
		echo "not ok $tests - $test_name"
		echo "# status $status, output:"
		head -n 5 out err | cut -c 1-400 | sed 's/^/# /'
		failures=$((failures + 1))
	fi
}

skip() {
	tests=$((tests + 1))
	echo "ok $tests - $1 # SKIP $2"
}

not() {
	! "$@"
}

status=0
run() {
	"$tool" "$@" >out 2>err </dev/null
	status=$?
}

# ends STATUS NAME ARGUMENTS...: runs the tool, which must end so
ends() {
	ends_with=$1
	ends_name=$2
	shift 2
	run "$@"
	ok "$ends_name" test "$status" -eq "$ends_with"
}

has() { # has FILE TEXT
	grep -qF -e "$2" "$1"
}

matches() { # matches FILE REGEX
	grep -qE -e "$2" "$1"
}

found() { # found CODES: exactly these findings, in order
	test "$(sed -n 's/^{"code":"\([^"]*\)".*/\1/p' out | tr '\n' ' ')" \
		= "$1"
}

alone() { # alone FOLDER NAMES: nothing else is in it
	test "$(cd "$1" && ls -A | tr '\n' ' ')" = "$2"
}

tool_end() {
	echo "1..$tests"
	exit $((failures > 0))
}
