package grader.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What a confined JVM reads: the runtime's jar, the slots' jar, and a cache of their parsed
/// classes.
///
/// Kept in a folder named by a hash of the jars' bytes, the JDK and the flags, because a JVM does
/// not notice by itself that such a cache is stale. The cache is made once, by a run without
/// learner code.
///
/// @param folder readable by everyone, writable by us
/// @param digest SHA-256 of what runs in a worker: runtime and slots
/// @param slotTypes names of all types the slots speak of
public record RuntimeFiles(Path folder, String digest, List<String> slotTypes) {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
  private static final String FILTER = "calls.bpf";
  private static final List<String> ANNOTATIONS = List.of("NullMarked", "Nullable", "NonNull",
      "NullUnmarked");

  public RuntimeFiles {
    slotTypes = List.copyOf(slotTypes);
  }

  /// Lays the files for these slots, or finds them as they were laid before.
  public static RuntimeFiles lay(Collection<Class<?>> slots, Path parent) {
    ClassLoader loader = RuntimeFiles.class.getClassLoader();
    SortedMap<String, byte[]> slotClasses = SlotTypes.closure(slots, loader);
    List<String> names = List.copyOf(slotClasses.keySet());
    byte[] slotsJar = jar(slotEntries(slotClasses, loader));
    byte[] runtimeJar = jar(withAccess(SlotTypes.closure(List.of(type("grader.worker.WorkerMain"),
        type("grader.compile.CompilerMain"), type("grader.sandbox.ProbeMain"),
        type("grader.sandbox.Rehearsal")), loader)));
    String digest = sha256(runtimeJar, slotsJar);
    byte[] filter = SystemCalls.filter().orElseGet(() -> new byte[0]);
    String key = sha256(filter, digest.getBytes(StandardCharsets.UTF_8),
        (Runtime.version() + System.getProperty("java.vm.version") + System.getProperty("java.home")
            + Jvm.WORKER.flags() + Jvm.COMPILER.flags()).getBytes(StandardCharsets.UTF_8));
    return laid(parent, key, digest, names, draft -> {
      write(draft.resolve("runtime.jar"), runtimeJar);
      write(draft.resolve("slots.jar"), slotsJar);
      if (filter.length > 0) write(draft.resolve(FILTER), filter);
      rehearse(draft, Jvm.WORKER);
      rehearse(draft, Jvm.COMPILER);
    });
  }

  /// Lays a program of its own, one jar, or finds it as it was laid before.
  ///
  /// @param fingerprint changes whenever the program does
  /// @param program its files by their names in the jar; asked for only when it is not laid yet
  static RuntimeFiles lay(Jvm jvm, String fingerprint,
      Supplier<SortedMap<String, byte[]>> program, Path parent) {
    ClassLoader loader = RuntimeFiles.class.getClassLoader();
    byte[] filter = SystemCalls.filter().orElseGet(() -> new byte[0]);
    SortedMap<String, byte[]> probe = classEntries(SlotTypes.closure(
        List.of(type("grader.sandbox.ProbeMain")), loader));
    String digest = sha256(fingerprint.getBytes(StandardCharsets.UTF_8), jar(probe));
    String key = sha256(filter, digest.getBytes(StandardCharsets.UTF_8),
        (Runtime.version() + System.getProperty("java.vm.version") + System.getProperty("java.home")
            + jvm.flags()).getBytes(StandardCharsets.UTF_8));
    return laid(parent, key, digest, List.of(), draft -> {
      SortedMap<String, byte[]> all = new TreeMap<>(program.get());
      all.putAll(probe);
      write(draft.resolve(jvm.jars().getFirst()), jar(all));
      if (filter.length > 0) write(draft.resolve(FILTER), filter);
      rehearse(draft, jvm);
    });
  }

  /// Writes the files of a folder that is not complete yet.
  private interface Layer {
    void layInto(Path draft) throws IOException;
  }

  private static RuntimeFiles laid(Path parent, String key, String digest, List<String> slotTypes,
      Layer layer) {
    try {
      return new RuntimeFiles(laid(parent, key.substring(0, 24), layer), digest, slotTypes);
    } catch (IOException problem) {
      throw new UncheckedIOException("The grader cannot lay its runtime files under " + parent
          + ". Check that there is room and that the folder is writable.", problem);
    }
  }

