# orphans.awk BUILDS SOURCES (two lists of files): sources that no meson.build names. A source is
# named by its path from the folder of a meson.build at or above it; `name + '_test.c'` counts.
# And meson.build files that no subdir() above reaches.
FNR == NR {
    dir = $0
    sub(/[^\/]*$/, "", dir)
    while ((getline line < $0) > 0) {
        sub(/#.*/, "", line)
        while (match(line, /'[^']*'/)) {
            at = RSTART
            size = RLENGTH
            path = dir substr(line, RSTART + 1, RLENGTH - 2)
            while (sub(/[^\/.]+\/\.\.\//, "", path)) continue
            named[path] = 1
            line = substr(line, at + size)
        }
    }
    close($0)
    builds[$0] = 1
    next
}
{
    stem = $0
    sub(/\.[a-z]+$/, "", stem)
    ok = $0 in named || stem in named
    suffix_free = stem
    if (sub(/_test$/, "", suffix_free) && suffix_free in named) ok = 1
    prefix_free = stem
    if (sub(/\/fuzz_/, "/", prefix_free) && prefix_free in named) ok = 1
    if (!ok) print $0 ":1: orphans: no meson.build lists this file"
}
END {
    for (build in builds) {
        if (build == "meson.build") continue
        dir = build
        sub(/\/meson\.build$/, "", dir)
        if (!(dir in named)) print build ":1: orphans: no subdir() above reaches this folder"
    }
}
