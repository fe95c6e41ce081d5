package site.lab;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes server-sent events to one page, until the page leaves.
///
/// Owned by the request's own thread.
final class EventWriter {
  private final OutputStream page;
  private boolean open = true;

  EventWriter(Context ctx) throws IOException {
    var response = ctx.res();
    response.setStatus(200);
    response.setContentType("text/event-stream; charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    page = response.getOutputStream();
    response.flushBuffer();
  }

  /// Whether the page still listens, as far as the last write could tell.
  boolean isOpen() {
    return open;
  }

  /// @param id what the page hands back when it resumes; empty for none
  void send(String event, String data, String id) {
    write(
        (id.isEmpty() ? "" : "id: " + id + "\n") + "event: " + event + "\ndata: " + data + "\n\n");
  }

  /// Says nothing, to find out whether the page is still there.
  void sign() {
    write(": alive\n\n");
  }

  private void write(String text) {
    try {
      page.write(text.getBytes(StandardCharsets.UTF_8));
      page.flush();
    } catch (IOException left) {
      open = false;
    }
  }
}
