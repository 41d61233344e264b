/* planted_leak.c - a test that passes and leaks. Built with sanitizers only, and expected to fail there: if it ever passes,
 * leaks in the other tests go unseen too. */
#include <criterion/criterion.h>

#include <stdlib.h>

Test(planted, leak)
{
    char *volatile lost = malloc(16);
    cr_assert(lost != NULL);
    lost = NULL;
}
