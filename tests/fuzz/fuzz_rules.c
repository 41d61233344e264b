/* fuzz_rules.c - a pack of any bytes: loading, lint, examples, layout, and an article read with what loaded.
 *
 *   rules.yaml   the bytes up to a line "=== lexicon"
 *   lexicons/list.txt   the bytes up to a line "=== pack"
 *   pack.yaml    the rest, or a usual one
 *
 * Whatever they are: no crash, no leak, an answer. And laying out a file is idempotent. */
#include "curate/examples.h"
#include "curate/layout.h"
#include "curate/lint.h"
#include "fuzz/fuzz.h"

static const char pack_file[] = "name: fuzz\nlanguage: en\nversion: 1\nlayers: [class, time, np, attribution, statement]\n"
                                "tables: {words: [list], abbreviations: list, clitics: list}\n";
static const char article_text[] = "LINDEN (AP) - \"It is over,\" the mayor said on Tuesday.\n\nShe told the council that it's closed.\n";

static void check_layout(hs_str bytes)
{
    buffer once, twice;
    buffer_init(&once);
    buffer_init(&twice);
    if (layout_rules(bytes, &once) && (!layout_rules(buffer_view(&once), &twice) || !str_eq(buffer_view(&once), buffer_view(&twice))))
        fuzz_fail("laying out a file twice gives something else");
    buffer_clear(&once);
    buffer_clear(&twice);
    layout_lines(bytes, &once);
    layout_lines(buffer_view(&once), &twice);
    if (!str_eq(buffer_view(&once), buffer_view(&twice))) fuzz_fail("laying out lines twice gives something else");
    buffer_free(&once);
    buffer_free(&twice);
}

static void read_article(const hs_rules *rules)
{
    hs_document *doc;
    hs_error error;
    hs_article article = { .bytes = STR(article_text), .id = STR("a"), .published = STR("2024-03-05") };
    if (!hs_extract(rules, &article, NULL, &doc, &error)) hs_document_free(doc);
}

static void check_pack(void)
{
    const char *folders[] = { fuzz_folder() };
    lint_options how = { .folders = folders, .folder_count = 1 };
    example_counts counts;
    check c;
    hs_rules *rules;
    hs_error error;
    buffer out;
    check_begin(&c);
    buffer_init(&out);
    hs_load_options options = { .on_problem = check_take, .user = &c };
    if (!hs_rules_load(folders, 1, &options, &rules, &error)) {
        lint_run(rules, &how, &c, &error);
        check_finish(&c, rules, folders, 1, &error);
        examples_run(rules, STR(""), NULL, NULL, &counts, &error);
        read_article(rules);
        hs_rules_free(rules);
    }
    check_write_json(&c, (check_totals){ 1, 1 }, &out);
    check_write_sarif(&c, &out);
    buffer_free(&out);
    check_end(&c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hs_str rest = { (const char *)data, size };
    hs_str rules = fuzz_cut(&rest, "=== lexicon\n"), list = fuzz_cut(&rest, "=== pack\n");
    if (size > 64 * 1024) return 0;
    check_layout(rules);
    fuzz_write("rules.yaml", rules);
    fuzz_write("lexicons/list.txt", list);
    fuzz_write("pack.yaml", rest.len ? rest : STR(pack_file));
    check_pack();
    fuzz_remove("rules.yaml");
    fuzz_remove("lexicons/list.txt");
    fuzz_remove("pack.yaml");
    return 0;
}
