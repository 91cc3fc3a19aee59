#!/bin/sh
# script/check flags a violation of each of its rules, and leaves correct code alone. TAP.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
check=$here/../../script/check
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

ok() { # name, condition already in $?
    if [ "$1" -eq 0 ]; then verdict=ok; else verdict='not ok'; fi
    count=$((count + 1))
    echo "$verdict $count - $2"
    [ "$1" -eq 0 ] || sed 's/^/# /' "$work/out"
}

# A small tree in which every rule holds.
fresh() {
    rm -rf "$work/tree"
    mkdir -p "$work/tree/src/base" "$work/tree/src/law" "$work/tree/src/store" "$work/tree/po"
    cd "$work/tree" || exit 3
    printf 'BasedOnStyle: LLVM\nIndentWidth: 4\nColumnLimit: 100\nAllowShortFunctionsOnASingleLine: None\n' >.clang-format
    cat >src/LAYERS <<'END'
base:
law: base
store: base law
main.c: base store
END
    cat >src/base/a.h <<'END'
/* A header. */
#ifndef A_H
#define A_H
#include <stdint.h>
int64_t a_twice(int64_t n);
#endif
END
    cat >src/base/a.c <<'END'
#include "a.h"

int64_t a_twice(int64_t n) {
    return 2 * n;
}
END
    cat >src/law/b.h <<'END'
/* Another. */
#ifndef B_H
#define B_H
#include <stddef.h>
#include <stdint.h>
int64_t b_sum(const int64_t *numbers, size_t count);
#endif
END
    cat >src/law/b.c <<'END'
#include "b.h"

#include "base/a.h"

/* A comment may say double, rand() or SELECT. */
int64_t b_sum(const int64_t *numbers, size_t count) {
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += a_twice(numbers[i]);
    return sum;
}
END
    cat >src/store/c.c <<'END'
#include <stdio.h>

#include "law/b.h"

int c_main(void) {
    static const int64_t numbers[] = {1, 2};
    return printf("%s %d\n", "selected", (int)b_sum(numbers, 2)) < 0;
}
END
    cat >meson.build <<'END'
project('tree', 'c')
src_inc = include_directories('src')
subdir('src/base')
subdir('src/law')
subdir('src/store')
END
    echo "static_library('base', 'a.c', include_directories: src_inc)" >src/base/meson.build
    echo "static_library('law', 'b.c', include_directories: src_inc)" >src/law/meson.build
    echo "static_library('store', 'c.c', include_directories: src_inc)" >src/store/meson.build
    cat >po/en.po <<'END'
msgid ""
msgstr ""
"Project-Id-Version: tree\n"
"PO-Revision-Date: 2026-01-01\n"
"Last-Translator: nobody\n"
"Language-Team: none\n"
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"

msgid "bonjour"
msgstr "good morning"
END
}

# flags RULE FILE NAME: the tree as it stands has a finding of RULE in FILE.
flags() {
    "$check" --root "$work/tree" "$1" >"$work/out" 2>&1
    status=$?
    [ "$status" -eq 1 ] && grep -Eq "^$2:[0-9]*:? *$1: " "$work/out"
    ok $? "$1: $3"
}

# accepts RULE NAME
accepts() {
    "$check" --root "$work/tree" "$1" >"$work/out" 2>&1 && [ ! -s "$work/out" ]
    ok $? "$1: $2"
}

fresh
for rule in layers purity format headers sql sqllint length words floats orphans packages messages codes paths; do
    accepts $rule "a correct tree passes"
done

