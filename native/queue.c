/* The queue between the socket and JavaScript. */
#include "rtnl.h"

#include <stdlib.h>
#include <string.h>

void queue_lock(struct queue *queue) {
  if (!queue->alone) pthread_mutex_lock(&queue->lock);
}

void queue_unlock(struct queue *queue) {
  if (!queue->alone) pthread_mutex_unlock(&queue->lock);
}

static uint32_t padded(uint32_t size) {
  return (size + 7) & ~7u;
}

/* One chunk is kept for the next need: a stream that is read as fast as it comes works in two. */
static struct chunk *chunk_new(struct queue *queue) {
  struct chunk *chunk = queue->spare ? queue->spare : malloc(sizeof *chunk);
  queue->spare = NULL;
  if (!chunk) return NULL;
  chunk->next = NULL;
  chunk->used = chunk->taken = 0;
  return chunk;
}

bool queue_init(struct queue *queue, uint64_t limit, bool pause_when_full, bool alone) {
  queue->head = queue->tail = chunk_new(queue);
  if (!queue->head) return false;
  queue->limit = limit;
  queue->pause_when_full = pause_when_full;
  queue->alone = alone;
  return !pthread_mutex_init(&queue->lock, NULL);
}

/* Gives the memory back when the socket is closed: its object may wait long for the garbage collector. */
void queue_clear(struct queue *queue) {
  queue_lock(queue);
  for (struct chunk *chunk = queue->head, *next; chunk; chunk = next) {
    next = chunk->next;
    free(chunk);
  }
  free(queue->spare);
  queue->head = queue->tail = queue->spare = NULL;
  queue->queued = 0;
  queue_unlock(queue);
}

void queue_free(struct queue *queue) {
  queue_clear(queue);
  pthread_mutex_destroy(&queue->lock);
}

/*
 * Where the writer may put one datagram, and how many bytes of it; null when it has to wait. `keep` is false when the
 * queue is full and what is read now will be dropped.
 */
char *queue_room(struct queue *queue, size_t *size, bool *keep) {
  queue_lock(queue);
  struct chunk *tail = queue->tail;
  *keep = queue->queued < queue->limit;
  if (tail->used == tail->taken) tail->used = tail->taken = 0; /* an event stream stays in the first pages */
  bool room = tail->used + sizeof(struct record) + DATAGRAM_MAX + sizeof(struct record) <= CHUNK_SIZE;
  if (!room && (*keep || !queue->pause_when_full)) {
    struct chunk *chunk = chunk_new(queue);
    if (chunk) {
      tail->next = chunk;
      queue->tail = tail = chunk;
      room = true;
    }
  }
  room = room && (*keep || !queue->pause_when_full);
  queue_unlock(queue);
  if (!room) return NULL;
  *size = CHUNK_SIZE - tail->used - 2 * sizeof(struct record);
  return tail->bytes + tail->used + sizeof(struct record);
}

/* Ends what queue_room began: the datagram, or a mark in its place. One run of dropped datagrams is one mark. */
void queue_commit(struct queue *queue, int32_t size, int32_t first, int32_t second) {
  queue_lock(queue);
  struct chunk *tail = queue->tail;
  if (size != MARK_QUEUE || !queue->dropping) {
    if (tail->used + sizeof(struct record) > CHUNK_SIZE) {
      struct chunk *chunk = chunk_new(queue);
      if (!chunk) abort();
      tail->next = chunk;
      queue->tail = tail = chunk;
    }
    struct record *record = (struct record *)(tail->bytes + tail->used);
    *record = (struct record){size, first, second, 0};
    uint32_t whole = sizeof *record + (size > 0 ? padded((uint32_t)size) : 0);
    tail->used += whole;
    queue->queued += whole;
  }
  if (size >= 0 || size == MARK_QUEUE) queue->dropping = size == MARK_QUEUE;
  queue_unlock(queue);
}

/*
 * Copies what fits into the slab, each datagram at the next multiple of 8, and describes it in `records`. Returns the
 * number of records; RECORDS_NEEDED is the size of a datagram that waits only for a larger slab.
 */
int queue_take(struct queue *queue, char *slab, size_t size, int32_t *records) {
  int count = 0;
  size_t offset = 0;
  records[RECORDS_NEEDED] = 0;
  for (;;) {
    queue_lock(queue);
    struct chunk *chunk = queue->head;
    if (!chunk) {
      queue_unlock(queue);
      return 0;
    }
    uint32_t begin = chunk->taken, taken = begin, used = chunk->used;
    queue_unlock(queue);
    bool stop = taken == used;
    while (taken < used) {
      const struct record *record = (const struct record *)(chunk->bytes + taken);
      uint32_t bytes = record->size > 0 ? padded((uint32_t)record->size) : 0;
      stop = count == RECORDS_MAX || offset + bytes > size;
      if (stop) {
        records[RECORDS_NEEDED] = (int32_t)bytes;
        break;
      }
      int32_t *out = records + RECORDS_HEAD + RECORD_FIELDS * count++;
      out[0] = record->size;
      out[1] = record->first;
      out[2] = record->second;
      if (record->size > 0) memcpy(slab + offset, record + 1, (size_t)record->size);
      offset += bytes;
      taken += (uint32_t)sizeof *record + bytes;
    }
    queue_lock(queue);
    if (taken != begin) { /* else the writer may have set an empty chunk back to its start meanwhile */
      queue->queued -= taken - begin;
      chunk->taken = taken;
    }
    if (chunk->taken == chunk->used && chunk->next) {
      struct chunk *spent = chunk;
      queue->head = chunk->next;
      chunk = queue->spare;
      queue->spare = spent;
      stop = false;
    } else {
      chunk = NULL;
    }
    uint64_t queued = queue->queued;
    queue_unlock(queue);
    free(chunk); /* the spare one before */
    records[RECORDS_QUEUED] = queued < INT32_MAX ? (int32_t)queued : INT32_MAX;
    if (stop) return count;
  }
}
