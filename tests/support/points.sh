# Sourced by tests of commands, which print TAP: a folder of their own in $work, points that count
# themselves, and the ways most of them ask. A test says in $relance which program, in $db which
# database, in $today which day it is; what it does in a way of its own it defines after this file.

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset RELANCE_DB
count=0

point() { # ok|"not ok" name
    count=$((count + 1))
    echo "$1 $count - $2"
}

relance() { "$relance" --db "$db" --today "$today" "$@"; }

holds() { # name command...
    name=$1
    shift
    if "$@" >"$work/out" 2>&1; then
        point ok "$name"
    else
        point 'not ok' "$name"
        sed 's/^/# /' "$work/out"
    fi
}

has() { # name text command...: it says the text
    name=$1 text=$2
    shift 2
    if relance "$@" 2>&1 | grep -qF -- "$text"; then
        point ok "$name"
    else
        point 'not ok' "$name"
        relance "$@" 2>&1 | sed 's/^/# /'
    fi
}

fails() { # name exit code command...
    name=$1 exit=$2 code=$3
    shift 3
    out=$(relance --json "$@" 2>/dev/null)
    got=$?
    case $got,$out in
    "$exit",*"\"code\":\"$code\""*) point ok "$name" ;;
    *)
        point 'not ok' "$name"
        echo "# exit $got: $out"
        ;;
    esac
}