fresh
echo '#include "store/db.h"' >>src/law/b.c
flags layers src/law/b.c "law includes store"
fresh
echo '#include "base/a.h"' >>src/base/a.c
flags layers src/base/a.c "the own room is named"
fresh
echo '#include "absent.h"' >>src/law/b.c
flags layers src/law/b.c "a header of another room without its room"
fresh
echo '#include <stdio.h>' >>src/law/b.c
flags layers src/law/b.c "a pure room includes stdio.h"
fresh
echo '#include <math.h>' >>src/law/b.c
flags layers src/law/b.c "law includes math.h"
fresh
mkdir src/attic && echo 'int x;' >src/attic/d.c
flags layers src/attic/d.c "a room that LAYERS does not know"
fresh
mkdir src/store/keep && mv src/store/c.c src/store/keep/ && echo 'int d(void);' >src/store/d.h
echo '#include "store/d.h"' >>src/store/keep/c.c
accepts layers "a file of another folder of the room"
echo 'int e(void);' >src/store/keep/e.h && echo '#include "store/keep/e.h"' >>src/store/keep/c.c
flags layers src/store/keep/c.c "a file of the own folder with its folder"
fresh
mkdir src/law/keep && echo '#include "store/db.h"' >src/law/keep/d.c
flags layers src/law/keep/d.c "a folder of law includes store"
fresh
printf '#include "base/a.h"\n#include "law/b.h"\n' >src/main.c
flags layers src/main.c "main.c goes past its rooms"

fresh
cat >>src/law/b.c <<'END'
long time(long *);
long b_now(void);
long b_now(void) {
    return time(0);
}
END
flags purity src/law/b.c "a pure room asks the clock"
fresh
cat >>src/base/a.c <<'END'
char *getenv(const char *);
char *a_home(void);
char *a_home(void) {
    return getenv("HOME");
}
END
flags purity src/base/a.c "base reads the environment"

fresh
printf 'int  d( int x ){return x;}\n' >>src/law/b.c
flags format src/law/b.c "a line that clang-format changes"
fresh
printf 'size_t c_size(void);\n' >src/store/c.h
flags headers src/store/c.h "a header that needs another first"

fresh
printf 'const char *q = "SELECT 1";\n' >>src/store/c.c
flags sql src/store/c.c "a SELECT in C"
fresh
printf 'const char *q = "insert into t values (1)";\n' >>src/store/c.c
flags sql src/store/c.c "an insert in small letters"
fresh
printf 'const char *q = "x"\n    "DELETE FROM t";\n' >>src/store/c.c
flags sql src/store/c.c "SQL in the second half of a literal"

fresh
mkdir -p sql/schema
printf -- '-- citus: distributed debtor_id\nCREATE TABLE t (\n    t_id {int} NOT NULL PRIMARY KEY\n){table};\n' >sql/schema/0001_t.sql
flags sqllint sql/schema/0001_t.sql "a distributed table without debtor_id in its key"
fresh
mkdir -p sql/schema
printf -- '-- citus: local\nCREATE TABLE t (\n    t_id {int} NOT NULL PRIMARY KEY\n){table};\n' >sql/schema/0001_t.sql
printf -- '-- name: t_all\n-- many\n-- out: t_id int\nSELECT t_id::int FROM t;\n' >sql/t.sql
flags sqllint sql/t.sql "a cast that SQLite does not know"

fresh
{ echo 'int d(void) {'; yes '    ;' | head -n 69; echo '}'; } >>src/law/b.c
flags length src/law/b.c "a function of 71 lines"
fresh
{ printf 'int d(void)\n{\n'; yes '    ;' | head -n 68; echo '}'; } >>src/law/b.c
flags length src/law/b.c "a function of 71 lines, its brace on a line of its own"
fresh
{ echo 'int d(void) {'; yes '    ;' | head -n 68; echo '}'; } >>src/law/b.c
accepts length "a function of 70 lines"
fresh
yes 'int x;' | head -n 601 >src/law/long.c
flags length src/law/long.c "a file of 601 lines"
fresh
printf 'static int d(int a, int b, int c,\n             int (*f)(int, int), int e, int g) {\n    return a;\n}\n' >>src/law/b.c
flags length src/law/b.c "a function of six parameters"
fresh
printf 'static int d(int a, int b, int c,\n             int (*f)(int, int), int e) {\n    return a;\n}\n' >>src/law/b.c
accepts length "five parameters, one of them a function"

for call in 'strcpy(a, b)' 'sprintf(a, b)' 'strtok(a, b)' 'atoi(a)' 'rand()' 'system(a)' 'localtime(a)' 'longjmp(a, 1)'; do
    fresh
    printf 'void d(void) {\n    %s;\n}\n' "$call" >>src/store/c.c
    flags words src/store/c.c "$call"
