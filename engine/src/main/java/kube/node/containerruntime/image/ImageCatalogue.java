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

  private static final long MEGABYTE = 1_000_000;
  private static final SortedMap<String, Image> IMAGES = new TreeMap<>();

  static {
    web("nginx", 72, new WebServer("nginx", "nginx: master process nginx -g daemon off;", 80,
        "/usr/share/nginx/html", "/etc/nginx/nginx.conf",
        List.of("nginx: ready for start up", "nginx: start worker processes")));
    web("registry.k8s.io/nginx-slim", 9, new WebServer("nginx",
        "nginx: master process nginx -g daemon off;", 80, "/usr/share/nginx/html",
        "/etc/nginx/nginx.conf", List.of("nginx: ready for start up")));
    web("httpd", 65, new WebServer("Apache", "httpd -DFOREGROUND", 80,
        "/usr/local/apache2/htdocs", "/usr/local/apache2/conf/httpd.conf",
        List.of("AH00094: Command line: 'httpd -D FOREGROUND'")));
    web("caddy", 40, new WebServer("Caddy",
        "caddy run --config /etc/caddy/Caddyfile --adapter caddyfile", 80, "/usr/share/caddy",
        "/etc/caddy/Caddyfile", List.of("serving initial configuration")));
    add(new Image("redis", 51 * MEGABYTE, true, words -> new KeyValueServer()));
    server("postgres", 125, "postgres", 5432, "database system is ready to accept connections");
    server("mysql", 170, "mysqld", 3306, "/usr/sbin/mysqld: ready for connections.");
    server("mongo", 240, "mongod", 27017, "Waiting for connections");
    habit("registry.k8s.io/hpa-example", 180, new Habits.HardWorker());
    add(new Image("gcr.io/google-samples/hello-app", 11 * MEGABYTE, true,
        words -> new EchoServer("/hello-app", 8080, "Server listening on port 8080",
            "Hello, world!")));
    add(new Image("perl", 330 * MEGABYTE, true, PiPrinter::new));
    add(new Image("registry.k8s.io/pause", MEGABYTE / 2, false,
        words -> new Server("/pause", 0, "")));
    echo("registry.k8s.io/echoserver", 32, "Listening on port 8080");
    echo("registry.k8s.io/e2e-test-images/agnhost", 55, "");
    add(new Image("hashicorp/http-echo", 5 * MEGABYTE, false, ImageCatalogue::httpEcho));
    add(new Image("busybox", 2 * MEGABYTE, true, Shell::of));
    add(new Image("alpine", 4 * MEGABYTE, true, Shell::of));
    add(new Image("registry.k8s.io/busybox", 2 * MEGABYTE, true, Shell::of));
    add(new Image("debian", 49 * MEGABYTE, true, Shell::of));
    add(new Image("ubuntu", 30 * MEGABYTE, true, Shell::of));
    add(new Image("curlimages/curl", 10 * MEGABYTE, true, ImageCatalogue::curl));
    add(new Image("inside-out/host", MEGABYTE / 2, true, Shell::of));
    habit("inside-out/slow-start", 30, new Habits.SlowStart());
    habit("inside-out/leaky", 20, new Habits.Leaky());
    habit("inside-out/forker", 20, new Habits.Forker());
    habit("inside-out/grpc-health", 20, new GrpcHealth());
    habit("inside-out/moody", 20, new Habits.Moody());
    habit("inside-out/burner", 10, new Habits.Burner());
    habit("inside-out/logger", 10, new Habits.Logger());
    habit("inside-out/worker", 15, new Habits.Worker());
    habit("inside-out/udp-echo", 10, new Habits.UdpEcho());
    habit("inside-out/slow", 10, new Habits.SlowAnswers());
    habit("inside-out/shop", 40, new Shop());
    habit("inside-out/shop-db", 90, new ShopDatabase());
    add(new Image("inside-out/crasher", 8 * MEGABYTE, true,
        words -> Shell.of(List.of("sh", "-c", "sleep 1; exit 1"))));
    add(new Image("inside-out/job", 8 * MEGABYTE, true,
        words -> Shell.of(List.of("sh", "-c", "sleep 5; exit 0"))));
    add(new Image("inside-out/stubborn", 8 * MEGABYTE, true, words -> new Stubborn()));
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
    return name.replaceFirst("^(docker\\.io|registry\\.example\\.com)/", "")
        .replaceFirst("^library/", "");
  }

  private static void web(String name, int megabytes, WebServer server) {
    add(new Image(name, megabytes * MEGABYTE, true, words -> server));
  }

  private static void habit(String name, int megabytes, Program program) {
    add(new Image(name, megabytes * MEGABYTE, true, words -> program));
  }

  private static void server(String name, int megabytes, String commandLine, int port,
      String greeting) {
    add(new Image(name, megabytes * MEGABYTE, true,
        words -> new Server(commandLine, port, greeting)));
  }

  private static void echo(String name, int megabytes, String greeting) {
    String program = name.substring(name.lastIndexOf('/') + 1);
    add(new Image(name, megabytes * MEGABYTE, true,
        words -> new EchoServer(program, 8080, greeting, "")));
  }

  private static Program httpEcho(List<String> words) {
    String text = "hello-world";
    int port = 5678;
    for (String word : words) {
      if (word.matches("--?text=.*")) text = word.substring(word.indexOf('=') + 1);
      if (word.matches("--?listen=.*:\\d{1,5}")) {
        port = Integer.parseInt(word.substring(word.lastIndexOf(':') + 1));
      }
    }
    return new EchoServer("/http-echo " + String.join(" ", words), port, "", text);
  }

  private static Program curl(List<String> words) {
    boolean isCurl = words.isEmpty() || words.getFirst().startsWith("-")
        || words.getFirst().startsWith("http");
    List<String> command = new java.util.ArrayList<>(isCurl ? List.of("curl") : List.of());
    command.addAll(words);
    return Shell.of(command);
  }

  private static void add(Image image) {
    IMAGES.put(image.name(), image);
  }

  /// Says hello and serves until it is told to stop; it takes connections and has nothing to say.
  private record Server(String commandLine, int port, String greeting) implements Program {

    @Override
    public void start(Surroundings surroundings) {
      if (!greeting.isEmpty()) surroundings.print(greeting);
      if (port > 0) surroundings.listen(port, Silence::new);
    }
  }

  /// Does not care for SIGTERM: it has to be killed when its grace is over.
  private record Stubborn() implements Program {

    @Override
    public void start(Surroundings surroundings) {
      surroundings.print("I shall not be moved");
    }

    @Override
    public String commandLine() {
      return "stubborn";
    }

    @Override
    public Duration shutdown() {
      return Duration.ofDays(1);
    }
  }
}
