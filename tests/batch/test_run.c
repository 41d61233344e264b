/* test_run.c - whole runs with a process step of the test's own: order, rejects, ids, outputs, failures. */
#include "files.h"

#include "batch/batch.h"

#include <signal.h>
#include <sys/resource.h>
#include <time.h>

TestSuite(run, .init = files_begin, .fini = files_end);

typedef struct { char told[8192]; } log_of;

static void note_reject(void *user, const batch_reject *r)
{
    log_of *log = user;
    size_t at = strlen(log->told);
    snprintf(log->told + at, sizeof log->told - at, "%s:%llu:%u:%.*s:%s\n", r->uri, (unsigned long long)r->line, r->column, (int)r->id.len,
             r->id.ptr, r->reason);
}

/* One line per article: id, record, date, and its bytes; an article "bad..." is refused; some take longer. */
static hs_status describe(void *user, const hs_article *a, batch_result *result, hs_error *error)
{
    if (a->bytes.len >= 3 && !memcmp(a->bytes.ptr, "bad", 3)) return batch_fail(error, HS_ERR_INPUT, "this one is bad");
    if (user && a->record % 7 == 3) nanosleep(&(struct timespec){ 0, 200000 }, NULL);
    bytes_printf(&result->output, "%.*s|%llu|%llu|%.*s|%.*s|%.*s|%.*s\n", (int)a->id.len, a->id.ptr, (unsigned long long)a->record,
                 (unsigned long long)a->record_offset, (int)a->published.len, a->published.ptr, (int)a->published_from.len,
                 a->published_from.ptr, (int)a->title.len, a->title.ptr, (int)a->bytes.len, a->bytes.ptr);
    result->claims[HS_KIND_DIRECT]++;
    return HS_OK;
}

static hs_status run_job(batch_job *job, batch_summary *summary, log_of *log, hs_error *error)
{
    log->told[0] = '\0';
    job->process = describe;
    job->callbacks.on_reject = note_reject;
    job->callbacks.user = log;
    if (!job->out_dir && !job->out_file) job->out_file = "out";
    if (!job->threads) job->threads = 1;
    return batch_run(job, summary, error);
}

#define PATHS(...)                                     \
    .paths = (const char *const[]){ __VA_ARGS__ },     \
    .path_count = sizeof (const char *const[]){ __VA_ARGS__ } / sizeof(const char *)

Test(run, a_folder_is_walked_in_order)
{
    mkdir("in", 0777);
    mkdir("in/b", 0777);
    file_write("in/b/2.txt", "two");
    file_write("in/b-1.txt", "between");
    file_write("in/a.text", "one");
    file_write("in/.hidden.txt", "no");
    file_write("in/pic.png", "no");
    file_write("in/c.jsonl", "{\"text\":\"r1\"}\n{\"id\":\"own\",\"text\":\"r2\"}\n");
    batch_job job = { PATHS("in/"), .published = "2020-01-02" };
    batch_summary summary;
    log_of log;
    hs_error error;
    cr_assert(run_job(&job, &summary, &log, &error) == HS_OK, "%s", error.message);
    FILE_IS("out", "a|0|0|2020-01-02|option||one\nb-1|0|0|2020-01-02|option||between\nb/2|0|0|2020-01-02|option||two\n"
                   "c-1|1|9|2020-01-02|option||r1\nown|2|34|2020-01-02|option||r2\n");
    cr_assert(summary.articles == 5 && summary.rejected == 0 && summary.skipped == 1 && summary.claims[HS_KIND_DIRECT] == 5);
    cr_assert(summary.bytes_in == 17);
    cr_assert_str_eq(log.told, "");
}