done
fresh
printf 'void d(void) {\n    x->rand();\n    my_rand();\n}\n' >>src/store/c.c
accepts words "a member and a longer name are no banned functions"
fresh
printf 'typedef struct d { int x; } d;\n' >>src/store/c.c
flags words src/store/c.c "a typedef of a struct"
fresh
printf '/* %s: later */\n' 'TO''DO' >>src/store/c.c
flags words src/store/c.c "a note of unfinished work"

fresh
printf 'double d;\n' >>src/law/b.c
flags floats src/law/b.c "a double in law"
fresh
printf 'int d = (int)(1.5 * 2);\n' >>src/law/b.c
flags floats src/law/b.c "a decimal literal in law"
fresh
printf 'double d;\n' >>src/store/c.c
accepts floats "a double elsewhere"

fresh
printf 'int d;\n' >src/law/d.c
flags orphans src/law/d.c "a source that no meson.build lists"
fresh
mkdir -p tests/unit/law && echo 'int d;' >tests/unit/law/d_test.c
printf "foreach name : ['d']\n  executable(name, name + '_test.c')\nendforeach\n" >tests/unit/law/meson.build
printf "subdir('tests/unit/law')\n" >>meson.build
accepts orphans "a test named by its stem"
fresh
mkdir -p tests/cli tests/fault && echo 'echo 1..0' >tests/cli/found_test.sh
echo "test('found', files('../cli/found_test.sh'))" >tests/fault/meson.build
echo "subdir('tests/fault')" >>meson.build
flags orphans tests/cli/found_test.sh "a test script that cannot be started"
chmod +x tests/cli/found_test.sh
accepts orphans "a test script named from the folder beside it"
fresh
mkdir -p tests/cli && echo 'echo 1..0' >tests/cli/lost_test.sh
flags orphans tests/cli/lost_test.sh "a test script that nothing runs"
fresh
mkdir -p tests/unit && echo "x = 1" >tests/unit/meson.build
flags orphans tests/unit/meson.build "a folder that no subdir() reaches"

fresh
mkdir script && echo 'packages=gcc' >script/bootstrap
echo "dependency('sqlite3')" >>src/store/meson.build
if command -v dpkg >/dev/null; then
    flags packages src/store/meson.build "a library that bootstrap does not install"
fi
echo 'packages=libsqlite3-dev' >script/bootstrap
accepts packages "a library that bootstrap installs"

fresh
printf '\nmsgid "au revoir"\nmsgstr ""\n' >>po/en.po
flags messages po/en.po "a text without English"
fresh
printf '\nmsgid "%%d francs"\nmsgstr "francs"\nmsgid' >>po/en.po
flags messages po/en.po "a catalogue that msgfmt refuses"

fresh
mkdir -p docs src/app
printf 'one\ntwo\n' >docs/codes.md
printf '#include <stdio.h>\nint main(void) { return puts("one\\nthree") < 0; }\n' >src/app/page.c
echo "executable('codes_page', 'page.c')" >src/app/meson.build
echo "subdir('src/app')" >>meson.build
flags codes docs/codes.md "a page of codes that is behind"
printf 'one\nthree\n' >docs/codes.md
accepts codes "a page of codes that says what the program says"

fresh
printf '%s\n' "see /wor""k/main/x" >notes.md
flags paths notes.md "a path of one machine"
fresh
printf '{\n"resolved": "https://npm.corp.example/x.tgz"\n}\n' >package-lock.json
flags paths package-lock.json "a private registry in a lock file"
fresh
printf '{\n"resolved": "https://registry.npmjs.org/x.tgz"\n}\n' >package-lock.json
accepts paths "the public registry in a lock file"

fresh
printf 'double d;\n' >>src/law/b.c
mkdir script && printf 'floats src/law/b.c because\n' >script/exceptions
accepts floats "a file named in script/exceptions"

fresh
printf 'static int d(int a, int b, int c, int e, int f, int g) {\n    return a;\n}\n' >>src/law/b.c
mkdir script && printf 'length src/law/b.c#e because\n' >script/exceptions
flags length src/law/b.c "an exception for another function of the file"
printf 'length src/law/b.c#d because\n' >script/exceptions
accepts length "an exception for this function"

fresh
"$check" --root "$work/tree" nonsense >"$work/out" 2>&1
[ $? -eq 2 ]
ok $? "an unknown rule is a usage error"

echo "1..$count"
