#include "place.h"

static const struct {
    const char *postcode; /* what it begins with; the longest comes first */
    const char *country;  /* the territory's own ISO code, or NULL */
    enum law_region region;
    struct zone zone;
} places[] = {
    {"97133", "BL", LAW_REGION_MAINLAND, {-240, ZONE_NO_SUMMER}},
    {"97150", "MF", LAW_REGION_MAINLAND, {-240, ZONE_NO_SUMMER}},
    {"971", "GP", LAW_REGION_GUADELOUPE, {-240, ZONE_NO_SUMMER}},
    {"972", "MQ", LAW_REGION_MARTINIQUE, {-240, ZONE_NO_SUMMER}},
    {"973", "GF", LAW_REGION_GUYANE, {-180, ZONE_NO_SUMMER}},
    {"974", "RE", LAW_REGION_LA_REUNION, {240, ZONE_NO_SUMMER}},
    {"975", "PM", LAW_REGION_MAINLAND, {-180, ZONE_SUMMER_AMERICA}},
    {"976", "YT", LAW_REGION_MAYOTTE, {180, ZONE_NO_SUMMER}},
    {"986", "WF", LAW_REGION_MAINLAND, {720, ZONE_NO_SUMMER}},
    {"987", "PF", LAW_REGION_MAINLAND, {-600, ZONE_NO_SUMMER}},
    {"988", "NC", LAW_REGION_MAINLAND, {660, ZONE_NO_SUMMER}},
    {"57", NULL, LAW_REGION_ALSACE_MOSELLE, {60, ZONE_SUMMER_EUROPE}},
    {"67", NULL, LAW_REGION_ALSACE_MOSELLE, {60, ZONE_SUMMER_EUROPE}},
    {"68", NULL, LAW_REGION_ALSACE_MOSELLE, {60, ZONE_SUMMER_EUROPE}},
    {"", NULL, LAW_REGION_MAINLAND, {60, ZONE_SUMMER_EUROPE}},
};

enum { POSTCODE_DIGITS = 5 };

/* False when what is written is no French postcode. */
static bool read_postcode(struct str text, char out[POSTCODE_DIGITS])
{
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == ' ')
            continue;
        if (text.p[i] < '0' || text.p[i] > '9' || n == POSTCODE_DIGITS)
            return false;
        out[n++] = text.p[i];
    }
    return n == POSTCODE_DIGITS;
}

struct place place_of(struct str country, struct str postcode)
{
    struct place guess = {LAW_REGION_MAINLAND, ZONE_PARIS, false};
    char digits[POSTCODE_DIGITS];
    if (country.n == 0 && postcode.n == 0)
        return guess;
    country = str_trim(country);
    bool france =
        country.n == 0 || str_is_nocase(country, "FR") || str_is_nocase(country, "France");
    bool written = read_postcode(postcode, digits);
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        const char *own = places[i].country;
        bool here = own != NULL && str_is_nocase(country, own);
        if (here || (france && written &&
                     str_starts((struct str){digits, POSTCODE_DIGITS}, str_of(places[i].postcode))))
            return (struct place){places[i].region, places[i].zone, true};
    }
    return guess;
}
