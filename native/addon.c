/* What JavaScript sees; src/socket/native.ts names the types and is the only caller. */
#define _GNU_SOURCE /* struct ucred */
#include "rtnl.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 10, PATH_SIZE = 4096 };

static napi_value undefined(napi_env env) {
  napi_value value;
  napi_get_undefined(env, &value);
  return value;
}

static napi_value integer(napi_env env, int32_t number) {
  napi_value value;
  napi_create_int32(env, number, &value);
  return value;
}

static int32_t int_of(napi_env env, napi_value value) {
  int32_t number = 0;
  napi_get_value_int32(env, value, &number);
  return number;
}

static struct rtnl_socket *socket_of(napi_env env, napi_value value) {
  void *socket = NULL;
  napi_get_value_external(env, value, &socket);
  return socket;
}

static size_t bytes_of(napi_env env, napi_value value, void **bytes) {
  size_t size = 0;
  *bytes = NULL;
  napi_get_typedarray_info(env, value, NULL, &size, bytes, NULL, NULL);
  return *bytes ? size : 0;
}

/* Null when it is no string or too long for the system. */
static const char *path_of(napi_env env, napi_value value, char path[PATH_SIZE]) {
  size_t size;
  if (napi_get_value_string_utf8(env, value, path, PATH_SIZE, &size) != napi_ok) return NULL;
  return size < PATH_SIZE - 1 ? path : NULL;
}

/* An Error with `errno` (positive) and `syscall`; native.ts makes the message. */
static napi_value system_error(napi_env env, const struct failure *failure) {
  napi_value error, text;
  napi_create_string_utf8(env, failure->call, NAPI_AUTO_LENGTH, &text);
  napi_create_error(env, NULL, text, &error);
  napi_set_named_property(env, error, "syscall", text);
  napi_set_named_property(env, error, "errno", integer(env, failure->error));
  return error;
}

/* Only the thread of JavaScript writes to it, so only that may close it. */
static void close_wake(struct rtnl_socket *socket) {
  if (socket->wake >= 0) close(socket->wake);
  socket->wake = -1;
}

/* With a thread: calls back, from the queue of the threadsafe function; `closed` is null or the socket. */
static void on_notify(napi_env env, napi_value callback, void *context, void *closed) {
  (void)context;
  if (!env || !callback) return;
  if (closed) close_wake(closed);
  napi_value flag;
  napi_get_boolean(env, closed != NULL, &flag);
  napi_call_function(env, undefined(env), callback, 1, &flag, NULL);
}

/* The environment ends while the thread works: it may finish what it does, but calls no JavaScript any more. */
static void on_exit_of_environment(void *data) {
  struct rtnl_socket *socket = data;
  queue_lock(&socket->queue);
  napi_threadsafe_function notify = socket->notify;
  socket->notify = NULL;
  socket->hooked = false;
  queue_unlock(&socket->queue);
  atomic_store(&socket->stop, true);
  thread_wake(socket);
  if (notify) napi_release_threadsafe_function(notify, napi_tsfn_release);
}

static void on_notify_gone(napi_env env, void *data, void *hint) {
  (void)hint;
  struct rtnl_socket *socket = data;
  if (socket->hooked) napi_remove_env_cleanup_hook(env, on_exit_of_environment, socket);
  socket_release(socket);
}

static void on_collected(napi_env env, void *data, void *hint) {
  (void)env;
  (void)hint;
  socket_release(data);
}

static struct failure start_thread(napi_env env, struct rtnl_socket *socket, napi_value callback) {
  napi_value name;
  socket->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (socket->wake < 0) return (struct failure){errno, "eventfd"};
  napi_create_string_utf8(env, "rtnl", NAPI_AUTO_LENGTH, &name);
  napi_status status = napi_create_threadsafe_function(env, callback, NULL, name, 0, 1, socket, on_notify_gone, NULL,
                                                       on_notify, &socket->notify);
  if (status != napi_ok) return (struct failure){ENOMEM, "napi_create_threadsafe_function"};
  napi_unref_threadsafe_function(env, socket->notify);
  atomic_fetch_add(&socket->owners, 2);
  int error = thread_start(socket);
  if (error) {
    napi_release_threadsafe_function(socket->notify, napi_tsfn_abort);
    atomic_fetch_sub(&socket->owners, 1);
    return (struct failure){error, "pthread_create"};
  }
  socket->hooked = napi_add_env_cleanup_hook(env, on_exit_of_environment, socket) == napi_ok;
  return (struct failure){0, NULL};
}

