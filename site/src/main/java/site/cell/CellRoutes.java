package site.cell;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import kube.foundation.client.Transport;
import site.cell.worker.Report;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the browser can ask of a page's cells. Site.java gives each method its address, below
/// `/cells/{kind}/{page}`, where the kind is `lesson` or `lab`.
public final class CellRoutes implements AutoCloseable {
  private static final int MOST_CODE = 50_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Cells cells;
  private final Function<Context, String> learnerOf;
  private final List<String> imports;
  private final BiFunction<String, String, Optional<Transport>> labs;
  private final EngineDocs docs = new EngineDocs();

  /// @param imports what every cell finds imported
  /// @param labs the way to a learner's lab of this name, when there is one
  public CellRoutes(Cells cells, Function<Context, String> learnerOf, List<String> imports,
      BiFunction<String, String, Optional<Transport>> labs) {
    this.cells = cells;
    this.learnerOf = learnerOf;
    this.imports = imports.stream().map(name -> "import " + name + ";").toList();
    this.labs = labs;
  }

  /// What a page asks.
  ///
  /// @param session the number of the shell that the page believes in; 0 for whichever there is
  private record Question(String cell, String code, int cursor, long session) {}

  /// Somebody looks at cells and may run one: `POST …/warm`.
  public void warm(Context ctx) {
    cells.warm();
    ctx.status(204);
  }

  /// Runs a cell: `POST …/run`. The answer is a line of JSON for each thing that happens.
  public void run(Context ctx) throws IOException {
    Optional<Question> asked = question(ctx);
    if (asked.isEmpty()) return;
    Question question = asked.get();
    Cells.Place place = place(ctx);
    ctx.contentType("application/x-ndjson").header("Cache-Control", "no-store");
    Lines lines = new Lines(ctx.res().getOutputStream());
    try {
      CellSession session = session(ctx, place);
      if (question.session() != 0 && question.session() != session.number()) {
        lines.send(Map.of("event", "fresh", "session", session.number(), "message",
            cells.farewell(place).orElse("The shell of this page is a new one.")));
        return;
      }
      lines.send(Map.of("event", "began", "session", session.number(), "isolation",
          cells.isolation().leavesOpen().isEmpty() ? "" : cells.isolation().sentence()));
      Report.Ran ran = session.run(question.cell(), question.code(),
          text -> lines.send(Map.of("event", "printed", "text", text)));
      lines.send(Map.of("event", "ran", "value", ran.value(), "troubles", ran.troubles()));
    } catch (CellTrouble trouble) {
      boolean isLost = cells.find(place).isEmpty();
      if (isLost) cells.farewell(place);
      lines.send(Map.of("event", isLost ? "lost" : "refused", "message",
          String.valueOf(trouble.getMessage())));
    }
  }

  private CellSession session(Context ctx, Cells.Place place) {
    boolean isLab = ctx.pathParam("kind").equals("lab");
    if (!isLab) return cells.open(place, imports, Optional.empty());
    Transport lab = labs.apply(place.learner(), ctx.pathParam("page")).orElseThrow(
        () -> new CellTrouble("There is no lab of that name. Open the lab's page again."));
    List<String> lines = new java.util.ArrayList<>(imports);
    lines.addAll(List.of("import kube.foundation.api.*;", "import kube.foundation.client.*;",
        "var cluster = site.cell.worker.LabCluster.here();"));
    return cells.open(place, lines, Optional.of(lab));
  }

  /// Stops what runs: `POST …/stop`.
  public void stop(Context ctx) {
    if (!isNamed(ctx)) return;
    cells.find(place(ctx)).ifPresent(CellSession::stop);
    ctx.status(204);
  }

  /// Ends the page's shell, so that the next cell begins anew: `POST …/reset`.
  public void reset(Context ctx) {
    if (!isNamed(ctx)) return;
    cells.forget(place(ctx));
    cells.farewell(place(ctx));
    ctx.status(204);
  }

  /// What could stand at the cursor: `POST …/complete`.
  public void complete(Context ctx) {
    question(ctx).ifPresent(question -> answer(ctx, new Report.Suggested(question.cursor(),
        List.of()), session -> session.complete(question.code(), question.cursor())));
  }

  /// What is named at the cursor: `POST …/describe`.
  public void describe(Context ctx) {
    question(ctx).ifPresent(question -> answer(ctx, new Report.Described(List.of()),
        session -> docs.filled(session.describe(question.code(), question.cursor()))));
  }

  /// While a cell runs, or where no shell can be had, there is nothing to suggest.
  private void answer(Context ctx, Report nothing, Function<CellSession, Report> question) {
    Object said = nothing;
    try {
      said = question.apply(session(ctx, place(ctx)));
    } catch (CellTrouble busy) {
      ctx.header("X-Reason", "busy");
    }
    ctx.contentType("application/json").header("Cache-Control", "no-store");
    ctx.result(JSON.writeValueAsString(said));
  }

  private Cells.Place place(Context ctx) {
    return new Cells.Place(learnerOf.apply(ctx), ctx.pathParam("kind") + "/"
        + ctx.pathParam("page"));
  }

  private static boolean isNamed(Context ctx) {
    if (List.of("lesson", "lab").contains(ctx.pathParam("kind"))
        && NAME.matcher(ctx.pathParam("page")).matches()) {
      return true;
    }
    refuse(ctx, 404, "There are no cells of that name.");
    return false;
  }

  private static Optional<Question> question(Context ctx) {
    if (!isNamed(ctx)) return Optional.empty();
    try {
      JsonNode said = JSON.readTree(ctx.body());
      Question question = new Question(said.path("cell").asString(""),
          said.path("code").asString(""), said.path("cursor").asInt(0),
          said.path("session").asLong(0));
      if (question.code().length() > MOST_CODE) {
        refuse(ctx, 413, "A cell holds up to 50,000 letters.");
        return Optional.empty();
      }
      int cursor = Math.clamp(question.cursor(), 0, question.code().length());
      return Optional.of(new Question(question.cell(), question.code(), cursor,
          question.session()));
    } catch (JacksonException malformed) {
      refuse(ctx, 400, "This request is no JSON: " + malformed.getOriginalMessage());
      return Optional.empty();
    }
  }

  private static void refuse(Context ctx, int status, String message) {
    ctx.status(status).contentType("application/json")
        .result(JSON.writeValueAsString(Map.of("message", message)));
  }

  /// Lines of JSON to a page that may have left.
  private static final class Lines {
    private final OutputStream output;
    private boolean isRead = true;

    Lines(OutputStream output) {
      this.output = output;
    }

    void send(Map<String, Object> line) {
      if (!isRead) return;
      try {
        output.write((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        output.flush();
      } catch (IOException pageIsGone) {
        isRead = false;
      }
    }
  }

  @Override
  public void close() {
    cells.close();
  }
}
