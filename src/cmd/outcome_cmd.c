/* relance add outcome, outcome list. */
#include "app/acts/record_outcome.h"
#include "commands.h"
#include "object_out.h"

static const struct cmd_option add_options[] = {
    {"code", "CODE", OPT_REQUIRED, N_("ce qui en est sorti : no_answer, promise… (docs/codes.md)")},
    {"at", "T", OPT_REQUIRED, N_("quand : 2026-11-23T10:15 (heure française), ou le jour seul")},
    {"channel", "CODE", 0, N_("phone (d’office), sms, email ou letter")},
    {"person", "P", 0, N_("avec qui")},
    {"call-back", "D", 0, N_("rappel convenu ce jour")},
    {"note", "TEXTE", 0, N_("ce qui a été dit")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

static bool channel_parse(struct str code, enum gate_channel *out)
{
    for (int i = 0; i < GATE_CHANNEL_COUNT; i++) {
        *out = (enum gate_channel)i;
        if (str_is_nocase(code, gate_channel_code(*out)))
            return true;
    }
    return false;
}

static int run_add(struct cmd *c)
{
    struct object_request request = {0};
    struct object_made made = {0};
    struct outcome_wanted wanted = {.at = cmd_value(c, "at"),
                                    .channel = GATE_CHANNEL_PHONE,
                                    .person = cmd_value(c, "person"),
                                    .call_back = DAY_NONE,
                                    .note = cmd_value(c, "note")};
    bool ok =
        OBJECT_CODE(c, "code", outcome_parse, &wanted.code) &&
        (!cmd_has(c, "channel") || OBJECT_CODE(c, "channel", channel_parse, &wanted.channel)) &&
        cmd_day(c, "call-back", &wanted.call_back) && object_open(c, &request) &&
        record_outcome(&request, &wanted, &made, &c->err);
    return object_report(c, &request, OBJECT_OUTCOME, ok, &made);
}

const struct command cmd_add_outcome = {
    .name = "add outcome",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = add_options,
    .summary = N_("note ce qui est sorti d’un appel ou d’un envoi"),
    .help =
        N_("Un message laissé ou une absence de réponse n’est pas un contact avec l’intéressé.\n"
           "\n"
           "Exemple : relance add outcome C-000042-X --code voicemail --at 2026-11-23T10:15"),
    .run = run_add,
};

static int run_list(struct cmd *c) { return object_list(c, OBJECT_OUTCOME); }

const struct command cmd_outcome_list = {
    .name = "outcome list",
    .arguments = "[REF]",
    .arguments_max = 1,
    .options = object_list_options,
    .summary = N_("ce qui est sorti des appels et des envois"),
    .help = N_("Exemple : relance outcome list C-000042-X"),
    .run = run_list,
};
