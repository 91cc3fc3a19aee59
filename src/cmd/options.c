#include "options.h"

#include "base/text.h"

const struct cmd_option options_global[] = {
    {"db", "URL", 0, N_("la base : sqlite:FICHIER ou postgresql://… (sinon RELANCE_DB)")},
    {"today", "AAAA-MM-JJ", 0, N_("le jour de travail (sinon la date du jour)")},
    {"lang", "fr|en", 0, N_("la langue des textes")},
    {"json", NULL, 0, N_("un seul document JSON en sortie")},
    {"help", NULL, 0, N_("cette aide")},
    {"version", NULL, 0, N_("la version du programme")},
    {NULL, NULL, 0, NULL},
};

/* "law interest" against "law" and "interest". */
static bool named(const struct command *command, struct str first, struct str second)
{
    struct str rest = str_of(command->name);
    struct str word;
    if (!str_split(&rest, ' ', &word) || !str_eq(word, first))
        return false;
    return rest.p == NULL ? second.p == NULL : second.p != NULL && str_eq(rest, second);
}

const struct command *options_find(const struct command *const *commands, struct str first,
                                   struct str second, int *words)
{
    for (int n = second.p != NULL ? 2 : 1; n >= 1; n--) {
        for (size_t i = 0; commands[i] != NULL; i++) {
            if (named(commands[i], first, n == 2 ? second : (struct str){0})) {
                *words = n;
                return commands[i];
            }
        }
    }
    return NULL;
}

static const struct cmd_option *find_option(const struct cmd_option *options, struct str name)
{
    for (size_t i = 0; options != NULL && options[i].name != NULL; i++) {
        if (str_is(name, options[i].name))
            return &options[i];
    }
    return NULL;
}

/* ---- the nearest name ---- */

bool options_is_group(const struct command *const *commands, struct str word)
{
    for (size_t i = 0; commands[i] != NULL; i++) {
        struct str name = str_of(commands[i]->name);
        if (name.n > word.n && str_starts(name, word) && name.p[word.n] == ' ')
            return true;
    }
    return false;
}

bool options_unknown_command(struct cmd *c, const struct command *const *commands, struct str first,
                             struct str second)
{
    struct str written = first;
    if (second.p != NULL && options_is_group(commands, first)) {
        struct buf both;
        buf_init(&both, &c->arena, LIMIT_LINE_BYTES);
        buf_add(&both, first);
        buf_add_char(&both, ' ');
        buf_add(&both, second);
        written = buf_str(&both);
    }
    /* more changes than half the letters make another name */
    size_t far = written.n / 2 < 3 ? written.n / 2 + 1 : 4;
    size_t best = far;
    for (size_t i = 0; commands[i] != NULL; i++) {
        struct str name = str_of(commands[i]->name);
        size_t d = str_distance(written, name);
        if (str_starts(name, written) && d >= far)
            d = far - 1; /* the beginning of a long name */
        if (d < best) {
            best = d;
            c->nearest = commands[i]->name;
        }
    }
    return err_set_field(&c->err, ERR_UNKNOWN_COMMAND, NULL, written);
}

/* ---- options ---- */

static bool bad_value(struct cmd *c, const char *option, struct str value)
{
    return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, option, value);
}

static bool set_global(struct cmd *c, const struct cmd_option *option, struct str value)
{
    switch (option->name[0]) {
    case 'd':
        c->db_url = value;
        c->db_given = true;
        return true;
    case 't':
        c->today_given = true;
        return day_parse_iso(value, &c->today, NULL) || bad_value(c, option->name, value);
    case 'l':
        if (!str_is(value, "fr") && !str_is(value, "en"))
            return bad_value(c, option->name, value);
        c->lang = str_is(value, "fr") ? LANG_FR : LANG_EN;
        return true;
    case 'j':
        c->json = true;
        return true;
    case 'v':
        c->version = true;
        return true;
    default:
        c->help = true;
        return true;
    }
}

/* "--name", "--name=value"; *value is NULL when none is written with it. */
static struct str split_option(struct str argument, struct str *value)
{
    struct str name = str_slice(argument, 2, argument.n);
    ptrdiff_t equals = str_find(name, '=');
    *value = (struct str){0};
    if (equals >= 0) {
        *value = str_slice(name, (size_t)equals + 1, name.n);
        name.n = (size_t)equals;
    }
    return name;
}

struct argument_list {
    const struct str *p;
    size_t count;
};

/* Takes the value of option i, which may be the next argument; moves *i. */
static bool take_value(struct cmd *c, const struct cmd_option *option,
                       const struct argument_list *all, size_t *i, struct str *value)
{
    if (option->value == NULL) {
        if (value->p == NULL)
            return true;
        return bad_value(c, option->name, *value);
    }
    if (value->p != NULL)
        return true;
    if (*i + 1 >= all->count)
        return err_set_field(&c->err, ERR_OPTION_NEEDS_VALUE, option->name, (struct str){0});
    *value = all->p[++*i];
    return true;
}

