#include "bench.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* events COUNT [RCVBUF]: counts route events until COUNT came or two seconds pass without one. */
int command_events(char **args, int count) {
  long wanted = number(args, count, 0, 200000), seen = 0, overruns = 0;
  char buffer[BUFFER_SIZE];
  int fd = open_netlink((int)number(args, count, 1, 0)), group = RTNLGRP_IPV4_ROUTE;
  struct timeval patience = {.tv_sec = 2};
  if (setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof group)) die("NETLINK_ADD_MEMBERSHIP");
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  puts("{\"what\":\"ready\"}");
  fflush(stdout);
  while (seen < wanted) {
    ssize_t length = recv(fd, buffer, sizeof buffer, 0);
    if (length < 0 && errno == ENOBUFS) {
      overruns++;
      continue;
    }
    if (length < 0) break;
    int left = (int)length;
    for (struct nlmsghdr *h = (struct nlmsghdr *)buffer; NLMSG_OK(h, left); h = NLMSG_NEXT(h, left)) seen++;
  }
  printf("{\"what\":\"events\",\"wanted\":%ld,\"seen\":%ld,\"overruns\":%ld}\n", wanted, seen, overruns);
  close(fd);
  return 0;
}

/* emit COUNT: routes added and deleted in turn, so that each message is one event and the table stays as it is. */
int command_emit(char **args, int count) {
  enum { BATCH = 512 };
  static struct {
    char bytes[BATCH * sizeof(struct message)];
  } datagram;
  long total = number(args, count, 0, 200000), errors = 0;
  int fd = open_netlink(4 << 20), oif = make_device(fd);
  uint64_t start = now_ns();
  for (long first = 0; first < total; first += BATCH) {
    long end = first + BATCH < total ? first + BATCH : total;
    size_t length = 0;
    /* Numbers from 12 million on (184.27.0.0 and up) are beyond every table the other commands install. */
    for (long i = first; i < end; i++)
      length += NLMSG_ALIGN(route_message((struct message *)(datagram.bytes + length), i % 2 == 0 ? ADD : DELETE, 12000000 + i / 2, oif,
                                          (uint32_t)i + 1, i == end - 1));
    send_all(fd, datagram.bytes, length);
    errors += await_ack(fd, (uint32_t)end);
  }
  printf("{\"what\":\"emit\",\"count\":%ld,\"ns\":%llu,\"errors\":%ld}\n", total, (unsigned long long)(now_ns() - start), errors);
  close(fd);
  return errors != 0;
}
