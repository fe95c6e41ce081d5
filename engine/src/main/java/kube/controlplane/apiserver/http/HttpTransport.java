package kube.controlplane.apiserver.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import kube.controlplane.apiserver.access.pki.ServingTls;
import kube.controlplane.apiserver.http.flow.FlowControl;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.machine.LiveLoop;

/// Serves the API of one live cluster over HTTP/1.1, on this machine only.
///
/// **Models** keep-alive, chunked watches, the limit on request bodies, compression of large
/// answers, TLS with client certificates. Plain HTTP is for the quick start: whoever calls is
/// trusted, because `kubectl` sends no credentials over it.
/// **Leaves out** HTTP/2, which no client insists on.
public final class HttpTransport implements AutoCloseable {

  private static final int THREADS = 2;
  private static final int SECONDS_IDLE = 120;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long MILLIS_TO_SAY_GOODBYE = 500;

  /// Selectors can be long; the real API server reads up to a megabyte before the body.
  private static final HttpDecoderConfig LIMITS = new HttpDecoderConfig()
      .setMaxInitialLineLength(1024 * 1024).setMaxHeaderSize(1024 * 1024);

  private final MultiThreadIoEventLoopGroup threads;
  private final ChannelGroup connections;
  private final Channel door;
  private final String scheme;

  private HttpTransport(MultiThreadIoEventLoopGroup threads, ChannelGroup connections,
      Channel door, String scheme) {
    this.threads = threads;
    this.connections = connections;
    this.door = door;
    this.scheme = scheme;
  }

  /// Listens on the loopback address.
  ///
  /// @param api answers each request, on the loop
  /// @param port 0 for any that is free
  /// @throws IOException when the port is taken, with a message that says so
  public static HttpTransport open(LiveLoop loop, Function<Request, Response> api, int port)
      throws IOException {
    return open(loop, api, port, Optional.empty());
  }

  /// Listens on the loopback address, over TLS if there is something to prove the server with.
  public static HttpTransport open(LiveLoop loop, Function<Request, Response> api, int port,
      Optional<ServingTls> tls) throws IOException {
    return open(loop, api, port, tls, PATIENCE);
  }

  /// @param patience how long a client may take to send one request
  static HttpTransport open(LiveLoop loop, Function<Request, Response> api, int port,
      Optional<ServingTls> tls, Duration patience) throws IOException {
    var threads = new MultiThreadIoEventLoopGroup(THREADS,
        new DefaultThreadFactory("apiserver-http", true), NioIoHandler.newFactory());
    ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    FlowControl flows = new FlowControl();
    ServerBootstrap bootstrap = new ServerBootstrap()
        .group(threads)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(new ChannelInitializer<SocketChannel>() {
          @Override
          protected void initChannel(SocketChannel channel) {
            connections.add(channel);
            Optional<Peer> peer = tls.map(Peer::new);
            peer.ifPresent(other -> channel.pipeline().addLast(other.handler()));
            ReadDeadline deadline = new ReadDeadline(patience);
            channel.pipeline()
                .addLast(deadline)
                .addLast(new HttpServerCodec(LIMITS))
                .addLast(new BodyCollector())
                .addLast(new AuditIds())
                .addLast(new IdleStateHandler(0, 0, SECONDS_IDLE))
                .addLast(new Connection(loop, api, stamp(peer), deadline, flows));
          }
        });
    ChannelFuture bound = bootstrap
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .awaitUninterruptibly();
    if (bound.isSuccess()) {
      return new HttpTransport(threads, connections, bound.channel(),
          tls.isPresent() ? "https" : "http");
    }
    var _ = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    throw new IOException("cannot listen on port " + port + " of this machine: "
        + bound.cause().getMessage() + ". Choose another port.", bound.cause());
  }

  /// Over plain HTTP, a request says by itself whose it is.
  private static UnaryOperator<Request> stamp(Optional<Peer> peer) {
    return peer.<UnaryOperator<Request>>map(other -> other::stamp)
        .orElseGet(UnaryOperator::identity);
  }

  public int port() {
    return ((InetSocketAddress) door.localAddress()).getPort();
  }

  /// Where clients find the API, such as `http://127.0.0.1:8001`.
  public String url() {
    return scheme + "://127.0.0.1:" + port();
  }

  /// Takes no more connections, ends the watches, answers what was asked, and closes.
  @Override
  public void close() {
    door.close().awaitUninterruptibly();
    connections.forEach(
        channel -> channel.pipeline().fireUserEventTriggered(Connection.Farewell.FAREWELL));
    connections.newCloseFuture().awaitUninterruptibly(MILLIS_TO_SAY_GOODBYE);
    connections.close().awaitUninterruptibly();
    threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
