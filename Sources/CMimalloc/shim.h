#pragma once
#include <mimalloc.h>

/* Linking this library is what counts: its malloc and free stand for those of the C library in the whole process.

   Pages of which nothing is in use any more go back to the system after some milliseconds. By itself the library waits
   for twenty-five, in which a phase of work leaves room behind that the next one does not find. What stands in the
   environment (MIMALLOC_DECOMMIT_DELAY, MIMALLOC_PURGE_DELAY) goes before. */
static inline void give_free_memory_back_after(long milliseconds) {
#if MI_MALLOC_VERSION < 210
  mi_option_set_default(mi_option_decommit_delay, milliseconds);
#else
  mi_option_set_default(mi_option_purge_delay, milliseconds);
#endif
}
