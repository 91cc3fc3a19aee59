/* One customer of a customer list, as the creditor's software exports it. */
#ifndef RELANCE_INTAKE_CUSTOMER_H
#define RELANCE_INTAKE_CUSTOMER_H

#include "base/check.h"
#include "base/str.h"
#include "base/text.h"
#include "law/term.h"

enum customer_type {
    CUSTOMER_UNKNOWN,
    CUSTOMER_COMPANY,  /* a legal person of private law */
    CUSTOMER_TRADER,   /* an individual in business */
    CUSTOMER_PUBLIC,   /* a public body */
    CUSTOMER_CONSUMER, /* a natural person outside any business */
    CUSTOMER_TYPE_COUNT
};

enum customer_body {
    BODY_UNKNOWN,
    BODY_STATE,       /* State and its establishments */
    BODY_LOCAL,       /* local authorities and their establishments */
    BODY_HEALTH,      /* public health establishments */
    BODY_UNDERTAKING, /* public undertakings */
    BODY_COUNT
};

/* Texts are UTF-8 without control characters, trimmed; an absent field is empty. */
struct customer_record {
    int64_t line;       /* of the file, from 1 */
    struct str account; /* number in the creditor's ledger; never empty */
    struct str name;    /* never empty */
    enum customer_type type;
    struct str siren, siret, vat; /* digits checked and normalised, or empty */
    struct str street, postcode, city, country;
    struct str phone, mobile, email;
    struct str contact, contact_role; /* a person and what he or she does there */
    struct str terms_text;            /* agreed payment terms as written */
    enum law_term terms;              /* the rule they name; LAW_TERM_NONE: empty or not known */
    enum customer_body body;
};

const char *customer_type_code(enum customer_type type); /* "", "company", "trader", "public"... */
const char *customer_body_code(enum customer_body body); /* "", "state", "local"... */

struct table_summary {
    int64_t rows;    /* data rows, blank ones not counted */
    int64_t refused; /* of these */
    enum encoding encoding;
    char separator; /* 0: a workbook */
    int columns;    /* of the header; 0: there is none */
};

#endif
