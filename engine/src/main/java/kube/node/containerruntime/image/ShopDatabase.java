package kube.node.containerruntime.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import kube.foundation.stream.ByteSink;
import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.process.World;

/// The database of the [Shop]: one line is asked, one is answered, and the orders lie in a file,
/// `/var/lib/shop/orders`, for a volume to keep.
record ShopDatabase() implements Program {

  static final int PORT = 5_432;

  private static final String ORDERS = "/var/lib/shop/orders";

  @Override
  public void install(Files disk, Instant now) {
    disk.makeDirectories(Files.parent(ORDERS), now);
  }

  @Override
  public void start(Surroundings around) {
    around.print("database system is ready to accept connections");
    around.listen(PORT, back -> new Session(around.world(), back));
  }

  @Override
  public String commandLine() {
    return "shop-db";
  }

  private static String answer(World world, String question) {
    String orders = new String(world.files().read(ORDERS).orElse(new byte[0]),
        StandardCharsets.UTF_8);
    if (question.startsWith("ORDER ")) {
      String more = orders + question.substring("ORDER ".length()) + "\n";
      return world.files().write(ORDERS, more.getBytes(StandardCharsets.UTF_8), world.now())
          .map(problem -> "not ordered: " + problem)
          .orElseGet(() -> "order " + more.lines().count());
    }
    return question.equals("COUNT")
        ? orders.lines().count() + " orders"
        : "coffee 3.20\ntea 2.10\nmug 9.00";
  }

  /// One connection, for one question. Owned by the loop.
  private static final class Session implements ByteSink {
    private final World world;
    private final ByteSink back;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    private Session(World world, ByteSink back) {
      this.world = world;
      this.back = back;
    }

    @Override
    public void bytes(byte[] bytes) {
      heard.writeBytes(bytes);
      String all = heard.toString(StandardCharsets.UTF_8);
      if (!all.endsWith("\n")) return;
      back.bytes((answer(world, all.strip()) + "\n").getBytes(StandardCharsets.UTF_8));
      back.end();
    }

    @Override
    public void end() {
      back.end();
    }
  }
}
