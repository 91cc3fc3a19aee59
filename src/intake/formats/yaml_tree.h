/* Texts in YAML: rules that a person reads, and mappings of imported lists.
 *
 * The part of YAML that is admitted: one document of mappings (keys are texts), sequences and
 * scalars, in block or flow style. Refused: anchors, aliases, tags, directives, several documents,
 * a key written twice, control characters. What a scalar means is said by the one who reads it:
 * nothing is guessed, "no" and "1.10" stay texts until somebody asks for a flag or a number.
 *
 * Every node knows its line and column, and every mapping which keys were asked for:
 * yaml_all_read then refuses what nobody asked for and names the nearest key that is known.
 *
 * Source: YAML 1.1 as libyaml reads it. */
#ifndef RELANCE_INTAKE_YAML_TREE_H
#define RELANCE_INTAKE_YAML_TREE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/err.h"

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_KEYS };

struct yaml_asked;

struct yaml_node {
    enum yaml_kind kind;
    int64_t line; /* from 1 */
    int32_t column;
    struct str text; /* of a scalar: UTF-8, may hold line ends and tabs, no other control */
    bool blank;      /* a scalar that says nothing: unquoted and empty, ~ or null */
    /* of a mapping or list: its values in the order of the text */
    struct yaml_node *first, *next;
    size_t count;
    /* of a value in a mapping */
    struct str key;
    int64_t key_line;
    int32_t key_column;
    bool read; /* somebody asked for it */
    struct yaml_asked *asked;
    struct arena *arena;
};

/* Everything in the arena. `*root` is a mapping.
 * Errors, with line and column: ERR_YAML_SYNTAX, ERR_YAML_FEATURE (arg: what), ERR_KEY_TWICE,
 * ERR_YAML_TOO_LARGE, ERR_YAML_TOO_DEEP, ERR_NOT_KEYS (the whole is no mapping), ERR_FILE_ENCODING,
 * ERR_FILE_BINARY (control characters), ERR_FILE_EMPTY. */
MUST_CHECK bool yaml_read(struct str text, struct arena *a, struct yaml_node **root,
                          struct err *err);

/* ---- values of a mapping; an absent or blank value leaves *out alone and is no error ---- */

/* The value as it is; NULL when absent or blank. */
struct yaml_node *yaml_find(struct yaml_node *keys, const char *key);
/* Errors: ERR_KEY_MISSING. */
MUST_CHECK bool yaml_need(struct yaml_node *keys, const char *key, struct err *err);
/* Errors: ERR_NOT_A_TEXT. */
MUST_CHECK bool yaml_text(struct yaml_node *keys, const char *key, struct str *out,
                          struct err *err);
struct yaml_range {
    int64_t min, max;
};
/* Errors: ERR_NOT_A_TEXT, ERR_BAD_NUMBER, ERR_OUT_OF_RANGE. */
MUST_CHECK bool yaml_int(struct yaml_node *keys, const char *key, struct yaml_range range,
                         int64_t *out, struct err *err);
/* true or false. Errors: ERR_NOT_A_TEXT, ERR_NOT_A_FLAG. */
MUST_CHECK bool yaml_flag(struct yaml_node *keys, const char *key, bool *out, struct err *err);
/* 2026-11-23. Errors: ERR_NOT_A_TEXT, ERR_BAD_DATE. */
MUST_CHECK bool yaml_day(struct yaml_node *keys, const char *key, struct day *out, struct err *err);
/* The place of the word in a list that ends with NULL. Errors: ERR_NOT_A_TEXT, ERR_NOT_A_CHOICE. */
MUST_CHECK bool yaml_choice(struct yaml_node *keys, const char *key, const char *const *words,
                            int *out, struct err *err);
/* *out: NULL when absent. Errors: ERR_NOT_A_LIST, ERR_NOT_KEYS. */
MUST_CHECK bool yaml_list(struct yaml_node *keys, const char *key, struct yaml_node **out,
                          struct err *err);
MUST_CHECK bool yaml_keys(struct yaml_node *keys, const char *key, struct yaml_node **out,
                          struct err *err);

/* ---- any node ---- */

/* Walks a list, or a mapping whose keys are the writer's own: the first value for NULL, then the
 * next one; each counts as read. NULL at the end. */
struct yaml_node *yaml_next(struct yaml_node *of, struct yaml_node *value);
/* Errors: ERR_NOT_A_TEXT; a blank scalar is one. */
MUST_CHECK bool yaml_as_text(const struct yaml_node *node, struct str *out, struct err *err);
MUST_CHECK bool yaml_as_keys(const struct yaml_node *node, struct err *err);
/* Refuses a value, with its place; field and arg of the error are its key and its text. */
bool yaml_refuse(const struct yaml_node *node, enum err_code code, struct err *err);
/* Refuses the key of a value. `nearest` may be NULL. */
bool yaml_refuse_key(const struct yaml_node *node, const char *nearest, struct err *err);
/* The name in a list ending with NULL that is nearest to what was written. */
const char *yaml_nearest(struct str written, const char *const *names);
/* Refuses the first key of this mapping, or of any below, that nobody asked for. Errors:
 * ERR_KEY_UNKNOWN (field: the nearest one that is known). */
MUST_CHECK bool yaml_all_read(const struct yaml_node *root, struct err *err);

/* ---- writing ---- */

/* A text as a scalar, in quotes unless it is plain words. */
void buf_add_yaml(struct buf *out, struct str text);

#endif
