package kube.node.containerruntime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

import kube.foundation.machine.Actor;
import kube.node.containerruntime.ContainerRuntime.LocalImage;
import kube.node.containerruntime.ContainerRuntime.Pull;
import kube.node.containerruntime.image.Image;
import kube.node.containerruntime.image.Registry;
import kube.node.containerruntime.image.Registry.Found;
import org.jspecify.annotations.Nullable;

/// The images on one machine, and the line of those that are to come.
///
/// Images are pulled one after the other, as a kubelet with its usual settings wants it: who stands
/// behind a large one waits.
///
/// Owned by the loop.
///
/// **Models** pull times by size, with the luck of the network; references and digests. **Leaves
/// out** layers that images share.
final class ImageStore {

  private record Order(String reference, List<Credential> credentials, Instant at,
      Consumer<Pull> whenDone) {}

  private static final Duration CHECK = Duration.ofMillis(120);
  private static final Duration REFUSAL = Duration.ofMillis(600);

  private final Actor actor;
  private final TreeMap<String, LocalImage> images = new TreeMap<>();
  private final ArrayDeque<Order> line = new ArrayDeque<>();
  private @Nullable Order current;

  ImageStore(Actor actor) {
    this.actor = actor;
  }

  boolean has(String reference) {
    return images.containsKey(reference);
  }

  List<LocalImage> list() {
    return List.copyOf(images.values());
  }

  /// These are here as well.
  void inherit(List<LocalImage> others) {
    others.forEach(image -> images.put(image.name(), image));
  }

  void remove(String reference) {
    images.remove(reference);
  }

  /// Remembers that a container was started from it now.
  void use(String reference) {
    images.computeIfPresent(reference, (_, image) -> new LocalImage(image.name(), image.digest(),
        image.bytes(), actor.now()));
  }

  void pull(String reference, List<Credential> credentials, Consumer<Pull> whenDone) {
    actor.record("pull", reference, "");
    line.add(new Order(reference, List.copyOf(credentials), actor.now(), whenDone));
    if (current == null) next();
  }

  private void next() {
    Order order = line.poll();
    current = order;
    if (order == null) return;
    Instant begun = actor.now();
    Found found = Registry.find(order.reference, order.credentials);
    actor.after(time(order, found), () -> {
      order.whenDone.accept(end(order, found, begun));
      next();
    });
  }

  private Pull end(Order order, Found found, Instant begun) {
    return switch (found) {
      case Found.Refused refused -> new Pull.Failed(refused.message());
      case Found.Here(Image image, String digest) -> {
        images.put(order.reference,
            new LocalImage(order.reference, digest, image.bytes(), actor.now()));
        yield new Pull.Pulled(Duration.between(begun, actor.now()),
            Duration.between(order.at, begun), image.bytes());
      }
    };
  }

  /// A network is never twice as fast: up to a half more or less than the usual time. What is here
  /// already is only compared with the registry.
  private Duration time(Order order, Found found) {
    return switch (found) {
      case Found.Refused _ -> REFUSAL;
      case Found.Here _ when images.containsKey(order.reference) -> CHECK;
      case Found.Here(Image image, String _) -> {
        Duration usual = Registry.pullTime(image);
        yield actor.randomness().between(usual.dividedBy(2), usual.multipliedBy(3).dividedBy(2));
      }
    };
  }
}
