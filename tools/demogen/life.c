#include "life.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "dates.h"

enum { COMPANIES = 1 << KIND_COMPANY, CONSUMERS = 1 << KIND_CONSUMER, ANYBODY = 15 };

struct life {
    const struct life_of *of;
    struct text_file file;
    bool *used; /* one per customer */
};

/* A customer whose file is plain: he owes some invoices, everything else is settled. */
struct subject {
    const struct customer *who;
    const struct document *first, *last; /* of what he owes and is late with */
};

struct wanted {
    unsigned kinds;
    int late_min, late_max; /* days, of the oldest */
    int invoices;           /* at least */
};

/* About whom something was noted, so many days ago. */
struct note {
    int days_ago;
    const struct customer *who;
};

static void day_text(int day, char out[16])
{
    int y, m, d;
    date_civil(day, &y, &m, &d);
    snprintf(out, 16, "%04d-%02d-%02d", y, m, d);
}

/* One command: the verb comes before the customer's number, the rest after it. */
static void say(struct life *l, struct note about, const char *verb, const char *rest, ...)
    __attribute__((format(printf, 4, 5)));
static void say(struct life *l, struct note about, const char *verb, const char *rest, ...)
{
    char day[16], more[400], row[600];
    va_list args;
    if (about.who == NULL)
        return;
    day_text(l->of->today - about.days_ago, day);
    va_start(args, rest);
    vsnprintf(more, sizeof more, rest, args);
    va_end(args);
    snprintf(row, sizeof row, "on %s %s %s --creditor %s %s\n", day, verb, about.who->number,
             l->of->code, more);
    text_put(&l->file, row);
}

/* ---- who ---- */

static bool is_settled(const struct document *d)
{
    return d->fate == FATE_PAID && d->pay_day != 0 && d->lettered;
}

static bool is_plain(const struct customer *who)
{
    bool exact = strcmp(who->terms, "30 jours") == 0 || strcmp(who->terms, "60 jours") == 0 ||
                 strcmp(who->terms, "net30") == 0;
    return who->in_list && who->in_ledger && who->phone[0] != '\0' && who->email[0] != '\0' &&
           exact && !who->groups_payments && !who->with_retention && !who->by_bill &&
           !who->with_deposit && (who->kind != KIND_PUBLIC || who->term_days == 30);
}

static bool look(const struct life *l, size_t from, size_t to, struct subject *out, int *invoices)
{
    const struct document *d = l->of->documents;
    *out = (struct subject){.who = d[from].who};
    *invoices = 0;
    for (size_t i = from; i < to; i++) {
        if (is_settled(&d[i]))
            continue;
        if (d[i].fate != FATE_OPEN || d[i].opening || d[i].doubtful || d[i].pay_day != 0)
            return false;
        if (d[i].due_day >= l->of->today)
            continue;
        out->first = out->first ? out->first : &d[i];
        out->last = &d[i];
        (*invoices)++;
    }
    return *invoices > 0 && document_due_cents(out->first) > 20000;
}

/* The next customer of that sort whom nothing was said of yet. Another seed may have none: then
 * nothing is said. */
static struct subject pick(struct life *l, struct wanted want)
{
    static const struct document nothing;
    const struct document *d = l->of->documents;
    for (size_t from = 0, to; from < l->of->document_count; from = to) {
        struct subject s;
        int invoices;
        for (to = from + 1; to < l->of->document_count && d[to].who == d[from].who;)
            to++;
        size_t index = (size_t)(d[from].who - l->of->customers);
        if (l->used[index] || (want.kinds >> d[from].who->kind & 1U) == 0 ||
            !is_plain(d[from].who) || !look(l, from, to, &s, &invoices))
            continue;
        int late = l->of->today - s.first->due_day;
        if (invoices < want.invoices || late < want.late_min || late > want.late_max)
            continue;
        if (want.invoices > 1 && s.last->piece_day - s.first->piece_day < 12)
            continue;
        l->used[index] = true;
        return s;
    }
    return (struct subject){NULL, &nothing, &nothing};
}

static const struct customer *late(struct life *l, unsigned kinds, int from, int to)
{
    return pick(l, (struct wanted){kinds, from, to, 1}).who;
}

/* ---- what ---- */

