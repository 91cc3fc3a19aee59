/* relance help, relance version. */
#include "app/words/code_lists.h"
#include "commands.h"
#include "help.h"
#include "options.h"

enum { COLUMN = 22 };

static void pad(struct buf *out, size_t from, size_t width)
{
    do
        buf_add_char(out, ' ');
    while (out->n - from < width);
}

static void option_lines(struct cmd *c, const struct cmd_option *options)
{
    for (size_t i = 0; options != NULL && options[i].name != NULL; i++) {
        size_t from = c->out.n;
        buf_add_c(&c->out, "  --");
        buf_add_c(&c->out, options[i].name);
        if (options[i].value != NULL) {
            buf_add_char(&c->out, ' ');
            buf_add_c(&c->out, options[i].value);
        }
        pad(&c->out, from, COLUMN);
        buf_add_c(&c->out, cmd_tr(c, options[i].help));
        if ((options[i].flags & OPT_REQUIRED) != 0)
            buf_add_c(&c->out, cmd_tr(c, " (obligatoire)"));
        if ((options[i].flags & OPT_REPEAT) != 0)
            buf_add_c(&c->out, cmd_tr(c, " (peut être répétée)"));
        buf_add_char(&c->out, '\n');
    }
}

static void command_lines(struct cmd *c, struct str group)
{
    for (size_t i = 0; cmd_table()[i] != NULL; i++) {
        size_t from = c->out.n;
        if (!str_starts(str_of(cmd_table()[i]->name), group))
            continue;
        buf_add_c(&c->out, "  ");
        buf_add_c(&c->out, cmd_table()[i]->name);
        pad(&c->out, from, COLUMN);
        buf_add_c(&c->out, cmd_tr(c, cmd_table()[i]->summary));
        buf_add_char(&c->out, '\n');
    }
}

int help_overview(struct cmd *c)
{
    buf_add_c(&c->out,
              cmd_tr(c, "Relance : le recouvrement amiable, du grand livre à l’encaissement."));
    buf_add_c(&c->out, "\n\nrelance [--db URL] [--today AAAA-MM-JJ] [--lang fr|en] [--json] ");
    buf_add_c(&c->out, cmd_tr(c, "COMMANDE …"));
    buf_add_c(&c->out, "\n\n");
    command_lines(c, (struct str){0});
    buf_add_char(&c->out, '\n');
    option_lines(c, options_global);
    buf_add_char(&c->out, '\n');
    buf_add_c(&c->out, cmd_tr(c, "« relance help COMMANDE » explique une commande."));
    buf_add_char(&c->out, '\n');
    return EXIT_DONE;
}

int help_command(struct cmd *c, const struct command *command)
{
    buf_add_c(&c->out, cmd_tr(c, command->summary));
    buf_add_c(&c->out, "\n\nrelance ");
    buf_add_c(&c->out, command->name);
    if (command->arguments[0] != '\0') {
        buf_add_char(&c->out, ' ');
        buf_add_c(&c->out, command->arguments);
    }
    buf_add_c(&c->out, command->options != NULL ? " [OPTIONS]\n" : "\n");
    if (command->options != NULL) {
        buf_add_char(&c->out, '\n');
        option_lines(c, command->options);
    }
    if (command->help != NULL) {
        buf_add_char(&c->out, '\n');
        buf_add_c(&c->out, cmd_tr(c, command->help));
        buf_add_char(&c->out, '\n');
    }
    return EXIT_DONE;
}

int help_version(struct cmd *c)
{
    buf_add_c(&c->out, "relance " RELANCE_VERSION "\n");
    return EXIT_DONE;
}

/* ---- the manual page ---- */

/* Text with what roff takes for itself made harmless. */
static void roff(struct buf *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '\\')
            buf_add_c(out, "\\e");
        else if (*p == '-')
            buf_add_c(out, "\\-");
        else if ((*p == '.' || *p == '\'') && (p == text || p[-1] == '\n'))
            buf_add_c(out, *p == '.' ? "\\&." : "\\&'");
        else
            buf_add_char(out, *p);
    }
}

