/* test_layer.c - annotations found again by token, and questions about pieces. */
#include "layer/layer.h"

#include <criterion/criterion.h>

Test(layer, found_again_by_token)
{
    arena memory;
    layers l;
    attribute kind = { STR("kind"), STR("x") };
    arena_init(&memory);
    layers_init(&l, &memory, 2);
    for (uint32_t i = 0; i < 50; i++) layer_add(&l, 1, (annotation){ .range = { i * 10 + 3, i * 10 + 3 + i % 5 + 1 }, .attribute_count = 1, .attributes = &kind });
    layer_add(&l, 7, (annotation){ .range = { 0, 1 } });
    const layer *one = &l.items[1];
    for (uint32_t token = 0; token < 520; token++) {
        uint32_t i = token < 3 ? 99 : (token - 3) / 10;
        bool is_in = i < 50 && token < i * 10 + 3 + i % 5 + 1;
        cr_assert_eq(layer_over(one, token), is_in ? &one->items[i] : NULL, "%u", token);
        cr_assert_eq(layer_at(one, token), is_in && token == i * 10 + 3 ? &one->items[i] : NULL, "%u", token);
    }
    cr_expect_null(layer_over(&l.items[0], 0));
    cr_expect(str_is(annotation_get(&one->items[0], "kind"), "x") && annotation_get(&one->items[0], "kin").len == 0);
    arena_free(&memory);
}

static pieces of(token_range *items, uint32_t count) { return (pieces){ items, count }; }

Test(layer, pieces)
{
    token_range a[] = { { 2, 4 }, { 8, 10 } }, b[] = { { 4, 8 } }, c[] = { { 3, 5 } }, d[] = { { 8, 9 } };
    pieces two = of(a, 2), gap = of(b, 1), cut = of(c, 1), in = of(d, 1), none = of(NULL, 0);
    cr_expect(!pieces_overlap(&two, &gap) && pieces_overlap(&two, &cut) && pieces_overlap(&in, &two) && !pieces_overlap(&none, &two));
    cr_expect(pieces_inside(&in, &two, false) && !pieces_inside(&gap, &two, false) && pieces_inside(&gap, &two, true));
    cr_expect(!pieces_inside(&cut, &two, false) && pieces_inside(&two, &two, false) && !pieces_inside(&none, &two, false));
    cr_expect(pieces_length(&two) == 4 && pieces_length(&none) == 0);
}
