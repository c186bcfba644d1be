/*
 * Network namespaces. A namespace belongs to a thread, so whatever changes one runs in a thread that lives only for
 * that: no caller's thread is ever moved, and nothing forks.
 */
#define _GNU_SOURCE
#include "rtnl.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Runs `body` in a thread of its own and waits for its end. */
int enter_thread(void *(*body)(void *), void *argument) {
  pthread_t thread;
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int error = pthread_create(&thread, NULL, body, argument);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return error ? error : pthread_join(thread, NULL);
}

/* Moves the calling thread into the namespace at `path`, or else of `fd`. */
int netns_enter(const char *path, int fd, const char **call) {
  *call = "open";
  int opened = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (path && opened < 0) return errno;
  *call = "setns";
  int error = setns(path ? opened : fd, CLONE_NEWNET) ? errno : 0;
  if (opened >= 0) close(opened);
  return error;
}

/*
 * A mount made here must be seen in mount namespaces made before, and its removal too, so the directory becomes a
 * shared mount, as `ip netns add` does; where it is no mount yet it is first mounted onto itself.
 */
static bool share(const char *directory, struct failure *failure) {
  if (mkdir(directory, 0755) && errno != EEXIST) {
    *failure = (struct failure){errno, "mkdir"};
    return false;
  }
  /* Two processes that do this at once would mount it twice; `ip` takes the same lock. */
  int lock = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock >= 0) flock(lock, LOCK_EX);
  bool bound = false;
  int error;
  while ((error = mount("", directory, "none", MS_SHARED | MS_REC, NULL) ? errno : 0) == EINVAL && !bound) {
    if (mount(directory, directory, "none", MS_BIND | MS_REC, NULL)) {
      error = errno;
      break;
    }
    bound = true;
  }
  if (lock >= 0) close(lock);
  *failure = (struct failure){error, "mount"};
  return !error;
}

struct creation {
  const char *path;
  struct failure *failure;
};

static void *create_here(void *argument) {
  struct creation *creation = argument;
  *creation->failure = (struct failure){0, NULL};
  if (unshare(CLONE_NEWNET)) {
    *creation->failure = (struct failure){errno, "unshare"};
  } else if (mount("/proc/thread-self/ns/net", creation->path, "none", MS_BIND, NULL)) {
    *creation->failure = (struct failure){errno, "mount"};
  }
  return NULL;
}

void netns_create(const char *directory, const char *path, struct failure *failure) {
  if (!share(directory, failure)) return;
  int fd = open(path, O_RDONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0);
  if (fd < 0) {
    *failure = (struct failure){errno, "open"};
    return;
  }
  close(fd);
  struct creation creation = {path, failure};
  int error = enter_thread(create_here, &creation);
  if (error) *failure = (struct failure){error, "pthread_create"};
  if (failure->error) unlink(path);
}

/* Lazily, as `ip netns delete`: processes and sockets inside keep the namespace, the name is free at once. */
void netns_remove(const char *path, struct failure *failure) {
  *failure = (struct failure){0, NULL};
  if (umount2(path, MNT_DETACH | UMOUNT_NOFOLLOW) && errno != EINVAL) {
    *failure = (struct failure){errno, "umount2"};
    return;
  }
  for (int tries = 10; unlink(path); tries--) {
    if (errno != EBUSY || tries == 0) {
      *failure = (struct failure){errno, "unlink"};
      return;
    }
    nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
  }
}
