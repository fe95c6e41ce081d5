package site;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;
import java.util.Map;
import java.util.Set;
import site.page.Doorkeeper;
import site.page.Page;
import site.page.Pages;
import site.page.Themes;

/// The whole site on one page: what is made of what, and every route.
public final class Site implements AutoCloseable {
  private final Javalin server;

  private Site(Settings settings) {
    Pages pages = new Pages();
    Doorkeeper doorkeeper = new Doorkeeper(Set.of("127.0.0.1", "localhost", "[::1]"));
    server = Javalin.create(config -> {
      config.concurrency.useVirtualThreads = true;
      config.startup.showJavalinBanner = false;
      files(config);
      config.routes.before(doorkeeper::check);
      config.routes.get("/healthz", ctx -> ctx.result("ok\n"));
      config.routes.post("/theme", Themes::choose);
      config.routes.get("/", ctx -> pages.show(ctx,
          Page.of(ctx, "home", "Kubernetes Inside Out"), "lesson/home.jte", Map.of()));
    });
    server.start(settings.address(), settings.port());
  }

  /// Starts serving.
  public static Site start(Settings settings) { return new Site(settings); }

  /// The port that the site listens on.
  public int port() { return server.port(); }

  @Override
  public void close() { server.stop(); }

  private static void files(JavalinConfig config) {
    config.staticFiles.add(files -> {
      files.directory = "/static";
      files.hostedPath = "/static";
      files.location = Location.CLASSPATH;
      files.headers = Map.of("Cache-Control", "no-cache");
    });
  }
}
