/* Compiled templates: what tools/lettergen makes of letters/fr and letter_build.c carries out. */
#ifndef RELANCE_COURIER_LETTER_TEMPLATE_H
#define RELANCE_COURIER_LETTER_TEMPLATE_H

#include "letter.h"

enum letter_op_kind {
    LETTER_OP_BLOCK,     /* arg: enum letter_part; ends the block before */
    LETTER_OP_TEXT,      /* text */
    LETTER_OP_FIELD,     /* arg: enum letter_field */
    LETTER_OP_ROW_FIELD, /* arg: enum letter_row_field, of the row at hand */
    LETTER_OP_FACE,      /* arg: enum page_face, from here on */
    LETTER_OP_IF,        /* arg: enum letter_test or a field; go to jump unless it holds */
    LETTER_OP_IF_NOT,    /* the same, the other way */
    LETTER_OP_JUMP,      /* go to jump */
    LETTER_OP_TABLE,     /* arg: enum letter_list; columns follow; jump: behind the table */
    LETTER_OP_COLUMN,    /* arg: 1 = right; head, then CELL, then FOOT; jump: behind the column */
    LETTER_OP_CELL,
    LETTER_OP_FOOT,
    LETTER_OP_COLUMN_END,
    LETTER_OP_REMARKS, /* the view's remarks as a list */
    LETTER_OP_END
};

enum letter_part {
    LETTER_PART_TITLE,
    LETTER_PART_HEADING,
    LETTER_PART_PARAGRAPH,
    LETTER_PART_ITEM,      /* of a list */
    LETTER_PART_NOTE,      /* small print */
    LETTER_PART_REFERENCE, /* a line beside the address */
    LETTER_PART_SENDER,    /* a line of the letterhead */
    LETTER_PART_CONTACT,   /* a line to the right of it */
    LETTER_PART_FOOT,      /* of each page */
    LETTER_PART_SIGNATURE, /* a line of it */
    LETTER_PART_PAIR,      /* of the payment box: NAME | VALUE */
    LETTER_PART_VALUE,
    LETTER_PART_NONE
};

/* Tests behind the fields: LETTER_FIELD_COUNT + these. */
enum letter_test {
    LETTER_TEST_own,
    LETTER_TEST_mandate,
    LETTER_TEST_factor,
    LETTER_TEST_business,
    LETTER_TEST_public,
    LETTER_TEST_consumer,
    LETTER_TEST_claimed,
    LETTER_TEST_reminded,
    LETTER_TEST_items,
    LETTER_TEST_one_item,
    LETTER_TEST_credits,
    LETTER_TEST_remarks
};

enum letter_list { LETTER_LIST_items, LETTER_LIST_credits };

enum letter_row_field {
#define LETTER_FIELD(name)
#define LETTER_ROW_FIELD(name) LETTER_ROW_FIELD_##name,
#include "letter_fields.def"
#undef LETTER_FIELD
#undef LETTER_ROW_FIELD
    LETTER_ROW_FIELD_COUNT
};

struct letter_op {
    enum letter_op_kind kind;
    int arg, jump;
    struct str text;
};

struct letter_template {
    const char *name; /* of its file: a kind's code */
    const struct letter_op *ops;
};
extern const struct letter_template letter_templates[];
extern const size_t letter_template_count;

#endif
