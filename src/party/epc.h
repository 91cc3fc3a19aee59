/* What stands in the payment QR code of a letter: the SEPA credit transfer of EPC069-12, which a
 * debtor's banking application reads. This file makes the text; drawing it is the courier's. */
#ifndef RELANCE_PARTY_EPC_H
#define RELANCE_PARTY_EPC_H

#include "base/buf.h"
#include "base/check.h"
#include "base/err.h"
#include "base/money.h"
#include "base/str.h"

enum {
    EPC_PAYLOAD_BYTES_MAX = 331,
    EPC_NAME_MAX = 70, /* characters, as the three below */
    EPC_TEXT_MAX = 140,
    EPC_REFERENCE_MAX = 35,
};
#define EPC_AMOUNT_MINOR_MIN INT64_C(1)
#define EPC_AMOUNT_MINOR_MAX INT64_C(99999999999)

struct epc_transfer {
    struct str name;      /* the payee */
    struct str iban;      /* of a SEPA country */
    int64_t amount_minor; /* euro cents */
    struct str reference; /* structured; "" = none */
    struct str text;      /* free; "" = none; never beside a reference */
};

/* Adds the payload (version 002, UTF-8, no BIC, lines ended by LF, none after the last) to out.
 * A reference that begins with RF and a digit must be a valid ISO 11649 reference.
 * Errors (field = name, iban, amount, reference or text): ERR_IMPOSSIBLE_VALUE (empty name, line
 * breaks, bad IBAN or RF, amount outside 0.01-999999999.99, reference and text together),
 * ERR_TOO_LONG (a field, or the whole). Out is untouched on error. */
MUST_CHECK bool epc_payload(const struct epc_transfer *t, struct buf *out, struct err *err);

#endif
