/* A customer and what is known about him, by hand. */
#ifndef RELANCE_APP_ADD_FACTS_H
#define RELANCE_APP_ADD_FACTS_H

#include "app/context.h"
#include "app/file/find_account.h"
#include "base/arena.h"

/* One thing to be noted; kinds as in a customer list: name, type, siren, siret, vat, street,
 * postcode, city, country, phone, mobile, email, person, person_role, body, terms; or
 * a day of the law: first_letter, formal_notice, judgment_served, insolvency, received:NUMBER
 * (statement_terms.h), over_indebtedness, imposed_plan, debts_wiped, court_grace (its last day); or
 * what a contact must mind: deceased, vulnerable, protected, strategic, handed_over (yes or no),
 * counsel (his name), opposition (phone,sms,email,letter or all), wrong_number. "no" takes back. */
struct told_fact {
    const char *kind;
    struct str value; /* as typed; identifiers and choices are checked and normalised */
};

struct added_facts {
    int64_t account_number, debtor_number;
    int64_t import_number; /* I-...: what takes it back */
    int64_t facts;         /* how many said something new */
};

struct add_debtor_request {
    struct str creditor;           /* code; empty: the only one, else OWN is made */
    struct str number;             /* in the creditor's ledger; empty: the name */
    struct str currency;           /* empty: the creditor's */
    const struct told_fact *facts; /* one of them the name */
    size_t fact_count;
};
/* Errors: ERR_OPTION_MISSING (name), ERR_ALREADY_KNOWN (the number), ERR_BAD_IDENTIFIER,
 * ERR_BAD_OPTION_VALUE, ERR_BAD_CURRENCY. */
MUST_CHECK bool add_debtor(struct app *app, struct arena *a,
                           const struct add_debtor_request *request, struct added_facts *out,
                           struct err *err);
/* Errors: those of account_find and of the facts; ERR_NOTHING_NEW when every one stands already. */
struct add_facts_request {
    struct file_query query;
    const struct told_fact *facts;
    size_t fact_count;
};
MUST_CHECK bool add_facts(struct app *app, struct arena *a, const struct add_facts_request *request,
                          struct added_facts *out, struct err *err);
/* The kinds a person may note, for help and completion; ends with NULL. */
extern const char *const told_fact_kinds[];

#endif
