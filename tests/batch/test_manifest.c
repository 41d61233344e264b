/* test_manifest.c - CSV and JSON Lines with all their corners. */
#include "files.h"

#include "batch/manifest.h"

TestSuite(manifest, .init = files_begin, .fini = files_end);

static void expect_row(const manifest *m, size_t i, const char *path, const char *id, const char *published, const char *title)
{
    const char *expected[MANIFEST_COLUMNS] = { path, id, published, "", title };
    cr_assert(i < m->count);
    for (int c = 0; c < MANIFEST_COLUMNS; c++) {
        if (c == MANIFEST_URL) continue;
        const char *have = m->rows[i].values[c] ? m->rows[i].values[c] : "";
        cr_expect_str_eq(have, expected[c], "row %zu: '%s', expected '%s'", i, have, expected[c]);
    }
}

Test(manifest, csv)
{
    manifest m;
    hs_error error;
    mkdir("sub", 0777);
    file_write("sub/m.csv", "\xEF\xBB\xBFid,path,extra,published,title\r\n"
                            "a1,x/1.txt,,2015-09-25,\"Storm, and \"\"after\"\"\"\r\n"
                            "\n"
                            ",/abs.txt,e,,\"two\nlines\"\n"
                            "a3,3.txt\n"
                            "a4\n"
                            "a5,\"5.txt\"x,,,\n"
                            "a6,\"6.txt");
    cr_assert(manifest_read(&m, "sub/m.csv", &error) == HS_OK, "%s", error.message);
    cr_assert(m.count == 6);
    expect_row(&m, 0, "sub/x/1.txt", "a1", "2015-09-25", "Storm, and \"after\"");
    expect_row(&m, 1, "/abs.txt", "", "", "two\nlines");
    expect_row(&m, 2, "sub/3.txt", "a3", "", "");
    cr_assert(m.rows[0].line == 2 && m.rows[1].line == 4 && m.rows[2].line == 6);
    cr_assert_str_eq(m.rows[3].problem, "the row has no path");
    cr_assert_str_eq(m.rows[4].problem, "something stands behind a closing quotation mark");
    cr_assert_str_eq(m.rows[5].problem, "the quotation mark isn't closed");
    manifest_free(&m);
}

Test(manifest, tabs_and_json)
{
    manifest m;
    hs_error error;
    file_write("m.tsv", "path\tid\n1.txt\ta,b\n");
    cr_assert(manifest_read(&m, "m.tsv", &error) == HS_OK);
    expect_row(&m, 0, "1.txt", "a,b", "", "");
    manifest_free(&m);
    file_write("m.jsonl", "{\"path\":\"1.txt\",\"id\":17,\"title\":\"caf\\u00e9\"}\n\n{\"id\":\"x\"}\n{oops}\n");
    cr_assert(manifest_read(&m, "./m.jsonl", &error) == HS_OK);
    cr_assert(m.count == 3);
    expect_row(&m, 0, "./1.txt", "17", "", "caf\xC3\xA9");
    cr_assert_str_eq(m.rows[1].problem, "the row has no path");
    cr_assert_str_eq(m.rows[2].problem, "bad JSON in column 2: expected a string");
    cr_assert(m.rows[2].line == 4);
    manifest_free(&m);
}

Test(manifest, errors)
{
    manifest m;
    hs_error error;
    cr_assert(manifest_read(&m, "none.csv", &error) == HS_ERR_INPUT);
    cr_assert_str_eq(error.message, "the manifest none.csv can't be opened: No such file or directory");
    file_write("m.csv", "file,id\n1.txt,a\n");
    cr_assert(manifest_read(&m, "m.csv", &error) == HS_ERR_INPUT);
    cr_assert_str_eq(error.message, "m.csv:1: no column 'path' (a CSV manifest begins with a header such as path,id,published)");
    file_write("empty.csv", " \n");
    cr_assert(manifest_read(&m, "empty.csv", &error) == HS_ERR_INPUT);
    cr_assert_str_eq(error.message, "the manifest empty.csv is empty");
}
