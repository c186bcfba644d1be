#include "bench.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

_Noreturn void die(const char *what) {
  perror(what);
  exit(1);
}

static uint64_t clock_ns(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

uint64_t now_ns(void) { return clock_ns(CLOCK_MONOTONIC); }
uint64_t cpu_ns(void) { return clock_ns(CLOCK_PROCESS_CPUTIME_ID); }

long number(char **args, int count, int index, long otherwise) {
  return index < count ? atol(args[index]) : otherwise;
}

int compare_u64(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

void print_samples(const char *what, uint64_t *samples, size_t count, uint64_t total_ns, double per_sample) {
  qsort(samples, count, sizeof *samples, compare_u64);
  printf("{\"what\":\"%s\",\"count\":%.0f,\"ns\":%llu,\"p50\":%.0f,\"p99\":%.0f,\"mean\":%.0f}\n", what, (double)count * per_sample,
         (unsigned long long)total_ns, (double)samples[count / 2] / per_sample, (double)samples[count * 99 / 100] / per_sample,
         (double)total_ns / ((double)count * per_sample));
}

/* Strict checking and extended ACK as our own sockets have them; a receive buffer of 0 leaves the system's own. */
int open_netlink(int receive_buffer) {
  int one = 1;
  int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  if (fd < 0) die("socket");
  struct sockaddr_nl address = {.nl_family = AF_NETLINK};
  if (bind(fd, (struct sockaddr *)&address, sizeof address)) die("bind");
  if (setsockopt(fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, &one, sizeof one)) die("NETLINK_GET_STRICT_CHK");
  if (setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, &one, sizeof one)) die("NETLINK_EXT_ACK");
  if (setsockopt(fd, SOL_NETLINK, NETLINK_CAP_ACK, &one, sizeof one)) die("NETLINK_CAP_ACK");
  /* FORCE goes beyond rmem_max but wants CAP_NET_ADMIN in the first user namespace; without it we take what we get. */
  if (receive_buffer && setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &receive_buffer, sizeof receive_buffer))
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  return fd;
}

void send_all(int fd, const void *bytes, size_t length) {
  struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
  if (sendto(fd, bytes, length, 0, (struct sockaddr *)&kernel, sizeof kernel) != (ssize_t)length) die("send");
}

size_t receive(int fd, void *buffer, size_t size) {
  ssize_t length = recv(fd, buffer, size, MSG_TRUNC);
  if (length < 0) die("recv");
  if ((size_t)length > size) {
    fprintf(stderr, "a datagram of %zd bytes did not fit %zu\n", length, size);
    exit(1);
  }
  return (size_t)length;
}

void put_attribute(struct nlmsghdr *header, unsigned short type, const void *data, size_t length) {
  struct rtattr *attribute = (struct rtattr *)((char *)header + NLMSG_ALIGN(header->nlmsg_len));
  attribute->rta_type = type;
  attribute->rta_len = (unsigned short)RTA_LENGTH(length);
  if (length) memcpy(RTA_DATA(attribute), data, length);
  header->nlmsg_len = (uint32_t)(NLMSG_ALIGN(header->nlmsg_len) + RTA_ALIGN(attribute->rta_len));
}

long await_ack(int fd, uint32_t sequence) {
  static char buffer[BUFFER_SIZE];
  long errors = 0;
  for (;;) {
    int left = (int)receive(fd, buffer, sizeof buffer);
    for (struct nlmsghdr *h = (struct nlmsghdr *)buffer; NLMSG_OK(h, left); h = NLMSG_NEXT(h, left)) {
      if (h->nlmsg_type != NLMSG_ERROR) continue;
      int error = ((struct nlmsgerr *)NLMSG_DATA(h))->error;
      if (error && errors++ < 3) fprintf(stderr, "request %u: %s\n", h->nlmsg_seq, strerror(-error));
      if (h->nlmsg_seq == sequence) return errors;
    }
  }
}
