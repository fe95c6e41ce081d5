package kube.controlplane.etcd.log;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import kube.foundation.machine.Disk;
import kube.foundation.machine.DiskFault;

import org.jspecify.annotations.Nullable;

/// Syncs many entries at once, on a thread of its own: while one frame is on its way to the disk,
/// the entries of the next gather. For live clusters.
///
/// A disk takes about as long for a hundred changes as for one, so under load each change waits for
/// two syncs at most, and none costs one of its own.
public final class GroupCommitter implements Committer {

  /// The loop waits for the disk when so much has gathered, so that memory stays bounded.
  private static final int GATHERED_AT_MOST = 64 * 1024 * 1024;

  private sealed interface Task {
    @SuppressWarnings("ArrayRecordComponent") // Bytes for the disk.
    record Write(byte[] entry) implements Task {}

    record Snapshot(StoreImage image) implements Task {}

    record Tell(Runnable work) implements Task {}
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final WriteAheadLog log; // Owned by the thread.
  private final Thread thread;

  // Guarded by the lock.
  private Queue<Task> gathered = new ArrayDeque<>();
  private long gatheredBytes;
  private long bytesSinceSnapshot;
  private boolean writing;
  private boolean closed;
  private @Nullable DiskFault fault;

  public GroupCommitter(Disk disk, long lastFrame) {
    this.log = new WriteAheadLog(disk, lastFrame);
    this.thread = Thread.ofPlatform().daemon().name("etcd-log").start(this::run);
  }

  @Override
  public Optional<DiskFault> fault() {
    lock.lock();
    try {
      return Optional.ofNullable(fault);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void append(LogEntry entry) {
    byte[] bytes = LogBytes.of(entry);
    lock.lock();
    try {
      while (gatheredBytes > GATHERED_AT_MOST && fault == null) changed.awaitUninterruptibly();
      if (fault != null) throw new DiskFault(String.valueOf(fault.getMessage()), fault);
      add(new Task.Write(bytes));
      gatheredBytes += bytes.length;
      bytesSinceSnapshot += bytes.length;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void whenSafe(Runnable work) {
    boolean safe;
    lock.lock();
    try {
      safe = gathered.isEmpty() && !writing && fault == null;
      if (!safe && fault == null) add(new Task.Tell(work));
    } finally {
      lock.unlock();
    }
    if (safe) work.run();
  }

  @Override
  public long bytesSinceSnapshot() {
    lock.lock();
    try {
      return bytesSinceSnapshot;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void snapshot(Supplier<StoreImage> image) {
    lock.lock();
    try {
      add(new Task.Snapshot(image.get()));
      bytesSinceSnapshot = 0;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    log.close();
  }

  private void add(Task task) {
    gathered.add(task);
    if (!writing) changed.signalAll();
  }

  private void run() {
    try {
      for (Queue<Task> batch = take(); !batch.isEmpty(); batch = take()) write(batch);
    } catch (DiskFault broken) {
      lock.lock();
      try {
        fault = broken;
        gathered.clear(); // What was promised to nobody is told to nobody.
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /// All that has gathered; empty at the end.
  private Queue<Task> take() {
    lock.lock();
    try {
      writing = false;
      while (gathered.isEmpty() && !closed) changed.awaitUninterruptibly();
      Queue<Task> batch = gathered;
      gathered = new ArrayDeque<>();
      gatheredBytes = 0;
      writing = true;
      changed.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /// Snapshots divide a batch: what came before must be on the disk before they are taken.
  private void write(Queue<Task> batch) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    List<Runnable> told = new ArrayList<>();
    for (Task task : batch) {
      switch (task) {
        case Task.Write(byte[] entry) -> frame.writeBytes(entry);
        case Task.Tell(Runnable work) -> told.add(work);
        case Task.Snapshot(StoreImage image) -> {
          flush(frame, told);
          log.snapshot(image);
        }
      }
    }
    flush(frame, told);
  }

  private void flush(ByteArrayOutputStream frame, List<Runnable> told) {
    if (frame.size() > 0) log.write(frame.toByteArray());
    frame.reset();
    told.forEach(Runnable::run);
    told.clear();
  }
}
