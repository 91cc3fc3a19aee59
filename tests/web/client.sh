# Sourced after serving.sh: a plain HTTP client, and the points of its test.
#
# The last page in $work/body, its headers in $work/head, its status in $status. A test that wants
# to say more of a failure defines details after this file.

count=0

details() {
    head -n 8 "$work/head" 2>/dev/null
    grep -o 'role="alert">.*</div>' "$work/body" 2>/dev/null | head -n 3
}
ok() { # status name
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - $2"
    else
        echo "not ok $count - $2"
        details | sed 's/^/# /'
    fi
}
is() { # status-wanted name
    [ "$status" = "$1" ]
    ok $? "$2"
}

get() { # PATH curl-options
    path=$1
    shift
    status=$(curl -s -o "$work/body" -D "$work/head" -w '%{http_code}' --max-time 20 "$@" "$url$path")
}
header() { grep -qi "^$1" "$work/head"; }
# The body; the blanks of French typography are plain ones.
plain() { sed 's/\xc2\xa0/ /g; s/\xe2\x80\xaf/ /g' "$work/body"; }
body() { plain | grep -qF -- "$1"; } # the page holds this text
# The text file for spreadsheets that was answered holds these lines and no others.
lines() { # line...
    head -c 3 "$work/body" | grep -q "$(printf '\357\273\277')" &&
        plain | tail -c +4 | tr -d '\r' >"$work/lines" &&
        printf '%s\n' "$@" | diff - "$work/lines" >"$work/differ" || {
        sed 's/^/# /' "$work/differ"
        false
    }
}
field() { sed -n 's/.*name="'"$1"'" value="\([^"]*\)".*/\1/p' "$work/body" | head -n 1; }
csrf() { field csrf; }

jar() { printf '%s/jar.%s' "$work" "$1"; }
sign_in() { # JAR [PASSWORD [LOGIN]]: else with everybody's password and a login called like the jar
    rm -f "$(jar "$1")"
    get /login -c "$(jar "$1")"
    get /login -b "$(jar "$1")" -c "$(jar "$1")" -d "login=${3-$1}" \
        --data-urlencode "password=${2-$password}" --data-urlencode "csrf=$(csrf)"
}
post() { # PATH JAR curl-options: a form with the token of the page
    page_of=$1 who=$2
    shift 2
    get "$page_of" -b "$(jar "$who")"
    get "$page_of" -b "$(jar "$who")" --data-urlencode "csrf=$(csrf)" "$@"
}
