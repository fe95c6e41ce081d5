package site.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import kube.controlplane.apiserver.access.audit.AuditEvent;

/// Writes audit events to a file, one a line, as they happen: who follows the file misses none.
final class AuditFile implements Consumer<AuditEvent> {

  private final BufferedWriter lines;

  private AuditFile(BufferedWriter lines) {
    this.lines = lines;
  }

  static AuditFile create(Path file) {
    try {
      return new AuditFile(Files.newBufferedWriter(file));
    } catch (IOException problem) {
      throw new CouldNotRun("The audit log cannot be written to " + file + " ("
          + problem.getMessage() + "). Give another --audit-log.", problem);
    }
  }

  /// A log with holes is worse than none: when the disk is full, the cluster stops and says so.
  @Override
  public void accept(AuditEvent event) {
    try {
      lines.write(event.toLine());
      lines.newLine();
      lines.flush();
    } catch (IOException problem) {
      throw new UncheckedIOException("the audit log cannot be written", problem);
    }
  }
}