static void manual_options(struct cmd *c, const struct cmd_option *options)
{
    for (size_t i = 0; options != NULL && options[i].name != NULL; i++) {
        buf_add_c(&c->out, ".TP\n\\fB\\-\\-");
        roff(&c->out, options[i].name);
        buf_add_c(&c->out, "\\fR");
        if (options[i].value != NULL) {
            buf_add_c(&c->out, " \\fI");
            roff(&c->out, options[i].value);
            buf_add_c(&c->out, "\\fR");
        }
        buf_add_char(&c->out, '\n');
        roff(&c->out, cmd_tr(c, options[i].help));
        buf_add_char(&c->out, '\n');
    }
}

static int manual(struct cmd *c)
{
    buf_add_c(&c->out,
              ".TH RELANCE 1 \"\" \"relance " RELANCE_VERSION "\"\n.SH NAME\nrelance \\- ");
    roff(&c->out, cmd_tr(c, "le recouvrement amiable, du grand livre à l’encaissement"));
    buf_add_c(&c->out,
              "\n.SH SYNOPSIS\n.B relance\n[\\-\\-db URL] [\\-\\-today D] [\\-\\-lang fr|en] "
              "[\\-\\-json] COMMAND ...\n.SH OPTIONS\n");
    manual_options(c, options_global);
    buf_add_c(&c->out, ".SH COMMANDS\n");
    for (size_t i = 0; cmd_table()[i] != NULL; i++) {
        const struct command *command = cmd_table()[i];
        buf_add_c(&c->out, ".SS \"relance ");
        roff(&c->out, command->name);
        if (command->arguments[0] != '\0')
            buf_add_char(&c->out, ' ');
        roff(&c->out, command->arguments);
        buf_add_c(&c->out, "\"\n");
        roff(&c->out, cmd_tr(c, command->summary));
        buf_add_char(&c->out, '\n');
        manual_options(c, command->options);
        if (command->help != NULL) {
            buf_add_c(&c->out, ".PP\n");
            roff(&c->out, cmd_tr(c, command->help));
            buf_add_char(&c->out, '\n');
        }
    }
    buf_add_c(&c->out, ".SH EXIT STATUS\n0 done, 1 refused by the data or the domain, 2 usage, "
                       "3 environment, 70 bug.\n");
    return EXIT_DONE;
}

/* ---- the commands ---- */

static int run_help(struct cmd *c)
{
    int words = 0;
    if (cmd_has(c, "man"))
        return manual(c);
    if (cmd_has(c, "codes")) {
        code_lists_page(&c->out);
        return EXIT_DONE;
    }
    if (c->argument_count == 0)
        return help_overview(c);
    struct str second = c->argument_count > 1 ? c->arguments[1] : (struct str){0};
    const struct command *command = options_find(cmd_table(), c->arguments[0], second, &words);
    if (command == NULL && second.p == NULL && options_is_group(cmd_table(), c->arguments[0])) {
        command_lines(c, c->arguments[0]);
        return EXIT_DONE;
    }
    if (command == NULL) {
        options_unknown_command(c, cmd_table(), c->arguments[0], second);
        return cmd_fail(c);
    }
    return help_command(c, command);
}

static const struct cmd_option help_options[] = {
    {"codes", NULL, 0, N_("toutes les listes de codes, au format Markdown")},
    {"man", NULL, 0, N_("la page de manuel, au format roff")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_help = {
    .name = "help",
    .arguments = "[COMMANDE]",
    .arguments_max = 2,
    .options = help_options,
    .summary = N_("explique les commandes"),
    .run = run_help,
};

static int run_version(struct cmd *c) { return help_version(c); }

const struct command cmd_version = {
    .name = "version",
    .arguments = "",
    .summary = N_("la version du programme"),
    .run = run_version,
};
