/* pool.c - a ring of slots under one lock.
 *
 * tail <= next <= head count slots since the beginning: [tail,next) are worked on or done, [next,head) wait for a worker.
 * The calling thread fills at head and delivers at tail; workers take at next. */
#include "batch/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { SLOT_FREE, SLOT_READY, SLOT_BUSY, SLOT_DONE };
enum { SLOTS_PER_THREAD = 16, BYTES_PER_THREAD = 2 << 20 };

typedef struct {
    const pool_steps *steps;
    pool_slot        *slots;
    uint64_t          slot_count, tail, next, head;
    uint64_t          wake_at;     /* the slot for which the calling thread waits */
    size_t            bytes;       /* held by slots that aren't delivered        */
    bool              is_stopping;
    pthread_mutex_t   lock;
    pthread_cond_t    has_work, is_awaited;
    pthread_t        *threads;
    uint32_t          thread_count;
} pool;

static pool_slot *slot_of(const pool *p, uint64_t number) { return &p->slots[number % p->slot_count]; }

static void free_slot(pool_slot *slot)
{
    bytes_free(&slot->held);
    bytes_free(&slot->result.output);
    bytes_free(&slot->result.warnings);
}

static void clear_slot(pool_slot *slot)
{
    bytes_clear(&slot->held);
    bytes_clear(&slot->result.output);
    bytes_clear(&slot->result.warnings);
    memset(slot->result.claims, 0, sizeof slot->result.claims);
    slot->status = HS_OK;
}

static hs_status run_inline(const pool_steps *steps)
{
    pool_slot *slot = calloc(1, sizeof *slot);
    if (!slot) return HS_ERR_MEMORY;
    while (steps->fill(steps->user, slot)) {
        if (!slot->item.is_reject) steps->work(steps->user, slot);
        if (!steps->deliver(steps->user, slot)) break;
        clear_slot(slot);
    }
    free_slot(slot);
    free(slot);
    return HS_OK;
}

/* ---- workers ---------------------------------------------------------------------------------------------------------------- */

static void *work_on(void *user)
{
    pool *p = user;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        while (!p->is_stopping && p->next == p->head) pthread_cond_wait(&p->has_work, &p->lock);
        if (p->is_stopping) break;
        uint64_t number = p->next++;
        pool_slot *slot = slot_of(p, number);
        if (slot->state != SLOT_READY) continue; /* a reject is done already */
        slot->state = SLOT_BUSY;
        pthread_mutex_unlock(&p->lock);
        p->steps->work(p->steps->user, slot);
        pthread_mutex_lock(&p->lock);
        slot->state = SLOT_DONE;
        if (number == p->wake_at) pthread_cond_signal(&p->is_awaited);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

static void start_threads(pool *p)
{
    for (uint32_t i = 0; i < p->steps->threads; i++)
        if (!pthread_create(&p->threads[p->thread_count], NULL, work_on, p)) p->thread_count++;
}

static void stop_threads(pool *p)
{
    pthread_mutex_lock(&p->lock);
    p->is_stopping = true;
    pthread_cond_broadcast(&p->has_work);
    pthread_mutex_unlock(&p->lock);
    for (uint32_t i = 0; i < p->thread_count; i++) pthread_join(p->threads[i], NULL);
}

/* ---- filling and delivering, by the calling thread -------------------------------------------------------------------------- */

static size_t item_bytes(const hs_article *a)
{
    return a->bytes.len + a->id.len + a->uri.len + a->url.len + a->title.len + a->published.len;
}

static void keep(batch_bytes *held, hs_str *s)
{
    char *at = held->data + held->len;
    if (s->len) memcpy(at, s->ptr, s->len);
    held->len += s->len;
    s->ptr = at;
}

/* Copies what the item borrows, so that the source may go on. (Where a date comes from is a literal.) */
static bool own_item(pool_slot *slot)
{
    hs_article *a = &slot->item.article;
    if (slot->item.is_reject) a->bytes = (hs_str){ "", 0 };
    if (!bytes_reserve(&slot->held, item_bytes(a) + 1)) return false;
    hs_str *strings[] = { &a->bytes, &a->id, &a->uri, &a->url, &a->title, &a->published };
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) keep(&slot->held, strings[i]);
    return true;
}

