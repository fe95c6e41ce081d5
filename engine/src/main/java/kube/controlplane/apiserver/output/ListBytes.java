package kube.controlplane.apiserver.output;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import kube.controlplane.apiserver.registry.Page;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;

import tools.jackson.databind.node.ObjectNode;

/// Joins the bytes of objects to the bytes of a list.
///
/// The items of a list do not say what they are, because the list does: each loses the beginning
/// that the store gave it, `"apiVersion":…,"kind":…,`.
final class ListBytes {

  private static final byte[] END = utf8("]}");

  private ListBytes() {}

  /// Written in one go into an array of the right size: the largest lists have a hundred megabytes.
  static byte[] of(Kind<?> kind, Page page, List<byte[]> items) {
    byte[] typed = utf8("{\"apiVersion\":\"" + kind.apiVersion() + "\",\"kind\":\"" + kind.name()
        + "\",");
    byte[] begin = utf8("{\"kind\":\"" + kind.name() + "List\",\"apiVersion\":\""
        + kind.apiVersion() + "\",\"metadata\":" + Json.text(metadata(page)) + ",\"items\":[");
    int length = begin.length + Math.max(0, items.size() - 1) + END.length;
    for (byte[] item : items) length += item.length - repeated(item, typed);
    ByteBuffer list = ByteBuffer.allocate(length).put(begin);
    boolean first = true;
    for (byte[] item : items) {
      if (!first) list.put((byte) ',');
      first = false;
      int from = repeated(item, typed);
      list.put(item[0]).put(item, from + 1, item.length - from - 1);
    }
    return list.put(END).array();
  }

  /// How many bytes the item loses: the brace in front of them stays.
  private static int repeated(byte[] item, byte[] typed) {
    return startsWith(item, typed) ? typed.length - 1 : 0;
  }

  static ObjectNode metadata(Page page) {
    ObjectNode metadata = Json.object().put("resourceVersion", Long.toString(page.revision()));
    page.next().ifPresent(token -> metadata.put("continue", token.toText()));
    page.remaining().ifPresent(count -> metadata.put("remainingItemCount", count));
    return metadata;
  }

  private static boolean startsWith(byte[] text, byte[] start) {
    return text.length >= start.length
        && Arrays.equals(text, 0, start.length, start, 0, start.length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
