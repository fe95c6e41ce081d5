package kube.controlplane.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Values that are kept by what they have in common.
class PieceBookTest {

  @Test
  void every_value_comes_back_as_it_went_in() {
    Random random = new Random(7);
    List<byte[]> values = new ArrayList<>();
    List<Packed> packed = new ArrayList<>();
    PieceBook book = new PieceBook();
    for (int number = 0; number < 5_000; number++) {
      byte[] value = values.isEmpty() || random.nextInt(20) == 0
          ? noise(random, random.nextInt(12_000))
          : changed(random, values.get(random.nextInt(values.size())));
      PieceBook full = book;
      if (book.pack(value).isEmpty()) book = new PieceBook();
      packed.add(book.pack(value).orElseThrow());
      assertThat(full.pack(value).map(Packed::unpack).orElse(value)).isEqualTo(value);
      values.add(value);
    }
    for (int number = 0; number < values.size(); number++) {
      assertThat(packed.get(number).unpack()).as("value %d", number).isEqualTo(values.get(number));
    }
  }

  @Test
  void a_thousand_pods_of_one_template_take_the_room_of_few() {
    PieceBook book = new PieceBook();
    long whole = 0;
    long kept = 0;
    for (int number = 0; number < 1_000; number++) {
      byte[] pod = ("{\"metadata\":{\"name\":\"web-" + number + "\",\"uid\":\"" + number * 7_919
          + "\"},\"spec\":\"" + "the same in every one of them, ".repeat(60) + "\"}")
          .getBytes(StandardCharsets.UTF_8);
      whole += pod.length;
      kept += book.pack(pod).orElseThrow().instructions().length;
    }

    assertThat(kept).isLessThan(whole / 20);
  }

  /// A Pod that runs says all that one that waits says, and as much again.
  @Test
  void what_a_value_says_besides_the_next_need_not_say_again() {
    PieceBook book = new PieceBook();
    Random random = new Random(5);
    byte[] waiting = noise(random, 2_000);
    byte[] running = Arrays.copyOf(waiting, 3_500);
    System.arraycopy(noise(random, 1_500), 0, running, 2_000, 1_500);
    var _ = book.pack(waiting).orElseThrow();
    assertThat(book.pack(running).orElseThrow().unpack()).isEqualTo(running);

    Packed next = book.pack(changed(random, running)).orElseThrow();

    assertThat(next.instructions().length).isLessThan(200);
  }

  @Test
  void what_a_value_says_twice_it_keeps_once() {
    PieceBook book = new PieceBook();
    Random random = new Random(3);
    byte[] template = noise(random, 2_000);
    var _ = book.pack(template).orElseThrow();
    byte[] own = noise(random, 100);
    byte[] value = Arrays.copyOf(own, 2_200);
    System.arraycopy(template, 0, value, 100, 2_000);
    System.arraycopy(own, 0, value, 2_100, 100);

    Packed packed = book.pack(value).orElseThrow();

    assertThat(packed.instructions().length).isLessThan(130);
    assertThat(packed.unpack()).isEqualTo(value);
  }

  @Test
  void a_uid_takes_half_its_room() {
    PieceBook book = new PieceBook();
    Random random = new Random(11);
    String template = "\"spec\":\"" + "the same in every one of them, ".repeat(10) + "\"}";
    var _ = book.pack(("{\"uid\":\"\"," + template).getBytes(StandardCharsets.UTF_8));

    for (int number = 0; number < 1_000; number++) {
      String uid = new UUID(random.nextLong(), random.nextLong()).toString();
      byte[] value = ("{\"uid\":\"" + uid + "\"," + template).getBytes(StandardCharsets.UTF_8);
      Packed packed = book.pack(value).orElseThrow();

      assertThat(packed.unpack()).isEqualTo(value);
      assertThat(packed.instructions().length).isLessThan(45);
    }
  }

  private static byte[] noise(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] changed(Random random, byte[] value) {
    byte[] other = Arrays.copyOf(value,
        Math.max(0, value.length + random.nextInt(65) - 32));
    for (int changes = random.nextInt(6); changes > 0 && other.length > 0; changes--) {
      other[random.nextInt(other.length)] = (byte) random.nextInt();
    }
    return other;
  }
}
