#include "err_text.h"

#include "base/check.h"

/* %a stands for the value, %f for the field or option. */
static const struct {
    const char *sentence, *advice;
} texts[ERR_CODE_COUNT] = {
    [ERR_USAGE] = {N_("La commande n’est pas écrite comme il faut."),
                   N_("Tapez « relance help » pour la liste des commandes.")},
    [ERR_UNKNOWN_COMMAND] = {N_("La commande « %a » n’existe pas."),
                             N_("Tapez « relance help » pour la liste des commandes.")},
    [ERR_UNKNOWN_OPTION] = {N_("L’option « %a » n’existe pas pour cette commande."),
                            N_("Tapez « relance help » suivi du nom de la commande.")},
    [ERR_OPTION_NEEDS_VALUE] = {N_("L’option --%f attend une valeur."),
                                N_("Écrivez la valeur après l’option, séparée par une espace.")},
    [ERR_OPTION_MISSING] = {N_("Il manque l’option --%f."),
                            N_("Ajoutez --%f et sa valeur ; « relance help » suivi du nom de la "
                               "commande donne un exemple.")},
    [ERR_OPTION_CONFLICT] = {N_("L’option --%f ne va pas avec %a."), N_("Retirez l’une des deux.")},
    [ERR_BAD_OPTION_VALUE] =
        {N_("« %a » n’est pas une valeur possible pour --%f."),
         N_("« relance help » suivi du nom de la commande dit les valeurs admises.")},
    [ERR_ARGUMENT_MISSING] = {N_("Il manque %f."),
                              N_("« relance help » suivi du nom de la commande donne un exemple.")},
    [ERR_TOO_MANY_ARGUMENTS] =
        {N_("« %a » est de trop."),
         N_("« relance help » suivi du nom de la commande dit ce qu’elle attend.")},
    [ERR_BAD_DATE] = {N_("« %a » n’est pas une date."),
                      N_("Corrigez la date à la source : elle doit exister au calendrier et être "
                         "écrite comme le format le demande.")},
    [ERR_BAD_AMOUNT] = {N_("« %a » n’est pas un montant."),
                        N_("Corrigez le montant à la source : des chiffres, une virgule ou un "
                           "point, un signe au plus.")},
    [ERR_TOO_MANY_DECIMALS] = {N_("« %a » a plus de décimales que la monnaie."),
                               N_("Corrigez le montant à la source ; l’euro a deux décimales.")},
    [ERR_AMOUNT_TOO_LARGE] = {N_("Le montant « %a » dépasse ce qui est admis."),
                              N_("Vérifiez le montant à la source : il paraît erroné.")},
    [ERR_BAD_RATE] = {N_("« %a » n’est pas un taux."),
                      N_("Écrivez un pourcentage, par exemple 12.15.")},
    [ERR_BAD_CURRENCY] = {N_("« %a » n’est pas une monnaie connue."),
                          N_("Employez un code ISO 4217, par exemple EUR.")},
    [ERR_BAD_REF] = {N_("« %a » n’est pas une référence."),
                     N_("Une référence s’écrit C-000042-X ; son dernier caractère vérifie les "
                        "autres : relisez-la.")},
    [ERR_BAD_NUMBER] = {N_("« %a » n’est pas un nombre."), N_("Écrivez un nombre entier.")},
    [ERR_TOO_LONG] = {N_("« %a » est trop long."), N_("Raccourcissez ce texte.")},
    [ERR_OVERFLOW] = {N_("Un total dépasse ce que le programme sait compter."),
                      N_("Vérifiez les montants à la source : l’un d’eux paraît erroné.")},
    [ERR_FILE_NOT_FOUND] = {N_("Le fichier n’existe pas."), N_("Vérifiez le nom et le dossier.")},
    [ERR_FILE_UNREADABLE] = {N_("Le fichier ne peut pas être lu."),
                             N_("Vérifiez les droits d’accès au fichier.")},
    [ERR_FILE_NOT_REGULAR] =
        {N_("Ce n’est pas un fichier ordinaire."),
         N_("Donnez le nom d’un fichier, pas d’un dossier ni d’un périphérique.")},
    [ERR_FILE_WRITE] = {N_("Le fichier ne peut pas être écrit."),
                        N_("Vérifiez le dossier, les droits et la place libre.")},
    [ERR_FILE_EXISTS] = {N_("Le fichier existe déjà."),
                         N_("Choisissez un autre nom : rien n’est jamais écrasé.")},
    [ERR_DISK_FULL] = {N_("Le disque est plein ; rien n’a été changé."),
                       N_("Libérez de la place, puis recommencez.")},
    [ERR_CHILD_DIED] =
        {N_("Le lecteur de fichiers s’est arrêté ; rien n’a été changé."),
         N_("Recommencez ; si cela se reproduit avec ce fichier, il est sans doute endommagé.")},
    [ERR_CHILD_TIMEOUT] = {N_("La lecture du fichier a pris trop de temps ; rien n’a été changé."),
                           N_("Découpez le fichier, ou vérifiez qu’il n’est pas endommagé.")},
    [ERR_CHILD_LIED] =
        {N_("Le lecteur de fichiers a rendu des données incohérentes ; rien n’a été changé."),
         N_("N’importez pas ce fichier et signalez-le : il a peut-être été fabriqué pour nuire.")},
    [ERR_LISTEN] = {N_("L’adresse « %a » ne peut pas être ouverte."),
                    N_("Elle est peut-être déjà prise : donnez un autre port avec --listen.")},
    [ERR_BAD_TLS] = {N_("Le certificat ou sa clé ne convient pas."),
                     N_("Donnez --tls-cert et --tls-key, deux fichiers PEM qui vont ensemble.")},
    [ERR_SYSTEM] = {N_("Le système a refusé une opération."),
                    N_("Le détail technique suit ; transmettez-le à l’administrateur.")},
    [ERR_DB_URL] = {N_("L’adresse de la base n’est pas lisible."),
                    N_("Écrivez sqlite:FICHIER ou postgresql://…")},
    [ERR_DB_OPEN] =
        {N_("La base ne s’ouvre pas."),
         N_("Vérifiez l’adresse, le dossier et les droits ; « relance init » crée une base.")},
    [ERR_DB_LOCKED] = {N_("La base est occupée par un autre programme ; rien n’a été changé."),
                       N_("Attendez la fin de l’autre travail, puis recommencez.")},
    [ERR_DB_NEWER] = {N_("La base vient d’une version plus récente de Relance."),
                      N_("Mettez le programme à jour ; la base n’a pas été touchée.")},
    [ERR_DB_OLDER] =
        {N_("La base vient d’une version plus ancienne de Relance."),
         N_("Faites une sauvegarde, puis lancez « relance init » pour la mettre à niveau.")},
    [ERR_DB_DAMAGED] = {N_("La base est endommagée."),
                        N_("N’écrivez plus rien dedans ; restaurez la dernière sauvegarde avec "
                           "« relance restore ».")},
    [ERR_DB_NOT_RELANCE] = {N_("Ce fichier n’est pas une base de Relance."),
                            N_("Vérifiez l’adresse donnée par --db.")},
    [ERR_DB_NOT_INITIALISED] = {N_("La base n’est pas encore prête."),
                                N_("Lancez d’abord « relance init ».")},
    [ERR_DB_FAILED] = {N_("La base a refusé une opération ; rien n’a été changé."),
                       N_("Recommencez ; le détail technique est pour l’administrateur.")},
    [ERR_DB_CONSTRAINT] = {N_("La base a refusé une donnée contradictoire ; rien n’a été changé."),
                           N_("Un autre travail a sans doute écrit en même temps : recommencez.")},
    [ERR_DB_NO_DRIVER] =
        {N_("Ce programme a été construit sans ce moteur de base."),
         N_("Employez sqlite:FICHIER, ou un programme construit avec PostgreSQL.")},
    [ERR_DB_NOT_EMPTY] = {N_("La base contient déjà du travail."),
                          N_("Une sauvegarde se restaure dans une base nouvelle : donnez une autre "
                             "adresse à --db.")},
    [ERR_DB_UNCERTAIN] =
        {N_("L’enregistrement a été interrompu ; on ne sait pas si le changement est fait."),
         N_("Regardez d’abord ce que la base contient, puis recommencez s’il le faut.")},
    [ERR_BACKUP_DIFFERS] =
        {N_("La copie relue n’est pas celle de la base ; elle n’a pas été gardée."),
         N_("Vérifiez le disque et lancez « relance verify », puis recommencez.")},
    [ERR_NOT_ENOUGH_ROOM] = {N_("Il n’y a pas assez de place."),
                             N_("Libérez de la place, puis recommencez.")},
    [ERR_FILE_EMPTY] = {N_("Le fichier est vide."),
                        N_("Exportez-le de nouveau depuis le logiciel d’origine.")},
    [ERR_FILE_TOO_LARGE] = {N_("Le fichier dépasse la taille admise."),
                            N_("Découpez l’export par période ; la limite est de 2 Gio.")},
    [ERR_FILE_UNKNOWN_FORMAT] =
        {N_("Le format du fichier n’est pas reconnu."),
         N_("Sont lus : le FEC, les listes de clients et de postes ouverts en CSV ou XLSX. Pour "
            "une "
            "autre liste, « relance map suggest FICHIER » propose une correspondance pour --map.")},
    [ERR_FILE_BINARY] = {N_("Le fichier n’est pas un texte."),
                         N_("Exportez-le en texte (FEC, CSV) depuis le logiciel d’origine.")},
    [ERR_FILE_TRUNCATED] = {N_("Le fichier est coupé."),
                            N_("Exportez-le ou téléchargez-le de nouveau.")},
    [ERR_FILE_ENCODING] = {N_("Le fichier contient des caractères illisibles."),
                           N_("Exportez-le en UTF-8.")},
    [ERR_LINE_TOO_LONG] = {N_("La ligne est trop longue."),
                           N_("Vérifiez les fins de ligne du fichier ; exportez-le de nouveau.")},
    [ERR_FIELD_TOO_LONG] = {N_("Le champ est trop long."),
                            N_("Raccourcissez ce champ à la source.")},
    [ERR_TOO_MANY_LINES] = {N_("Le fichier a trop de lignes."),
                            N_("Découpez-le en plusieurs fichiers, par période par exemple.")},
    [ERR_TOO_MANY_COLUMNS] = {N_("Le fichier a trop de colonnes."),
                              N_("Vérifiez le séparateur du fichier.")},
    [ERR_COLUMN_MISSING] = {N_("Il manque la colonne %f."),
                            N_("Exportez le fichier avec toutes ses colonnes ; la première ligne "
                               "doit porter leurs noms.")},
    [ERR_COLUMN_TWICE] = {N_("La colonne %f est présente deux fois."),
                          N_("Retirez l’une des deux.")},
    [ERR_COLUMN_COUNT] =
        {N_("La ligne n’a pas autant de champs que la première ligne."),
         N_("Un séparateur se trouve sans doute dans un texte : corrigez-le à la source.")},
    [ERR_FIELD_EMPTY] = {N_("Le champ est vide."), N_("Complétez-le à la source.")},
    [ERR_DEBIT_AND_CREDIT] = {N_("La ligne porte à la fois un débit et un crédit."),
                              N_("Corrigez l’écriture à la source.")},
    [ERR_BAD_SENS] = {N_("« %a » n’est ni un débit ni un crédit."),
                      N_("Écrivez D ou C, ou +1 ou -1.")},
    [ERR_UNBALANCED] = {N_("Le total des débits n’est pas celui des crédits."),
                        N_("Vérifiez l’export ; --accept-unbalanced RAISON l’accepte tel quel.")},
    [ERR_FILE_CHANGED] = {N_("Le fichier a été modifié pendant sa lecture ; rien n’a été changé."),
                          N_("Attendez la fin de l’export, puis recommencez.")},
    [ERR_BAD_SEPARATOR] =
        {N_("Les champs du FEC sont séparés par « %a »."),
         N_("Exportez-le avec des tabulations ou des barres verticales (LPF A47 A-1 VII).")},
    [ERR_BAD_ACCOUNT] = {N_("« %a » n’est pas un numéro de compte."),
                         N_("Un numéro de compte commence par trois chiffres du plan comptable ; "
                            "corrigez-le à la source.")},
    [ERR_BAD_CHOICE] = {N_("« %a » n’est pas une valeur admise dans la colonne %f."),
                        N_("Corrigez la valeur à la source ; le guide liste les valeurs admises.")},
    [ERR_TOO_MANY_JOURNALS] = {N_("Le fichier a trop de journaux."),
                               N_("Vérifiez la colonne JournalCode : elle porte sans doute autre "
                                  "chose que des codes de journaux.")},
    [ERR_DATE_ORDER] = {N_("Rien ne dit si les dates commencent par le jour ou par le mois."),
                        N_("Exportez les dates sous la forme AAAA-MM-JJ, ou en XLSX.")},
    [ERR_DECIMAL_MARK] = {N_("Rien ne dit si la virgule ou le point sépare les décimales."),
                          N_("Exportez les montants avec deux décimales, ou en XLSX.")},
    [ERR_TOTAL_DIFFERS] = {N_("Le total « %a » n’est pas la somme de ce qu’il totalise."),
                           N_("Vérifiez que l’export est complet, puis exportez de nouveau.")},
    [ERR_TOO_MANY_CURRENCIES] = {N_("Le fichier a trop de devises."),
                                 N_("Vérifiez la colonne de la devise.")},
    [ERR_FILE_DAMAGED] = {N_("Le fichier est endommagé (%a)."),
                          N_("Ouvrez-le dans le logiciel d’origine et enregistrez-le de nouveau.")},
    [ERR_SWOLLEN_ARCHIVE] = {N_("L’archive est trop grande une fois décompressée (%a)."),
                             N_("Découpez-la ; une liste s’exporte en CSV.")},
    [ERR_NO_SHEET] = {N_("Le classeur n’a aucune feuille visible."),
                      N_("Affichez la feuille qui porte la liste, puis enregistrez.")},
    [ERR_BAD_IDENTIFIER] = {N_("« %a » n’est pas un identifiant valable."),
                            N_("Un chiffre est faux, ou il en manque un : corrigez-le à la source, "
                               "ou videz la case.")},
    [ERR_UNKNOWN_REF] = {N_("« %a » n’est pas connu."),
                         N_("« relance queue » et « relance ageing » listent les dossiers.")},
    [ERR_REF_AMBIGUOUS] = {N_("« %a » désigne plusieurs dossiers."),
                           N_("Donnez la référence du dossier (C-…), ou --creditor.")},
    [ERR_UNKNOWN_CREDITOR] = {N_("Le créancier « %a » n’est pas connu."),
                              N_("Vérifiez le code ; l’import crée un créancier quand la base est "
                                 "vide ou avec --capacity.")},
    [ERR_CREDITOR_NEEDED] = {N_("La base a plusieurs créanciers."), N_("Ajoutez --creditor CODE.")},
    [ERR_ALREADY_UNDONE] = {N_("L’import %a est déjà annulé."), N_("Il n’y a rien à faire.")},
    [ERR_UNDO_BLOCKED] = {N_("L’import %a ne peut plus être annulé seul."),
                          N_("Annulez d’abord les imports qui s’appuient sur lui.")},
    [ERR_CONFIRM_NEEDED] =
        {N_("Les effets de cet import dépassent le seuil ; ils attendent une confirmation."),
         N_("Lisez le résumé, puis ajoutez --confirm.")},
    [ERR_NOT_ALLOWED] = {N_("Vous n’avez pas le droit de faire cela."),
                         N_("Demandez à un responsable ou à l’administrateur.")},
    [ERR_LOGIN_FAILED] =
        {N_("L’identifiant ou le mot de passe n’est pas le bon."),
         N_("Vérifiez la saisie ; l’administrateur peut donner un nouveau mot de passe.")},
    [ERR_LOCKED_OUT] = {N_("Trop d’essais : l’accès est fermé pour un moment."),
                        N_("Attendez quelques minutes, puis recommencez.")},
    [ERR_LOGIN_TAKEN] = {N_("L’identifiant « %a » est déjà pris."), N_("Choisissez-en un autre.")},
    [ERR_BAD_LOGIN] = {N_("« %a » ne peut pas être un identifiant."),
                       N_("De 2 à 80 signes : lettres sans accent, chiffres, point, tiret, "
                          "souligné, arobase.")},
    [ERR_UNKNOWN_USER] = {N_("Personne n’a l’identifiant « %a »."),
                          N_("« relance user list » liste les personnes de la maison.")},
    [ERR_UNKNOWN_ROLE] = {N_("« %a » n’est pas un rôle connu."),
                          N_("Les rôles : agent, manager, accountant, correspondent, trainer, "
                             "jury, auditor, administrator.")},
    [ERR_WEAK_PASSWORD] = {N_("Le mot de passe est trop court ou trop long."),
                           N_("De 12 à 200 caractères ; une phrase convient très bien.")},
    [ERR_LINK_EXPIRED] = {N_("Ce lien ne sert plus : il a été utilisé, ou il est trop ancien."),
                          N_("Demandez un nouveau lien à l’administrateur.")},
    [ERR_KEY_FILE_MISSING] =
        {N_("Le fichier de clé « %a » manque : les secrets scellés ne s’ouvrent pas."),
         N_("Nommez-le par la variable RELANCE_KEY, ou remettez celui qui a été "
            "mis à l’abri.")},
    [ERR_KEY_FILE_WRONG] = {N_("Le fichier de clé « %a » n’est pas celui de cette base."),
                            N_("Remettez le fichier de clé gardé avec la base, ou nommez-le par la "
                               "variable RELANCE_KEY.")},
    [ERR_CODE_WRONG] = {N_("Ce code n’est pas le bon, ou il a déjà servi."),
                        N_("Tapez le code que le téléphone montre maintenant, ou un code de "
                           "secours.")},
    [ERR_SECOND_FACTOR_ON] = {N_("Le second facteur est déjà en service."),
                              N_("Retirez-le d’abord pour changer de téléphone.")},
    [ERR_LAST_ADMINISTRATOR] = {N_("Il ne resterait personne pour administrer la maison."),
                                N_("Donnez d’abord le rôle administrator à une autre personne.")},
    [ERR_NOT_A_DEMO] = {N_("Cette base n’est pas une base de démonstration."),
                        N_("Créez une base neuve pour la démonstration.")},
    [ERR_VERIFY_FAILED] =
        {N_("La vérification a trouvé des écarts."),
         N_("N’écrivez plus dans la base et transmettez le détail à l’administrateur.")},
    [ERR_RATE_MISSING] = {N_("Aucun taux n’est connu pour %a."),
                          N_("Complétez la table avec « relance law update » ; « relance law "
                             "tables » dit ce qui manque.")},
    [ERR_RATE_BELOW_MINIMUM] = {N_("Le taux convenu est inférieur au minimum légal de %a %."),
                                N_("C. com. L441-10 II : une clause ne peut pas fixer moins de "
                                   "trois fois l’intérêt légal.")},
    [ERR_RATE_FIXED_BY_DECREE] = {N_("Le taux d’un acheteur public est fixé par décret."),
                                  N_("Retirez le taux convenu (CCP R2192-31).")},
    [ERR_WAIVER_VOID] = {N_("On ne renonce pas aux intérêts dus par un acheteur public."),
                         N_("CCP L2192-14 : la renonciation serait réputée non écrite.")},
    [ERR_OVERPAID] = {N_("Les paiements dépassent tout ce qui est dû, de %a."),
                      N_("Vérifiez les paiements : l’excédent revient au débiteur.")},
    [ERR_PAYMENT_TOO_LATE] = {N_("Un paiement est daté après la fin du calcul."),
                              N_("Retirez-le, ou repoussez --until.")},
    [ERR_DUE_WITH_PUBLIC] = {N_("Pour un acheteur public, --due ne s’emploie pas."),
                             N_("Donnez --received et --public-body : le terme court de la "
                                "réception (CCP R2192-10 à -12).")},
    [ERR_UNKNOWN_CLAIM] = {N_("« %a » n’est pas une créance de la table des prescriptions."),
                           N_("« relance help law limitation » liste les codes.")},
    [ERR_UNKNOWN_EVENT] = {N_("« %a » n’est pas un événement connu."),
                           N_("« relance help law limitation » liste les événements.")},
    [ERR_UNKNOWN_RULE] = {N_("« %a » n’est pas une règle de délai connue."),
                          N_("« relance help law term » liste les règles.")},
    [ERR_UNKNOWN_REGION] = {N_("« %a » n’est pas une région connue."),
                            N_("« relance help law holidays » liste les régions.")},
    [ERR_UNKNOWN_KIND] = {N_("« %a » n’est pas un genre connu."),
                          N_("« relance help » suivi du nom de la commande liste les genres.")},
    [ERR_IMPOSSIBLE_VALUE] =
        {N_("« %a » ne peut pas servir ici."),
         N_("« relance help » suivi du nom de la commande dit la forme attendue.")},
    [ERR_TABLE_INVALID] =
        {N_("La table n’est pas valable."),
         N_("Corrigez la ligne indiquée ; la table en vigueur n’a pas été changée.")},
    [ERR_TABLE_ROW_REMOVED] =
        {
            N_("La ligne publiée « %a » manque dans le fichier ; rien n’a été changé."),
            N_("Une ligne publiée reste. Partez de « relance law tables TABLE --csv » et "
               "ajoutez-y vos lignes.")},
    [ERR_TABLE_FIGURE_CHANGED] =
        {N_("La ligne publiée « %a » changerait des chiffres déjà donnés ; rien n’a été changé."),
         N_(
             "Lisez la liste des changements ; si c’est une correction voulue, ajoutez "
             "--confirm.")},
    [ERR_MODE_OF_KIND] = {N_("Le mode « %a » ne convient pas à ce fichier."),
                          N_("period vaut pour un grand livre, state pour une liste de postes "
                             "ouverts.")},
    [ERR_ALREADY_KNOWN] = {N_("« %a » est déjà connu ici."),
                           N_("Vérifiez qu’il ne s’agit pas de la même chose ; sinon donnez un "
                              "autre numéro.")},
    [ERR_ITEM_UNKNOWN] = {N_("Le dossier n’a pas de pièce « %a »."),
                          N_("« relance statement » en liste les pièces.")},
    [ERR_ITEM_AMBIGUOUS] = {N_("« %a » désigne plusieurs pièces du dossier."),
                            N_("Donnez l’identifiant de la pièce, que montre « relance statement "
                               "--json ».")},
    [ERR_SHARE_TOO_LARGE] = {N_("Le montant dépasse ce qui reste ouvert (« %a »)."),
                             N_("Baissez-le, ou ne donnez pas de montant.")},
    [ERR_NOTHING_OPEN] = {N_("Rien n’est ouvert dans ce dossier."), N_("Il n’y a rien à faire.")},
    [ERR_NOTHING_NEW] = {N_("Tout cela est déjà connu."), N_("Il n’y a rien à faire.")},
    [ERR_IMPORT_RUNNING] = {N_("Un autre import de ce créancier est en cours."),
                            N_("Attendez qu’il soit terminé, puis recommencez.")},
    [ERR_EXPORT_TOO_LARGE] = {N_("La liste est trop longue pour un seul fichier de ce format."),
                              N_("Restreignez-la à un créancier ou à une recherche.")},
    [ERR_YAML_SYNTAX] = {N_("Le texte YAML n’est pas écrit comme il faut à cet endroit."),
                         N_("Vérifiez les deux-points, les guillemets et l’alignement ; une "
                            "tabulation ne sert pas de retrait.")},
    [ERR_YAML_FEATURE] = {N_("« %a » ne fait pas partie du YAML admis."),
                          N_("Écrivez un seul document fait de clés, de listes et de textes, sans "
                             "ancre, ni alias, ni étiquette, ni directive.")},
    [ERR_YAML_TOO_LARGE] = {N_("Le texte YAML est trop grand."),
                            N_("Découpez-le, ou retirez ce qui n’y a pas sa place.")},
    [ERR_YAML_TOO_DEEP] = {N_("Le texte YAML emboîte trop de niveaux."),
                           N_("Écrivez-le à plat, comme le guide le montre.")},
    [ERR_KEY_TWICE] = {N_("La clé « %a » est écrite deux fois."), N_("Retirez l’une des deux.")},
    [ERR_KEY_UNKNOWN] = {N_("La clé « %a » n’est pas connue ici."),
                         N_("La clé connue la plus proche est « %f ».")},
    [ERR_KEY_MISSING] = {N_("Il manque la clé « %f »."),
                         N_("Ajoutez-la ; le guide montre un exemple complet.")},
    [ERR_NOT_A_TEXT] = {N_("La valeur de « %f » doit être un texte."),
                        N_("Écrivez une seule valeur sur la ligne, derrière les deux-points.")},
    [ERR_NOT_A_LIST] = {N_("La valeur de « %f » doit être une liste."),
                        N_("Écrivez une valeur par ligne derrière un tiret, ou [A, B].")},
    [ERR_NOT_KEYS] = {N_("La valeur de « %f » doit être faite de clés et de valeurs."),
                      N_("Écrivez une clé par ligne, suivie de deux-points et de sa valeur.")},
    [ERR_NOT_A_FLAG] = {N_("« %a » n’est ni true ni false."), N_("Écrivez true ou false.")},
    [ERR_NOT_A_CHOICE] = {N_("« %a » n’est pas une valeur admise pour « %f »."),
                          N_("Le guide liste les valeurs admises.")},
    [ERR_OUT_OF_RANGE] = {N_("« %a » est hors des bornes admises pour « %f »."),
                          N_("Le guide donne les bornes.")},
    [ERR_UNPRINTABLE] = {N_("Le caractère « %a » ne peut pas être imprimé."),
                         N_("Écrivez ce nom ou ce texte en lettres latines.")},
    [ERR_LETTER_INCOMPLETE] =
        {N_("Cette lettre ne peut pas être imprimée : « %f » (%a)."),
         N_("Complétez ce champ, ou retirez ce qui ne peut pas être demandé à ce débiteur.")},
    [ERR_COST_FORBIDDEN] =
        {N_("Ces frais restent à la charge du créancier (C. proc. civ. exéc. L111-8)."),
         N_(
             "Sans titre exécutoire, seul un acte prescrit par la loi peut être mis à la charge du "
             "débiteur ; d’un professionnel, aussi un complément justifié (C. com. L441-10 II).")},
    [ERR_COST_NOT_LATE] =
        {N_("La facture « %a » n’ouvre pas droit au complément (C. com. L441-10 II)."),
         N_(
             "Il faut qu’elle soit en retard à une échéance connue, antérieure à l’ouverture d’une "
             "procédure collective.")},
    [ERR_CONTACT_BLOCKED] =
        {N_("Le contrôle avant envoi refuse cette lettre (%a)."),
         N_("« relance why » donne toutes les raisons, leurs articles et jusqu’à quand.")},
    [ERR_LETTER_PENDING] = {N_("Une lettre ou un e-mail de ce dossier attend déjà (%a)."),
                            N_("Envoyez ce qui attend, ou retirez-le : « relance letter list », "
                               "« relance mail list ».")},
    [ERR_LETTER_STATE] = {N_("La lettre %a n’en est pas là."),
                          N_("« relance letter list » montre ce qui attend et ce qui est parti.")},
    [ERR_LETTER_DAY] =
        {N_(
             "Ce jour ne convient pas à la lettre %a : avant l’étape précédente, après la suivante "
             "ou à venir."),
         N_("Les dates se suivent : faite, envoyée, présentée, puis reçue ou revenue.")},
    [ERR_LETTER_OUTDATED] = {N_("La lettre %a ne dit plus ce qui est dû aujourd’hui."),
                             N_("Elle est retirée de la file : écrivez-en une autre.")},
    [ERR_TRACKING_TAKEN] = {N_("Le numéro de recommandé « %a » est déjà celui d’une autre lettre."),
                            N_("Vérifiez le numéro sur l’avis de dépôt.")},
    [ERR_UNKNOWN_LETTER] =
        {N_("Aucune lettre ne porte « %a »."),
         N_("Donnez la référence P-… de la lettre ou son numéro de recommandé.")},
    [ERR_CHANGED_MEANWHILE] = {N_("Ce dossier a changé depuis que vous l’avez ouvert."),
                               N_("Rien n’est enregistré. Lisez ce qui a changé : votre saisie est "
                                  "encore là, enregistrez-la si elle tient toujours.")},
    [ERR_MAIL_NOT_SET] =
        {N_("Le serveur de messagerie n’est pas réglé."),
         N_("Un administrateur le règle : page « Messagerie », ou « relance mail server ».")},
    [ERR_MAIL_STATE] = {N_("L’e-mail %a n’en est pas là."),
                        N_("Regardez où il en est par « relance mail list ».")},
    [ERR_UNKNOWN_MAIL] = {N_("Aucun e-mail ne porte « %a »."),
                          N_("Donnez la référence P-… de l’e-mail ou son Message-ID.")},
    [ERR_NO_COPY] = {N_("Il n’y a pas de copie confirmée à envoyer."),
                     N_("Importez la copie de la facture, ou confirmez celle qui est proposée.")},
    [ERR_MAIL_MANAGER] = {N_("Cet envoi demande l’accord d’un responsable."),
                          N_("Un responsable peut l’envoyer depuis la fiche du dossier.")},
    [ERR_MAIL_ADDRESS] = {N_("L’adresse e-mail n’est plus une adresse connue du débiteur."),
                          N_("Écrivez-lui à une adresse connue, ou notez d’abord la nouvelle.")},
    [ERR_MAIL_ENTRY] = {N_("Le serveur de messagerie refuse l’accès (%a)."),
                        N_("Vérifiez le compte, le mot de passe ou le jeton, et le certificat du "
                           "serveur.")},
    [ERR_MAIL_FAILED] = {N_("Le serveur de messagerie n’a pas pris le message (%a)."),
                         N_("Vérifiez le nom du serveur, le port et le réseau, puis essayez de "
                            "nouveau.")},
    [ERR_RULES_INVALID] =
        {N_("Ces règles ne se tiennent pas (%a)."),
         N_("Corrigez la ligne indiquée ; « relance rules check » donne tous les défauts.")},
    [ERR_UNKNOWN_RULES] = {N_("Il n’y a pas de règles « %a » dans cette version."),
                           N_("« relance rules list » donne les règles en vigueur.")},
    [ERR_NESTED_ARCHIVE] = {N_("Une archive dans une archive n’est pas lue."),
                            N_("Décompressez-la et donnez-la à part.")},
    [ERR_TOO_MANY_MEMBERS] = {N_("Il y a trop de fichiers d’un coup."),
                              N_("Découpez le lot : 10 000 fichiers au plus.")},
    [ERR_MEMBER_ENCRYPTED] = {N_("« %a » est protégé par un mot de passe."),
                              N_("Refaites l’archive sans mot de passe.")},
    [ERR_MEMBER_PACKING] = {N_("« %a » est compressé d’une manière qui n’est pas lue."),
                            N_("Refaites l’archive avec la compression ordinaire (deflate).")},
    [ERR_MEMBER_TWICE] = {N_("« %a » est deux fois dans l’archive."),
                          N_("Donnez à chaque fichier un nom différent.")},
    [ERR_MEMBER_NAME] = {N_("Le nom du fichier « %a » de l’archive n’est pas utilisable."),
                         N_("Renommez-le : 300 octets au plus, sans caractère spécial.")},
    [ERR_NO_DOCUMENT] = {N_("Ce dossier ne contient aucun PDF."),
                         N_("Donnez le dossier qui contient les fichiers, ou une archive ZIP.")},
    [ERR_DOCUMENT_TOO_LARGE] = {N_("Le document dépasse la taille admise."),
                                N_("Réduisez-le : 16 Mio au plus par document.")},
    [ERR_SHEET_MISSING] = {N_("Le classeur n’a pas de feuille « %a »."),
                           N_("Vérifiez le nom de la feuille dans la correspondance.")},
    [ERR_ITEM_NOT_OPEN] = {N_("Sur la pièce « %a », rien n’est à payer."),
                           N_("Elle est soldée, ou en faveur du client : retirez-la.")},
    [ERR_ITEM_COMMITTED] =
        {N_("La pièce « %a » est déjà couverte par une promesse ou un échéancier en cours."),
         N_("Remplacez la promesse avec --replaces, ou mettez-y fin d’abord.")},
    [ERR_AMOUNT_ABOVE_OPEN] = {N_("Le montant « %a » dépasse ce qui reste dû sur ces pièces."),
                               N_("Réduisez le montant ou ajoutez des pièces.")},
    [ERR_DATE_PAST] = {N_("La date « %a » est passée."),
                       N_("Donnez le jour même ou un jour à venir.")},
    [ERR_AS_OF_FUTURE] = {N_("La liste ne peut pas décrire le %a : ce jour n’est pas encore venu."),
                          N_("Donnez à --as-of le jour où la liste a été tirée, au plus tard "
                             "aujourd’hui.")},
    [ERR_DATE_FUTURE] = {N_("La date « %a » n’est pas encore venue."),
                         N_("Notez ce qui a eu lieu, au plus tard aujourd’hui.")},
    [ERR_UNKNOWN_OBJECT] = {N_("« %a » n’existe pas sur ce dossier."),
                            N_("La liste de la même commande donne les numéros.")},
    [ERR_UNKNOWN_PAYEE] = {N_("Aucun bénéficiaire de ce créancier n’a le code « %a »."),
                           N_("« relance payee list » les montre ; un bénéficiaire fermé ne sert "
                              "plus.")},
    [ERR_PAYEE_TAKEN] = {N_("Le code « %a » désigne déjà un bénéficiaire de ce créancier."),
                         N_("« relance payee set » change ce qui en est dit.")},
    [ERR_SECOND_PERSON] =
        {N_("« %a » a demandé ce changement et ne peut pas le confirmer aussi."),
         N_("Un compte bancaire ne change que sur la parole de deux personnes différentes.")},
    [ERR_UNKNOWN_TEAM] = {N_("Aucune équipe n’a le code « %a »."),
                          N_("« relance team list » les montre.")},
    [ERR_TEAM_TAKEN] = {N_("Le code « %a » désigne déjà une équipe."),
                        N_("Choisissez-en un autre.")},
    [ERR_NOTHING_TO_CONFIRM] = {N_("Rien n’attend d’être confirmé pour « %a »."),
                                N_("« relance payee list » montre ce qui attend.")},
    [ERR_OBJECT_CLOSED] = {N_("« %a » n’est plus dans un état qui permette cela."),
                           N_("La liste de la même commande donne l’état ; ce qui a eu lieu n’est "
                              "pas effacé.")},
    [ERR_PLAN_LINES] =
        {N_("Les lignes de l’échéancier ne vont pas : %a."),
         N_("Des montants positifs à des dates croissantes, à partir d’aujourd’hui.")},
    [ERR_PLAN_SUM] =
        {
            N_("Les lignes ne font pas le total des pièces : il manque ou il y a en trop %a."),
            N_("Corrigez une ligne, ou nommez le reste avec --remainder ou les frais avec "
               "--charges.")},
    [ERR_PLAN_STALE] = {N_("Le reste dû de la pièce « %a » a changé depuis le projet."),
                        N_("Mettez fin à ce projet et établissez l’échéancier à nouveau.")},
    [ERR_CONSUMER_CHARGES] =
        {N_("L’échéancier d’un particulier ne porte ni intérêts ni frais."),
         N_("Retirez --charges : ce serait un crédit à la consommation (C. conso. L312-1).")},
    [ERR_COVER_CONSENT] =
        {N_("L’échéancier dépasse la prorogation permise par la police pour la pièce « %a »."),
         N_("Obtenez l’accord écrit de l’assureur ou du factor et notez-le avec --consent.")},
    [ERR_UNKNOWN_MAPPING] = {N_("La correspondance « %a » n’est pas connue."),
                             N_("« relance map list » donne les noms des correspondances.")},
    [ERR_BAD_MAPPING_NAME] = {N_("« %a » ne peut pas être le nom d’une correspondance."),
                              N_("De 1 à 80 signes : lettres, chiffres, espaces, tirets et points, "
                                 "sans barre oblique.")},
    [ERR_DOCUMENT_SETTLED] = {N_("Le sort du document « %a » est déjà décidé."),
                              N_("« relance documents » montre ceux qui attendent ; « documents "
                                 "attach » rattache un document mis de côté.")},
    [ERR_UNKNOWN_SCOPE] = {N_("« %a » n’est pas une portée connue."),
                           N_("Les portées : read:files, read:queue, write:objects, "
                              "write:outcomes, import, read:metrics.")},
    [ERR_SCOPE_BEYOND_RIGHTS] =
        {N_("La portée « %a » dépasse les droits de la personne."),
         N_("Retirez cette portée, ou donnez d’abord à la personne le rôle qu’il faut.")},
    [ERR_TOKEN_LIFE] =
        {N_("Un jeton ne peut pas valoir jusqu’au %a."),
         N_("Donnez un jour dans les 400 jours qui viennent ; un autre jeton prendra la suite.")},
    [ERR_TOO_MANY_TOKENS] = {N_("La personne a déjà vingt jetons en cours."),
                             N_("Révoquez ceux qui ne servent plus.")},
    [ERR_UNKNOWN_TOKEN] = {N_("Il n’y a pas de jeton « %a »."),
                           N_("« relance token list » donne l’identifiant de chaque jeton.")},
    [ERR_TOKEN_REFUSED] =
        {N_("La demande ne porte aucun jeton en cours."),
         N_(
             "Envoyez l’en-tête « Authorization: Bearer rlc_… » avec un jeton qui n’est ni révoqué "
             "ni périmé, d’une personne dont l’accès est ouvert.")},
    [ERR_SCOPE_MISSING] =
        {N_("Ce jeton ne donne pas la portée « %a », ou sa personne n’en a pas le droit."),
         N_("Employez un jeton qui a cette portée, d’une personne qui a ce droit.")},
    [ERR_UNKNOWN_ADDRESS] = {N_("Il n’y a rien à cette adresse."),
                             N_("Les adresses sont décrites dans /api/openapi.json.")},
    [ERR_BAD_ADDRESS] =
        {N_("L’adresse n’est pas écrite comme il faut."),
         N_("Écrivez-la en UTF-8, avec des échappements, en moins de 4096 octets.")},
    [ERR_METHOD_REFUSED] = {N_("Cette adresse ne répond pas à cette méthode."),
                            N_("L’en-tête Allow dit celles qu’elle connaît.")},
    [ERR_LENGTH_MISSING] = {N_("L’envoi ne dit pas combien d’octets il compte."),
                            N_("Envoyez l’en-tête Content-Length.")},
    [ERR_BODY_TOO_LARGE] = {N_("L’envoi dépasse la taille admise."),
                            N_("Un objet JSON fait 64 Kio au plus, un fichier 2 Gio.")},
    [ERR_TYPE_REFUSED] =
        {N_("Le type « %a » n’est pas admis ici."),
         N_("Envoyez l’en-tête Content-Type que la description de l’adresse nomme.")},
    [ERR_TOO_MANY_REQUESTS] = {N_("Trop de demandes à la fois."),
                               N_("Attendez le nombre de secondes de l’en-tête Retry-After.")},
    [ERR_NO_ROOM] = {N_("Les fichiers en attente occupent toute la place qui leur est comptée."),
                     N_("Terminez ou retirez ce qui attend, puis recommencez.")},
    [ERR_BODY_UNREADABLE] =
        {
            N_("Le corps n’est pas un objet JSON lisible ; la lecture s’arrête à l’octet %a."),
            N_("Envoyez un objet en UTF-8 dont chaque clé ne vient qu’une fois, sans objet dans "
               "l’objet.")},
    [ERR_FIELD_UNKNOWN] =
        {N_("La clé « %a » n’est pas connue ici."),
         N_("Retirez-la : rien n’est lu à moitié. /api/openapi.json dit les clés admises.")},
    [ERR_FIELD_MISSING] = {N_("Il manque la clé « %f »."),
                           N_("/api/openapi.json dit ce que chaque adresse demande.")},
    [ERR_FIELD_VALUE] = {N_("« %a » n’est pas une valeur possible de la clé « %f »."),
                         N_("/api/openapi.json dit le type et les valeurs admises ; montants et "
                            "dates s’écrivent comme des textes.")},
    [ERR_KEY_REUSED] =
        {N_("Cette clé d’idempotence a déjà servi à une autre demande."),
         N_("Donnez à chaque demande sa clé ; la même clé ne sert qu’à répéter la même demande.")},
};

