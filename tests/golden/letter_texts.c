/* letter_texts DB TODAY DIR <ORDERS: letters from stored accounts as their words, for
 * letters_test.sh. Each line of ORDERS is VERB LEDGER-NUMBER CREDITOR KIND:
 *   words  DIR/KIND_CREDITOR_NUMBER.txt holds the words of the letter; nothing is kept
 *   send   the same, and the letter is written, printed and sent on that day
 *   gaps   DIR/gaps.txt tells what is refused, and why, for each piece of who writes that is
 *          missing */
#include <stdio.h>

#include "app/letters/print_letters.h"
#include "app/letters/write_letter.h"
#include "app/open_app.h"
#include "base/ref.h"
#include "support/page_words.h"

enum { LINE_BYTES_MAX = 200, PATH_BYTES_MAX = 1000 };

struct order {
    char verb[16], number[16], creditor[16], kind[32];
};

struct texts {
    struct app *app;
    struct arena arena; /* of one order */
    const char *folder;
};

static bool put(struct texts *t, const char *name, struct str text, const char *mode)
{
    char path[PATH_BYTES_MAX];
    (void)snprintf(path, sizeof path, "%s/%s.txt", t->folder, name);
    FILE *file = fopen(path, mode);
    bool done = file != NULL && fwrite(text.p, 1, text.n, file) == text.n;
    return file != NULL && fclose(file) == 0 && done;
}

static struct letter_request request_of(const struct order *o)
{
    struct letter_request r = {.query = {.ref = str_of(o->number), .creditor = str_of(o->creditor)},
                               .wish = {.deadline = DAY_NONE},
                               .preview = true,
                               .words = true};
    if (!mailing_kind_parse(str_of(o->kind), &r.wish.kind))
        r.wish.kind = MAILING_KIND_COUNT;
    return r;
}

static bool words(struct texts *t, const struct order *o, struct err *err)
{
    struct letter_request r = request_of(o);
    struct written_letter letter;
    char name[LINE_BYTES_MAX];
    (void)snprintf(name, sizeof name, "%s_%s_%s", o->kind, o->creditor, o->number);
    return write_letter(t->app, &t->arena, &r, &letter, err) &&
           (put(t, name, page_words(letter.page, &t->arena), "w") ||
            err_set(err, ERR_SYSTEM, "cannot write"));
}

static bool send(struct texts *t, const struct order *o, struct err *err)
{
    struct letter_request r = request_of(o);
    struct written_letter letter;
    struct printed_batch batch;
    struct letter_told told;
    struct buf ref;
    r.preview = r.words = false;
    buf_init(&ref, &t->arena, 64);
    if (!words(t, o, err) || !write_letter(t->app, &t->arena, &r, &letter, err))
        return false;
    buf_add_ref(&ref, REF_DOCUMENT, letter.document_number);
    struct str document = buf_str(&ref);
    struct print_request print = {.letters = &document, .count = 1, .manager = true};
    struct letter_said said = {.letter = document,
                               .step = {MAILING_IS_SENT, t->app->today, MAILING_RETURN_COUNT}};
    return print_letters(t->app, &t->arena, &print, &batch, err) && batch.letters.count == 1 &&
           letter_say(t->app, &t->arena, &said, &told, err);
}

/* As if one thing had never been said of who writes. */
static struct sender_words without(struct arena *a, const struct sender_words *all, int64_t owner,
                                   enum sender_field field)
{
    struct sender_words left = {.rows = ARENA_ARRAY(a, all->count, struct sender_word)};
    for (size_t i = 0; i < all->count; i++) {
        const struct sender_word *w = &all->rows[i];
        if (w->owner_id != owner || !str_is(w->field, sender_field_code(field)))
            left.rows[left.count++] = *w;
    }
    return left;
}

