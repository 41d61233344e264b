/* test_threads.c - eight threads share the rules, from the first article on, and write what one thread writes. */
#include "base/buffer.h"
#include "packs/pack.h"

#include <criterion/criterion.h>

enum { THREADS = 8, ARTICLES = 40 };

static bool collect(void *user, const char *bytes, size_t length)
{
    buffer_bytes(user, bytes, length);
    return true;
}

/* Different articles, so that each thread meets forms in an order of its own and has regexes to compile. */
static hs_str article_text(arena *memory, uint32_t number)
{
    static const char *const names[] = { "Xi", "Ann Lee", "The mayor", "Bo" }, *const verbs[] = { "said", "wrote", "thought", "says" };
    hs_str out = STR("");
    for (uint32_t i = 0; i < 12; i++) {
        uint32_t n = number * 7 + i * 5;
        out = arena_printf(memory, "%.*s%s %s that word%u isn't open. \"It is %u,\" %s said. \"Then more.\"\n\n", (int)out.len, out.ptr, names[n % 4],
                           verbs[(n / 4) % 4], n, n, names[(n / 3) % 4]);
    }
    return out;
}

typedef struct { const hs_rules *rules; uint32_t from; buffer out[ARTICLES]; bool failed; } job;

static void *work(void *user)
{
    job *j = user;
    arena memory;
    arena_init(&memory);
    for (uint32_t k = 0; k < ARTICLES; k++) {
        uint32_t i = (k + j->from) % ARTICLES;
        hs_article article = { .bytes = article_text(&memory, i), .id = STR("x") };
        hs_document *doc;
        buffer_init(&j->out[i]);
        if (hs_extract(j->rules, &article, NULL, &doc, NULL) || hs_document_write(doc, HS_FORMAT_XML, 0, collect, &j->out[i])) {
            j->failed = true;
            break;
        }
        hs_document_free(doc);
    }
    arena_free(&memory);
    return NULL;
}

Test(threads, the_same_bytes, .timeout = 60)
{
    static job jobs[THREADS + 1];
    pthread_t threads[THREADS];
    pack p;
    pack_begin(&p);
    pack_try(&p, "talk");
    cr_assert_eq(p.status, HS_OK);
    for (uint32_t i = 0; i <= THREADS; i++) jobs[i] = (job){ .rules = p.rules, .from = i * 5 };
    for (uint32_t i = 0; i < THREADS; i++) cr_assert_eq(pthread_create(&threads[i], NULL, work, &jobs[i]), 0);
    for (uint32_t i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    work(&jobs[THREADS]);
    for (uint32_t i = 0; i <= THREADS; i++) cr_assert(!jobs[i].failed);
    for (uint32_t k = 0; k < ARTICLES; k++) {
        cr_assert_gt(jobs[THREADS].out[k].len, 2000);
        for (uint32_t i = 0; i < THREADS; i++)
            cr_expect(str_eq(buffer_view(&jobs[i].out[k]), buffer_view(&jobs[THREADS].out[k])), "thread %u, article %u", i, k);
    }
    for (uint32_t i = 0; i <= THREADS; i++)
        for (uint32_t k = 0; k < ARTICLES; k++) buffer_free(&jobs[i].out[k]);
    pack_end(&p);
}
