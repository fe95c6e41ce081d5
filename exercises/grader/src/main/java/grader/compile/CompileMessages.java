package grader.compile;

import grader.compile.Suggestions.Suggestion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the grader and its compiler process say to each other: an order one way, an outcome or
/// suggestions the other.
public final class CompileMessages {
  private CompileMessages() {}

  /// One error, at a line and column counted from 1; 0 where unknown.
  public record Complaint(String file, int line, int column, String message) {}

  /// Class name to class file when it compiled, else the errors.
  public record Outcome(SortedMap<String, byte[]> classes, List<Complaint> complaints) {
    public boolean isCompiled() {
      return complaints.isEmpty();
    }
  }

  /// A piece of writing that can fail only where a disk is involved.
  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  /// A piece of reading that fails when the frame ends too early.
  private interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  /// What the compiler is asked to do with these sources (file name to text).
  public sealed interface Order {
    SortedMap<String, String> sources();

    /// Make classes of them.
    record Compile(SortedMap<String, String> sources) implements Order {}

    /// Say what may be written in `file` at `offset`, in characters.
    record Complete(SortedMap<String, String> sources, String file, int offset) implements Order {}
  }

  public static byte[] order(Order order) {
    return written(out -> {
      out.writeInt(order.sources().size());
      for (var source : order.sources().entrySet()) {
        put(out, source.getKey());
        put(out, source.getValue());
      }
      out.writeBoolean(order instanceof Order.Complete);
      if (order instanceof Order.Complete complete) {
        put(out, complete.file());
        out.writeInt(complete.offset());
      }
    });
  }

  public static Order order(byte[] frame) {
    return read(frame, in -> {
      SortedMap<String, String> sources = new TreeMap<>();
      int count = in.readInt();
      for (int index = 0; index < count; index++) sources.put(text(in), text(in));
      return in.readBoolean()
          ? new Order.Complete(sources, text(in), in.readInt())
          : new Order.Compile(sources);
    });
  }

  public static byte[] suggestions(Suggestions suggestions) {
    return written(out -> {
      out.writeInt(suggestions.from());
      out.writeInt(suggestions.all().size());
      for (Suggestion each : suggestions.all()) {
        put(out, each.name());
        put(out, each.kind());
        put(out, each.signature());
        put(out, each.toImport());
      }
    });
  }

  public static Suggestions suggestions(byte[] frame) {
    return read(frame, in -> {
      int from = in.readInt();
      List<Suggestion> all = new ArrayList<>();
      int count = in.readInt();
      for (int index = 0; index < count; index++) {
        all.add(new Suggestion(text(in), text(in), text(in), text(in)));
      }
      return new Suggestions(from, all);
    });
  }

  public static byte[] outcome(Outcome outcome) {
    return written(out -> {
      out.writeInt(outcome.complaints().size());
      for (Complaint complaint : outcome.complaints()) {
        put(out, complaint.file());
        out.writeInt(complaint.line());
        out.writeInt(complaint.column());
        put(out, complaint.message());
      }
      out.writeInt(outcome.classes().size());
      for (var each : outcome.classes().entrySet()) {
        put(out, each.getKey());
        put(out, each.getValue());
      }
    });
  }

  public static Outcome outcome(byte[] frame) {
    return read(frame, in -> {
      List<Complaint> complaints = new ArrayList<>();
      int count = in.readInt();
      for (int index = 0; index < count; index++) {
        complaints.add(new Complaint(text(in), in.readInt(), in.readInt(), text(in)));
      }
      SortedMap<String, byte[]> classes = new TreeMap<>();
      int classCount = in.readInt();
      for (int index = 0; index < classCount; index++) classes.put(text(in), bytes(in));
      return new Outcome(classes, complaints);
    });
  }

  private static <T> T read(byte[] frame, Reading<T> reading) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame))) {
      return reading.from(in);
    } catch (IOException cut) {
      throw new UncheckedIOException(cut);
    }
  }

  private static byte[] written(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void put(DataOutputStream out, String text) throws IOException {
    put(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void put(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) throw new IOException("a length of " + length);
    return in.readNBytes(length);
  }
}
