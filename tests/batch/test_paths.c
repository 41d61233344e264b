/* test_paths.c - stems, suffixes, and file names that stay in their folder and differ where ids do. */
#include "batch/paths.h"
#include "batch/seen.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static hs_str str(const char *z) { return (hs_str){ z, strlen(z) }; }

static void expect_name(const char *id, const char *suffix, const char *expected)
{
    batch_bytes out = { 0 };
    path_file_name(&out, str(id), suffix);
    bytes_append(&out, "", 1);
    cr_expect_str_eq(out.data, expected, "%s gave %s", id, out.data);
    bytes_free(&out);
}

static void expect_part(hs_str have, const char *expected)
{
    cr_expect(have.len == strlen(expected) && !memcmp(have.ptr, expected, have.len), "got '%.*s'", (int)have.len, have.ptr);
}

Test(paths, parts)
{
    expect_part(path_stem(str("a/b.c/d.txt")), "a/b.c/d");
    expect_part(path_stem(str("a/b.c/d")), "a/b.c/d");
    expect_part(path_stem(str("a/.txt")), "a/.txt");
    expect_part(path_stem(str("x.tar.gz")), "x.tar");
    expect_part(path_base(str("a/b.c/d.txt")), "d.txt");
    cr_expect(path_has_suffix(str("A.TXT"), ".txt") && !path_has_suffix(str("a.txt.bak"), ".txt"));
}

Test(paths, names)
{
    expect_name("2015/a-1_b.c", ".xml", "2015/a-1_b.c.xml");
    expect_name("../etc/pass wd", ".xml", "%2E%2E/etc/pass%20wd.xml");
    expect_name("/etc/passwd", ".xml", "%2Fetc/passwd.xml");
    expect_name("a//b/", ".xml", "a%2F%2Fb%2F.xml");
    expect_name("./a/./b/..", ".xml", "%2E/a/%2E/b/%2E%2E.xml");
    expect_name("caf\xC3\xA9%", ".json", "caf%C3%A9%25.json");
    expect_name("", ".xml", "%.xml");
    expect_name("///", ".xml", "%2F%2F%2F.xml");
    expect_name("rejects", ".jsonl", "%72ejects.jsonl");
    expect_name("rejects", ".xml", "rejects.xml");
    expect_name("...", ".xml", "....xml");
}

static void check_name(hs_str name)
{
    size_t from = 0;
    cr_assert(name.len < 1100 && name.len > 0 && name.ptr[0] != '/' && name.ptr[name.len - 1] != '/');
    for (size_t i = 0; i <= name.len; i++)
        if (i == name.len || name.ptr[i] == '/') {
            hs_str part = { name.ptr + from, i - from };
            cr_assert(part.len > 0 && part.len < 255);
            cr_assert(!(part.len == 1 && part.ptr[0] == '.') && !(part.len == 2 && !memcmp(part.ptr, "..", 2)));
            from = i + 1;
        }
}

Test(paths, long_ids_are_cut_and_stay_apart)
{
    static char id[6000];
    for (int kind = 0; kind < 3; kind++) {
        for (size_t i = 0; i < 5999; i++) id[i] = kind == 0 ? 'x' : kind == 1 ? '\xC3' : i % 50 == 49 ? '/' : 'y';
        batch_bytes one = { 0 }, other = { 0 };
        path_file_name(&one, (hs_str){ id, 5999 }, ".xml");
        id[5998] = 'z';
        path_file_name(&other, (hs_str){ id, 5999 }, ".xml");
        check_name(bytes_view(&one));
        cr_assert(one.len != other.len || memcmp(one.data, other.data, one.len) != 0);
        bytes_free(&one);
        bytes_free(&other);
    }
}

Test(paths, any_bytes_make_a_safe_name_of_their_own)
{
    uint32_t state = 3;
    seen ids = { 0 }, names = { 0 };
    for (int round = 0; round < 30000; round++) {
        char id[12];
        size_t len = 0;
        do {
            state = state * 1664525u + 1013904223u;
            id[len++] = "./a%2F\xFF E"[(state >> 16) % 9];
        } while (len < 12 && (state >> 24) % 8);
        batch_bytes name = { 0 };
        seen_place first;
        path_file_name(&name, (hs_str){ id, len }, ".xml");
        check_name(bytes_view(&name));
        bool is_new = seen_add(&ids, (hs_str){ id, len }, "", 0, &first) == SEEN_NEW;
        cr_assert(is_new == (seen_add(&names, bytes_view(&name), "", 0, &first) == SEEN_NEW), "%.*s", (int)len, id);
        bytes_free(&name);
    }
    seen_free(&ids);
    seen_free(&names);
}

Test(paths, seen_tells_the_first_place)
{
    seen s = { 0 };
    seen_place first;
    cr_assert(seen_add(&s, str("a"), "f", 3, &first) == SEEN_NEW);
    for (int i = 0; i < 1000; i++) {
        char name[16];
        snprintf(name, sizeof name, "n%d", i);
        cr_assert(seen_add(&s, str(name), "g", 1, &first) == SEEN_NEW);
    }
    cr_assert(seen_add(&s, str("a"), "h", 9, &first) == SEEN_BEFORE);
    cr_assert(strcmp(first.uri, "f") == 0 && first.record == 3);
    seen_free(&s);
}
