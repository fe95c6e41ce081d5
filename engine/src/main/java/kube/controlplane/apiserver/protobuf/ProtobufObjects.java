package kube.controlplane.apiserver.protobuf;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import kube.controlplane.apiserver.schema.FieldShape;
import kube.controlplane.apiserver.schema.PlainType;
import kube.controlplane.apiserver.schema.Schema;
import kube.controlplane.apiserver.schema.TypeShape;
import kube.controlplane.apiserver.schema.ValueShape;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Turns the messages of protobuf into JSON trees, as the types of the schema say.
///
/// Go writes every field that is no pointer, also when nothing was said: an empty text, zero, no.
/// JSON leaves those out, and so do we, except for the fields that are pointers in Go, where zero is
/// something that was said. Nothing published says which those are; [#POINTERS] lists them.
final class ProtobufObjects {

  private static final int DEPTH_AT_MOST = 100;

  /// Fields with one value in which zero, no or the empty text is an answer.
  private static final Set<String> POINTERS = Set.of("replicas", "revisionHistoryLimit",
      "progressDeadlineSeconds", "terminationGracePeriodSeconds", "activeDeadlineSeconds",
      "gracePeriodSeconds", "runAsUser", "runAsGroup", "fsGroup", "runAsNonRoot", "privileged",
      "readOnlyRootFilesystem", "allowPrivilegeEscalation", "hostProcess", "parallelism",
      "completions", "backoffLimit", "backoffLimitPerIndex", "maxFailedIndexes",
      "ttlSecondsAfterFinished", "startingDeadlineSeconds", "successfulJobsHistoryLimit",
      "failedJobsHistoryLimit", "suspend", "manualSelector", "minReplicas", "tolerationSeconds",
      "priority", "defaultMode", "mode", "expirationSeconds", "stabilizationWindowSeconds",
      "minDomains", "automountServiceAccountToken", "enableServiceLinks", "hostUsers",
      "setHostnameAsFQDN", "shareProcessNamespace", "immutable", "optional", "controller",
      "blockOwnerDeletion", "orphanDependents", "allocateLoadBalancerNodePorts", "attachRequired",
      "podInfoOnMount", "storageCapacity", "requiresRepublish", "seLinuxMount",
      "allowVolumeExpansion", "ready", "serving", "terminating", "averageUtilization",
      "targetCPUUtilizationPercentage",
      "leaseDurationSeconds", "leaseTransitions", "maxSurge", "maxUnavailable",
      "minAvailable", "partition", "value",
      "nominalConcurrencyShares", "lendablePercent", "borrowingLimitPercent");

  /// Texts of which the empty one is an answer.
  private static final Set<String> NAMES = Set.of("storageClassName", "volumeAttributesClassName");

  private final Schema schema = Schema.published();
  private int depth;

  /// The fields of a message as an object.
  ObjectNode read(WireReader message, TypeShape type) {
    ObjectNode object = Json.object();
    readInto(object, message, type);
    return object;
  }

  private void readInto(ObjectNode object, WireReader message, TypeShape type) {
    if (++depth > DEPTH_AT_MOST) {
      throw new MalformedMessageException("proto: exceeded maximum nesting depth");
    }
    Map<Integer, FieldShape> fields = HashMap.newHashMap(type.wire().size());
    type.wire().forEach(field -> fields.put(field.number(), field));
    while (message.next()) {
      FieldShape field = fields.get(message.number());
      if (field == null) {
        message.skip();
      } else if (field.name().isEmpty()) {
        message.expect(WireReader.BYTES, type.name());
        readInto(object, message.message(), typeOf(field.value()));
      } else {
        set(object, field, message);
      }
    }
    depth--;
  }

  private void set(ObjectNode object, FieldShape field, WireReader message) {
    String name = field.name();
    switch (field.value()) {
      case ValueShape.ListOf(ValueShape item) -> {
        JsonNode value = one(message, item, name);
        ArrayNode list = object.withArrayProperty(name);
        if (!value.isMissingNode()) list.add(value);
      }
      case ValueShape.MapOf(ValueShape inner) -> {
        message.expect(WireReader.BYTES, name);
        putEntry(object.withObjectProperty(name), message.message(), inner, name);
      }
      case ValueShape.ObjectOf _,ValueShape.Plain _ -> {
        JsonNode value = one(message, field.value(), name);
        if (!isUnsaid(name, value)) object.set(name, value);
      }
    }
  }