/* open(protocol, flags, port, receiveBuffer, sendBuffer, queueLimit, netnsPath | undefined, netnsFd, callback) */
static napi_value open_socket(napi_env env, napi_callback_info info) {
  napi_value argv[ARGUMENTS_MAX], external;
  size_t argc = ARGUMENTS_MAX;
  char path[PATH_SIZE];
  double limit = 0;
  struct addon *addon;
  struct failure failure = {0, NULL};
  napi_get_instance_data(env, (void **)&addon);
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  napi_get_value_double(env, argv[5], &limit);
  uint32_t port = 0;
  napi_get_value_uint32(env, argv[2], &port);
  struct open_options options = {
      .protocol = int_of(env, argv[0]),
      .flags = (uint32_t)int_of(env, argv[1]),
      .port = port,
      .receive_buffer = int_of(env, argv[3]),
      .send_buffer = int_of(env, argv[4]),
      .netns_path = path_of(env, argv[6], path),
      .netns = int_of(env, argv[7]),
  };
  struct rtnl_socket *socket = calloc(1, sizeof *socket);
  if (!socket || !queue_init(&socket->queue, (uint64_t)limit, options.flags & OPEN_PAUSE_WHEN_FULL,
                             !(options.flags & OPEN_THREADED))) {
    free(socket);
    napi_throw(env, system_error(env, &(struct failure){ENOMEM, "malloc"}));
    return NULL;
  }
  socket->owners = 1;
  socket->wake = -1;
  socket->flags = options.flags;
  socket->addon = addon;
  socket->env = env;
  socket->fd = netlink_open(&options, &socket->port, &failure);
  if (socket->fd >= 0 && options.flags & OPEN_THREADED) {
    failure = start_thread(env, socket, argv[8]);
  } else if (socket->fd >= 0) {
    failure = (struct failure){poll_open(socket, argv[8]), "uv_poll_init"};
  }
  if (!failure.error && napi_create_external(env, socket, on_collected, NULL, &external) == napi_ok) {
    addon->records[RECORDS_PORT] = (int32_t)socket->port;
    return external;
  }
  socket_release(socket);
  if (failure.error) napi_throw(env, system_error(env, &failure));
  return NULL;
}

/*
 * send(socket, bytes, id, watching, slab, offset): below 0 the errno. With a thread 0: it will be sent, and a failure
 * becomes a mark. Without one the number of records (0 or 1) that now stand in `records`: rtnetlink answers inside the
 * send, so the first datagram is read at once, unless the slab is undefined.
 */
static napi_value send_bytes(napi_env env, napi_callback_info info) {
  napi_value argv[6];
  size_t argc = 6;
  void *bytes, *memory;
  bool watching = false;
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  struct rtnl_socket *socket = socket_of(env, argv[0]);
  size_t size = bytes_of(env, argv[1], &bytes);
  if (socket->flags & OPEN_THREADED) {
    napi_get_value_bool(env, argv[3], &watching);
    return integer(env, -thread_send(socket, bytes, size, (uint32_t)int_of(env, argv[2]), watching));
  }
  int error = netlink_send(socket->fd, bytes, size);
  if (error) return integer(env, -error);
  size_t room = bytes_of(env, argv[4], &memory), offset = (size_t)int_of(env, argv[5]);
  int32_t *records = socket->addon->records;
  struct slab slab = {(char *)memory + offset, room - offset, -1, -1};
  /* What is in the queue comes first. */
  if (!memory || offset >= room || socket->queue.queued || netlink_read(socket, &slab) != READ_ONE || slab.size < 0) {
    records[RECORDS_QUEUED] = (int32_t)socket->queue.queued;
    return integer(env, 0);
  }
  records[RECORDS_QUEUED] = 0;
  records[RECORDS_HEAD] = slab.size;
  records[RECORDS_HEAD + 1] = slab.nsid;
  return integer(env, 1);
}

