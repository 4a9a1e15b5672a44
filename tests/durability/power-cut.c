/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A preloaded library that knows what a power cut would leave. It follows all writes to
 * files under POWER_CUT_DIR and keeps, in POWER_CUT_SHADOW, only what was synced:
 *
 *   inodes/N  the bytes of file N as of its last fsync or fdatasync
 *   names/P   the names and inodes of directory P (with '/' as '!') as of its last fsync
 *
 * What was written but not synced waits in memory and is lost with the process. Models the
 * loss of every unsynced write and of every unsynced name; not torn sectors, not a lying
 * disk. Memory-mapped writes are not seen: SQLite maps only its index of the log, which it
 * makes anew.
 */
/* Both names of each call are defined here: neither may be an alias of the other. */
#undef _FILE_OFFSET_BITS

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "tests/durability/power-cut.h"

#define MAX_DESCRIPTORS 65536
#define MAX_INODES 4096

/* A write or a change of length that is not on disk yet. */
typedef struct Change
{
  struct Change *next;
  off_t offset; /* of a write; the new length otherwise */
  size_t length;
  int is_length;
  char bytes[];
} Change;

typedef struct
{
  ino_t inode;
  int shadow; /* descriptor of inodes/N */
  Change *first;
  Change **last;
} File;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* One sync at a time: changes must reach the shadow in their order. */
static pthread_mutex_t sync_lock = PTHREAD_MUTEX_INITIALIZER;
static const char *watched; /* NULL: nothing is followed */
static const char *shadow;
static size_t watched_length;
static File *descriptors[MAX_DESCRIPTORS];
static char is_directory[MAX_DESCRIPTORS];
static File files[MAX_INODES];
static unsigned n_files;

static int (*real_open) (const char *, int, ...);
static int (*real_openat) (int, const char *, int, ...);
static int (*real_close) (int);
static ssize_t (*real_write) (int, const void *, size_t);
static ssize_t (*real_pwrite) (int, const void *, size_t, off_t);
static ssize_t (*real_writev) (int, const struct iovec *, int);
static int (*real_ftruncate) (int, off_t);
static int (*real_fallocate) (int, off_t, off_t);
static int (*real_fsync) (int);
static int (*real_fdatasync) (int);

/* dlsym() gives an object pointer, C wants a function pointer: through memory. */
static void
find (void *function, const char *name)
{
  void *symbol = dlsym (RTLD_NEXT, name);

  memcpy (function, &symbol, sizeof symbol);
}

__attribute__ ((constructor)) static void
start (void)
{
  find (&real_open, "open64");
  find (&real_openat, "openat64");
  find (&real_close, "close");
  find (&real_write, "write");
  find (&real_pwrite, "pwrite64");
  find (&real_writev, "writev");
  find (&real_ftruncate, "ftruncate64");
  find (&real_fallocate, "posix_fallocate64");
  find (&real_fsync, "fsync");
  find (&real_fdatasync, "fdatasync");
  shadow = getenv ("POWER_CUT_SHADOW");
  watched = shadow != NULL ? getenv ("POWER_CUT_DIR") : NULL;
  watched_length = watched != NULL ? strlen (watched) : 0;
}

static void
give_up (const char *what)
{
  fprintf (stderr, "power-cut: %s: %s\n", what, strerror (errno));
  abort ();
}

/* ---- what is followed ---- */

static File *
find_file (const struct stat *status)
{
  char path[PATH_MAX];
  File *file;

  for (unsigned i = 0; i < n_files; i++)
    if (files[i].inode == status->st_ino)
      return &files[i];
  if (n_files == MAX_INODES)
    give_up ("too many files");
  file = &files[n_files++];
  file->inode = status->st_ino;
  file->last = &file->first;
  snprintf (path, sizeof path, "%s/inodes/%lu", shadow, (unsigned long)status->st_ino);
  file->shadow = real_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file->shadow < 0)
    give_up (path);
  return file;
}