  boolean hasCache(Jvm jvm) {
    return Files.isRegularFile(folder.resolve(jvm.cache()));
  }

  /// The filter of system calls, where this machine has one.
  Path filter() {
    return folder.resolve(FILTER);
  }

  boolean hasFilter() {
    return Files.isRegularFile(filter());
  }

  private static Path laid(Path parent, String key, Layer layer) throws IOException {
    Path folder = parent.resolve(key);
    if (Files.isRegularFile(folder.resolve("complete"))) return folder;
    Files.createDirectories(parent);
    Path draft = Files.createTempDirectory(parent, "draft");
    layer.layInto(draft);
    write(draft.resolve("complete"), new byte[0]);
    open(draft, "rwxr-xr-x");
    try {
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException anotherWasFaster) {
      if (!Files.isRegularFile(folder.resolve("complete"))) throw anotherWasFaster;
      Folders.delete(draft);
    }
    return folder;
  }

  /// Runs the JVM once on made-up work, so that the next ones find its classes parsed. A machine
  /// where that does not succeed starts workers without a cache, slower.
  private static void rehearse(Path folder, Jvm jvm) throws IOException {
    List<String> command = new java.util.ArrayList<>(List.of(Folders.javaBinary().toString()));
    command.addAll(jvm.flags());
    command.addAll(List.of("-XX:AOTCacheOutput=" + folder.resolve(jvm.cache()), "-cp",
        jvm.classPath(folder.toString())));
    command.addAll(jvm.rehearsal());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD).directory(folder.toFile());
    builder.environment().clear();
    Process process = builder.start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Path cache = folder.resolve(jvm.cache());
    if (Files.isRegularFile(cache)) open(cache, "rw-r--r--");
    Files.deleteIfExists(folder.resolve(jvm.cache() + ".config"));
  }

  private static SortedMap<String, byte[]> slotEntries(SortedMap<String, byte[]> classes,
      ClassLoader loader) {
    SortedMap<String, byte[]> entries = withAccess(classes);
    entries.put("slots.txt", String.join("\n", classes.keySet()).getBytes(StandardCharsets.UTF_8));
    for (String annotation : ANNOTATIONS) {
      String name = "org/jspecify/annotations/" + annotation + ".class";
      try (var file = loader.getResourceAsStream(name)) {
        if (file != null) entries.put(name, file.readAllBytes());
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      }
    }
    return entries;
  }

  /// The class files, and what takes their records apart.
  private static SortedMap<String, byte[]> withAccess(SortedMap<String, byte[]> classes) {
    SortedMap<String, byte[]> entries = classEntries(classes);
    entries.putAll(classEntries(AccessWriter.forRecordsOf(classes)));
    return entries;
  }

  private static SortedMap<String, byte[]> classEntries(SortedMap<String, byte[]> classes) {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    classes.forEach((name, bytes) -> entries.put(name.replace('.', '/') + ".class", bytes));
    return entries;
  }

  /// The same entries give the same bytes.
  private static byte[] jar(SortedMap<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        CRC32 sum = new CRC32();
        sum.update(entry.getValue());
        ZipEntry header = new ZipEntry(entry.getKey());
        header.setMethod(ZipEntry.STORED);
        header.setSize(entry.getValue().length);
        header.setCrc(sum.getValue());
        header.setTimeLocal(java.time.LocalDateTime.of(2026, 1, 1, 0, 0));
        zip.putNextEntry(header);
        zip.write(entry.getValue());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, LONG_AGO);
    open(file, "rw-r--r--");
  }

  private static void open(Path file, String permissions) throws IOException {
    if (Files.getFileAttributeView(file, java.nio.file.attribute.PosixFileAttributeView.class,
        LinkOption.NOFOLLOW_LINKS) != null) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name, false, RuntimeFiles.class.getClassLoader());
    } catch (ClassNotFoundException missing) {
      throw new IllegalStateException("A part of the grader is missing: " + name, missing);
    }
  }

  private static String sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) digest.update(part);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException problem) {
      throw new IllegalStateException("Every JDK has SHA-256", problem);
    }
  }
}
