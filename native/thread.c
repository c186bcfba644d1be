/*
 * The I/O thread of a socket: sends what JavaScript queued, reads whatever the kernel has, wakes JavaScript once per
 * batch. It blocks where the event loop must not, for example while another process holds the kernel's RTNL lock.
 */
#define _GNU_SOURCE
#include "rtnl.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

/* Bytes of stack. Little is needed, but the thread-local storage of the process comes from it too: much in Bun. */
enum { STACK_MIN = 256 * 1024, STACK_MAX = 8 * 1024 * 1024 };
/* Datagrams read before the next look at the requests. */
enum { READ_BUDGET = 64 };
/* Requests after which everything is read: many answers unread would overrun the receive buffer. */
enum { SEND_BUDGET = 16 };
/* Milliseconds after which a socket without memory for a chunk tries again. */
enum { FULL_RETRY = 100 };
/*
 * Nanoseconds. To fall asleep and be woken costs 5 to 70 us, ten times the kernel's answer. So a thread whose last
 * request came within SPIN after it had nothing to do looks for the next one that long before it sleeps. An event or a
 * lone request makes it sleep at once, and so does JavaScript running on the same processor, which it would only hinder.
 */
enum { SPIN = 50000 };
/* Nanoseconds for which answers to many requests are gathered before JavaScript is woken. */
enum { GATHER = 100000 };
/* Bytes at which JavaScript is woken although more can be read at once: waking it costs as much as reading several datagrams. */
enum { GATHER_BYTES = 256 * 1024 };

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static void relax(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__) || defined(__arm__)
  __asm__ volatile("yield");
#endif
}

static void free_requests(struct request *request) {
  for (struct request *next; request; request = next) {
    next = request->next;
    free(request);
  }
}

/* Gives up one of the owners; the last one frees. */
void socket_release(struct rtnl_socket *socket) {
  if (atomic_fetch_sub(&socket->owners, 1) != 1) return;
  if (socket->fd >= 0) close(socket->fd);
  if (socket->wake >= 0) close(socket->wake);
  free_requests(atomic_load(&socket->requests));
  queue_free(&socket->queue);
  free(socket);
}

/* Tells JavaScript that `enough` bytes wait; once, until it has emptied the queue (addon.c, receive). */
static void signal_reader(struct rtnl_socket *socket, uint64_t enough) {
  queue_lock(&socket->queue);
  if (!socket->signalled && !socket->watching && socket->notify && socket->queue.queued >= enough) {
    socket->signalled = true;
    napi_call_threadsafe_function(socket->notify, NULL, napi_tsfn_nonblocking);
  }
  queue_unlock(&socket->queue);
}

/* Reads until the kernel has no more, the budget is used up or the queue is full. */
static enum outcome read_some(struct rtnl_socket *socket, int budget, bool signal) {
  enum outcome outcome = READ_NOTHING;
  for (; budget > 0; budget--) {
    outcome = netlink_read(socket, NULL);
    if (outcome == READ_NOTHING || outcome == READ_FULL) break;
    if (signal) signal_reader(socket, GATHER_BYTES);
    if (outcome == READ_BROKEN) break;
  }
  if (signal) signal_reader(socket, 1);
  return outcome;
}

/*
 * The kernel answers most requests inside the send, so each is followed by a read. `signalled` is when JavaScript was
 * woken last. Returns the processor that the last request came from.
 */
static int send_all(struct rtnl_socket *socket, struct request *newest, uint64_t *signalled) {
  struct request *request = NULL, *next;
  for (; newest; newest = next) {
    next = newest->next;
    newest->next = request;
    request = newest;
  }
  int cpu = -1;
  for (int count = 1; request; request = next, count++) {
    next = request->next;
    int error = netlink_send(socket->fd, request->bytes, request->size);
    if (error) queue_commit(&socket->queue, MARK_UNSENT, (int32_t)request->id, error);
    atomic_store(&socket->sent, request->id);
    cpu = request->cpu;
    free(request);
    read_some(socket, count % SEND_BUDGET ? 1 : READ_BUDGET, false);
    if (next && now() - *signalled > GATHER) {
      signal_reader(socket, 1);
      *signalled = now();
    }
  }
  return cpu;
}

/* Whether something is to be done; false when the thread may sleep. */
static bool spin(struct rtnl_socket *socket, uint64_t since) {
  do {
    for (int i = 0; i < 32; i++) {
      if (atomic_load(&socket->requests) || atomic_load(&socket->stop)) return true;
      relax();
    }
  } while (now() - since < SPIN);
  return false;
}

