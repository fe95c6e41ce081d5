package grader.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The filter of system calls that a confined JVM lives under, as the kernel's own small program.
///
/// A JVM at work starts threads, opens files and sockets, and maps memory. It never starts another
/// process, traces one, mounts, loads kernel code or makes a namespace: whoever asks for one of
/// these is refused with `EPERM`. Calls newer than this list do not exist (`ENOSYS`), and neither
/// does `clone3`, whose flags a filter cannot read; the C library then asks for `clone`.
///
/// **Leaves out** a list of what is allowed: it would have to follow each C library and each JVM.
final class SystemCalls {
  private static final int LOAD = 0x20;
  private static final int IF_EQUAL = 0x15;
  private static final int IF_AT_LEAST = 0x35;
  private static final int IF_BIT = 0x45;
  private static final int ANSWER = 0x06;

  private static final int NUMBER = 0;
  private static final int MACHINE = 4;
  private static final int FIRST_ARGUMENT = 16;

  private static final int ALLOW = 0x7fff0000;
  private static final int KILL = 0x80000000;
  private static final int ERROR = 0x00050000;
  private static final int EPERM = ERROR | 1;
  private static final int ENOSYS = ERROR | 38;
  private static final int EAFNOSUPPORT = ERROR | 97;

  private static final int AS_A_THREAD = 0x00010000;
  private static final List<Integer> SOCKET_FAMILIES = List.of(1, 2, 10);

  /// Numbers that differ from one kind of processor to the next.
  ///
  /// @param machine how the kernel names the processor
  /// @param unknownFrom the first number that is newer than this list
  /// @param denied what no JVM needs
  private record Table(int machine, int unknownFrom, int thread, int clone3, int socket,
      List<Integer> denied) {}

  /// In this order: process_vm_*, ptrace, syslog, mknod, uselib, personality, ustat, sysfs,
  /// vhangup, modify_ldt, pivot_root, _sysctl, chroot, acct, settimeofday, mount, umount2, swap*,
  /// reboot, set*name, io*, modules, quotactl, nfsservctl, clock_*, memory policy, kexec, keys,
  /// unshare, perf_event_open, fanotify, file handles, setns, kcmp, seccomp, memfd, bpf, execveat,
  /// userfaultfd, io_uring, the mount calls, pidfd_getfd, process_madvise, landlock.
  private static final Table X86_64 = new Table(0xC000003E, 449, 56, 435, 41,
      List.of(57, 58, 310, 311, 101, 103, 133, 134, 135, 136, 139, 153, 154, 155, 156, 159, 161,
          163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180,
          212, 227, 237, 238, 246, 248, 249, 250, 256, 259, 272, 279, 298, 300, 301, 303, 304, 305,
          308, 312, 313, 317, 319, 320, 321, 322, 323, 425, 426, 427, 428, 429, 430, 431, 432, 433,
          438, 440, 442, 443, 444, 445, 446, 447));
  private static final Table AARCH64 = new Table(0xC00000B7, 449, 220, 435, 198,
      List.of(33, 39, 40, 41, 42, 51, 58, 60, 89, 92, 97, 104, 105, 106, 112, 116, 117, 142, 161,
          162, 170, 171, 217, 218, 219, 224, 225, 235, 237, 238, 239, 241, 262, 263, 264, 265, 266,
          268, 270, 271, 272, 273, 277, 279, 280, 281, 282, 294, 425, 426, 427, 428, 429, 430, 431,
          432, 433, 438, 440, 442, 443, 444, 445, 446, 447));

  private final ByteBuffer program = ByteBuffer.allocate(8 * 512).order(ByteOrder.nativeOrder());

  private SystemCalls() {}

  /// The filter for this machine's processor; none where its numbers are not known here.
  static Optional<byte[]> filter() {
    return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> Optional.of(new SystemCalls().written(X86_64));
      case "aarch64" -> Optional.of(new SystemCalls().written(AARCH64));
      default -> Optional.empty();
    };
  }

  private byte[] written(Table table) {
    load(MACHINE);
    unless(IF_EQUAL, table.machine(), KILL);
    load(NUMBER);
    when(IF_EQUAL, table.clone3(), ENOSYS);
    when(IF_AT_LEAST, table.unknownFrom(), ENOSYS);
    table.denied().forEach(number -> when(IF_EQUAL, number, EPERM));
    onlyThreads(table.thread());
    onlyPlainSockets(table.socket());
    answer(ALLOW);
    byte[] bytes = new byte[program.position()];
    program.flip().get(bytes);
    return bytes;
  }

  /// `clone` makes threads here, and nothing else.
  private void onlyThreads(int clone) {
    step(IF_EQUAL, 0, 3, clone);
    load(FIRST_ARGUMENT);
    unless(IF_BIT, AS_A_THREAD, EPERM);
    load(NUMBER);
  }

  private void onlyPlainSockets(int socket) {
    step(IF_EQUAL, 0, 2 * SOCKET_FAMILIES.size() + 2, socket);
    load(FIRST_ARGUMENT);
    SOCKET_FAMILIES.forEach(family -> when(IF_EQUAL, family, ALLOW));
    answer(EAFNOSUPPORT);
  }

  private void load(int offset) {
    step(LOAD, 0, 0, offset);
  }

  private void when(int test, int value, int answer) {
    step(test, 0, 1, value);
    answer(answer);
  }

  private void unless(int test, int value, int answer) {
    step(test, 1, 0, value);
    answer(answer);
  }

  private void answer(int answer) {
    step(ANSWER, 0, 0, answer);
  }

  /// One instruction: what it does, how many to skip when it holds and when not, and its number.
  private void step(int code, int skipWhenTrue, int skipWhenFalse, int value) {
    program.putShort((short) code).put((byte) skipWhenTrue).put((byte) skipWhenFalse).putInt(value);
  }
}