static void tell_gaps(struct buf *out, const struct order *o, const char *what,
                      const struct written_letter *letter, const struct err *why)
{
    buf_add_c(out, o->kind);
    buf_add_char(out, ' ');
    buf_add_c(out, o->creditor);
    buf_add_char(out, ' ');
    buf_add_c(out, o->number);
    buf_add_c(out, ", without ");
    buf_add_c(out, what);
    buf_add_c(out, ": ");
    if (letter->gap_count == 0)
        buf_add_c(out, why->arg);
    for (size_t i = 0; i < letter->gap_count; i++) {
        buf_add_c(out, i > 0 ? "; " : "");
        buf_add_c(out, letter_field_code(letter->gaps[i].field));
        buf_add_c(out, " (");
        buf_add_c(out, letter->gaps[i].article);
        buf_add_char(out, ')');
    }
    buf_add_char(out, '\n');
}

static void try_without(struct texts *t, struct letter_desk *desk, const struct order *o,
                        const char *what, struct buf *out)
{
    struct letter_request r = request_of(o);
    struct written_letter letter;
    struct err err = {0};
    if (!letter_write_within(desk, &t->arena, &r, &letter, &err))
        tell_gaps(out, o, what, &letter, &err);
}

static bool gaps(struct texts *t, const struct order *o, struct err *err)
{
    struct letter_desk desk;
    struct creditor creditor;
    struct buf out;
    buf_init(&out, &t->arena, 1 << 16);
    if (!db_begin(t->app->db, DB_READ, err) ||
        !creditor_find(t->app->db, &t->arena, str_of(o->creditor), &creditor, err) ||
        !letter_desk_open(t->app, &t->arena, &desk, err))
        return false;
    const struct sender_words all = desk.senders;
    for (int f = 0; f < SENDER_FIELD_COUNT; f++) {
        const int64_t owners[] = {SENDER_HOUSE, creditor.id};
        for (size_t i = 0; i < COUNT_OF(owners); i++) {
            char what[64];
            (void)snprintf(what, sizeof what, "%s of the %s",
                           sender_field_code((enum sender_field)f), i == 0 ? "house" : "creditor");
            desk.senders = without(&t->arena, &all, owners[i], (enum sender_field)f);
            try_without(t, &desk, o, what, &out);
        }
    }
    desk.senders = all;
    desk.decide.mandates.count = 0;
    try_without(t, &desk, o, "a mandate", &out);
    letter_desk_close(&desk);
    db_rollback(t->app->db);
    return put(t, "gaps", buf_str(&out), "a") || err_set(err, ERR_SYSTEM, "cannot write");
}

static bool carry_out(struct texts *t, const struct order *o, struct err *err)
{
    if (strcmp(o->verb, "words") == 0)
        return words(t, o, err);
    if (strcmp(o->verb, "send") == 0)
        return send(t, o, err);
    return strcmp(o->verb, "gaps") == 0 ? gaps(t, o, err)
                                        : err_set(err, ERR_SYSTEM, "no such verb");
}

int main(int argc, char **argv)
{
    struct arena arena;
    struct texts t = {.folder = argc > 3 ? argv[3] : "."};
    struct day today;
    struct err err = {0};
    char line[LINE_BYTES_MAX];
    bool good = true;
    arena_init(&arena, 0);
    if (argc != 4 || !day_parse_iso(str_of(argv[2]), &today, &err) ||
        !app_open(&arena, str_of(argv[1]), today, &t.app, &err))
        return EXIT_USAGE;
    while (fgets(line, sizeof line, stdin) != NULL) {
        struct order o;
        err_clear(&err);
        arena_init(&t.arena, 0);
        bool read = sscanf(line, "%15s %15s %15s %31s", o.verb, o.number, o.creditor, o.kind) == 4;
        if (!read || !carry_out(&t, &o, &err)) {
            (void)fprintf(stderr, "%.*s: %s %s %s\n", (int)strcspn(line, "\n"), line,
                          err_code_text(err.code), err.field, err.arg);
            good = false;
        }
        arena_release(&t.arena);
        app_new_task(t.app);
    }
    app_close(t.app);
    arena_release(&arena);
    return good ? EXIT_DONE : EXIT_REFUSED;
}
