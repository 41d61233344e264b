/* test_reference.c - the reference matcher and the engine say the same: of every rule of the standard pack, over the articles of corpus/
 * and a sample of the evaluation data, and of generated rules over generated texts: each match with its pattern, its tokens and what its
 * roles took, and what an `unless` stopped. Documents in which one of them hit a limit are left out. */
#include "base/digest.h"
#include "curate/file_read.h"
#include "curate/rule_patterns.h"
#include "match/generated.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct { const struct hs_rules *rules; atoms *a; rule_patterns *all; uint64_t matches, articles, limited; uint32_t wrong; bool has_limit; } holding;

static holding hold;

static void prepare(const hs_rules *rules)
{
    hold = (holding){ .rules = rules, .a = atoms_create(rules), .all = calloc(rules->rule_count, sizeof *hold.all) };
    cr_assert(hold.a && hold.all);
    for (uint32_t i = 0; i < rules->rule_count; i++) {
        if (rules->rules[i].layer == UINT32_MAX) continue;
        cr_assert(rule_patterns_read(&hold.all[i], hold.a, rules, i));
        cr_assert_eq(hold.all[i].match.count, rules->rules[i].match_count);
        cr_assert_eq(hold.all[i].unless.count, rules->rules[i].unless_count);
    }
}

static void set_up(void)
{
    const char *folder = HEARSAY_SOURCE_DIR "/rules/en";
    hs_rules *rules;
    cr_assert_eq(hs_rules_load(&folder, 1, NULL, &rules, NULL), HS_OK);
    prepare(rules);
}

static void forget(void)
{
    free(hold.all);
    atoms_free(hold.a);
}

static void tear_down(void)
{
    forget();
    hs_rules_free((hs_rules *)(uintptr_t)hold.rules);
}

static bool same_role(const role_match *role, token_range t)
{
    return role->range.first == t.first && role->range.last == t.last;
}

/* The match of the trace that is this one; each is used once. */
static match *same_match(const matches *found, uint32_t rule_index, uint32_t number, uint32_t view, const reference *r, const stretch *st,
                         uint32_t start, const reference_match *m, bool *used)
{
    token_range range = pattern_tokens(st, start, m->end);
    for (uint32_t i = 0; i < found->count; i++) {
        match *x = &found->items[i];
        if (used[i] || x->rule != rule_index || x->program != number || x->view != view) continue;
        if (x->range.first != range.first || x->range.last != range.last) continue;
        uint32_t k = 0, gaps = 0;
        bool is_same = true;
        for (uint32_t g = 0; g < r->group_count; g++) {
            uint32_t from = m->groups[g][0], to = m->groups[g][1];
            if (from == UINT32_MAX || from == to) continue;
            if (r->groups[g]->kind == NODE_GAP) {
                gaps += to - from;
                continue;
            }
            token_range t = pattern_tokens(st, from, to);
            is_same = is_same && k < x->role_count && same_role(&x->roles[k], t) && str_eq(hold.rules->roles[x->roles[k].role], r->groups[g]->name);
            k++;
        }
        if (!is_same || k != x->role_count || gaps != x->gap_tokens) continue;
        used[i] = true;
        return x;
    }
    return NULL;
}

/* The engine passes over stretches that lack what every match of the layer is asked for afterwards (statements without a time). */
static bool is_passed_over(const replay *s, const rule *r, const stretch *st)
{
    uint32_t wanted = hold.rules->layers[r->layer].wanted;
    token_range all = { st->letters[0].tokens.first, st->letters[st->count - 1].tokens.last };
    if (wanted == UINT32_MAX) return false;
    const layer *from = &s->doc->layers.items[wanted];
    for (uint32_t i = 0; i < from->count; i++)
        if (ranges_overlap(from->items[i].range, all)) return false;
    return true;
}

static void complain(const char *what, const replay *s, const rule *r, token_range t)
{
    hs_span at = token_span(&s->doc->tokens, t);
    if (!hold.has_limit && hold.wrong++ < 10)
        cr_log_error("%s: %.*s in %.*s: %.*s", what, (int)r->id.len, r->id.ptr, (int)s->doc->text.id.len, s->doc->text.id.ptr,
                     (int)(at.end - at.start), s->doc->text.bytes.ptr + at.start);
}

