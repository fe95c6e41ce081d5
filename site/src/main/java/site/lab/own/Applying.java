package site.lab.own;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import kube.Cluster;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Response.Answer;
import site.lab.Lab;
import site.lab.LabTrouble;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tries and applies what is typed in a lab's YAML editor: server-side apply, a document at a time.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/using-api/server-side-apply/
public final class Applying {
  private static final String MANAGER = "lab-editor";
  private static final int DOCUMENTS_AT_MOST = 50;
  private static final int LETTERS_AT_MOST = 512 * 1024;

  private final OwnLabs labs;
  private final Function<Context, String> learnerOf;

  public Applying(OwnLabs labs, Function<Context, String> learnerOf) {
    this.labs = labs;
    this.learnerOf = learnerOf;
  }

  /// What the page asks.
  ///
  /// @param tries whether nothing is to be changed: a dry run
  /// @param force whether to take fields over that others manage
  record Wish(String yaml, boolean tries, boolean force) {}

  /// What became of one document.
  ///
  /// @param line where the document begins, from 1
  /// @param outcome `created`, `configured`, `unchanged`, `conflict` or `refused`
  /// @param fields what is wrong where
  record Outcome(int line, String name, String outcome, String message, List<Field> fields) {
    Outcome {
      fields = List.copyOf(fields);
    }
  }

  /// @param path such as `spec.template.spec.containers[0].image`
  record Field(String path, String message) {}

  /// `POST /labs/{id}/apply`.
  public void apply(Context ctx) {
    Optional<Wish> wish = wish(ctx.body());
    if (wish.isEmpty()) {
      ctx.status(400).json(java.util.Map.of("message", "This request is no YAML to apply."));
      return;
    }
    try {
      Lab lab = labs.open(learnerOf.apply(ctx), ctx.pathParam("id"));
      ctx.json(java.util.Map.of("outcomes", outcomes(lab, wish.get())));
    } catch (LabTrouble trouble) {
      ctx.status(409).json(java.util.Map.of("message", String.valueOf(trouble.getMessage())));
    }
  }

  private static Optional<Wish> wish(String body) {
    try {
      JsonNode said = JsonMapper.shared().readTree(body);
      return said.path("yaml").stringValueOpt().map(yaml -> new Wish(yaml,
          said.path("tries").asBoolean(false), said.path("force").asBoolean(false)));
    } catch (JacksonException malformed) {
      return Optional.empty();
    }
  }

  static List<Outcome> outcomes(Lab lab, Wish wish) {
    if (wish.yaml().length() > LETTERS_AT_MOST) {
      throw new LabTrouble("That is more than " + LETTERS_AT_MOST / 1024 + " KB of YAML.");
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (YamlDocuments.Document document : YamlDocuments.of(wish.yaml(), DOCUMENTS_AT_MOST)) {
      outcomes.add(document.problem().isEmpty()
          ? lab.ask(cluster -> outcome(cluster, document, wish))
          : new Outcome(document.problemLine(), "", "refused", document.problem(), List.of()));
    }
    return outcomes;
  }

  private static Outcome outcome(Cluster cluster, YamlDocuments.Document document, Wish wish) {
    JsonNode object = document.tree();
    String name = Json.text(object, "metadata.name");
    String shown = Json.text(object, "kind").toLowerCase(java.util.Locale.ROOT) + "/" + name;
    if (name.isEmpty()) return refused(document, shown, "metadata.name is missing", "metadata");
    Optional<String> path = Discovery.path(cluster, object);
    if (path.isEmpty()) {
      return refused(document, shown, "no matches for kind \"" + Json.text(object, "kind")
          + "\" in version \"" + Json.text(object, "apiVersion") + "\"", "kind");
    }
    String before = version(send(cluster, Request.of("GET", path.get(), "user")));
    Request request = Request.of("PATCH", path.get(), "user")
        .withQuery("fieldManager", MANAGER).withQuery("fieldValidation", "Strict")
        .withBody("application/apply-patch+yaml", document.text().getBytes(StandardCharsets.UTF_8));
    if (wish.force()) request = request.withQuery("force", "true");
    if (wish.tries()) request = request.withQuery("dryRun", "All");
    Answer answer = send(cluster, request);
    if (answer.isOk()) {
      String after = version(answer);
      String outcome = answer.code() == 201 || before.isEmpty()
          ? "created"
          : after.equals(before) ? "unchanged" : "configured";
      return new Outcome(document.line(), shown, outcome, "", List.of());
    }
    return refused(document, shown, answer);
  }

  private static Outcome refused(YamlDocuments.Document document, String name, String message,
      String field) {
    return new Outcome(document.line(), name, "refused", message,
        List.of(new Field(field, message)));
  }

  private static Outcome refused(YamlDocuments.Document document, String name, Answer answer) {
    JsonNode status = Json.parse(answer.body());
    List<Field> fields = new ArrayList<>();
    for (JsonNode cause : Json.at(status, "details.causes")) {
      String field = Json.text(cause, "field");
      if (!field.isEmpty()) fields.add(new Field(field, Json.text(cause, "message")));
    }
    String message = Json.text(status, "message");
    if (fields.isEmpty()) fields.addAll(StrictErrors.in(message));
    return new Outcome(document.line(), name, answer.code() == 409 ? "conflict" : "refused",
        message, fields);
  }

  private static String version(Answer answer) {
    return answer.isOk()
        ? Json.text(Json.parse(answer.body()), "metadata.resourceVersion")
        : "";
  }

  static Answer send(Cluster cluster, Request request) {
    return switch (cluster.transport().send(request)) {
      case Answer answer -> answer;
      case Response.Later _,Response.Stream _,Response.Flow _,Response.Upgrade _ ->
        throw new LabTrouble("A webhook is still being asked. Try again in a moment.");
    };
  }
}
