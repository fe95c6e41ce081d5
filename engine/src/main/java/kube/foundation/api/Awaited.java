package kube.foundation.api;

import java.util.Optional;
import java.util.function.Consumer;

/// A response that is there, or that somebody waits for: what keeps the promise of a
/// [Response.Later].
///
/// Owned by the loop.
public final class Awaited {

  private Consumer<Response> listener = _ -> {};
  private Optional<Response> response = Optional.empty();

  /// The response has come.
  public void come(Response itself) {
    response = Optional.of(itself);
    listener.accept(itself);
  }

  /// The response if it is there, and else the promise of it.
  public Response now() {
    return response.orElseGet(() -> new Response.Later(this::expect));
  }

  private void expect(Consumer<Response> whoWaits) {
    listener = whoWaits;
    response.ifPresent(whoWaits);
  }
}