static void hold_rule(replay *s, uint32_t index, bool *used, arena *memory)
{
    const rule_patterns *p = &hold.all[index];
    const rule *r = p->rule;
    const matches *found = &s->doc->found[r->layer];
    for (uint32_t view = VIEW_PLAIN; view <= VIEW_TEXT; view <<= 1) {
        if (!(r->views & view)) continue;
        const stretches *list = replay_view(s, view);
        for (uint32_t k = 0; k < list->count; k++) {
            atom_place place = { hold.a, &list->items[k], replay_classes(s, r->layer, r->priority) };
            for (uint32_t i = 0; i < p->match.count; i++) {
                reference_run run;
                reference_match got;
                reference_begin(&run, &p->match.items[i], &place, memory);
                for (uint32_t at = 0; at < place.st->count; at++) {
                    verdict v = reference_match_at(&run, at, &got);
                    hold.has_limit |= v == REFERENCE_LIMIT;
                    if (v != REFERENCE_YES) continue;
                    hold.matches++;
                    match *m = same_match(found, index, r->first_match + i, view, &p->match.items[i], place.st, at, &got, used);
                    if (!m && is_passed_over(s, r, place.st)) continue;
                    if (!m) {
                        complain("only the reference finds", s, r, pattern_tokens(place.st, at, got.end));
                        continue;
                    }
                    token_range took;
                    bool is_stopped = pattern_stopper(&p->unless, hold.rules, m, &place, false, memory, &took) != UINT32_MAX ||
                                      pattern_stopper(&p->inside, hold.rules, m, &place, true, memory, &took) != UINT32_MAX;
                    if (is_stopped != (m->fate == LOST_UNLESS)) complain("`unless` is judged otherwise", s, r, m->range);
                }
            }
        }
    }
}

static void hold_article(hs_str id, hs_str bytes)
{
    hs_article article = { .bytes = bytes, .id = id };
    replay s;
    arena memory;
    arena_init(&memory);
    cr_assert_eq(replay_article(&s, hold.rules, &article, NULL, NULL), HS_OK);
    uint32_t wrong_before = hold.wrong;
    hold.has_limit = false;
    for (uint32_t i = 0; i < s.doc->warning_count; i++) hold.has_limit |= s.doc->warnings[i].len > 5 && !memcmp(s.doc->warnings[i].ptr, "limit", 5);
    cr_assert(atoms_see(hold.a, &s));
    for (uint32_t l = LAYER_BUILTIN; !hold.has_limit && l < hold.rules->layer_count; l++) {
        bool *used = calloc(s.doc->found[l].count + 1, sizeof *used);
        for (uint32_t i = 0; i < hold.rules->rule_count; i++)
            if (hold.rules->rules[i].layer == l) hold_rule(&s, i, used, &memory);
        for (uint32_t i = 0; i < s.doc->found[l].count; i++)
            if (!used[i]) complain("only the engine finds", &s, &hold.rules->rules[s.doc->found[l].items[i].rule], s.doc->found[l].items[i].range);
        free(used);
    }
    hold.articles++;
    hold.limited += hold.has_limit;
    if (hold.has_limit) hold.wrong = wrong_before;
    arena_free(&memory);
    replay_close(&s);
}

/* The quarter of the evaluation's articles that nobody reads: a test that fails would show words of them. */
static bool is_held(hs_str id)
{
    char hex[65];
    hs_str stem = { id.ptr, id.len > 4 ? id.len - 4 : 0 };
    return digest_bytes(stem, hex) && hex[0] <= '3';
}

/* Every `step`-th article of a folder: NAME.txt or NAME/article.txt. */
static void hold_folder(const char *folder, unsigned step)
{
    struct dirent **names;
    int count = scandir(folder, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[600];
        hs_str bytes, id = { names[i]->d_name, strlen(names[i]->d_name) };
        arena memory;
        arena_init(&memory);
        bool is_file = id.len > 4 && memcmp(id.ptr + id.len - 4, ".txt", 4) == 0;
        snprintf(path, sizeof path, is_file ? "%s/%s" : "%s/%s/article.txt", folder, names[i]->d_name);
        if (names[i]->d_name[0] != '.' && (unsigned)i % step == 0 && (step == 1 || !is_held(id)) && file_read(path, &memory, &bytes, NULL) == HS_OK) hold_article(id, bytes);
        arena_free(&memory);
        free(names[i]);
    }
    if (count >= 0) free(names);
}

