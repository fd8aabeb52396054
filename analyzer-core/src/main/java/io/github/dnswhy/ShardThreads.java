package io.github.dnswhy;

import io.github.dnswhy.lookup.Shard;
import io.github.dnswhy.match.WireEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Runs the shards in threads beside the decoding one. A shard belongs to one thread, and a few reused batches go round between
 * the decoding thread and each of them, so memory is bounded and the decoder waits when the shards are slower.
 */
final class ShardThreads implements ShardRunner {
    private static final int BATCHES = 16;

    private final List<Worker> workers = new ArrayList<>();
    private final EventBatch[] filling;

    ShardThreads(List<Shard> shards, int threads) {
        for (int i = 0; i < threads; i++) {
            workers.add(new Worker(shards, i, threads));
        }
        filling = new EventBatch[threads];
        for (Worker worker : workers) {
            filling[worker.number] = worker.free();
            worker.start();
        }
    }

    @Override
    public void onEvent(WireEvent event, int shard) {
        int number = shard % filling.length;
        EventBatch batch = filling[number];
        if (batch.add(event, shard)) {
            Worker worker = workers.get(number);
            worker.give(batch);
            filling[number] = worker.free();
        }
    }

    @Override
    public void finish(Consumer<Shard> last) {
        for (Worker worker : workers) {
            worker.last = last;
            worker.give(filling[worker.number]);
            worker.give(Worker.END);
        }
        for (Worker worker : workers) {
            worker.await();
        }
    }

    @Override
    public void abandon() {
        workers.forEach(Worker::interrupt);
    }

    /** One thread with its shards. */
    private static final class Worker extends Thread {
        static final EventBatch END = new EventBatch();

        final int number;
        private final List<Shard> shards;
        private final int workers;
        private final BlockingQueue<EventBatch> full = new ArrayBlockingQueue<>(BATCHES + 1);
        private final BlockingQueue<EventBatch> empty = new ArrayBlockingQueue<>(BATCHES);
        private volatile Throwable failure;
        private volatile Consumer<Shard> last;

        Worker(List<Shard> shards, int number, int workers) {
            super("dnswhy-shards-" + number);
            setDaemon(true);
            this.shards = shards;
            this.number = number;
            this.workers = workers;
            for (int i = 0; i < BATCHES; i++) {
                empty.add(new EventBatch());
            }
        }

        @Override
        public void run() {
            try {
                for (EventBatch batch = full.take(); batch != END; batch = full.take()) {
                    if (failure == null) {
                        accept(batch);
                    }
                    batch.clear();
                    empty.put(batch);
                }
                for (int i = number; failure == null && i < shards.size(); i += workers) {
                    last.accept(shards.get(i));
                }
            } catch (InterruptedException e) {
                failure = e;
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }

        private void accept(EventBatch batch) {
            try {
                batch.run(shards);
            } catch (RuntimeException | Error e) {
                // Keep taking batches, or the decoder would wait for ever; the failure is thrown where it can be seen.
                failure = e;
            }
        }

        EventBatch free() {
            return uninterruptibly(empty::take);
        }

        void give(EventBatch batch) {
            uninterruptibly(() -> {
                full.put(batch);
                return batch;
            });
        }

        void await() {
            uninterruptibly(() -> {
                join();
                return null;
            });
            Throwable thrown = failure;
            if (thrown != null) {
                throw new IllegalStateException("a shard failed", thrown);
            }
        }

        private interface Blocking {
            EventBatch call() throws InterruptedException;
        }

        private static EventBatch uninterruptibly(Blocking call) {
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        return call.call();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
