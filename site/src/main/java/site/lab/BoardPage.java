package site.lab;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import site.page.Page;
import site.page.Pages;

/// The page that shows the learner's own cluster, large.
public final class BoardPage {
  private static final Pattern SLOT = Pattern.compile("[a-z.]{1,32}");

  private final Pages pages;

  public BoardPage(Pages pages) {
    this.pages = pages;
  }

  /// `GET /board`; with `?yours=kcm.replicaset` the box of that slot is flipped at the start.
  public void show(Context ctx) {
    Page page = Page.of(ctx, "board-body", "The board")
        .described("A live Kubernetes cluster, drawn from the engine that runs it.")
        .styled("board.css")
        .moving("board/page.js");
    String yours = Optional.ofNullable(ctx.queryParam("yours"))
        .filter(slot -> SLOT.matcher(slot).matches()).orElse("");
    pages.show(ctx, page, "lab/board.jte", Map.of("yours", yours));
  }
}
