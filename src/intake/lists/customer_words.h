/* The vocabulary of customer lists: customer_words.def, looked up. */
#ifndef RELANCE_INTAKE_CUSTOMER_WORDS_H
#define RELANCE_INTAKE_CUSTOMER_WORDS_H

#include "base/arena.h"
#include "customer.h"

enum customer_column {
    COL_ACCOUNT,
    COL_NAME,
    COL_EITHER, /* "Client": the number or the name, whichever has no column of its own */
    COL_FIRST_NAME,
    COL_TYPE,
    COL_SIREN,
    COL_SIRET,
    COL_VAT,
    COL_STREET,
    COL_STREET_MORE,
    COL_POSTCODE,
    COL_CITY,
    COL_COUNTRY,
    COL_PHONE,
    COL_MOBILE,
    COL_EMAIL,
    COL_CONTACT,
    COL_ROLE,
    COL_TERMS,
    COL_BODY,
    COL_COUNT,
    COL_OTHER_FILE, /* a column of invoices: this is no customer list */
    COL_UNKNOWN
};

/* What a column is, by its name in UTF-8. Scratch memory from the arena, here and below. */
enum customer_column customer_column_of(struct arena *scratch, struct str name);
/* False: not empty and no word we know. Empty text is UNKNOWN and true. */
MUST_CHECK bool customer_type_of(struct arena *scratch, struct str text, enum customer_type *out);
MUST_CHECK bool customer_body_of(struct arena *scratch, struct str text, enum customer_body *out);
/* A rule's code or what people call it; LAW_TERM_NONE for anything else. */
enum law_term customer_terms_of(struct arena *scratch, struct str text);

#endif
