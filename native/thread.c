/*
 * The I/O thread of a socket: sends what JavaScript queued, reads whatever the kernel has, wakes JavaScript once per
 * batch. It blocks where the event loop must not, for example while another process holds the kernel's RTNL lock.
 */
#define _GNU_SOURCE
#include "rtnl.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* Bytes of stack; the deepest call is a send, but thread-local storage of the process is taken from it too. */
enum { STACK_SIZE = 256 * 1024 };
/* Datagrams read before the next look at the requests. */
enum { READ_BUDGET = 64 };
/* Milliseconds after which a socket without memory for a chunk tries again. */
enum { FULL_RETRY = 100 };

/* Gives up one of the owners; the last one frees. */
void socket_release(struct rtnl_socket *socket) {
  pthread_mutex_lock(&socket->queue.lock);
  bool last = --socket->owners == 0;
  pthread_mutex_unlock(&socket->queue.lock);
  if (!last) return;
  if (socket->fd >= 0) close(socket->fd);
  if (socket->wake >= 0) close(socket->wake);
  for (struct request *request = socket->first, *next; request; request = next) {
    next = request->next;
    free(request);
  }
  queue_free(&socket->queue);
  free(socket);
}

/* Tells JavaScript that the queue is not empty; once, until it has emptied the queue (addon.c, receive). */
static void signal_reader(struct rtnl_socket *socket) {
  pthread_mutex_lock(&socket->queue.lock);
  if (!socket->signalled && socket->notify && socket->queue.queued) {
    socket->signalled = true;
    napi_call_threadsafe_function(socket->notify, NULL, napi_tsfn_nonblocking);
  }
  pthread_mutex_unlock(&socket->queue.lock);
}

/* Reads until the kernel has no more, the budget is used up or the queue is full. */
static enum outcome read_some(struct rtnl_socket *socket) {
  enum outcome outcome = READ_NOTHING;
  for (int budget = READ_BUDGET; budget > 0; budget--) {
    outcome = netlink_read(socket);
    if (outcome == READ_NOTHING || outcome == READ_FULL) break;
    signal_reader(socket);
    if (outcome == READ_BROKEN) break;
  }
  return outcome;
}

static void send_all(struct rtnl_socket *socket, struct request *request) {
  for (struct request *next; request; request = next) {
    next = request->next;
    int error = netlink_send(socket->fd, request->bytes, request->size);
    if (error) queue_commit(&socket->queue, MARK_UNSENT, (int32_t)request->id, error);
    pthread_mutex_lock(&socket->queue.lock);
    socket->sent = request->id;
    pthread_mutex_unlock(&socket->queue.lock);
    free(request);
    if (error) signal_reader(socket);
    /* The kernel answers most requests inside the send; many answers unread would overrun the receive buffer. */
    read_some(socket);
  }
}

static void *run(void *argument) {
  struct rtnl_socket *socket = argument;
  pthread_mutex_t *lock = &socket->queue.lock;
  enum outcome outcome = READ_ONE;
  for (;;) {
    pthread_mutex_lock(lock);
    struct request *requests = socket->first;
    socket->first = NULL;
    socket->last = &socket->first;
    bool stop = socket->stop;
    bool idle = !requests && (outcome == READ_NOTHING || outcome == READ_FULL || outcome == READ_BROKEN);
    socket->asleep = idle && !stop;
    socket->full = outcome == READ_FULL;
    pthread_mutex_unlock(lock);
    if (stop) {
      for (struct request *next; requests; requests = next) {
        next = requests->next;
        free(requests);
      }
      break;
    }
    if (idle) {
      /* An fd of -1 is not polled: a full queue leaves the kernel waiting, and POLLERR could not be turned off. */
      struct pollfd fds[2] = {{outcome == READ_NOTHING ? socket->fd : -1, POLLIN, 0}, {socket->wake, POLLIN, 0}};
      poll(fds, 2, outcome == READ_FULL ? FULL_RETRY : -1);
      uint64_t count;
      if (fds[1].revents && read(socket->wake, &count, sizeof count) < 0) continue;
      if (outcome == READ_BROKEN) continue;
    }
    send_all(socket, requests);
    outcome = read_some(socket);
  }
  pthread_mutex_lock(lock);
  close(socket->fd);
  socket->fd = -1;
  napi_threadsafe_function notify = socket->notify;
  if (notify) {
    /* Not null: the second meaning of a call, "closed". */
    napi_call_threadsafe_function(notify, socket, napi_tsfn_nonblocking);
    napi_release_threadsafe_function(notify, napi_tsfn_release);
    socket->notify = NULL;
  }
  pthread_mutex_unlock(lock);
  socket_release(socket);
  return NULL;
}

/* Under the lock. */
static void wake(struct rtnl_socket *socket) {
  if (!socket->asleep) return;
  socket->asleep = false;
  uint64_t one = 1;
  while (write(socket->wake, &one, sizeof one) < 0 && errno == EINTR) continue;
}

/* After a change of `stop` or of the room in the queue. */
void thread_wake(struct rtnl_socket *socket) {
  pthread_mutex_lock(&socket->queue.lock);
  wake(socket);
  pthread_mutex_unlock(&socket->queue.lock);
}

int thread_send(struct rtnl_socket *socket, const void *bytes, size_t size, uint32_t id) {
  struct request *request = malloc(sizeof *request + size);
  if (!request) return ENOMEM;
  request->next = NULL;
  request->size = (uint32_t)size;
  request->id = id;
  memcpy(request->bytes, bytes, size);
  pthread_mutex_lock(&socket->queue.lock);
  *socket->last = request;
  socket->last = &request->next;
  wake(socket);
  pthread_mutex_unlock(&socket->queue.lock);
  return 0;
}

int thread_start(struct rtnl_socket *socket) {
  pthread_attr_t attributes;
  pthread_t thread;
  sigset_t all, before;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, STACK_SIZE);
  sigfillset(&all); /* signals belong to the threads of the runtime */
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int error = pthread_create(&thread, &attributes, run, socket);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  return error;
}