static void reject_for_memory(pool_slot *slot)
{
    slot->item.is_reject = true;
    slot->item.status = HS_ERR_MEMORY;
    slot->item.article.id = (hs_str){ "", 0 };
    memcpy(slot->item.reason, "out of memory", sizeof "out of memory");
}

/* Called without the lock: the slot at head is free and nobody else's. */
static bool fill_head(pool *p)
{
    pool_slot *slot = slot_of(p, p->head);
    if (!p->steps->fill(p->steps->user, slot)) return false;
    if (!own_item(slot)) reject_for_memory(slot);
    size_t bytes = slot->held.len;
    pthread_mutex_lock(&p->lock);
    slot->state = slot->item.is_reject ? SLOT_DONE : SLOT_READY;
    p->head++;
    p->bytes += bytes;
    pthread_cond_signal(&p->has_work);
    pthread_mutex_unlock(&p->lock);
    return true;
}

static bool deliver_tail(pool *p)
{
    pool_slot *slot = slot_of(p, p->tail);
    size_t bytes = slot->held.len;
    bool goes_on = p->steps->deliver(p->steps->user, slot);
    clear_slot(slot);
    pthread_mutex_lock(&p->lock);
    slot->state = SLOT_FREE;
    p->tail++;
    p->bytes -= bytes;
    pthread_mutex_unlock(&p->lock);
    return goes_on;
}

typedef enum { DELIVER, FILL, FINISHED } pool_turn;

/* The calling thread needs the tail, but being woken for each single slot costs more than a short article: it sleeps until a
 * quarter of the ring is done, unless that is done already and the tail alone is late. */
static void wait_for_workers(pool *p)
{
    uint64_t ahead = p->tail + p->slot_count / 4;
    p->wake_at = ahead < p->head ? ahead : p->head - 1;
    if (slot_of(p, p->wake_at)->state == SLOT_DONE) p->wake_at = p->tail;
    pthread_cond_wait(&p->is_awaited, &p->lock);
    p->wake_at = UINT64_MAX;
}

/* What the calling thread does next: deliver what is done, else fill what is free, else wait. */
static pool_turn next_turn(pool *p, bool has_more)
{
    pool_turn turn;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        bool is_empty = p->tail == p->head;
        bool has_room = p->head - p->tail < p->slot_count && p->bytes < (size_t)BYTES_PER_THREAD * p->steps->threads;
        if (!is_empty && slot_of(p, p->tail)->state == SLOT_DONE) {
            if (p->next == p->tail) p->next++; /* a reject that no worker has stepped over yet */
            turn = DELIVER;
        } else if (has_more && (is_empty || has_room)) turn = FILL;
        else if (is_empty) turn = FINISHED;
        else {
            wait_for_workers(p);
            continue;
        }
        break;
    }
    pthread_mutex_unlock(&p->lock);
    return turn;
}

static void run_ring(pool *p)
{
    bool has_more = true;
    for (;;) {
        pool_turn turn = next_turn(p, has_more);
        if (turn == FINISHED) return;
        if (turn == DELIVER && !deliver_tail(p)) return;
        if (turn == FILL) has_more = fill_head(p);
    }
}

hs_status pool_run(const pool_steps *steps)
{
    if (steps->threads <= 1) return run_inline(steps);
    pool p = { .steps = steps, .slot_count = (uint64_t)SLOTS_PER_THREAD * steps->threads, .wake_at = UINT64_MAX };
    p.slots = calloc((size_t)p.slot_count, sizeof *p.slots);
    p.threads = calloc(steps->threads, sizeof *p.threads);
    if (!p.slots || !p.threads || pthread_mutex_init(&p.lock, NULL)) {
        free(p.slots);
        free(p.threads);
        return HS_ERR_MEMORY;
    }
    pthread_cond_init(&p.has_work, NULL);
    pthread_cond_init(&p.is_awaited, NULL);
    start_threads(&p);
    bool has_threads = p.thread_count > 0;
    if (has_threads) run_ring(&p);
    stop_threads(&p);
    for (uint64_t i = 0; i < p.slot_count; i++) free_slot(&p.slots[i]);
    pthread_cond_destroy(&p.has_work);
    pthread_cond_destroy(&p.is_awaited);
    pthread_mutex_destroy(&p.lock);
    free(p.slots);
    free(p.threads);
    return has_threads ? HS_OK : run_inline(steps);
}
