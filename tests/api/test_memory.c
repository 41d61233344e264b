/* test_memory.c - every allocation of the library is made to fail once: no crash, no leak, a clean HS_ERR_MEMORY, and the same output
 * as ever when there is memory again.
 *
 * The linker gives our calls of malloc and its kin, and of the arena's functions, to those below (--wrap); what foreign libraries
 * allocate is not seen. Blocks are counted, so that a leak shows without a sanitizer. */
#include "base/arena.h"
#include "base/buffer.h"
#include "hearsay.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* ---- an allocator that fails once --------------------------------------------------------------------------------- */

static long made, failing = -1, live; /* allocations asked for; the number of the one that fails; blocks not freed yet */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void  __real_free(void *block);
void *__real_arena_alloc(arena *a, size_t size);
void *__real_arena_zalloc(arena *a, size_t count, size_t size);
void *__real_arena_grow(arena *a, void *old, size_t old_size, size_t new_size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);
void  __wrap_free(void *block);
void *__wrap_arena_alloc(arena *a, size_t size);
void *__wrap_arena_zalloc(arena *a, size_t count, size_t size);
void *__wrap_arena_grow(arena *a, void *old, size_t old_size, size_t new_size);

static void *counted(void *block)
{
    if (block) live++;
    return block;
}

void *__wrap_malloc(size_t size)
{
    return made++ == failing ? NULL : counted(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
    return made++ == failing ? NULL : counted(__real_calloc(count, size));
}

void *__wrap_realloc(void *block, size_t size)
{
    if (made++ == failing) return NULL;
    void *p = __real_realloc(block, size);
    if (p && !block) live++;
    return p;
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return made++ == failing ? NULL : counted(__real_aligned_alloc(alignment, size));
}

void __wrap_free(void *block)
{
    if (block) live--;
    __real_free(block);
}

/* An arena that has failed fails ever after. */
static bool fails(arena *a)
{
    if (made++ != failing) return false;
    a->failed = true;
    a->at = a->end = NULL;
    return true;
}

void *__wrap_arena_alloc(arena *a, size_t size)
{
    return fails(a) ? NULL : __real_arena_alloc(a, size);
}

void *__wrap_arena_zalloc(arena *a, size_t count, size_t size)
{
    return fails(a) ? NULL : __real_arena_zalloc(a, count, size);
}

void *__wrap_arena_grow(arena *a, void *old, size_t old_size, size_t new_size)
{
    return fails(a) ? NULL : __real_arena_grow(a, old, old_size, new_size);
}

static void fail_at(long number)
{
    made = 0;
    failing = number;
}

/* ---- what is tried ------------------------------------------------------------------------------------------------ */

static const char article[] =
    "Bridge to close\n\nBy Ana Ruiz\n\nThe mayor, Lena Ortiz, said on 3 May 2015 that the bridge wouldn't open. \"It is \xE2\x80\x98safe\xE2\x80\x99,\" she told "
    "reporters. \"We looked.\n\n\"And we looked again,\" Ortiz added. Last week the council reportedly denied it.\r\n\r\nA spokesman for the council "
    "said: \"No.\" \xFF According to the report, two thirds of the cables failed in March and the rest of them will follow.\n";

/* What the test needs itself doesn't count. */
static bool keep(void *user, const char *bytes, size_t length)
{
    long number = made, kept = failing;
    failing = -1;
    buffer_bytes(user, bytes, length);
    made = number;
    failing = kept;
    return true;
}

static hs_status load(const char *folder, hs_rules **rules)
{
    hs_error error;
    return hs_rules_load(&folder, 1, NULL, rules, &error);
}

/* The article in all formats. */
static hs_status write_all(const hs_rules *rules, buffer *out)
{
    hs_article a = { .bytes = { article, sizeof article - 1 }, .id = { "a", 1 }, .published = { "2015-05-06", 10 } };
    hs_document *doc;
    hs_error error;
    hs_status status = hs_extract(rules, &a, NULL, &doc, &error);
    buffer_clear(out);
    if (status != HS_OK) return status;
    for (int f = HS_FORMAT_XML; f <= HS_FORMAT_JSONL && status == HS_OK; f++) status = hs_document_write(doc, (hs_format)f, 0, keep, out);
    hs_document_free(doc);
    return status;
}

#define TALK HEARSAY_SOURCE_DIR "/tests/packs/talk"
static const char *const english = HEARSAY_SOURCE_DIR "/rules/en";

/* ---- tests -------------------------------------------------------------------------------------------------------- */

/* Loading with one allocation failing. @return did it matter? */
static bool fails_to_load(const char *folder, long number)
{
    hs_rules *rules = NULL;
    long before = live;
    fail_at(number);
    hs_status status = load(folder, &rules);
    fail_at(-1);
    cr_assert(status == HS_OK || (status == HS_ERR_MEMORY && !rules), "%s: allocation %ld: %s", folder, number, hs_status_name(status));
    hs_rules_free(rules);
    cr_expect_eq(live, before, "%s: allocation %ld: %ld blocks leaked", folder, number, live - before);
    return status != HS_OK;
}

Test(memory, loading, .timeout = 240)
{
    static const char *const folders[] = { TALK, HEARSAY_SOURCE_DIR "/tests/packs/language", HEARSAY_SOURCE_DIR "/tests/packs/broken" };
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        long n = 0;
        while (fails_to_load(folders[i], n)) n++;
        cr_expect_gt(n, 300, "%s: only %ld allocations failed", folders[i], n);
    }
}

