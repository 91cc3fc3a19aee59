#include "shell.h"

#include "base/text.h"
#include "format.h"
#include "office/right.h"
#include "web/server/session.h"

static const char *const role_texts[ROLE_COUNT] = {
    [ROLE_AGENT] = N_("Recouvrement"),      [ROLE_MANAGER] = N_("Responsable"),
    [ROLE_ACCOUNTANT] = N_("Comptabilité"), [ROLE_CORRESPONDENT] = N_("Correspondant"),
    [ROLE_TRAINER] = N_("Formation"),       [ROLE_JURY] = N_("Jury"),
    [ROLE_AUDITOR] = N_("Audit"),           [ROLE_ADMINISTRATOR] = N_("Administration"),
};

static const struct shell_key keys_nowhere[] = {{"/", NULL, N_("chercher"), RIGHT_NONE},
                                                {NULL, NULL, NULL, RIGHT_NONE}};
static const struct shell_key keys_day[] = {{"J", "K", N_("suivant, précédent"), RIGHT_NONE},
                                            {"↵", NULL, N_("ouvrir le dossier"), RIGHT_NONE},
                                            {"A", NULL, N_("appeler"), RIGHT_NONE},
                                            {"S", NULL, N_("suite"), RIGHT_NONE},
                                            {"P", NULL, N_("épingler"), RIGHT_NONE},
                                            {"R", NULL, N_("reporter"), RIGHT_NONE},
                                            {"T", NULL, N_("transmettre"), RIGHT_NONE},
                                            {"B", NULL, N_("blocages"), RIGHT_NONE},
                                            {"X", NULL, N_("exporter"), RIGHT_NONE},
                                            {"/", NULL, N_("chercher"), RIGHT_NONE},
                                            {"G", "L", N_("tous les dossiers"), RIGHT_NONE},
                                            {NULL, NULL, NULL, RIGHT_NONE}};
static const struct shell_key keys_files[] = {{"J", "K", N_("suivant, précédent"), RIGHT_NONE},
                                              {"↵", NULL, N_("ouvrir le dossier"), RIGHT_NONE},
                                              {"X", NULL, N_("exporter"), RIGHT_NONE},
                                              {"/", NULL, N_("chercher"), RIGHT_NONE},
                                              {"G", "J", N_("ma journée"), RIGHT_WORK_FILES},
                                              {NULL, NULL, NULL, RIGHT_NONE}};
static const struct shell_key keys_lists[] = {{"J", "K", N_("suivant, précédent"), RIGHT_NONE},
                                              {"↵", NULL, N_("ouvrir le dossier"), RIGHT_NONE},
                                              {"F", NULL, N_("filtrer"), RIGHT_NONE},
                                              {"X", NULL, N_("exporter"), RIGHT_NONE},
                                              {"/", NULL, N_("chercher"), RIGHT_NONE},
                                              {NULL, NULL, NULL, RIGHT_NONE}};
static const struct shell_key keys_manager[] = {{"M", NULL, N_("changer de créancier"), RIGHT_NONE},
                                                {"X", NULL, N_("exporter"), RIGHT_NONE},
                                                {"/", NULL, N_("chercher"), RIGHT_NONE},
                                                {"G", "J", N_("ma journée"), RIGHT_WORK_FILES},
                                                {"G", "L", N_("tous les dossiers"), RIGHT_NONE},
                                                {NULL, NULL, NULL, RIGHT_NONE}};
static const struct shell_key keys_export[] = {{"X", NULL, N_("exporter"), RIGHT_NONE},
                                               {"/", NULL, N_("chercher"), RIGHT_READ_FILES},
                                               {NULL, NULL, NULL, RIGHT_NONE}};
static const struct shell_key keys_search[] = {{"/", NULL, N_("chercher"), RIGHT_NONE},
                                               {"↓", "↑", N_("suivant, précédent"), RIGHT_NONE},
                                               {"↵", NULL, N_("ouvrir"), RIGHT_NONE},
                                               {NULL, NULL, NULL, RIGHT_NONE}};
static const struct shell_key keys_mails[] = {
    {"J", "K", N_("suivant, précédent"), RIGHT_NONE},
    {"↵", NULL, N_("ouvrir l’e-mail"), RIGHT_NONE},
    {"P", NULL, N_("incertain : il est parti"), RIGHT_NONE},
    {"N", NULL, N_("incertain : il n’est pas parti"), RIGHT_NONE},
    {"X", NULL, N_("exporter"), RIGHT_NONE},
    {"/", NULL, N_("chercher"), RIGHT_NONE},
    {NULL, NULL, NULL, RIGHT_NONE}};
