/* The identifiers that can be checked and made, and what is wrong with one, in words. */
#ifndef RELANCE_APP_IDENTIFIERS_H
#define RELANCE_APP_IDENTIFIERS_H

#include "base/str.h"
#include "gen/messages.h"
#include "party/id_fault.h"

enum { ID_VALUE_CHARACTERS_MAX = 40, ID_PARTS_MAX = 3 };

struct id_kind {
    const char *name;  /* "siren"... as on the command line */
    const char *label; /* "SIREN"... the same in both languages */
    /* On ID_OK out holds the normalised value and a zero byte. */
    enum id_fault (*check)(struct str s, char *out);
    enum id_fault (*make)(const struct str parts[ID_PARTS_MAX], char *out);
    size_t parts;                          /* of a make */
    const char *parts_text;                /* for the command line: "BANK BRANCH ACCOUNT" */
    const char *part_labels[ID_PARTS_MAX]; /* French, for tr() */
};

extern const struct id_kind id_kinds[];
extern const size_t id_kind_count;

/* By name, case ignored; NULL: unknown. */
const struct id_kind *id_kind_find(struct str name);
/* "la longueur n’est pas la bonne" */
const char *id_fault_text(enum id_fault fault, enum lang lang);

#endif
