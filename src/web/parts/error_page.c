#include "error_page.h"

#include "app/words/err_text.h"
#include "base/limits.h"
#include "gen/views.h"
#include "shell.h"
#include "web/api/api.h"

struct saying {
    int status;
    const char *title, *what, *advice;
    bool ours; /* our fault or a passing state: amber, not red */
};

static const struct saying sayings[] = {
    {400, N_("Adresse illisible"),
     N_("Cette adresse ou ce formulaire n’est pas écrit comme il faut."),
     N_("Rien n’a été enregistré. Revenez en arrière et recommencez."), false},
    {403, N_("Accès refusé"),
     N_("Vos droits ne couvrent pas cette page, ou le formulaire a expiré."),
     N_("Rien n’a été enregistré. Rechargez la page et recommencez ; sinon, demandez à un "
        "responsable."),
     false},
    {404, N_("Page introuvable"),
     N_("Il n’y a rien à cette adresse, ou rien que vous puissiez voir."),
     N_("Vérifiez la référence : son dernier caractère contrôle les autres."), false},
    {405, N_("Geste impossible"), N_("Cette adresse ne répond pas à ce genre de demande."),
     N_("Rien n’a été enregistré."), false},
    {411, N_("Envoi sans longueur"), N_("L’envoi ne dit pas combien d’octets il compte."),
     N_("Rien n’a été enregistré. Recommencez depuis la page du formulaire."), false},
    {413, N_("Envoi trop grand"), N_("Le formulaire ou le fichier dépasse la taille admise."),
     N_("Rien n’a été enregistré. Raccourcissez le texte, ou envoyez des fichiers qui font moins "
        "de 2 Gio ensemble."),
     false},
    {414, N_("Adresse trop longue"), N_("L’adresse dépasse la taille admise."),
     N_("Rien n’a été enregistré."), false},
    {415, N_("Format refusé"), N_("Ce format d’envoi n’est pas admis ici."),
     N_("Rien n’a été enregistré."), false},
    {422, N_("Saisie à revoir"), N_("La saisie n’est pas enregistrée : un champ est à revoir."),
     N_("Revenez en arrière : ce que vous avez saisi y est encore."), false},
    {429, N_("Trop de demandes"), N_("Ce poste demande trop de pages à la fois."),
     N_("Rien n’a été enregistré par cette demande. Attendez quelques secondes, puis recommencez."),
     true},
    {500, N_("Erreur du programme"), N_("La page n’a pas pu être préparée. L’incident est noté."),
     N_("Rien n’a été enregistré par cette demande. Recommencez ; si cela dure, prévenez "
        "l’administrateur."),
     true},
    {503, N_("Service interrompu"), N_("La base de données ne répond pas pour le moment."),
     N_("Ce qui était enregistré est sauf. Recommencez dans une minute."), true},
    {507, N_("Plus de place pour cet envoi"),
     N_("Les fichiers en attente occupent toute la place qui leur est comptée, ou le disque."),
     N_("Rien n’a été enregistré. Terminez ou retirez ce qui attend, puis recommencez."), true},
};

/* Of a page that was only to be read no form can have expired. */
static const struct saying not_yours = {
    403, N_("Accès refusé"), N_("Vos droits ne couvrent pas cette page."),
    N_("Un administrateur donne les rôles et les créanciers de chacun : demandez-lui."), false};

static const struct saying *find(int status)
{
    for (size_t i = 0; i < COUNT_OF(sayings); i++) {
        if (sayings[i].status == status)
            return &sayings[i];
    }
    return find(500);
}

/* ex. an account out of the person's scope and one that does not exist are the same answer. */
int error_status(const struct err *err)
{
    static const struct {
        enum err_code code;
        int status;
    } statuses[] = {
        {ERR_UNKNOWN_REF, 404},      {ERR_BAD_REF, 404},          {ERR_REF_AMBIGUOUS, 404},
        {ERR_NOT_ALLOWED, 403},      {ERR_BAD_OPTION_VALUE, 400}, {ERR_TOO_LONG, 400},
        {ERR_LINK_EXPIRED, 404},     {ERR_UNKNOWN_USER, 404},     {ERR_DB_LOCKED, 503},
        {ERR_DB_FAILED, 503},        {ERR_DB_UNCERTAIN, 503},     {ERR_DB_OPEN, 503},
        {ERR_DISK_FULL, 507},        {ERR_UNKNOWN_LETTER, 404},   {ERR_UNKNOWN_MAIL, 404},
        {ERR_UNKNOWN_CREDITOR, 404}, {ERR_UNKNOWN_OBJECT, 404},   {ERR_OPTION_MISSING, 400},
    };
    for (size_t i = 0; i < COUNT_OF(statuses); i++) {
        if (statuses[i].code == err->code)
            return statuses[i].status;
    }
    return 500;
}

static struct v_error fill(const struct request *r, int status)
{
    bool read = status == 403 && r->method == HTTP_GET && r->user.id != 0;
    const struct saying *s = read ? &not_yours : find(status);
    bool inside = r->user.id != 0;
    return (struct v_error){
        .title = str_of(tr(r->lang, s->title)),
        .what = str_of(tr(r->lang, s->what)),
        .advice = str_of(tr(r->lang, s->advice)),
        .status = s->status,
        .back = STR("/"),
        .back_text = str_of(tr(r->lang, inside ? N_("Revenir à l’accueil") : N_("Se connecter"))),
        .tone = s->ours ? STR("amb") : STR("red"),
    };
}

void error_page(struct request *r, struct response *out, int status)
{
    if (api_path(r->path)) {
        api_refuse(r, out, status);
        return;
    }
    struct v_error error = fill(r, status);
    response_init(out, r->arena);
    out->status = status;
    if (r->user.id != 0 && r->app != NULL) {
        struct v_error_inside view = {.error = error};
        shell_fill(r, out, SHELL_NOWHERE, error.title, &view.page);
        view_error_inside(&out->body, &view, r->lang);
    } else {
        struct v_error_outside view = {.error = error};
        plain_fill(r, error.title, &view.page);
        view_error_outside(&out->body, &view, r->lang);
    }
}

bool form_refused(const struct err *failure)
{
    int code = err_exit_code(failure->code);
    return code == EXIT_REFUSED || code == EXIT_USAGE;
}

void form_failure(const struct request *r, struct response *out, const struct err *failure,
                  struct str *sentence, struct str *advice)
{
    struct buf first;
    struct buf second;
    buf_init(&first, r->arena, LIMIT_FIELD_BYTES);
    buf_init(&second, r->arena, LIMIT_FIELD_BYTES);
    err_sentence(failure, (struct str){0}, r->lang, &first);
    err_advice(failure, r->lang, &second);
    *sentence = buf_str(&first);
    *advice = buf_str(&second);
    out->status = failure->code == ERR_LOCKED_OUT ? 429 : 422;
}
