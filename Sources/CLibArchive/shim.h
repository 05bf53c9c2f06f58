#ifndef GONGKAI_CLIBARCHIVE_SHIM_H
#define GONGKAI_CLIBARCHIVE_SHIM_H

#include <archive.h>
#include <archive_entry.h>

#endif
