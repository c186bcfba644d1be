"""The same work by pyroute2: `with_pyroute2.py request N | dump | start`; prints one line of JSON."""
import json
import sys
import time

from pyroute2 import IPRoute


def request(ip, count):
    samples = []
    for i in range(count + count // 10):
        start = time.perf_counter_ns()
        ip.get_links(1)
        samples.append(time.perf_counter_ns() - start)
    samples = sorted(samples[count // 10:])
    return {'ns': samples[count // 2], 'p99': samples[count * 99 // 100], 'count': count}


def dump(ip):
    start, cpu = time.perf_counter_ns(), time.process_time_ns()
    count = sum(1 for _ in ip.get_routes(family=2))
    return {'ns': time.perf_counter_ns() - start, 'cpu': time.process_time_ns() - cpu, 'count': count}


with IPRoute() as ip:
    command = sys.argv[1]
    if command == 'request':
        print(json.dumps(request(ip, int(sys.argv[2]))))
    elif command == 'dump':
        print(json.dumps(dump(ip)))
    else:
        print(len(ip.get_links()))