static void add_filled(struct buf *out, const char *text, const struct err *err)
{
    for (const char *p = text; *p != '\0'; p++) {
        if (p[0] == '%' && (p[1] == 'a' || p[1] == 'f')) {
            buf_add_c(out, p[1] == 'a' ? err->arg : err->field);
            p++;
        } else {
            buf_add_char(out, *p);
        }
    }
}

bool err_names_column(const struct err *err)
{
    return err->field[0] != '\0' && (err->code < ERR_YAML_SYNTAX || err->code > ERR_OUT_OF_RANGE);
}

static void add_place(struct buf *out, const struct err *err, struct str file, enum lang lang)
{
    bool place = false;
    if (file.n > 0) {
        buf_add(out, file);
        place = true;
    }
    if (err->line > 0) {
        buf_add_c(out, place ? ", " : "");
        buf_add_c(out, tr(lang, N_("ligne")));
        buf_add_char(out, ' ');
        buf_add_int(out, err->line);
        place = true;
    }
    bool named = err_names_column(err);
    if (err->line > 0 && (named || err->column > 0)) {
        buf_add_c(out, ", ");
        buf_add_c(out, tr(lang, N_("colonne")));
        buf_add_char(out, ' ');
        if (named)
            buf_add_c(out, err->field);
        else
            buf_add_int(out, err->column);
    }
    if (place)
        buf_add_c(out, lang == LANG_FR ? "\xc2\xa0: " : ": ");
}

void err_sentence(const struct err *err, struct str file, enum lang lang, struct buf *out)
{
    ASSERT(texts[err->code].sentence != NULL);
    add_place(out, err, file, lang);
    add_filled(out, tr(lang, texts[err->code].sentence), err);
}

void err_advice(const struct err *err, enum lang lang, struct buf *out)
{
    ASSERT(texts[err->code].advice != NULL);
    add_filled(out, tr(lang, texts[err->code].advice), err);
}
