/* test_hash.c - the map against a plain list, on random keys. */
#include "base/hash.h"

#include <criterion/criterion.h>
#include <stdio.h>

enum { KEYS = 3000, OPERATIONS = 20000 };

static uint64_t state = 88172645463325252u;

static uint32_t roll(uint32_t n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 11) % n);
}

/* Short keys over few letters, so that many are alike; NUL among them. */
static hs_str random_key(arena *memory)
{
    char bytes[40];
    size_t n = roll(3) ? roll(6) : roll(40);
    for (size_t i = 0; i < n; i++) bytes[i] = "abc\0\xFF"[roll(5)];
    return arena_copy(memory, (hs_str){ bytes, n });
}

typedef struct { hs_str key; uint32_t value; } pair;

static pair *find(pair *list, uint32_t count, hs_str key)
{
    for (uint32_t i = 0; i < count; i++)
        if (str_eq(list[i].key, key)) return &list[i];
    return NULL;
}

Test(strmap, equals_a_list)
{
    static pair list[KEYS];
    uint32_t count = 0;
    arena memory;
    strmap map;
    arena_init(&memory);
    strmap_init(&map, &memory);
    for (int i = 0; i < OPERATIONS; i++) {
        hs_str key = random_key(&memory);
        pair *known = find(list, count, key);
        cr_assert_eq(strmap_get(&map, key), known ? known->value : STRMAP_NONE);
        cr_assert_eq(strmap_get_hashed(&map, key, hash_bytes(key.ptr, key.len)), known ? known->value : STRMAP_NONE);
        if (roll(2) || count == KEYS) continue;
        uint32_t value = roll(1000000);
        strmap_put(&map, key, value);
        if (known) known->value = value;
        else list[count++] = (pair){ key, value };
        if (!roll(500)) strmap_reserve(&map, count + roll(1000));
    }
    cr_expect_eq(map.count, count);
    cr_expect_gt(count, 500);
    for (uint32_t i = 0; i < count; i++) cr_assert_eq(strmap_get(&map, list[i].key), list[i].value);
    arena_free(&memory);
}

Test(strmap, an_empty_one)
{
    strmap map;
    arena memory;
    arena_init(&memory);
    strmap_init(&map, &memory);
    cr_expect_eq(strmap_get(&map, STR("x")), STRMAP_NONE);
    strmap_put(&map, STR(""), 7);
    cr_expect_eq(strmap_get(&map, (hs_str){ 0 }), 7);
    arena_free(&memory);
}

Test(strmap, adds_only_what_is_new)
{
    strmap map;
    arena memory;
    arena_init(&memory);
    strmap_init(&map, &memory);
    char keys[3000][8];
    for (uint32_t i = 0; i < 3000; i++) {
        hs_str key = { keys[i], (size_t)snprintf(keys[i], sizeof keys[i], "%u", i) };
        cr_assert_eq(strmap_add(&map, key, i), STRMAP_NONE);
        cr_assert_eq(strmap_add(&map, key, 7), i);
        cr_assert_eq(strmap_get(&map, key), i);
        cr_assert(map.count == i + 1 && str_eq(map.entries[i].key, key));
    }
    arena_free(&memory);
}
