/* test_arena.c - memory that dies at once, and bytes that grow. */
#include "base/arena.h"
#include "base/buffer.h"

#include <criterion/criterion.h>

static arena memory;

static void open_arena(void) { arena_init(&memory); }
static void close_arena(void) { arena_free(&memory); }

TestSuite(arena, .init = open_arena, .fini = close_arena);

Test(arena, blocks_are_aligned_and_apart)
{
    char *before = NULL;
    for (size_t size = 0; size < 300; size++) {
        char *p = arena_alloc(&memory, size);
        cr_assert_not_null(p);
        cr_expect_eq((uintptr_t)p % _Alignof(max_align_t), 0);
        cr_expect_neq(p, before);
        memset(p, (int)size, size);
        before = p;
    }
    cr_expect(!memory.failed);
}

Test(arena, sizes_that_overflow)
{
    cr_expect_null(arena_zalloc(&memory, SIZE_MAX / 2, 3));
    cr_expect(memory.failed, "and it stays so");
    arena_free(&memory);
    cr_expect(!memory.failed);
    cr_expect_null(arena_alloc(&memory, SIZE_MAX));
    cr_expect_null(arena_alloc(&memory, SIZE_MAX - 8));
    cr_expect(memory.failed);
    cr_expect_null(arena_alloc(&memory, 8), "nothing comes any more, even what would fit");
    cr_expect(memory.failed);
}

Test(arena, large_blocks_and_clearing)
{
    size_t n = 3 * 1024 * 1024;
    char *p = arena_zalloc(&memory, n, 1);
    cr_assert_not_null(p);
    for (size_t i = 0; i < n; i++) cr_assert_eq(p[i], 0);
    cr_expect_geq(memory.total, n);
}

Test(arena, the_last_block_grows_where_it_is)
{
    char *p = arena_alloc(&memory, 100);
    memset(p, 'a', 100);
    char *grown = arena_grow(&memory, p, 100, 5000);
    cr_expect_eq(grown, p, "nothing stands behind it");
    memset(grown + 100, 'b', 4900);
    char *next = arena_alloc(&memory, 8);
    cr_expect(next >= grown + 5000);
    char *moved = arena_grow(&memory, grown, 5000, 6000);
    cr_expect_neq(moved, grown, "what was made after it stays where it is");
    cr_expect_eq(moved[99], 'a');
    cr_expect_eq(moved[4999], 'b');
    size_t n = 5 * 1024 * 1024; /* more than the chunk has room for */
    char *large = arena_grow(&memory, moved, 6000, n);
    cr_assert_not_null(large);
    memset(large + 6000, 'c', n - 6000);
    cr_expect_eq(large[4999], 'b');
    cr_expect_null(arena_grow(&memory, large, n, SIZE_MAX));
    cr_expect(memory.failed);
}

Test(arena, vectors_grow)
{
    uint32_t *items = NULL, count = 0, cap = 0;
    for (uint32_t i = 0; i < 10000; i++) ARENA_PUSH(&memory, items, count, cap, i * 3);
    cr_assert_eq(count, 10000);
    for (uint32_t i = 0; i < count; i++) cr_assert_eq(items[i], i * 3);
}

Test(arena, strings)
{
    hs_str s = arena_copy(&memory, (hs_str){ "a\0b", 3 });
    cr_expect(s.len == 3 && memcmp(s.ptr, "a\0b", 4) == 0);
    cr_expect_eq(arena_copy(&memory, (hs_str){ 0 }).len, 0);
    s = arena_printf(&memory, "%s-%05d", "x", 42);
    cr_expect(str_is(s, "x-00042"));
}

Test(buffer, grows_and_clears)
{
    buffer b;
    buffer_init(&b);
    cr_expect(buffer_view(&b).len == 0 && buffer_view(&b).ptr);
    for (int i = 0; i < 1000; i++) buffer_printf(&b, "%d,", i);
    cr_expect_eq(b.len, 10 * 2 + 90 * 3 + 900 * 4);
    cr_expect_eq(memcmp(b.data + b.len - 8, "998,999,", 8), 0);
    buffer_clear(&b);
    buffer_uint(&b, 0);
    buffer_char(&b, ' ');
    buffer_uint(&b, UINT64_MAX);
    cr_expect(str_is(buffer_view(&b), "0 18446744073709551615"));
    buffer_free(&b);
}

Test(buffer, a_failure_stays)
{
    buffer b;
    buffer_init(&b);
    buffer_lit(&b, "abc");
    cr_expect(!buffer_reserve(&b, SIZE_MAX - 2));
    cr_expect(b.failed);
    buffer_lit(&b, "def");
    cr_expect(str_is(buffer_view(&b), "abc"));
    buffer_free(&b);
}

/* Whatever room is left in the chunk: exactly enough, a byte too little, none. */
Test(arena, prints_at_the_end_of_a_chunk)
{
    for (size_t left = 0; left < 64; left++) {
        arena a;
        arena_init(&a);
        cr_assert(arena_alloc(&a, 1));
        size_t room = (size_t)(a.end - a.at) / 16 * 16;
        cr_assert(arena_alloc(&a, room - 64));
        a.at += 64 - left / 16 * 16;
        for (int len = 0; len < 70; len += 3) {
            hs_str s = arena_printf(&a, "%0*d", len, 0);
            cr_assert_eq(s.len, len ? (size_t)len : 1);
            for (size_t i = 0; i < s.len; i++) cr_assert_eq(s.ptr[i], '0');
            cr_assert_eq(s.ptr[s.len], '\0');
        }
        arena_free(&a);
    }
}
