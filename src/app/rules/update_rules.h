/* Bringing rules: read whole, every fault named with its line, compared with those in force, kept
 * as one more version, noted in the journal of the system. */
#ifndef RELANCE_APP_UPDATE_RULES_H
#define RELANCE_APP_UPDATE_RULES_H

#include "line_diff.h"
#include "load_rules.h"

struct rules_file {
    struct str path, text;
    bool read; /* else `err` says why not */
    struct err err;
    struct rules rules;
    struct rule_faults faults;
    bool shipped;                /* those in force are the shipped ones, or there are none */
    struct line_changes changes; /* against the text in force */
    int64_t version;             /* after loading; of an unchanged text the one in force */
    bool written;
};

struct rules_paths {
    const struct str *paths; /* of files; else how the texts are called */
    size_t count;
    const struct str *texts; /* NULL: the files are read */
    const int64_t *seen;     /* one per text: the version in force when the person looked, of the
                                rules it names; NULL: whichever */
};

struct rules_report {
    struct rules_file *files;
    size_t count;
    struct rule_faults together; /* of all scenarios with these in their places */
    bool good;                   /* all were read, nothing is wrong */
};

/* Reads files, at most LIMIT_YAML_BYTES each, and checks them, one by one and together with those
 * in force, which they replace in `rules`. */
void check_rules(struct arena *a, const struct law_tables *law, struct rules_in_force *rules,
                 const struct rules_paths *paths, struct rules_report *out);

/* The same, and loads them, all or none, in one transaction; a text that is in force already
 * changes nothing. The report is filled also when the answer is false. Errors: ERR_RULES_INVALID
 * (what is wrong stands in the report), ERR_CHANGED_MEANWHILE, those of the store. */
MUST_CHECK bool update_rules(struct app *app, struct arena *a, const struct rules_paths *paths,
                             struct rules_report *out, struct err *err);
/* The error of a report that is not good: of the first file, with line and column. *path: which. */
bool rules_report_error(const struct rules_report *report, struct str *path, struct err *err);

#endif
