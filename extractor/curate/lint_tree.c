/* lint_tree.c - see lint_tree.h. Everything here errs on the side of "no". */
#include "curate/lint_tree.h"

static bool same_attribute(const node *a, const node *b)
{
    return str_eq(a->attribute, b->attribute) && str_eq(a->value, b->value);
}

static bool same_kids(const node *a, const node *b)
{
    if (a->kid_count != b->kid_count) return false;
    for (uint32_t i = 0; i < a->kid_count; i++)
        if (!tree_same(a->kids[i], b->kids[i])) return false;
    return true;
}

bool tree_same(const node *a, const node *b)
{
    return a->kind == b->kind && str_eq(a->name, b->name) && same_attribute(a, b) && a->min == b->min && a->max == b->max &&
           a->is_lazy == b->is_lazy && a->edge == b->edge && same_kids(a, b);
}

/* ---- tests of one token ------------------------------------------------------------------------------------------ */

static bool is_word_test(const node *n)
{
    switch (n->kind) {
    case NODE_FORM: case NODE_EXACT: case NODE_LEMMA: case NODE_CLASS: case NODE_SHAPE: case NODE_REGEX: return true;
    default: return false;
    }
}

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

static bool same_caseless(hs_str a, hs_str b)
{
    if (a.len != b.len) return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.ptr[i]) != lower(b.ptr[i])) return false;
    return true;
}

/* One atom by another: said by said, said by "Said", %list by %list.a=b. */
static bool atom_covers(const node *a, const node *b)
{
    if (a->kind == NODE_ANY) return true;
    if (a->kind == NODE_FORM && b->kind == NODE_EXACT) return same_caseless(a->name, b->name);
    if (a->kind != b->kind || !str_eq(a->name, b->name)) return false;
    return !a->attribute.len || same_attribute(a, b);
}

bool tree_test_covers(const node *a, const node *b)
{
    if (tree_same(a, b)) return true;
    if (a->kind == NODE_BRACKET) return tree_test_covers(a->kids[0], b);
    if (b->kind == NODE_BRACKET) return tree_test_covers(a, b->kids[0]);
    if (b->kind == NODE_OR) {
        for (uint32_t i = 0; i < b->kid_count; i++)
            if (!tree_test_covers(a, b->kids[i])) return false;
        return true;
    }
    if (a->kind == NODE_AND) {
        for (uint32_t i = 0; i < a->kid_count; i++)
            if (!tree_test_covers(a->kids[i], b)) return false;
        return true;
    }
    for (uint32_t i = 0; a->kind == NODE_OR && i < a->kid_count; i++)
        if (tree_test_covers(a->kids[i], b)) return true;
    for (uint32_t i = 0; b->kind == NODE_AND && i < b->kid_count; i++)
        if (tree_test_covers(a, b->kids[i])) return true;
    if (a->kind == NODE_NOT && b->kind == NODE_NOT) return tree_test_covers(b->kids[0], a->kids[0]);
    return atom_covers(a, b);
}

/* ---- runs of tokens ---------------------------------------------------------------------------------------------- */

/* A list or an annotation takes several tokens outside brackets and is asked about one inside: the two are never compared. */
static bool is_one_token(const node *n)
{
    return is_word_test(n) || n->kind == NODE_ANY || n->kind == NODE_BRACKET;
}

static bool kids_cover(const node *a, const node *b, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!tree_covers(a->kids[i], b->kids[i])) return false;
    return true;
}

static bool repeat_covers(const node *a, const node *b)
{
    if (b->kind == NODE_REPEAT) return a->min <= b->min && a->max >= b->max && tree_covers(a->kids[0], b->kids[0]);
    return a->min <= 1 && tree_covers(a->kids[0], b);
}

bool tree_covers(const node *a, const node *b)
{
    if (tree_same(a, b)) return true;
    if (b->kind == NODE_ALT) {
        for (uint32_t i = 0; i < b->kid_count; i++)
            if (!tree_covers(a, b->kids[i])) return false;
        return true;
    }
    for (uint32_t i = 0; a->kind == NODE_ALT && i < a->kid_count; i++)
        if (tree_covers(a->kids[i], b)) return true;
    if (a->kind == NODE_REPEAT && repeat_covers(a, b)) return true;
    if (is_one_token(a) && is_one_token(b)) return tree_test_covers(a, b);
    if (a->kind != b->kind) return false;
    switch (a->kind) {
    case NODE_SEQ: return a->kid_count == b->kid_count && kids_cover(a, b, a->kid_count);
    case NODE_ROLE: return str_eq(a->name, b->name) && kids_cover(a, b, 1);
    case NODE_LEXICON: case NODE_LAYER: return atom_covers(a, b);
    case NODE_GAP: return a->max >= b->max;
    default: return false;
    }
}

bool tree_covers_start(const node *a, const node *b)
{
    if (tree_covers(a, b)) return true;
    if (b->kind != NODE_SEQ) return false;
    if (a->kind != NODE_SEQ) return b->kid_count > 0 && tree_covers(a, b->kids[0]);
    return a->kid_count < b->kid_count && kids_cover(a, b, a->kid_count);
}
