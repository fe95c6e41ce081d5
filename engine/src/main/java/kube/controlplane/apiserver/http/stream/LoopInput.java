package kube.controlplane.apiserver.http.stream;

import kube.foundation.api.Json;
import kube.foundation.machine.LiveLoop;
import kube.foundation.stream.Terminal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Takes a client's input from Netty's thread to the program on the loop.
final class LoopInput {

  private final LiveLoop loop;
  private final Terminal terminal;
  private Terminal.@Nullable Input input; // Owned by the loop.

  LoopInput(LiveLoop loop, Terminal terminal) {
    this.loop = loop;
    this.terminal = terminal;
  }

  void open(Terminal.Output output) {
    loop.submit(() -> input = terminal.opener().open(output));
  }

  void stdin(byte[] bytes) {
    if (!terminal.stdin() || bytes.length == 0) return;
    loop.submit(() -> {
      if (input != null) input.stdin(bytes);
    });
  }

  void endOfStdin() {
    if (!terminal.stdin()) return;
    loop.submit(() -> {
      if (input != null) input.endOfStdin();
    });
  }

  /// A new size of the window, as JSON; what is none is not heard.
  void resize(byte[] json) {
    try {
      JsonNode size = Json.parse(json);
      int columns = Json.number(size, "Width", 80);
      int rows = Json.number(size, "Height", 24);
      loop.submit(() -> {
        if (input != null) input.resize(columns, rows);
      });
    } catch (JacksonException noSize) {
      // A window without a size stays as it is.
    }
  }

  void hangUp() {
    loop.submit(() -> {
      if (input != null) input.hangUp();
    });
  }
}