static void tell_protection(struct life *l)
{
    char day[16];
    struct subject firm = pick(l, (struct wanted){COMPANIES, 15, 300, 2});
    day_text(firm.last->piece_day - 2, day); /* the last invoice is younger than the judgment */
    say(l, (struct note){3, firm.who}, "add fact", "--kind insolvency --value %s", day);
    day_text(l->of->today - 12, day);
    say(l, (struct note){3, late(l, COMPANIES, 45, 300)}, "add fact",
        "--kind insolvency --value %s", day);
    day_text(l->of->today - 5, day);
    say(l, (struct note){4, late(l, CONSUMERS, 10, 300)}, "add fact",
        "--kind over_indebtedness --value %s", day);
    say(l, (struct note){4, late(l, CONSUMERS, 10, 300)}, "add fact",
        "--kind imposed_plan --value %s", day);
    say(l, (struct note){4, late(l, CONSUMERS, 10, 300)}, "add fact",
        "--kind debts_wiped --value %s", day);
    day_text(l->of->today + 90, day);
    say(l, (struct note){9, late(l, COMPANIES, 10, 300)}, "add fact",
        "--kind court_grace --value %s", day);
    say(l, (struct note){6, late(l, CONSUMERS, 10, 300)}, "add outcome",
        "--code deceased --at 2026-11-17T10:20 "
        "--note 'dit par sa fille'");
    say(l, (struct note){6, late(l, CONSUMERS, 10, 300)}, "add fact",
        "--kind protected --value yes");
    say(l, (struct note){5, late(l, CONSUMERS, 10, 300)}, "add outcome",
        "--code vulnerable --at 2026-11-18T15:05 --note 'hospitalisée'");
    say(l, (struct note){8, late(l, COMPANIES, 10, 300)}, "add fact",
        "--kind counsel --value 'Me Aubrac'");
    say(l, (struct note){20, late(l, COMPANIES, 60, 330)}, "add fact",
        "--kind handed_over --value yes");
    say(l, (struct note){7, late(l, ANYBODY, 10, 300)}, "add fact",
        "--kind opposition --value all");
}

static void tell_agreements(struct life *l)
{
    const char *items;
    struct subject s = pick(l, (struct wanted){ANYBODY, 10, 300, 1});
    say(l, (struct note){4, s.who}, "hold",
        "--until 2026-12-04 --reason document_awaited --items %s "
        "--note 'bon de livraison demandé'",
        s.first->piece);
    s = pick(l, (struct wanted){COMPANIES, 10, 300, 2});
    say(l, (struct note){5, s.who}, "dispute",
        "--items %s --amount %lld.00 --reason quantity --note 'deux colis manquants'",
        s.first->piece, (long long)(document_due_cents(s.first) / 300));
    s = pick(l, (struct wanted){COMPANIES, 10, 300, 1});
    items = s.first->piece;
    say(l, (struct note){3, s.who}, "promise",
        "--on 2026-11-27 --amount %lld.%02lld --means transfer --items %s --person 'Mme Kerviel'",
        (long long)(document_due_cents(s.first) / 100),
        (long long)(document_due_cents(s.first) % 100), items);
    s = pick(l, (struct wanted){COMPANIES, 15, 300, 1});
    items = s.first->piece;
    say(l, (struct note){17, s.who}, "promise",
        "--on 2026-11-10 --amount %lld.%02lld --means instant_transfer --items %s --person 'M. "
        "Tanguy'",
        (long long)(document_due_cents(s.first) / 100),
        (long long)(document_due_cents(s.first) % 100), items);
    s = pick(l, (struct wanted){COMPANIES, 20, 300, 1});
    say(l, (struct note){6, s.who}, "plan",
        "--items %s --count 3 --first 2026-12-05 --means direct_debit", s.first->piece);
}

static void tell_calls(struct life *l)
{
    say(l, (struct note){3, late(l, COMPANIES, 10, 29)}, "add outcome",
        "--code wrong_number --at 2026-11-20T10:40");
    say(l, (struct note){3, late(l, COMPANIES, 13, 18)}, "add outcome",
        "--code refusal --at 2026-11-20T15:20 "
        "--note 'attend son directeur'");
    say(l, (struct note){3, late(l, COMPANIES, 20, 22)}, "add outcome",
        "--code refusal --at 2026-11-20T11:15");
    say(l, (struct note){0, late(l, ANYBODY, 15, 29)}, "add outcome",
        "--code voicemail --at 2026-11-23T09:10");
    say(l, (struct note){3, late(l, COMPANIES, 10, 60)}, "add outcome",
        "--code callback --at 2026-11-20T16:30 --call-back 2026-11-23 --person 'Mme Lestrade'");
    const struct customer *often = late(l, COMPANIES, 10, 60);
    say(l, (struct note){3, often}, "add outcome", "--code no_answer --at 2026-11-20T09:30");
    say(l, (struct note){3, often}, "add outcome", "--code reception_only --at 2026-11-20T14:30");
    say(l, (struct note){4, often}, "add outcome", "--code no_answer --at 2026-11-19T09:30");
    say(l, (struct note){0, late(l, ANYBODY, 15, 300)}, "postpone",
        "--until 2026-12-01 --why 'fermé une semaine'");
    say(l, (struct note){0, late(l, ANYBODY, 15, 300)}, "pin",
        "--until 2026-11-27 --why 'le directeur l’attend'");
    say(l, (struct note){9, late(l, COMPANIES, 15, 300)}, "add fact",
        "--kind strategic --value yes");
    const struct customer *told = late(l, COMPANIES, 15, 300);
    say(l, (struct note){9, told}, "add fact", "--kind strategic --value yes");
    say(l, (struct note){1, told}, "alert",
        "--kind information --to sales --note 'à relancer cette semaine'");
    say(l, (struct note){2, late(l, COMPANIES, 60, 300)}, "alert",
        "--kind insolvency_risk --note 'deux privilèges inscrits' --proposal 'bloquer les "
        "commandes'");
}

