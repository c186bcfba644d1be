/* A netlink socket and its options: man 7 netlink, net/netlink/af_netlink.c. */
#define _GNU_SOURCE
#include "rtnl.h"

#include <errno.h>
#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#ifndef SOL_NETLINK
#define SOL_NETLINK 270
#endif

/* Bytes read directly into memory of JavaScript; more than that comes only in dumps. */
enum { SLAB_PART = 32 * 1024 };

static int set(int fd, int level, int option, int value) {
  return setsockopt(fd, level, option, &value, sizeof value) ? errno : 0;
}

/* An option that an old kernel does not know is no error: strict checking came with 4.20, ext-ack 4.12, cap-ack 4.3. */
static int set_if_known(int fd, int option) {
  int error = set(fd, SOL_NETLINK, option, 1);
  return error == ENOPROTOOPT ? 0 : error;
}

/* SO_RCVBUF stays below net.core.rmem_max; the FORCE form wants CAP_NET_ADMIN. */
static int set_buffer(int fd, int option, int forced, int value, bool force) {
  if (!value || (force && !set(fd, SOL_SOCKET, forced, value))) return 0;
  return set(fd, SOL_SOCKET, option, value);
}

struct opening {
  const struct open_options *options;
  struct failure *failure;
  int fd;
};

static void *open_here(void *argument) {
  struct opening *opening = argument;
  const struct open_options *options = opening->options;
  opening->fd = -1;
  if (options->netns_path || options->netns >= 0) {
    opening->failure->error = netns_enter(options->netns_path, options->netns, &opening->failure->call);
    if (opening->failure->error) return NULL;
  }
  opening->fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, options->protocol);
  if (opening->fd < 0) *opening->failure = (struct failure){errno, "socket"};
  return NULL;
}

int netlink_open(const struct open_options *options, uint32_t *port, struct failure *failure) {
  struct opening opening = {options, failure, -1};
  failure->error = 0;
  if (options->netns_path || options->netns >= 0) {
    int error = enter_thread(open_here, &opening);
    if (error) *failure = (struct failure){error, "pthread_create"};
  } else {
    open_here(&opening);
  }
  int fd = opening.fd;
  if (fd < 0) return -1;
  uint32_t flags = options->flags;
  bool force = flags & OPEN_FORCE_BUFFERS;
  int error = set_buffer(fd, SO_RCVBUF, SO_RCVBUFFORCE, options->receive_buffer, force);
  if (!error) error = set_buffer(fd, SO_SNDBUF, SO_SNDBUFFORCE, options->send_buffer, force);
  if (!error && flags & OPEN_EXT_ACK) error = set_if_known(fd, NETLINK_EXT_ACK);
  if (!error && flags & OPEN_CAP_ACK) error = set_if_known(fd, NETLINK_CAP_ACK);
  if (!error && flags & OPEN_STRICT) error = set_if_known(fd, NETLINK_GET_STRICT_CHK);
  if (!error && flags & OPEN_NO_ENOBUFS) error = set(fd, SOL_NETLINK, NETLINK_NO_ENOBUFS, 1);
  if (!error && flags & OPEN_ALL_NSID) error = set(fd, SOL_NETLINK, NETLINK_LISTEN_ALL_NSID, 1);
  failure->call = "setsockopt";
  struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_pid = options->port};
  socklen_t length = sizeof address;
  if (!error) {
    failure->call = "bind";
    if (bind(fd, (struct sockaddr *)&address, length) || getsockname(fd, (struct sockaddr *)&address, &length)) {
      error = errno;
    }
  }
  if (error) {
    failure->error = error;
    close(fd);
    return -1;
  }
  *port = address.nl_pid;
  return fd;
}

/* By socket option, because the bitmap of bind() ends at group 31. */
int netlink_membership(int fd, int group, bool join) {
  return set(fd, SOL_NETLINK, join ? NETLINK_ADD_MEMBERSHIP : NETLINK_DROP_MEMBERSHIP, group);
}

/* Without an address: to port 0, the kernel. */
int netlink_send(int fd, const void *bytes, size_t size) {
  for (;;) {
    if (send(fd, bytes, size, 0) >= 0) return 0;
    if (errno != EINTR) return errno;
  }
}

/* Nothing else was asked for that would come beside a datagram. */
static int32_t nsid_of(struct msghdr *message) {
  struct cmsghdr *part = CMSG_FIRSTHDR(message);
  int32_t nsid = -1;
  if (part && part->cmsg_level == SOL_NETLINK && part->cmsg_type == NETLINK_LISTEN_ALL_NSID) {
    memcpy(&nsid, CMSG_DATA(part), sizeof nsid);
  }
  return nsid;
}

/* Reads one datagram without waiting: into the slab if there is one and the datagram fits, else into the queue. */
enum outcome netlink_read(struct rtnl_socket *socket, struct slab *slab) {
  struct queue *queue = &socket->queue;
  struct iovec parts[2], *room = &parts[1];
  bool keep;
  room->iov_base = queue_room(queue, &room->iov_len, &keep);
  if (!room->iov_base) return READ_FULL;
  struct sockaddr_nl sender = {0};
  _Alignas(struct cmsghdr) char control[64];
  struct msghdr message = {.msg_name = &sender, .msg_namelen = sizeof sender, .msg_iov = room, .msg_iovlen = 1};
  if (slab) {
    if (slab->room > SLAB_PART) slab->room = SLAB_PART;
    room->iov_len -= slab->room; /* room for the whole datagram, should it have to move there */
    parts[0] = (struct iovec){slab->bytes, slab->room};
    message.msg_iov = parts;
    message.msg_iovlen = 2;
    slab->size = -1;
  }
  if (socket->flags & OPEN_ALL_NSID) {
    message.msg_control = control;
    message.msg_controllen = sizeof control;
  }
  ssize_t size = recvmsg(socket->fd, &message, MSG_DONTWAIT);
  if (size < 0) {
    if (errno == EAGAIN) return READ_NOTHING;
    if (errno == EINTR) return READ_MARK;
    bool lost = errno == ENOBUFS || errno == ENOMEM;
    queue_commit(queue, lost ? MARK_KERNEL : MARK_BROKEN, -1, errno);
    return lost ? READ_MARK : READ_BROKEN;
  }
  if (sender.nl_pid && !(socket->flags & OPEN_ANYONE)) return READ_MARK;
  if (message.msg_flags & MSG_TRUNC) {
    queue_commit(queue, MARK_TRUNCATED, -1, 0);
    return READ_MARK;
  }
  if (!keep) {
    queue_commit(queue, MARK_QUEUE, -1, 0);
    return READ_MARK;
  }
  int32_t nsid = message.msg_controllen ? nsid_of(&message) : -1;
  if (slab && (size_t)size <= slab->room) {
    slab->size = (int32_t)size;
    slab->nsid = nsid;
    return READ_ONE;
  }
  if (slab) { /* its beginning is in the slab */
    memmove((char *)room->iov_base + slab->room, room->iov_base, (size_t)size - slab->room);
    memcpy(room->iov_base, slab->bytes, slab->room);
  }
  queue_commit(queue, (int32_t)size, nsid, 0);
  return READ_ONE;
}
