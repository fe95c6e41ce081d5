package kube.network;

import java.util.Locale;

/// How bytes travel: as a stream with a beginning and an end, as single datagrams, or as the question
/// of `ping`, which no Service knows.
public enum Protocol {
  TCP, UDP, SCTP, ICMP;

  /// Reads the API's word; without one it is TCP.
  public static Protocol of(String word) {
    return word.isEmpty() ? TCP : valueOf(word.toUpperCase(Locale.ROOT));
  }
}
