#include "act_form.h"

#include "app/acts/object_text.h"
#include "base/limits.h"
#include "form_words.h"
#include "format.h"

enum { ITEMS_SHOWN = 60 };

struct making {
    const struct act_ground *ground;
    const struct act_wish *wish;
    const struct act *act;
    bool beside; /* the failure found its field */
};

static struct str text_of(const struct making *m, const char *text)
{
    return text == NULL ? (struct str){0} : str_of(tr(m->ground->r->lang, text));
}

/* Several forms stand on one page. */
static struct str id_of(const struct making *m, const char *name)
{
    struct str args[] = {str_of(m->act->code), str_of(name)};
    return format_text(m->ground->r->arena, "%1-%2", args, 2);
}

static struct str value_of(const struct making *m, const struct act_field *field)
{
    if (m->wish->typed) {
        struct str text = http_field(&m->ground->r->form, field->name);
        return text.p == NULL ? STR("") : text;
    }
    return field->days_ahead > 0
               ? format_iso_day(m->ground->r->arena,
                                day_add(m->ground->r->app->today, field->days_ahead))
               : STR("");
}

static void refuse(struct making *m, const char *name, struct str *error, struct str *help)
{
    const struct err *failure = m->wish->failure;
    struct str arg;
    struct str advice = {0};
    if (failure == NULL || strcmp(failure->field, name) != 0)
        return;
    arg = arena_str(m->ground->r->arena, str_of(failure->arg));
    form_words(m->ground->r, failure, arg, error, &advice);
    if (help != NULL && advice.n > 0)
        *help = advice;
    m->beside = true;
}

static bool fill_field(struct making *m, const struct act_field *field, struct v_form_field *out,
                       struct err *err)
{
    struct day day;
    *out = (struct v_form_field){.id = id_of(m, field->name),
                                 .name = str_of(field->name),
                                 .label = text_of(m, field->label),
                                 .help = text_of(m, field->help),
                                 .value = value_of(m, field),
                                 .amount = field->kind == ACT_AMOUNT,
                                 .choice = field->kind == ACT_CHOICE,
                                 .wide = field->wide,
                                 .required = field->required};
    /* what is no day cannot stand in a field of days */
    out->day =
        field->kind == ACT_DAY && (out->value.n == 0 || day_parse_iso(out->value, &day, NULL));
    refuse(m, field->name, &out->error, &out->help);
    out->first_bad = out->error.n > 0;
    if (!out->choice)
        return true;
    struct act_choices choices = {0};
    if (!field->choices(m->ground, &choices, err))
        return false;
    for (size_t i = 0; i < choices.count; i++)
        choices.rows[i].on = str_eq(choices.rows[i].value, out->value);
    out->options = choices.rows;
    out->options_count = choices.count;
    return true;
}

static bool was_chosen(const struct making *m, struct str id)
{
    const struct http_fields *form = &m->ground->r->form;
    for (size_t i = 0; m->wish->typed && i < form->count; i++) {
        if (str_is(form->fields[i].name, "item") && str_eq(form->fields[i].value, id))
            return true;
    }
    return false;
}

static void fill_items(struct making *m, struct v_act_form *out)
{
    const struct request *r = m->ground->r;
    const struct walked_account *account = &m->ground->file->account;
    struct v_act_form_items *rows = ARENA_ARRAY(r->arena, ITEMS_SHOWN, struct v_act_form_items);
    for (size_t i = 0; i < account->item_count && out->items_count < ITEMS_SHOWN; i++) {
        const struct walked_item *item = &account->items[i];
        struct buf id;
        if (item->open_minor <= 0)
            continue;
        buf_init(&id, r->arena, 32);
        buf_add_int(&id, item->id);
        struct str args[] = {
            format_day(r->arena, item->due.day, r->lang),
            format_money(r->arena, (struct money){item->open_minor, account->currency}, r->lang)};
        rows[out->items_count++] = (struct v_act_form_items){
            .id = format_text(r->arena, "%1-%2",
                              (const struct str[]){str_of(m->act->code), buf_str(&id)}, 2),
            .value = buf_str(&id),
            .text = item->piece.n > 0 ? item->piece : item->label,
            .detail = format_text(r->arena, "%1 · %2", args, 2),
            .on = was_chosen(m, buf_str(&id))};
    }
    out->items = rows;
    out->items_id = id_of(m, "items");
    out->items_label = text_of(m, m->act->items);
    refuse(m, "items", &out->items_error, NULL);
    if (out->items_error.n == 0)
        return;
    if (m->wish->failure->code == ERR_OPTION_MISSING)
        out->items_error = text_of(m, N_("Cochez au moins une facture."));
    if (out->items_count > 0)
        rows[0].first_bad = true;
}

