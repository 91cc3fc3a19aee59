#include "work_letters.h"

/* The day such a fact was told, by whoever; DAY_NONE: it was not. */
static struct day told_on(const struct run_account *from, const char *kind)
{
    struct day on = DAY_NONE;
    for (size_t i = 0; i < from->fact_count; i++) {
        if (!from->facts[i].of_the_same && str_is(from->facts[i].kind, kind))
            on = day_max(on, from->facts[i].on);
    }
    return on;
}

/* Newest first, among those that are there. */
static void insert(struct gate_contact *contacts, size_t at, struct gate_contact c)
{
    for (; at > 0 && day_before(contacts[at - 1].on, c.on); at--)
        contacts[at] = contacts[at - 1];
    contacts[at] = c;
}

static void add_contacts(struct arena *a, const struct run_letters *letters,
                         struct gate_debtor *debtor)
{
    size_t n = debtor->contact_count;
    struct gate_contact *contacts = ARENA_ARRAY(a, n + letters->count, struct gate_contact);
    for (size_t i = 0; i < n; i++)
        contacts[i] = debtor->contacts[i];
    for (size_t i = 0; i < letters->count; i++) {
        const struct mailing *m = &letters->rows[i].mail;
        bool by_mail = letters->rows[i].by_mail;
        enum gate_channel channel = by_mail ? GATE_CHANNEL_EMAIL : GATE_CHANNEL_LETTER;
        enum gate_result result = mailing_lost(m) ? GATE_RESULT_FAILED : GATE_RESULT_SENT;
        /* an e-mail that was claimed may have reached him */
        bool perhaps = by_mail && m->state == MAILING_IS_PRINTED;
        if (mailing_left(m) || perhaps)
            insert(contacts, n++,
                   (struct gate_contact){perhaps ? m->printed : m->sent, channel, result});
    }
    debtor->contacts = contacts;
    debtor->contact_count = n;
}

static void read_address(const struct run_account *from, struct gate_debtor *debtor)
{
    struct day street = told_on(from, "street");
    struct day email = told_on(from, "email");
    for (size_t i = 0; i < from->letters.count; i++) {
        const struct run_letter *l = &from->letters.rows[i];
        enum gate_address_state *state = l->by_mail ? &debtor->email : &debtor->address;
        if (!l->of_the_same && mailing_lost(&l->mail) && *state == GATE_ADDRESS_GOOD &&
            !day_before(l->mail.returned, l->by_mail ? email : street))
            *state = GATE_ADDRESS_FAILED;
    }
}

void work_letters_read(struct arena *a, const struct run_account *from, struct gate_debtor *debtor,
                       struct work_letters *out)
{
    *out = (struct work_letters){DAY_NONE, DAY_NONE};
    if (from->letters.count == 0)
        return;
    add_contacts(a, &from->letters, debtor);
    read_address(from, debtor);
    for (size_t i = 0; i < from->letters.count; i++) {
        const struct run_letter *l = &from->letters.rows[i];
        struct day first = mailing_first_letter(&l->mail);
        if (l->account_id != from->account.key.account_id || !mailing_left(&l->mail))
            continue;
        out->last_sent_on = day_max(out->last_sent_on, l->mail.sent);
        if (day_is(first) &&
            (!day_is(out->first_letter_on) || day_before(first, out->first_letter_on)))
            out->first_letter_on = first;
    }
}

static void note_done(const struct walked_account *account, const struct run_letter_item *item,
                      struct day on, struct scenario_past *past)
{
    for (size_t i = 0; i < account->item_count; i++) {
        if (account->items[i].id != item->item_id)
            continue;
        past[i].level = item->level > past[i].level ? item->level : past[i].level;
        past[i].on = day_max(past[i].on, on);
    }
}

bool work_letters_done(const struct run_account *from, struct scenario_past *past)
{
    bool any = false;
    for (size_t i = 0; i < from->letters.item_count; i++) {
        const struct run_letter_item *item = &from->letters.items[i];
        const struct run_letter *l = &from->letters.rows[item->letter];
        if (l->account_id != from->account.key.account_id || !mailing_reached(&l->mail) ||
            l->mail.kind == MAILING_STATEMENT)
            continue;
        note_done(&from->account, item, l->mail.sent, past);
        any = true;
    }
    return any;
}
