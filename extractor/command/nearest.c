/* nearest.c - edit distance by rows, of short words only. */
#include "command/nearest.h"

#include <string.h>

enum { WORD_MOST = 40 };

static size_t distance(hs_str a, hs_str b)
{
    size_t row[WORD_MOST + 1];
    for (size_t j = 0; j <= b.len; j++) row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t best = diagonal + (a.ptr[i - 1] != b.ptr[j - 1]);
            if (row[j] + 1 < best) best = row[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            diagonal = row[j];
            row[j] = best;
        }
    }
    return row[b.len];
}

nearest nearest_begin(hs_str wrong)
{
    return (nearest){ .wrong = wrong, .distance = SIZE_MAX };
}

void nearest_try(nearest *n, hs_str known)
{
    if (n->wrong.len > WORD_MOST || known.len > WORD_MOST || !n->wrong.len) return;
    bool begins = n->wrong.len >= 3 && known.len > n->wrong.len && memcmp(known.ptr, n->wrong.ptr, n->wrong.len) == 0;
    size_t d = begins ? 1 : distance(n->wrong, known);
    if (d >= n->distance) return;
    n->distance = d;
    n->best = known;
}

hs_str nearest_word(const nearest *n)
{
    const hs_str none = { "", 0 };
    return n->distance <= 1 + n->wrong.len / 3 ? n->best : none;
}
