/* What is known of one person, for run_walk alone: facts, contacts and letters of a debtor and of
 * those who are the same person. */
#ifndef RELANCE_STORE_RUN_PERSON_H
#define RELANCE_STORE_RUN_PERSON_H

#include "gen/letter_sql.h"
#include "run_walk.h"

/* What is known of a debtor; of_the_same: he is another debtor who is the same person. */
struct person_rows {
    int64_t debtor_id;
    bool of_the_same;
    struct run_fact *facts;
    size_t fact_count;
    struct run_contact *contacts;
    size_t contact_count;
    struct run_letters letters;
};

/* Arrays of rows are full at every power of two. */
static inline size_t array_room(size_t count)
{
    size_t room = 1;
    while (room < count)
        room *= 2;
    return room;
}

/* Texts are copied into the arena. */
void person_add_fact(struct arena *a, struct run_fact **facts, size_t *count,
                     const struct run_fact *f);
void person_add_contact(struct arena *a, struct run_contact **contacts, size_t *count,
                        const struct run_contact *c);
/* A row of a letter, or of one of its items; rows come by letter. */
MUST_CHECK bool person_add_letter(struct arena *a, const struct q_letter_by_debtor_row *row,
                                  bool of_the_same, struct run_letters *out, struct err *err);

/* Since when each way to reach him is told, when that can matter: he was contacted. */
MUST_CHECK bool person_date_reach(struct db *db, struct person_rows *p, struct err *err);
/* Adds what is known of another debtor who is the same person; of himself nothing. */
MUST_CHECK bool person_add_same(struct db *db, struct arena *a, int64_t debtor_id,
                                struct person_rows *rows, struct err *err);
/* The person behind one account: this debtor, and those who are the same. */
MUST_CHECK bool person_of(struct db *db, struct arena *a, struct run_account *out, struct err *err);

#endif
