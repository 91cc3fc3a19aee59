#include "customer.h"

static const char *const type_codes[CUSTOMER_TYPE_COUNT] = {
    [CUSTOMER_UNKNOWN] = "",      [CUSTOMER_COMPANY] = "company",   [CUSTOMER_TRADER] = "trader",
    [CUSTOMER_PUBLIC] = "public", [CUSTOMER_CONSUMER] = "consumer",
};

static const char *const body_codes[BODY_COUNT] = {
    [BODY_UNKNOWN] = "",
    [BODY_STATE] = "state",
    [BODY_LOCAL] = "local",
    [BODY_HEALTH] = "health",
    [BODY_UNDERTAKING] = "undertaking",
};

const char *customer_type_code(enum customer_type type)
{
    ASSERT(type < CUSTOMER_TYPE_COUNT);
    return type_codes[type];
}

const char *customer_body_code(enum customer_body body)
{
    ASSERT(body < BODY_COUNT);
    return body_codes[body];
}