/* Too many to try each of them. */
Test(memory, loading_english, .timeout = 240)
{
    hs_rules *rules;
    fail_at(-1);
    cr_assert_eq(load(english, &rules), HS_OK);
    long all = made;
    hs_rules_free(rules);
    for (long i = 0; i < 40; i++) cr_expect(fails_to_load(english, i * (all / 40)), "allocation %ld of %ld", i * (all / 40), all);
}

/* With rules whose caches are empty, as for the first article. */
Test(memory, first_article, .timeout = 240)
{
    buffer out, expected;
    buffer_init(&out);
    buffer_init(&expected);
    hs_rules *rules;
    cr_assert_eq(load(TALK, &rules), HS_OK);
    cr_assert_eq(write_all(rules, &expected), HS_OK);
    hs_rules_free(rules);
    cr_expect_gt(expected.len, 1000);
    hs_status status = HS_ERR_MEMORY;
    for (long n = 0; status != HS_OK; n++) {
        long before = live;
        cr_assert_eq(load(TALK, &rules), HS_OK);
        fail_at(n);
        status = write_all(rules, &out);
        fail_at(-1);
        cr_assert(status == HS_OK || status == HS_ERR_MEMORY, "allocation %ld: %s", n, hs_status_name(status));
        if (status == HS_OK) cr_expect_gt(n, 20, "only %ld allocations failed", n);
        cr_expect_eq(write_all(rules, &out), HS_OK);
        cr_expect(out.len == expected.len && memcmp(out.data, expected.data, out.len) == 0, "allocation %ld: other output afterwards", n);
        hs_rules_free(rules);
        buffer_free(&out);
        cr_expect_eq(live, before, "allocation %ld: %ld blocks leaked", n, live - before);
        buffer_init(&out);
    }
    buffer_free(&expected);
}

/* All that the English pack does, with caches that earlier articles filled. */
Test(memory, later_articles, .timeout = 240)
{
    buffer out, expected;
    buffer_init(&out);
    buffer_init(&expected);
    hs_rules *rules;
    cr_assert_eq(load(english, &rules), HS_OK);
    hs_status status = HS_ERR_MEMORY;
    for (long n = 0; status != HS_OK; n++) {
        fail_at(n);
        status = write_all(rules, &out);
        fail_at(-1);
        cr_assert(status == HS_OK || status == HS_ERR_MEMORY, "allocation %ld: %s", n, hs_status_name(status));
    }
    cr_assert_eq(write_all(rules, &expected), HS_OK);
    cr_expect(out.len == expected.len && memcmp(out.data, expected.data, out.len) == 0, "other output afterwards");
    buffer_free(&out);
    buffer_free(&expected);
    hs_rules_free(rules);
}
