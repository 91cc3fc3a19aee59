# layers.awk src/LAYERS FILE...: who may include whom.
function finding(what) { print FILENAME ":" FNR ": layers: " what }
BEGIN {
    split("law party claim cash office solvency strategy negotiation training", names, " ")
    for (i in names) pure[names[i]] = 1
    split("stdint.h stdbool.h stddef.h string.h limits.h math.h", names, " ")
    for (i in names) plain[names[i]] = 1
    split("solvency strategy negotiation training", names, " ")
    for (i in names) may_count[names[i]] = 1
}
FILENAME == "src/LAYERS" {
    count = split($0, word, /:? +|:$/)
    room_known[word[1]] = 1
    for (i = 2; i <= count; i++) if (word[i] != "") may[word[1], word[i]] = 1
    next
}
FNR == 1 {
    path = FILENAME
    sub(/^src\//, "", path)
    room = path
    sub(/\/.*/, "", room)
    own_dir = FILENAME
    sub(/[^\/]*$/, "", own_dir)
    if (!(room in room_known)) finding("the room " room " is not in src/LAYERS")
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
    target = $0
    sub(/^[^"]*"/, "", target)
    sub(/".*/, "", target)
    if (target !~ /\//) {
        if (room == "main.c") next
        # A file of the same folder: it lies beside this one.
        if ((getline line < (own_dir target)) < 0)
            finding("\"" target "\" is not in " own_dir ": write \"room/file.h\" or \"room/folder/file.h\"")
        close(own_dir target)
        next
    }
    to = target
    sub(/\/.*/, "", to)
    folder = "src/" target
    sub(/[^\/]*$/, "", folder)
    if (to == room) { if (folder == own_dir) finding("\"" target "\": a file of the same folder is named without it") }
    else if (!((room, to) in may)) finding(room " may not include " to " (\"" target "\")")
}
/^[ \t]*#[ \t]*include[ \t]*</ && room in pure {
    target = $0
    sub(/^[^<]*</, "", target)
    sub(/>.*/, "", target)
    if (!(target in plain)) finding("a pure room may not include <" target ">")
    else if (target == "math.h" && !(room in may_count)) finding(room " knows no <math.h>: exact arithmetic only")
}