/*
 * receive(socket, slab, offset, budget): how many records now stand in `records`. Without a thread it first reads up
 * to `budget` datagrams from the kernel; with one it waits up to `budget` microseconds, if a send said so.
 */
static napi_value receive(napi_env env, napi_callback_info info) {
  napi_value argv[4];
  size_t argc = 4;
  void *slab;
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  struct rtnl_socket *socket = socket_of(env, argv[0]);
  struct queue *queue = &socket->queue;
  int32_t *records = socket->addon->records;
  if (socket->fd < 0) return integer(env, 0);
  size_t size = bytes_of(env, argv[1], &slab), offset = (size_t)int_of(env, argv[2]);
  int budget = int_of(env, argv[3]);
  bool threaded = socket->flags & OPEN_THREADED;
  if (threaded) thread_watch(socket, budget);
  for (; !threaded && budget > 0; budget--) {
    enum outcome outcome = netlink_read(socket, NULL);
    if (outcome != READ_ONE && outcome != READ_MARK) break;
  }
  if (offset > size) offset = size;
  /* Before the records: what failed among the requests up to this one has its mark in the queue by now. */
  records[RECORDS_SENT] = (int32_t)atomic_load(&socket->sent);
  int count = queue_take(queue, (char *)slab + offset, size - offset, records);
  if (threaded) {
    queue_lock(queue);
    /* What came after the last record was taken has not been signalled: JavaScript sees it in this number. */
    records[RECORDS_QUEUED] = queue->queued < INT32_MAX ? (int32_t)queue->queued : INT32_MAX;
    if (!queue->queued) socket->signalled = false;
    bool wake = socket->full && queue->queued <= queue->limit / 2;
    queue_unlock(queue);
    if (wake) thread_wake(socket);
  }
  return integer(env, count);
}

/* membership(socket, group, join): errno or 0 */
static napi_value membership(napi_env env, napi_callback_info info) {
  napi_value argv[3];
  size_t argc = 3;
  bool join = false;
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  napi_get_value_bool(env, argv[2], &join);
  return integer(env, netlink_membership(socket_of(env, argv[0])->fd, int_of(env, argv[1]), join));
}

/* listen(socket, on): whether the event loop watches a socket without a thread; it does not after open. */
static napi_value listen_on(napi_env env, napi_callback_info info) {
  napi_value argv[2];
  size_t argc = 2;
  bool on = false;
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  napi_get_value_bool(env, argv[1], &on);
  poll_enable(socket_of(env, argv[0]), on);
  return undefined(env);
}

static void keep_alive(napi_env env, struct rtnl_socket *socket, bool on) {
  if (socket->poll) {
    (on ? socket->addon->uv_ref : socket->addon->uv_unref)(socket->poll);
  }
  queue_lock(&socket->queue);
  if (socket->notify) {
    (on ? napi_ref_threadsafe_function : napi_unref_threadsafe_function)(env, socket->notify);
  }
  queue_unlock(&socket->queue);
}

/* ref(socket, on): whether it keeps the process alive; it does not after open. */
static napi_value ref(napi_env env, napi_callback_info info) {
  napi_value argv[2];
  size_t argc = 2;
  bool on = false;
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  napi_get_value_bool(env, argv[1], &on);
  keep_alive(env, socket_of(env, argv[0]), on);
  return undefined(env);
}

/* close(socket): with a thread the callback is called once more, with true, when the thread is at its end. */
static napi_value close_socket(napi_env env, napi_callback_info info) {
  napi_value argv[1];
  size_t argc = 1;
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  struct rtnl_socket *socket = socket_of(env, argv[0]);
  if (!(socket->flags & OPEN_THREADED)) {
    poll_close(socket);
    return undefined(env);
  }
  keep_alive(env, socket, true);
  atomic_store(&socket->stop, true);
  thread_wake(socket);
  return undefined(env);
}

