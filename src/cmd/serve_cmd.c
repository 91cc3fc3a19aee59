/* relance serve: the web interface. */
#include <stdio.h>

#include "commands.h"
#include "web/server/server.h"

enum { MAIL_EVERY_S = 60, MAIL_EVERY_MAX_S = 86400, RATE = 20, RATE_MAX = 10000 };

static const struct cmd_option options[] = {
    {"listen", "ADDR:PORT", 0, N_("adresse numérique et port, 127.0.0.1:8730 par défaut")},
    {"tls-cert", "FILE", 0, N_("certificat PEM, avec sa chaîne")},
    {"tls-key", "FILE", 0, N_("clé privée PEM du certificat")},
    {"rate", "N", 0, N_("demandes par seconde d’une même personne (20 ; 0 : sans limite)")},
    {"mail-every", "SECONDS", 0,
     N_("regarde les e-mails à envoyer toutes les SECONDS (60 ; 0 : jamais)")},
    {NULL, NULL, 0, NULL},
};

/* On stderr at once: whoever started the server waits for this line. */
static void ready(struct str address, bool tls)
{
    fprintf(stderr, "ev=listening url=%s://%.*s/\n", tls ? "https" : "http", STR_ARG(address));
    fflush(stderr);
}

static int run(struct cmd *c)
{
    struct str listen = cmd_value(c, "listen");
    int64_t mail_every_s = MAIL_EVERY_S;
    int64_t rate = RATE;
    if (!cmd_int(c, "mail-every", &mail_every_s) || !cmd_int(c, "rate", &rate))
        return cmd_fail(c);
    if (rate < 0 || rate > RATE_MAX)
        return cmd_bad_value(c, "rate", cmd_value(c, "rate"));
    if (mail_every_s < 0 || mail_every_s > MAIL_EVERY_MAX_S)
        return cmd_bad_value(c, "mail-every", cmd_value(c, "mail-every"));
    struct server_settings settings = {
        .db_url = c->db_url,
        .today = c->today_given ? c->today : DAY_NONE,
        .listen = listen.p == NULL ? STR("127.0.0.1:8730") : listen,
        .tls_cert = cmd_value(c, "tls-cert"),
        .tls_key = cmd_value(c, "tls-key"),
        .rate = rate,
        .mail_every_s = mail_every_s,
        .ready = ready,
    };
    return server_run(&settings, &c->err) ? EXIT_DONE : cmd_fail(c);
}

const struct command cmd_serve = {
    .name = "serve",
    .arguments = "",
    .options = options,
    .summary = N_("Sert l’interface web."),
    .help =
        N_("Sans --listen, l’interface n’est visible que de ce poste. Sur un réseau, donnez un "
           "certificat, ou placez le service derrière un mandataire qui chiffre. SIGTERM et "
           "SIGINT laissent finir les demandes en cours. Avec --today, la journée est figée : "
           "pour une démonstration ou une formation. Sinon le passage du jour se fait de lui-même "
           "chaque jour ouvré (« relance run plan » en dit l’heure). Les e-mails qui attendent "
           "partent d’eux-mêmes dès qu’un serveur de messagerie est réglé, un par un, comme par "
           "« relance send ».\n"
           "\n"
           "D’autres programmes emploient /api/v1 avec un jeton (« relance token add ») ; "
           "/api/openapi.json le décrit. /metrics donne des mesures au format de Prometheus.\n"
           "\n"
           "Exemple : relance serve --listen 127.0.0.1:8730"),
    .run = run,
};
