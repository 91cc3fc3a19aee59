/* letter_sample KIND CAPACITY DEBTOR OUT.pdf: one of the sample views as PDF, for
 * tests/cli/letter_test.sh and for the eye. CAPACITY own, mandate, factor; DEBTOR business,
 * public, consumer. */
#include <stdio.h>

#include "base/limits.h"
#include "letter_views.h"

static int index_of(const char *name, const char *const *names, int count)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(name, names[i]) == 0) {
            return i;
        }
    }
    return 0;
}

static bool print(const struct letter_view *view, struct arena *arena, struct buf *out,
                  struct err *err)
{
    struct letter letter;
    struct page_press *press;
    if (!letter_build(view, arena, &letter, err) || !page_press_open(&press, err)) {
        return false;
    }
    struct page_book_options options = {.title = letter.title,
                                        .author = view->sender_name,
                                        .lang = STR("fr"),
                                        .instant_ms = INT64_C(1795424400000)};
    bool done = page_print(press, &letter.document, &options, out, err);
    page_press_close(press);
    return done;
}

int main(int argc, char **argv)
{
    static const char *const capacities[] = {"own", "mandate", "factor"};
    static const char *const debtors[] = {"business", "public", "consumer"};
    enum letter_kind kind;
    struct arena arena;
    struct buf out;
    struct err err = {0};
    if (argc != 5 || !letter_kind_parse(str_of(argv[1]), &kind)) {
        return EXIT_USAGE;
    }
    struct letter_view view =
        sample_view(kind, (enum letter_capacity)index_of(argv[2], capacities, 3),
                    (enum letter_debtor)index_of(argv[3], debtors, 3));
    arena_init(&arena, 0);
    buf_init(&out, &arena, (size_t)LIMIT_DOCUMENT_BYTES);
    bool done = print(&view, &arena, &out, &err);
    FILE *file = done ? fopen(argv[4], "wb") : NULL;
    done = file != NULL && fwrite(out.p, 1, out.n, file) == out.n;
    if (file != NULL && fclose(file) != 0) {
        done = false;
    }
    if (!done) {
        (void)fprintf(stderr, "letter_sample: %s %s %s %s\n", err_code_text(err.code), err.field,
                      err.arg, err.detail);
    }
    arena_release(&arena);
    return done ? EXIT_DONE : EXIT_REFUSED;
}
