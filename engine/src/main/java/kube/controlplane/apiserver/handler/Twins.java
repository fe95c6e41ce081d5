package kube.controlplane.apiserver.handler;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.apiserver.request.Body;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.schema.validation.FieldValidation;
import kube.foundation.api.Json;
import kube.foundation.api.Request;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Recognizes new objects by their text: a controller that makes a thousand Pods of one template
/// sends the same bytes a thousand times, but for the metadata.
///
/// Only the metadata of such an object is read, checked and written into notes anew. What comes out
/// is the same as if all of it had been, because defaults and rules of these kinds look at nothing
/// but the object.
///
/// Owned by the loop.
final class Twins {

  private static final int KEPT = 64;
  private static final int SHORTEST_TEXT = 200;

  private final Map<String, Twin> known = new LinkedHashMap<>(KEPT, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Twin> eldest) {
      return size() > KEPT;
    }
  };

  /// A request whose object can be recognized.
  ///
  /// @param text all of the body but the metadata, after the name of the kind
  /// @param metadata its text
  @SuppressWarnings("ArrayRecordComponent") // The bytes of the wire; never compared.
  record Candidate(String text, byte[] metadata, Twin twin) {}

  /// The object's twin; a new one when none is known. Empty for objects that have none.
  Optional<Candidate> find(Request request, RequestInfo info) {
    byte[] body = request.body();
    boolean canHave = info.strategy().judgesByItself() && info.resource().isStoredVersion()
        && body.length >= SHORTEST_TEXT && isJson(request);
    if (!canHave) return Optional.empty();
    return MetadataPlace.in(body).map(place -> {
      String text = info.kind().qualifiedPlural()
          + new String(body, 0, place.from(), StandardCharsets.ISO_8859_1)
          + new String(body, place.to(), body.length - place.to(), StandardCharsets.ISO_8859_1);
      Twin twin = known.get(text);
      return new Candidate(text, Arrays.copyOfRange(body, place.from(), place.to()),
          twin == null ? Twin.ofFirst() : twin);
    });
  }

  /// The object of a recognized request; empty when its metadata needs a closer look.
  Optional<ObjectNode> object(Candidate candidate) {
    if (!candidate.twin().isRecognized()) return Optional.empty();
    try {
      JsonNode metadata = Json.parseUnrepeated(candidate.metadata());
      if (!metadata.isObject()) return Optional.empty();
      Body.dropNulls(metadata);
      ObjectNode object = candidate.twin().object();
      object.set("metadata", metadata);
      return FieldValidation.isMetadataClean(object) ? Optional.of(object) : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty(); // Whoever reads all of it says what is wrong.
    }
  }

  /// Remembers what the first of them has taught.
  void keep(Candidate candidate) {
    if (!candidate.twin().isComplete()) return;
    candidate.twin().recognize();
    known.putIfAbsent(candidate.text(), candidate.twin());
  }

  private static boolean isJson(Request request) {
    String type = Body.mediaType(request);
    return type.isEmpty() || type.equals("application/json");
  }
}
