package site.lab.own;

import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import site.lab.Lab;
import site.lab.LabTrouble;

/// The terminals that are open in pages: `WS /labs/{id}/terminal`.
public final class Terminals {
  private static final Duration SILENCE = Duration.ofMinutes(5);
  private static final long LONGEST_MESSAGE = 1024 * 1024;

  /// An application's own codes begin at 4000.
  private static final int NO_LAB = 4004;

  private final OwnLabs labs;
  private final Function<Context, String> learnerOf;
  private final Map<String, TerminalSocket> open = new ConcurrentHashMap<>();

  /// @param learnerOf who sends this request
  public Terminals(OwnLabs labs, Function<Context, String> learnerOf) {
    this.labs = labs;
    this.learnerOf = learnerOf;
  }

  /// Notes whose terminal it will be. The cookie is part of the request that asks for the socket.
  public void admit(Context ctx) {
    ctx.attribute("learner", learnerOf.apply(ctx));
  }

  /// The life of one socket.
  public void serve(WsConfig socket) {
    socket.onConnect(this::begin);
    socket.onMessage(ctx -> Optional.ofNullable(open.get(ctx.sessionId()))
        .ifPresent(terminal -> terminal.hear(ctx.message())));
    socket.onClose(ctx -> Optional.ofNullable(open.remove(ctx.sessionId()))
        .ifPresent(TerminalSocket::close));
  }

  private void begin(WsConnectContext ctx) {
    String learner = String.valueOf((String) ctx.attribute("learner"));
    String id = ctx.pathParam("id");
    ctx.session.setIdleTimeout(SILENCE);
    ctx.session.setMaxTextMessageSize(LONGEST_MESSAGE);
    ctx.enableAutomaticPings();
    try {
      KeptLab kept = labs.find(learner, id)
          .orElseThrow(() -> new LabTrouble("There is no such lab."));
      Supplier<Lab> lab = () -> labs.open(learner, id);
      open.put(ctx.sessionId(), new TerminalSocket(ctx, lab,
          now -> new Terminal(kept, labs.folder(learner, id), now)));
    } catch (LabTrouble trouble) {
      ctx.closeSession(NO_LAB, trouble.getMessage());
    }
  }
}
