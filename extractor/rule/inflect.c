/* inflect.c - endings read backwards, forms made by dropping and adding letters. */
#include "rule/inflect.h"

/* One element of a pattern, read from its right end: a letter or a set, perhaps repeated. */
typedef struct { hs_str set; bool is_negated, is_repeated; } element;

static bool take_element(hs_str *pattern, element *out)
{
    *out = (element){ 0 };
    if (pattern->len && pattern->ptr[pattern->len - 1] == '*') {
        out->is_repeated = true;
        pattern->len--;
    }
    if (!pattern->len) return false;
    size_t end = pattern->len, start = end - 1;
    while (pattern->ptr[end - 1] == ']' && start > 0 && pattern->ptr[start] != '[') start--;
    if (pattern->ptr[start] == '[' && end - start > 1) {
        out->set = (hs_str){ pattern->ptr + start + 1, end - start - 2 };
        if (out->set.len && out->set.ptr[0] == '^') {
            out->is_negated = true;
            out->set = (hs_str){ out->set.ptr + 1, out->set.len - 1 };
        }
    } else {
        start = end - 1;
        out->set = (hs_str){ pattern->ptr + start, 1 };
    }
    pattern->len = start;
    return true;
}

static bool in_set(const element *e, char c)
{
    for (size_t i = 0; i < e->set.len; i++)
        if (e->set.ptr[i] == c) return !e->is_negated;
    return e->is_negated;
}

bool inflect_fits(hs_str pattern, hs_str word)
{
    size_t at = word.len;
    if (str_is(pattern, ".")) return true;
    while (pattern.len) {
        if (pattern.len == 1 && pattern.ptr[0] == '^') return at == 0;
        element e;
        if (!take_element(&pattern, &e)) return false;
        if (e.is_repeated) {
            while (at && in_set(&e, word.ptr[at - 1])) at--;
        } else {
            if (!at || !in_set(&e, word.ptr[at - 1])) return false;
            at--;
        }
    }
    return true;
}

static bool make_form(hs_str recipe, hs_str word, inflected *out)
{
    size_t keep = word.len, at = 0;
    bool doubles = false;
    if (recipe.len >= 2 && recipe.ptr[0] == '-') {
        size_t drop = (size_t)(recipe.ptr[1] - '0');
        if (drop > keep) return false;
        keep -= drop;
        at = 2;
    }
    if (at < recipe.len && (recipe.ptr[at] == '&' || recipe.ptr[at] == '+')) doubles = recipe.ptr[at++] == '&';
    size_t add = recipe.len - at, len = keep + doubles + add;
    if (!keep || len > INFLECT_LENGTH) return false;
    memcpy(out->text, word.ptr, keep);
    if (doubles) out->text[keep] = word.ptr[keep - 1];
    memcpy(out->text + keep + doubles, recipe.ptr + at, add);
    out->len = (uint32_t)len;
    return true;
}

/* Most patterns end in a letter, which most words don't have there. */
static bool may_fit(hs_str pattern, hs_str word)
{
    char c = pattern.len ? pattern.ptr[pattern.len - 1] : '.';
    return c < 'a' || c > 'z' || (word.len && word.ptr[word.len - 1] == c);
}

static bool is_of_class(const inflection_line *line, hs_str word_class)
{
    return line->word_class.len == word_class.len && *line->word_class.ptr == *word_class.ptr && str_eq(line->word_class, word_class);
}

uint32_t inflect_regular(const inflection *table, hs_str word_class, hs_str word, inflected *out)
{
    for (uint32_t i = 0; i < table->count; i++) {
        const inflection_line *line = &table->lines[i];
        if (!may_fit(line->pattern, word) || !is_of_class(line, word_class) || !inflect_fits(line->pattern, word)) continue;
        uint32_t n = 0;
        for (uint32_t j = 0; j < line->form_count; j++) n += make_form(line->forms[j], word, &out[n]);
        return n;
    }
    return 0;
}
