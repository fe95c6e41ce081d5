package grader.compile;

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

/// What the grader and its compiler process say to each other: sources one way, an outcome the
/// other.
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

  public static byte[] sources(SortedMap<String, String> sources) {
    return written(out -> {
      out.writeInt(sources.size());
      for (var source : sources.entrySet()) {
        put(out, source.getKey().getBytes(StandardCharsets.UTF_8));
        put(out, source.getValue().getBytes(StandardCharsets.UTF_8));
      }
    });
  }

  public static SortedMap<String, String> sources(byte[] frame) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame))) {
      SortedMap<String, String> sources = new TreeMap<>();
      int count = in.readInt();
      for (int index = 0; index < count; index++) sources.put(text(in), text(in));
      return sources;
    } catch (IOException cut) {
      throw new UncheckedIOException(cut);
    }
  }

  public static byte[] outcome(Outcome outcome) {
    return written(out -> {
      out.writeInt(outcome.complaints().size());
      for (Complaint complaint : outcome.complaints()) {
        put(out, complaint.file().getBytes(StandardCharsets.UTF_8));
        out.writeInt(complaint.line());
        out.writeInt(complaint.column());
        put(out, complaint.message().getBytes(StandardCharsets.UTF_8));
      }
      out.writeInt(outcome.classes().size());
      for (var each : outcome.classes().entrySet()) {
        put(out, each.getKey().getBytes(StandardCharsets.UTF_8));
        put(out, each.getValue());
      }
    });
  }

  public static Outcome outcome(byte[] frame) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame))) {
      List<Complaint> complaints = new ArrayList<>();
      int count = in.readInt();
      for (int index = 0; index < count; index++) {
        complaints.add(new Complaint(text(in), in.readInt(), in.readInt(), text(in)));
      }
      SortedMap<String, byte[]> classes = new TreeMap<>();
      int classCount = in.readInt();
      for (int index = 0; index < classCount; index++) classes.put(text(in), bytes(in));
      return new Outcome(classes, complaints);
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
