#include "chance.h"

/* splitmix64 (Steele, Lea, Flood 2014). */
uint64_t chance_next(struct chance *c)
{
    c->state += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t z = c->state;
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

int chance_below(struct chance *c, int bound)
{
    return (int)((chance_next(c) >> 33) % (uint64_t)bound);
}

int chance_between(struct chance *c, int low, int high)
{
    return low + chance_below(c, high - low + 1);
}

bool chance_hits(struct chance *c, int permille) { return chance_below(c, 1000) < permille; }

int chance_normal(struct chance *c)
{
    int sum = -6000;
    for (int i = 0; i < 12; i++)
        sum += chance_below(c, 1001);
    return sum;
}

int64_t chance_lognormal(struct chance *c, int64_t median, int spread)
{
    /* 65536 * 2^(i / 16) */
    static const int64_t steps[16] = {65536, 68438, 71468,  74632,  77936,  81386,  84990,  88752,
                                      92682, 96785, 101070, 105545, 110218, 115098, 120194, 125515};
    int sixteenths = chance_normal(c) * spread / 62500;
    int shift = sixteenths >= 0 ? sixteenths / 16 : -((15 - sixteenths) / 16);
    int64_t scaled = median * steps[sixteenths - shift * 16];
    scaled = shift >= 0 ? scaled << shift : scaled >> -shift;
    return scaled >> 16;
}

size_t chance_weighted(struct chance *c, const int *weights, size_t count)
{
    int total = 0;
    for (size_t i = 0; i < count; i++)
        total += weights[i];
    int at = chance_below(c, total);
    for (size_t i = 0; i + 1 < count; i++) {
        if (at < weights[i])
            return i;
        at -= weights[i];
    }
    return count - 1;
}