enum act_code act_place(const struct work_reason *reasons, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (reasons[i].code == REASON_PINNED)
            return ACT_RELEASE;
    }
    return ACT_PIN;
}

bool act_form(const struct act_ground *ground, struct act_wish *wish, struct v_act_form *out,
              struct err *err)
{
    struct request *r = ground->r;
    struct making m = {.ground = ground, .wish = wish, .act = &acts[wish->code]};
    struct str ref = format_ref(r->arena, REF_ACCOUNT, ground->file->account_number);
    struct v_form_field *fields = ARENA_ARRAY(r->arena, ACT_FIELDS_MAX, struct v_form_field);
    *out = (struct v_act_form){.action = format_text(r->arena, ACT_PATH "%1", &ref, 1),
                               .csrf = wish->csrf,
                               .act = str_of(m.act->code),
                               .seen = ground->file->seen,
                               .back = wish->back,
                               .submit = text_of(&m, m.act->submit),
                               .note = text_of(&m, m.act->note),
                               .full = wish->full,
                               .fields = fields};
    for (const struct act_field *f = m.act->fields;
         f < &m.act->fields[ACT_FIELDS_MAX] && f->name != NULL; f++) {
        if (!fill_field(&m, f, &fields[out->fields_count++], err))
            return false;
    }
    if (m.act->items != NULL)
        fill_items(&m, out);
    if (out->fields_count == 0 && m.act->key != NULL)
        out->key = str_of(m.act->key);
    wish->beside = m.beside;
    return true;
}

/* What an incomplete promise lacks; empty when it lacks nothing. */
static struct str lacking(const struct request *r, int64_t missing)
{
    struct buf list;
    buf_init(&list, r->arena, LIMIT_FIELD_BYTES);
    for (int i = 0; i < PROMISE_PARTS; i++) {
        if ((missing >> i & 1) == 0)
            continue;
        buf_add_c(&list, list.n > 0 ? ", " : "");
        buf_add_c(&list, promise_part_text(i, r->lang));
    }
    struct str args[] = {buf_str(&list)};
    if (list.n == 0)
        return STR("");
    return format_text(
        r->arena, tr(r->lang, N_("Engagement incomplet, qui ne suspend rien. Il manque : %1.")),
        args, 1);
}

void act_done(struct request *r, struct str csrf, struct str back, struct v_act_done *out)
{
    enum act_code code;
    enum ref_kind kind;
    int64_t number = 0;
    *out = (struct v_act_done){0};
    if (!act_find(http_field(&r->query, "done"), &code) ||
        !ref_parse(http_field(&r->query, "on"), &kind, &number, NULL) || kind != REF_ACCOUNT)
        return;
    struct str ref = format_ref(r->arena, REF_ACCOUNT, number);
    out->text = format_text(r->arena, tr(r->lang, acts[code].done), &ref, 1);
    out->lacks =
        code == ACT_PROMISE ? lacking(r, http_field_int(&r->query, "missing", 0)) : STR("");
    out->undo = acts[code].undo != ACT_COUNT;
    if (!out->undo)
        return;
    out->action = format_text(r->arena, ACT_PATH "%1", &ref, 1);
    out->csrf = csrf;
    out->act = str_of(acts[acts[code].undo].code);
    out->back = back;
}
