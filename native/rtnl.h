/*
 * The addon behind src/socket/: netlink sockets, one I/O thread per socket or the event loop, network namespaces.
 * It carries datagrams and knows no message. Plain C over Node-API; nothing here is global, everything hangs on a
 * socket or on the environment (main thread or worker) that loaded the addon.
 */
#ifndef RTNL_H
#define RTNL_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NAPI_VERSION 8
#include <node_api.h>

/*
 * A chunk holds many datagrams, one behind the other. At least DATAGRAM_MAX bytes of room are offered to every
 * receive: dumps come in datagrams of up to 32 KiB (af_netlink.c, netlink_dump), single messages may be larger, for
 * example a link with hundreds of virtual functions.
 */
enum { CHUNK_SIZE = 256 * 1024, DATAGRAM_MAX = 128 * 1024 };

/* What stands in the queue: a datagram, or one of these in place of its size, in the order in which they happened. */
enum { MARK_KERNEL = -1, MARK_QUEUE = -2, MARK_TRUNCATED = -3, MARK_UNSENT = -4, MARK_BROKEN = -5 };

/* `first`: nsid of a datagram or -1; id of the request for MARK_UNSENT. `second`: errno of UNSENT and BROKEN. */
struct record {
  int32_t size, first, second, padding;
};

struct chunk {
  struct chunk *next;
  uint32_t used, taken;
  _Alignas(16) char bytes[CHUNK_SIZE];
};

/*
 * One writer (the I/O thread, or the event loop itself) and one reader (JavaScript). Bytes below `used` are never
 * written again until the reader has taken them, so only the counters need the lock.
 */
struct queue {
  pthread_mutex_t lock;
  struct chunk *head, *tail, *spare;
  _Atomic uint64_t queued; /* bytes; written under the lock */
  uint64_t limit;          /* bytes */
  bool pause_when_full;    /* else: read on, drop, and mark that */
  bool dropping;
  bool alone;              /* no thread: no lock */
};

/* What the addon remembers for one environment. `loop` and uv_* are null until the first socket without a thread. */
struct addon {
  int32_t *records;
  napi_ref records_ref;
  void *loop;
  size_t poll_size;
  int (*uv_poll_init)(void *, void *, int);
  int (*uv_poll_start)(void *, int, void (*)(void *, int, int));
  int (*uv_poll_stop)(void *);
  void (*uv_close)(void *, void (*)(void *));
  void (*uv_ref)(void *);
  void (*uv_unref)(void *);
};

/* The Int32Array shared with JavaScript: a head of RECORDS_HEAD numbers, then three numbers for each record. */
enum { RECORDS_SENT, RECORDS_NEEDED, RECORDS_QUEUED, RECORDS_PORT, RECORDS_HEAD };
enum { RECORDS_MAX = 1024, RECORD_FIELDS = 3 };

struct request {
  struct request *next;
  uint32_t size, id;
  int cpu; /* where JavaScript ran */
  char bytes[];
};

enum open_flags {
  OPEN_STRICT = 1,
  OPEN_EXT_ACK = 2,
  OPEN_CAP_ACK = 4,
  OPEN_NO_ENOBUFS = 8,
  OPEN_ALL_NSID = 16,
  OPEN_ANYONE = 32,
  OPEN_FORCE_BUFFERS = 64,
  OPEN_THREADED = 128,
  OPEN_PAUSE_WHEN_FULL = 256,
};

struct rtnl_socket {
  int fd;
  atomic_int owners; /* the JavaScript object, the thread and its threadsafe function, or the poll handle */
  uint32_t flags, port;
  struct queue queue;
  /* With a thread. */
  int wake;                          /* eventfd */
  struct request *_Atomic requests;  /* newest first; pushed by JavaScript, taken whole by the thread */
  _Atomic uint32_t sent;             /* id of the request sent last */
  atomic_bool stop, asleep;
  bool hooked;
  /* Under the lock of the queue. */
  bool signalled, watching, full;    /* watching: JavaScript looks into the queue by itself before it sleeps */
  napi_threadsafe_function notify;
  /* On the event loop; touched by the thread of JavaScript alone. */
  struct addon *addon;
  napi_env env;
  napi_ref callback;
  void *poll;
  napi_async_cleanup_hook_handle hook;
};

/* What failed, for an error of JavaScript; the call's name is a constant string. */
struct failure {
  int error;
  const char *call;
};

/* socket.c */
struct open_options {
  int protocol, receive_buffer, send_buffer, netns; /* buffers in bytes, 0: the system's; netns: an fd or -1 */
  const char *netns_path;                           /* or null */
  uint32_t flags, port;
};
int netlink_open(const struct open_options *options, uint32_t *port, struct failure *failure);
int netlink_membership(int fd, int group, bool join);
int netlink_send(int fd, const void *bytes, size_t size);
enum outcome { READ_ONE, READ_MARK, READ_NOTHING, READ_FULL, READ_BROKEN };
/* Memory of JavaScript that a datagram may go to without the queue; `size` becomes the datagram's, or -1. */
struct slab {
  char *bytes;
  size_t room;
  int32_t size, nsid;
};
enum outcome netlink_read(struct rtnl_socket *socket, struct slab *slab);

/* queue.c */
void queue_lock(struct queue *queue);
void queue_unlock(struct queue *queue);
bool queue_init(struct queue *queue, uint64_t limit, bool pause_when_full, bool alone);
void queue_clear(struct queue *queue);
void queue_free(struct queue *queue);
char *queue_room(struct queue *queue, size_t *size, bool *keep);
void queue_commit(struct queue *queue, int32_t size, int32_t first, int32_t second);
int queue_take(struct queue *queue, char *slab, size_t size, int32_t *records);

/* thread.c */
int thread_start(struct rtnl_socket *socket);
int thread_send(struct rtnl_socket *socket, const void *bytes, size_t size, uint32_t id, bool watching);
void thread_wake(struct rtnl_socket *socket);
void thread_watch(struct rtnl_socket *socket, int microseconds);
void socket_release(struct rtnl_socket *socket);

/* poll.c */
int poll_open(struct rtnl_socket *socket, napi_value callback);
void poll_enable(struct rtnl_socket *socket, bool on);
void poll_close(struct rtnl_socket *socket);

/* netns.c */
int enter_thread(void *(*body)(void *), void *argument);
int netns_enter(const char *path, int fd, const char **call);
void netns_create(const char *directory, const char *path, struct failure *failure);
void netns_remove(const char *path, struct failure *failure);

#endif
