package site.bench.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The terminal of a lab's page, driven by a program: one line at a time.
final class RemoteTerminal implements WebSocket.Listener, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// What a command said, and how it ended.
  record Said(String text, int code) {}

  private final StringBuilder message = new StringBuilder(); // Owned by the socket's listener.
  private final StringBuilder said = new StringBuilder(); // Owned by the socket's listener.
  private volatile CompletableFuture<Said> done = new CompletableFuture<>();
  private @Nullable WebSocket socket;

  private RemoteTerminal() {}

  static RemoteTerminal open(HttpClient http, URI page, String cookie)
      throws IOException, InterruptedException {
    RemoteTerminal terminal = new RemoteTerminal();
    URI address = URI.create(page.toString().replaceFirst("^http", "ws") + "/terminal");
    terminal.socket = await(http.newWebSocketBuilder().header("Cookie", cookie)
        .buildAsync(address, terminal));
    return terminal;
  }

  /// Types a line and waits until its command has ended. Throws when the connection breaks before.
  Said run(String line) throws IOException, InterruptedException {
    WebSocket to = socket;
    if (to == null) throw new IOException("the terminal is not open");
    done = new CompletableFuture<>();
    await(to.sendText(JsonMapper.shared().writeValueAsString(Map.of("do", "run", "text", line)),
        true));
    return await(done);
  }

  @Override
  public void close() {
    WebSocket last = socket;
    if (last != null) last.abort();
  }

  private static <T> T await(CompletableFuture<T> answer) throws IOException, InterruptedException {
    try {
      return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException broken) {
      throw new IOException("the terminal's connection broke", broken);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    message.append(part);
    if (last) {
      JsonNode heard = JsonMapper.shared().readTree(message.toString());
      message.setLength(0);
      switch (heard.path("kind").asString("")) {
        case "out", "error" -> said.append(heard.path("text").asString(""));
        case "done" -> {
          var _ = done.complete(new Said(said.toString(), heard.path("code").asInt(1)));
          said.setLength(0);
        }
        default -> {
          // What else a page is told is for eyes.
        }
      }
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    var _ = done.completeExceptionally(new IOException("closed: " + reason));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    var _ = done.completeExceptionally(error);
  }
}
