#!/bin/sh
# The template compiler: escaping by place, blocks, and refusals that name the line. TAP.
# viewgen_test.sh VIEWGEN SOURCE_ROOT
set -u
viewgen=$1
root=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/gen"
count=0

point() { # status name
    count=$((count + 1))
    [ "$1" -eq 0 ] && echo "ok $count - $2" || echo "not ok $count - $2"
}

# refused NAME LINE PART BODY: the view x is refused at that line, with that part of a sentence.
refused() {
    printf '%s\n' "$4" >"$work/x.html"
    if "$viewgen" "$work/gen/x.h" "$work/gen/x.c" "$root/assets/icons.svg" "$work/x.html" \
        2>"$work/err"; then
        point 1 "$1"
        return
    fi
    grep -q "x.html:$2: .*$3" "$work/err"
    point $? "$1"
    grep -q "x.html:$2: .*$3" "$work/err" || sed 's/^/# /' "$work/err"
}

v='{{ view x: a text, u url, n int, b bool, o text?, l [a text, m [c text]] }}'
refused "a view must begin with its declaration" 1 "begins with" '<p>x</p>'
refused "the name must be the file's" 1 "must stand in y.html" '{{ view y: a text }}'
refused "an unknown type" 1 "no type and no view colour" '{{ view x: a colour }}'
refused "a field declared twice" 1 "declared twice" '{{ view x: a text, a int }}'
refused "only texts can be optional" 1 "only text and url" '{{ view x: a int? }}'
refused "an unknown field" 3 "no field z" "$v
<p>
{{ z }}</p>"
refused "a bool is not shown" 2 "cannot be shown" "$v
<p>{{ b }}</p>"
refused "a list is not shown" 2 "cannot be shown" "$v
<p>{{ l }}</p>"
refused "a value inside a tag" 2 "not here" "$v
<p {{ a }}>x</p>"
refused "a value as a tag's name" 2 "not here" "$v
<{{ a }}>x"
refused "an attribute without quotes" 2 "double quotes" "$v
<p class=x>x</p>"
refused "a value without quotes" 2 "not here" "$v
<p class={{ a }}>x</p>"
refused "a text as an address" 2 "declare it url" "$v
<a href=\"{{ a }}\">x</a>"
refused "a piece behind a strange beginning" 2 "must begin with" "$v
<a href=\"javascript:{{ a }}\">x</a>"
refused "a url in the middle of an address" 2 "must begin the attribute" "$v
<a href=\"/x/{{ u }}\">x</a>"
refused "an inline handler" 2 "onclick is refused" "$v
<p onclick=\"x\">x</p>"
refused "an inline style" 2 "style is refused" "$v
<p style=\"x\">x</p>"
refused "a style element" 2 "style> is refused" "$v
<style>p {}</style>"
refused "a script with a body" 2 "must be empty" "$v
<script>x</script>"
refused "a value inside a script" 2 "not here" "$v
<script src=\"/x\">{{ a }}</script>"
refused "raw output" 2 "raw is refused" "$v
{{ raw a }}"
refused "an if that is not closed" 3 "not closed" "$v
<p>
{{ if b }}x</p>"
refused "an end without a beginning" 2 "without an if" "$v
{{ end }}"
refused "an else without an if" 2 "without an if" "$v
{{ else }}"
refused "a quote left open by one branch" 2 "does not end where it began" "$v
<p class=\"{{ if b }}x\" id=\"{{ end }}\">x</p>"
refused "branches that end differently" 2 "does not end where it began" "$v
{{ if b }}<p {{ else }}<p>{{ end }}"
refused "each over something else" 2 "is no list" "$v
{{ each a as x }}{{ end }}"
refused "a whole record" 2 "whole record" "$v
{{ each l as r }}{{ r }}{{ end }}"
refused "a tag that is not closed" 3 "not closed" "$v

