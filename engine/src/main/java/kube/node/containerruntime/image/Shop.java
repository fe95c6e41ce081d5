package kube.node.containerruntime.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import kube.foundation.stream.ByteSink;
import kube.network.Dialing;
import kube.network.PacketPath;
import kube.network.SocketAddress;
import kube.node.containerruntime.image.HttpServer.HttpAnswer;
import kube.node.containerruntime.image.HttpServer.HttpRequest;
import kube.node.containerruntime.process.World;
import kube.node.containerruntime.shell.Resolver;

/// A web shop that is nothing without its database: every page asks it.
///
/// `GET /` lists the goods, `POST /orders` orders what the body names, `GET /orders` counts the
/// orders, and `GET /healthz` is well as long as the shop itself runs. `DATABASE_HOST` (`shop-db`)
/// says where the database is; without it pages are `503`.
record Shop() implements Program {

  private static final int PORT = 8_080;

  @Override
  public void start(Surroundings around) {
    around.print("the shop is open on port " + PORT);
    around.listen(PORT, HttpServer.late("shop", (request, then) -> answer(around, request, then)));
  }

  @Override
  public String commandLine() {
    return "shop";
  }

  private static void answer(Surroundings around, HttpRequest request, Consumer<HttpAnswer> then) {
    String body = new String(request.body(), StandardCharsets.UTF_8).strip();
    String question = switch (request.method() + " " + request.path()) {
      case "GET /healthz" -> "";
      case "POST /orders" -> "ORDER " + body;
      case "GET /orders" -> "COUNT";
      default -> "GOODS";
    };
    if (question.isEmpty()) then.accept(HttpAnswer.text("ok\n"));
    else
      ask(around, question, then);
  }

  private static void ask(Surroundings around, String question, Consumer<HttpAnswer> then) {
    World world = around.world();
    String host = world.environment().getOrDefault("DATABASE_HOST", "shop-db");
    Conversation conversation = new Conversation(question, then, problem -> {
      around.say("no database at " + host + ": " + problem);
      then.accept(new HttpAnswer("503 Service Unavailable", "text/plain",
          ("no database: " + problem + "\n").getBytes(StandardCharsets.UTF_8)));
    });
    new Resolver(world).address(host, found -> found.ifPresentOrElse(
        address -> world.dial(new SocketAddress(address, ShopDatabase.PORT), conversation,
            conversation),
        () -> conversation.problem.accept("unknown host " + host)));
  }

  /// One question and its answer. Owned by the loop.
  private static final class Conversation implements ByteSink, Dialing {
    private final String question;
    private final Consumer<HttpAnswer> then;
    private final Consumer<String> problem;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    private Conversation(String question, Consumer<HttpAnswer> then, Consumer<String> problem) {
      this.question = question;
      this.then = then;
      this.problem = problem;
    }

    @Override
    public void connected(ByteSink to, PacketPath path) {
      to.bytes((question + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void refused(PacketPath path) {
      problem.accept("connection refused");
    }

    @Override
    public void timedOut(PacketPath path) {
      problem.accept("connection timed out");
    }

    @Override
    public void bytes(byte[] bytes) {
      heard.writeBytes(bytes);
    }

    @Override
    public void end() {
      then.accept(HttpAnswer.text(heard.toString(StandardCharsets.UTF_8)));
    }
  }
}
