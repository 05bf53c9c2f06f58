/* The floor: every file given on standard input read whole and run through libxml2's HTML parser in SAX mode by a
   number of threads, counting elements and doing nothing else. Bytes are scanned as Latin-1, so that no decoding is
   paid for either. Usage: find site -name '*.html' | sax-scan THREADS */
#include <fcntl.h>
#include <libxml/HTMLparser.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char **paths;
static size_t count;
static atomic_size_t next_path;
static atomic_size_t elements;
static atomic_size_t bytes;

static void start(void *context, const xmlChar *name, const xmlChar **attributes) {
  (void)name;
  (void)attributes;
  ++*(size_t *)context;
}

static char *slurp(const char *path, size_t *size) {
  int file = open(path, O_RDONLY);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) { perror(path); exit(1); }
  char *data = malloc((size_t)status.st_size + 1);
  size_t length = 0;
  ssize_t got;
  while ((got = read(file, data + length, (size_t)status.st_size - length)) > 0) length += (size_t)got;
  close(file);
  *size = length;
  return data;
}

static void *work(void *unused) {
  (void)unused;
  htmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.startElement = start;
  size_t found = 0, total = 0, index;
  while ((index = atomic_fetch_add(&next_path, 1)) < count) {
    size_t size;
    char *data = slurp(paths[index], &size);
    htmlParserCtxtPtr parser = htmlCreatePushParserCtxt(&handler, &found, NULL, 0, paths[index], XML_CHAR_ENCODING_8859_1);
    htmlCtxtUseOptions(parser, HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    htmlParseChunk(parser, data, (int)size, 1);
    htmlFreeParserCtxt(parser);
    free(data);
    total += size;
  }
  atomic_fetch_add(&elements, found);
  atomic_fetch_add(&bytes, total);
  return NULL;
}

int main(int argc, char **argv) {
  int threads = argc > 1 ? atoi(argv[1]) : 2;
  char *line = NULL;
  size_t capacity = 0, room = 0;
  ssize_t length;
  while ((length = getline(&line, &capacity, stdin)) > 0) {
    if (line[length - 1] == '\n') line[length - 1] = 0;
    if (count == room) paths = realloc(paths, (room = room ? room * 2 : 1024) * sizeof *paths);
    paths[count++] = strdup(line);
  }
  xmlInitParser();
  pthread_t workers[64];
  if (threads < 1 || threads > 64) threads = 2;
  for (int i = 0; i < threads; i++) pthread_create(&workers[i], NULL, work, NULL);
  for (int i = 0; i < threads; i++) pthread_join(workers[i], NULL);
  printf("%zu files, %zu bytes, %zu elements\n", count, bytes, elements);
  return 0;
}
