/* progress.c - see progress.h. */
#include "command/progress.h"

void progress_tell(void *user, uint32_t done, uint32_t of)
{
    progress *p = user;
    if (!p->err->is_terminal || done % 20) return;
    fprintf(p->err->file, "\r\033[K%u of %u %s", done, of, p->what);
    fflush(p->err->file);
    p->is_shown = true;
}

void progress_clear(progress *p)
{
    if (p->is_shown) fputs("\r\033[K", p->err->file);
    p->is_shown = false;
}
