package kube.controlplane.apiserver.admission.webhook;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import kube.foundation.api.Awaited;
import kube.foundation.api.Response;

/// Remembers for each request which webhooks have answered it, and carries it out anew with every
/// answer that comes.
///
/// Owned by the loop.
public final class WebhookCalls {

  private static final int ROUNDS_AT_MOST = 20;

  /// The answers that one request has got so far, by what was asked.
  private static final class Memory {
    private final Map<String, WebhookAnswer> answers = new HashMap<>();
    private int rounds;
  }

  private final WebhookTransport transport;
  private Memory current = new Memory();

  /// What is to happen when the answer comes that the present run waits for.
  private Runnable resume = () -> {};

  public WebhookCalls(WebhookTransport transport) {
    this.transport = transport;
  }

  /// Carries out a request; the response may be one that comes later.
  public Response run(Supplier<Response> request) {
    Awaited awaited = new Awaited();
    whenAnswered(request, awaited::come);
    return awaited.now();
  }

  /// Does something that webhooks have a say in; its outcome comes at once or later.
  public <T> void whenAnswered(Supplier<T> work, Consumer<T> outcome) {
    attempt(new Memory(), work, outcome);
  }

  private <T> void attempt(Memory memory, Supplier<T> work, Consumer<T> outcome) {
    Memory outer = current;
    Runnable outerResume = resume;
    current = memory;
    resume = () -> attempt(memory, work, outcome);
    T found;
    try {
      found = work.get();
    } catch (AnswerPending _) {
      return;
    } finally {
      current = outer;
      resume = outerResume;
    }
    outcome.accept(found);
  }

  /// The answer to the question, if it is known; else the request stops here until it is.
  ///
  /// @param question tells questions of one request apart: the same one is asked once
  public WebhookAnswer ask(String question, WebhookCall call) {
    Memory memory = current;
    WebhookAnswer known = memory.answers.get(question);
    if (known != null) return known;
    if (memory.rounds++ >= ROUNDS_AT_MOST) {
      return new WebhookAnswer.Unreachable("the object changed faster than it could be reviewed");
    }
    Runnable goOn = resume;
    Optional<WebhookAnswer> atOnce = transport.ask(call, answer -> {
      memory.answers.put(question, answer);
      goOn.run();
    });
    if (atOnce.isEmpty()) throw new AnswerPending();
    memory.answers.put(question, atOnce.get());
    return atOnce.get();
  }
}
