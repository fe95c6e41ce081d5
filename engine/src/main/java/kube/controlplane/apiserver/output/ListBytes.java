package kube.controlplane.apiserver.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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

  private ListBytes() {}

  static byte[] of(Kind<?> kind, Page page, List<byte[]> items) {
    byte[] typed = utf8("{\"apiVersion\":\"" + kind.apiVersion() + "\",\"kind\":\"" + kind.name()
        + "\",");
    ByteArrayOutputStream list = new ByteArrayOutputStream(
        256 + items.stream().mapToInt(item -> item.length).sum());
    list.writeBytes(utf8("{\"kind\":\"" + kind.name() + "List\",\"apiVersion\":\""
        + kind.apiVersion() + "\",\"metadata\":"));
    list.writeBytes(Json.bytes(metadata(page)));
    list.writeBytes(utf8(",\"items\":["));
    boolean first = true;
    for (byte[] item : items) {
      if (!first) list.write(',');
      first = false;
      boolean repeats = startsWith(item, typed);
      if (repeats) list.write('{');
      int from = repeats ? typed.length : 0;
      list.write(item, from, item.length - from);
    }
    list.writeBytes(utf8("]}"));
    return list.toByteArray();
  }

  static ObjectNode metadata(Page page) {
    ObjectNode metadata = Json.object().put("resourceVersion", Long.toString(page.revision()));
    page.next().ifPresent(token -> metadata.put("continue", token.toText()));
    page.remaining().ifPresent(count -> metadata.put("remainingItemCount", count));
    return metadata;
  }

  private static boolean startsWith(byte[] text, byte[] start) {
    if (text.length < start.length) return false;
    for (int at = 0; at < start.length; at++) {
      if (text[at] != start[at]) return false;
    }
    return true;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
