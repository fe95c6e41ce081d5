package site.lab;

import io.javalin.http.Context;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What the browser can ask of a learner's live things. Site.java gives each method its address.
public final class LabRoutes {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

  private final Function<Context, String> learnerOf;
  private final MemoryLabs memories = new MemoryLabs();

  /// @param learnerOf who sends this request
  public LabRoutes(Function<Context, String> learnerOf) { this.learnerOf = learnerOf; }

  /// Does one thing to a little store and shows all of it: `POST /lab/memory/{name}`.
  public void memory(Context ctx) {
    String name = ctx.pathParam("name");
    if (!NAME.matcher(name).matches()) {
      Wire.answer(ctx, 404, "There is no store of that name.");
      return;
    }
    String learner = learnerOf.apply(ctx);
    Wire.read(ctx, MemoryCommand.class).ifPresent(command -> {
      MemoryLab lab = command instanceof MemoryCommand.Reset
          ? memories.reset(learner, name)
          : memories.of(learner, name);
      Wire.json(ctx, lab.perform(command));
    });
  }
}
