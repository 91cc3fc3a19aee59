#include "describe.h"

#include "app/letters/letter_text.h"
#include "app/words/code_text.h"
#include "base/limits.h"
#include "format.h"

enum { CHECKS_MAX = BLOCK_COUNT * 2 + 4 };

static struct tag age_tag(int32_t days, enum lang lang)
{
    static const struct {
        int32_t above;
        const char *tone, *text;
    } ages[] = {{90, "red", N_("Plus de 90 jours")},
                {60, "amb", N_("61 à 90 jours")},
                {30, "acc", N_("31 à 60 jours")},
                {0, "", N_("1 à 30 jours")}};
    for (size_t i = 0; i < COUNT_OF(ages); i++) {
        if (days > ages[i].above)
            return (struct tag){str_of(ages[i].tone), str_of(tr(lang, ages[i].text))};
    }
    return (struct tag){STR("grn"), str_of(tr(lang, N_("Non échu")))};
}

struct tag describe_action(enum action action, int32_t oldest_days, enum lang lang)
{
    if (action == ACTION_CALL || action == ACTION_NONE)
        return age_tag(oldest_days, lang);
    return (struct tag){STR("amb"), str_of(action_text(action, lang))};
}

const char *describe_debtor_word(struct str capacity, enum lang lang)
{
    if (str_is(capacity, "own"))
        return tr(lang, N_("client"));
    return tr(lang, str_is(capacity, "factor") ? N_("acheteur") : N_("débiteur"));
}

struct str describe_about(struct request *r, const struct file_view *file)
{
    const char *kind = debtor_kind_text(arena_cstr(r->arena, file->account.debtor_kind), r->lang);
    struct str args[] = {str_of(describe_debtor_word(file->account.capacity, r->lang)),
                         str_of(kind), file->creditor_name};
    return format_text(r->arena, tr(r->lang, N_("%2, %1. Pour %3.")), args, 3);
}

const int64_t *describe_scope(const struct request *r, size_t *count)
{
    *count = r->user.creditor_count;
    ASSERT(r->user.id != 0);
    ASSERT(r->user.all_creditors || r->user.creditor_ids != NULL);
    return r->user.all_creditors ? NULL : r->user.creditor_ids;
}

static void add_check(struct describe_checks *checks, struct str text, bool good)
{
    ASSERT(checks->count < CHECKS_MAX);
    checks->rows[checks->count++] = (struct v_check){.text = text, .good = good};
}

/* How far a block reaches, in words. */
static const char *scope_words(enum gate_scope scope)
{
    static const char *const words[GATE_SCOPE_COUNT] = {
        [GATE_SCOPE_DEBTOR] = N_("toute la personne"),
        [GATE_SCOPE_ACCOUNT] = N_("tout le dossier"),
        [GATE_SCOPE_ITEM] = N_("cette pièce"),
        [GATE_SCOPE_PART] = N_("une partie de la pièce"),
        [GATE_SCOPE_CHANNEL] = N_("cette voie"),
        [GATE_SCOPE_NUMBER] = N_("ce numéro"),
    };
    ASSERT(scope < GATE_SCOPE_COUNT);
    return words[scope];
}

static void add_part(struct buf *b, struct str text)
{
    if (b->n > 0 && text.n > 0)
        buf_add_c(b, " · ");
    buf_add(b, text);
}

/* Article, scope, last day: "C. civ. 467 · toute la personne · jusqu’au 04/12/2026". Of items that
 * were counted the scope is said already, and the day is that of the first to be free. */
static struct str block_why(struct request *r, const struct gate_block *block, int64_t items)
{
    struct buf b;
    buf_init(&b, r->arena, LIMIT_FIELD_BYTES);
    add_part(&b, str_of(block_article(block->code)));
    if (items == 0 || block->scope != GATE_SCOPE_ITEM)
        add_part(&b, str_of(tr(r->lang, scope_words(block->scope))));
    if (day_is(block->until)) {
        struct str until = format_day(r->arena, block->until, r->lang);
        add_part(&b, format_text(
                         r->arena,
                         tr(r->lang, items > 1 ? N_("la première jusqu’au %1") : N_("jusqu’au %1")),
                         &until, 1));
    }
    return buf_str(&b);
}

static void add_block(struct request *r, struct describe_checks *checks, struct str text,
                      const struct gate_block *block, int64_t items)
{
    add_check(checks, text, false);
    checks->rows[checks->count - 1].code = str_of(block_code(block->code));
    checks->rows[checks->count - 1].why = block_why(r, block, items);
}

static struct str with_count(struct request *r, int64_t n, const char *text)
{
    return format_text(r->arena, text, (const struct str[]){format_count(r->arena, n, r->lang)}, 1);
}

