package kube.foundation.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// A folder of this machine, for live clusters only: a simulated run must not depend on it.
public final class RealDisk implements Disk {

  private final Path folder;

  /// @throws DiskFault when the folder cannot be made
  public RealDisk(Path folder) {
    this.folder = folder;
    attempt("make the folder " + folder, () -> Files.createDirectories(folder));
  }

  /// Claims the folder until the process ends, so that no two clusters write into one log.
  ///
  /// @throws DiskFault when another process has it
  public void claim() {
    attempt("claim " + folder, () -> {
      FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
          StandardOpenOption.WRITE);
      if (channel.tryLock() != null) return channel;
      channel.close();
      throw new IOException("another cluster is using it");
    });
  }

  @Override
  public List<String> names() {
    return attempt("list " + folder, () -> {
      try (Stream<Path> files = Files.list(folder)) {
        return files.map(file -> file.getFileName().toString()).sorted().toList();
      }
    });
  }

  @Override
  public byte[] read(String name) {
    return attempt("read " + folder.resolve(name), () -> Files.readAllBytes(folder.resolve(name)));
  }

  @Override
  public File open(String name) {
    return attempt("open " + folder.resolve(name), () -> {
      FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE,
          StandardOpenOption.WRITE, StandardOpenOption.APPEND);
      syncFolder();
      return new OpenFile(folder.resolve(name), channel);
    });
  }

  @Override
  public void rename(String from, String to) {
    attempt("rename " + folder.resolve(from), () -> {
      Path moved = Files.move(folder.resolve(from), folder.resolve(to),
          StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncFolder();
      return moved;
    });
  }

  @Override
  public void truncate(String name, long bytes) {
    attempt("shorten " + folder.resolve(name), () -> {
      try (FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.WRITE)) {
        channel.truncate(bytes).force(true);
        return bytes;
      }
    });
  }

  @Override
  public void delete(String name) {
    attempt("delete " + folder.resolve(name), () -> Files.deleteIfExists(folder.resolve(name)));
  }

  /// A new name is durable once its folder is. Not every system lets a folder be opened; those that
  /// do not keep names durable themselves.
  private void syncFolder() throws IOException {
    if (java.io.File.separatorChar == '\\') return;
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private interface Attempt<T> {
    T run() throws IOException;
  }

  private static <T> T attempt(String what, Attempt<T> work) {
    try {
      return work.run();
    } catch (IOException trouble) {
      throw new DiskFault("cannot " + what + ": " + trouble.getMessage()
          + ". Check the disk's space and the folder's permissions.", trouble);
    }
  }

  private record OpenFile(Path path, FileChannel channel) implements File {

    @Override
    public void append(byte[] bytes) {
      attempt("write " + path, () -> {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) channel.write(rest);
        return bytes.length;
      });
    }

    @Override
    public void sync() {
      attempt("sync " + path, () -> {
        channel.force(false);
        return true;
      });
    }

    @Override
    public void close() {
      attempt("close " + path, () -> {
        channel.close();
        return true;
      });
    }
  }
}
