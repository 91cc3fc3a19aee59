#include "recheck_letter.h"

#include "letter_fill.h"
#include "write_letter.h"

enum { KEEPS_DAYS = 7 };

/* Items of the account that the letter names; a statement names all. */
static bool named_items(const struct recheck *r, const struct stored_letter *l,
                        const struct walked_account *account, bool *asked, struct err *err)
{
    struct stored_letter_items items;
    if (!letter_items_of_account(r->app->db, r->arena, l->key, &items, err))
        return false;
    for (size_t i = 0; i < account->item_count; i++) {
        asked[i] = l->mail.kind == MAILING_STATEMENT;
        for (size_t k = 0; k < items.count; k++)
            asked[i] = asked[i] || (items.rows[k].letter_id == l->id &&
                                    items.rows[k].item_id == account->items[i].id);
    }
    return true;
}

/* The address was corrected since: what was written to the old one goes nowhere. */
static bool address_stands(const struct recheck *r, const struct run_account *from)
{
    for (size_t i = 0; i < from->fact_count; i++) {
        const struct run_fact *f = &from->facts[i];
        if (!f->of_the_same && str_is(f->kind, "email") && str_eq(str_trim(f->value), r->address))
            return true;
    }
    return r->address.n == 0;
}

bool recheck_letter(const struct recheck *with, const struct stored_letter *l,
                    struct recheck_answer *out, struct err *err)
{
    struct app *app = with->app;
    struct arena *a = with->arena;
    struct run_account from = {.account.key = l->key};
    const struct file_objects *objects = NULL;
    struct gate_answer gate;
    struct run_account_wanted wanted = {.today = app->today};
    *out = (struct recheck_answer){ERR_NONE, BLOCK_COUNT};
    if (!account_read(app->db, a, app->today, &from.account, err) ||
        !run_account_read(app->db, a, &wanted, &from, err) ||
        !decide_objects(a, with->ground, &from, &objects, err))
        return false;
    const struct walked_account *account = &from.account;
    bool *asked = ARENA_ARRAY(a, account->item_count, bool);
    if (!named_items(with, l, account, asked, err))
        return false;
    struct decide_question question = {&from, objects,
                                       letter_intent(l->mail.kind, &from, app->today)};
    question.intent.asked = asked;
    if (l->by_mail)
        question.intent.channel = GATE_CHANNEL_EMAIL;
    decide_gate(a, with->ground, &question, &gate);
    if (!gate.contact_allowed) {
        *out = (struct recheck_answer){ERR_CONTACT_BLOCKED, gate.blocks[0].code};
    } else if (!address_stands(with, &from)) {
        out->code = ERR_MAIL_ADDRESS;
    } else if (app->today.n - l->mail.made.n > KEEPS_DAYS ||
               letter_claim(account, &gate, asked, objects, l->payee_id) != l->claim_minor) {
        out->code = ERR_LETTER_OUTDATED;
    }
    return true;
}
