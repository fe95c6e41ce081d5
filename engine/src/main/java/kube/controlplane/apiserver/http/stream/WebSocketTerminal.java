package kube.controlplane.apiserver.http.stream;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import kube.foundation.machine.LiveLoop;
import kube.foundation.stream.Ending;
import kube.foundation.stream.Terminal;

/// A program's streams over a WebSocket: each message begins with the number of its stream.
///
/// After the last word it says goodbye and goes on reading until the client has gone: a socket that
/// is dropped looks like an error to `kubectl`.
///
/// **In Kubernetes:**
/// [websocket.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apimachinery/pkg/util/remotecommand/constants.go)
final class WebSocketTerminal extends SimpleChannelInboundHandler<WebSocketFrame>
    implements
      Terminal.Output {

  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int ERROR = 3;
  private static final int RESIZE = 4;
  private static final int CLOSE = 255;
  private static final long START_MILLIS = 20;

  private final Channel channel;
  private final Terminal terminal;
  private final MessageForm form;
  private final boolean asStatus;
  private final LoopInput input;

  /// @param asStatus whether the exit is told as a Status
  WebSocketTerminal(LiveLoop loop, Channel channel, Terminal terminal, MessageForm form,
      boolean asStatus) {
    this.channel = channel;
    this.terminal = terminal;
    this.form = form;
    this.asStatus = asStatus;
    this.input = new LoopInput(loop, terminal);
  }

  /// Starts the program, after the moment that a runtime takes to start a process. `kubectl` counts
  /// on it: it may read before it has made its streams, and then throws away what comes too early.
  void begin() {
    channel.config().setAutoRead(false);
    var _ = channel.eventLoop().schedule(this::start, START_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// The first, empty message tells the client that it is connected.
  private void start() {
    send(terminal.stdout() ? STDOUT : terminal.stderr() ? STDERR : ERROR, new byte[0]);
    input.open(this);
    channel.config().setAutoRead(true);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    if (Courtesy.answered(context, frame)) return;
    byte[] message = form.read(frame);
    if (message.length == 0) return;
    byte[] content = Arrays.copyOfRange(message, 1, message.length);
    switch (message[0] & 0xff) {
      case STDIN -> input.stdin(content);
      case RESIZE -> input.resize(content);
      case CLOSE -> {
        if (content.length > 0 && content[0] == STDIN) input.endOfStdin();
      }
      default -> {} // A client has nothing to say on the other streams.
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    input.hangUp();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
    var _ = context.close();
  }

  @Override
  public void stdout(byte[] bytes) {
    if (terminal.stdout()) send(STDOUT, bytes);
  }

  @Override
  public void stderr(byte[] bytes) {
    if (terminal.stderr()) send(STDERR, bytes);
    else if (terminal.tty()) stdout(bytes);
  }

  @Override
  public void ended(Ending ending) {
    byte[] status = ExitStatus.bytes(ending, asStatus);
    if (status.length > 0) send(ERROR, status);
    Overflow.write(channel, new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
  }

  private void send(int stream, byte[] bytes) {
    Overflow.write(channel, form.write(stream, bytes));
  }
}
