# After strip.awk: functions with a safer counterpart, and habits the house does not have.
BEGIN {
    why["strcpy"] = why["strcat"] = why["sprintf"] = why["vsprintf"] = "buf_printf (base/buf.h)"
    why["gets"] = why["strtok"] = "struct str (base/str.h)"
    why["atoi"] = why["atol"] = why["atof"] = "a parser that reports errors"
    why["localtime"] = why["gmtime"] = "base/day.h"
    why["rand"] = why["srand"] = why["random"] = "a seeded source, or libsodium"
    why["system"] = why["popen"] = "no shell is ever run"
    why["setjmp"] = why["longjmp"] = "struct err"
    why["alloca"] = "an arena"
    why["tmpnam"] = why["mktemp"] = "mkstemp"
    for (name in why) names = names (names ? "|" : "") name
}
{
    rest = code
    before = ""
    while (match(rest, /[A-Za-z_][A-Za-z0-9_]*[ ]*\(/)) {
        name = substr(rest, RSTART, RLENGTH - 1)
        sub(/ +$/, "", name)
        before = RSTART > 1 ? substr(rest, RSTART - 1, 1) : ""
        if (name in why && before != "." && before != ">" && before !~ /[0-9]/)
            print FILENAME ":" FNR ": words: " name "() is banned, use " why[name]
        rest = substr(rest, RSTART + RLENGTH)
    }
}
code ~ /^[ \t]*typedef[ \t]+(struct|union)[ \t]/ && code !~ /\(\*/ {
    print FILENAME ":" FNR ": words: no typedef for structs, write struct NAME"
}
