package site.lab.past;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import kube.controlplane.etcd.Entry;
import kube.node.containerruntime.Words;
import site.lab.Lab;
import site.lab.LabRoutes;
import site.lab.LabTrouble;
import site.lab.Labs;

/// What a page can ask of the past of a learner's cluster that runs.
public final class PastRoutes {
  private final Labs labs;
  private final Function<Context, String> learnerOf;

  /// @param learnerOf who sends this request
  public PastRoutes(Labs labs, Function<Context, String> learnerOf) {
    this.labs = labs;
    this.learnerOf = learnerOf;
  }

  /// `GET /lab/{name}/past?epoch=&event=&revision=`: what the page has not heard of yet. It has what
  /// came up to that event and that revision of that cluster; of another cluster it has nothing. A
  /// page that has nothing opens its lab, whichever of its parts asks first: so a cluster that does
  /// not run yet starts, as for its board.
  public void chapter(Context ctx) {
    if (!LabRoutes.isNamed(ctx)) return;
    boolean opens = Optional.ofNullable(ctx.queryParam("epoch")).orElse("0").equals("0");
    answer(ctx, opens ? this::found : this::awake, lab -> {
      long epoch = lab.epoch();
      boolean isKnown = number(ctx, "epoch") == epoch;
      long event = isKnown ? number(ctx, "event") : 0;
      long revision = isKnown ? number(ctx, "revision") : 0;
      return Chapter.of(epoch,
          lab.look((cluster, album) -> Chapter.Raw.of(cluster, album, event, revision)));
    });
  }

  /// `GET /lab/{name}/past/object?key=&revision=&since=`: one object; with `since`, what changed in it
  /// after that revision.
  public void object(Context ctx) {
    String key = String.valueOf(ctx.queryParam("key"));
    long revision = number(ctx, "revision");
    long since = number(ctx, "since");
    answer(ctx, this::awake, lab -> {
      Optional<Entry> then = read(lab, key, revision);
      return since == 0
          ? ObjectThen.of(key, then)
          : ObjectThen.between(key, read(lab, key, since), then);
    });
  }

  private static Optional<Entry> read(Lab lab, String key, long revision) {
    return lab.ask(cluster -> ObjectThen.read(cluster, key, revision));
  }

  /// `GET /lab/{name}/past/words?key=&revision=`: what the containers of a Pod have written up to now.
  public void words(Context ctx) {
    String key = String.valueOf(ctx.queryParam("key"));
    long revision = number(ctx, "revision");
    answer(ctx, this::awake, lab -> {
      List<Words> words = lab.ask(cluster -> WordsThen.read(cluster,
          ObjectThen.read(cluster, key, revision)));
      return Map.of("runs", words.stream().map(WordsThen::of).toList());
    });
  }

  private Lab found(Context ctx) {
    return labs.find(learnerOf.apply(ctx), ctx.pathParam("name")).lab();
  }

  private Lab awake(Context ctx) {
    return labs.awake(learnerOf.apply(ctx), ctx.pathParam("name"))
        .orElseThrow(() -> new LabTrouble("That cluster does not run."));
  }

  private static void answer(Context ctx, Function<Context, Lab> which,
      Function<Lab, Object> question) {
    ctx.header("Cache-Control", "no-store");
    try {
      ctx.json(question.apply(which.apply(ctx)));
    } catch (NumberFormatException wrong) {
      ctx.status(400).json(Map.of("message", "Events and revisions are numbers."));
    } catch (LabTrouble trouble) {
      ctx.status(409).json(Map.of("message", String.valueOf(trouble.getMessage())));
    }
  }

  private static long number(Context ctx, String name) {
    return Optional.ofNullable(ctx.queryParam(name)).filter(text -> !text.isEmpty())
        .map(Long::parseLong).orElse(0L);
  }
}