{{ a"
refused "an unknown icon" 2 "no icon unicorn" "$v
{{ icon unicorn }}"
refused "a number in a sentence" 2 "must be a text" "$v
{{ _ \"x %1\" n }}"
refused "words too many" 2 "too much" "$v
{{ a b }}"
refused "an unknown view" 2 "no view w" "$v
{{ include w a }}"
refused "a view that ends inside a tag" 3 "ends inside a tag" "$v
<p"

# What it makes, compiled and run.
cat >"$work/frame.html" <<'END'
{{ view frame: title text }}
<title>{{ title }}</title><!-- never seen -->
{{ content }}
<footer/>
END
cat >"$work/piece.html" <<'END'
{{ view piece: name text }}
[{{ name }}]
END
cat >"$work/good.html" <<'END'
{{ view good: page frame, a text, u url, ref text, n int, b bool, o text?, number text,
   rows [a text, on bool, cells [c text]], pieces [piece] }}
{{ layout frame page }}
<p class="x {{ a }}" {{ if b }}hidden {{ end }}title="{{ _ "Bonjour %1" a }}">{{ a }}|{{ n }}|{{ if o }}{{ o }}{{ else }}none{{ end }}</p>
<a href="{{ u }}">u</a><a href="/f/{{ ref }}?n={{ n }}">r</a>
{{ each rows as r }}<i {{ if r.on }}class="on"{{ end }}>{{ r.a }}{{ each r.cells as c }}-{{ c.c }}{{ end }}</i>{{ end }}{{ if not rows }}empty{{ end }}
{{ each pieces as p }}{{ include piece p }}{{ end }}
{{ plural n "%1 dossier" "%1 dossiers" number }}
<textarea>
 kept   </textarea>
END
cat >"$work/main.c" <<'END'
#include "gen/views.h"
#include <stdio.h>
const char *tr(enum lang lang, const char *french)
{
    return lang == LANG_EN && strcmp(french, "Bonjour %1") == 0 ? "Hello %1" : french;
}
int main(void)
{
    struct arena arena;
    struct buf out;
    arena_init(&arena, 0);
    buf_init(&out, &arena, 65536);
    const struct v_good_rows_cells cells[] = {{STR("<1>")}, {STR("2")}};
    const struct v_good_rows rows[] = {{STR("one"), true, cells, 2}, {STR("two"), false, NULL, 0}};
    const struct v_piece pieces[] = {{STR("p&q")}};
    struct v_good v = {.page = {STR("T<")}, .a = STR("\"><script>"), .u = STR("javascript:x"),
                       .ref = STR("a/b c"), .n = 1, .b = true, .rows = rows, .rows_count = 2,
                       .pieces = pieces, .pieces_count = 1, .number = STR("1")};
    view_good(&out, &v, LANG_FR);
    v = (struct v_good){.a = STR("x"), .u = STR("/ok?a=1&b=2"), .n = 0, .o = STR("o"),
                        .number = STR("0")};
    view_good(&out, &v, LANG_EN);
    fwrite(out.p, 1, out.n, stdout);
    arena_release(&arena);
    return 0;
}
END
cat >"$work/want" <<'END'
<title>T&lt;</title>
<p class="x &quot;&gt;&lt;script&gt;" hidden title="Bonjour &quot;&gt;&lt;script&gt;">&quot;&gt;&lt;script&gt;|1|none</p>
<a href="#">u</a><a href="/f/a%2Fb%20c?n=1">r</a>
<i class="on">one-&lt;1&gt;-2</i><i >two</i>
[p&amp;q]
1 dossier
<textarea>
 kept   </textarea>
<footer/>
<title></title>
<p class="x x" title="Hello x">x|0|o</p>
<a href="/ok?a=1&amp;b=2">u</a><a href="/f/?n=0">r</a>
empty
0 dossiers
<textarea>
 kept   </textarea>
<footer/>
END
printf '#define ASSET_ICONS_SVG "/assets/icons.svg"\n' >"$work/gen/assets.h"
printf 'enum lang { LANG_FR, LANG_EN };\n#define N_(text) (text)\nconst char *tr(enum lang lang, const char *french);\n' >"$work/gen/messages.h"
"$viewgen" "$work/gen/views.h" "$work/gen/views.c" "$root/assets/icons.svg" \
    "$work/good.html" "$work/piece.html" "$work/frame.html" 2>"$work/err"
point $? "a good set of views, in any order"
"${CC:-cc}" -std=c17 -D_GNU_SOURCE -Wall -Wextra -Werror -I"$work" -I"$root/src" -o "$work/run" \
    "$work/main.c" "$work/gen/views.c" "$root/src/base/html.c" "$root/src/base/buf.c" \
    "$root/src/base/arena.c" "$root/src/base/str.c" "$root/src/base/check.c" 2>"$work/err"
point $? "the code compiles without a warning"
sed 's/^/# /' "$work/err"
# Blank lines are the template's and say nothing.
"$work/run" | grep -v '^$' >"$work/got"
cmp -s "$work/got" "$work/want"
point $? "escaped by place, nested, in both languages"
diff "$work/want" "$work/got" | sed 's/^/# /'
cp "$work/gen/views.c" "$work/before.c"
"$viewgen" "$work/gen/views.h" "$work/gen/views.c" "$root/assets/icons.svg" \
    "$work/good.html" "$work/piece.html" "$work/frame.html"
cmp -s "$work/before.c" "$work/gen/views.c"
point $? "the same views make the same code"
echo "1..$count"
