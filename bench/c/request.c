#include "bench.h"

#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* request COUNT [DEVICE]: RTM_GETLINK by index, `in_flight` at a time: so many sends, then so many receives. */
int command_request(char **args, int count, int in_flight) {
  long total = number(args, count, 0, 20000), rounds = total / in_flight, warm = rounds / 10 + 1;
  char buffer[BUFFER_SIZE];
  int fd = open_netlink(0);
  struct {
    struct nlmsghdr header;
    struct ifinfomsg link;
  } request = {
      .header = {.nlmsg_len = sizeof request, .nlmsg_type = RTM_GETLINK, .nlmsg_flags = NLM_F_REQUEST},
      .link = {.ifi_index = (int)if_nametoindex(count > 1 ? args[1] : "lo")},
  };
  uint64_t *samples = calloc((size_t)rounds, sizeof *samples), start = 0;
  for (long i = -warm; i < rounds; i++) {
    uint64_t before = now_ns();
    if (i == 0) start = before;
    for (int j = 0; j < in_flight; j++) {
      request.header.nlmsg_seq++;
      send_all(fd, &request, sizeof request);
    }
    for (int j = 0; j < in_flight; j++) {
      receive(fd, buffer, sizeof buffer);
      if (((struct nlmsghdr *)buffer)->nlmsg_type != RTM_NEWLINK) die("RTM_GETLINK answered with an error");
    }
    if (i >= 0) samples[i] = now_ns() - before;
  }
  print_samples(in_flight == 1 ? "request" : "request64", samples, (size_t)rounds, now_ns() - start, in_flight);
  free(samples);
  close(fd);
  return 0;
}
