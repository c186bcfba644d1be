/*
 * rtbench COMMAND [ARGUMENTS]: the bare C side of the bench, in the network namespace it is started in.
 * Every command prints one line of JSON; times are nanoseconds of CLOCK_MONOTONIC.
 */
#include "bench.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static uint64_t nanoseconds(struct timeval t) { return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_usec * 1000u; }

/* spawn PROGRAM [ARGUMENTS]: wall and CPU time of a whole process, its output thrown away. */
int command_spawn(char **args, int count) {
  if (count < 1) return 2;
  uint64_t start = now_ns();
  pid_t child = fork();
  if (child == 0) {
    dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
    execvp(args[0], args);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) != child) die("wait4");
  printf("{\"what\":\"spawn\",\"ns\":%llu,\"cpu\":%llu,\"maxRss\":%ld,\"status\":%d}\n", (unsigned long long)(now_ns() - start),
         (unsigned long long)(nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime)), usage.ru_maxrss * 1024, status);
  return status != 0;
}

int main(int argc, char **argv) {
  const char *command = argc > 1 ? argv[1] : "";
  char **args = argv + 2;
  int count = argc - 2;
  if (!strcmp(command, "populate")) return command_populate(args, count);
  if (!strcmp(command, "dump")) return command_dump(args, count, 0);
  if (!strcmp(command, "dump-attrs")) return command_dump(args, count, 1);
  if (!strcmp(command, "request")) return command_request(args, count, 1);
  if (!strcmp(command, "request64")) return command_request(args, count, 64);
  if (!strcmp(command, "install")) return command_install(args, count, ADD);
  if (!strcmp(command, "delete")) return command_install(args, count, DELETE);
  if (!strcmp(command, "events")) return command_events(args, count);
  if (!strcmp(command, "emit")) return command_emit(args, count);
  if (!strcmp(command, "spawn")) return command_spawn(args, count);
  fputs("usage: rtbench populate N [N6] | dump [FAMILY [BUFFER]] | dump-attrs [FAMILY [BUFFER]] | request N [DEVICE] | request64 N [DEVICE]\n"
        "  | install N [BATCH] | delete N [BATCH] | events N [RCVBUF] | emit N | spawn PROGRAM [ARGUMENTS]\n", stderr);
  return 2;
}
