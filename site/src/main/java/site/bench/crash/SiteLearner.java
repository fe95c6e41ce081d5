package site.bench.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import site.progress.Learner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A learner as the server meets one: types, answers, hands in, and works in a lab by its editor and
/// its terminal, until the server is gone; and remembers in a [Ledger] what it was told is kept.
///
/// Owned by one thread at a time.
final class SiteLearner {
  private static final int LONGEST_THOUGHT_NANOS = 25_000_000;
  private static final int EDITED_OBJECTS = 4;
  private static final Pattern SERVER = Pattern.compile("server: \"(http[^\"]+)\"");
  private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
  private static final List<String> QUESTIONS = List.of("L01", "L01-1", "L01-2", "L03", "L03-1",
      "L04", "L04-2", "L05-3");

  private final Ledger ledger = new Ledger();
  private final Random random;
  private final HandedIn work;
  private final String cookie = "learner=" + Learner.fresh().id();
  private String lab = "";
  private int number;

  /// What learners type and hand in.
  ///
  /// @param texts whole files, right and wrong ones
  record HandedIn(String exercise, String file, List<String> texts) {
    HandedIn {
      texts = List.copyOf(texts);
    }

    String path() {
      return "/exercises/" + exercise.toLowerCase(java.util.Locale.ROOT);
    }
  }

  SiteLearner(Random random, HandedIn work) {
    this.random = random;
    this.work = work;
  }

  Ledger ledger() {
    return ledger;
  }

  SiteVisit visit(HttpClient http, URI site) {
    return new SiteVisit(http, site, cookie);
  }

  /// Goes on until the server is gone, which an exception of the connection says.
  void workUntilItDies(SiteVisit server) throws IOException, InterruptedException {
    if (lab.isEmpty()) makeLab(server);
    try (RemoteTerminal terminal = server.terminal(lab)) {
      while (true) act(server, terminal);
    }
  }

  private void act(SiteVisit server, RemoteTerminal terminal)
      throws IOException, InterruptedException {
    int wish = random.nextInt(100);
    if (wish < 45) type(server);
    else if (wish < 58) answer(server);
    else if (wish < 66) handIn(server);
    else if (wish < 82) apply(server);
    else if (wish < 92) create(terminal);
    else if (wish < 98) choose(terminal);
    else
      reset(server);
    LockSupport.parkNanos(random.nextInt(LONGEST_THOUGHT_NANOS));
  }

  private void makeLab(SiteVisit server) throws IOException, InterruptedException {
    HttpResponse<String> made = server.send("POST", "/labs", "");
    String place = made.headers().firstValue("Location").orElseThrow(
        () -> new IllegalStateException("no lab was made: " + made.body()));
    lab = place.substring(place.lastIndexOf('/') + 1);
  }

  private void type(SiteVisit server) throws IOException, InterruptedException {
    String text = work.texts().get(random.nextInt(work.texts().size())) + "\n// " + ++number;
    ledger.wishes("draft", text);
    settle(server.send("PUT", work.path() + "/draft",
        json(Map.of("path", work.file(), "content", text))), 200);
  }

  private void answer(SiteVisit server) throws IOException, InterruptedException {
    String question = QUESTIONS.get(random.nextInt(QUESTIONS.size()));
    String choice = String.valueOf((char) ('a' + random.nextInt(4)));
    ledger.wishes("answer/" + question, choice);
    settle(server.send("POST", "/answers", json(Map.of("question", question, "choice", choice,
        "correct", random.nextBoolean()))), 204);
  }

  /// The grade counts from the moment at which the page is told of it.
  private void handIn(SiteVisit server) throws IOException, InterruptedException {
    String text = ledger.of("draft");
    if (text.isEmpty()) return;
    String before = ledger.of("attempts");
    ledger.wishes("attempts", String.valueOf(before.isEmpty() ? 1 : Integer.parseInt(before) + 1));
    HttpResponse<String> run = server.send("POST", work.path() + "/runs",
        json(Map.of("files", Map.of(work.file(), text))));
    if (run.statusCode() == 200 && run.body().contains("\"event\":\"done\"")) {
      ledger.isPromised();
    } else {
      ledger.isRefused();
    }
  }

  private void apply(SiteVisit server) throws IOException, InterruptedException {
    String name = "edited-" + random.nextInt(EDITED_OBJECTS);
    String value = String.valueOf(++number);
    ledger.wishes("lab/" + name, value);
    String yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name
        + "}\ndata: {value: \""
        + value + "\"}\n";
    HttpResponse<String> applied = server.send("POST", "/labs/" + lab + "/apply",
        json(Map.of("yaml", yaml, "tries", false, "force", true)));
    if (applied.statusCode() == 200 && !applied.body().contains("refused")) {
      ledger.isPromised();
    } else {
      ledger.isRefused();
    }
  }

  private void create(RemoteTerminal terminal) throws IOException, InterruptedException {
    String name = "typed-" + ++number;
    ledger.wishes("lab/" + name, "1");
    run(terminal, "kubectl create configmap " + name + " --from-literal=value=1 -n default");
  }

  /// The terminal keeps its files too: the namespace that was chosen stands in its kubeconfig.
  private void choose(RemoteTerminal terminal) throws IOException, InterruptedException {
    String name = "chosen-" + ++number;
    ledger.wishes("namespace", name);
    run(terminal, "kubectl config set-context --current --namespace=" + name);
  }

  private void run(RemoteTerminal terminal, String line) throws IOException, InterruptedException {
    RemoteTerminal.Said said = terminal.run(line);
    if (said.code() == 0) ledger.isPromised();
    else
      ledger.isRefused();
  }

  private void reset(SiteVisit server) throws IOException, InterruptedException {
    ledger.wishesGone("lab/");
    settle(server.send("POST", "/lab/" + lab + "/commands", "{\"do\":\"reset\"}"), 200);
  }

  private void settle(HttpResponse<String> answer, int code) {
    if (answer.statusCode() == code) ledger.isPromised();
    else
      ledger.isRefused();
  }

  /// What the server has of this learner, by the names of the ledger.
  Map<String, String> found(SiteVisit server) throws IOException, InterruptedException {
    Map<String, String> found = new TreeMap<>();
    JsonNode kept = JsonMapper.shared().readTree(server.get("/progress/export"));
    kept.path("draft").forEach(draft -> found.put("draft", draft.path("content").asString("")));
    kept.path("answer").forEach(answer -> found.put(
        "answer/" + answer.path("question").asString(""), answer.path("last_choice").asString("")));
    int attempts = kept.path("attempt").size();
    if (attempts > 0) found.put("attempts", String.valueOf(attempts));
    if (lab.isEmpty()) return found;
    Matcher address = SERVER.matcher(server.get("/labs/" + lab + "/kubeconfig"));
    if (!address.find()) throw new IllegalStateException("the kubeconfig names no server");
    JsonNode maps = JsonMapper.shared().readTree(
        server.get(URI.create(address.group(1) + CONFIG_MAPS)));
    maps.path("items").forEach(map -> found.put(
        "lab/" + map.path("metadata").path("name").asString(""),
        map.path("data").path("value").asString("")));
    try (RemoteTerminal terminal = server.terminal(lab)) {
      String namespace = terminal.run("kubectl config view --minify"
          + " -o jsonpath='{.contexts[0].context.namespace}'").text().strip();
      if (!namespace.equals("default")) found.put("namespace", namespace);
    }
    return found;
  }

  private static String json(Map<String, ?> fields) {
    return JsonMapper.shared().writeValueAsString(fields);
  }
}
