#include "fec_columns.h"

#include "intake/clean.h"

enum { NAME_BYTES = 40 };

/* Without the column the file is refused: a ledger that lacks it would be read wrongly. */
enum need { OPTIONAL, REQUIRED };

static const struct {
    const char *name;
    const char *folded[3]; /* letters and digits only, upper case */
    enum need need;
} fields[FEC_FIELD_COUNT] = {
    [FEC_JOURNAL] = {"JournalCode", {"JOURNALCODE", "CODEJOURNAL"}, REQUIRED},
    [FEC_JOURNAL_LABEL] = {"JournalLib", {"JOURNALLIB", "JOURNALLIBELLE"}, OPTIONAL},
    [FEC_NUMBER] = {"EcritureNum", {"ECRITURENUM", "ECRITURENUMERO"}, REQUIRED},
    [FEC_DAY] = {"EcritureDate", {"ECRITUREDATE"}, REQUIRED},
    [FEC_ACCOUNT] = {"CompteNum", {"COMPTENUM", "COMPTENUMERO"}, REQUIRED},
    [FEC_ACCOUNT_LABEL] = {"CompteLib", {"COMPTELIB", "COMPTELIBELLE"}, OPTIONAL},
    [FEC_AUXILIARY] = {"CompAuxNum", {"COMPAUXNUM", "COMPTEAUXNUM", "COMPAUXNUMERO"}, REQUIRED},
    [FEC_AUXILIARY_LABEL] = {"CompAuxLib",
                             {"COMPAUXLIB", "COMPTEAUXLIB", "COMPAUXLIBELLE"},
                             REQUIRED},
    [FEC_PIECE] = {"PieceRef", {"PIECEREF", "PIECEREFERENCE"}, REQUIRED},
    [FEC_PIECE_DAY] = {"PieceDate", {"PIECEDATE"}, REQUIRED},
    [FEC_LABEL] = {"EcritureLib", {"ECRITURELIB", "ECRITURELIBELLE"}, REQUIRED},
    [FEC_DEBIT] = {"Debit", {"DEBIT"}, OPTIONAL},
    [FEC_CREDIT] = {"Credit", {"CREDIT"}, OPTIONAL},
    [FEC_LETTER] = {"EcritureLet", {"ECRITURELET", "ECRITURELETTRAGE"}, REQUIRED},
    [FEC_LETTER_DAY] = {"DateLet", {"DATELET", "DATELETTRAGE"}, OPTIONAL},
    [FEC_VALID_DAY] = {"ValidDate", {"VALIDDATE"}, OPTIONAL},
    [FEC_FOREIGN] = {"Montantdevise", {"MONTANTDEVISE"}, OPTIONAL},
    [FEC_CURRENCY] = {"Idevise", {"IDEVISE", "IDDEVISE"}, OPTIONAL},
    [FEC_AMOUNT] = {"Montant", {"MONTANT"}, OPTIONAL},
    [FEC_SENSE] = {"Sens", {"SENS"}, OPTIONAL},
};

const char *fec_field_name(enum fec_field field)
{
    ASSERT(field < FEC_FIELD_COUNT);
    return fields[field].name;
}

/* Letters and digits of a name in upper case. The accents of a header are those of é and è in the
 * encodings we know; any byte or sequence that stands for one of them reads as E. */
static struct str fold_name(struct str raw, char out[NAME_BYTES])
{
    size_t n = 0;
    for (size_t i = 0; i < raw.n && n < NAME_BYTES; i++) {
        unsigned char c = (unsigned char)raw.p[i];
        if (c >= 'a' && c <= 'z')
            out[n++] = (char)(c - 'a' + 'A');
        else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            out[n++] = (char)c;
        else if (c == 0xC2 || c == 0xC3) {
            i++; /* both bytes: a blank or sign of Latin-1, or one of its letters */
            if (c == 0xC3)
                out[n++] = 'E';
        } else if (c >= 0x80)
            out[n++] = 'E';
    }
    return (struct str){out, n};
}

