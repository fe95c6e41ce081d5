package site.lab;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What the browser can ask of a learner's live things. Site.java gives each method its address.
public final class LabRoutes implements AutoCloseable {
  private static final int AUDIT_LINES = 12;
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

  private final Function<Context, String> learnerOf;
  private final MemoryLabs memories = new MemoryLabs();
  private final Labs labs;
  private final String idle = Wire.text(new Idle(Snapshots.idle()));

  private record Idle(BoardState state) {}

  /// @param learnerOf who sends this request
  /// @param yourParts where the learner's own parts come from
  public LabRoutes(Function<Context, String> learnerOf, YourParts yourParts) {
    this(learnerOf, new Labs(yourParts, (_, _) -> Ground.MEMORY, Path.of(""),
        Duration.ZERO));
  }

  /// @param labs all labs of the site, those that are kept among them
  public LabRoutes(Function<Context, String> learnerOf, Labs labs) {
    this.learnerOf = learnerOf;
    this.labs = labs;
  }

  /// The drawing of a cluster that does not run yet: `GET /lab/idle`.
  public void idle(Context ctx) {
    ctx.contentType("application/json").result(idle);
  }

  /// The event stream of the learner's cluster, which starts when first asked for:
  /// `GET /lab/{name}/events`. The request's own virtual thread feeds it until the page leaves.
  public void events(Context ctx) throws IOException {
    if (!isNamed(ctx)) return;
    String learner = learnerOf.apply(ctx);
    Optional<String> lastEventId = Optional.ofNullable(ctx.header("Last-Event-ID"));
    EventWriter page = new EventWriter(ctx);
    try {
      Labs.Found found = labs.find(learner, ctx.pathParam("name"));
      new EventFeed(labs, found, page).run(lastEventId);
    } catch (LabTrouble trouble) {
      EventFeed.sayGone(page, String.valueOf(trouble.getMessage()));
    }
  }

  /// Does one thing to the learner's cluster: `POST /lab/{name}/commands`.
  public void command(Context ctx) {
    if (!isNamed(ctx)) return;
    String learner = learnerOf.apply(ctx);
    Wire.read(ctx, Command.class).ifPresent(command -> {
      try {
        Wire.answer(ctx, 200, perform(learner, ctx.pathParam("name"), command));
      } catch (LabTrouble trouble) {
        Wire.answer(ctx, 409, String.valueOf(trouble.getMessage()));
      }
    });
  }

  /// A reset works also where nothing else does any more: for a lab whose store is damaged.
  private String perform(String learner, String name, Command command) {
    Lab lab;
    try {
      lab = labs.find(learner, name).lab();
    } catch (LabTrouble trouble) {
      if (!(command instanceof Command.Reset)) throw trouble;
      labs.anew(learner, name);
      return "";
    }
    return lab.perform(command);
  }

  /// What the API server of the learner's cluster has noted last: `GET /lab/{name}/audit`.
  public void audit(Context ctx) {
    if (!isNamed(ctx)) return;
    try {
      Lab lab = labs.find(learnerOf.apply(ctx), ctx.pathParam("name")).lab();
      Wire.json(ctx, lab.audit(AUDIT_LINES));
    } catch (LabTrouble trouble) {
      Wire.answer(ctx, 409, String.valueOf(trouble.getMessage()));
    }
  }

  /// Does one thing to a little store and shows all of it: `POST /lab/memory/{name}`.
  public void memory(Context ctx) {
    if (!isNamed(ctx)) return;
    String learner = learnerOf.apply(ctx);
    String name = ctx.pathParam("name");
    Wire.read(ctx, MemoryCommand.class).ifPresent(command -> {
      MemoryLab lab = command instanceof MemoryCommand.Reset
          ? memories.reset(learner, name)
          : memories.of(learner, name);
      Wire.json(ctx, lab.perform(command));
    });
  }

  /// Whether the name in the address can be one of a lab; answers 404 when it cannot.
  public static boolean isNamed(Context ctx) {
    if (NAME.matcher(ctx.pathParam("name")).matches()) return true;
    Wire.answer(ctx, 404, "There is no lab of that name.");
    return false;
  }

  /// Closes every cluster.
  @Override
  public void close() {
    labs.close();
  }
}
