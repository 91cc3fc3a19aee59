/* Calculateur, Code QR: the payment code of a letter, as a picture and as text. */
#include "app/letters/make_qr.h"
#include "base/limits.h"
#include "calculator.h"
#include "web/pages.h"
#include "web/parts/error_page.h"
#include "web/parts/format.h"

static const char *const names[] = {"name", "iban", "amount", "reference", "text"};

static void declare(struct calculator *c)
{
    calculator_form(c, N_("Le virement"), N_("Dessiner le code"), NULL);
    calculator_add(c, &(struct calculator_field){.name = names[0],
                                                 .label = N_("Bénéficiaire, 70 caractères au plus"),
                                                 .required = true,
                                                 .wide = true});
    calculator_add(c, &(struct calculator_field){.name = names[1],
                                                 .label = N_("IBAN du bénéficiaire, zone SEPA"),
                                                 .required = true,
                                                 .wide = true});
    calculator_add(c, &(struct calculator_field){.name = names[2],
                                                 .label = N_("Montant (€)"),
                                                 .kind = CALCULATOR_AMOUNT,
                                                 .required = true});
    calculator_add(c, &(struct calculator_field){.name = names[3],
                                                 .label = N_("Référence structurée"),
                                                 .help = N_("RF… ; exclut le texte libre.")});
    calculator_add(c, &(struct calculator_field){.name = names[4],
                                                 .label = N_("Texte libre, 140 caractères au plus"),
                                                 .wide = true});
}

static bool read_transfer(struct calculator *c, struct epc_transfer *t)
{
    for (size_t i = 0; i < 2; i++) {
        if (calculator_text(c, names[i]).n == 0)
            return err_set_field(&c->failure, ERR_OPTION_MISSING, names[i], STR(""));
    }
    t->name = calculator_text(c, "name");
    t->iban = calculator_text(c, "iban");
    t->reference = calculator_text(c, "reference");
    t->text = calculator_text(c, "text");
    return calculator_amount(c, "amount", EPC_AMOUNT_MINOR_MIN, &t->amount_minor);
}

/* The picture is asked for with the same words as the page. */
static struct str picture_link(struct calculator *c)
{
    struct link l;
    link_begin(&l, c->r->arena, "/calculateur/qr.svg");
    for (size_t i = 0; i < COUNT_OF(names); i++)
        link_text(&l, names[i], calculator_text(c, names[i]));
    return link_end(&l);
}

static void show(struct calculator *c, const struct epc_transfer *t, struct str payload)
{
    struct str args[] = {calculator_money(c, t->amount_minor), t->name};
    calculator_result(c, N_("Virement"), args[0]);
    c->view.sentence = t->name;
    c->view.image = picture_link(c);
    c->view.image_text =
        format_text(c->r->arena, tr(c->r->lang, N_("Code QR d’un virement de %1 à %2")), args, 2);
    c->view.payload = payload;
    calculator_warn(c, calculator_tr(c, N_("Relisez l’IBAN avec votre banque avant d’imprimer : le "
                                           "code ne prouve pas à qui est le compte.")));
}

bool calculator_qr_page(struct request *r, struct response *out, struct err *err)
{
    struct calculator c;
    struct epc_transfer transfer;
    struct buf payload;
    if (!calculator_open(&c, r, CALCULATOR_QR, err))
        return false;
    declare(&c);
    buf_init(&payload, r->arena, EPC_PAYLOAD_BYTES_MAX);
    if (c.asked && read_transfer(&c, &transfer) && epc_payload(&transfer, &payload, &c.failure))
        show(&c, &transfer, buf_str(&payload));
    calculator_close(&c, out);
    return true;
}

bool calculator_qr_picture(struct request *r, struct response *out, struct err *err)
{
    struct calculator c;
    struct epc_transfer transfer;
    if (!calculator_open(&c, r, CALCULATOR_QR, err))
        return false;
    if (!read_transfer(&c, &transfer) || !make_qr_svg(&transfer, &out->body, &c.failure)) {
        error_page(r, out, 422);
        return true;
    }
    out->type = "image/svg+xml";
    return true;
}
