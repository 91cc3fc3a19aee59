#include "limitation_remarks.h"

#include "gen/messages.h"

static bool happened(const struct law_limitation *r, enum law_event_kind kind)
{
    for (size_t i = 0; i < r->step_count; i++) {
        if (r->steps[i].event.kind == kind && r->steps[i].effect != LAW_EFFECT_NONE_FUTURE) {
            return true;
        }
    }
    return false;
}

/* What the events leave open. */
static size_t event_remarks(const struct law_limitation_case *request,
                            const struct law_limitation *r, struct law_remark *out)
{
    size_t n = 0;
    bool demand = happened(r, LAW_EVENT_DEMAND);
    if (happened(r, LAW_EVENT_SUMMONS) || happened(r, LAW_EVENT_PROCEEDINGS_END)) {
        out[n++] = (struct law_remark){
            "outcome", N_("L’interruption est non avenue si la demande est rejetée ou abandonnée "
                          "(C. civ. 2243) ; si elle aboutit, le titre se prescrit par dix ans "
                          "(ENFORCEABLE_TITLE).")};
    }
    if (demand && (request->claim->flags & LIMITATION_DEMAND) != 0) {
        out[n++] = (struct law_remark){
            "demand_disputed", N_("Il est discuté qu’une simple facture suffise à réclamer : "
                                  "préférez une mise en demeure (C. postes L34-2).")};
    }
    if (demand && (request->claim->flags & LIMITATION_YEAR_END) != 0) {
        out[n++] = (struct law_remark){
            "public_debt_claim",
            N_("Une réclamation écrite à l’administration peut interrompre la "
               "déchéance (loi 68-1250 art. 2, non vérifié) : non comptée ici.")};
    }
    return n;
}

size_t law_limitation_remarks(const struct law_limitation_case *request,
                              const struct law_limitation *r,
                              struct law_remark out[LAW_REMARKS_MAX])
{
    size_t n = event_remarks(request, r, out);
    if (r->ceiling_reached) {
        out[n++] = (struct law_remark){
            "ceiling", N_("Le butoir de vingt ans (C. civ. 2232) fixe le dernier jour.")};
    }
    if ((request->claim->flags & LIMITATION_FORECLOSURE) != 0) {
        out[n++] = (struct law_remark){
            "foreclosure", N_("Délai de forclusion, non de prescription : seuls le juge et "
                              "l’exécution l’interrompent.")};
    }
    if (r->before_reform) {
        out[n++] = (struct law_remark){
            "before_reform", N_("Départ antérieur au 19 juin 2008 : les délais d’avant la réforme "
                                "et la transition ne sont pas calculés.")};
    }
    if (request->claim->note.confidence == LAW_UNVERIFIED) {
        out[n++] = (struct law_remark){
            "rule_unverified", N_("Délai non vérifié à la source : à contrôler avant d’agir.")};
    }
    if (r->status == LAW_LIMITATION_EXPIRED) {
        out[n++] = (struct law_remark){
            "expired", N_("Délai expiré : ce qui est payé reste acquis (C. civ. 2249), mais "
                          "réclamer sans le dire est fautif.")};
    }
    return n;
}