static int field_of(struct str raw)
{
    char folded[NAME_BYTES];
    struct str name = fold_name(raw, folded);
    for (int f = 0; f < FEC_FIELD_COUNT; f++) {
        for (size_t k = 0; k < COUNT_OF(fields[f].folded) && fields[f].folded[k] != NULL; k++) {
            if (str_is(name, fields[f].folded[k]))
                return f;
        }
    }
    return -1;
}

int fec_columns_count(struct str header, char *separator)
{
    static const char separators[] = {'\t', '|', ';', ','};
    int best = 0;
    for (size_t k = 0; k < sizeof separators; k++) {
        struct str rest = header, part;
        int found = 0;
        while (str_split(&rest, separators[k], &part))
            found += field_of(part) >= 0;
        if (found > best) {
            best = found;
            *separator = separators[k];
        }
    }
    return best;
}

static bool refuse(struct err *err, enum err_code code, int position, struct str name)
{
    int f = field_of(name);
    err_set_field(err, code, f < 0 ? NULL : fields[f].name, name);
    err_at(err, 1, position + 1, NULL);
    return false;
}

static bool missing(struct err *err, const char *name)
{
    err_set_field(err, ERR_COLUMN_MISSING, name, str_of(name));
    err_at(err, 1, 0, name);
    return false;
}

static bool check_needs(struct fec_columns *c, struct err *err)
{
    for (int f = 0; f < FEC_FIELD_COUNT; f++) {
        if (fields[f].need == REQUIRED && c->at[f] < 0)
            return missing(err, fields[f].name);
    }
    bool pair = c->at[FEC_DEBIT] >= 0 || c->at[FEC_CREDIT] >= 0;
    enum fec_field other = c->at[FEC_AMOUNT] >= 0 ? FEC_AMOUNT : FEC_SENSE;
    if (pair && c->at[other] >= 0)
        return refuse(err, ERR_COLUMN_TWICE, c->at[other], str_of(fields[other].name));
    c->signed_amount = c->at[other] >= 0;
    const enum fec_field wanted[2] = {c->signed_amount ? FEC_AMOUNT : FEC_DEBIT,
                                      c->signed_amount ? FEC_SENSE : FEC_CREDIT};
    for (int k = 0; k < 2; k++) {
        if (c->at[wanted[k]] < 0)
            return missing(err, fields[wanted[k]].name);
    }
    return true;
}

/* True if an earlier column has the same name, empty names aside. */
static bool named_before(const struct str *names, int position)
{
    for (int i = 0; i < position; i++) {
        if (names[position].n > 0 && str_eq(names[i], names[position]))
            return true;
    }
    return false;
}

static bool place(struct fec_columns *c, struct str *names, int position, struct err *err)
{
    int f = field_of(names[position]);
    c->field[position] = (int8_t)f;
    if ((f >= 0 && c->at[f] >= 0) || named_before(names, position))
        return refuse(err, ERR_COLUMN_TWICE, position, names[position]);
    if (f >= 0)
        c->at[f] = position;
    return true;
}

bool fec_columns_read(struct fec_columns *c, struct str header, enum encoding encoding,
                      struct arena *scratch, struct err *err)
{
    *c = (struct fec_columns){0};
    for (int f = 0; f < FEC_FIELD_COUNT; f++)
        c->at[f] = -1;
    fec_columns_count(header, &c->separator);
    if (c->separator != '\t' && c->separator != '|') {
        err_set_field(err, ERR_BAD_SEPARATOR, NULL, (struct str){&c->separator, 1});
        err_at(err, 1, 0, NULL);
        return false;
    }
    struct str names[LIMIT_COLUMNS];
    struct str rest = header, part;
    int position = 0;
    for (; str_split(&rest, c->separator, &part); position++) {
        if (position == LIMIT_COLUMNS)
            return refuse(err, ERR_TOO_MANY_COLUMNS, position, (struct str){0});
        if (!clean_text(part, encoding, scratch, &names[position]))
            return refuse(err, ERR_FILE_ENCODING, position, (struct str){0});
        if (!place(c, names, position, err))
            return false;
    }
    while (position > 0 && names[position - 1].n == 0)
        position--;
    c->count = position;
    return check_needs(c, err);
}
