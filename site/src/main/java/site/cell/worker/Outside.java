package site.cell.worker;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.client.Transport;
import org.jspecify.annotations.Nullable;

/// What threads of a cell have for the one thread that talks with the site: a question to the
/// cluster outside, or word that the cell has ended.
final class Outside {
  /// A thing to be carried to the site.
  sealed interface News {}

  /// A question; whoever asked waits for the reply.
  record Question(Report.Ask ask, CompletableFuture<Order.Reply> reply) implements News {}

  record Ended(Report.Ran ran) implements News {}

  private static final int PATIENCE_SECONDS = 20;
  private static final int MOST_NEWS = 64;
  private static final BlockingQueue<News> NEWS = new LinkedBlockingQueue<>(MOST_NEWS);

  private Outside() {}

  static Transport transport() {
    return Outside::send;
  }

  private static Response send(Request request) {
    Question question = new Question(new Report.Ask(request.method(), request.path(),
        request.query(), request.headers(), request.body(), request.user()),
        new CompletableFuture<>());
    try {
      NEWS.put(question);
      Order.Reply reply = question.reply().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return new Response.Answer(reply.code(), reply.contentType(), reply.body(),
          reply.headers());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The cell was stopped while it asked the cluster.", stopped);
    } catch (ExecutionException | TimeoutException silent) {
      throw new IllegalStateException("The cluster did not answer. It is asked only while a cell"
          + " runs.", silent);
    }
  }

  static void ended(Report.Ran ran) {
    try {
      NEWS.put(new Ended(ran));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// The next thing, if one comes within the time.
  static @Nullable News next(long millis) throws InterruptedException {
    return NEWS.poll(millis, TimeUnit.MILLISECONDS);
  }
}
