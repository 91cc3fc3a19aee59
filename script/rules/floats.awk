# After strip.awk: floating point has no place in base, law, party, claim, cash, office.
code ~ /(^|[^A-Za-z0-9_])(float|double|strtod|strtof|atof)([^A-Za-z0-9_]|$)/ {
    print FILENAME ":" FNR ": floats: exact arithmetic only in this room"
    next
}
code ~ /(^|[^A-Za-z0-9_.])[0-9]+\.[0-9]/ {
    print FILENAME ":" FNR ": floats: a literal with a decimal point"
}
