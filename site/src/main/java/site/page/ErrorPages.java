package site.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every way a request can fail, as a page in the site's own style or as JSON for a script.
///
/// A fault of ours is logged with its trace and answered with a number to find it by; the
/// reader sees no trace.
public final class ErrorPages {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

  private final Pages pages;

  /// @param pages renders the page
  public ErrorPages(Pages pages) {
    this.pages = pages;
  }

  /// What went wrong, what to do, and where to go instead.
  public record Trouble(int status, String title, String message, String remedy,
      List<NoSuchPage.Link> links) {
    public Trouble {
      links = List.copyOf(links);
    }
  }

  /// Answers every failure that the routes let through.
  public void register(RoutesConfig routes) {
    routes.exception(NoSuchPage.class, (missing, ctx) -> show(ctx, new Trouble(404,
        "Not in this book", sentence(missing),
        missing.nearest().isEmpty() ? "The contents list everything there is." : "Did you mean:",
        missing.nearest())));
    routes.exception(HttpResponseException.class, (refused, ctx) -> show(ctx, of(refused, ctx)));
    routes.exception(Exception.class, (bug, ctx) -> {
      if (bug instanceof EofException || bug.getCause() instanceof EofException) {
        LOG.debug("{} {}: the client left in the middle of it", ctx.method(), ctx.path());
        ctx.status(HttpStatus.BAD_REQUEST);
        return;
      }
      String number = Long.toString(System.nanoTime() & 0xffffff, 36);
      LOG.error("Fault {} at {} {}", number, ctx.method(), ctx.path(), bug);
      show(ctx, new Trouble(500, "Our fault",
          "Something in the site broke while it made this page.",
          "Your work is kept. Go back and try again; the server's log has the details under fault "
              + number + ".",
          List.of()));
    });
  }

  /// Answers an exception of this type with a 503 and the sentence it makes.
  public <E extends RuntimeException> void unavailable(RoutesConfig routes, Class<E> type,
      Function<E, String> remedy) {
    routes.exception(type, (trouble, ctx) -> {
      LOG.warn("{} {}: {}", ctx.method(), ctx.path(), trouble.getMessage());
      show(ctx, new Trouble(503, "Not now", sentence(trouble), remedy.apply(trouble), List.of()));
    });
  }

  private void show(Context ctx, Trouble trouble) {
    ctx.status(trouble.status());
    String accept = String.valueOf(ctx.header("Accept"));
    if (accept.contains("text/html")) {
      Doorkeeper.protectPage(ctx);
      Page page = Page.of(ctx, "error", trouble.title()).styled("error.css");
      pages.show(ctx, page, "page/error.jte", Map.of("trouble", trouble));
    } else if (accept.contains("json")) {
      ctx.json(Map.of("status", trouble.status(), "message", trouble.message(),
          "remedy", trouble.remedy(), "nearest", trouble.links()));
    } else {
      ctx.result(trouble.message() + " " + trouble.remedy() + "\n");
    }
  }

  private static Trouble of(HttpResponseException refused, Context ctx) {
    String remedy = switch (refused.getStatus()) {
      case 413 -> "Send less at once.";
      case 403, 400, 422 -> "Go back, load the page again and retry.";
      case 405 -> "Open the page from the contents.";
      default -> "The contents list everything there is.";
    };
    String title = switch (refused.getStatus()) {
      case 403 -> "Not through this door";
      case 404 -> "Not in this book";
      default -> "That did not work";
    };
    boolean noRoute = refused instanceof NotFoundResponse;
    String message = noRoute ? "There is no page at " + ctx.path() + "." : sentence(refused);
    return new Trouble(refused.getStatus(), title, message, remedy, List.of());
  }

  private static String sentence(RuntimeException failed) {
    String message = failed.getMessage();
    return message == null ? "The request could not be answered." : message;
  }
}
