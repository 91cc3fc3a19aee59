/* Help: the first hour, the keys of each page as the pages declare them, the words of the trade. */
#include "pages.h"
#include "web/parts/acts.h"
#include "web/parts/glossary.h"
#include "web/parts/shell.h"

enum { KEYS_MAX = 40 };

static bool told(const struct v_help_pages_keys *keys, size_t count, const char *key)
{
    for (size_t i = 0; i < count; i++) {
        if (str_is(keys[i].key, key))
            return true;
    }
    return false;
}

/* The keys of acts that are offered on a file stand with its own, each once. */
static void add_acts(const struct request *r, struct v_help_pages_keys *keys, size_t *count)
{
    for (int i = 0; i < ACT_COUNT; i++) {
        if (acts[i].key == NULL || told(keys, *count, acts[i].key))
            continue;
        keys[(*count)++] = (struct v_help_pages_keys){.key = str_of(acts[i].key),
                                                      .text = str_of(tr(r->lang, acts[i].title))};
    }
}

/* What serves this person: pages he may open, keys he may press. */
static void fill_keys(const struct request *r, struct v_help *view)
{
    struct v_help_pages *pages = ARENA_ARRAY(r->arena, shell_map_count, struct v_help_pages);
    for (size_t i = 0; i < shell_map_count; i++) {
        const struct shell_map *map = &shell_maps[i];
        struct v_help_pages_keys *keys = ARENA_ARRAY(r->arena, KEYS_MAX, struct v_help_pages_keys);
        size_t count = 0;
        const struct shell_key *mine = shell_keys(r, map->keys, &count);
        if (!right_given(r->user.roles, map->right))
            continue;
        for (size_t k = 0; k < count; k++)
            keys[k] = (struct v_help_pages_keys){.key = str_of(mine[k].key),
                                                 .more = str_of(mine[k].more),
                                                 .text = str_of(tr(r->lang, mine[k].text))};
        if (map->acts && right_given(r->user.roles, RIGHT_WORK_FILES))
            add_acts(r, keys, &count);
        pages[view->pages_count++] = (struct v_help_pages){.id = str_of(map->id),
                                                           .title = str_of(tr(r->lang, map->title)),
                                                           .keys = keys,
                                                           .keys_count = count};
    }
    view->pages = pages;
}

bool help_page(struct request *r, struct response *out, struct err *err)
{
    struct v_help view = {.may_import = right_given(r->user.roles, RIGHT_IMPORT)};
    struct v_help_terms *terms = ARENA_ARRAY(r->arena, GLOSSARY_COUNT, struct v_help_terms);
    (void)err;
    if (right_given(r->user.roles, RIGHT_WORK_FILES))
        view.day = STR("/day");
    fill_keys(r, &view);
    for (int i = 0; i < GLOSSARY_COUNT; i++) {
        struct v_term term = glossary_term(r, (enum glossary_word)i, NULL);
        terms[i] = (struct v_help_terms){term.id, term.word, term.meaning};
    }
    view.terms = terms;
    view.terms_count = GLOSSARY_COUNT;
    shell_fill(r, out, SHELL_HELP, str_of(tr(r->lang, N_("Aide"))), &view.page);
    view_help(&out->body, &view, r->lang);
    return true;
}