  private void putEntry(ObjectNode map, WireReader entry, ValueShape inner, String name) {
    String key = "";
    JsonNode value = empty(inner);
    while (entry.next()) {
      switch (entry.number()) {
        case 1 -> {
          entry.expect(WireReader.BYTES, name);
          key = entry.text();
        }
        case 2 -> value = inner instanceof ValueShape.ListOf(ValueShape item)
            ? wrappedList(entry, item, name)
            : one(entry, inner, name);
        default -> entry.skip();
      }
    }
    if (!value.isMissingNode()) map.set(key, value);
  }

  /// A list within a map is a message of its own, with one field.
  private ArrayNode wrappedList(WireReader field, ValueShape item, String name) {
    field.expect(WireReader.BYTES, name);
    WireReader wrapper = field.message();
    ArrayNode list = Json.object().putArray(name);
    while (wrapper.next()) {
      if (wrapper.number() == 1) list.add(one(wrapper, item, name));
      else
        wrapper.skip();
    }
    return list;
  }

  private static JsonNode empty(ValueShape shape) {
    return shape instanceof ValueShape.Plain(PlainType type)
        && (type == PlainType.STRING || type == PlainType.BYTES)
            ? StringNode.valueOf("")
            : MissingNode.getInstance();
  }

  /// One value; missing when it is the empty form of a type that has no such value in JSON.
  private JsonNode one(WireReader field, ValueShape shape, String name) {
    if (shape instanceof ValueShape.Plain(PlainType type)) return plain(field, type, name);
    field.expect(WireReader.BYTES, name);
    return read(field.message(), typeOf(shape));
  }

  private JsonNode plain(WireReader field, PlainType type, String name) {
    field.expect(switch (type) {
      case BOOLEAN, INT32, INT64 -> WireReader.VARINT;
      case DOUBLE -> WireReader.FIXED64;
      default -> WireReader.BYTES;
    }, name);
    return switch (type) {
      case STRING -> StringNode.valueOf(field.text());
      case BYTES -> StringNode.valueOf(Base64.getEncoder().encodeToString(field.content()));
      case BOOLEAN -> BooleanNode.valueOf(field.varint() != 0);
      case INT32 -> IntNode.valueOf((int) field.varint());
      case INT64 -> LongNode.valueOf(field.varint());
      case DOUBLE -> DoubleNode.valueOf(field.fixed64());
      case TIME -> SpecialMessages.time(field.message(), false);
      case MICRO_TIME -> SpecialMessages.time(field.message(), true);
      case QUANTITY -> SpecialMessages.quantity(field.message());
      case INT_OR_STRING -> SpecialMessages.intOrString(field.message());
      case ANY -> SpecialMessages.raw(field.message());
      case SCHEMA_OR_BOOL, SCHEMA_OR_LIST, SCHEMA_OR_TEXTS -> schemaOr(field.message(), type);
    };
  }

  private static boolean isUnsaid(String name, JsonNode value) {
    if (value.isContainer()) return false;
    if (value.isMissingNode()) return true;
    if (value.isString()) return value.asString().isEmpty() && !NAMES.contains(name);
    boolean isZero = value.isBoolean() ? !value.asBoolean() : value.asDouble() == 0;
    return isZero && !POINTERS.contains(name);
  }

  /// A schema within a schema, or what may stand in its place.
  private JsonNode schemaOr(WireReader message, PlainType type) {
    JsonNode value = type == PlainType.SCHEMA_OR_BOOL ? BooleanNode.FALSE : Json.object();
    ArrayNode list = Json.object().putArray("list");
    TypeShape whole = schema.find("apiextensions.v1.JSONSchemaProps").orElseThrow();
    int schemaNumber = type == PlainType.SCHEMA_OR_BOOL ? 2 : 1;
    while (message.next()) {
      if (message.number() == schemaNumber) {
        message.expect(WireReader.BYTES, "Schema");
        value = read(message.message(), whole);
      } else if (type == PlainType.SCHEMA_OR_BOOL) {
        if (value.isBoolean()) value = BooleanNode.valueOf(message.bool("Allows"));
        else
          message.skip();
      } else if (message.number() == 2) {
        message.expect(WireReader.BYTES, "Items");
        if (type == PlainType.SCHEMA_OR_TEXTS) list.add(message.text());
        else
          list.add(read(message.message(), whole));
      } else {
        message.skip();
      }
    }
    return list.isEmpty() ? value : list;
  }

  private TypeShape typeOf(ValueShape shape) {
    if (shape instanceof ValueShape.ObjectOf(String type)) {
      return schema.find(type).orElseThrow();
    }
    throw new IllegalStateException("no object: " + shape);
  }
}
