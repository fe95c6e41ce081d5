package kube.controlplane.apiserver.http.stream;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import kube.foundation.machine.LiveLoop;
import kube.foundation.stream.Ending;
import kube.foundation.stream.Terminal;

/// A program's streams over SPDY: the client opens one for each and says in a header which it is.
///
/// The program starts when all have been opened, as its first words would otherwise be lost.
final class SpdyTerminal implements SpdySession.Streams, Terminal.Output {

  private final SpdySession session;
  private final Terminal terminal;
  private final boolean asStatus;
  private final int expected;
  private final LoopInput input;
  private volatile Map<String, Integer> ids = Map.of();

  /// @param asStatus whether the exit is told as a Status
  /// @param resizes whether the protocol has a stream for the window's size
  SpdyTerminal(LiveLoop loop, SpdySession session, Terminal terminal, boolean asStatus,
      boolean resizes) {
    this.session = session;
    this.terminal = terminal;
    this.asStatus = asStatus;
    this.input = new LoopInput(loop, terminal);
    this.expected = 1 + (terminal.stdin() ? 1 : 0) + (terminal.stdout() ? 1 : 0)
        + (terminal.stderr() ? 1 : 0) + (terminal.tty() && resizes ? 1 : 0);
  }

  @Override
  public void opened(int id, Function<String, String> headers) {
    Map<String, Integer> more = new TreeMap<>(ids);
    more.put(headers.apply("streamtype"), id);
    ids = more;
    if (more.size() == expected) input.open(this);
  }

  @Override
  public void bytes(int id, byte[] bytes) {
    if (id == id("stdin")) input.stdin(bytes);
    if (id == id("resize")) input.resize(bytes);
  }

  @Override
  public void ended(int id) {
    if (id == id("stdin")) input.endOfStdin();
  }

  @Override
  public void closed() {
    input.hangUp();
  }

  @Override
  public void stdout(byte[] bytes) {
    if (terminal.stdout()) session.send(id("stdout"), bytes);
  }

  @Override
  public void stderr(byte[] bytes) {
    if (terminal.stderr()) session.send(id("stderr"), bytes);
    else if (terminal.tty()) stdout(bytes);
  }

  @Override
  public void ended(Ending ending) {
    session.send(id("error"), ExitStatus.bytes(ending, asStatus));
    ids.values().forEach(session::end);
  }

  private int id(String type) {
    return ids.getOrDefault(type, 0);
  }
}
