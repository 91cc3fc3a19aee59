/* Headings of open-items lists: the customer of the rows below. */
#include "open_item_row.h"

static bool has_digit(struct str s)
{
    bool digit = false;
    for (size_t i = 0; i < s.n; i++)
        digit |= s.p[i] >= '0' && s.p[i] <= '9';
    return digit;
}

bool heading_is_labelled(const struct sheet *s)
{
    struct str rest;
    for (int i = 0; i < s->count; i++) {
        enum item_label label = item_label_of(s->scratch, s->cells[i].text, &rest);
        if (label == LABEL_ACCOUNT || label == LABEL_NAME)
            return true;
    }
    return false;
}

/* "C12 Alpha SARL", "C12 - Alpha SARL": number and name in one text. */
static bool cut_number(struct str all, struct str *number, struct str *name)
{
    ptrdiff_t blank = str_find(all, ' ');
    if (blank <= 0 || !has_digit(str_slice(all, 0, (size_t)blank)))
        return false;
    *number = str_slice(all, 0, (size_t)blank);
    *name = str_trim(str_slice(all, (size_t)blank, all.n));
    if (name->n > 2 && name->p[0] == '-')
        *name = str_trim(str_slice(*name, 1, name->n));
    return true;
}

void item_keep(char *to, size_t room, struct str text)
{
    struct str cut = str_cut_utf8(text, room - 1);
    if (cut.n > 0)
        memcpy(to, cut.p, cut.n);
    to[cut.n] = '\0';
}

static void set_customer(struct open_items *o, struct str account, struct str name)
{
    item_keep(o->account, sizeof o->account, account);
    item_keep(o->name, sizeof o->name, name);
}

/* A label, and in the same cell or the next filled one what it announces. */
static void take_labels(struct open_items *o)
{
    const struct sheet *s = &o->sheet;
    for (int i = 0; i < s->count; i++) {
        struct str said, number, name = {"", 0};
        enum item_label label = item_label_of(s->scratch, s->cells[i].text, &said);
        if (label == LABEL_NONE)
            continue;
        while (said.n == 0 && ++i < s->count)
            said = s->cells[i].text;
        if (label == LABEL_ACCOUNT && cut_number(said, &number, &name))
            set_customer(o, number, name);
        else if (label == LABEL_ACCOUNT)
            set_customer(o, said, name);
        else if (label == LABEL_NAME)
            item_keep(o->name, sizeof o->name, said);
    }
}

static void take_texts(struct open_items *o)
{
    struct str texts[2] = {{"", 0}, {"", 0}};
    int n = 0;
    for (int i = 0; i < o->sheet.count && n < 2; i++) {
        struct str text = o->sheet.cells[i].text;
        if (text.n > 0 && text.p[text.n - 1] != ':')
            texts[n++] = text;
    }
    bool cut = n == 1 && !o->plan->sums_above && cut_number(texts[0], &texts[0], &texts[1]);
    bool name = n == 1 && !cut && (!has_digit(texts[0]) || str_find(texts[0], ' ') >= 0);
    if (name || o->plan->sums_above)
        set_customer(o, (struct str){"", 0}, texts[0]);
    else
        set_customer(o, texts[0], texts[1]);
}

void heading_take(struct open_items *o)
{
    struct str rest;
    bool labelled = heading_is_labelled(&o->sheet);
    bool other = item_label_of(o->sheet.scratch, item_first_text(&o->sheet), &rest) == LABEL_OTHER;
    if (labelled)
        take_labels(o);
    else if (!other && !o->labelled)
        take_texts(o);
    o->labelled |= labelled;
}
