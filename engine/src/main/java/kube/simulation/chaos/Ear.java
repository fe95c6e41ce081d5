package kube.simulation.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.client.Change;
import kube.foundation.client.Transport;
import kube.foundation.machine.Actor;

/// Hears every change of one kind the moment the API server tells it, without a wire in between; is
/// cut off only while there is no API server, when nothing changes either.
final class Ear<T extends KubernetesObject> {

  private static final Duration TRY_AGAIN = Duration.ofMillis(10);

  private final Actor actor;
  private final Transport transport;
  private final Kind<T> kind;
  private final Consumer<Change<T>> listener;
  private final TreeMap<Key, T> objects = new TreeMap<>();
  private String lastRevision = "";

  Ear(Actor actor, Transport transport, Kind<T> kind, Consumer<Change<T>> listener) {
    this.actor = actor;
    this.transport = transport;
    this.kind = kind;
    this.listener = listener;
  }

  List<T> objects() {
    return List.copyOf(objects.values());
  }

  /// Begins with all there is, and goes on where it was cut off.
  void listen() {
    Request all = Request.of("GET", kind.path(""), "witness").withQuery("watch", "true");
    Request request = lastRevision.isEmpty()
        ? all
        : all.withQuery("resourceVersion", lastRevision);
    if (transport.send(request) instanceof Response.Stream stream) {
      Response.WatchHandle _ = stream.source().open(new Sink());
    } else {
      actor.after(TRY_AGAIN, this::listen);
    }
  }

  private void take(Response.WatchEvent event) {
    T object = kind.read(event.object());
    lastRevision = object.metadata().resourceVersion();
    boolean isGone = event.type().equals("DELETED");
    Optional<T> before = Optional.ofNullable(
        isGone ? objects.remove(object.key()) : objects.put(object.key(), object));
    if (isGone) before = before.or(() -> Optional.of(object));
    listener.accept(new Change<>(before,
        isGone ? Optional.empty() : Optional.of(object)));
  }

  private final class Sink implements Response.WatchSink {

    private boolean over;

    @Override
    public void event(Response.WatchEvent event) {
      if (event.type().equals("ERROR")) {
        lastRevision = "";
        objects.clear();
        ended();
      } else {
        take(event);
      }
    }

    @Override
    public void ended() {
      if (!over) actor.after(TRY_AGAIN, Ear.this::listen);
      over = true;
    }
  }
}
