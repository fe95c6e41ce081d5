package kube.node.containerruntime.image;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import kube.node.containerruntime.image.HttpServer.HttpAnswer;
import kube.node.containerruntime.image.HttpServer.HttpRequest;
import kube.node.containerruntime.process.Files;

/// A server of files: nginx, httpd and caddy.
///
/// @param name what it calls itself
/// @param commandLine how the process list shows it
/// @param root the directory whose files it serves
/// @param greeting the lines that it writes when it is ready; the first also goes into the cluster's
///   log
record WebServer(String name, String commandLine, int port, String root, String configuration,
    List<String> greeting) implements Program {

  private static final DateTimeFormatter ACCESS = DateTimeFormatter
      .ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Override
  public void start(Surroundings surroundings) {
    boolean isOpen = surroundings.listen(port,
        new HttpServer(name, request -> serve(surroundings, request)));
    for (int i = 0; isOpen && i < greeting.size(); i++) {
      if (i == 0) surroundings.print(greeting.get(i));
      else
        surroundings.say(greeting.get(i));
    }
  }

  @Override
  public String cannotListen(int wanted) {
    return switch (name) {
      case "nginx" -> "nginx: [emerg] bind() to 0.0.0.0:" + wanted
          + " failed (98: Address already in use)";
      case "Apache" -> "(98)Address already in use: AH00072: make_sock: could not bind to address"
          + " 0.0.0.0:" + wanted;
      default -> Program.super.cannotListen(wanted);
    };
  }

  @Override
  public void install(Files disk, Instant now) {
    String title = "Welcome to " + name + "!";
    disk.install(root + "/index.html", """
        <!DOCTYPE html>
        <html>
        <head><title>%s</title></head>
        <body><h1>%s</h1><p>This page comes from a simulated container.</p></body>
        </html>
        """.formatted(title, title), now);
    disk.install(configuration, "# " + name + " serves " + root + "\n", now);
  }

  private HttpAnswer serve(Surroundings surroundings, HttpRequest request) {
    HttpAnswer answer = find(surroundings.world().files(), request);
    surroundings.say("%s - - [%s] \"%s %s HTTP/1.1\" %s %d \"-\" \"%s\" \"-\"".formatted(
        request.client(), ACCESS.format(surroundings.world().now()), request.method(),
        request.target(), answer.status().substring(0, 3), answer.body().length,
        request.headers().getOrDefault("user-agent", "-")));
    return answer;
  }

  private HttpAnswer find(Files files, HttpRequest request) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return page("405 Not Allowed");
    }
    String path = Files.resolve(root, "." + request.path());
    String file = files.isDirectory(path) ? path + "/index.html" : path;
    Optional<byte[]> content = files.read(file).filter(_ -> path.startsWith(root));
    return content.map(bytes -> new HttpAnswer("200 OK", type(file), bytes))
        .orElseGet(() -> page(files.isDirectory(path) ? "403 Forbidden" : "404 Not Found"));
  }

  private HttpAnswer page(String status) {
    return new HttpAnswer(status, "text/html", """
        <html>
        <head><title>%s</title></head>
        <body><center><h1>%s</h1></center><hr><center>%s</center></body>
        </html>
        """.formatted(status, status, name).getBytes(StandardCharsets.UTF_8));
  }

  private static String type(String file) {
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "html", "htm" -> "text/html";
      case "css" -> "text/css";
      case "js" -> "application/javascript";
      case "json" -> "application/json";
      case "txt" -> "text/plain";
      default -> "application/octet-stream";
    };
  }
}