Test(run, bad_input_is_told_and_the_rest_goes_on)
{
    mkdir("empty", 0777);
    file_write("bad.txt", "bad");
    file_write("good.txt", "good");
    file_write("r.jsonl", "{\"text\":\"x\"}\n\n{\"text\":7}\n{\"text\" \"y\"}\n{\"id\":[],\"text\":\"z\"}\n{\"id\":\"q\"}\n{\"text\":\"last\"}");
    batch_job job = { PATHS("none.txt", "empty", "bad.txt", "r.jsonl", "good.txt") };
    batch_summary summary;
    log_of log;
    hs_error error;
    cr_assert(run_job(&job, &summary, &log, &error) == HS_OK);
    cr_assert_str_eq(log.told,
                     "none.txt:0:0:none:can't be read: No such file or directory\n"
                     "empty:0:0::no articles in this folder (looked for .txt, .text, .jsonl and .ndjson; --input text takes every file)\n"
                     "bad.txt:0:0:bad:this one is bad\n"
                     "r.jsonl:3:0:r-2:the field 'text' is a number, expected a string\n"
                     "r.jsonl:4:9:r-3:bad JSON: expected a colon\n"
                     "r.jsonl:5:0:r-4:the field 'id' is an array, expected a string\n"
                     "r.jsonl:6:0:q:no field 'text'; if the text stands in another field, name that one\n");
    FILE_IS("out", "r-1|1|9||||x\nr-6|6|79||||last\ngood|0|0||||good\n");
    cr_assert(summary.articles == 3 && summary.rejected == 7);
}

Test(run, ids_that_are_there_twice)
{
    mkdir("in", 0777);
    file_write("in/a.txt", "1");
    file_write("in/a.text", "2");
    file_write("r.jsonl", "{\"id\":\"x y\",\"text\":\"1\"}\n{\"id\":\"x y\",\"text\":\"2\"}\n{\"id\":\"a\",\"text\":\"3\"}\n");
    batch_job job = { PATHS("in", "r.jsonl"), .out_dir = "o/p" };
    batch_summary summary;
    log_of log;
    hs_error error;
    cr_assert(run_job(&job, &summary, &log, &error) == HS_OK, "%s", error.message);
    cr_assert_str_eq(log.told, "in/a.txt:0:0:a:the id 'a' is there twice, first in in/a.text; give one of them another id\n"
                               "r.jsonl:2:0:x y:the id 'x y' is there twice, first in r.jsonl, record 1\n"
                               "r.jsonl:3:0:a:the id 'a' is there twice, first in in/a.text\n");
    FILE_IS("o/p/a.xml", "a|0|0||||2\n");
    FILE_IS("o/p/x%20y.xml", "x y|1|20||||1\n");
    FILE_IS("o/p/rejects.jsonl",
            "{\"id\":\"a\",\"uri\":\"in/a.txt\",\"record\":null,\"status\":\"input\",\"reason\":\"the id 'a' is there twice, first in in/a.text; "
            "give one of them another id\"}\n"
            "{\"id\":\"x y\",\"uri\":\"r.jsonl\",\"record\":2,\"status\":\"input\",\"reason\":\"the id 'x y' is there twice, first in r.jsonl, "
            "record 1\"}\n"
            "{\"id\":\"a\",\"uri\":\"r.jsonl\",\"record\":3,\"status\":\"input\",\"reason\":\"the id 'a' is there twice, first in in/a.text\"}\n");
    cr_assert(summary.articles == 2 && summary.rejected == 3);
}

Test(run, a_folder_of_results_is_clean)
{
    file_write("r.jsonl", "{\"id\":\"../up\",\"text\":\"1\"}\n{\"id\":\"d/e\",\"text\":\"2\"}\n");
    batch_job job = { PATHS("r.jsonl"), .out_dir = "o", .format = HS_FORMAT_JSONL };
    batch_summary summary;
    log_of log;
    hs_error error;
    mkdir("o", 0777);
    file_write("o/rejects.jsonl", "of an older run\n");
    cr_assert(run_job(&job, &summary, &log, &error) == HS_OK);
    FILE_IS("o/%2E%2E/up.jsonl", "../up|1|22||||1\n");
    FILE_IS("o/d/e.jsonl", "d/e|2|46||||2\n");
    cr_assert(file_read("o/rejects.jsonl") == NULL);
    cr_assert(system("test $(ls -A o | wc -l) = 2") == 0);
}

