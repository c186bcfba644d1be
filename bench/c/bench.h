/* What the bare C programs share: they do the least that the kernel's protocol allows, and are what `rtnl` is compared with. */
#ifndef BENCH_H
#define BENCH_H

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* The kernel sizes the datagrams of a dump by the receiver's buffer, up to 32 KiB (NLMSG_GOODSIZE, netlink_recvmsg). */
enum { BUFFER_SIZE = 32768, ADD = 1, DELETE = 0 };

struct message {
  struct nlmsghdr header;
  char body[496];
};

/* common.c */
_Noreturn void die(const char *what);
uint64_t now_ns(void);
uint64_t cpu_ns(void);
long number(char **args, int count, int index, long otherwise);
int compare_u64(const void *a, const void *b);
void print_samples(const char *what, uint64_t *samples, size_t count, uint64_t total_ns, double per_sample);

int open_netlink(int receive_buffer);
void send_all(int fd, const void *bytes, size_t length);
size_t receive(int fd, void *buffer, size_t size);
void put_attribute(struct nlmsghdr *header, unsigned short type, const void *data, size_t length);
/* Waits for the acknowledgement of `sequence`, printing every error on the way; answers how many errors there were. */
long await_ack(int fd, uint32_t sequence);

/* route.c: the table all programs install, a function of the route's number only. workload.ts says the same in TypeScript. */
int make_device(int fd);
size_t route_message(struct message *message, int command, long number, int oif, uint32_t sequence, int ack);
size_t route6_message(struct message *message, int command, long number, int oif, uint32_t sequence, int ack);

/* One function per command; `args` begins behind the command's name. Each prints one line of JSON. */
int command_dump(char **args, int count, int walk_attributes);
int command_request(char **args, int count, int in_flight);
int command_install(char **args, int count, int command);
int command_populate(char **args, int count);
int command_events(char **args, int count);
int command_emit(char **args, int count);
int command_spawn(char **args, int count);

#endif
