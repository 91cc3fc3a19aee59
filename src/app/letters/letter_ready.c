#include "letter_ready.h"

#include "letter_fill.h"

static const struct {
    enum letter_field field;
    enum sender_field by;
} fields[] = {
    {LETTER_FIELD_sender_name, SENDER_NAME},
    {LETTER_FIELD_sender_activity, SENDER_ACTIVITY},
    {LETTER_FIELD_sender_address, SENDER_ADDRESS},
    {LETTER_FIELD_sender_legal, SENDER_LEGAL},
    {LETTER_FIELD_sender_notice, SENDER_NOTICE},
    {LETTER_FIELD_privacy_contact, SENDER_PRIVACY},
    {LETTER_FIELD_contact_name, SENDER_CONTACT},
    {LETTER_FIELD_contact_title, SENDER_TITLE},
    {LETTER_FIELD_contact_phone, SENDER_PHONE},
    {LETTER_FIELD_contact_hours, SENDER_HOURS},
    {LETTER_FIELD_contact_email, SENDER_EMAIL},
    {LETTER_FIELD_creditor_name, SENDER_NAME},
    {LETTER_FIELD_creditor_address, SENDER_ADDRESS},
    {LETTER_FIELD_basis, SENDER_BASIS},
    {LETTER_FIELD_mediator, SENDER_MEDIATOR},
    {LETTER_FIELD_mandate_date, SENDER_FIELD_COUNT},
    {LETTER_FIELD_payee_name, SENDER_FIELD_COUNT},
    {LETTER_FIELD_payee_iban, SENDER_FIELD_COUNT},
};

static bool is_set_here(enum letter_field field)
{
    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        if (fields[i].field == field)
            return true;
    }
    return false;
}

enum sender_field letter_sender_field(enum letter_field field)
{
    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        if (fields[i].field == field)
            return fields[i].by;
    }
    return SENDER_FIELD_COUNT;
}

enum letter_capacity letter_capacity_of(struct str code)
{
    return str_is(code, "mandate")  ? LETTER_MANDATE
           : str_is(code, "factor") ? LETTER_FACTOR
                                    : LETTER_OWN;
}

const struct letter_gap *letter_gap_of(const struct letter_lack *lack, enum letter_field field)
{
    for (size_t i = 0; i < lack->gap_count; i++) {
        if (lack->gaps[i].field == field)
            return &lack->gaps[i];
    }
    return NULL;
}

/* The letter is built without a claim: of what its rules and its text then miss, what the settings
 * say counts. */
static void look(const struct letter_source *from, const struct payee_word *account,
                 const struct letter_view *frame, struct letter_lack *lack)
{
    struct letter_view view = *frame;
    struct letter *letter = ARENA_NEW(from->arena, struct letter);
    struct err ignored = {0};
    letter_fill_sender(from, account, &view);
    if (letter_build(&view, from->arena, letter, &ignored))
        return;
    for (size_t i = 0; i < letter->gap_count; i++) {
        const struct letter_gap *gap = &letter->gaps[i];
        if (gap->kind == LETTER_GAP_MISSING && is_set_here(gap->field) &&
            letter_gap_of(lack, gap->field) == NULL)
            lack->gaps[lack->gap_count++] = *gap;
    }
}

void letter_ready(const struct letter_ready_ground *ground, struct letter_lacks *out)
{
    struct letter_wish wish = {0};
    struct arena scratch; /* of one letter: a house may have many creditors */
    struct letter_source from = {.arena = &scratch,
                                 .wish = &wish,
                                 .senders = ground->senders,
                                 .creditor = ground->creditor,
                                 .person = ground->person,
                                 .mandates = ground->mandates};
    struct letter_view frame = {.capacity = letter_capacity_of(ground->creditor->capacity)};
    *out = (struct letter_lacks){0};
    arena_init(&scratch, 0);
    for (int kind = 0; kind < LETTER_KIND_COUNT; kind++) {
        if (kind == LETTER_FIRST && frame.capacity != LETTER_MANDATE)
            continue;
        struct letter_lack *lack = &out->rows[out->count++];
        lack->kind = frame.kind = (enum letter_kind)kind;
        for (int debtor = 0; debtor < LETTER_DEBTOR_COUNT; debtor++) {
            frame.debtor = (enum letter_debtor)debtor;
            arena_clear(&scratch);
            look(&from, ground->account, &frame, lack);
        }
        out->lacking += lack->gap_count > 0;
    }
    arena_release(&scratch);
}