static const struct shell_key keys_file[] = {
    {"A", NULL, N_("appeler"), RIGHT_NONE},           {"S", NULL, N_("suite"), RIGHT_WORK_FILES},
    {"E", NULL, N_("promesse"), RIGHT_WORK_FILES},    {"L", NULL, N_("litige"), RIGHT_WORK_FILES},
    {"N", NULL, N_("note"), RIGHT_WORK_FILES},        {"M", NULL, N_("e-mail"), RIGHT_WORK_FILES},
    {"F", "1…9", N_("copie de facture"), RIGHT_NONE}, {"/", NULL, N_("chercher"), RIGHT_NONE},
    {"G", "J", N_("ma journée"), RIGHT_WORK_FILES},   {NULL, NULL, NULL, RIGHT_NONE}};
/* One thing done on a file; its statement. */
static const struct shell_key keys_act[] = {{"Ctrl", "↵", N_("enregistrer"), RIGHT_WORK_FILES},
                                            {"/", NULL, N_("chercher"), RIGHT_NONE},
                                            {"G", "J", N_("ma journée"), RIGHT_WORK_FILES},
                                            {NULL, NULL, NULL, RIGHT_NONE}};
static const struct shell_key keys_statement[] = {{"/", NULL, N_("chercher"), RIGHT_NONE},
                                                  {"G", "J", N_("ma journée"), RIGHT_WORK_FILES},
                                                  {"G", "L", N_("tous les dossiers"), RIGHT_NONE},
                                                  {NULL, NULL, NULL, RIGHT_NONE}};
static const struct shell_key keys_everywhere[] = {
    {"?", NULL, N_("toutes les touches de la page"), RIGHT_NONE},
    {"/", NULL, N_("chercher"), RIGHT_READ_FILES},
    {"G", "J", N_("ma journée"), RIGHT_WORK_FILES},
    {"G", "L", N_("tous les dossiers"), RIGHT_READ_FILES},
    {"G", "P", N_("pilotage"), RIGHT_LEAD},
    {"G", "R", N_("réglages"), RIGHT_SEE_SETTINGS},
    {"Ctrl", "↵", N_("enregistrer ce qu’on note, d’où qu’on soit dans le formulaire"),
     RIGHT_WORK_FILES},
    {"Échap", NULL, N_("quitter un champ, fermer"), RIGHT_NONE},
    {NULL, NULL, NULL, RIGHT_NONE}};

const struct shell_map shell_maps[] = {
    {"k-all", N_("Partout"), keys_everywhere, RIGHT_NONE, false},
    {"k-day", N_("Ma journée"), keys_day, RIGHT_WORK_FILES, false},
    {"k-files", N_("Dossiers"), keys_files, RIGHT_READ_FILES, false},
    {"k-file", N_("Un dossier"), keys_file, RIGHT_READ_FILES, true},
    {"k-lists", N_("Listes"), keys_lists, RIGHT_READ_FILES, false},
    {"k-mails", N_("E-mails"), keys_mails, RIGHT_WORK_FILES, false},
    {"k-manager", N_("Pilotage"), keys_manager, RIGHT_LEAD, false},
};
const size_t shell_map_count = COUNT_OF(shell_maps);

const char *shell_role_name(enum role role, enum lang lang) { return tr(lang, role_texts[role]); }

const char *shell_role_text(struct role_set roles, enum lang lang)
{
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (role_set_has(roles, (enum role)role))
            return tr(lang, role_texts[role]);
    }
    return "";
}

/* The first letters of the first and the last word. */
static struct str initials(struct arena *a, struct str name)
{
    struct buf out;
    struct str folded = text_fold(a, name);
    buf_init(&out, a, 16);
    bool adding = false;
    for (size_t i = 0; i < folded.n; i++) {
        bool begins = i == 0 || folded.p[i - 1] == ' ';
        bool last = memchr(folded.p + i, ' ', folded.n - i) == NULL;
        bool inside = i > 0 && ((unsigned char)folded.p[i] & 0xC0) == 0x80; /* of one letter */
        adding = inside ? adding : begins && (i == 0 || last);
        if (adding)
            buf_add_char(&out, folded.p[i]);
    }
    return buf_str(&out);
}

/* Only what the page answers to. */
static const struct shell_key *keys_of_files(const struct request *r)
{
    static const struct {
        const char *path;
        const struct shell_key *keys;
    } pages[] = {{"/files/", keys_file}, {"/acts/", keys_act}, {"/statements/", keys_statement}};
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        if (str_starts(r->path, str_of(pages[i].path)))
            return pages[i].keys;
    }
    return keys_files;
}

/* Not one of its rows, nor what is behind it. */
static bool is_list(const struct request *r)
{
    return str_is(r->path, "/documents") || str_is(r->path, "/letters") ||
           str_is(r->path, "/imports");
}

