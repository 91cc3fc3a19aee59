# Blanks comments of C lines. code = the line without comments and with empty literals,
# literals[1..literal_count] = the text of the string literals on it. Other files of this folder
# follow it on awk's command line and read these.
FNR == 1 { in_comment = 0 }
{
    code = ""
    literal_count = 0
    rest = $0
    while (rest != "") {
        if (in_comment) {
            at = index(rest, "*/")
            if (!at) { rest = ""; break }
            rest = substr(rest, at + 2)
            in_comment = 0
            continue
        }
        if (!match(rest, /\/\*|\/\/|"|'/)) { code = code rest; break }
        code = code substr(rest, 1, RSTART - 1)
        mark = substr(rest, RSTART, RLENGTH)
        rest = substr(rest, RSTART + RLENGTH)
        if (mark == "/*") { in_comment = 1; code = code " "; continue }
        if (mark == "//") break
        text = ""
        while (rest != "") {
            letter = substr(rest, 1, 1)
            if (letter == "\\") { text = text substr(rest, 1, 2); rest = substr(rest, 3); continue }
            rest = substr(rest, 2)
            if (letter == mark) break
            text = text letter
        }
        code = code mark mark
        if (mark == "\"") literals[++literal_count] = text
    }
}
