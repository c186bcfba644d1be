#include "bench.h"

#include <arpa/inet.h>
#include <linux/if_link.h>
#include <linux/veth.h>
#include <net/if.h>
#include <string.h>

/* The kernel may lack `dummy`; a veth pair is in every one. */
static const char *const DEVICE = "bench0", *const PEER = "bench1";

static struct rtattr *open_nest(struct nlmsghdr *header, unsigned short type) {
  struct rtattr *nest = (struct rtattr *)((char *)header + NLMSG_ALIGN(header->nlmsg_len));
  put_attribute(header, type | NLA_F_NESTED, NULL, 0);
  return nest;
}

static void close_nest(struct nlmsghdr *header, struct rtattr *nest) {
  nest->rta_len = (unsigned short)((char *)header + header->nlmsg_len - (char *)nest);
}

static void begin(struct message *message, unsigned short type, unsigned short flags, uint32_t sequence, size_t struct_size) {
  memset(message, 0, NLMSG_SPACE(struct_size));
  message->header = (struct nlmsghdr){.nlmsg_len = NLMSG_LENGTH(struct_size), .nlmsg_type = type,
                                      .nlmsg_flags = NLM_F_REQUEST | flags, .nlmsg_seq = sequence};
}

static void transact(int fd, struct message *message) {
  send_all(fd, message, message->header.nlmsg_len);
  if (await_ack(fd, message->header.nlmsg_seq)) die("making the device");
}

static void add_address(int fd, int index, int family, const char *text, unsigned char prefix) {
  struct message message;
  unsigned char bytes[16];
  size_t length = family == AF_INET ? 4 : 16;
  inet_pton(family, text, bytes);
  begin(&message, RTM_NEWADDR, NLM_F_ACK | NLM_F_CREATE, 3, sizeof(struct ifaddrmsg));
  *(struct ifaddrmsg *)NLMSG_DATA(&message.header) = (struct ifaddrmsg){
      .ifa_family = (unsigned char)family, .ifa_prefixlen = prefix, .ifa_flags = IFA_F_NODAD, .ifa_index = (unsigned)index};
  put_attribute(&message.header, IFA_LOCAL, bytes, length);
  put_attribute(&message.header, IFA_ADDRESS, bytes, length);
  transact(fd, &message);
}

static void set_up(int fd, const char *name) {
  struct message message;
  begin(&message, RTM_NEWLINK, NLM_F_ACK, 2, sizeof(struct ifinfomsg));
  *(struct ifinfomsg *)NLMSG_DATA(&message.header) =
      (struct ifinfomsg){.ifi_index = (int)if_nametoindex(name), .ifi_flags = IFF_UP, .ifi_change = IFF_UP};
  transact(fd, &message);
}

/* Makes bench0, up, with 192.0.2.1/24 and 2001:db8::1/64, unless it is there; answers its index. */
int make_device(int fd) {
  int index = (int)if_nametoindex(DEVICE);
  if (index) return index;
  struct message message;
  begin(&message, RTM_NEWLINK, NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL, 1, sizeof(struct ifinfomsg));
  put_attribute(&message.header, IFLA_IFNAME, DEVICE, strlen(DEVICE) + 1);
  struct rtattr *info = open_nest(&message.header, IFLA_LINKINFO);
  put_attribute(&message.header, IFLA_INFO_KIND, "veth", 5);
  struct rtattr *data = open_nest(&message.header, IFLA_INFO_DATA);
  struct rtattr *peer = open_nest(&message.header, VETH_INFO_PEER);
  memset((char *)&message + message.header.nlmsg_len, 0, sizeof(struct ifinfomsg));
  message.header.nlmsg_len += sizeof(struct ifinfomsg);
  put_attribute(&message.header, IFLA_IFNAME, PEER, strlen(PEER) + 1);
  close_nest(&message.header, peer);
  close_nest(&message.header, data);
  close_nest(&message.header, info);
  transact(fd, &message);
  index = (int)if_nametoindex(DEVICE);
  set_up(fd, "lo");
  set_up(fd, PEER);
  set_up(fd, DEVICE);
  add_address(fd, index, AF_INET, "192.0.2.1", 24);
  add_address(fd, index, AF_INET6, "2001:db8::1", 64);
  return index;
}

static void begin_route(struct message *message, int command, int family, unsigned char prefix, long number, uint32_t sequence, int ack) {
  /* Without NLM_F_EXCL a second installation would stay silent about what it found. */
  unsigned short flags = (unsigned short)((command == ADD ? NLM_F_CREATE | NLM_F_EXCL : 0) | (ack ? NLM_F_ACK : 0));
  static const unsigned char protocols[] = {RTPROT_STATIC, RTPROT_BGP, RTPROT_BGP, RTPROT_ZEBRA};
  begin(message, command == ADD ? RTM_NEWROUTE : RTM_DELROUTE, flags, sequence, sizeof(struct rtmsg));
  *(struct rtmsg *)NLMSG_DATA(&message->header) = (struct rtmsg){.rtm_family = (unsigned char)family, .rtm_dst_len = prefix,
                                                                 .rtm_table = RT_TABLE_MAIN, .rtm_protocol = protocols[number % 4],
                                                                 .rtm_scope = RT_SCOPE_UNIVERSE, .rtm_type = RTN_UNICAST};
}

/* Three in four are /24, the others /32; two hundred gateways, metrics 0, 20, 40, ... 100 (0 is not written, as in a real table). */
size_t route_message(struct message *message, int command, long number, int oif, uint32_t sequence, int ack) {
  int host = number % 4 == 3;
  uint32_t priority = (uint32_t)(number % 6) * 20;
  uint32_t destination = htonl(0x01000000u + ((uint32_t)number << 8) + (host ? 1 : 0));
  uint32_t gateway = htonl(0xc0000202u + (uint32_t)(number % 200));
  begin_route(message, command, AF_INET, host ? 32 : 24, number, sequence, ack);
  put_attribute(&message->header, RTA_DST, &destination, 4);
  put_attribute(&message->header, RTA_GATEWAY, &gateway, 4);
  put_attribute(&message->header, RTA_OIF, &oif, 4);
  if (priority) put_attribute(&message->header, RTA_PRIORITY, &priority, 4);
  return message->header.nlmsg_len;
}

/* 2001:db9:X:X::/64, X the route's number. */
size_t route6_message(struct message *message, int command, long number, int oif, uint32_t sequence, int ack) {
  uint32_t priority = 1024 + (uint32_t)(number % 6) * 20;
  uint32_t destination[4] = {htonl(0x20010db9u), htonl((uint32_t)number), 0, 0};
  uint32_t gateway[4] = {htonl(0x20010db8u), 0, 0, htonl(2 + (uint32_t)(number % 200))};
  begin_route(message, command, AF_INET6, 64, number, sequence, ack);
  put_attribute(&message->header, RTA_DST, destination, 16);
  put_attribute(&message->header, RTA_GATEWAY, gateway, 16);
  put_attribute(&message->header, RTA_OIF, &oif, 4);
  put_attribute(&message->header, RTA_PRIORITY, &priority, 4);
  return message->header.nlmsg_len;
}
