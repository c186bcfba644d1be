/*
 * The threadless path: a poll handle of libuv on the loop of the environment. The functions are looked up at run time
 * and declared here, so that the addon loads where there is no libuv and builds without its headers.
 */
#define _GNU_SOURCE
#include "rtnl.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* uv.h: stable for all of libuv 1.x. */
enum { UV_POLL = 8, UV_READABLE = 1 };

/*
 * At the first socket, not at load: Bun exports every function of libuv and ends the process when one is called, so
 * only JavaScript knows when not to come here.
 */
static void find(struct addon *addon, napi_env env) {
  struct uv_loop_s *loop = NULL;
  size_t (*handle_size)(int);
#define FIND(target, name) (*(void **)&(target) = dlsym(RTLD_DEFAULT, name))
  bool found = FIND(handle_size, "uv_handle_size") && FIND(addon->uv_poll_init, "uv_poll_init") &&
               FIND(addon->uv_poll_start, "uv_poll_start") && FIND(addon->uv_poll_stop, "uv_poll_stop") &&
               FIND(addon->uv_close, "uv_close") && FIND(addon->uv_ref, "uv_ref") && FIND(addon->uv_unref, "uv_unref");
#undef FIND
  if (!found || napi_get_uv_event_loop(env, &loop) != napi_ok || !loop) return;
  addon->loop = loop;
  addon->poll_size = handle_size(UV_POLL);
}

/* `data` is the first member of every handle. */
static struct rtnl_socket *owner(void *handle) {
  return *(struct rtnl_socket **)handle;
}

static void on_event(void *handle, int status, int events) {
  (void)events;
  struct rtnl_socket *socket = owner(handle);
  napi_env env = socket->env;
  /* A pending ENOBUFS is POLLERR to libuv: it calls with EBADF and has stopped the handle. The read gets the error. */
  if (status < 0) socket->addon->uv_poll_start(handle, UV_READABLE, on_event);
  napi_handle_scope scope;
  napi_value callback, receiver, closed, error;
  if (napi_open_handle_scope(env, &scope) != napi_ok) return;
  napi_get_reference_value(env, socket->callback, &callback);
  napi_get_global(env, &receiver);
  napi_get_boolean(env, false, &closed);
  if (napi_make_callback(env, NULL, receiver, callback, 1, &closed, NULL) == napi_pending_exception) {
    napi_get_and_clear_last_exception(env, &error);
    napi_fatal_exception(env, error);
  }
  napi_close_handle_scope(env, scope);
}

static void on_closed(void *handle) {
  struct rtnl_socket *socket = owner(handle);
  napi_remove_async_cleanup_hook(socket->hook);
  free(handle);
  socket_release(socket);
}

void poll_close(struct rtnl_socket *socket) {
  if (!socket->poll) return;
  socket->addon->uv_poll_stop(socket->poll);
  socket->addon->uv_close(socket->poll, on_closed);
  socket->poll = NULL;
  close(socket->fd);
  socket->fd = -1;
  queue_clear(&socket->queue);
  napi_delete_reference(socket->env, socket->callback);
}

static void on_exit_of_environment(napi_async_cleanup_hook_handle hook, void *socket) {
  (void)hook;
  poll_close(socket);
}

int poll_open(struct rtnl_socket *socket, napi_value callback) {
  struct addon *addon = socket->addon;
  if (!addon->loop) find(addon, socket->env);
  if (!addon->loop) return ENOTSUP;
  socket->poll = calloc(1, addon->poll_size);
  if (!socket->poll) return ENOMEM;
  int error = -addon->uv_poll_init(addon->loop, socket->poll, socket->fd);
  if (error) {
    free(socket->poll);
    socket->poll = NULL;
    return error;
  }
  *(struct rtnl_socket **)socket->poll = socket;
  addon->uv_unref(socket->poll);
  atomic_fetch_add(&socket->owners, 1);
  napi_create_reference(socket->env, callback, 1, &socket->callback);
  napi_add_async_cleanup_hook(socket->env, on_exit_of_environment, socket, &socket->hook);
  return 0;
}

void poll_enable(struct rtnl_socket *socket, bool on) {
  if (!socket->poll) return;
  if (on) {
    socket->addon->uv_poll_start(socket->poll, UV_READABLE, on_event);
  } else {
    socket->addon->uv_poll_stop(socket->poll);
  }
}
