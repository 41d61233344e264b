/* name.c - see name.h. */
#include "emit/name.h"

hs_str name_kind(hs_kind kind)
{
    static const hs_str names[] = { { "direct", 6 }, { "mixed", 5 }, { "indirect", 8 }, { "statement", 9 } };
    return names[kind];
}

hs_str name_manner(hs_manner manner)
{
    static const hs_str names[] = { { "", 0 },     { "said", 4 },  { "wrote", 5 }, { "thought", 7 },
                                    { "felt", 4 }, { "shows", 5 }, { "does", 4 } };
    return names[manner];
}

hs_str name_media(const text *t)
{
    return t->record ? STR("application/x-ndjson") : STR("text/plain");
}