static void
forget_changes (File *file)
{
  while (file->first != NULL)
    {
      Change *next = file->first->next;

      free (file->first);
      file->first = next;
    }
  file->last = &file->first;
}

/* Called with a fresh descriptor; follows it when it is under the watched directory. */
static int
follow (int fd)
{
  char link[64], path[PATH_MAX];
  struct stat status;
  ssize_t length;

  if (watched == NULL || fd < 0 || fd >= MAX_DESCRIPTORS)
    return fd;
  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, path, sizeof path - 1);
  if (length < 0 || strncmp (path, watched, watched_length) != 0 ||
      fstat (fd, &status) != 0)
    return fd;
  pthread_mutex_lock (&lock);
  descriptors[fd] = NULL;
  is_directory[fd] = S_ISDIR (status.st_mode);
  if (S_ISREG (status.st_mode))
    {
      File *file = find_file (&status);

      /* New, or of an inode that had another life: nothing of it is on disk. */
      if (status.st_size == 0 && real_ftruncate (file->shadow, 0) == 0)
        forget_changes (file);
      descriptors[fd] = file;
    }
  pthread_mutex_unlock (&lock);
  return fd;
}

static void
note (int fd, off_t offset, const void *bytes, size_t length, int is_length)
{
  Change *change;
  File *file = fd >= 0 && fd < MAX_DESCRIPTORS ? descriptors[fd] : NULL;

  if (file == NULL)
    return;
  change = malloc (sizeof *change + length);
  if (change == NULL)
    give_up ("memory");
  change->next = NULL;
  change->offset = offset;
  change->length = length;
  change->is_length = is_length;
  if (length > 0)
    memcpy (change->bytes, bytes, length);
  pthread_mutex_lock (&lock);
  *file->last = change;
  file->last = &change->next;
  pthread_mutex_unlock (&lock);
}

/* ---- syncing ---- */

static Change *
take_changes (File *file)
{
  Change *changes;

  pthread_mutex_lock (&lock);
  changes = file->first;
  file->first = NULL;
  file->last = &file->first;
  pthread_mutex_unlock (&lock);
  return changes;
}

static void
apply (File *file, Change *changes)
{
  while (changes != NULL)
    {
      Change *next = changes->next;

      if (changes->is_length ? real_ftruncate (file->shadow, changes->offset) != 0
                             : real_pwrite (file->shadow, changes->bytes, changes->length,
                                            changes->offset) != (ssize_t)changes->length)
        give_up ("shadow");
      free (changes);
      changes = next;
    }
}

/* Only what was written before the call counts as synced by it. */
static int
sync_file (int fd, int (*real) (int))
{
  File *file = fd >= 0 && fd < MAX_DESCRIPTORS ? descriptors[fd] : NULL;
  Change *changes;
  int result;

  if (file == NULL)
    return real (fd);
  pthread_mutex_lock (&sync_lock);
  changes = take_changes (file);
  result = real (fd);
  if (result == 0)
    apply (file, changes);
  pthread_mutex_unlock (&sync_lock);
  return result;
}

static void
write_names (int fd)
{
  char link[64], path[PATH_MAX];
  ssize_t length;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, path, sizeof path - 1);
  if (length < 0)
    give_up (link);
  path[length] = '\0';
  if (!power_cut_write_names (watched, path, shadow))
    give_up (path);
}

/* ---- what programs call ---- */

#define NEEDS_MODE(flags) (((flags) & (O_CREAT | __O_TMPFILE)) != 0)

static mode_t
read_mode (int flags, va_list arguments)
{
  return NEEDS_MODE (flags) ? va_arg (arguments, mode_t) : 0;
}

#define DEFINE_OPEN(name)                                                                  \
  int name (const char *path, int flags, ...)                                              \
  {                                                                                        \
    va_list arguments;                                                                     \
    mode_t mode;                                                                           \
                                                                                           \
    va_start (arguments, flags);                                                           \
    mode = read_mode (flags, arguments);                                                   \
    va_end (arguments);                                                                    \
    return follow (real_open (path, flags, mode));                                         \
  }
DEFINE_OPEN (open)
DEFINE_OPEN (open64)

