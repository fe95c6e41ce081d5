package site.lab.own;

import io.javalin.websocket.WsContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import kube.foundation.machine.EventLog;
import org.eclipse.jetty.websocket.api.Callback;
import org.jspecify.annotations.Nullable;
import site.lab.Lab;
import site.lab.LabTrouble;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One open terminal: what the page sends, and what comes back, as small JSON messages.
///
/// The page sends `run`, `input`, `end`, `interrupt`, `complete` and `edited`; it is sent `out`,
/// `error`, `edit`, `words`, `happened` and `done`. Safe for many threads.
final class TerminalSocket implements AutoCloseable {
  private static final long SENDING_SECONDS = 20;
  private static final long MILLIS_UNTIL_EFFECTS = 900;
  private static final int EFFECTS_SHOWN = 12;

  private final WsContext page;
  private final Function<Lab, Terminal> terminals;
  private final Supplier<Lab> labs;
  private Lab lab;
  private @Nullable Thread runner;
  private TypedInput input = new TypedInput();
  private CompletableFuture<String> edited = new CompletableFuture<>();

  /// @param labs the lab as it is now: one that has died is another one when it comes back
  /// @param terminals makes the terminal of a lab
  TerminalSocket(WsContext page, Supplier<Lab> labs, Function<Lab, Terminal> terminals) {
    this.page = page;
    this.labs = labs;
    this.terminals = terminals;
    this.lab = labs.get();
    lab.viewed(1);
  }

  private synchronized Lab lab() {
    Lab now = labs.get();
    if (now != lab) {
      lab.viewed(-1);
      lab = now;
      lab.viewed(1);
    }
    return now;
  }

  /// Takes one message of the page.
  void hear(String message) {
    JsonNode said;
    try {
      said = JsonMapper.shared().readTree(message);
    } catch (JacksonException malformed) {
      send(Map.of("kind", "error", "text", "This terminal speaks JSON.\n"));
      return;
    }
    String text = said.path("text").asString("");
    switch (said.path("do").asString("")) {
      case "run" -> begin(text, said.path("draft").asString(""),
          said.path("tell").asBoolean(false));
      case "input" -> input().type(text);
      case "end" -> input().end();
      case "interrupt" -> interrupt();
      case "edited" -> answer(text);
      case "complete" -> Thread.ofVirtual().start(() -> complete(text));
      default -> send(Map.of("kind", "error", "text", "This terminal does not know that.\n"));
    }
  }

  private synchronized Lab lastLab() {
    return lab;
  }

  private synchronized TypedInput input() {
    return input;
  }

  private synchronized void begin(String line, String draft, boolean tells) {
    if (runner != null) {
      send(Map.of("kind", "error", "text", "Something runs already; Ctrl+C stops it.\n"));
      return;
    }
    input = new TypedInput();
    edited = new CompletableFuture<>();
    TypedInput typed = input;
    runner = Thread.ofVirtual().name("lab-command").start(() -> run(line, draft, typed, tells));
  }

  private void run(String line, String draft, TypedInput typed, boolean tells) {
    long before = 0;
    int code = 1;
    try {
      Lab now = lab();
      before = now.lastSequence();
      send(Map.of("kind", "began", "at", before));
      code = terminals.apply(now).run(line, draft, typed, new OnPage());
    } catch (LabTrouble trouble) {
      send(Map.of("kind", "error", "text", trouble.getMessage() + "\n"));
    } catch (RuntimeException bug) {
      String why = lastLab().death().map(death -> "The cluster has died: " + death
          + " The next command finds it as it was at its last revision.")
          .orElse("That command broke: " + bug);
      send(Map.of("kind", "error", "text", why + "\n"));
    } finally {
      boolean wasStopped = Thread.interrupted();
      finished();
      send(Map.of("kind", "done", "code", wasStopped ? 130 : code));
    }
    if (tells) tell(before);
  }

  private synchronized void finished() {
    runner = null;
  }

  private synchronized void interrupt() {
    if (runner != null) runner.interrupt();
  }

  private synchronized void answer(String text) {
    var _ = edited.complete(text);
  }

  private void complete(String line) {
    List<String> words = new ArrayList<>();
    try {
      words.addAll(terminals.apply(lab()).complete(line));
    } catch (LabTrouble none) {
      words.clear();
    }
    send(Map.of("kind", "words", "text", line, "words", words));
  }

  /// What came of a command that a lesson suggested, as far as it has come already.
  private void tell(long before) {
    try {
      Thread.sleep(MILLIS_UNTIL_EFFECTS);
    } catch (InterruptedException leaving) {
      Thread.currentThread().interrupt();
      return;
    }
    List<EventLog.Entry> news = lastLab().happenedAfter(before).stream()
        .filter(entry -> entry.revision() > 0 && !entry.object().startsWith("leases/")
            && !entry.object().startsWith("events/"))
        .limit(EFFECTS_SHOWN).toList();
    send(Map.of("kind", "happened", "entries", news));
  }

  /// One message to the page, waited for, so that no command outruns its reader for long.
  private void send(Map<String, ?> message) {
    if (!page.session.isOpen()) return;
    Callback.Completable sent = new Callback.Completable();
    synchronized (page) {
      page.session.sendText(JsonMapper.shared().writeValueAsString(message), sent);
    }
    try {
      sent.get(SENDING_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException gone) {
      interrupt();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Stops what runs; the page has left.
  @Override
  public void close() {
    interrupt();
    input().end();
    lastLab().viewed(-1);
  }

  private final class OnPage implements Terminal.Reader {
    @Override
    public void says(String text, boolean isError) {
      send(Map.of("kind", isError ? "error" : "out", "text", text, "at",
          lastLab().lastSequence()));
    }

    @Override
    public String edits(String text) {
      CompletableFuture<String> answer = fresh();
      send(Map.of("kind", "edit", "text", text));
      try {
        return answer.get();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return text;
      } catch (ExecutionException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    private CompletableFuture<String> fresh() {
      synchronized (TerminalSocket.this) {
        edited = new CompletableFuture<>();
        return edited;
      }
    }
  }
}
