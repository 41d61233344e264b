/* stance.c - commitment and side of each claim. */
#include "find/stance.h"

hs_status find_stances(match_run *run, hs_error *error)
{
    (void)run;
    (void)error;
    return HS_OK;
}
