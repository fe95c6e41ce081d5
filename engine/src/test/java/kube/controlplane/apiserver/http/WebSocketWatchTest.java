package kube.controlplane.apiserver.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A watch as messages of a WebSocket: the way the Java client fabric8 asks first.
class WebSocketWatchTest {

  private static final int PATIENCE = 60;
  private static final String PODS = "/api/v1/namespaces/default/pods";
  private static final String POD = "{'metadata':{'name':'%s'},'spec':{'containers':[{'name':'c',"
      + "'image':'i'}]}}";

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpWorld world = HttpWorld.open();

  @AfterEach
  void close() {
    world.close();
    client.close();
  }

  @Test
  void each_event_is_one_message() throws Exception {
    Listener listener = watch(PODS + "?watch=true&resourceVersion=3");

    world.create(PODS, POD.formatted("web"));
    world.create(PODS, POD.formatted("db"));

    assertThat(listener.messages.poll(PATIENCE, SECONDS))
        .startsWith("{\"type\":\"ADDED\",\"object\":{").contains("\"name\":\"web\"");
    assertThat(listener.messages.poll(PATIENCE, SECONDS)).contains("\"name\":\"db\"");
  }

  @Test
  void a_ping_is_answered() throws Exception {
    Listener listener = watch(PODS + "?watch=true");

    listener.socket().sendPing(ByteBuffer.wrap(new byte[]{7})).get(PATIENCE, SECONDS);

    assertThat(listener.pongs.poll(PATIENCE, SECONDS)).isEqualTo(ByteBuffer.wrap(new byte[]{7}));
  }

  @Test
  void the_end_of_the_watch_closes_the_socket() throws Exception {
    Listener listener = watch(PODS + "?watch=true&timeoutSeconds=1");

    assertThat(listener.closed.get(PATIENCE, SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
  }

  @Test
  void a_client_that_closes_is_forgotten() throws Exception {
    Listener listener = watch(PODS + "?watch=true");
    world.awaitWatch();

    listener.socket().sendClose(WebSocket.NORMAL_CLOSURE, "enough").get(PATIENCE, SECONDS);

    assertThat(listener.closed.get(PATIENCE, SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
    long end = System.nanoTime() + SECONDS.toNanos(PATIENCE);
    for (int written = 0; world.watchCount() > 0 && System.nanoTime() < end; written++) {
      world.create(PODS, POD.formatted("web-" + written)); // Its pump notices who has gone.
    }
    assertThat(world.watchCount()).isZero();
  }

  @Test
  void a_refusal_is_an_answer_and_not_a_socket() {
    assertThatThrownBy(() -> watch(PODS + "?watch=true&labelSelector=%21%21"))
        .hasCauseInstanceOf(WebSocketHandshakeException.class)
        .cause().extracting(
            refused -> ((WebSocketHandshakeException) refused).getResponse().statusCode())
        .isEqualTo(400);
  }

  private Listener watch(String path) throws Exception {
    Listener listener = new Listener();
    URI url = URI.create(world.url().replace("http:", "ws:") + path);
    listener.opened.complete(client.newWebSocketBuilder().buildAsync(url, listener)
        .get(PATIENCE, SECONDS));
    return listener;
  }

  private static final class Listener implements WebSocket.Listener {

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<ByteBuffer> pongs = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    private WebSocket socket() {
      return opened.join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        messages.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
      pongs.add(message);
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return CompletableFuture.completedStage(null);
    }
  }
}