/* credentials(fd): [pid, uid, gid] of who connected to a Unix socket; undefined where the kernel does not tell. */
static napi_value credentials(napi_env env, napi_callback_info info) {
  napi_value argv[1], list, number;
  size_t argc = 1;
  struct ucred peer;
  socklen_t size = sizeof peer;
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  if (getsockopt(int_of(env, argv[0]), SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0) return undefined(env);
  napi_create_array_with_length(env, 3, &list);
  const uint32_t numbers[] = {(uint32_t)peer.pid, peer.uid, peer.gid};
  for (uint32_t i = 0; i < 3; i++) {
    napi_create_uint32(env, numbers[i], &number);
    napi_set_element(env, list, i, number);
  }
  return list;
}

/* A namespace made or removed, in the thread pool of the runtime. */
struct namespace_work {
  napi_async_work work;
  napi_deferred deferred;
  struct failure failure;
  bool create;
  char directory[PATH_SIZE], path[PATH_SIZE];
};

static void namespace_execute(napi_env env, void *data) {
  (void)env;
  struct namespace_work *work = data;
  if (work->create) {
    netns_create(work->directory, work->path, &work->failure);
  } else {
    netns_remove(work->path, &work->failure);
  }
}

static void namespace_complete(napi_env env, napi_status status, void *data) {
  struct namespace_work *work = data;
  if (status == napi_cancelled) work->failure = (struct failure){ECANCELED, "unshare"};
  if (work->failure.error) {
    napi_reject_deferred(env, work->deferred, system_error(env, &work->failure));
  } else {
    napi_resolve_deferred(env, work->deferred, undefined(env));
  }
  napi_delete_async_work(env, work->work);
  free(work);
}

/* namespace(path, directory | undefined): creates when a directory is given, else removes; a promise. */
static napi_value namespace_change(napi_env env, napi_callback_info info) {
  napi_value argv[2], name, promise;
  size_t argc = 2;
  struct namespace_work *work = calloc(1, sizeof *work);
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  if (!work || !path_of(env, argv[0], work->path)) {
    napi_throw(env, system_error(env, &(struct failure){work ? ENAMETOOLONG : ENOMEM, "open"}));
    free(work);
    return NULL;
  }
  work->create = path_of(env, argv[1], work->directory) != NULL;
  napi_create_string_utf8(env, "rtnl", NAPI_AUTO_LENGTH, &name);
  napi_create_promise(env, &work->deferred, &promise);
  napi_create_async_work(env, NULL, name, namespace_execute, namespace_complete, work, &work->work);
  napi_queue_async_work(env, work->work);
  return promise;
}

static void addon_free(napi_env env, void *data, void *hint) {
  (void)env;
  (void)hint;
  free(data);
}

NAPI_MODULE_INIT() {
  struct addon *addon = calloc(1, sizeof *addon);
  napi_value buffer, records;
  size_t length = RECORDS_HEAD + RECORDS_MAX * RECORD_FIELDS;
  if (!addon) return NULL;
  napi_create_arraybuffer(env, length * sizeof(int32_t), (void **)&addon->records, &buffer);
  napi_create_typedarray(env, napi_int32_array, length, buffer, 0, &records);
  napi_create_reference(env, records, 1, &addon->records_ref);
  napi_set_instance_data(env, addon, addon_free, NULL);
  napi_property_descriptor properties[] = {
      {"records", NULL, NULL, NULL, NULL, records, napi_enumerable, NULL},
      {"open", NULL, open_socket, NULL, NULL, NULL, napi_enumerable, NULL},
      {"send", NULL, send_bytes, NULL, NULL, NULL, napi_enumerable, NULL},
      {"receive", NULL, receive, NULL, NULL, NULL, napi_enumerable, NULL},
      {"membership", NULL, membership, NULL, NULL, NULL, napi_enumerable, NULL},
      {"listen", NULL, listen_on, NULL, NULL, NULL, napi_enumerable, NULL},
      {"ref", NULL, ref, NULL, NULL, NULL, napi_enumerable, NULL},
      {"close", NULL, close_socket, NULL, NULL, NULL, napi_enumerable, NULL},
      {"credentials", NULL, credentials, NULL, NULL, NULL, napi_enumerable, NULL},
      {"namespace", NULL, namespace_change, NULL, NULL, NULL, napi_enumerable, NULL},
  };
  napi_define_properties(env, exports, sizeof properties / sizeof *properties, properties);
  return exports;
}
