/* pool.h - work on many items with several threads, results in order.
 *
 *   fill ──► slot 0 │ slot 1 │ slot 2 │ ... a ring ... ──► deliver          fill and deliver: calling thread, in order
 *                  work     work                                            work: any thread, any order
 *
 * The ring bounds how far the workers may run ahead, by number and by bytes held, so memory doesn't depend on the length of
 * the input. With one thread there is one slot and no hand-over at all. Knows articles only as something that is copied. */
#ifndef BATCH_POOL_H
#define BATCH_POOL_H

#include "batch/source.h"

typedef struct {
    source_item  item;
    batch_result result;
    hs_status    status;   /* of the work                                          */
    hs_error     error;
    batch_bytes  held;     /* the item's own copy of what it borrowed              */
    int          state;    /* private                                              */
} pool_slot;

typedef struct {
    bool (*fill)(void *user, pool_slot *slot);    /* false: no more                */
    void (*work)(void *user, pool_slot *slot);    /* not called for rejects        */
    bool (*deliver)(void *user, pool_slot *slot); /* false: stop at once           */
    void *user;
    uint32_t threads;                             /* at least 1                    */
} pool_steps;

/** Runs until there is no more, or deliver() says stop. @return HS_OK or HS_ERR_MEMORY */
hs_status pool_run(const pool_steps *steps);

#endif
