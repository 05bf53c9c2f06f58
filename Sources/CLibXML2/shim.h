#ifndef GONGKAI_CLIBXML2_SHIM_H
#define GONGKAI_CLIBXML2_SHIM_H

#include <iconv.h>
// Debian's libxml2 is built with ICU, and its headers then bring in ICU's own, whose types clash with those of
// Foundation's ICU in one Swift module. Only the tail of a struct that we never make differs by it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

/// `xmlFree` is a global variable, which Swift 6 refuses to read; this is the same call as a function.
static inline void gongkai_xml_free(void *pointer) { xmlFree(pointer); }

static inline void gongkai_xpath_silent(void *data, const xmlError *error) {
  (void)data;
  (void)error;
}

/// Without a handler of its own a context prints to stderr; the error stays readable in `lastError`. As a function here
/// because the handler's type differs between libxml2 versions.
static inline void gongkai_xpath_silence(xmlXPathContextPtr context) {
  context->error = (xmlStructuredErrorFunc)gongkai_xpath_silent;
}

static inline void gongkai_reader_silence(xmlTextReaderPtr reader) {
  xmlTextReaderSetStructuredErrorHandler(reader, (xmlStructuredErrorFunc)gongkai_xpath_silent, 0);
}

#endif