static const struct shell_key *keys_of(const struct request *r, enum shell_place place)
{
    switch (place) {
    case SHELL_DAY:
        return keys_day;
    case SHELL_FILES:
        return keys_of_files(r);
    case SHELL_LISTS:
        return keys_lists;
    case SHELL_SEARCH:
        return keys_search;
    case SHELL_MAILS:
        return r->parameter.n > 0 ? keys_nowhere : keys_mails;
    case SHELL_MANAGER:
        return keys_manager;
    case SHELL_JOURNAL:
        return keys_export;
    case SHELL_DOCUMENTS:
    case SHELL_LETTERS:
    case SHELL_IMPORTS:
        return is_list(r) ? keys_export : keys_nowhere;
    case SHELL_SETTINGS:
    case SHELL_CALCULATOR:
    case SHELL_ACCOUNT:
    case SHELL_HELP:
    case SHELL_NOWHERE:
        break;
    }
    return keys_nowhere;
}

const struct shell_key *shell_keys(const struct request *r, const struct shell_key *keys,
                                   size_t *count)
{
    size_t n = 0;
    while (keys[n].key != NULL)
        n++;
    struct shell_key *mine = ARENA_ARRAY(r->arena, n + 1, struct shell_key);
    *count = 0;
    for (size_t i = 0; i < n; i++) {
        if (right_given(r->user.roles, keys[i].right))
            mine[(*count)++] = keys[i];
    }
    return mine;
}

static void add_keys(struct request *r, const struct shell_key *keys, struct v_shell *shell)
{
    size_t n = 0;
    keys = shell_keys(r, keys, &n);
    struct v_shell_keys *list = ARENA_ARRAY(r->arena, n, struct v_shell_keys);
    for (size_t i = 0; i < n; i++)
        list[i] = (struct v_shell_keys){.key = str_of(keys[i].key),
                                        .more = str_of(keys[i].more),
                                        .text = str_of(tr(r->lang, keys[i].text))};
    shell->keys = list;
    shell->keys_count = n;
}

struct str shell_saved_href(struct arena *a, const struct saved_list *saved)
{
    const struct str parts[] = {saved->list, saved->params};
    return format_text(a, saved->params.n > 0 ? "/lists/%1?%2" : "/lists/%1", parts, 2);
}

static void add_saved(const struct request *r, struct v_shell *shell)
{
    struct v_shell_saved *rows = ARENA_ARRAY(r->arena, r->saved.count, struct v_shell_saved);
    if (!shell->may_read)
        return;
    for (size_t i = 0; i < r->saved.count; i++)
        rows[i] = (struct v_shell_saved){.href = shell_saved_href(r->arena, &r->saved.rows[i]),
                                         .text = r->saved.rows[i].name};
    shell->saved = rows;
    shell->saved_count = r->saved.count;
}

void shell_fill(struct request *r, struct response *out, enum shell_place place, struct str title,
                struct v_shell *shell)
{
    *shell = (struct v_shell){
        .title = title,
        .lang = r->lang == LANG_EN ? STR("en") : STR("fr"),
        .day_page = place == SHELL_DAY,
        .files_page = place == SHELL_FILES,
        .lists_page = place == SHELL_LISTS,
        .manager_page = place == SHELL_MANAGER,
        .may_lead = right_given(r->user.roles, RIGHT_LEAD),
        .search_page = place == SHELL_SEARCH,
        .calculator_page = place == SHELL_CALCULATOR,
        .documents_page = place == SHELL_DOCUMENTS,
        .letters_page = place == SHELL_LETTERS,
        .imports_page = place == SHELL_IMPORTS,
        .mails_page = place == SHELL_MAILS,
        .settings_page = place == SHELL_SETTINGS,
        .journal_page = place == SHELL_JOURNAL,
        .may_audit = right_given(r->user.roles, RIGHT_READ_JOURNAL),
        .account_page = place == SHELL_ACCOUNT,
        .may_work = right_given(r->user.roles, RIGHT_WORK_FILES),
        .may_read = right_given(r->user.roles, RIGHT_READ_FILES),
        .may_set = right_given(r->user.roles, RIGHT_SEE_SETTINGS),
        .may_import = right_given(r->user.roles, RIGHT_IMPORT),
        .user = r->user.name,
        .initials = initials(r->arena, r->user.name),
        .role = str_of(shell_role_text(r->user.roles, r->lang)),
        .today = format_day_long(r->arena, r->app->today, r->lang),
        .csrf = session_csrf(r, out, CSRF_SESSION),
    };
    add_saved(r, shell);
    add_keys(r, keys_of(r, place), shell);
}

void plain_fill(const struct request *r, struct str title, struct v_plain *plain)
{
    *plain = (struct v_plain){.title = title, .lang = r->lang == LANG_EN ? STR("en") : STR("fr")};
}
