package kube.network.ingress;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

/// https://www.rfc-editor.org/rfc/rfc9112#name-message-body-length
class HttpBodyTest {

  private static HttpBody body(String header, String value) {
    return HttpBody.ofRequest(new TreeMap<>(Map.of(header, value)));
  }

  @Test
  void chunks_end_with_an_empty_one_and_an_empty_line() {
    String chunks = "3\r\nabc\r\n10;x=y\r\n0123456789abcdef\r\n0\r\nTrailer: 1\r\n\r\n";
    for (int cut = 1; cut < chunks.length(); cut++) {
      HttpBody body = body("transfer-encoding", "chunked");
      byte[] first = chunks.substring(0, cut).getBytes(US_ASCII);
      byte[] second = (chunks.substring(cut) + "GET /").getBytes(US_ASCII);
      assertThat(body.take(first)).isEqualTo(cut);
      assertThat(body.isOver()).isFalse();
      assertThat(body.take(second)).as("cut at %s", cut).isEqualTo(chunks.length() - cut);
      assertThat(body.isOver()).isTrue();
    }
  }

  @Test
  void a_length_is_counted_and_nothing_more_is_taken() {
    HttpBody body = body("content-length", "4");
    assertThat(body.take("ab".getBytes(US_ASCII))).isEqualTo(2);
    assertThat(body.take("cdef".getBytes(US_ASCII))).isEqualTo(2);
    assertThat(body.isOver()).isTrue();
  }

  @Test
  void an_answer_without_a_length_lasts_until_the_end_and_one_to_head_has_no_body() {
    assertThat(HttpBody.ofAnswer("GET", 200, new TreeMap<>()).lastsUntilTheEnd()).isTrue();
    assertThat(HttpBody.ofAnswer("HEAD", 200, new TreeMap<>()).isOver()).isTrue();
    assertThat(HttpBody.ofAnswer("GET", 304, new TreeMap<>()).isOver()).isTrue();
  }
}