Test(run, a_manifest_lists_or_annotates)
{
    mkdir("m", 0777);
    file_write("m/1.txt", "one");
    file_write("m/2.txt", "two");
    file_write("m/r.jsonl", "{\"text\":\"x\"}\n{\"text\":\"y\",\"published\":\"2001-01-01\",\"title\":\"T\"}\n");
    file_write("m/list.csv", "path,id,published,title\n2.txt,B,2015-09-25,Two\nr.jsonl,R,2016-01-01,\n1.txt,B,,\nno.txt,,,\n,x,,\n");
    batch_job job = { .manifest = "m/list.csv", .published = "1999-09-09" };
    batch_summary summary;
    log_of log;
    hs_error error;
    cr_assert(run_job(&job, &summary, &log, &error) == HS_OK, "%s", error.message);
    FILE_IS("out", "B|0|0|2015-09-25|manifest|Two|two\nR-1|1|9|2016-01-01|manifest||x\nR-2|2|22|2001-01-01|record|T|y\n");
    cr_assert_str_eq(log.told, "m/1.txt:0:0:B:the id 'B' is there twice, first in m/2.txt; give one of them another id\n"
                               "m/no.txt:0:0:no:named in the manifest, can't be read: No such file or directory\n"
                               "m/list.csv:6:0::the row has no path\n");
    file_write("m/notes.csv", "path,id,published\n./../m/2.txt,B,2015-09-25\n");
    batch_job annotated = { PATHS("m/1.txt", "m/2.txt"), .manifest = "m/notes.csv", .published = "1999-09-09" };
    cr_assert(run_job(&annotated, &summary, &log, &error) == HS_OK);
    FILE_IS("out", "1|0|0|1999-09-09|option||one\nB|0|0|2015-09-25|manifest||two\n");
}

Test(run, what_a_file_is_shows_by_name_and_first_byte)
{
    file_write("r.data", " \n{\"text\":\"x\"}");
    file_write("t.txt", "{not json}");
    file_write("u", "plain");
    batch_job job = { PATHS("r.data", "t.txt", "u") };
    batch_summary summary;
    log_of log;
    hs_error error;
    cr_assert(run_job(&job, &summary, &log, &error) == HS_OK);
    FILE_IS("out", "r-1|1|11||||x\nt|0|0||||{not json}\nu|0|0||||plain\n");
    job.input = BATCH_INPUT_TEXT;
    cr_assert(run_job(&job, &summary, &log, &error) == HS_OK && summary.articles == 3);
    job.input = BATCH_INPUT_JSONL;
    cr_assert(run_job(&job, &summary, &log, &error) == HS_OK && summary.articles == 1 && summary.rejected == 2);
}

Test(run, fields_can_be_named)
{
    file_write("r.jsonl", "{\"body\":\"x\",\"date\":20150925,\"key\":12}\n");
    batch_job job = { PATHS("r.jsonl"), .fields = { .text = "body", .published = "date", .id = "key" } };
    batch_summary summary;
    log_of log;
    hs_error error;
    cr_assert(run_job(&job, &summary, &log, &error) == HS_OK);
    FILE_IS("out", "12|1|9|20150925|record||x\n");
}

Test(run, articles_above_the_limit_are_not_held)
{
    size_t len = 50u << 20;
    char *big = malloc(len + 64);
    memset(big, 'x', len + 64);
    file_write_bytes("big.txt", big, len);
    memcpy(big, "{\"id\":\"big\",\"text\":\"", 20);
    memcpy(big + len, "\"}\n{\"id\":\"next\",\"text\":\"y\"}\n", 28);
    file_write_bytes("r.jsonl", big, len + 28);
    free(big);
    batch_job job = { PATHS("big.txt", "r.jsonl") };
    batch_summary summary;
    log_of log;
    hs_error error;
    cr_assert(run_job(&job, &summary, &log, &error) == HS_OK);
    cr_assert_str_eq(log.told, "big.txt:0:0:big:the article has 52428800 bytes, more than the limit max-article of 8388608\n"
                               "r.jsonl:1:0:r-1:the article has more bytes than the limit max-article of 8388608\n");
    FILE_IS("out", "next|2|52428824||||y\n");
}

