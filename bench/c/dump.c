#include "bench.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Touches each attribute's header and type, as the emptiest possible decoder would. */
static uint64_t walk(const struct nlmsghdr *header) {
  uint64_t seen = 0;
  struct rtmsg *route = NLMSG_DATA(header);
  int left = (int)RTM_PAYLOAD(header);
  for (struct rtattr *a = RTM_RTA(route); RTA_OK(a, left); a = RTA_NEXT(a, left)) seen += a->rta_type & NLA_TYPE_MASK;
  return seen;
}

/* dump [FAMILY [BUFFER]]: every route of the namespace. */
int command_dump(char **args, int count, int walk_attributes) {
  size_t size = (size_t)number(args, count, 1, BUFFER_SIZE);
  char *buffer = malloc(size);
  int fd = open_netlink(0);
  struct {
    struct nlmsghdr header;
    struct rtmsg route;
  } request = {
      .header = {.nlmsg_len = sizeof request, .nlmsg_type = RTM_GETROUTE, .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP, .nlmsg_seq = 1},
      .route = {.rtm_family = (unsigned char)number(args, count, 0, AF_INET)},
  };
  uint64_t routes = 0, datagrams = 0, bytes = 0, seen = 0, start = now_ns(), cpu = cpu_ns();
  send_all(fd, &request, sizeof request);
  for (int done = 0; !done;) {
    int left = (int)receive(fd, buffer, size);
    datagrams++;
    bytes += (uint64_t)left;
    for (struct nlmsghdr *h = (struct nlmsghdr *)buffer; NLMSG_OK(h, left); h = NLMSG_NEXT(h, left)) {
      if (h->nlmsg_type == NLMSG_DONE || h->nlmsg_type == NLMSG_ERROR) {
        done = 1;
        int error = *(int *)NLMSG_DATA(h);
        if (error) fprintf(stderr, "dump: %s\n", strerror(-error));
        break;
      }
      routes++;
      if (walk_attributes) seen += walk(h);
    }
  }
  uint64_t ns = now_ns() - start;
  printf("{\"what\":\"%s\",\"routes\":%llu,\"ns\":%llu,\"cpu\":%llu,\"datagrams\":%llu,\"bytes\":%llu,\"seen\":%llu}\n",
         walk_attributes ? "dump-attrs" : "dump", (unsigned long long)routes, (unsigned long long)ns,
         (unsigned long long)(cpu_ns() - cpu), (unsigned long long)datagrams, (unsigned long long)bytes, (unsigned long long)seen);
  close(fd);
  free(buffer);
  return 0;
}
