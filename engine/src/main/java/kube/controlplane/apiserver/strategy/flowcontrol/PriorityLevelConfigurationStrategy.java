package kube.controlplane.apiserver.strategy.flowcontrol;

import java.util.List;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// PriorityLevelConfigurations: how many requests of a level run at a time, and who waits how.
///
/// **Leaves out** the proof that hands are large enough for the number of queues.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/cluster-administration/flow-control/
final class PriorityLevelConfigurationStrategy implements Strategy {

  private static final int QUEUES_AT_MOST = 10_000_000;

  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode spec = Defaults.object(object, "spec");
    if (Json.text(spec, "type").equals("Exempt")) {
      ObjectNode exempt = Defaults.object(spec, "exempt");
      Defaults.put(exempt, "nominalConcurrencyShares", 0);
      Defaults.put(exempt, "lendablePercent", 0);
    }
    if (!(spec.path("limited") instanceof ObjectNode limited)) return;
    Defaults.put(limited, "nominalConcurrencyShares", 30);
    Defaults.put(limited, "lendablePercent", 0);
    if (limited.path("limitResponse").path("queuing") instanceof ObjectNode queuing) {
      Defaults.put(queuing, "queues", 64);
      Defaults.put(queuing, "handSize", 8);
      Defaults.put(queuing, "queueLengthLimit", 50);
    }
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status");
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    Field type = spec.at("type");
    boolean isExempt = type.text().equals("Exempt");
    if (Json.text(object, "metadata.name").equals("exempt") != isExempt) {
      errors.invalid(type.path(), type.text(),
          "type must be 'Exempt' if and only if name is 'exempt'");
    }
    Field limited = spec.at("limited");
    switch (type.text()) {
      case "Exempt" -> {
        if (limited.isPresent()) limited.forbidden("must be nil if the type is not Limited");
        validateShares(spec.at("exempt"));
      }
      case "Limited" -> {
        if (spec.at("exempt").isPresent()) {
          spec.at("exempt").forbidden("must be nil if the type is Limited");
        }
        if (limited.isPresent()) {
          validateLimited(limited);
        } else {
          limited.required("must not be empty when type is Limited");
        }
      }
      default -> errors.notSupported(type.path(), type.text(), List.of("Exempt", "Limited"));
    }
  }

  private static void validateShares(Field level) {
    Field shares = level.at("nominalConcurrencyShares");
    if (shares.number() < 0) shares.invalid("must be a non-negative integer");
    Field lendable = level.at("lendablePercent");
    if (lendable.number() < 0 || lendable.number() > 100) {
      lendable.invalid("must be between 0 and 100, inclusive");
    }
    Field borrowing = level.at("borrowingLimitPercent");
    if (borrowing.number() < 0) borrowing.invalid("must be a non-negative integer");
  }

  private static void validateLimited(Field limited) {
    validateShares(limited);
    Field response = limited.at("limitResponse");
    Field queuing = response.at("queuing");
    switch (response.at("type").text()) {
      case "Reject" -> {
        if (queuing.isPresent()) {
          queuing.forbidden("must be nil if limited.limitResponse.type is not Limited");
        }
      }
      case "Queue" -> {
        if (queuing.isPresent()) {
          validateQueues(queuing);
        } else {
          queuing.required("must not be empty if limited.limitResponse.type is Limited");
        }
      }
      default -> response.errors().notSupported(response.path() + ".type",
          response.at("type").text(), List.of("Queue", "Reject"));
    }
  }

  private static void validateQueues(Field queuing) {
    Field length = queuing.at("queueLengthLimit");
    Field queues = queuing.at("queues");
    Field hand = queuing.at("handSize");
    if (length.number() <= 0) length.invalid("must be positive");
    if (queues.number() <= 0) queues.invalid("must be positive");
    if (queues.number() > QUEUES_AT_MOST) {
      queues.invalid("must not be greater than " + QUEUES_AT_MOST);
    }
    if (hand.number() <= 0) {
      hand.invalid("must be positive");
    } else if (hand.number() > queues.number()) {
      hand.invalid("should not be greater than queues (" + queues.number() + ")");
    }
  }

  @Override
  public void validateSubresource(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {
    FlowSchemaStrategy.validateConditions(object, errors);
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }
}