static void sleep_until_something(struct rtnl_socket *socket, enum outcome outcome) {
  struct queue *queue = &socket->queue;
  bool full = outcome == READ_FULL;
  queue_lock(queue);
  socket->full = full;
  queue_unlock(queue);
  atomic_store(&socket->asleep, true);
  /* After the flag: who changes one of these later sees it and wakes us. */
  if (!atomic_load(&socket->requests) && !atomic_load(&socket->stop) && !(full && queue->queued <= queue->limit / 2)) {
    /* An fd of -1 is not polled: a full queue leaves the kernel waiting, and POLLERR could not be turned off. */
    struct pollfd fds[2] = {{outcome == READ_NOTHING ? socket->fd : -1, POLLIN, 0}, {socket->wake, POLLIN, 0}};
    poll(fds, 2, full ? FULL_RETRY : -1);
    uint64_t count;
    if (fds[1].revents && read(socket->wake, &count, sizeof count) < 0) relax();
  }
  atomic_store(&socket->asleep, false);
}

static void *run(void *argument) {
  struct rtnl_socket *socket = argument;
  enum outcome outcome = READ_ONE;
  uint64_t idle_since = 0, signalled = 0;
  bool soon = false, eager = false;
  while (!atomic_load(&socket->stop)) {
    struct request *requests = atomic_exchange(&socket->requests, NULL);
    if (requests) {
      if (idle_since) soon = now() - idle_since < SPIN;
      idle_since = 0;
      uint64_t time = now();
      if (!signalled) signalled = time;
      eager = send_all(socket, requests, &signalled) != sched_getcpu() && soon;
      if (atomic_load(&socket->requests) && time - signalled <= GATHER) continue;
      signalled = 0;
      signal_reader(socket, 1);
    }
    if (outcome != READ_BROKEN) outcome = read_some(socket, READ_BUDGET, true);
    if (outcome == READ_ONE || outcome == READ_MARK) continue;
    if (!idle_since) idle_since = now();
    if (eager && spin(socket, idle_since)) continue;
    eager = false;
    sleep_until_something(socket, outcome);
  }
  queue_clear(&socket->queue);
  queue_lock(&socket->queue);
  close(socket->fd);
  socket->fd = -1;
  napi_threadsafe_function notify = socket->notify;
  if (notify) {
    /* Not null: the second meaning of a call, "closed". */
    napi_call_threadsafe_function(notify, socket, napi_tsfn_nonblocking);
    napi_release_threadsafe_function(notify, napi_tsfn_release);
    socket->notify = NULL;
  }
  queue_unlock(&socket->queue);
  socket_release(socket);
  return NULL;
}

/* After a change that the thread must see: a request, `stop`, room in the queue. */
void thread_wake(struct rtnl_socket *socket) {
  if (!atomic_exchange(&socket->asleep, false)) return;
  uint64_t one = 1;
  while (write(socket->wake, &one, sizeof one) < 0 && errno == EINTR) continue;
}

/* `watching`: JavaScript will call thread_watch before it sleeps, and need not be woken until then. */
int thread_send(struct rtnl_socket *socket, const void *bytes, size_t size, uint32_t id, bool watching) {
  struct request *request = malloc(sizeof *request + size);
  if (!request) return ENOMEM;
  request->size = (uint32_t)size;
  request->id = id;
  request->cpu = sched_getcpu();
  memcpy(request->bytes, bytes, size);
  if (watching && !socket->watching) { /* nobody else writes it */
    queue_lock(&socket->queue);
    socket->watching = true;
    queue_unlock(&socket->queue);
  }
  request->next = atomic_load(&socket->requests);
  while (!atomic_compare_exchange_weak(&socket->requests, &request->next, request)) continue;
  thread_wake(socket);
  return 0;
}

/* Waits that long for something in the queue; afterwards JavaScript is woken again. */
void thread_watch(struct rtnl_socket *socket, int microseconds) {
  if (!socket->watching) return;
  struct queue *queue = &socket->queue;
  uint64_t begin = queue->queued ? 0 : now();
  while (!queue->queued && now() - begin < (uint64_t)microseconds * 1000) {
    for (int i = 0; i < 16 && !queue->queued; i++) relax();
  }
  queue_lock(queue);
  socket->watching = false;
  queue_unlock(queue);
}

int thread_start(struct rtnl_socket *socket) {
  pthread_attr_t attributes;
  pthread_t thread;
  sigset_t all, before;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  sigfillset(&all); /* signals belong to the threads of the runtime */
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int error = EINVAL;
  for (size_t stack = STACK_MIN; error == EINVAL && stack <= STACK_MAX; stack *= 2) {
    pthread_attr_setstacksize(&attributes, stack);
    error = pthread_create(&thread, &attributes, run, socket);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  return error;
}