static void make_records(const char *path, int count)
{
    FILE *f = fopen(path, "w");
    for (int i = 0; i < count; i++) {
        if (i % 97 == 50) fputs("{oops\n", f);
        else fprintf(f, "{\"text\":\"%s%0*d\"}\n", i % 31 == 5 ? "bad" : "t", 1 + i % 5000, i);
    }
    fclose(f);
}

Test(run, the_same_bytes_with_any_number_of_threads)
{
    make_records("r.jsonl", 3000);
    char *outputs[5], *logs[5];
    uint32_t threads[5] = { 1, 2, 3, 8, 40 };
    for (int i = 0; i < 5; i++) {
        batch_job job = { PATHS("r.jsonl", "none"), .threads = threads[i], .out_file = NULL };
        batch_summary summary;
        static log_of log;
        hs_error error;
        cr_assert(run_job(&job, &summary, &log, &error) == HS_OK);
        cr_assert(summary.articles + summary.rejected == 3001);
        outputs[i] = file_read("out");
        logs[i] = strdup(log.told);
        cr_assert_str_eq(outputs[i], outputs[0]);
        cr_assert_str_eq(logs[i], logs[0]);
    }
    for (int i = 0; i < 5; i++) {
        free(outputs[i]);
        free(logs[i]);
    }
}

Test(run, nothing_but_rejects_with_threads)
{
    FILE *f = fopen("r.jsonl", "w");
    for (int i = 0; i < 2000; i++) fputs("{oops\n", f);
    fclose(f);
    batch_job job = { PATHS("r.jsonl"), .threads = 4 };
    batch_summary summary;
    static log_of log;
    hs_error error;
    cr_assert(run_job(&job, &summary, &log, &error) == HS_OK && summary.rejected == 2000);
}

Test(run, an_output_that_cannot_be_written_ends_it)
{
    make_records("r.jsonl", 2000);
    for (uint32_t threads = 1; threads <= 4; threads += 3) {
        batch_job job = { PATHS("r.jsonl"), .threads = threads, .out_file = "/dev/full" };
        batch_summary summary;
        static log_of log;
        hs_error error;
        cr_assert(run_job(&job, &summary, &log, &error) == HS_ERR_IO);
        cr_assert_str_eq(error.message, "/dev/full can't be written: No space left on device");
        cr_assert(summary.articles < 500);
    }
    file_write("file", "");
    batch_job job = { PATHS("r.jsonl"), .out_dir = "file" };
    batch_summary summary;
    static log_of log;
    hs_error error;
    cr_assert(run_job(&job, &summary, &log, &error) == HS_ERR_IO);
    job = (batch_job){ PATHS("r.jsonl"), .out_file = "no/such/out" };
    cr_assert(run_job(&job, &summary, &log, &error) == HS_ERR_IO);
}

Test(run, a_file_appears_whole_or_not_at_all)
{
    make_records("r.jsonl", 2000);
    file_write("out", "of an older run");
    struct rlimit limit = { 100000, 100000 };
    cr_assert(setrlimit(RLIMIT_FSIZE, &limit) == 0);
    signal(SIGXFSZ, SIG_IGN);
    batch_job job = { PATHS("r.jsonl"), .out_file = "out" };
    batch_summary summary;
    static log_of log;
    hs_error error;
    cr_assert(run_job(&job, &summary, &log, &error) == HS_ERR_IO);
    FILE_IS("out", "of an older run");
    cr_assert(system("test $(ls -A | wc -l) = 2") == 0);
}

Test(run, nothing_given)
{
    batch_job job = { .threads = 1 };
    batch_summary summary;
    hs_error error;
    cr_assert(batch_run(&job, &summary, &error) == HS_ERR_USAGE);
}
