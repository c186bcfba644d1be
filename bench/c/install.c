#include "bench.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef size_t builder(struct message *, int, long, int, uint32_t, int);

/* Sends routes [0, total) in datagrams of `batch` messages and waits for the last answer of each; answers the errors. */
static long send_batches(int fd, builder *build, int command, long total, long batch, int ack_each, int oif) {
  char *buffer = malloc((size_t)batch * sizeof(struct message));
  long errors = 0;
  for (long first = 0; first < total; first += batch) {
    long end = first + batch < total ? first + batch : total;
    size_t length = 0;
    for (long i = first; i < end; i++)
      length += NLMSG_ALIGN(build((struct message *)(buffer + length), command, i, oif, (uint32_t)i + 1, ack_each || i == end - 1));
    send_all(fd, buffer, length);
    errors += await_ack(fd, (uint32_t)end);
  }
  free(buffer);
  return errors;
}

/* install|delete COUNT [BATCH]: routes with an acknowledgement each. */
int command_install(char **args, int count, int command) {
  long total = number(args, count, 0, 100000), batch = number(args, count, 1, 256);
  /* All acknowledgements of a batch wait in the socket's queue while the kernel works through the datagram. */
  int fd = open_netlink(4 << 20), oif = make_device(fd);
  uint64_t start = now_ns(), cpu = cpu_ns();
  long errors = send_batches(fd, route_message, command, total, batch, 1, oif);
  uint64_t ns = now_ns() - start;
  printf("{\"what\":\"%s\",\"count\":%ld,\"batch\":%ld,\"ns\":%llu,\"cpu\":%llu,\"errors\":%ld}\n", command == ADD ? "install" : "delete",
         total, batch, (unsigned long long)ns, (unsigned long long)(cpu_ns() - cpu), errors);
  close(fd);
  return errors != 0;
}

/* populate COUNT [COUNT6]: makes the device and fills the table as fast as it goes; only the last of a batch is acknowledged. */
int command_populate(char **args, int count) {
  long total = number(args, count, 0, 1000000), total6 = number(args, count, 1, 0);
  int fd = open_netlink(4 << 20), oif = make_device(fd);
  uint64_t start = now_ns();
  long errors = send_batches(fd, route_message, ADD, total, 1024, 0, oif) + send_batches(fd, route6_message, ADD, total6, 1024, 0, oif);
  printf("{\"what\":\"populate\",\"count\":%ld,\"count6\":%ld,\"ns\":%llu,\"index\":%d,\"errors\":%ld}\n", total, total6,
         (unsigned long long)(now_ns() - start), oif, errors);
  close(fd);
  return errors != 0;
}