static void verify(uint64_t articles)
{
    cr_log_info("%llu articles (%llu at a limit), %llu matches, %u differ", (unsigned long long)hold.articles, (unsigned long long)hold.limited,
                (unsigned long long)hold.matches, hold.wrong);
    cr_assert_geq(hold.articles, articles);
    cr_assert_eq(hold.wrong, 0);
}

TestSuite(reference, .init = set_up, .fini = tear_down);

Test(reference, agrees_with_the_engine_on_the_corpus)
{
    hold_folder(HEARSAY_SOURCE_DIR "/corpus", 1);
    verify(1);
}

Test(reference, agrees_with_the_engine_on_news)
{
    hold_folder(HEARSAY_SOURCE_DIR "/../shared/eval/attribution/articles", 60);
    verify(0);
}

Test(generated, agrees_with_the_engine_on_generated_rules, .timeout = 120)
{
    dice d = { .state = DICE_START };
    uint64_t matched = 0, limited = 0, articles = 0;
    uint32_t wrong = 0;
    buffer_init(&d.out);
    for (uint32_t i = 0; i < 6; i++) {
        pack p;
        generate_pack(&p, &d);
        prepare(p.rules);
        for (uint32_t k = 0; k < 12; k++) {
            generate_text(&d, 1 + roll(&d, 120));
            hold_article(STR("generated"), (hs_str){ d.out.data, strlen(d.out.data) });
        }
        matched += hold.matches;
        limited += hold.limited;
        articles += hold.articles;
        wrong += hold.wrong;
        forget();
        pack_end(&p);
    }
    buffer_free(&d.out);
    cr_log_info("%llu articles (%llu at a limit), %llu matches, %u differ", (unsigned long long)articles, (unsigned long long)limited,
                (unsigned long long)matched, wrong);
    cr_assert_eq(wrong, 0);
    cr_assert_gt(matched, 5000);
    cr_assert_gt(articles, 4 * limited);
}

/* ---- hostile patterns ------------------------------------------------------------------------------------------------ */

static verdict worst_verdict(const char *pattern, uint32_t words)
{
    const char *folder = HEARSAY_SOURCE_DIR "/tests/packs/talk";
    hs_rules *rules;
    cr_assert_eq(hs_rules_load(&folder, 1, NULL, &rules, NULL), HS_OK);
    atoms *a = atoms_create(rules);
    hs_str line = { pattern, strlen(pattern) };
    uint32_t start = 0;
    yaml_file file = { .source = { STR("x"), line }, .line_starts = &start, .line_count = 1 };
    yaml_node scalar = { .kind = YAML_SCALAR, .text = line, .is_block = true };
    pattern_source source = { &file, &scalar };
    problems p = { .memory = atoms_memory(a) };
    reference r;
    node *tree = atoms_parse(a, &source, 0, (uint32_t)line.len, &p);
    cr_assert(tree && reference_make(&r, atoms_memory(a), tree));
    char *bytes = malloc(2 * words + 2);
    for (uint32_t i = 0; i < words; i++) memcpy(bytes + 2 * i, "x ", 2);
    hs_article article = { .bytes = { bytes, 2 * words }, .id = STR("x") };
    replay s;
    arena memory;
    arena_init(&memory);
    cr_assert_eq(replay_article(&s, rules, &article, NULL, NULL), HS_OK);
    cr_assert(atoms_see(a, &s));
    const stretches *list = replay_view(&s, VIEW_PLAIN);
    atom_place place = { a, &list->items[0], s.settled };
    reference_run run;
    reference_match m;
    reference_begin(&run, &r, &place, &memory);
    verdict worst = reference_match_at(&run, 0, &m);
    arena_free(&memory);
    replay_close(&s);
    free(bytes);
    atoms_free(a);
    hs_rules_free(rules);
    return worst;
}

Test(hostile, limits_are_told_and_the_stack_holds)
{
    cr_assert_eq(worst_verdict("[]+ y", 1900), REFERENCE_NO);
    cr_assert_eq(worst_verdict("[]+", 1900), REFERENCE_YES);
    cr_assert_eq(worst_verdict("[]{1,64}? x", 1900), REFERENCE_YES);
    cr_assert_eq(worst_verdict("(x | []) ([]+ x?)+ y", 60), REFERENCE_LIMIT);
    cr_assert_eq(worst_verdict("([] []?)+ y", 1900), REFERENCE_LIMIT);
    cr_assert_eq(worst_verdict("[]+ []+ []+ y", 1900), REFERENCE_LIMIT);
}
