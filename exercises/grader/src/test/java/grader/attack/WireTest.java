package grader.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import grader.worker.PeerGone;
import grader.worker.ProtocolBroken;
import grader.worker.Remote;
import grader.worker.SocketWire;
import grader.worker.Wire;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A worker that is no worker: raw bytes where frames are due.
@SuppressWarnings("NullAway.Init") // Joined before each.
class WireTest {
  private SocketChannel hostile;
  private SocketChannel ours;
  private SocketWire wire;

  @BeforeEach
  void join(@TempDir Path folder) throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
      server.bind(address);
      hostile = SocketChannel.open(address);
      ours = server.accept();
      wire = new SocketWire(ours);
    }
  }

  @AfterEach
  void part() throws IOException {
    hostile.close();
    ours.close();
  }

  @Test
  void an_oversize_frame_ends_the_conversation() throws IOException {
    send(Wire.MAX_FRAME_BYTES + 1, 1);
    assertThatThrownBy(wire::receive).isInstanceOf(ProtocolBroken.class);
  }

  @Test
  void a_frame_of_negative_size_ends_the_conversation() throws IOException {
    send(-1, 1);
    assertThatThrownBy(wire::receive).isInstanceOf(ProtocolBroken.class);
  }

  @Test
  void a_frame_out_of_sequence_ends_the_conversation() throws IOException {
    send(1, 2, 5);
    assertThatThrownBy(wire::receive).isInstanceOf(ProtocolBroken.class)
        .hasMessageContaining("frame 2 came where 1 was due");
  }

  @Test
  void a_second_frame_that_nobody_asked_for_ends_the_conversation() throws IOException {
    send(1, 1, 5, 0, 0, 0, 1, 0, 0, 0, 2, 5);
    assertThatThrownBy(wire::receive).isInstanceOf(ProtocolBroken.class)
        .hasMessageContaining("nobody asked for");
  }

  @Test
  void a_cut_frame_is_a_worker_that_is_gone() throws IOException {
    send(100, 1, 5);
    hostile.close();
    assertThatThrownBy(wire::receive).isInstanceOf(PeerGone.class);
  }

  @Test
  void an_answer_of_another_kind_ends_the_conversation() throws IOException {
    Remote remote = new Remote(wire, List.of(Oracle.class.getName(), Oracle.Verse.class.getName()),
        getClass().getClassLoader());
    send(5, 1, 0, 0, 0, 0, 0);
    remote.awaitReady();
    send(5, 2, 0, 0, 0, 0, 0);
    assertThatThrownBy(() -> remote.load("learner.MyOracle", Oracle.class, new TreeMap<>()))
        .isInstanceOf(ProtocolBroken.class);
  }

  @Test
  void a_few_bytes_that_stand_for_a_gigabyte_of_text_end_the_conversation() throws IOException {
    Remote remote = new Remote(wire, List.of(Oracle.class.getName(), Oracle.Verse.class.getName()),
        getClass().getClassLoader());
    send(5, 1, 0, 0, 0, 0, 0);
    remote.awaitReady();
    send(22, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 14, 0, 0, 0, 0, 0, 0, 0, 'n', 64, 0, 0, 0);
    assertThatThrownBy(() -> remote.load("learner.MyOracle", Oracle.class, new TreeMap<>()))
        .isInstanceOf(ProtocolBroken.class).hasMessageContaining("1073741824 times the letter 110");
  }

  @Test
  void honest_bytes_come_through() throws IOException {
    send(3, 1, 7, 8, 9);
    assertThat(wire.receive()).containsExactly(7, 8, 9);
  }

  private void send(int length, int number, int... content) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8 + content.length).putInt(length).putInt(number);
    for (int each : content) bytes.put((byte) each);
    hostile.write(bytes.flip());
  }
}