static bool give(struct cmd *c, const struct cmd_option *option, struct str value)
{
    if ((option->flags & OPT_REPEAT) == 0 && cmd_has(c, option->name))
        return err_set_field(&c->err, ERR_OPTION_CONFLICT, option->name, str_of(option->name));
    if (c->given_count == COUNT_OF(c->given))
        return err_set(&c->err, ERR_TOO_MANY_ARGUMENTS, "options");
    c->given[c->given_count++] = (struct cmd_given){option, value};
    return true;
}

static bool is_option(struct str argument)
{
    return argument.n > 2 && str_starts(argument, STR("--"));
}

/* Finds the command among the words and takes the global options, so that an error about the
 * command already speaks the language asked for. */
static bool find_command(struct cmd *c, const struct command *const *commands,
                         const struct argument_list *all, int *words)
{
    struct str first = {0};
    struct str second = {0};
    bool only_words = false;
    for (size_t i = 0; i < all->count; i++) {
        struct str value;
        if (!only_words && str_is(all->p[i], "--")) {
            only_words = true;
            continue;
        }
        if (!only_words && is_option(all->p[i])) {
            const struct cmd_option *g =
                find_option(options_global, split_option(all->p[i], &value));
            if (g == NULL)
                continue;
            if (!take_value(c, g, all, &i, &value) || !set_global(c, g, value))
                return false;
            continue;
        }
        if (first.p == NULL)
            first = all->p[i];
        else if (second.p == NULL)
            second = all->p[i];
    }
    if (first.p == NULL)
        return true;
    c->command = options_find(commands, first, second, words);
    return c->command != NULL || options_unknown_command(c, commands, first, second);
}

/* --json and --lang count for every message, also for one about what stands before them. */
static void peek_format(struct cmd *c, const struct argument_list *all)
{
    for (size_t i = 0; i < all->count && !str_is(all->p[i], "--"); i++) {
        if (str_is(all->p[i], "--json"))
            c->json = true;
        if (str_is(all->p[i], "--lang=en") ||
            (i > 0 && str_is(all->p[i - 1], "--lang") && str_is(all->p[i], "en")))
            c->lang = LANG_EN;
    }
}

static bool read_arguments(struct cmd *c, const struct argument_list *all, int words)
{
    struct str *left = ARENA_ARRAY(&c->arena, all->count, struct str);
    bool only_words = false;
    for (size_t i = 0; i < all->count; i++) {
        struct str argument = all->p[i];
        struct str value;
        if (str_is(argument, "--") && !only_words) {
            only_words = true;
        } else if (only_words || !is_option(argument)) {
            if (words > 0)
                words--;
            else
                left[c->argument_count++] = argument;
        } else {
            struct str name = split_option(argument, &value);
            const struct cmd_option *global = find_option(options_global, name);
            const struct cmd_option *own =
                c->command == NULL ? NULL : find_option(c->command->options, name);
            const struct cmd_option *option = own != NULL ? own : global;
            if (option == NULL)
                return err_set_field(&c->err, ERR_UNKNOWN_OPTION, NULL, argument);
            if (!take_value(c, option, all, &i, &value) ||
                !(own != NULL ? give(c, own, value) : set_global(c, global, value)))
                return false;
        }
    }
    c->arguments = left;
    return true;
}

static bool check_given(struct cmd *c)
{
    const struct command *command = c->command;
    if (command == NULL || c->help)
        return true;
    if (c->argument_count < (size_t)command->arguments_min)
        return err_set_field(&c->err, ERR_ARGUMENT_MISSING, command->arguments, (struct str){0});
    if (command->arguments_max >= 0 && c->argument_count > (size_t)command->arguments_max)
        return err_set_field(&c->err, ERR_TOO_MANY_ARGUMENTS, NULL,
                             c->arguments[command->arguments_max]);
    for (size_t i = 0; command->options != NULL && command->options[i].name != NULL; i++) {
        const struct cmd_option *option = &command->options[i];
        if ((option->flags & OPT_REQUIRED) != 0 && !cmd_has(c, option->name))
            return err_set_field(&c->err, ERR_OPTION_MISSING, option->name, (struct str){0});
    }
    return true;
}

bool options_parse(struct cmd *c, const struct command *const *commands, int argc, char **argv)
{
    size_t count = argc > 1 ? (size_t)argc - 1 : 0;
    struct str *arguments = ARENA_ARRAY(&c->arena, count, struct str);
    int words = 0;
    size_t bad_at;
    for (size_t i = 0; i < count; i++) {
        arguments[i] = str_of(argv[i + 1]);
        if (str_is(arguments[i], "-h"))
            arguments[i] = STR("--help");
    }
    struct argument_list all = {arguments, count};
    peek_format(c, &all);
    for (size_t i = 0; i < count; i++) {
        if (!utf8_valid(arguments[i], &bad_at))
            return err_set(&c->err, ERR_USAGE, "arguments must be UTF-8");
    }
    return find_command(c, commands, &all, &words) && read_arguments(c, &all, words) &&
           check_given(c);
}
