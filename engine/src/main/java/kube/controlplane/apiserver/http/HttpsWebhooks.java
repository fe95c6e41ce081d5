package kube.controlplane.apiserver.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

import kube.controlplane.apiserver.admission.webhook.WebhookAnswer;
import kube.controlplane.apiserver.admission.webhook.WebhookAnswer.Reviewed;
import kube.controlplane.apiserver.admission.webhook.WebhookAnswer.Unreachable;
import kube.controlplane.apiserver.admission.webhook.WebhookCall;
import kube.controlplane.apiserver.admission.webhook.WebhookTransport;
import kube.foundation.api.Json;
import kube.foundation.machine.LiveLoop;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Asks webhooks over HTTPS, off the loop, and brings their answers back to it.
///
/// A webhook is trusted by the certificates of its configuration, and by those of the machine when
/// it names none.
///
/// Owned by the loop; only the client's own threads run elsewhere, and they touch nothing of ours.
public final class HttpsWebhooks implements WebhookTransport {

  private static final int CLIENTS_KEPT = 32;
  private static final int ANSWER_BYTES_AT_MOST = 3 * 1024 * 1024;
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);

  private final LiveLoop loop;
  private final Map<String, HttpClient> clients = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, HttpClient> eldest) {
      return size() > CLIENTS_KEPT;
    }
  };

  public HttpsWebhooks(LiveLoop loop) {
    this.loop = loop;
  }

  @Override
  public Optional<WebhookAnswer> ask(WebhookCall call, Consumer<WebhookAnswer> later) {
    try {
      HttpClient client = client(call.caBundle());
      HttpRequest request = HttpRequest.newBuilder(URI.create(call.url()))
          .timeout(call.timeout())
          .header("Content-Type", "application/json")
          .header("Accept", "application/json")
          .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(call.review())))
          .build();
      var _ = client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
          .handle((response, failure) -> failure == null
              ? read(response)
              : new Unreachable(named(call, failure)))
          .thenAccept(answer -> loop.submit(() -> later.accept(answer)));
      return Optional.empty();
    } catch (GeneralSecurityException | IOException | IllegalArgumentException broken) {
      return Optional.of(new Unreachable("unable to load root certificates: "
          + broken.getMessage()));
    }
  }

  private static WebhookAnswer read(HttpResponse<byte[]> response) {
    if (response.statusCode() != 200) {
      String said = new String(response.body(), StandardCharsets.UTF_8).strip();
      return new Unreachable(said.isEmpty() || said.length() > 1_000
          ? "the server responded with the status code " + response.statusCode()
              + " but did not return more information"
          : said);
    }
    if (response.body().length > ANSWER_BYTES_AT_MOST) {
      return new Unreachable("the answer is too large");
    }
    try {
      return new Reviewed(Json.parse(response.body()));
    } catch (JacksonException malformed) {
      return new Unreachable("couldn't get version/kind; json parse error: "
          + malformed.getOriginalMessage());
    }
  }

  /// What Go's client would say of it.
  private static String named(WebhookCall call, Throwable failure) {
    Throwable cause = failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
    String why = switch (cause) {
      case HttpTimeoutException _ -> "context deadline exceeded";
      case ConnectException _ -> "dial tcp " + call.authority() + ": connect: connection refused";
      case SSLException tls -> "tls: failed to verify certificate: " + innermost(tls);
      default -> String.valueOf(cause.getMessage());
    };
    return "Post \"" + call.url() + "\": " + why;
  }

  private static @Nullable String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) cause = cause.getCause();
    return cause.getMessage();
  }

  private HttpClient client(String caBundle) throws GeneralSecurityException, IOException {
    HttpClient known = clients.get(caBundle);
    if (known != null) return known;
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(TO_CONNECT)
        .version(HttpClient.Version.HTTP_1_1);
    if (!caBundle.isEmpty()) builder.sslContext(trusting(caBundle));
    HttpClient client = builder.build();
    clients.put(caBundle, client);
    return client;
  }

  private static SSLContext trusting(String caBundle)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    var certificates = CertificateFactory.getInstance("X.509").generateCertificates(
        new ByteArrayInputStream(caBundle.getBytes(StandardCharsets.UTF_8)));
    int number = 0;
    for (Certificate certificate : certificates) {
      trusted.setCertificateEntry("ca" + number++, certificate);
    }
    TrustManagerFactory managers = TrustManagerFactory
        .getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
