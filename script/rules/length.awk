# Functions of at most 70 lines (signature to closing brace) and 5 parameters, files of at most
# 600 lines. Relies on clang-format's layout: a definition starts in column 1, ends with `}` there.
function finding(line, what) { print file ":" line ": length: " what }
function file_done() { if (lines > 600) finding(lines, "the file has " lines " lines, 600 at most") }
function parameters(signature,   depth, i, letter, count, text) {
    sub(/^[^(]*\(/, "", signature)
    depth = 1
    count = 1
    for (i = 1; i <= length(signature) && depth > 0; i++) {
        letter = substr(signature, i, 1)
        if (letter == "(") depth++
        else if (letter == ")") depth--
        else if (letter == "," && depth == 1) count++
        if (depth > 0) text = text letter
    }
    return text ~ /^[ \t]*(void)?[ \t]*$/ ? 0 : count
}
FNR == 1 { if (file != "") file_done(); file = FILENAME; start = 0; inside = 0; signature = "" }
{ lines = FNR }
inside {
    if ($0 ~ /^}/) {
        size = FNR - start + 1
        if (size > 70) finding(start, name " has " size " lines, 70 at most")
        inside = 0
        signature = ""
    }
    next
}
/^[A-Za-z_]/ { start = FNR; signature = "" }
/^[#}\/ ]*\*|^#|^$|^}/ { signature = ""; next }
{ signature = signature $0 " " }
/;[ \t]*(\/\*.*)?$/ { signature = ""; next }
/\{[ \t]*$/ {
    if (signature ~ /\(/ && signature !~ /=[^=]/ && signature !~ /^(struct|union|enum)[ A-Za-z0-9_]*\{/) {
        name = signature
        sub(/\(.*/, "", name)
        sub(/^.*[ *]/, "", name)
        inside = 1
        count = parameters(signature)
        if (count > 5) finding(start, name " takes " count " parameters, 5 at most")
    } else {
        signature = ""
    }
}
END { if (file != "") file_done() }
