package kube.node.containerruntime.image;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The registry of the simulated world: every image that can be pulled, by its name.
///
/// Any tag of a known name exists. A name that is not here cannot be pulled, as with a typing error
/// in the real world.
public final class ImageCatalogue {

  private static final SortedMap<String, Image> IMAGES = new TreeMap<>();

  static {
    server("nginx", 1_500, "nginx: ready for start up");
    server("httpd", 1_400, "AH00094: Command line: 'httpd -D FOREGROUND'");
    server("caddy", 900, "serving initial configuration");
    server("redis", 1_100, "Ready to accept connections tcp");
    server("postgres", 2_600, "database system is ready to accept connections");
    server("registry.k8s.io/pause", 100, "");
    server("registry.k8s.io/echoserver", 700, "Listening on port 8080");
    add(new Image("busybox", Duration.ofMillis(400), Shell::of));
    add(new Image("alpine", Duration.ofMillis(450), Shell::of));
    add(new Image("inside-out/crasher", Duration.ofMillis(300),
        words -> Shell.of(List.of("sh", "-c", "sleep 1; exit 1"))));
    add(new Image("inside-out/job", Duration.ofMillis(300),
        words -> Shell.of(List.of("sh", "-c", "sleep 5; exit 0"))));
    add(new Image("inside-out/stubborn", Duration.ofMillis(300), words -> new Stubborn()));
  }

  private ImageCatalogue() {}

  /// The image that a reference such as `nginx`, `docker.io/library/nginx:1.27` or
  /// `nginx@sha256:…` names.
  public static Optional<Image> find(String reference) {
    return Optional.ofNullable(IMAGES.get(name(reference)));
  }

  /// The names of all images, sorted.
  public static List<String> names() {
    return List.copyOf(IMAGES.keySet());
  }

  private static String name(String reference) {
    String name = reference.replaceFirst("@.*$", "").replaceFirst(":[^/]*$", "");
    return name.replaceFirst("^docker\\.io/", "").replaceFirst("^library/", "");
  }

  private static void server(String name, int pullMillis, String greeting) {
    add(new Image(name, Duration.ofMillis(pullMillis), words -> new Server(greeting)));
  }

  private static void add(Image image) {
    IMAGES.put(image.name(), image);
  }

  /// Says hello and serves until it is told to stop.
  private record Server(String greeting) implements Program {

    @Override
    public void start(Surroundings surroundings) {
      if (!greeting.isEmpty()) surroundings.print(greeting);
    }
  }

  /// Does not care for SIGTERM: it has to be killed when its grace is over.
  private record Stubborn() implements Program {

    @Override
    public void start(Surroundings surroundings) {
      surroundings.print("I shall not be moved");
    }

    @Override
    public Duration shutdown() {
      return Duration.ofDays(1);
    }
  }
}