/* Of a firm that another creditor knows too: he was called three times in a week here. */
static void tell_shared(struct life *l)
{
    int told = 0;
    for (int i = 0; i < l->of->customer_count && told < 3; i++) {
        const struct customer *who = &l->of->customers[i];
        bool shared = who->siren[0] != '\0' && strcmp(who->siren, l->of->others[i].siren) == 0;
        if (!shared || !who->in_ledger || !l->of->others[i].in_ledger || !l->of->others[i].in_list)
            continue;
        told++;
        for (int n = 0; n < 3; n++)
            say(l, (struct note){5 - n, who}, "add outcome",
                "--code no_answer --at 2026-11-%02dT10:%02d", 18 + n, 10 + told);
    }
}

static void tell_mandate(struct life *l)
{
    tell_shared(l);
    const struct customer *gone = late(l, ANYBODY, 10, 300);
    say(l, (struct note){4, gone}, "add outcome",
        "--code moved_away --at 2026-11-19 --channel letter "
        "--note 'revenu, n’habite pas à l’adresse indiquée'");
    for (int i = 0; i < 24; i++)
        say(l, (struct note){49 - i, late(l, ANYBODY, 10, 330)}, "add fact",
            "--kind first_letter --value 2026-10-%02d", 5 + i);
}

/* He is late with something. */
static bool is_late(const struct life *l, size_t from, size_t to)
{
    const struct document *d = l->of->documents;
    for (size_t i = from; i < to; i++) {
        if (!is_settled(&d[i]) && d[i].due_day < l->of->today)
            return true;
    }
    return false;
}

/* Who is late was told on his invoices to whom to pay; of one in NOT_ASSIGNED the assignment is not
 * known: nothing can be asked of him in a letter. */
static void assign_most(struct life *l)
{
    enum { NOT_ASSIGNED = 8 };
    const struct document *d = l->of->documents;
    int met = 0;
    for (size_t from = 0, to; from < l->of->document_count; from = to) {
        const struct customer *who = d[from].who;
        for (to = from + 1; to < l->of->document_count && d[to].who == who;)
            to++;
        if (l->used[who - l->of->customers] || !who->in_ledger || !is_late(l, from, to) ||
            ++met % NOT_ASSIGNED == 0)
            continue;
        say(l, (struct note){20, who}, "assign",
            "--all --payee FACTO --on 2026-11-02 --notified 2026-11-03 --proof 'mention sur la "
            "facture'");
    }
}

static void tell_factor(struct life *l)
{
    tell_shared(l);
    struct subject untold = pick(l, (struct wanted){COMPANIES, 5, 300, 1});
    say(l, (struct note){5, untold.who}, "assign", "--items %s --payee FACTO --on 2026-11-16",
        untold.first->piece);
    struct subject mixed = pick(l, (struct wanted){ANYBODY, 35, 44, 2});
    say(l, (struct note){20, mixed.who}, "assign",
        "--items %s --payee FACTO --on 2026-11-02 --notified 2026-11-03 --proof 'mention sur la "
        "facture'",
        mixed.first->piece);
    say(l, (struct note){10, mixed.who}, "add outcome", "--code refusal --at 2026-11-13T11:00");
    assign_most(l);
}

void life_write(const struct life_of *of, const char *path)
{
    struct life l = {.of = of, .used = calloc((size_t)of->customer_count, sizeof *l.used)};
    if (!l.used) {
        fputs("demogen: out of memory\n", stderr);
        exit(3);
    }
    text_open(&l.file, path, ENCODING_UTF8);
    text_put(&l.file, "# what people noted; `on DAY COMMAND...` (script/demo)\n");
    if (strcmp(of->code, "OWN") == 0) {
        tell_calls(&l);
        tell_protection(&l);
        tell_agreements(&l);
    } else if (strcmp(of->code, "MAN") == 0) {
        tell_mandate(&l);
    } else if (strcmp(of->code, "FAC") == 0) {
        tell_factor(&l);
    }
    text_close(&l.file, path);
    free(l.used);
}
