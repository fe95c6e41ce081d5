package site.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The ribbon and the needles of lessons 3 and 4, as their pages ask for them.
final class MemoryLabTest {
  private final LabServer server = new LabServer();

  @AfterEach
  void stop() { server.close(); }

  @Test
  void the_first_write_is_revision_2_and_the_past_stays_readable() throws Exception {
    ribbon("put", "'key':'web','value':'v1'");
    ribbon("put", "'key':'web','value':'v2'");
    LabServer.Answer past = ribbon("read", "'revision':2");

    assertThat(past.body().path("revision").asLong()).isEqualTo(3);
    assertThat(past.body().path("items").get(0).path("value").asString("")).isEqualTo("v1");
  }

  @Test
  void reading_before_the_compaction_is_refused_and_the_mark_itself_is_not() throws Exception {
    for (int i = 1; i <= 4; i++) ribbon("put", "'key':'web','value':'v" + i + "'");
    ribbon("compact", "'revision':4");

    assertThat(ribbon("read", "'revision':3").text("refusal")).contains("compacted");
    assertThat(ribbon("read", "'revision':4").text("refusal")).isEmpty();
  }

  @Test
  void a_needle_that_sleeps_is_cut_off_when_its_buffer_is_full() throws Exception {
    needles("watch", "'from':0,'pace':'FAST'");
    needles("watch", "'from':0,'pace':'ASLEEP'");
    for (int i = 1; i <= 3; i++) needles("put", "'key':'web','value':'v" + i + "'");
    LabServer.Answer full = needles("read", "'revision':0");
    LabServer.Answer cut = needles("put", "'key':'web','value':'v4'");

    assertThat(full.body().at("/needles/1/waiting").size()).isEqualTo(3);
    assertThat(full.body().at("/needles/1/state").asString("")).isEqualTo("ACTIVE");
    assertThat(cut.body().at("/needles/1/state").asString("")).isEqualTo("TOO_SLOW");
    assertThat(cut.body().at("/needles/0/at").asLong()).isEqualTo(5);
  }

  @Test
  void a_needle_that_wakes_behind_the_compaction_gets_410_and_lists_again() throws Exception {
    needles("watch", "'from':0,'pace':'ASLEEP'");
    for (int i = 1; i <= 3; i++) needles("put", "'key':'web','value':'v" + i + "'");
    LabServer.Answer gone = needles("compact", "'revision':4");
    LabServer.Answer back = needles("relist", "'needle':1");

    assertThat(gone.body().at("/needles/0/words").asString("")).contains("410 Gone");
    assertThat(back.body().at("/needles/0/state").asString("")).isEqualTo("ACTIVE");
    assertThat(back.body().at("/needles/0/at").asLong()).isEqualTo(4);
  }

  @Test
  void each_learner_has_a_store_of_their_own() throws Exception {
    ribbon("put", "'key':'web','value':'v1'");
    LabServer.Answer other = server.post("ben", "/lab/memory/ribbon",
        "{\"do\":\"read\",\"revision\":0}");

    assertThat(other.body().path("revision").asLong()).isEqualTo(1);
  }

  @Test
  void nonsense_is_answered_with_a_sentence() throws Exception {
    assertThat(server.post("anna", "/lab/memory/ribbon", "{\"do\":\"explode\"}").status())
        .isEqualTo(400);
    assertThat(server.post("anna", "/lab/memory/ribbon", "{{{").text("message"))
        .startsWith("This request is no command");
    assertThat(ribbon("put", "'key':'A Key','value':'x'").text("says")).contains("is no key here");
    assertThat(ribbon("put", "'key':'web'").status()).isEqualTo(400);
  }

  @Test
  void a_full_ribbon_says_so_and_goes_on_answering() throws Exception {
    LabServer.Answer last = ribbon("put", "'key':'web','value':'v'");
    for (int i = 0; i < MemoryLab.REVISIONS_KEPT; i++) {
      last = ribbon("put", "'key':'web','value':'v'");
    }

    assertThat(last.text("says")).contains("Reset it");
    assertThat(ribbon("reset", "'x':0").body().path("revision").asLong()).isEqualTo(1);
  }

  private LabServer.Answer ribbon(String verb, String fields) throws Exception {
    return post("ribbon", verb, fields);
  }

  private LabServer.Answer needles(String verb, String fields) throws Exception {
    return post("needles", verb, fields);
  }

  private LabServer.Answer post(String lab, String verb, String fields) throws Exception {
    String json = ("{'do':'" + verb + "'," + fields + "}").replace('\'', '"');
    return server.post("anna", "/lab/memory/" + lab, json);
  }
}