#define DEFINE_OPENAT(name)                                                                \
  int name (int directory, const char *path, int flags, ...)                               \
  {                                                                                        \
    va_list arguments;                                                                     \
    mode_t mode;                                                                           \
                                                                                           \
    va_start (arguments, flags);                                                           \
    mode = read_mode (flags, arguments);                                                   \
    va_end (arguments);                                                                    \
    return follow (real_openat (directory, path, flags, mode));                            \
  }
DEFINE_OPENAT (openat)
DEFINE_OPENAT (openat64)

int
close (int fd)
{
  if (fd >= 0 && fd < MAX_DESCRIPTORS)
    {
      descriptors[fd] = NULL;
      is_directory[fd] = 0;
    }
  return real_close (fd);
}

/* Where a write without offset went. */
static off_t
end_of_write (int fd, ssize_t written)
{
  return lseek (fd, 0, SEEK_CUR) - written;
}

ssize_t
write (int fd, const void *bytes, size_t length)
{
  ssize_t written = real_write (fd, bytes, length);

  if (written > 0 && fd < MAX_DESCRIPTORS && descriptors[fd] != NULL)
    note (fd, end_of_write (fd, written), bytes, (size_t)written, 0);
  return written;
}

ssize_t
writev (int fd, const struct iovec *parts, int n_parts)
{
  ssize_t written = real_writev (fd, parts, n_parts);
  off_t offset;
  size_t left;

  if (written <= 0 || fd >= MAX_DESCRIPTORS || descriptors[fd] == NULL)
    return written;
  offset = end_of_write (fd, written);
  left = (size_t)written;
  for (int i = 0; i < n_parts && left > 0; i++)
    {
      size_t length = parts[i].iov_len < left ? parts[i].iov_len : left;

      note (fd, offset, parts[i].iov_base, length, 0);
      offset += (off_t)length;
      left -= length;
    }
  return written;
}

#define DEFINE_PWRITE(name, offset_type)                                                   \
  ssize_t name (int fd, const void *bytes, size_t length, offset_type offset)              \
  {                                                                                        \
    ssize_t written = real_pwrite (fd, bytes, length, offset);                             \
                                                                                           \
    if (written > 0)                                                                       \
      note (fd, offset, bytes, (size_t)written, 0);                                        \
    return written;                                                                        \
  }
DEFINE_PWRITE (pwrite, off_t)
DEFINE_PWRITE (pwrite64, off64_t)

#define DEFINE_FTRUNCATE(name, offset_type)                                                \
  int name (int fd, offset_type length)                                                    \
  {                                                                                        \
    int result = real_ftruncate (fd, length);                                              \
                                                                                           \
    if (result == 0)                                                                       \
      note (fd, length, NULL, 0, 1);                                                       \
    return result;                                                                         \
  }
DEFINE_FTRUNCATE (ftruncate, off_t)
DEFINE_FTRUNCATE (ftruncate64, off64_t)

#define DEFINE_FALLOCATE(name, offset_type)                                                \
  int name (int fd, offset_type offset, offset_type length)                                \
  {                                                                                        \
    int result = real_fallocate (fd, offset, length);                                      \
    struct stat status;                                                                    \
                                                                                           \
    if (result == 0 && fstat (fd, &status) == 0)                                           \
      note (fd, status.st_size, NULL, 0, 1);                                               \
    return result;                                                                         \
  }
DEFINE_FALLOCATE (posix_fallocate, off_t)
DEFINE_FALLOCATE (posix_fallocate64, off64_t)

int
fsync (int fd)
{
  int result;

  if (fd < 0 || fd >= MAX_DESCRIPTORS || !is_directory[fd])
    return sync_file (fd, real_fsync);
  result = real_fsync (fd);
  if (result == 0)
    write_names (fd);
  return result;
}

int
fdatasync (int fd)
{
  if (fd >= 0 && fd < MAX_DESCRIPTORS && is_directory[fd])
    return fsync (fd);
  return sync_file (fd, real_fdatasync);
}
