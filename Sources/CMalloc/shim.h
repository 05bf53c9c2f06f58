#pragma once
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>

/* Blocks of 128 KB and more come from the system and go back to it when they are freed. By itself glibc raises this
   bound to 32 MB as soon as such a block has been freed, and what a phase of work leaves behind then stays in holes. */
static inline void keep_large_blocks_apart(void) { mallopt(M_MMAP_THRESHOLD, 128 * 1024); }
#else
static inline void keep_large_blocks_apart(void) {}
#endif
