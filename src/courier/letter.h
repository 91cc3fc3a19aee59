/* Letters and statements: from a view of finished texts to a page, or to the list of what is
 * missing. What each letter says stands in letters/fr/KIND.txt; what it must not lack, and by
 * which article, in the table of letter_rules.c. Nothing is printed with a hole in it: a letter
 * whose text meets an empty field is refused and the field named.
 *
 * The one who fills the view has decided what is asked: penalties only where the account's policy
 * claims them (`claimed`), never a figure that rests on a missing rate or an assumed date. */
#ifndef RELANCE_COURIER_LETTER_H
#define RELANCE_COURIER_LETTER_H

#include "page.h"

enum letter_kind {
    LETTER_STATEMENT,     /* releve: both views of the account */
    LETTER_REMINDER_1,    /* relance-1 */
    LETTER_REMINDER_2,    /* relance-2 */
    LETTER_FORMAL_NOTICE, /* mise-en-demeure (C. civ. 1344) */
    LETTER_FIRST,         /* premiere-lettre: of an agency (C. proc. civ. exéc. R124-4) */
    LETTER_KIND_COUNT
};

/* In what capacity the sender writes. */
enum letter_capacity { LETTER_OWN, LETTER_MANDATE, LETTER_FACTOR, LETTER_CAPACITY_COUNT };

enum letter_debtor { LETTER_BUSINESS, LETTER_PUBLIC, LETTER_CONSUMER, LETTER_DEBTOR_COUNT };

enum letter_field {
    LETTER_FIELD_NONE,
#define LETTER_FIELD(name) LETTER_FIELD_##name,
#define LETTER_ROW_FIELD(name)
#include "letter_fields.def"
#undef LETTER_FIELD
#undef LETTER_ROW_FIELD
    /* not texts, but they may be missing or wrong too */
    LETTER_FIELD_address,
    LETTER_FIELD_items,
    LETTER_FIELD_capacity,
    LETTER_FIELD_COUNT
};

struct letter_row {
#define LETTER_FIELD(name)
#define LETTER_ROW_FIELD(name) struct str name;
#include "letter_fields.def"
#undef LETTER_FIELD
#undef LETTER_ROW_FIELD
};

/* Everything is borrowed and must live as long as the page made of it. */
struct letter_view {
    enum letter_kind kind;
    enum letter_capacity capacity;
    enum letter_debtor debtor;
    bool claimed;  /* interest and indemnity are part of what is asked */
    bool reminded; /* they are not, but the law that grants them is recalled */
#define LETTER_FIELD(name) struct str name;
#define LETTER_ROW_FIELD(name)
#include "letter_fields.def"
#undef LETTER_FIELD
#undef LETTER_ROW_FIELD
    const struct str *address; /* of the recipient: name first, at least two lines */
    size_t address_count;
    const struct letter_row *items; /* open invoices, oldest first */
    size_t item_count;
    const struct letter_row *credits; /* not allocated: payments, credit notes */
    size_t credit_count;
    const struct str *remarks; /* statements: what is not known and why; whole sentences */
    size_t remark_count;
};

enum letter_gap_kind {
    LETTER_GAP_MISSING,   /* the article asks for it, or the text of the letter does */
    LETTER_GAP_FORBIDDEN, /* may not be asked from this debtor, or in this capacity */
};

struct letter_gap {
    enum letter_field field;
    enum letter_gap_kind kind;
    const char *article; /* "C. proc. civ. exéc. R124-4, 2°"; "" = the letter's own text needs it */
};

enum { LETTER_GAPS_MAX = LETTER_FIELD_COUNT };

struct letter {
    struct page_document document;
    struct str title; /* as printed: for page_book_options and the list of documents */
    struct letter_gap gaps[LETTER_GAPS_MAX]; /* each field once */
    size_t gap_count;
};

/* The page of a view, in the arena. Errors: ERR_LETTER_INCOMPLETE (field: code of the first gap,
 * arg: its article, or the code of the kind whose text needs it; all of them in out->gaps). */
MUST_CHECK bool letter_build(const struct letter_view *view, struct arena *arena,
                             struct letter *out, struct err *err);

/* The e-mail that brings a letter, or copies of invoices, to the debtor: letter_mail_text makes the
 * text of it. The same rules hold, by the view's kind; only the street is not needed. */
enum letter_mail {
    LETTER_MAIL_STATEMENT, /* courriel-releve */
    LETTER_MAIL_REMINDER,  /* courriel-relance */
    LETTER_MAIL_COPY,      /* courriel-copie: of the view's items */
    LETTER_MAIL_COUNT
};
/* As letter_build; out->title is the subject. */
MUST_CHECK bool letter_mail_build(const struct letter_view *view, enum letter_mail kind,
                                  struct arena *arena, struct letter *out, struct err *err);
/* Plain text, lines end in \n, in the arena: what the letter says, then who wrote it. */
struct str letter_mail_text(const struct letter *letter, struct arena *arena);

/* "mise-en-demeure" and so on; the name of the template and of the command's argument. */
const char *letter_kind_code(enum letter_kind kind);
MUST_CHECK bool letter_kind_parse(struct str code, enum letter_kind *out);
const char *letter_field_code(enum letter_field field); /* "creditor_address" */
struct str letter_field_text(const struct letter_view *view, enum letter_field field);

/* What the law or the house asks of a letter: the table itself, for tests and documents. */
struct letter_rule {
    unsigned kinds, capacities, debtors; /* bits 1 << enum */
    enum letter_field when;              /* only if this field is there; NONE: always */
    enum letter_field field;
    enum letter_gap_kind gap;
    const char *article;
};
/* Whether somebody read the article for this rule (law folder, confidence H); an empty one is a
 * rule of the house and needs no reading. */
bool letter_article_verified(const char *article);
extern const struct letter_rule letter_rules[];
extern const size_t letter_rule_count;

/* Fills gaps by the table. */
size_t letter_check(const struct letter_view *view, struct letter_gap gaps[LETTER_GAPS_MAX]);

#endif
