/* What the pages of the Calculateur share: a form asked by GET, so that a result is an address that
 * can be kept, shared and printed; the answer with its figures, tables, warnings, articles and the
 * rows of the law tables behind them. A bad value is answered in place, beside its field.
 *
 * A page opens a calculator, declares its fields, reads them, computes, fills the answer and closes
 * it. Field names are the names of the command line's options, so an error finds its field. */
#ifndef RELANCE_WEB_CALCULATOR_H
#define RELANCE_WEB_CALCULATOR_H

#include "base/rate.h"
#include "gen/views.h"
#include "law/tables.h"
#include "web/server/http.h"

enum calculator_tab {
    CALCULATOR_INTEREST,
    CALCULATOR_TERM,
    CALCULATOR_LIMITATION,
    CALCULATOR_DEADLINE,
    CALCULATOR_HOLIDAYS,
    CALCULATOR_TABLES,
    CALCULATOR_IDENTIFIERS,
    CALCULATOR_QR,
    CALCULATOR_TAB_COUNT
};

struct calculator_place {
    struct v_form_field *field;
    struct v_calculator_form_groups *group;
};

struct calculator {
    struct request *r;
    const struct law_tables *tables;
    enum calculator_tab tab;
    bool asked; /* a form was sent: there is something to answer */
    struct err failure;
    struct str why; /* more about the failure, or empty */
    struct v_calculator view;
    /* where the view's lists are filled */
    struct calculator_place *places; /* every field, in order */
    size_t place_count;
    struct v_calculator_form *forms;
    struct v_calculator_form_groups *groups, *group; /* of the form under way */
    struct v_form_field *fields;                     /* of the group under way */
    struct v_calculator_figures *figures;
    struct v_calculator_table *tables_shown;
    struct v_calculator_articles *articles;
    struct v_calculator_warnings *warnings;
    struct v_calculator_sources *sources;
    const struct law_note **source_notes; /* of each source: none twice */
    struct v_calculator_given *given;
};

/* Loads the law in force for this database. Errors: those of law_tables_of. */
MUST_CHECK bool calculator_open(struct calculator *c, struct request *r, enum calculator_tab tab,
                                struct err *err);
/* The whole page; status 422 when a value was refused. */
void calculator_close(struct calculator *c, struct response *out);

const char *calculator_path(enum calculator_tab tab);

/* ---- the form ---- */

/* A form of its own; mark: a hidden value that tells forms apart, or NULL. */
void calculator_form(struct calculator *c, const char *title, const char *submit, const char *mark);
/* A group of fields that can be folded away; it opens by itself when one of them is filled. */
void calculator_group(struct calculator *c, const char *title, const char *note);

enum calculator_kind { CALCULATOR_TEXT, CALCULATOR_DAY, CALCULATOR_AMOUNT };
struct calculator_field {
    const char *name;
    const char *label; /* French, for tr() */
    const char *help;  /* the same, or NULL */
    enum calculator_kind kind;
    bool required, wide;
    struct str value; /* shown before anything was asked; may be empty */
};
void calculator_add(struct calculator *c, const struct calculator_field *field);

struct calculator_word {
    const char *value;
    struct str text; /* in the reader's language */
};
/* A choice among words; the first is chosen unless the address says otherwise. */
void calculator_choose(struct calculator *c, const struct calculator_field *field,
                       const struct calculator_word *words, size_t count);
/* The same with texts for tr(). */
struct calculator_choice {
    const char *value, *text;
};
void calculator_choices(struct calculator *c, const struct calculator_field *field,
                        const struct calculator_choice *choices, size_t count);

/* ---- reading: false = refused, and *out is as it was ---- */

/* As it came; empty when it did not. */
struct str calculator_text(const struct calculator *c, const char *name);

/* Rows of two fields each, of which a form shows those that came back filled and some more. */
struct calculator_rows {
    const char *on, *what; /* the names of the fields, the number of the row behind */
    size_t least, most;    /* how many are empty at least; how many there may be */
};
/* "NAME-1" for the first row; in the arena of the request. */
const char *calculator_row_name(const struct calculator *c, const char *name, size_t row);
bool calculator_row_filled(const struct calculator *c, const struct calculator_rows *rows,
                           size_t row);
size_t calculator_rows_shown(const struct calculator *c, const struct calculator_rows *rows);

/* An empty field leaves *out alone. A day between 1950 and 2150. */
MUST_CHECK bool calculator_day(struct calculator *c, const char *name, struct day *out);
/* The same, but it must be there. */
MUST_CHECK bool calculator_day_needed(struct calculator *c, const char *name, struct day *out);
/* Euro cents, >= least; must be there. */
MUST_CHECK bool calculator_amount(struct calculator *c, const char *name, int64_t least,
                                  int64_t *out);
/* Percent a year, above 0; *has tells whether it was given. */
MUST_CHECK bool calculator_rate(struct calculator *c, const char *name, bool *has,
                                struct rate *out);
/* The place of the value among the choices; empty: 0. */
MUST_CHECK bool calculator_choice_of(struct calculator *c, const char *name,
                                     const struct calculator_choice *choices, size_t count,
                                     int *out);

/* ---- the answer ---- */

/* The figure on top. */
void calculator_result(struct calculator *c, const char *label, struct str value);
void calculator_tag(struct calculator *c, const char *tone, const char *text);
void calculator_figure(struct calculator *c, const char *label, struct str value, struct str note);
void calculator_warn(struct calculator *c, struct str text);
/* Adds a row of a law table once, however often it was used. */
void calculator_source(struct calculator *c, const char *what, struct str value,
                       const struct law_note *note);
void calculator_rule(struct calculator *c, const struct law_rule_row *row);

/* A table under way: rows of cells. */
struct calculator_grid {
    struct arena *arena;
    struct v_calculator_table *table;
    struct v_calculator_table_rows *rows;
    struct v_calculator_table_rows_cells *cells;
    size_t columns;
    const char *align; /* of each column: 'l' text, 'r' figure, 'd' day, 'a' article */
};
struct calculator_columns {
    const char *title;        /* French */
    const char *align;        /* one letter for each column */
    const char *const *heads; /* French, one for each column */
    size_t rows_max;
};
void calculator_grid(struct calculator *c, const struct calculator_columns *columns,
                     struct calculator_grid *g);
void calculator_row(struct calculator_grid *g);
/* The next cell of the row. The pointer may be used to add a note, a link or a tone. */
struct v_calculator_table_rows_cells *calculator_cell(struct calculator_grid *g, struct str text);

/* ---- words ---- */

struct str calculator_money(const struct calculator *c, int64_t cents);
struct str calculator_date(const struct calculator *c, struct day day);
struct str calculator_percent(const struct calculator *c, struct rate rate);
/* tr() as a struct str. */
struct str calculator_tr(const struct calculator *c, const char *french);
const char *calculator_confidence_tone(enum law_confidence confidence);
/* "du 1er janvier… au …": the days a row holds for. */
struct str calculator_note_period(const struct request *r, const struct law_note *note);
struct str calculator_period(const struct calculator *c, const struct law_note *note);

#endif