/* One more item behind this block; of all of them the one that ends first is kept. */
static void note_block(const struct gate_block *block, int64_t *counts,
                       const struct gate_block **first)
{
    const struct gate_block **kept = &first[block->code];
    bool sooner = *kept != NULL && day_is(block->until) &&
                  (!day_is((*kept)->until) || day_before(block->until, (*kept)->until));
    if (counts[block->code]++ == 0 || sooner)
        *kept = block;
}

/* Open items that may not be raised, grouped by their first reason. */
static void add_item_blocks(struct request *r, const struct file_view *file,
                            struct describe_checks *checks)
{
    int64_t blocked[BLOCK_COUNT] = {0};
    const struct gate_block *first[BLOCK_COUNT] = {NULL};
    int64_t raisable = 0;
    for (size_t i = 0; i < file->account.item_count; i++) {
        const struct item_answer *item = &file->gate.items[i];
        if (file->account.items[i].open_minor <= 0)
            continue;
        if (item->raisable)
            raisable++;
        else if (item->block_count > 0)
            note_block(&item->blocks[0], blocked, first);
    }
    if (raisable > 0)
        add_check(checks,
                  with_count(r, raisable,
                             format_plural(r->lang, raisable, N_("%1 facture peut être évoquée"),
                                           N_("%1 factures peuvent être évoquées"))),
                  true);
    for (int b = 0; b < BLOCK_COUNT; b++) {
        if (blocked[b] == 0)
            continue;
        struct str args[] = {format_count(r->arena, blocked[b], r->lang),
                             str_of(block_text((enum block)b, r->lang))};
        add_block(r, checks,
                  format_text(
                      r->arena,
                      format_plural(r->lang, blocked[b], N_("%2 (%1 pièce)"), N_("%2 (%1 pièces)")),
                      args, 2),
                  first[b], blocked[b]);
    }
}

struct describe_checks describe_gate(struct request *r, const struct file_view *file)
{
    struct describe_checks checks = {.rows = ARENA_ARRAY(r->arena, CHECKS_MAX, struct v_check)};
    const struct gate_answer *gate = &file->gate;
    if (file_waits(file))
        add_block(r, &checks, str_of(block_text(file->work.why_not.code, r->lang)),
                  &file->work.why_not, 0);
    for (size_t i = 0; i < gate->block_count; i++)
        add_block(r, &checks, str_of(block_text(gate->blocks[i].code, r->lang)), &gate->blocks[i],
                  0);
    add_item_blocks(r, file, &checks);
    if (file->account.phone.p == NULL)
        add_check(&checks, str_of(tr(r->lang, N_("Aucun numéro connu"))), false);
    return checks;
}

struct describe_reasons describe_not_written(struct request *r, const struct written_letter *letter)
{
    struct describe_reasons out = {0};
    bool blocked = letter->gap_count == 0 && !letter->gate.contact_allowed;
    size_t count = blocked ? letter->gate.block_count : letter->gap_count;
    out.rows = ARENA_ARRAY(r->arena, count, struct str);
    for (size_t i = 0; i < count; i++) {
        struct str field = blocked ? STR("") : str_of(letter_field_code(letter->gaps[i].field));
        out.rows[out.count++] =
            blocked ? letter_block(r->arena, letter->gate.blocks[i].code, r->lang)
                    : letter_refusal(r->arena, ERR_LETTER_INCOMPLETE, field, r->lang);
    }
    return out;
}

struct str describe_fact(const struct file_view *file, const char *kind)
{
    for (size_t i = 0; i < file->fact_count; i++) {
        if (str_is(file->facts[i].kind, kind))
            return file->facts[i].value;
    }
    return STR("");
}

struct str describe_notice(struct request *r, const struct mailing *mail)
{
    struct day on = mailing_notice(mail);
    struct str day = format_day(r->arena, on, r->lang);
    if (mail->kind != MAILING_FORMAL_NOTICE)
        return STR("");
    if (!day_is(on))
        return str_of(tr(r->lang, N_("Sans date de présentation, elle ne met pas en demeure.")));
    return format_text(r->arena, tr(r->lang, N_("Met en demeure depuis le %1.")), &day, 1);
}

bool describe_calls(enum action action)
{
    return action == ACTION_CALL || action == ACTION_PRE_DUE_CALL;
}

struct str describe_cell(struct request *r, const struct table_cell *cell)
{
    switch (cell->kind) {
    case TABLE_TEXT:
    case TABLE_REF:
        return cell->text;
    case TABLE_INT:
        return format_count(r->arena, cell->number, r->lang);
    case TABLE_AMOUNT:
        return format_money(r->arena, cell->amount, r->lang);
    case TABLE_DAY:
        return format_day(r->arena, cell->day, r->lang);
    case TABLE_EMPTY:
    case TABLE_KIND_COUNT:
        break;
    }
    return STR("");
}
