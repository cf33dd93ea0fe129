/*
 * Loaded before a program on Linux (LD_PRELOAD), it lets the Nth call to files below a folder fail as a broken or full disk
 * would, SQLite's own calls included. Told by the environment, which the program may change while it runs:
 *   FAIL_BELOW  part of the path of the files concerned
 *   FAIL_CALL   "serial number error mode": the number-th call after this value was set fails with that errno; with mode 1 all
 *               after it do too; error 0 kills the process instead
 * FAIL_COUNT is set to the number of calls since then.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(name) (decltype(&::name)) dlsym(RTLD_NEXT, #name)
static const int MOST_FILES = 65536;
static bool concerned[MOST_FILES];
static char told[64];
static long count = 0;

static bool below(const char *path) {
  const char *part = getenv("FAIL_BELOW");
  return part && *part && path && strstr(path, part);
}
static bool known(int file) { return file >= 0 && file < MOST_FILES && concerned[file]; }
static void note(int file, bool is) { if (file >= 0 && file < MOST_FILES) concerned[file] = is; }

/* True when this call must fail; errno says how. */
static bool fails() {
  const char *order = getenv("FAIL_CALL");
  if (!order || !*order) return false;
  if (strncmp(order, told, sizeof told - 1) != 0) {
    strncpy(told, order, sizeof told - 1);
    count = 0;
  }
  count++;
  char text[24];
  snprintf(text, sizeof text, "%ld", count);
  setenv("FAIL_COUNT", text, 1);
  long serial, number;
  int error, mode;
  if (sscanf(told, "%ld %ld %d %d", &serial, &number, &error, &mode) != 4) return false;
  if (count != number && !(mode == 1 && count > number)) return false;
  if (error == 0) kill(getpid(), SIGKILL);
  errno = error;
  return true;
}

extern "C" {
#define OPENS(name, declared, given)                                   \
  int name declared {                                                  \
    mode_t mode = 0;                                                   \
    if (flags & (O_CREAT | O_TMPFILE)) {                               \
      va_list rest; va_start(rest, flags);                             \
      mode = va_arg(rest, mode_t); va_end(rest);                       \
    }                                                                  \
    static auto real = REAL(name);                                     \
    const bool is = below(path);                                       \
    if (is && fails()) return -1;                                      \
    const int file = real given;                                       \
    note(file, is);                                                    \
    return file;                                                       \
  }
OPENS(open, (const char *path, int flags, ...), (path, flags, mode))
OPENS(open64, (const char *path, int flags, ...), (path, flags, mode))
OPENS(openat, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
OPENS(openat64, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))

int close(int file) {
  static auto real = REAL(close);
  note(file, false);
  return real(file);
}
#define ON_FILE(result, name, declared, given)                         \
  result name declared {                                               \
    static auto real = REAL(name);                                     \
    if (known(file) && fails()) return -1;                             \
    return real given;                                                 \
  }
ON_FILE(ssize_t, read, (int file, void *to, size_t bytes), (file, to, bytes))
ON_FILE(ssize_t, pread, (int file, void *to, size_t bytes, off_t at), (file, to, bytes, at))
ON_FILE(ssize_t, pread64, (int file, void *to, size_t bytes, off64_t at), (file, to, bytes, at))
ON_FILE(ssize_t, write, (int file, const void *from, size_t bytes), (file, from, bytes))
ON_FILE(ssize_t, pwrite, (int file, const void *from, size_t bytes, off_t at), (file, from, bytes, at))
ON_FILE(ssize_t, pwrite64, (int file, const void *from, size_t bytes, off64_t at), (file, from, bytes, at))
ON_FILE(int, ftruncate, (int file, off_t bytes), (file, bytes))
ON_FILE(int, ftruncate64, (int file, off64_t bytes), (file, bytes))
ON_FILE(int, fsync, (int file), (file))
ON_FILE(int, fdatasync, (int file), (file))
#define ON_PATH(name, declared, given)                                 \
  int name declared {                                                  \
    static auto real = REAL(name);                                     \
    if (below(path) && fails()) return -1;                             \
    return real given;                                                 \
  }
ON_PATH(rename, (const char *path, const char *to), (path, to))
ON_PATH(link, (const char *path, const char *to), (path, to))
ON_PATH(unlink, (const char *path), (path))
ON_PATH(mkdir, (const char *path, mode_t mode), (path, mode))
ON_PATH(access, (const char *path, int mode), (path, mode))
}
