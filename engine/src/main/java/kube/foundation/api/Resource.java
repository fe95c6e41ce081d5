package kube.foundation.api;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An API object with every field that its author sent, known to the engine or not.
///
/// Immutable: the compact JSON bytes are what the store keeps and what clients get; they are parsed
/// when somebody asks. Components read typed views ([Pod], [Node], …) and change objects by the few
/// fields they own, so that none overwrites what it does not understand.
public final class Resource {

  private static final long NOT_READ = -1;

  private byte @Nullable [] written;
  private @Nullable JsonNode parsed;
  private @Nullable Metadata metadata;
  private long revision;

  private Resource(byte @Nullable [] written, @Nullable JsonNode parsed, long revision) {
    this.written = written;
    this.parsed = parsed;
    this.revision = revision;
  }

  /// The object written as JSON. The array must not be changed afterwards.
  public static Resource of(byte[] json) {
    return new Resource(json, null, NOT_READ);
  }

  /// The same, where it is known which revision the object names.
  public static Resource of(byte[] json, long revision) {
    return new Resource(json, null, revision);
  }

  /// The object of this tree, which is written out only if somebody asks for its bytes.
  public static Resource unwritten(ObjectNode tree) {
    return new Resource(null, tree, NOT_READ);
  }

  /// The object of this tree, which is taken over and must not be changed afterwards.
  public static Resource of(ObjectNode tree) {
    return new Resource(Json.bytes(tree), tree, NOT_READ);
  }

  /// The compact JSON bytes, to be read only.
  public byte[] json() {
    byte[] json = written;
    if (json == null) {
      json = Json.bytes(tree());
      written = json;
    }
    return json;
  }

  /// The compact JSON bytes as long as nobody has parsed them, for those who can do without a tree.
  public Optional<byte[]> unparsed() {
    return parsed == null ? Optional.ofNullable(written) : Optional.empty();
  }

  /// The parsed object, to be read only. See [#edit] for changing.
  public JsonNode tree() {
    JsonNode tree = parsed;
    if (tree == null) {
      tree = Json.parse(json());
      parsed = tree;
    }
    return tree;
  }

  /// A copy of this object, changed by `edit`.
  public Resource edit(Consumer<ObjectNode> edit) {
    ObjectNode copy = (ObjectNode) tree().deepCopy();
    edit.accept(copy);
    return of(copy);
  }

  public String apiVersion() {
    return Json.text(tree(), "apiVersion");
  }

  public String kind() {
    return Json.text(tree(), "kind");
  }

  public Metadata metadata() {
    return metadata(Interner.NONE);
  }

  /// The same; who reads it first shares what it says alike with others.
  public Metadata metadata(Interner interner) {
    Metadata read = metadata;
    if (read == null) {
      read = Metadata.of(tree(), interner);
      metadata = read;
    }
    return read;
  }

  /// The labels, for which an object that nobody has parsed is not parsed either.
  public SortedMap<String, String> labels() {
    if (metadata != null || parsed != null) return metadata().labels();
    byte[] json = json();
    return JsonSpan.of(json, 0, "metadata")
        .map(span -> JsonSpan.of(json, span.from(), "labels")
            .map(labels -> Json.texts(Json.object()
                .set("labels", Json.parse(labels.valueOf(json))), "labels"))
            .orElseGet(TreeMap::new))
        .orElseGet(() -> metadata().labels());
  }

  public String name() {
    return Json.text(tree(), "metadata.name");
  }

  public String namespace() {
    return Json.text(tree(), "metadata.namespace");
  }

  public String uid() {
    return Json.text(tree(), "metadata.uid");
  }

  /// The store's revision at which this object last changed; 0 when it was never stored.
  public long revision() {
    if (revision == NOT_READ) {
      String text = Json.text(tree(), "metadata.resourceVersion");
      revision = text.isEmpty() ? 0 : Long.parseLong(text);
    }
    return revision;
  }

  @Override
  public String toString() {
    return kind() + " " + namespace() + "/" + name() + "@" + revision();
  }
}
